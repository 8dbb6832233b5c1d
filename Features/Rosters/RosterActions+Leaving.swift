import Database
import Handbook
import Kernel

/// Somebody has left: nothing that lies ahead is theirs any more (SOFT-68).
extension Rosters {
    /// From now on their shifts are open, their duties the backup's or nobody's, on drafts too; their groups are without
    /// them. Who published a roster and the supervisor on duty are told. By nobody: the house itself.
    func release(_ person: Staff.ID, by staff: Staff.ID?) throws {
        let shifts = Dictionary(grouping: try tx.shifts.ahead(of: person), by: \.roster)
        let duties = Dictionary(grouping: try tx.duties.ahead(of: person), by: \.roster)
        for id in Set(shifts.keys).union(duties.keys).sorted(by: { $0.rawValue < $1.rawValue }) {
            var roster = try require(id)
            try roster.change()
            try save(roster)
            for shift in shifts[id] ?? [] { try open(shift, of: roster, by: staff) }
            for duty in duties[id] ?? [] { try release(duty, from: person, of: roster, by: staff) }
            try tell(roster, without: person, by: staff)
        }
        let today = Zone.shanghai.day(of: tx.now)
        for var member in try tx.shiftGroups.memberships(of: person) where member.until.map({ $0 > today }) ?? true {
            if member.from > today {
                try tx.shiftGroups.remove(member.id)
                continue
            }
            member.until = today
            try tx.shiftGroups.save(member)
        }
    }

    /// What of a shift lies ahead is open; what is worked already stays worked. Nobody learns in place of another.
    private func open(_ shift: ShiftAssignment, of roster: Roster, by staff: Staff.ID?) throws {
        let hasBegun = shift.span.lowerBound < tx.now
        if hasBegun, shift.isShadow { return }
        let (from, until) = (max(shift.span.lowerBound, tx.now), shift.span.upperBound)
        var left: [ShiftAssignment] = []
        if !shift.isShadow {
            let open = shift.handed(to: nil, as: .adjusted, id: tx.ids.make(), by: staff, at: tx.now)
            left.append(open.part(from..<until))
        }
        if hasBegun {
            let worked = shift.handed(to: shift.staff, as: .adjusted, id: tx.ids.make(), by: staff, at: tx.now)
            left.append(worked.part(shift.span.lowerBound..<from))
        }
        guard roster.state.isBinding else {
            try tx.shifts.remove(shift)
            return try tx.shifts.insert(left)
        }
        try tx.shifts.insert(left)
        var ended = shift
        try ended.takeBack(for: .left, by: staff, at: tx.now, replacedBy: left.first?.id)
        try tx.shifts.save(ended)
        let zone = try setting(of: roster.unit).calendar.zone
        try note(
            shift.isShadow ? .takenOff : .opened, on: roster.id, of: shift.staff, day: shift.day,
            was: try describe(shift, zone), became: try left.first.map { try describe($0, zone) } ?? "",
            because: Language.chinese(.rosterLeft), by: staff)
    }

    private func release(_ duty: DutyAssignment, from person: Staff.ID, of roster: Roster, by staff: Staff.ID?) throws {
        let by = staff ?? person
        var ended = duty
        try ended.takeBack(by: by, at: tx.now)
        try tx.duties.save(ended)
        func part(_ span: Range<Instant>, _ primary: Staff.ID, _ backup: Staff.ID?) -> DutyAssignment {
            DutyAssignment(
                id: tx.ids.make(), roster: duty.roster, unit: duty.unit, kind: duty.kind, day: duty.day, span: span,
                primary: primary, backup: backup, phone: duty.phone, enteredBy: by, enteredAt: tx.now)
        }
        let from = max(duty.span.lowerBound, tx.now)
        var left: [DutyAssignment] = []
        if duty.span.lowerBound < from { left.append(part(duty.span.lowerBound..<from, duty.primary, duty.backup)) }
        let next = duty.primary == person ? duty.backup : duty.primary
        if let next { left.append(part(from..<duty.span.upperBound, next, nil)) }
        try tx.duties.insert(left)
        guard roster.state.isBinding else { return }
        let zone = try setting(of: roster.unit).calendar.zone
        let names = try tx.names(of: Set([person] + (next.map { [$0] } ?? [])))
        try note(
            .duty, on: roster.id, of: person, day: duty.day, was: "\(names[person] ?? "") \(duty.hours(in: zone))",
            became: next.map { "\(names[$0] ?? "") \(duty.hours(in: zone))" } ?? "",
            because: Language.chinese(.rosterLeft), by: staff)
    }

    private func tell(_ roster: Roster, without person: Staff.ID, by staff: Staff.ID?) throws {
        guard roster.state.isBinding else { return }
        let event = try tx.record(
            .rosterChanged, about: roster.subject, in: roster.unit, by: staff,
            details: [
                "change": RosterChange.What.opened.rawValue, "day": max(roster.from, try today(roster)).description,
            ])
        let supervisor = try tx.appointments.dutySupervisor(of: roster.unit, at: tx.now)
        try tx.notify(Set([roster.published?.by, supervisor].compactMap(\.self)).subtracting([person]), of: event)
        try offer(tx.shifts.of(roster.id).filter { $0.enteredAt == tx.now }, but: person, by: staff)
    }

    private func today(_ roster: Roster) throws -> Day { try setting(of: roster.unit).calendar.day(of: tx.now) }
}

extension ShiftAssignment {
    /// Some of its hours, with as much of its break.
    fileprivate func part(_ hours: Range<Instant>) -> ShiftAssignment {
        guard hours != span else { return self }
        let (whole, length) = (span.upperBound - span.lowerBound, hours.upperBound - hours.lowerBound)
        var part = self
        part.breakMinutes = Int(Int64(breakMinutes) * length.milliseconds / max(1, whole.milliseconds))
        part.template = nil
        part.span = hours
        return part
    }
}
