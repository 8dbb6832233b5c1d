import Database
import Kernel

/// What the nodes have counted.
struct VitalRecords {
    let tx: Transaction

    /// Counts of a span that are read at most: a week of three nodes with sixty routes each quarter.
    static let mostRead = 200_000
    static let kept = Duration.days(8)

    func put(_ node: VitalNode) throws {
        try tx.execute(
            """
            INSERT INTO vital_node (id, name, version, started_at, seen_at)
            VALUES (\(node.id), \(node.name), \(node.version), \(node.startedAt), \(node.seenAt))
            ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
            """
        )
    }

    /// The whole of it, as often as one likes.
    func put(_ quarter: VitalQuarter, of node: VitalNode.ID) throws {
        try tx.execute(
            """
            INSERT INTO vital_period (at, node_id, memory, streams)
            VALUES (\(quarter.at), \(node), \(quarter.memory), \(quarter.streams))
            ON CONFLICT (at, node_id) DO UPDATE SET memory = excluded.memory, streams = excluded.streams
            """
        )
        for (work, count) in quarter.works.sorted(by: { $0.key < $1.key }) {
            try tx.execute(
                """
                INSERT INTO vital_work
                    (at, node_id, kind, name, runs, failures, slow_statements, microseconds, longest, buckets)
                VALUES (\(quarter.at), \(node), \(work.kind.rawValue), \(work.name), \(count.runs), \(count.failures),
                        \(count.slowStatements), \(count.microseconds), \(count.longest), \(count.bucketText))
                ON CONFLICT (at, node_id, kind, name) DO UPDATE SET
                    runs = excluded.runs, failures = excluded.failures, slow_statements = excluded.slow_statements,
                    microseconds = excluded.microseconds, longest = excluded.longest, buckets = excluded.buckets
                """
            )
        }
        for slow in quarter.statements {
            try tx.execute(
                """
                INSERT INTO vital_statement (at, node_id, kind, name, statement, count, milliseconds, longest)
                VALUES (\(quarter.at), \(node), \(slow.work.kind.rawValue), \(slow.work.name), \(slow.statement),
                        \(slow.count), \(slow.milliseconds), \(slow.longest))
                ON CONFLICT (at, node_id, kind, name, statement) DO UPDATE SET
                    count = excluded.count, milliseconds = excluded.milliseconds, longest = excluded.longest
                """
            )
        }
    }

    func report(_ span: VitalSpan) throws -> VitalReport {
        let since = VitalQuarter.beginning(of: tx.now) - span.length + VitalQuarter.length
        let rows = try tx.execute(
            """
            SELECT at, kind, name, runs, failures, slow_statements, microseconds, longest, buckets FROM vital_work
            WHERE at >= \(since) ORDER BY at DESC LIMIT \(Self.mostRead)
            """)
        var works: [VitalWork: WorkCount] = [:]
        var points: [Instant: WorkCount] = [:]
        let step = span.step.milliseconds
        for row in rows {
            guard let kind = VitalWork.Kind(rawValue: try row.text("kind")), let count = try WorkCount(row: row) else {
                continue
            }
            works[VitalWork(kind: kind, name: try row.text("name")), default: WorkCount()] += count
            guard kind == .route else { continue }
            let past = (try row.instant("at") - since).milliseconds / step
            points[since + .milliseconds(past * step), default: WorkCount()] += count
        }
        let peaks = try tx.execute(
            """
            SELECT COALESCE(MAX(memory), 0) AS memory, COALESCE(MAX(streams), 0) AS streams FROM vital_period
            WHERE at >= \(since)
            """
        ).first
        let beginnings = stride(from: since.milliseconds, through: tx.now.milliseconds, by: Int(step))
        return VitalReport(
            span: span, nodes: try nodes(seenSince: since), works: works, statements: try statements(since: since),
            points: beginnings.map { at in
                let at = Instant(milliseconds: at)
                return VitalReport.Point(at: at, count: points[at] ?? WorkCount())
            }, memory: try peaks?.integer("memory") ?? 0, streams: try peaks?.int("streams") ?? 0)
    }

    /// Removes what is older than `kept`, at most so many rows of each table; whether there may be more.
    func forget(limit: Int) throws -> Bool {
        let before = tx.now - Self.kept
        let counts = try [
            tx.execute(
                """
                DELETE FROM vital_work WHERE (at, node_id, kind, name) IN (
                    SELECT at, node_id, kind, name FROM vital_work WHERE at < \(before) ORDER BY at LIMIT \(limit))
                RETURNING at
                """),
            tx.execute(
                """
                DELETE FROM vital_statement WHERE (at, node_id, kind, name, statement) IN (
                    SELECT at, node_id, kind, name, statement FROM vital_statement WHERE at < \(before)
                    ORDER BY at LIMIT \(limit))
                RETURNING at
                """),
            tx.execute(
                """
                DELETE FROM vital_period WHERE (at, node_id) IN (
                    SELECT at, node_id FROM vital_period WHERE at < \(before) ORDER BY at LIMIT \(limit))
                RETURNING at
                """),
            tx.execute(
                """
                DELETE FROM vital_node WHERE id IN (
                    SELECT id FROM vital_node WHERE seen_at < \(before) ORDER BY seen_at LIMIT \(limit))
                RETURNING id
                """),
        ].map(\.count)
        return counts.contains(limit)
    }

    private func nodes(seenSince since: Instant) throws -> [VitalNode] {
        try tx.execute(
            """
            SELECT id, name, version, started_at, seen_at FROM vital_node WHERE seen_at >= \(since)
            ORDER BY seen_at DESC, id LIMIT \(VitalReport.mostLines)
            """
        ).map { row in
            VitalNode(
                id: try row.id("id"), name: try row.text("name"), version: try row.text("version"),
                startedAt: try row.instant("started_at"), seenAt: try row.instant("seen_at"))
        }
    }

    private func statements(since: Instant) throws -> [SlowStatement] {
        try tx.execute(
            """
            SELECT kind, name, statement, CAST(SUM(count) AS BIGINT) AS times,
                   CAST(SUM(milliseconds) AS BIGINT) AS milliseconds,
                   MAX(longest) AS longest
            FROM vital_statement WHERE at >= \(since)
            GROUP BY kind, name, statement ORDER BY SUM(milliseconds) DESC, kind, name, statement
            LIMIT \(VitalReport.mostLines)
            """
        ).compactMap { row in
            guard let kind = VitalWork.Kind(rawValue: try row.text("kind")) else { return nil }
            return SlowStatement(
                work: VitalWork(kind: kind, name: try row.text("name")), statement: try row.text("statement"),
                count: try row.int("times"), milliseconds: try row.integer("milliseconds"),
                longest: try row.integer("longest"))
        }
    }
}

extension WorkCount {
    init?(row: Row) throws {
        self.init(
            runs: try row.int("runs"), failures: try row.int("failures"),
            slowStatements: try row.int("slow_statements"), microseconds: try row.integer("microseconds"),
            longest: try row.integer("longest"), buckets: try row.text("buckets"))
    }
}

extension Transaction {
    var vitals: VitalRecords { VitalRecords(tx: self) }
}
