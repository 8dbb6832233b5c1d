import Database
import Handbook
import Kernel

/// The questions of the wall. Each walks a narrow index, no further than a bound; none of them scans a table.
struct WallReading {
    let tx: Transaction
    /// Whose figures count; nil is everybody's.
    let units: [Unit.ID]?

    /// Open cases by unit and state, with the oldest of each: one walk over an index of nothing else, in its order.
    func queues() throws -> [Wall.Queue] {
        let rows = try tx.execute(Self.queueQuery(units))
        let names = try tx.unitNames(of: Set(rows.map { try $0.id("unit_id") }))
        var queues: [Unit.ID: Wall.Queue] = [:]
        for row in rows {
            let unit: Unit.ID = try row.id("unit_id")
            guard let stage = Wall.Stage(try row.choice("state")) else { continue }
            queues[unit, default: Wall.Queue(unit: unit, name: names[unit] ?? "")]
                .add(stage, try row.int("n"), oldest: try row.instant("oldest"))
        }
        return queues.values.sorted { ($0.waitingSince ?? .never, $0.name) < ($1.waitingSince ?? .never, $1.name) }
    }

    static func queueQuery(_ units: [Unit.ID]?) -> SQL {
        """
        SELECT unit_id, state, COUNT(*) AS n, MIN(reported_at) AS oldest FROM service_case
        WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged') AND \(within(units))
        GROUP BY unit_id, state
        ORDER BY unit_id, state
        LIMIT 50000
        """
    }

    /// What is owed on cases from now until the horizon, the first first.
    func dueSoon(limit: Int, offset: Int = 0) throws -> [Obligation] {
        try tx.obligations.load("WHERE \(Self.soon(tx.now, units)) ORDER BY due_at, id LIMIT \(limit) OFFSET \(offset)")
    }

    func countDueSoon() throws -> Int { try count(Self.countQuery(Self.soon(tx.now, units))) }

    func countBreached(since: Instant) throws -> Int { try count(Self.countQuery(Self.broken(since, units))) }

    func countPooled() throws -> Int {
        try count(
            """
            SELECT COUNT(*) AS n FROM (
                SELECT 1 AS one FROM case_assignment WHERE state = 'pooled' AND \(Self.within(units))
                LIMIT \(Wall.mostCounted)
            ) AS bounded
            """)
    }

    /// Who waits on the telephone, along an index of nothing else.
    func calls() throws -> Wall.Calls {
        guard let row = try tx.execute(Self.callsQuery(units)).first else { return Wall.Calls() }
        return Wall.Calls(
            held: try row.int(ifPresent: "held") ?? 0, missed: try row.int(ifPresent: "missed") ?? 0,
            promised: try row.int(ifPresent: "promised") ?? 0, oldest: try row.instant(ifPresent: "oldest"))
    }

    static func callsQuery(_ units: [Unit.ID]?) -> SQL {
        """
        SELECT CAST(SUM(CASE WHEN state = 'answered' THEN 1 ELSE 0 END) AS BIGINT) AS held,
            CAST(SUM(CASE WHEN state = 'missed' THEN 1 ELSE 0 END) AS BIGINT) AS missed,
            CAST(SUM(CASE WHEN state = 'wrapped-up' THEN 1 ELSE 0 END) AS BIGINT) AS promised,
            MIN(\(waitingSince)) AS oldest
        FROM (
            SELECT state, started_at, held_since, callback_promised_at FROM contact
            WHERE \(callWaits) AND \(within(units))
            ORDER BY unit_id, started_at, id
            LIMIT \(Wall.mostCounted)
        ) AS waiting
        """
    }

    /// Word for word the condition of the index `contact_waiting`.
    static let callWaits: SQL = """
        ((state = 'missed' AND returned_at IS NULL)
            OR (callback_to IS NOT NULL AND callback_contacted_at IS NULL)
            OR (state = 'answered' AND held_since IS NOT NULL))
        """

    static let waitingSince: SQL = """
        CASE WHEN state = 'answered' THEN held_since WHEN state = 'missed' THEN started_at ELSE callback_promised_at END
        """

    /// Those behind the figure, who waits longest first.
    func waitingContacts(limit: Int, offset: Int) throws -> (contacts: [Contact], total: Int) {
        let condition: SQL = "\(Self.callWaits) AND \(Self.within(units))"
        let ids: [Contact.ID] = try tx.execute(
            """
            SELECT id FROM contact WHERE \(condition)
            ORDER BY \(Self.waitingSince), id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map { try $0.id("id") }
        let total = try count("SELECT COUNT(*) AS n FROM contact WHERE \(condition)")
        return (try ids.compactMap { try tx.contacts.find($0) }, total)
    }

    /// Kept and all, per clause and unit: as they were counted, or else index only, the newest first where there are too
    /// many.
    func cells(since: Instant, in zone: Zone) throws -> (cells: [String: [Unit.ID: Wall.Cell]], isCut: Bool) {
        var cells: [String: [Unit.ID: Wall.Cell]] = [:]
        if try tx.adherenceCounts.haveCounted(since: since, in: zone) {
            try tx.adherenceCounts.eachJudged(since: since, in: zone, of: units) { clause, unit, outcome, n in
                var cell = cells[clause]?[unit] ?? Wall.Cell()
                cell.all += n
                if outcome == .kept { cell.kept += n }
                cells[clause, default: [:]][unit] = cell
            }
            return (cells.mapValues { $0.filter { $0.value.all > 0 } }.filter { !$0.value.isEmpty }, false)
        }
        var seen = 0
        for row in try tx.execute(Self.heatQuery(since, units)) {
            let cell = Wall.Cell(kept: try row.int("kept"), all: try row.int("n"))
            seen += cell.all
            cells[try row.text("clause"), default: [:]][try row.id("unit_id")] = cell
        }
        return (cells, seen >= Wall.mostHeat)
    }

    static func heatQuery(_ since: Instant, _ units: [Unit.ID]?) -> SQL {
        """
        SELECT clause, unit_id, COUNT(*) AS n, CAST(SUM(kept) AS BIGINT) AS kept
        FROM (
            SELECT clause, unit_id, CASE WHEN state = 'kept' THEN 1 ELSE 0 END AS kept FROM obligation
            WHERE \(judged(since)) AND \(within(units))
            ORDER BY started_at DESC LIMIT \(Wall.mostHeat)
        ) AS recent
        GROUP BY clause, unit_id
        ORDER BY clause, unit_id
        LIMIT 20000
        """
    }

    static func countQuery(_ condition: SQL) -> SQL {
        """
        SELECT COUNT(*) AS n FROM (
            SELECT 1 AS one FROM obligation WHERE \(condition) LIMIT \(Wall.mostCounted)
        ) AS bounded
        """
    }

    private func count(_ query: SQL) throws -> Int { try tx.execute(query).first?.int("n") ?? 0 }

    static func soon(_ now: Instant, _ units: [Unit.ID]?) -> SQL {
        """
        state = 'open' AND due_at >= \(now) AND due_at < \(now + Wall.horizon) AND paused_since IS NULL
            AND subject_kind = 'case' AND \(within(units))
        """
    }

    static func broken(_ since: Instant, _ units: [Unit.ID]?) -> SQL {
        "breached_at >= \(since) AND \(within(units))"
    }

    static func judged(_ since: Instant) -> SQL {
        """
        started_at >= \(since)
            AND (state IN ('kept', 'late', 'broken') OR (state = 'open' AND breached_at IS NOT NULL))
        """
    }

    static func within(_ units: [Unit.ID]?) -> SQL {
        guard let units else { return "1 = 1" }
        return units.isEmpty ? "1 = 0" : "unit_id IN \(list: units)"
    }
}

/// The lists behind the figures.
extension WallReading {
    func cases(_ figure: WallFigure, limit: Int, offset: Int) throws -> (lines: [CaseLine], total: Int) {
        let place: SQL = units.map { $0.isEmpty ? "1 = 0" : UnitReach.sifting($0) } ?? "1 = 1"
        let condition = SQL([try Self.condition(figure), place], joinedBy: " AND ")
        let total = try tx.execute("SELECT COUNT(*) AS n FROM service_case WHERE \(condition)").first?.int("n") ?? 0
        let order: SQL = if case .stage = figure { "reported_at, id" } else { "next_due_at NULLS LAST, id" }
        return (try tx.caseLists.lines("WHERE \(condition) ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)"), total)
    }

    func obligations(_ figure: WallFigure, limit: Int, offset: Int) throws -> (obligations: [Obligation], total: Int) {
        let (condition, order): (SQL, SQL)
        switch figure {
        case .dueSoon(let unit):
            (condition, order) = (Self.soon(tx.now, units).and(unit: unit), "due_at, id")
        case .breached(let since): (condition, order) = (Self.broken(since, units), "breached_at DESC, id DESC")
        case .heat(let clause, let unit, let since):
            let both: SQL = "clause = \(clause) AND unit_id = \(unit)"
            condition = SQL([both, Self.judged(since), Self.within(units)], joinedBy: " AND ")
            order = "started_at DESC, id DESC"
        case .stage, .handler, .waiting: return ([], 0)
        }
        return (
            try tx.obligations.load("WHERE \(condition) ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)"),
            try count("SELECT COUNT(*) AS n FROM obligation WHERE \(condition)")
        )
    }

    private static func condition(_ figure: WallFigure) throws -> SQL {
        switch figure {
        case .stage(let stage, let unit):
            // What is open has an index in the order of the list; stage and unit only sift it.
            let states: SQL? = stage.map { "COALESCE(state, '') IN \(list: $0.states.map(\.rawValue))" }
            let place: SQL? = unit.map { UnitReach.sifting($0) }
            return SQL([CaseScope.isOpen, states, place].compactMap(\.self), joinedBy: " AND ")
        case .handler(let staff):
            return """
                ((handler_id = \(staff) AND state IN \(list: Case.inHand))
                    OR id IN (SELECT case_id FROM case_offer WHERE staff_id = \(staff) AND state = 'open'))
                """
        case .waiting(let state, let line):
            let waiting: SQL =
                line.map { "line_id = \($0) AND state = \(state.rawValue)" } ?? "state = \(state.rawValue)"
            return "id IN (SELECT case_id FROM case_assignment WHERE \(waiting) AND state <> 'taken')"
        case .dueSoon, .breached, .heat: throw NotFound()
        }
    }
}

extension SQL {
    fileprivate func and(unit: Unit.ID?) -> SQL { unit.map { "\(self) AND unit_id = \($0)" } ?? self }
}

extension Instant {
    /// Later than everything.
    static let never = Instant(milliseconds: .max)
}
