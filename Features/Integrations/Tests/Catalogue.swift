import Database
import Foundation
import Testing

@testable import Desk
@testable import Kernel

/// The tables of the database, as it describes itself.
struct Catalogue {
    let tables: [Table]

    struct Table {
        let name: String
        let columns: [Column]
        /// what its columns must be, as it was said when it was made
        let statement: String
    }

    struct Column {
        let name: String
        let isText: Bool
        /// Must be given when a row is laid.
        let isNeeded: Bool
    }

    init(_ tx: Transaction) throws {
        switch tx.engine {
        case .sqlite:
            let rows = try tx.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
            tables = try rows.map { row in
                let name = try row.text("name")
                let columns = try tx.execute(
                    "SELECT name, type, \(named: "\"notnull\"") AS needed, dflt_value FROM pragma_table_info(\(name))")
                return Table(
                    name: name,
                    columns: try columns.map {
                        Column(
                            name: try $0.text("name"), isText: try $0.text("type") == "TEXT",
                            isNeeded: try $0.int("needed") == 1 && $0.text(ifPresent: "dflt_value") == nil)
                    },
                    statement: try row.text("sql"))
            }
        case .postgres:
            let rows = try tx.execute(
                """
                SELECT CAST(table_name AS TEXT) AS table_name, CAST(column_name AS TEXT) AS column_name,
                       CAST(data_type AS TEXT) AS data_type,
                       CASE WHEN is_nullable = 'NO' AND column_default IS NULL THEN 1 ELSE 0 END AS needed
                FROM information_schema.columns
                WHERE table_schema = current_schema()
                ORDER BY table_name, ordinal_position
                """
            )
            let checks = try tx.execute(
                """
                SELECT CAST(conrelid::regclass AS TEXT) AS table_name,
                       CAST(pg_get_constraintdef(oid) AS TEXT) AS text
                FROM pg_constraint WHERE contype = 'c' AND connamespace = current_schema()::regnamespace
                """
            )
            let texts = Dictionary(
                grouping: try checks.map { (try $0.text("table_name"), try $0.text("text")) }, by: \.0)
            let columns = Dictionary(grouping: try rows.map { (try $0.text("table_name"), $0) }, by: \.0)
            tables = try columns.sorted { $0.key < $1.key }.map { name, columns in
                Table(
                    name: name,
                    columns: try columns.map(\.1).map {
                        Column(
                            name: try $0.text("column_name"), isText: try $0.text("data_type") == "text",
                            isNeeded: try $0.int("needed") == 1)
                    },
                    statement: (texts[name] ?? []).map(\.1).joined(separator: "\n"))
            }
        }
    }
}

extension Catalogue.Table {
    /// One row, where there is none, of the least that a row must have.
    func layRow(where own: SQL, with values: [String: Cell], owner: Staff.ID, in tx: Transaction) throws {
        guard try tx.execute("SELECT 1 AS one FROM \(named: name) WHERE \(own) LIMIT 1").isEmpty else { return }
        var names: [SQL] = []
        var cells: [SQL] = []
        for column in columns where column.isNeeded || values[column.name] != nil {
            names.append("\(named: column.name)")
            cells.append("\(cell: value(of: column, values, owner))")
        }
        do {
            _ = try tx.savepoint {
                try tx.execute(
                    "INSERT INTO \(named: name) (\(SQL(names, joinedBy: ", "))) VALUES (\(SQL(cells, joinedBy: ", ")))")
            }
        } catch {
            Issue.record("lay a row of \(name) by hand: \(error)")
        }
    }

    func value(of column: Catalogue.Column, _ values: [String: Cell], _ owner: Staff.ID) -> Cell {
        if let value = values[column.name] { return value }
        guard column.isText else { return .integer(column.name.hasSuffix("to_at") ? 2 : 1) }
        if column.name.hasSuffix("_by") || column.name.hasSuffix("_staff") || Self.people.contains(column.name) {
            return owner.cell
        }
        return .text(firstAllowed(column.name) ?? "x")
    }

    private static let people: Set<String> = [
        "staff_id", "author_id", "mediator_id", "repairer_id", "to_id", "from_id", "owner_id", "receiver_id",
        "applicant_id",
    ]

    /// The first word that a CHECK allows for a column.
    private func firstAllowed(_ column: String) -> String? {
        for pattern in ["\(column) IN ('", "(\(column) = ANY (ARRAY['", "((\(column) = '", "(\(column) = '"] {
            guard let place = statement.range(of: pattern) else { continue }
            return String(statement[place.upperBound...].prefix { $0 != "'" })
        }
        return nil
    }

    /// Writes a text into a column, of every row that may hold it; answers whether any does.
    func mark(
        _ column: Catalogue.Column, with text: String, where own: SQL, in tx: Transaction
    ) throws -> Bool {
        for condition in [own, "\(own) AND \(named: column.name) IS NOT NULL"] as [SQL] {
            let count = try? tx.savepoint {
                try tx.execute(
                    "UPDATE \(named: name) SET \(named: column.name) = \(text) WHERE \(condition) RETURNING 1 AS one"
                ).count
            }
            if let count { return count > 0 }
        }
        return false
    }
}

extension SQL.Interpolation {
    /// A name out of the database's own description.
    mutating func appendInterpolation(named name: String) { parts.append(.name(name)) }
    mutating func appendInterpolation(cell: Cell) { parts.append(.value(cell)) }
}
