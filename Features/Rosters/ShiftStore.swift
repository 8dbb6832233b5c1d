import Database
import Kernel

/// The single shifts. Questions without a roster's name are answered from the rosters people work by (published, in force,
/// closed); drafts are seen only through `of(_ roster:)`.
struct Shifts {
    let tx: Transaction

    /// Shifts of one person that anybody looks at at once: two a day for more than a year.
    static let mostOfOne = 800

    func find(_ id: ShiftAssignment.ID) throws -> ShiftAssignment? {
        try tx.execute("\(Self.select) WHERE shift_assignment.id = \(id)").first.map(ShiftAssignment.init(row:))
    }

    /// Several by their ids, whatever has become of them.
    func find(_ ids: [ShiftAssignment.ID]) throws -> [ShiftAssignment.ID: ShiftAssignment] {
        guard !ids.isEmpty else { return [:] }
        let shifts = try tx.execute(
            """
            \(Self.select) WHERE shift_assignment.id IN \(list: ids)
            ORDER BY shift_assignment.id
            LIMIT \(ids.count)
            """
        ).map(ShiftAssignment.init(row:))
        return Dictionary(shifts.map { ($0.id, $0) }) { first, _ in first }
    }

    func require(_ id: ShiftAssignment.ID) throws -> ShiftAssignment {
        guard let shift = try find(id) else { throw ShiftAssignment.Refusal.unknown }
        return shift
    }

    /// Of a roster of any state, by day and person; those taken back only where they are asked for. From memory, unless
    /// any of them has changed.
    func of(_ roster: Roster.ID, withTakenBack: Bool = false) throws -> [ShiftAssignment] {
        let all = try whole(roster).shifts
        return withTakenBack ? all : all.filter(\.isLive)
    }

    /// All of a roster's shifts, also those that were taken back, with who is on them and on which lines they stand.
    func whole(_ roster: Roster.ID) throws -> RosterShifts {
        guard let stamp = try stamp(of: roster) else { return RosterShifts([]) }
        return try tx.list("shifts of \(roster)", under: stamp) {
            RosterShifts(
                try tx.execute(
                    """
                    \(Self.select) WHERE roster_id = \(roster)
                    ORDER BY day_on, shift_assignment.id
                    LIMIT \(Roster.mostShifts)
                    """
                ).map(ShiftAssignment.init(row:)))
        }
    }

    /// Another one after every change of the roster's shifts. Nothing: there is no such roster.
    func stamp(of roster: Roster.ID) throws -> String? {
        try tx.execute("SELECT shifts_stamp FROM roster WHERE id = \(roster)").first?.text("shifts_stamp")
    }

    /// Of a roster, on some of its days.
    func of(_ roster: Roster.ID, on days: ClosedRange<Day>, withTakenBack: Bool = false) throws -> [ShiftAssignment] {
        let live: SQL = withTakenBack ? "" : "AND taken_back_at IS NULL"
        return try tx.execute(
            """
            \(Self.select) WHERE roster_id = \(roster) AND day_on >= \(days.lowerBound) AND day_on <= \(days.upperBound)
                \(live)
            ORDER BY day_on, shift_assignment.id
            LIMIT \(Roster.mostShifts)
            """
        ).map(ShiftAssignment.init(row:))
    }

    /// Of a roster, those of some people.
    func of(_ roster: Roster.ID, people: [Staff.ID]) throws -> [ShiftAssignment] {
        guard !people.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE staff_id IN \(list: people) AND roster_id = \(roster) AND taken_back_at IS NULL
            ORDER BY starts_at, shift_assignment.id
            LIMIT \(people.count * Self.mostOfOne)
            """
        ).map(ShiftAssignment.init(row:))
    }

    /// A person's shifts that touch an interval, in any unit, in time.
    func of(_ person: Staff.ID, between interval: Range<Instant>) throws -> [ShiftAssignment] {
        try binding(
            """
            staff_id = \(person) AND starts_at > \(interval.lowerBound - ShiftAssignment.longest)
            AND starts_at < \(interval.upperBound) AND ends_at > \(interval.lowerBound)
            """, limit: Self.mostOfOne)
    }

    /// What several people work by other rosters than this one.
    func of(_ people: [Staff.ID], between interval: Range<Instant>, besides roster: Roster.ID) throws
        -> [ShiftAssignment]
    {
        guard !people.isEmpty else { return [] }
        return try binding(
            """
            staff_id IN \(list: people) AND starts_at > \(interval.lowerBound - ShiftAssignment.longest)
            AND starts_at < \(interval.upperBound) AND ends_at > \(interval.lowerBound) AND roster_id <> \(roster)
            """, limit: Roster.mostShifts)
    }

    /// What a person still has before them, or is at, on drafts too, in time.
    func ahead(of person: Staff.ID) throws -> [ShiftAssignment] {
        try tx.execute(
            """
            \(Self.select) JOIN roster ON roster.id = shift_assignment.roster_id
            WHERE staff_id = \(person) AND starts_at > \(tx.now - ShiftAssignment.longest) AND ends_at > \(tx.now)
                AND taken_back_at IS NULL AND roster.state IN ('draft', 'checked', 'published', 'in_force')
            ORDER BY starts_at, shift_assignment.id
            LIMIT \(Roster.mostShifts)
            """
        ).map(ShiftAssignment.init(row:))
    }

    /// Those of several people, by person.
    func of(_ people: [Staff.ID], between interval: Range<Instant>) throws -> [Staff.ID: [ShiftAssignment]] {
        guard !people.isEmpty else { return [:] }
        let shifts = try binding(
            """
            staff_id IN \(list: people) AND starts_at > \(interval.lowerBound - ShiftAssignment.longest)
            AND starts_at < \(interval.upperBound) AND ends_at > \(interval.lowerBound)
            """, limit: Roster.mostShifts)
        var mine: [Staff.ID: [ShiftAssignment]] = [:]
        for shift in shifts {
            if let person = shift.staff { mine[person, default: []].append(shift) }
        }
        return mine
    }

    /// Who works in a unit at an instant: open shifts too. Past or future; under a millisecond.
    func at(_ unit: Unit.ID, _ instant: Instant) throws -> [ShiftAssignment] {
        try binding(
            """
            shift_assignment.unit_id = \(unit) AND starts_at > \(instant - ShiftAssignment.longest)
            AND starts_at <= \(instant) AND ends_at > \(instant)
            """, limit: Roster.mostPeople)
    }

    /// The shifts of a unit that touch an interval, in time; with those taken back where they are asked for (what a group
    /// lacks while somebody is on leave is seen only with them).
    func covering(_ unit: Unit.ID, _ interval: Range<Instant>, withTakenBack: Bool = false) throws -> [ShiftAssignment]
    {
        try binding(
            """
            shift_assignment.unit_id = \(unit) AND starts_at > \(interval.lowerBound - ShiftAssignment.longest)
            AND starts_at < \(interval.upperBound) AND ends_at > \(interval.lowerBound)
            """, withTakenBack: withTakenBack, limit: Roster.mostShifts)
    }

    /// The shifts of several units that touch any of some intervals, in time: one question for all of them.
    func covering(_ units: [Unit.ID], anyOf intervals: [Range<Instant>]) throws -> [ShiftAssignment] {
        guard !units.isEmpty, let touching = Self.touching(intervals) else { return [] }
        return try binding(
            "shift_assignment.unit_id IN \(list: units) AND \(touching)", limit: Roster.mostShifts)
    }

    /// A person's shifts that touch any of some intervals, in any unit, in time.
    func of(_ person: Staff.ID, anyOf intervals: [Range<Instant>]) throws -> [ShiftAssignment] {
        guard let touching = Self.touching(intervals) else { return [] }
        return try binding("staff_id = \(person) AND \(touching)", limit: Self.mostOfOne)
    }

    /// The bounds of all of them, by which an index is read, and each of them.
    private static func touching(_ intervals: [Range<Instant>]) -> SQL? {
        guard let first = intervals.map(\.lowerBound).min(), let last = intervals.map(\.upperBound).max() else {
            return nil
        }
        let each = intervals.map { span -> SQL in
            "(starts_at < \(span.upperBound) AND ends_at > \(span.lowerBound))"
        }
        return """
            starts_at > \(first - ShiftAssignment.longest) AND starts_at < \(last)
            AND (\(SQL(each, joinedBy: " OR ")))
            """
    }

    /// When shifts of people end in an interval, by unit: each unit and instant once.
    func ending(between interval: Range<Instant>, limit: Int) throws -> [(unit: Unit.ID, until: Instant)] {
        try tx.execute(
            """
            SELECT DISTINCT shift_assignment.unit_id AS unit_id, ends_at
            FROM shift_assignment JOIN roster ON roster.id = shift_assignment.roster_id
            WHERE ends_at >= \(interval.lowerBound) AND ends_at < \(interval.upperBound) AND staff_id IS NOT NULL
                AND taken_back_at IS NULL AND is_shadow = 0
                AND roster.state IN ('published', 'in_force', 'closed')
            ORDER BY ends_at, unit_id
            LIMIT \(limit)
            """
        ).map { (unit: try $0.id("unit_id"), until: try $0.instant("ends_at")) }
    }

    /// Shifts of people, wherever, that are on or begin before an instant; not of those who are there to learn.
    func current(beginningBefore instant: Instant, limit: Int) throws -> [ShiftAssignment] {
        try binding(
            """
            ends_at > \(tx.now) AND ends_at < \(instant + ShiftAssignment.longest) AND starts_at < \(instant)
            AND staff_id IS NOT NULL AND is_shadow = 0
            """, limit: limit)
    }

    /// Shifts of a unit that nobody has taken yet and that have not begun, in time.
    func open(in units: [Unit.ID], after instant: Instant, limit: Int) throws -> [ShiftAssignment] {
        guard !units.isEmpty else { return [] }
        return try binding(
            """
            shift_assignment.unit_id IN \(list: units) AND staff_id IS NULL AND starts_at > \(instant)
            """, limit: limit)
    }

    /// What was taken back from a person for a reason, of the shifts that touch an interval.
    func takenBack(
        of person: Staff.ID, for reason: ShiftAssignment.Ending, between interval: Range<Instant>
    ) throws -> [ShiftAssignment] {
        try binding(
            """
            staff_id = \(person) AND starts_at > \(interval.lowerBound - ShiftAssignment.longest)
            AND starts_at < \(interval.upperBound) AND ends_at > \(interval.lowerBound)
            AND taken_back_for = \(reason.rawValue)
            """, withTakenBack: true, limit: Self.mostOfOne)
    }

    func insert(_ shifts: [ShiftAssignment]) throws {
        try stamp(Set(shifts.map(\.roster)))
        try tx.insert(
            """
            INSERT INTO shift_assignment
                (id, roster_id, unit_id, staff_id, template_id, group_id, line_id, post, day_on, starts_at, ends_at,
                 break_minutes, origin, is_shadow, mentor_id, entered_by, entered_at)
            """,
            rows: shifts.map { shift in
                [
                    shift.id.cell, shift.roster.cell, shift.unit.cell, shift.staff?.cell ?? .null,
                    shift.template?.cell ?? .null, shift.group?.cell ?? .null, shift.line?.cell ?? .null,
                    shift.post.cell, shift.day.cell, shift.span.lowerBound.cell, shift.span.upperBound.cell,
                    shift.breakMinutes.cell, shift.origin.rawValue.cell, shift.isShadow.cell,
                    shift.mentor?.cell ?? .null, shift.enteredBy?.cell ?? .null, shift.enteredAt.cell,
                ]
            })
    }

    /// What can change of one. A shift that replaces it must be there first.
    func save(_ shift: ShiftAssignment) throws {
        try stamp([shift.roster])
        try tx.execute(
            """
            UPDATE shift_assignment SET
                staff_id = \(shift.staff), template_id = \(shift.template), group_id = \(shift.group),
                line_id = \(shift.line), post = \(shift.post), day_on = \(shift.day),
                starts_at = \(shift.span.lowerBound), ends_at = \(shift.span.upperBound),
                break_minutes = \(shift.breakMinutes), origin = \(shift.origin.rawValue),
                is_shadow = \(shift.isShadow), mentor_id = \(shift.mentor), taken_back_at = \(shift.takenBack?.at),
                taken_back_by = \(shift.takenBack?.by), taken_back_for = \(shift.takenBack?.reason.rawValue),
                replaced_by = \(shift.replacedBy)
            WHERE id = \(shift.id)
            """
        )
    }

    /// Of a draft, which nobody has worked by: it leaves no trace.
    func remove(_ ids: [ShiftAssignment.ID], of roster: Roster.ID) throws {
        try stamp([roster])
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            try tx.execute("DELETE FROM shift_assignment WHERE roster_id = \(roster) AND id IN \(list: some)")
        }
    }

    func remove(_ shift: ShiftAssignment) throws {
        try stamp([shift.roster])
        try tx.execute("DELETE FROM shift_assignment WHERE id = \(shift.id)")
    }

    /// The shifts of these rosters are others from this transaction on. Every writer here says so.
    private func stamp(_ rosters: Set<Roster.ID>) throws {
        guard !rosters.isEmpty else { return }
        let rosters = rosters.sorted { $0.rawValue < $1.rawValue }
        try tx.execute("UPDATE roster SET shifts_stamp = \(tx.freshStamp) WHERE id IN \(list: rosters)")
    }

    private func binding(_ condition: SQL, withTakenBack: Bool = false, limit: Int) throws -> [ShiftAssignment] {
        let live: SQL = withTakenBack ? "" : "AND taken_back_at IS NULL"
        return try tx.execute(
            """
            \(Self.select) JOIN roster ON roster.id = shift_assignment.roster_id
            WHERE \(condition) \(live) AND roster.state IN ('published', 'in_force', 'closed')
            ORDER BY starts_at, shift_assignment.id
            LIMIT \(limit)
            """
        ).map(ShiftAssignment.init(row:))
    }

    private static let select: SQL = """
        SELECT shift_assignment.id AS id, roster_id, shift_assignment.unit_id AS unit_id, staff_id, template_id,
               group_id, line_id, post, day_on, starts_at, ends_at, break_minutes, origin, is_shadow, mentor_id,
               entered_by, entered_at, taken_back_at, taken_back_by, taken_back_for, replaced_by
        FROM shift_assignment
        """
}

extension Transaction {
    var shifts: Shifts { Shifts(tx: self) }
}

extension ShiftAssignment {
    fileprivate init(row: Row) throws {
        let starts = try row.instant("starts_at")
        let ends = try row.instant("ends_at")
        let takenBack = try row.instant(ifPresent: "taken_back_at").map { at in
            TakenBack(at: at, by: try row.id(ifPresent: "taken_back_by"), reason: try row.choice("taken_back_for"))
        }
        self.init(
            id: try row.id("id"), roster: try row.id("roster_id"), unit: try row.id("unit_id"),
            staff: try row.id(ifPresent: "staff_id"), template: try row.id(ifPresent: "template_id"),
            group: try row.id(ifPresent: "group_id"), line: try row.id(ifPresent: "line_id"),
            post: try row.text("post"), day: try row.day("day_on"), span: starts..<ends,
            breakMinutes: try row.int("break_minutes"), origin: try row.choice("origin"),
            isShadow: try row.bool("is_shadow"), mentor: try row.id(ifPresent: "mentor_id"),
            enteredBy: try row.id(ifPresent: "entered_by"), enteredAt: try row.instant("entered_at"),
            takenBack: takenBack, replacedBy: try row.id(ifPresent: "replaced_by"))
    }
}
