import Database
import Handbook
import Kernel

@testable import Desk

/// What has a limit is never exceeded, and what is counted is as many as there are.
extension Law {
    static let counters: [Law] = [
        Law(
            "nobody grants more on one case than their post may, unless the clause let it pass (CHAIN-56)", overGranted),
        Law(
            "a compensation is granted once, and delivered once",
            nothing: """
                SELECT c.id, e.kind, COUNT(*) AS n FROM compensation c JOIN event e
                ON e.kind IN ('compensation.approved', 'compensation.delivered') AND e.subject_id = c.case_id
                JOIN compensation d ON d.id = c.id
                GROUP BY c.id, c.case_id, e.kind
                HAVING COUNT(*) <> (SELECT COUNT(*) FROM compensation o WHERE o.case_id = c.case_id
                    AND (CASE e.kind WHEN 'compensation.approved' THEN o.approved_at ELSE o.delivered_at END) IS NOT NULL)
                """),
        Law(
            "nobody takes out more rows in a day than their post may, unless another allowed it (GAME-24)", overExported
        ),
        Law(
            "an export is decided once, and by another",
            nothing: """
                SELECT x.id, COUNT(e.id) AS n FROM data_export x LEFT JOIN event e
                ON e.subject_id = x.id AND e.kind = 'export.decided'
                GROUP BY x.id, x.decided_by HAVING COUNT(e.id) <> (CASE WHEN x.decided_by IS NULL THEN 0 ELSE 1 END)
                """),
        Law(
            "an export is made once, and has as many rows as were allowed at most",
            nothing: """
                SELECT x.id, x.row_count, x.produced_rows, COUNT(e.id) AS n FROM data_export x LEFT JOIN event e
                ON e.subject_id = x.id AND e.kind = 'export.produced'
                GROUP BY x.id, x.row_count, x.produced_rows HAVING COUNT(e.id) > 1 OR x.produced_rows > x.row_count
                """),
        Law(
            "an export counts its downloads",
            nothing: """
                SELECT x.id, x.downloads FROM data_export x
                WHERE x.downloads <> (SELECT COUNT(*) FROM export_download d WHERE d.export_id = x.id)
                """),
        Law(
            "exports are numbered without a gap",
            nothing:
                "SELECT COUNT(*) AS n, MAX(number) AS last FROM data_export HAVING COUNT(*) <> COALESCE(MAX(number), 0)"
        ),
        Law("an exception allows one step, and no more", usedTwice),
        Law(
            "the same is asked for once at a time",
            nothing: """
                SELECT subject_id, clause, round, COUNT(*) AS n FROM exception
                WHERE state IN ('requested', 'approved') AND obligation_id IS NULL
                GROUP BY subject_id, clause, round HAVING COUNT(*) > 1
                """),
        Law(
            "cases are numbered once; on one writer without a hole (PostgreSQL leaves one where a registration was refused)",
            holes),
        Law(
            "what is archived has a number of its own",
            nothing: """
                SELECT archive_number, COUNT(*) AS n FROM service_case WHERE archive_number IS NOT NULL
                GROUP BY archive_number HAVING COUNT(*) > 1
                """),
        Law(
            "proposals of a case are numbered one after another",
            nothing: """
                SELECT case_id, COUNT(*) AS n, MAX(number) AS last FROM proposal
                GROUP BY case_id HAVING COUNT(*) <> MAX(number) OR COUNT(DISTINCT number) <> COUNT(*)
                """),
        Law(
            "a case counts its transfers, its refusals and its rounds",
            nothing: """
                SELECT c.id, c.transfers, c.refusals, c.round FROM service_case c
                WHERE c.transfers <> (SELECT COUNT(*) FROM case_transfer t WHERE t.case_id = c.id)
                OR c.refusals <> (SELECT COUNT(*) FROM event e WHERE e.subject_id = c.id AND e.kind = 'case.refused')
                OR c.round <> 1 + (SELECT COUNT(*) FROM event e WHERE e.subject_id = c.id AND e.kind = 'case.reopened')
                """),
        Law(
            "penalty lines are as many as were given",
            nothing: """
                SELECT c.id FROM service_case c
                WHERE (SELECT COUNT(*) FROM penalty_line p WHERE p.case_id = c.id) <>
                (SELECT COUNT(*) FROM event e WHERE e.subject_id = c.id AND e.kind = 'case.noted'
                 AND e.details LIKE '%"penalty"%')
                """),
        Law(
            "a case is offered to one person at a time, and its place in the line says so",
            nothing: """
                SELECT a.case_id, a.state FROM case_assignment a
                WHERE (SELECT COUNT(*) FROM case_offer o WHERE o.case_id = a.case_id AND o.state = 'open') <>
                (CASE a.state WHEN 'offered' THEN 1 ELSE 0 END)
                """),
        Law(
            "an offer is taken once",
            nothing: """
                SELECT o.id FROM case_offer o WHERE o.state = 'taken' AND
                (SELECT COUNT(*) FROM event e WHERE e.subject_id = o.case_id AND e.kind = 'case.taken') <>
                (SELECT COUNT(*) FROM case_offer p WHERE p.case_id = o.case_id AND p.state = 'taken')
                """),
        Law(
            "a member of a line has not more in hand than the line's offers gave beyond the ceiling",
            nothing: """
                SELECT m.staff_id, COUNT(o.id) AS n, m.ceiling FROM line_member m JOIN case_offer o
                ON o.staff_id = m.staff_id AND o.line_id = m.line_id AND o.state = 'open'
                GROUP BY m.staff_id, m.line_id, m.ceiling HAVING COUNT(o.id) > m.ceiling
                """),
        Law(
            "somebody is on duty once",
            nothing: """
                SELECT staff_id, COUNT(*) AS n FROM presence WHERE ended_at IS NULL GROUP BY staff_id HAVING COUNT(*) > 1
                """),
        Law(
            "a sample counts its attempts, and is checked once",
            nothing: """
                SELECT s.id, s.attempts FROM case_sample s
                WHERE s.attempts > 3 OR (s.verdict = 'unreachable' AND s.attempts <> 3)
                OR (SELECT COUNT(*) FROM case_sample t WHERE t.draw_id = s.draw_id) <>
                (SELECT d.drawn FROM case_sample_draw d WHERE d.id = s.draw_id)
                """),
        Law(
            "a period is drawn once",
            nothing: """
                SELECT unit_id, clause, period, COUNT(*) AS n FROM case_sample_draw
                GROUP BY unit_id, clause, period HAVING COUNT(*) > 1
                """),
        Law(
            "what was sent is gone or waits, and stands on the case once",
            nothing: """
                SELECT c.id FROM service_case c
                WHERE (SELECT COUNT(*) FROM case_entry t WHERE t.case_id = c.id AND t.kind = 'reply') <
                (SELECT COUNT(*) FROM event e WHERE e.subject_id = c.id AND e.kind = 'case.replied')
                """),
    ]

    private static func overGranted(_ tx: Transaction, _ department: Department) throws -> [String] {
        try tx.execute(
            """
            SELECT case_id, approved_by, CAST(SUM(value_fen) AS BIGINT) AS total FROM compensation
            WHERE approved_by IS NOT NULL GROUP BY case_id, approved_by
            """
        ).compactMap { row in
            let (total, person): (Int64, Staff.ID) = (try row.integer("total"), try row.id("approved_by"))
            guard let post = department.person(person)?.post else { return "\(person) is unknown" }
            let limit = max(post.compensationLimit, post.compensationLimits.values.max() ?? 0)
            guard total > limit else { return nil }
            let passed = try tx.execute(
                """
                SELECT 1 AS one FROM obligation WHERE subject_id = \(try row.text("case_id"))
                    AND rule = 'authority.limit' AND state IN ('exempted', 'broken') LIMIT 1
                """)
            return passed.isEmpty ? "\(person) granted \(total) 分 of \(limit) on \(try row.text("case_id"))" : nil
        }
    }

    private static func overExported(_ tx: Transaction, _ department: Department) throws -> [String] {
        let own = try tx.execute(
            """
            SELECT staff_id, at, row_count, reveals FROM data_export
            WHERE decided_by IS NULL AND state <> 'asked' ORDER BY staff_id, at
            """)
        return try own.compactMap { row in
            let (person, until): (Staff.ID, Int64) = (try row.id("staff_id"), try row.integer("at"))
            if try row.bool("reveals") { return "\(person) took personal data out alone" }
            let day = try own.filter {
                try $0.text("staff_id") == person.rawValue && $0.integer("at") <= until
                    && $0.integer("at") > until - 86_400_000
            }
            let (taken, limit) = (
                try day.map { try $0.int("row_count") }.reduce(0, +), department.person(person)?.post.exportLimit ?? 0
            )
            return taken > limit ? "\(person) took \(taken) rows of \(limit) in a day" : nil
        }
    }

    /// Each use stands in the ledger as an exemption of its clause.
    private static func usedTwice(_ tx: Transaction, _ department: Department) throws -> [String] {
        try tx.execute(
            """
            SELECT o.subject_id, o.clause, COUNT(*) AS n FROM obligation o
            WHERE o.state = 'exempted' GROUP BY o.subject_id, o.clause ORDER BY o.subject_id, o.clause
            """
        ).compactMap { row in
            let (subject, clause) = (try row.text("subject_id"), try row.text("clause"))
            let allowed =
                try tx.execute(
                    """
                    SELECT COUNT(*) AS n FROM exception WHERE subject_id = \(subject) AND clause = \(clause)
                        AND (state = 'used' OR (state = 'approved' AND obligation_id IS NOT NULL))
                    """
                ).first?.int("n") ?? 0
            // What a supervisor let be left out is exempted as well.
            let skipped = department.handbook.gates().contains { $0.0.number == clause && $0.1 == .stepsInOrder }
            return try row.int("n") > allowed && !skipped
                ? "\(clause) on \(subject): let pass \(try row.int("n")) times, allowed \(allowed) times" : nil
        }
    }

    private static func holes(_ tx: Transaction, _ department: Department) throws -> [String] {
        let numbers = try tx.execute("SELECT number FROM service_case").compactMap { row in
            try row.text("number").split(separator: "-").last.flatMap { Int($0) }
        }.sorted()
        guard let first = numbers.first, let last = numbers.last else { return [] }
        if Set(numbers).count < numbers.count { return ["a number was given twice"] }
        return tx.engine == .sqlite && (first != 10_001 || last - first + 1 != numbers.count)
            ? ["\(numbers.count) cases from \(first) to \(last)"] : []
    }
}
