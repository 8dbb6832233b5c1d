import Database
import Handbook
import Kernel

/// What the ledger holds of each day, counted up (decision 0056): `adherence_day` and what `adherence_change` adds to it
/// are the ledger from `reach` on, at every instant.
struct AdherenceCounts {
    let tx: Transaction

    /// More than the outcomes and slacks of all clauses, units or people of a house, or of its days, can be.
    private static let mostGroups = 10_000_000

    /// Rows of the ledger that started since then are counted.
    func reach() throws -> Instant {
        try tx.execute("SELECT from_at FROM adherence_reach WHERE name = 'obligation'").first?.instant("from_at")
            ?? Instant(milliseconds: .max)
    }

    /// Whether the days of a handbook were counted as this zone cuts them, and no others: a zone that was changed from one
    /// edition to the next leaves days that begin elsewhere.
    func isCut(by zone: Zone, _ code: String) throws -> Bool {
        try tx.execute(
            """
            SELECT zone FROM adherence_day WHERE code = \(code) AND zone < \(zone.identifier)
            UNION ALL SELECT zone FROM adherence_day WHERE code = \(code) AND zone > \(zone.identifier)
            LIMIT 1
            """
        ).isEmpty
    }

    /// Calls `body` with what was counted, as often as it was: outcome, slack, key, and how often (less than nothing where
    /// a change takes something back).
    func each(
        _ filter: Adherence.Filter, of code: String, in zone: Zone, by grouping: Adherence.Grouping, withSlack: Bool,
        _ body: (Adherence.Outcome, Int64?, String, Int) throws -> Void
    ) throws {
        let slack: SQL = withSlack ? "is_timed, slack" : "0 AS is_timed, 0 AS slack"
        for row in try tx.execute(
            """
            SELECT \(Self.column(grouping, "day_at")) AS line, outcome, \(slack), CAST(SUM(n) AS BIGINT) AS n
            FROM adherence_day
            WHERE code = \(code) AND zone = \(zone.identifier) AND day_at >= \(filter.period.lowerBound)
                AND day_at < \(filter.period.upperBound)\(Self.conditions(filter))
            GROUP BY 1, 2, 3, 4
            ORDER BY 1, 2, 3, 4
            LIMIT \(Self.mostGroups)
            """
        ) {
            try body(
                row.choice("outcome"), row.int("is_timed") == 1 ? row.integer("slack") : nil,
                Self.key(of: row, by: grouping, in: zone), row.int("n"))
        }
        let exact: SQL = withSlack ? "slack" : "NULL AS slack"
        for row in try tx.execute(
            """
            SELECT \(Self.column(grouping, "started_at")) AS line, outcome, \(exact), CAST(SUM(n) AS BIGINT) AS n
            FROM adherence_change
            WHERE started_at >= \(filter.period.lowerBound) AND started_at < \(filter.period.upperBound)
                AND version_id IN (SELECT id FROM handbook_version WHERE code = \(code))\(Self.conditions(filter))
            GROUP BY 1, 2, 3
            ORDER BY 1, 2, 3
            LIMIT \(Self.mostGroups)
            """
        ) {
            try body(
                row.choice("outcome"), row.integer(ifPresent: "slack"), Self.key(of: row, by: grouping, in: zone),
                row.int("n"))
        }
    }

    /// Whether all days since an instant were counted, for every handbook as this zone cuts them.
    func haveCounted(since start: Instant, in zone: Zone) throws -> Bool {
        guard start == zone.instant(zone.day(of: start), .midnight), try reach() <= start else { return false }
        return try tx.handbooks.codes().allSatisfy { try isCut(by: zone, $0) }
    }

    /// What was kept or missed since a midnight, under any handbook, by clause and unit.
    func eachJudged(
        since start: Instant, in zone: Zone, of units: [Unit.ID]?,
        _ body: (String, Unit.ID, Adherence.Outcome, Int) throws -> Void
    ) throws {
        let place: SQL = units.map { $0.isEmpty ? " AND 1 = 0" : " AND unit_id IN \(list: $0)" } ?? ""
        let codes = try tx.handbooks.codes()
        guard !codes.isEmpty else { return }
        for row in try tx.execute(
            """
            SELECT clause, unit_id, outcome, CAST(SUM(n) AS BIGINT) AS n FROM (
                SELECT clause, unit_id, outcome, n FROM adherence_day
                WHERE code IN \(list: codes) AND zone = \(zone.identifier) AND day_at >= \(start)\(place)
                UNION ALL
                SELECT clause, unit_id, outcome, n FROM adherence_change WHERE started_at >= \(start)\(place)
            ) AS counted
            WHERE outcome IN ('kept', 'late', 'broken')
            GROUP BY clause, unit_id, outcome
            ORDER BY clause, unit_id, outcome
            LIMIT \(Self.mostGroups)
            """
        ) { try body(row.text("clause"), row.id("unit_id"), row.choice("outcome"), row.int("n")) }
    }

    private static func column(_ grouping: Adherence.Grouping, _ instant: SQL) -> SQL {
        switch grouping {
        case .clause: "clause"
        case .unit: "unit_id"
        case .person: "person"
        case .week: instant
        }
    }

    private static func key(of row: Row, by grouping: Adherence.Grouping, in zone: Zone) throws -> String {
        grouping == .week ? zone.day(of: try row.instant("line")).monday.description : try row.text("line")
    }

    private static func conditions(_ filter: Adherence.Filter) -> SQL {
        var conditions: [SQL] = []
        if let clause = filter.clause { conditions.append(" AND clause = \(clause)") }
        if let units = filter.units {
            conditions.append(units.isEmpty ? " AND 1 = 0" : " AND unit_id IN \(list: units)")
        }
        switch filter.person {
        case nil: break
        case .staff(let staff): conditions.append(" AND person = \(staff)")
        case .nobody: conditions.append(" AND person = ''")
        }
        if let outcome = filter.outcome { conditions.append(" AND outcome = \(outcome.rawValue)") }
        return SQL(conditions, joinedBy: "")
    }
}

/// Counting up.
extension AdherenceCounts {
    /// Rows of the ledger, or changes, in one transaction.
    static let batch = 2000

    /// Whether there is anything to add up.
    var isBehind: Bool {
        get throws {
            try reach() != Self.beginning
                || !tx.execute("SELECT id FROM adherence_change ORDER BY id LIMIT 1").isEmpty
        }
    }

    struct Key: Hashable {
        let code: String
        let zone: String
        let day: Instant
        let clause: String
        let unit: String
        let person: String
        let outcome: String
        let slack: Int64?
    }

    /// Adds up what has changed, then a piece of what was there before anything was counted; answers whether there is
    /// more. Safe to run twice.
    func countUp(limit: Int = batch) throws -> Bool {
        let reach = try reach()
        var days = DaysOfVersions(tx: tx)
        var sums: [Key: Int] = [:]
        let changes = try tx.execute(
            """
            SELECT id, n, version_id, clause, unit_id, person, started_at, outcome, slack FROM adherence_change
            ORDER BY id LIMIT \(limit)
            """
        )
        // What started before the reach is counted when its turn comes, as it will be then.
        for row in changes where try row.instant("started_at") >= reach {
            try sums[days.key(of: row), default: 0] += row.int("n")
        }
        if let last = try changes.last?.integer("id") {
            try tx.execute("DELETE FROM adherence_change WHERE id <= \(last)")
        }
        let isBehind = changes.count == limit
        let isWhole = reach == Self.beginning
        // All changes have been seen, so none of those of the next piece is left to be added to it twice.
        let next = isBehind || isWhole ? nil : try start(before: reach, limit: limit)
        if let next {
            for row in try ledger(next..<reach) { try sums[days.key(of: row), default: 0] += 1 }
            try tx.execute("UPDATE adherence_reach SET from_at = \(next) WHERE name = 'obligation'")
        }
        try add(sums)
        return isBehind || (next ?? reach) != Self.beginning
    }

    private static let beginning = Instant(milliseconds: .min)

    /// The start of a piece of about `limit` rows; rows of one millisecond are never parted.
    private func start(before reach: Instant, limit: Int) throws -> Instant {
        try tx.execute(
            """
            SELECT started_at FROM obligation WHERE started_at < \(reach)
            ORDER BY started_at DESC LIMIT 1 OFFSET \(limit - 1)
            """
        ).first?.instant("started_at") ?? Self.beginning
    }

    private func ledger(_ piece: Range<Instant>) throws -> [Row] {
        try tx.execute(
            """
            SELECT version_id, clause, unit_id,
                   COALESCE(NULLIF(COALESCE(breached_by, owed_by_staff), ''), ended_by, '') AS person, started_at,
                CASE WHEN state <> 'open' THEN state WHEN breached_at IS NULL THEN 'running' ELSE 'broken' END AS outcome,
                CASE WHEN state NOT IN ('kept', 'late') OR (within IS NULL AND ended_at = started_at) THEN NULL
                    WHEN state = 'kept' AND due_at < ended_at THEN 0 ELSE due_at - ended_at END AS slack
            FROM obligation
            WHERE started_at >= \(piece.lowerBound) AND started_at < \(piece.upperBound) AND state <> 'void'
            ORDER BY started_at
            LIMIT \(Self.mostGroups)
            """
        )
    }

    private func add(_ sums: [Key: Int]) throws {
        try tx.insert(
            "INSERT INTO adherence_day (code, zone, day_at, clause, unit_id, person, outcome, is_timed, slack, n)",
            rows: sums.filter { $0.value != 0 }.map { key, n in
                [
                    key.code.cell, key.zone.cell, key.day.cell, key.clause.cell, key.unit.cell, key.person.cell,
                    key.outcome.cell, (key.slack == nil ? 0 : 1).cell, (key.slack ?? 0).cell, n.cell,
                ]
            },
            """
            ON CONFLICT (code, zone, day_at, clause, unit_id, person, outcome, is_timed, slack)
            DO UPDATE SET n = adherence_day.n + excluded.n
            """)
        try tx.execute("DELETE FROM adherence_day WHERE n = 0")
    }
}

/// The days of the handbooks by which the rows were judged, each edition looked up once.
private struct DaysOfVersions {
    let tx: Transaction
    private var known: [HandbookVersion.ID: (code: String, zone: Zone)] = [:]

    init(tx: Transaction) { self.tx = tx }

    mutating func key(of row: Row) throws -> AdherenceCounts.Key {
        let (code, zone) = try place(row.id("version_id"))
        return AdherenceCounts.Key(
            code: code, zone: zone.identifier,
            day: zone.instant(zone.day(of: try row.instant("started_at")), .midnight),
            clause: try row.text("clause"), unit: try row.text("unit_id"), person: try row.text("person"),
            outcome: try row.text("outcome"), slack: try row.integer(ifPresent: "slack").map(Adherence.told))
    }

    private mutating func place(_ id: HandbookVersion.ID) throws -> (code: String, zone: Zone) {
        if let place = known[id] { return place }
        guard let version = try tx.handbooks.find(id) else { throw NotFound() }
        let place = (version.code, Zone(try tx.handbooks.handbook(of: version).calendar.zone) ?? .shanghai)
        known[id] = place
        return place
    }
}

extension Transaction {
    var adherenceCounts: AdherenceCounts { AdherenceCounts(tx: self) }
}
