import Database
import Handbook
import Kernel

/// Who came and went in the month of the game centre: a file of the clock at the door, as it would have written it, with
/// those who were late, went early or forgot; and what people ask for today (GAME-49, GAME-51, GAME-103).
struct DemoAttendance {
    let tx: Transaction
    let pack: DemoPack
    var dice: DemoDice

    mutating func open() throws {
        guard pack.code == "game-support", let unit = try tx.units.find(code: "kefu"),
            let keeper = try actor(in: unit.id, with: .manageAttendance),
            let roster = try tx.rosters.of(unit.id, limit: 1).first, roster.published != nil
        else { return }
        let zone = try tx.rosters.setting(of: unit.id).calendar.zone
        let shifts = try tx.shifts.of(roster.id).filter { $0.span.lowerBound < tx.now && $0.staff != nil }
        let earlier = try tx.rosters.of(unit.id, limit: 2).filter { $0.id != roster.id && $0.published != nil }
        let before = try earlier.flatMap { try tx.shifts.of($0.id) }.filter {
            $0.span.upperBound < tx.now && $0.staff != nil
        }
        let rows = try rows(of: before + shifts, in: zone)
        guard !rows.isEmpty else { return }
        try tx.deviceFiles.enter(
            rows, named: DemoPhrases.clockFile, digest: "", from: DemoPhrases.clockName, into: unit.id, by: keeper)
        let present = shifts.filter { $0.span.contains(tx.now) }.compactMap(\.staff)
        try lockLastMonth(in: unit.id, by: keeper)
        try askCorrections(shifts, in: unit.id)
        try checkTools(present)
        try leavePosts(present, in: unit.id)
        try askOvertime(shifts.compactMap(\.staff), in: zone)
    }

    /// A line for each time somebody passed the clock.
    private mutating func rows(of shifts: [ShiftAssignment], in zone: Zone) throws -> [DeviceRow] {
        let people = try tx.staff.find(Set(shifts.compactMap(\.staff)))
        var rows: [DeviceRow] = []
        for shift in shifts {
            guard let account = shift.staff.flatMap({ people[$0]?.account.text }) else { continue }
            var come: Instant? = shift.span.lowerBound - .minutes(dice.number(11...24))
            var go: Instant? = shift.span.upperBound + .minutes(dice.number(1...14))
            switch dice.number(1...100) {
            case 1...5: come = shift.span.lowerBound + .minutes(dice.number(2...9))
            case 6...7: come = shift.span.lowerBound + .minutes(dice.number(12...28))
            case 8: come = shift.span.lowerBound + .minutes(dice.number(64...75))
            case 9...11: go = shift.span.upperBound - .minutes(dice.number(3...9))
            case 12...14: go = nil
            case 15: come = nil
            case 16: (come, go) = (nil, nil)
            default: break
            }
            for (instant, kind) in [(come, ClockKind.in), (go, .out)] {
                guard let instant, instant <= tx.now else { continue }
                let local = instant.local(zone)
                let text = "\(local.day) \(local.time)"
                rows.append(
                    DeviceRow(
                        number: rows.count + 2, person: account, time: DeviceTime(text), kind: kind,
                        text: "\(account) \(text)"))
            }
        }
        return rows
    }

    /// Waits for its person, so that a visitor can walk the way of a sheet themselves (GAME-103).
    private static let unconfirmed = "majun"

    /// Last month is over: everybody but one has confirmed theirs, whoever the clause names has checked it, and somebody else has
    /// locked it (PROPB-27).
    private func lockLastMonth(in unit: Unit.ID, by keeper: Actor) throws {
        guard let other = try actor(in: unit, with: .manageAttendance, but: keeper.staff.id) else { return }
        while try tx.attendanceSheets.openLastMonth(limit: 50) > 0 {}
        let month = try tx.absenceGround(of: unit).zone.day(of: tx.now).firstOfMonth.advanced(by: -1).firstOfMonth
        let unconfirmed = try Account(typed: Self.unconfirmed).flatMap { try tx.staff.find(account: $0) }?.id
        for sheet in try tx.attendanceSheets.of(unit, month: month) where sheet.staff != unconfirmed {
            try tx.attendanceSheets.confirm(month, by: tx.actor(sheet.staff))
            let isKeepers = sheet.staff == keeper.staff.id
            try tx.attendanceSheets.check(sheet.id, by: isKeepers ? other : keeper)
            try tx.attendanceSheets.lock(sheet.id, by: sheet.staff == other.staff.id ? keeper : other)
        }
    }

    /// Of those who forgot in the last days two ask; the first has been answered.
    private func askCorrections(_ shifts: [ShiftAssignment], in unit: Unit.ID) throws {
        let ground = try tx.absenceGround(of: unit)
        let today = ground.zone.day(of: tx.now)
        var asked = 0
        for person in shifts.compactMap(\.staff).uniqued() where asked < 2 {
            // Of this month alone: the one before is locked.
            let days = try tx.attendance.month(of: person, today, on: ground).days
            for day in days where asked < 2 && day.day.distance(to: today) <= 3 && day.day >= today.firstOfMonth {
                guard let turn = day.turns.first(where: { $0.missing != nil }), turn.ends <= tx.now else { continue }
                let isIn = turn.missing == .in
                let correction = try tx.clockCorrections.ask(
                    ClockCorrection.Plan(
                        kind: isIn ? .in : .out, at: isIn ? turn.starts - .minutes(12) : turn.ends + .minutes(2),
                        reason: DemoPhrases.forgotClock, proof: DemoPhrases.forgotProof), by: tx.actor(person))
                if asked == 0, let leader = try actor(in: unit, with: .approveAbsence, but: person) {
                    try tx.clockCorrections.approve(correction.id, saying: DemoPhrases.agreed, by: leader)
                }
                asked += 1
            }
        }
    }

    private func checkTools(_ present: [Staff.ID]) throws {
        for (place, person) in present.dropLast().enumerated() {
            guard try tx.clockEvents.facing(person)?.hasComeIn == true else { continue }
            var items = Set(PreShiftCheck.Item.allCases)
            if place == 0 { items.remove(.headset) }
            try tx.preShiftChecks.make(items, place == 0 ? DemoPhrases.brokenHeadset : "", by: tx.actor(person))
        }
    }

    /// One is out, one waits for the leader's answer; where the group would fall below its minimum nobody goes.
    private func leavePosts(_ present: [Staff.ID], in unit: Unit.ID) throws {
        guard let first = present.first, let leader = try actor(in: unit, with: .approveAbsence, but: first) else {
            return
        }
        let post = try tx.leavePosts.ask(minutes: 10, because: DemoPhrases.leavePostReason, by: tx.actor(first))
        do {
            try tx.leavePosts.approve(post.id, saying: DemoPhrases.agreed, by: leader)
            try tx.leavePosts.leave(post.id, by: tx.actor(first))
        } catch is GateRefusal {
            return
        } catch is LeavePost.Refusal {
            return
        }
        guard let second = present.dropFirst().first else { return }
        try tx.leavePosts.ask(minutes: 5, because: DemoPhrases.leavePostReason, by: tx.actor(second))
    }

    /// For an evening on which they are free.
    private func askOvertime(_ people: [Staff.ID], in zone: Zone) throws {
        var asked = 0
        let today = zone.day(of: tx.now)
        for person in people.uniqued() where asked < 2 {
            for offset in 1...3 where asked < 2 {
                let day = today.advanced(by: offset)
                let hours = zone.instant(day, .at(18))..<zone.instant(day, .at(20))
                guard try tx.shifts.of(person, between: hours).isEmpty,
                    try tx.leaves.live(of: person, in: hours).isEmpty
                else { continue }
                try tx.overtimes.ask(
                    Overtime.Plan(hours: hours, reason: DemoPhrases.overtimeReason, compensation: .lieu),
                    by: tx.actor(person))
                asked += 1
                break
            }
        }
    }

    private func actor(in unit: Unit.ID, with permission: Permission, but other: Staff.ID? = nil) throws -> Actor? {
        let units = try [unit] + tx.units.descendants(of: unit)
        for person in pack.people {
            guard let id = try Account(typed: person.account).flatMap({ try tx.staff.find(account: $0) })?.id,
                id != other
            else { continue }
            let actor = try tx.actor(id)
            if units.allSatisfy({ actor.may(permission, in: $0, isOwn: false) }) { return actor }
        }
        return nil
    }
}
