import Database
import Handbook
import Kernel

/// The duty table 值班表. Questions without a roster's name are answered from what is published.
struct Duties {
    let tx: Transaction

    func find(_ id: DutyAssignment.ID) throws -> DutyAssignment? {
        try tx.execute("\(Self.select) WHERE duty_assignment.id = \(id)").first.map(DutyAssignment.init(row:))
    }

    func require(_ id: DutyAssignment.ID) throws -> DutyAssignment {
        guard let duty = try find(id) else { throw DutyAssignment.Refusal.unknown }
        return duty
    }

    /// Of a roster of any state, in time.
    func of(_ roster: Roster.ID) throws -> [DutyAssignment] {
        try tx.execute(
            """
            \(Self.select) WHERE roster_id = \(roster) AND taken_back_at IS NULL
            ORDER BY starts_at, duty_assignment.id
            LIMIT \(DutyAssignment.most)
            """
        ).map(DutyAssignment.init(row:))
    }

    /// Who has it in a unit at an instant, past or future.
    func at(_ unit: Unit.ID, _ instant: Instant, _ kind: DutyAssignment.Kind) throws -> DutyAssignment? {
        try at([unit], instant).first { $0.kind == kind }
    }

    /// Both kinds in these units at an instant.
    func at(_ units: [Unit.ID], _ instant: Instant) throws -> [DutyAssignment] {
        guard !units.isEmpty else { return [] }
        return try binding(
            """
            duty_assignment.unit_id IN \(list: units) AND starts_at >= \(instant - DutyAssignment.longest)
            AND starts_at <= \(instant) AND ends_at > \(instant)
            """, limit: units.count * 4)
    }

    func covering(_ unit: Unit.ID, _ interval: Range<Instant>) throws -> [DutyAssignment] {
        try binding(
            """
            duty_assignment.unit_id = \(unit) AND starts_at >= \(interval.lowerBound - DutyAssignment.longest)
            AND starts_at < \(interval.upperBound) AND ends_at > \(interval.lowerBound)
            """, limit: DutyAssignment.most)
    }

    /// Of the published rosters before and after: the night that begins on the last day of a month is that of the next month
    /// too.
    func beside(_ roster: Roster, in interval: Range<Instant>) throws -> [DutyAssignment] {
        try covering(roster.unit, interval).filter { $0.roster != roster.id && !roster.days.contains($0.day) }
    }

    /// What these units have arranged after an instant, within a fortnight, the next first.
    func next(in units: [Unit.ID], after instant: Instant) throws -> [DutyAssignment] {
        guard !units.isEmpty else { return [] }
        return try binding(
            """
            duty_assignment.unit_id IN \(list: units) AND starts_at > \(instant)
            AND starts_at < \(instant + .days(14))
            """, limit: 60)
    }

    /// A person's, as the one or the one behind, in time.
    func of(_ person: Staff.ID, between interval: Range<Instant>) throws -> [DutyAssignment] {
        let within: SQL = """
            starts_at >= \(interval.lowerBound - DutyAssignment.longest) AND starts_at < \(interval.upperBound)
            AND ends_at > \(interval.lowerBound)
            """
        let own = try binding("primary_id = \(person) AND \(within)", limit: 800)
        return (own + (try binding("backup_id = \(person) AND \(within)", limit: 800))).sorted {
            ($0.span.lowerBound, $0.id.rawValue) < ($1.span.lowerBound, $1.id.rawValue)
        }
    }

    /// A person's that were taken back at an instant.
    func passed(by person: Staff.ID, in interval: Range<Instant>, at instant: Instant) throws -> [DutyAssignment] {
        let columns: [SQL] = ["primary_id", "backup_id"]
        return try columns.flatMap { column in
            try tx.execute(
                """
                \(Self.select) WHERE \(column) = \(person)
                    AND starts_at >= \(interval.lowerBound - DutyAssignment.longest)
                    AND starts_at < \(interval.upperBound) AND ends_at > \(interval.lowerBound)
                    AND taken_back_at = \(instant)
                ORDER BY starts_at, duty_assignment.id
                LIMIT 800
                """
            ).map(DutyAssignment.init(row:))
        }
    }

    /// What had begun when it was taken back, beside these duties and of their rosters, in time: what was written in it
    /// belongs to whoever has its hours now.
    func begunAndTakenBack(beside duties: [DutyAssignment]) throws -> [DutyAssignment] {
        guard let from = duties.map(\.span.lowerBound).min(), let to = duties.map(\.span.upperBound).max() else {
            return []
        }
        let rosters = Set(duties.map(\.roster)).sorted { $0.rawValue < $1.rawValue }
        return try tx.execute(
            """
            \(Self.select) WHERE roster_id IN \(list: rosters)
                AND starts_at >= \(from - DutyAssignment.longest) AND starts_at < \(to) AND ends_at > \(from)
                AND taken_back_at >= starts_at
            ORDER BY starts_at, duty_assignment.id
            LIMIT \(DutyAssignment.most)
            """
        ).map(DutyAssignment.init(row:)).filter { former in duties.contains { $0.continues(former) } }
    }

    /// What a person still has before them, or has now, as the one or the one behind, on drafts too.
    func ahead(of person: Staff.ID) throws -> [DutyAssignment] {
        func ahead(_ role: SQL) throws -> [DutyAssignment] {
            try tx.execute(
                """
                \(Self.select) JOIN roster ON roster.id = duty_assignment.roster_id
                WHERE \(role) AND starts_at >= \(tx.now - DutyAssignment.longest) AND ends_at > \(tx.now)
                    AND taken_back_at IS NULL AND roster.state IN ('draft', 'checked', 'published', 'in_force')
                ORDER BY starts_at, duty_assignment.id
                LIMIT \(DutyAssignment.most)
                """
            ).map(DutyAssignment.init(row:))
        }
        return try ahead("primary_id = \(person)") + ahead("backup_id = \(person)")
    }

    /// Who of some people holds one of these posts now, the longest in office first.
    func supervisors(holding posts: [String], among people: Set<Staff.ID>) throws -> [Staff.ID] {
        guard !posts.isEmpty, !people.isEmpty else { return [] }
        let rows = try tx.execute(
            """
            SELECT staff_id, MIN(starts_at) AS since FROM appointment
            WHERE post IN \(list: posts) AND staff_id IN \(list: people.sorted { $0.rawValue < $1.rawValue })
                AND starts_at <= \(tx.now) AND (ends_at IS NULL OR ends_at > \(tx.now))
            GROUP BY staff_id
            ORDER BY since, staff_id
            LIMIT \(Roster.mostPeople)
            """
        )
        return try rows.map { try $0.id("staff_id") }
    }

    func insert(_ duties: [DutyAssignment]) throws {
        try tx.insert(
            """
            INSERT INTO duty_assignment
                (id, roster_id, unit_id, kind, day_on, starts_at, ends_at, primary_id, backup_id, phone, entered_by,
                 entered_at)
            """,
            rows: duties.map { duty in
                [
                    duty.id.cell, duty.roster.cell, duty.unit.cell, duty.kind.rawValue.cell, duty.day.cell,
                    duty.span.lowerBound.cell, duty.span.upperBound.cell, duty.primary.cell,
                    duty.backup?.cell ?? .null, duty.phone.cell, duty.enteredBy.cell, duty.enteredAt.cell,
                ]
            })
    }

    func save(_ duty: DutyAssignment) throws {
        try tx.execute(
            """
            UPDATE duty_assignment SET taken_back_at = \(duty.takenBack?.at), taken_back_by = \(duty.takenBack?.by)
            WHERE id = \(duty.id)
            """
        )
    }

    private func binding(_ condition: SQL, limit: Int) throws -> [DutyAssignment] {
        try tx.execute(
            """
            \(Self.select) JOIN roster ON roster.id = duty_assignment.roster_id
            WHERE \(condition) AND taken_back_at IS NULL AND roster.state IN ('published', 'in_force', 'closed')
            ORDER BY starts_at, duty_assignment.id
            LIMIT \(limit)
            """
        ).map(DutyAssignment.init(row:))
    }

    private static let select: SQL = """
        SELECT duty_assignment.id AS id, roster_id, duty_assignment.unit_id AS unit_id, kind, day_on, starts_at,
               ends_at, primary_id, backup_id, phone, entered_by, entered_at, taken_back_at, taken_back_by
        FROM duty_assignment
        """
}

extension Transaction {
    var duties: Duties { Duties(tx: self) }
}

extension DutyAssignment {
    fileprivate init(row: Row) throws {
        let starts = try row.instant("starts_at")
        let takenBack = try row.instant(ifPresent: "taken_back_at").map { at in
            Roster.Stamp(by: try row.id("taken_back_by"), at: at)
        }
        self.init(
            id: try row.id("id"), roster: try row.id("roster_id"), unit: try row.id("unit_id"),
            kind: try row.choice("kind"), day: try row.day("day_on"), span: starts..<(try row.instant("ends_at")),
            primary: try row.id("primary_id"), backup: try row.id(ifPresent: "backup_id"),
            phone: try row.text("phone"), enteredBy: try row.id("entered_by"),
            enteredAt: try row.instant("entered_at"), takenBack: takenBack)
    }
}
