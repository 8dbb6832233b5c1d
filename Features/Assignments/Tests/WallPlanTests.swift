import Database
import Foundation
import Kernel
import Testing
import Testkit

@testable import Desk

/// The plans of the wall's questions, over a department of some size, on both engines: none of them scans a table.
@Suite struct WallPlanTests {
    static let questions: [(name: String, sql: SQL)] = {
        let now = TimeMachine.start
        let some: [Desk.Unit.ID] = ["unit-1", "unit-2"]
        var questions: [(name: String, sql: SQL)] = []
        for (reach, units) in [("everybody", nil), ("some units", some)] as [(String, [Desk.Unit.ID]?)] {
            questions += [
                ("queues, \(reach)", WallReading.queueQuery(units)),
                ("heat, \(reach)", WallReading.heatQuery(now - .days(6), units)),
                ("due soon, \(reach)", WallReading.countQuery(WallReading.soon(now, units))),
                ("calls waiting, \(reach)", WallReading.callsQuery(units)),
                ("breached today, \(reach)", WallReading.countQuery(WallReading.broken(now - .hours(9), units))),
            ]
        }
        return questions
    }()

    @Test(arguments: TestDatabase.engines)
    func noFigureScansATable(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.crowd()
            var plans: [String] = []
            for (name, sql) in Self.questions {
                let lines = try await floor.database.write { tx in
                    switch tx.engine {
                    case .sqlite:
                        try tx.execute("EXPLAIN QUERY PLAN \(sql)").map { try $0.text("detail") }
                    case .postgres:
                        try tx.execute("EXPLAIN (COSTS OFF) \(sql)").map { try $0.text("QUERY PLAN") }
                    }
                }
                // What holds is how the tables are reached, not how a planner sorts a few rows.
                let reached = lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { line in
                    ["service_case", "obligation", "contact"].contains { line.contains($0) } && !line.contains("Cond")
                }
                for line in reached {
                    #expect(!line.contains("Seq Scan"), "\(name): \(line)")
                    #expect(!line.hasPrefix("SCAN") || line.contains("INDEX"), "\(name): \(line)")
                }
                plans.append("\(name)\n" + reached.map { "    \($0)" }.joined(separator: "\n"))
            }
            golden(plans.joined(separator: "\n"), named: "wall-plans-\(engine)")
        }
    }
}

extension Floor {
    /// 20,000 cases, a tenth of them open, and as many obligations of a year, written past the actions. Few enough for a
    /// sample of all rows (PostgreSQL takes 30,000), so that the plans are the same every time.
    fileprivate func crowd() async throws {
        try await database.write { tx in
            let numbers: SQL = """
                WITH RECURSIVE number (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM number WHERE n < \(20_000))
                """
            let start = tx.now - .days(365)
            try tx.execute(
                """
                INSERT INTO service_case
                    (id, number, unit_id, type, source, channel, severity, state, round, version_id, reported_at,
                     first_receiver_id, handler_id, subject, content, demand, category, product, place, organisation,
                     special_needs, refusals, transfers, changed_at)
                \(numbers)
                SELECT 'case-' || n, 'number-' || n, 'unit-' || (n % 7), 'complaint', 'direct', 'phone', 'ordinary',
                       CASE WHEN n % 10 = 0 THEN 'investigating' ELSE 'archived' END, 1, 'version-1',
                       \(start) + n * 1576800, 'staff-agent', 'staff-' || (n % 23), '', '', '', '', '', '', '', '', 0, 0,
                       \(start) + n * 1576800
                FROM number
                """
            )
            try tx.execute(
                """
                INSERT INTO event (id, kind, subject_kind, subject_id, unit_id, actor_id, at, details)
                VALUES ('crowd', 'case.reported', 'case', 'case-1', 'unit-1', NULL, \(start), '{}')
                """
            )
            for part in 0..<1 {
                try tx.execute(
                    """
                    INSERT INTO obligation
                        (id, clause, version_id, rule, subject_kind, subject_id, round, unit_id, owed_by, started_at,
                         due_at, state, breached_at, ended_at, opened_by_event)
                    \(numbers)
                    SELECT 'obligation-' || \(part) || '-' || n, (n % 9) || '.1', 'version-1', 'complaint.complete', 'case',
                           'case-' || n, 1, 'unit-' || (n % 7), 'handler', \(start) + n * 1576800,
                           \(start) + n * 1576800 + 86400000, CASE WHEN n % 10 = 0 THEN 'open' ELSE 'kept' END,
                           CASE WHEN n % 50 = 0 THEN \(start) + n * 1576800 + 86400000 ELSE NULL END,
                           CASE WHEN n % 10 = 0 THEN NULL ELSE \(start) + n * 1576800 + 3600000 END, 'crowd'
                    FROM number
                    """
                )
            }
            try tx.execute(
                """
                INSERT INTO contact
                    (id, number, unit_id, version_id, direction, channel, receiver_id, started_at, state, ending,
                     ended_at, held, holds, language, caller, organisation, member_number, subject, content, answer)
                \(numbers)
                SELECT 'contact-' || n, 'L-' || n, 'unit-' || (n % 7), 'version-1', 'inbound', 'phone', 'staff-agent',
                       \(start) + n * 1576800, CASE WHEN n % 200 = 0 THEN 'missed' ELSE 'wrapped-up' END,
                       CASE WHEN n % 200 = 0 THEN NULL ELSE 'solved' END,
                       CASE WHEN n % 200 = 0 THEN NULL ELSE \(start) + n * 1576800 + 60000 END, 0, 0, '', '', '', '',
                       '', '', ''
                FROM number
                """
            )
            try tx.execute("ANALYZE")
        }
    }
}
