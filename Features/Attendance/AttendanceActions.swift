import Database
import Handbook
import Kernel

/// A month between its person and whoever checks it (GAME-103, PROPB-27).
extension AttendanceSheets {
    /// Sheets of the month before, for whoever worked in it: so many at a time; answers how many there were.
    func openLastMonth(limit: Int) throws -> Int {
        let grounds = try rosteredUnits().map { try tx.absenceGround(of: $0) }
        let byUnit = Dictionary(grounds.map { ($0.unit, $0) }) { first, _ in first }
        let byMonth = Dictionary(grouping: grounds) { LastMonth(at: tx.now, in: $0.zone) }
        var made = 0
        for (month, some) in byMonth.sorted(by: { $0.key.span.lowerBound < $1.key.span.lowerBound }) {
            for one in try unopened(in: some.map(\.unit), month.span, month: month.first, limit: limit - made) {
                guard let ground = byUnit[one.unit] else { continue }
                try open(one.staff, month: month.first, on: ground)
                made += 1
            }
        }
        return made
    }

    /// The month before this one, where clocks are set alike.
    private struct LastMonth: Hashable {
        let first: Day
        let span: Range<Instant>

        init(at now: Instant, in zone: Zone) {
            first = zone.day(of: now).firstOfMonth.advanced(by: -1).firstOfMonth
            span = zone.instant(first, .midnight)..<zone.instant(first.lastOfMonth.advanced(by: 1), .midnight)
        }
    }

    @discardableResult
    private func open(_ staff: Staff.ID, month: Day, on ground: AbsenceGround) throws -> AttendanceSheet {
        let sheet = AttendanceSheet(
            id: tx.ids.make(), unit: ground.unit, staff: staff, month: month, openedAt: tx.now)
        try insert(sheet)
        let event = try tx.record(
            .attendanceOpened, of: try owing(sheet, on: ground), by: nil, details: details(sheet))
        try tx.notify([staff], of: event)
        return sheet
    }

    /// One's own month, that is over: the days as they stand are what is confirmed. Without a sheet yet, it is made.
    @discardableResult
    func confirm(_ month: Day, by actor: Actor) throws -> AttendanceSheet {
        var (sheet, ground) = try own(month, by: actor)
        let days = try tx.attendance.month(of: sheet.staff, sheet.month, on: ground).days
        try sheet.confirm(by: actor.staff.id, days, at: tx.now)
        try save(sheet)
        let event = try tx.record(
            .attendanceConfirmed, of: try owing(sheet, on: ground), by: actor.staff.id, details: details(sheet))
        try tx.notify(try checkers(of: sheet, on: ground), of: event)
        return sheet
    }

    func object(_ month: Day, because reason: String, by actor: Actor) throws {
        var (sheet, ground) = try own(month, by: actor)
        try sheet.object(by: actor.staff.id, because: reason, at: tx.now)
        try save(sheet)
        let event = try tx.record(
            .attendanceObjected, of: try owing(sheet, on: ground), by: actor.staff.id, details: details(sheet))
        try tx.notify(try checkers(of: sheet, on: ground), of: event)
    }

    func giveBack(_ id: AttendanceSheet.ID, saying words: String, by actor: Actor) throws {
        var (sheet, ground) = try managed(id, by: actor)
        try sheet.giveBack(by: actor.staff.id, saying: words, at: tx.now)
        try save(sheet)
        let event = try tx.record(
            .attendanceReturned, of: try owing(sheet, on: ground), by: actor.staff.id, details: details(sheet))
        try tx.notify([sheet.staff], of: event)
    }

    func check(_ id: AttendanceSheet.ID, by actor: Actor) throws {
        var (sheet, ground) = try managed(id, by: actor)
        let days = try tx.attendance.month(of: sheet.staff, sheet.month, on: ground).days
        try sheet.check(by: actor.staff.id, days, at: tx.now)
        try save(sheet)
        let event = try tx.record(
            .attendanceChecked, of: try owing(sheet, on: ground), by: actor.staff.id, details: details(sheet))
        try tx.notify([sheet.staff], of: event)
    }

    /// From now on nothing changes it: payroll reads it (PROPB-27).
    func lock(_ id: AttendanceSheet.ID, by actor: Actor) throws {
        var (sheet, ground) = try managed(id, by: actor)
        let days = try tx.attendance.month(of: sheet.staff, sheet.month, on: ground).days
        try sheet.lock(by: actor.staff.id, days, at: tx.now)
        let owing = try owing(sheet, on: ground)
        var missing: Sentence?
        if case .attendanceMonth(.post(let code))? = ground.gate(.attendanceMonth)?.gate, let checked = sheet.checked {
            let checker = try tx.actor(checked.by).apart(from: [sheet.staff])
            let isEntitled = checker.holdings.contains {
                $0.covers(sheet.unit, isOwn: false) && ground.handbook.isAmongOrAbove($0.post.code, [code])
            }
            if !isEntitled { missing = Sentence(.attendanceCheckedByOther, ground.titles(of: [code])) }
        }
        let passage = try tx.obligations.pass(ground.check(.attendanceMonth, missing: missing), of: owing)
        try save(sheet)
        let event = try tx.record(
            .attendanceLocked, of: owing, by: actor.staff.id, passage: passage, details: details(sheet))
        try tx.notify([sheet.staff], of: event)
    }

    /// Whoever it is about, and whoever checks or agrees to absences in the unit; to others it is not there.
    func visible(_ id: AttendanceSheet.ID, to actor: Actor) throws -> AttendanceSheet {
        guard let sheet = try find(id), sheet.staff == actor.staff.id || actor.mayReadAttendance(of: sheet.unit) else {
            throw AttendanceSheet.Refusal.unknown
        }
        return sheet
    }

    /// As it was confirmed from then on; as it stands now before.
    func days(of sheet: AttendanceSheet, on ground: AbsenceGround) throws -> [AttendanceDay] {
        switch sheet.state {
        case .open, .objected: try tx.attendance.month(of: sheet.staff, sheet.month, on: ground).days
        case .confirmed, .checked, .locked: sheet.days
        }
    }

    private func own(_ month: Day, by actor: Actor) throws -> (AttendanceSheet, AbsenceGround) {
        guard let home = actor.mainHolding?.unit else { throw AttendanceSheet.Refusal.unknown }
        if let sheet = try find(actor.staff.id, month: month.firstOfMonth) {
            return (sheet, try tx.absenceGround(of: sheet.unit))
        }
        // As the chore does: whose roster it was, their sheet it is, so that it is found among the others and checked.
        let zone = try tx.absenceGround(of: home).zone
        let end = zone.instant(month.lastOfMonth.advanced(by: 1), .midnight)
        let rostered = try unit(of: actor.staff.id, in: zone.instant(month.firstOfMonth, .midnight)..<end)
        let ground = try tx.absenceGround(of: rostered ?? home)
        guard month.firstOfMonth < ground.zone.day(of: tx.now).firstOfMonth else {
            throw AttendanceSheet.Refusal.notOver
        }
        let days = try tx.attendance.month(of: actor.staff.id, month.firstOfMonth, on: ground).days
        guard days.contains(where: { !$0.isRest }) else { throw AttendanceSheet.Refusal.nothingOwed }
        return (try open(actor.staff.id, month: month.firstOfMonth, on: ground), ground)
    }

    private func managed(_ id: AttendanceSheet.ID, by actor: Actor) throws -> (AttendanceSheet, AbsenceGround) {
        let sheet = try visible(id, to: actor)
        // Of their own the noun refuses.
        let other = actor.staff.id == sheet.staff ? actor : actor.apart(from: [sheet.staff])
        try authorize(other, .manageAttendance, in: sheet.unit, isOwn: false)
        return (sheet, try tx.absenceGround(of: sheet.unit))
    }

    private func checkers(of sheet: AttendanceSheet, on ground: AbsenceGround) throws -> [Staff.ID] {
        guard case .attendanceMonth(.post(let code))? = ground.gate(.attendanceMonth)?.gate else { return [] }
        return try tx.deciders([code], for: sheet.unit, but: sheet.staff)
    }

    private func owing(_ sheet: AttendanceSheet, on ground: AbsenceGround) throws -> Owing {
        tx.absenceOwing(
            sheet.subject, on: ground, deciders: try checkers(of: sheet, on: ground), handler: sheet.staff)
    }

    private func details(_ sheet: AttendanceSheet) -> [String: String] {
        ["month": AttendanceSheet.text(of: sheet.month)]
    }

    /// Units that had a roster at work in the last weeks.
    private func rosteredUnits() throws -> [Unit.ID] {
        let day = Zone.utc.day(of: tx.now)
        return try tx.rosters.boundUnits(on: day.firstOfMonth.advanced(by: -31)...day)
    }
}

extension Actor {
    /// Whether somebody may look at the attendance of a unit's people.
    func mayReadAttendance(of unit: Unit.ID) -> Bool {
        may(.manageAttendance, in: unit, isOwn: false) || may(.approveAbsence, in: unit, isOwn: false)
    }
}
