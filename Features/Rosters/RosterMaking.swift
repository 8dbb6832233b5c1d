import Kernel

/// Makes the shifts of a roster from patterns, or from those of an earlier roster (GAME-17). Pure.
struct RosterMaking {
    let roster: Roster
    let office: OfficeDays
    let templates: [ShiftTemplate]
    let groups: [ShiftGroup]
    let members: [ShiftGroup.Member]
    /// Who still works here.
    let people: Set<Staff.ID>
    /// Who may stand alone on the line of their group; the others learn beside somebody who may (GAME-04).
    let isQualified: (Staff.ID, Line.ID?) -> Bool

    /// One shift of each member of a group that has a turn. A group works by one pattern.
    func shifts(
        by patterns: [RotationPattern], ids: IDs, by staff: Staff.ID, at now: Instant
    ) throws -> [ShiftAssignment] {
        guard patterns.contains(where: { !$0.offsets.isEmpty }) else { throw RotationPattern.Refusal.noGroups }
        let byCode = Dictionary(templates.filter { !$0.isRetired }.map { ($0.code, $0) }) { $1 }
        for pattern in patterns {
            if let unknown = pattern.codes.sorted().first(where: { byCode[$0] == nil }) {
                throw RotationPattern.Refusal.unknownCode(unknown)
            }
        }
        var shifts: [ShiftAssignment] = []
        for group in groups where !group.isRetired {
            let mine = patterns.filter { $0.offsets[group.id] != nil }
            guard let pattern = mine.first else { continue }
            guard mine.count == 1 else { throw RotationPattern.Refusal.groupTwice(group.name) }
            let members = members.filter { $0.group == group.id && people.contains($0.staff) }
            guard members.contains(where: { member in roster.days.contains { member.belongs(on: $0) } }) else {
                throw RotationPattern.Refusal.emptyGroup(group.name)
            }
            for day in roster.days {
                guard let template = pattern.code(on: day, of: group.id, by: office).flatMap({ byCode[$0] }) else {
                    continue
                }
                let span = try template.span(on: day, in: office.calendar.zone)
                let there = members.filter { $0.belongs(on: day) }.map(\.staff)
                let mentor = there.first { isQualified($0, group.line) }
                for person in there {
                    let learns = !isQualified(person, group.line)
                    shifts.append(
                        ShiftAssignment(
                            id: ids.make(), roster: roster.id, unit: roster.unit, staff: person, template: template.id,
                            group: group.id, line: group.line, day: day, span: span,
                            breakMinutes: template.breakMinutes, isShadow: learns, mentor: learns ? mentor : nil,
                            enteredBy: staff, enteredAt: now))
                }
                guard shifts.count <= Roster.mostShifts else { throw Roster.Refusal.tooLong(Roster.mostDays) }
            }
        }
        return shifts
    }

    /// The same weeks again: moved by whole weeks, so that Mondays stay Mondays. Whoever has left leaves an open shift.
    func shifts(
        like earlier: Roster, _ worked: [ShiftAssignment], ids: IDs, by staff: Staff.ID, at now: Instant
    ) throws -> [ShiftAssignment] {
        let weeks = (earlier.from.distance(to: roster.from) + 6) / 7
        let byID = Dictionary(templates.map { ($0.id, $0) }) { $1 }
        return try worked.filter(\.isLive).compactMap { shift in
            let day = shift.day.advanced(by: weeks * 7)
            guard roster.days.contains(day) else { return nil }
            let template = shift.template.flatMap { byID[$0] }
            return ShiftAssignment(
                id: ids.make(), roster: roster.id, unit: roster.unit,
                staff: shift.staff.flatMap { people.contains($0) ? $0 : nil }, template: shift.template,
                group: shift.group, line: shift.line, post: shift.post, day: day,
                span: try template?.span(on: day, in: office.calendar.zone)
                    ?? shift.span(on: day, in: office.calendar.zone),
                breakMinutes: shift.breakMinutes,
                isShadow: shift.isShadow && shift.staff.map(people.contains) ?? false,
                mentor: shift.isShadow && shift.staff.map(people.contains) ?? false
                    ? shift.mentor.flatMap { people.contains($0) ? $0 : nil } : nil,
                enteredBy: staff, enteredAt: now)
        }
    }
}
