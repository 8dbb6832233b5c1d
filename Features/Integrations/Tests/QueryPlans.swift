import Database
import Foundation
import Kernel
import Synchronization
import Testkit

@testable import Kernel

/// Every statement that was run while somebody listened, one of each shape.
final class HeardStatements: Sendable {
    private let heard = Mutex<[String: SQL]>([:])

    var watch: StatementWatch {
        StatementWatch { [self] sql, _ in
            heard.withLock { $0[QueryPlan.said(by: sql)] = $0[QueryPlan.said(by: sql)] ?? sql }
        }
    }

    func forget() { heard.withLock { $0 = [:] } }

    /// By what they say.
    var statements: [SQL] { heard.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }
}

/// How an engine carries a statement out, and which tables it walks from end to end to do so.
struct QueryPlan: Sendable {
    let text: String
    let lines: [String]
    let walked: Set<String>

    /// In one line, lists of any length alike.
    static func said(by sql: SQL) -> String {
        sql.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing(/\(\$\d+(, \$\d+)*\)/) { _ in "($…)" }.replacing(/\$\d+/) { _ in "$" }
    }

    /// Nothing for what has no plan: rows that are put in as they are given.
    ///
    /// `partial` are the indexes that stand on some rows only: what is open is little beside what ever was.
    init?(of sql: SQL, in tx: Transaction, partial: Set<String>) throws {
        text = Self.said(by: sql)
        guard ["SELECT", "WITH", "UPDATE", "DELETE"].contains(text.prefix { $0.isLetter }) || text.contains(" SELECT ")
        else { return nil }
        var asked = sql
        switch tx.engine {
        case .sqlite:
            asked.parts.insert(.name("EXPLAIN QUERY PLAN "), at: 0)
            let (found, said) = (try tx.execute(asked).map { try $0.text("detail") }, text)
            lines = found
            walked = Set(found.compactMap { Self.walkedBySQLite($0, said, partial) })
        case .postgres:
            asked.parts.insert(.name("EXPLAIN (COSTS OFF) "), at: 0)
            // Without its values, which are those of the moment.
            let found = try tx.execute(asked).map { row in
                try row.text("QUERY PLAN").replacing(/'[^']*'(::\w+)?/) { _ in "$" }.replacing(/\b\d{4,}\b/) { _ in "$"
                }
            }
            lines = found
            walked = Set(found.compactMap { $0.firstMatch(of: /Seq Scan on (\w+)/).map { String($0.output.1) } })
        }
    }

    /// `SCAN t` without an index, or along a whole index where nothing ends the walk early.
    private static func walkedBySQLite(_ line: String, _ text: String, _ partial: Set<String>) -> String? {
        guard let found = line.firstMatch(of: /^SCAN (\w+)( USING (COVERING )?INDEX (\w+))?/) else { return nil }
        guard let index = found.output.4 else { return String(found.output.1) }
        return partial.contains(String(index)) || text.contains(" LIMIT ") ? nil : String(found.output.1)
    }
}

extension QueryPlan {
    /// The plans of all that has one. PostgreSQL is told to walk only where there is no other way: a table of a test is so
    /// small that walking it is best.
    static func all(of statements: [SQL], in database: any Database) async throws -> [QueryPlan] {
        try await database.write { tx in
            if tx.engine == .postgres {
                // What is known of the tables is what is in them, and not what a sweep happened to see.
                try analyzeOwnTables(tx)
                try tx.execute("SET LOCAL enable_seqscan = off")
            }
            let partial = try partialIndexes(tx)
            return try statements.compactMap { try QueryPlan(of: $0, in: tx, partial: partial) }
        }
    }

    /// Those of this test alone: the server has tables of others, who are at work.
    private static func analyzeOwnTables(_ tx: Transaction) throws {
        let tables = try tx.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename LIMIT 500")
        for table in tables {
            var analyze: SQL = "ANALYZE "
            analyze.parts.append(.name(try table.text("tablename")))
            try tx.execute(analyze)
        }
    }

    private static func partialIndexes(_ tx: Transaction) throws -> Set<String> {
        guard tx.engine == .sqlite else { return [] }
        return try Set(
            tx.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%WHERE%' ORDER BY name")
                .map { try $0.text("name") })
    }
}
