import Kernel

/// A draft's shifts made anew at once: from a sheet somebody sent, or from a proposal. Pure.
///
/// What has a template and a person is replaced; open shifts and free hours stay, and so does everything of people and days
/// that were not named. A shift that is there already, of the same
/// person, day and template, is kept as it is, with its post.
struct RosterFilling {
    struct Cell: Hashable, Sendable {
        let staff: Staff.ID
        let day: Day
        let template: ShiftTemplate.ID
        /// There to learn, beside somebody (GAME-04).
        var mentor: Staff.ID?
    }

    /// Of whom and of which days something is said: what is not said of them is no more. Of all others nothing is.
    struct Named: Equatable, Sendable {
        let people: Set<Staff.ID>
        let days: Set<Day>

        func holds(_ shift: ShiftAssignment) -> Bool {
            shift.staff.map(people.contains) ?? false && days.contains(shift.day)
        }
    }

    let kept: [ShiftAssignment]
    let removed: [ShiftAssignment]
    let added: [ShiftAssignment]

    init(
        _ cells: [Cell], of named: Named? = nil, in roster: Roster, over shifts: [ShiftAssignment],
        templates: [ShiftTemplate.ID: ShiftTemplate],
        groups: [ShiftGroup.ID: ShiftGroup], members: [ShiftGroup.Member], isQualified: (Staff.ID, Line.ID?) -> Bool,
        calendar: BusinessCalendar, ids: IDs, by staff: Staff.ID, at now: Instant
    ) throws {
        struct Place: Hashable {
            let staff: Staff.ID
            let day: Day
            let template: ShiftTemplate.ID
        }
        var wanted: [Place: Cell] = [:]
        for cell in cells { wanted[Place(staff: cell.staff, day: cell.day, template: cell.template)] = cell }
        var (kept, removed): ([ShiftAssignment], [ShiftAssignment]) = ([], [])
        for shift in shifts where shift.isLive {
            guard let person = shift.staff, let template = shift.template, named?.holds(shift) ?? true else {
                kept.append(shift)
                continue
            }
            let place = Place(staff: person, day: shift.day, template: template)
            if let cell = wanted[place], cell.mentor == nil || cell.mentor == shift.mentor {
                wanted[place] = nil
                kept.append(shift)
            } else {
                removed.append(shift)
            }
        }
        let membership = Dictionary(grouping: members, by: \.staff)
        let left = wanted.values.sorted { ($0.day, $0.staff.rawValue) < ($1.day, $1.staff.rawValue) }
        added = try left.map { cell in
            guard let template = templates[cell.template] else { throw ShiftTemplate.Refusal.unknown }
            let group = membership[cell.staff]?.first { $0.belongs(on: cell.day) }?.group
            let line = group.flatMap { groups[$0]?.line }
            let learns = !isQualified(cell.staff, line)
            return ShiftAssignment(
                id: ids.make(), roster: roster.id, unit: roster.unit, staff: cell.staff, template: template.id,
                group: group, line: line, day: cell.day, span: try template.span(on: cell.day, in: calendar.zone),
                breakMinutes: template.breakMinutes, isShadow: learns,
                mentor: learns && cell.mentor != cell.staff ? cell.mentor : nil, enteredBy: staff, enteredAt: now)
        }
        self.kept = kept
        self.removed = removed
    }

    /// Two shifts of one person that run into each other, the first of each pair in time.
    func clashes(with others: [ShiftAssignment]) -> [(Staff.ID, ShiftAssignment, ShiftAssignment)] {
        var mine: [Staff.ID: [ShiftAssignment]] = [:]
        for shift in kept + added + others where shift.isLive {
            if let person = shift.staff { mine[person, default: []].append(shift) }
        }
        return mine.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { person, shifts in
            let sorted = shifts.sorted { $0.span.lowerBound < $1.span.lowerBound }
            return zip(sorted, sorted.dropFirst()).compactMap { one, other in
                one.span.upperBound > other.span.lowerBound ? (person, one, other) : nil
            }
        }
    }
}
