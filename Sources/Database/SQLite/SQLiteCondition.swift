import Kernel

/// What a file looks like from within: the engine's own examination, and how much is in it.
public struct SQLiteCondition: Sendable {
    /// Damage found by SQLite, and rows that point at nothing; empty where all is well. The first hundred.
    public let findings: [String]
    /// Rows by table.
    public let rows: [String: Int64]
}

extension SQLiteDatabase {
    /// Reads the whole file, in one snapshot: takes a while, and stops nobody.
    public func condition() async throws -> SQLiteCondition {
        try await read { tx in
            SQLiteCondition(findings: try tx.damage() + tx.danglingRows(), rows: try tx.rowsByTable())
        }
    }
}

extension Transaction {
    fileprivate func damage() throws -> [String] {
        let said = try execute("PRAGMA integrity_check(100)").map { try $0.text("integrity_check") }
        return said == ["ok"] ? [] : said
    }

    fileprivate func danglingRows() throws -> [String] {
        try execute("PRAGMA foreign_key_check").prefix(100).map { row in
            "a row of \(try row.text("table")) points at no row of \(try row.text("parent"))"
        }
    }

    /// The names come from the file itself.
    fileprivate func rowsByTable() throws -> [String: Int64] {
        let tables = try execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name LIMIT 1000"
        ).map { try $0.text("name") }.filter { !$0.hasPrefix("sqlite_") }
        return try tables.reduce(into: [:]) { rows, name in
            rows[name] = try connection.run("SELECT COUNT(*) AS n FROM \(quoted(name))", []).first?.integer("n") ?? 0
        }
    }
}
