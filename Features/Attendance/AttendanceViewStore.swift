import Database
import Handbook
import Kernel

extension Attendance {
    func mine(_ actor: Actor, month asked: Day?) throws -> MyAttendance {
        guard let home = actor.mainHolding?.unit else { throw NotFound() }
        let ground = try tx.absenceGround(of: home)
        let today = ground.zone.day(of: tx.now)
        let first = (asked ?? today).firstOfMonth
        let sheet = try tx.attendanceSheets.find(actor.staff.id, month: first)
        let days =
            try sheet.map { try tx.attendanceSheets.days(of: $0, on: ground) }
            ?? month(of: actor.staff.id, first, on: ground).days
        let facing = try tx.clockEvents.facing(actor.staff.id)
        // A night's clock of yesterday is still today's news.
        let begin = ground.zone.instant(today, .midnight) - .hours(12)
        let people = [sheet?.answered?.by, sheet?.checked?.by, sheet?.locked?.by].compactMap(\.self)
        return MyAttendance(
            month: AttendanceMonth(staff: actor.staff.id, month: first, days: days), sheet: sheet,
            shift: facing?.shift, hasComeIn: facing?.hasComeIn ?? false,
            clocks: try tx.clockEvents.of(actor.staff.id, between: begin..<(tx.now + .milliseconds(1))),
            handbook: ground.handbook, calendar: try tx.calendars.named(ground.calendar, on: first...first.lastOfMonth),
            mayDecide: actor.holds(.approveAbsence),
            mayManage: actor.holds(.manageAttendance), isOver: first < today.firstOfMonth,
            names: try tx.names(of: Set(people)))
    }

    private func isRostered(_ unit: Unit.ID, _ month: Day?) throws -> Bool {
        let first = (month ?? Zone.utc.day(of: tx.now)).firstOfMonth
        return try !tx.rosters.binding(on: unit, days: first...first.lastOfMonth).isEmpty
    }

    /// For whoever checks, or agrees to absences, in the unit.
    func team(_ actor: Actor, in asked: Unit.ID?, month: Day?) throws -> TeamAttendance {
        var units = try tx.units(for: actor, permitting: .manageAttendance)
        for unit in try tx.units(for: actor, permitting: .approveAbsence)
        where !units.contains(where: { $0.id == unit.id }) {
            units.append(unit)
        }
        units = units.filter { actor.mayReadAttendance(of: $0.id) }
        // Where nobody says which: the first unit that works by a roster.
        let rostered = try asked == nil ? units.prefix(50).first { try isRostered($0.id, month) } : nil
        guard let unit = asked.map({ id in units.first { $0.id == id } }) ?? rostered ?? units.first else {
            throw NotAllowed(permission: .manageAttendance, isElsewhere: actor.holds(.manageAttendance))
        }
        let ground = try tx.absenceGround(of: unit.id)
        let first = (month ?? ground.zone.day(of: tx.now)).firstOfMonth
        let opened = try tx.attendanceSheets.of(unit.id, month: first).map(\.staff)
        let staff = (try people(of: unit.id, first, in: ground.zone) + opened).uniqued()
        // Of a group that is rostered by the unit above it the sheets are that unit's.
        let sheets = try tx.attendanceSheets.of(staff, month: first)
        let months = try months(of: staff, first, on: ground)
        let names = try tx.names(of: Set(staff))
        let chain = try tx.units.chain(from: unit.id)
        let people = staff.map { person -> TeamAttendance.Person in
            let sheet = sheets.first { $0.staff == person }
            let frozen = sheet.flatMap { $0.state == .open || $0.state == .objected ? nil : $0.days }
            return TeamAttendance.Person(
                staff: person, name: names[person] ?? "", days: frozen ?? months[person]?.days ?? [], sheet: sheet,
                mayOpen: sheet.map { actor.mayReadAttendance(of: $0.unit) } ?? false)
        }
        return TeamAttendance(
            unit: unit, units: units, month: first,
            people: people.sorted { ($0.name, $0.staff.rawValue) < ($1.name, $1.staff.rawValue) },
            handbook: ground.handbook, calendar: ground.calendar,
            mayManage: actor.may(.manageAttendance, in: unit.id, isOwn: false), company: chain.last?.name ?? "")
    }
}
