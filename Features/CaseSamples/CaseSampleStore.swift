import Database
import Handbook
import Kernel

/// The draws and what was drawn.
struct CaseSamples {
    let tx: Transaction

    /// Cases of one period that can be drawn from.
    static let mostPopulation = 50_000

    func find(_ id: CaseSample.ID) throws -> CaseSample? {
        try tx.execute("\(Self.select) WHERE case_sample.id = \(id)").first.map(CaseSample.init(row:))
    }

    func draw(_ id: CaseSample.Draw.ID) throws -> CaseSample.Draw? {
        try tx.execute("\(Self.selectDraw) WHERE id = \(id)").first.map(CaseSample.Draw.init(row:))
    }

    func isDrawn(_ unit: Unit.ID, _ clause: String, _ period: String) throws -> Bool {
        try !tx.execute(
            """
            SELECT 1 AS one FROM case_sample_draw
            WHERE unit_id = \(unit) AND clause = \(clause) AND period = \(period)
            LIMIT 1
            """
        ).isEmpty
    }

    func insert(_ draw: CaseSample.Draw) throws {
        try tx.execute(
            """
            INSERT INTO case_sample_draw
                (id, unit_id, clause, version_id, period, from_at, until_at, seed, population, drawn, at)
            VALUES (\(draw.id), \(draw.unit), \(draw.clause), \(draw.version), \(draw.period), \(draw.from),
                    \(draw.until), \(draw.seed), \(draw.population), \(draw.drawn), \(draw.at))
            """
        )
    }

    func insert(_ sample: CaseSample) throws {
        try tx.execute(
            """
            INSERT INTO case_sample (id, draw_id, case_id, unit_id, drawn_at, attempts)
            VALUES (\(sample.id), \(sample.draw), \(sample.record), \(sample.unit), \(sample.drawnAt), 0)
            """
        )
    }

    func save(_ sample: CaseSample) throws {
        try tx.execute(
            """
            UPDATE case_sample SET attempts = \(sample.attempts), verdict = \(sample.verification?.verdict.rawValue),
                note = \(sample.verification?.note), verified_by = \(sample.verification?.by),
                verified_at = \(sample.verification?.at)
            WHERE id = \(sample.id)
            """
        )
    }

    /// What was settled in a period and can be checked: the cases of these units, in time.
    func population(_ units: [Unit.ID], of condition: SQL, from: Instant, until: Instant) throws -> [Case.ID] {
        try tx.execute(
            """
            SELECT id FROM service_case
            WHERE completed_at >= \(from) AND completed_at < \(until) AND (unit_id || '') IN \(list: units)
                AND state NOT IN ('withdrawn', 'merged', 'referred') AND \(condition)
            ORDER BY completed_at, id
            LIMIT \(Self.mostPopulation)
            """
        ).map { try $0.id("id") }
    }

    /// Whether somebody did anything to a case: received, handled, decided, wrote, visited. Looking is no hand in it.
    func hasHand(_ staff: Staff.ID, in record: Case.ID) throws -> Bool {
        let looks = [EventKind.personalDataRevealed, .paperPrinted, .sampleTried, .sampleVerified].map(\.rawValue)
        return try !tx.execute(
            """
            SELECT 1 AS one FROM event
            WHERE subject_kind = 'case' AND subject_id = \(record) AND actor_id = \(staff)
                AND NOT (kind IN \(list: looks))
            LIMIT 1
            """
        ).isEmpty
            || !tx.execute(
                """
                SELECT 1 AS one FROM service_case
                WHERE id = \(record) AND (first_receiver_id = \(staff) OR handler_id = \(staff) OR decided_by = \(staff))
                LIMIT 1
                """
            ).isEmpty
    }

    func of(_ record: Case.ID) throws -> [CaseSample] {
        try tx.execute("\(Self.select) WHERE case_id = \(record) ORDER BY drawn_at DESC, id LIMIT 20")
            .map(CaseSample.init(row:))
    }

    private static let select: SQL = """
        SELECT id, draw_id, case_id, unit_id, drawn_at, attempts, verdict, note, verified_by, verified_at
        FROM case_sample
        """

    fileprivate static let selectDraw: SQL = """
        SELECT id, unit_id, clause, version_id, period, from_at, until_at, seed, population, drawn, at
        FROM case_sample_draw
        """
}

extension CaseSamples {
    /// Draws of the units one may read reports of, the newest first, with what they came to.
    func draws(within reach: UnitReach, limit: Int, offset: Int) throws -> (
        lines: [(draw: CaseSample.Draw, count: CaseSampleCount)], total: Int
    ) {
        let condition: SQL =
            switch reach {
            case .all: "1 = 1"
            case .some(let units): "unit_id IN \(list: units)"
            case .own, .nothing: "1 = 0"
            }
        let total = try tx.execute("SELECT COUNT(*) AS n FROM case_sample_draw WHERE \(condition)").first?.int("n") ?? 0
        let draws = try tx.execute(
            """
            \(Self.selectDraw) WHERE \(condition)
            ORDER BY from_at DESC, unit_id, clause
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(CaseSample.Draw.init(row:))
        let counts = try counts(of: draws.map(\.id))
        return (draws.map { ($0, counts[$0.id] ?? CaseSampleCount()) }, total)
    }

    private func counts(of draws: [CaseSample.Draw.ID]) throws -> [CaseSample.Draw.ID: CaseSampleCount] {
        guard !draws.isEmpty else { return [:] }
        var counts: [CaseSample.Draw.ID: CaseSampleCount] = [:]
        let rows = try tx.execute(
            """
            SELECT draw_id, COALESCE(verdict, '') AS verdict, COUNT(*) AS n FROM case_sample
            WHERE draw_id IN \(list: draws)
            GROUP BY draw_id, COALESCE(verdict, '')
            ORDER BY draw_id
            LIMIT 2000
            """
        )
        for row in rows {
            let number = try row.int("n")
            var count = counts[try row.id("draw_id")] ?? CaseSampleCount()
            count.drawn += number
            switch CaseSample.Verdict(rawValue: try row.text("verdict")) {
            case .confirmed: count.confirmed += number
            case .disputed: count.disputed += number
            case .unreachable: count.unreachable += number
            case nil: break
            }
            counts[try row.id("draw_id")] = count
        }
        return counts
    }

    /// What was drawn from the cases of a reach: the open first, the oldest of them first.
    func lines(within reach: UnitReach, isOpen: Bool, limit: Int, offset: Int) throws -> (
        lines: [CaseSampleLine], total: Int
    ) {
        let reached: SQL =
            switch reach {
            case .all: "1 = 1"
            case .some(let units): "case_sample.unit_id IN \(list: units)"
            case .own, .nothing: "1 = 0"
            }
        let condition: SQL = "\(isOpen ? "verdict IS NULL" : "verdict IS NOT NULL" as SQL) AND \(reached)"
        let total = try tx.execute("SELECT COUNT(*) AS n FROM case_sample WHERE \(condition)").first?.int("n") ?? 0
        let lines = try tx.execute(
            """
            SELECT case_sample.id AS id, draw_id, case_id, case_sample.unit_id AS unit_id, drawn_at, attempts, verdict,
                note, verified_by, verified_at, number, subject, solution, case_sample_draw.unit_id AS drawn_in
            FROM case_sample JOIN service_case ON service_case.id = case_sample.case_id
            JOIN case_sample_draw ON case_sample_draw.id = case_sample.draw_id
            WHERE \(condition)
            ORDER BY verified_at DESC, drawn_at, case_sample.id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row in
            CaseSampleLine(
                sample: try CaseSample(row: row), number: try row.text("number"), subject: try row.text("subject"),
                solution: try row.text(ifPresent: "solution") ?? "", drawnIn: try row.id("drawn_in"))
        }
        return (lines, total)
    }
}

/// A drawn case as a list shows it.
struct CaseSampleLine: Sendable {
    let sample: CaseSample
    let number: String
    let subject: String
    let solution: String
    /// The unit of headquarters where it was drawn.
    let drawnIn: Unit.ID
}

extension Transaction {
    var caseSamples: CaseSamples { CaseSamples(tx: self) }
}

extension CaseSample {
    fileprivate init(row: Row) throws {
        let verification = try row.text(ifPresent: "verdict").flatMap(Verdict.init(rawValue:)).map { verdict in
            Verification(
                verdict: verdict, note: try row.text(ifPresent: "note") ?? "", by: try row.id("verified_by"),
                at: try row.instant("verified_at"))
        }
        self.init(
            id: try row.id("id"), draw: try row.id("draw_id"), record: try row.id("case_id"),
            unit: try row.id("unit_id"), drawnAt: try row.instant("drawn_at"), attempts: try row.int("attempts"),
            verification: verification)
    }
}

extension CaseSample.Draw {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), clause: try row.text("clause"),
            version: try row.id("version_id"), period: try row.text("period"), from: try row.instant("from_at"),
            until: try row.instant("until_at"), seed: try row.text("seed"), population: try row.int("population"),
            drawn: try row.int("drawn"), at: try row.instant("at"))
    }
}
