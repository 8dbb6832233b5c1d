import Foundation
import Kernel

@testable import Database
@testable import Desk
@testable import Kernel

/// A department as an earlier program left it: its rows, table by table, one a line, in an order in which each finds what
/// it points at.
///
///     #migration case 1f0a…          its name and what it said then
///     staff {"id":"…","account":"…"}  a row; a column that is not there is NULL; bytes are `hex:…`
struct Released: Sendable {
    struct Line: Sendable {
        let table: String
        let columns: [String: Cell]
    }

    let checksums: [(name: String, checksum: String)]
    let lines: [Line]

    static var first: Released {
        get throws { try Released(file: "first.rows") }
    }

    init(file: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Released")
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        var (checksums, lines): ([(String, String)], [Line]) = ([], [])
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            if parts[0] == "#migration" {
                let words = parts[1].split(separator: " ").map(String.init)
                checksums.append((words.dropLast().joined(separator: " "), words.last ?? ""))
            } else if !parts[0].hasPrefix("#") {
                let columns = try JSONDecoder().decode([String: Kept].self, from: Data(parts[1].utf8))
                lines.append(Line(table: parts[0], columns: columns.mapValues(\.cell)))
            }
        }
        self.checksums = checksums
        self.lines = lines
    }

    /// The migrations that there were, as they are today.
    var migrations: [Migration] {
        checksums.compactMap { known in Schema.migrations.first { $0.name == known.name } }
    }

    var lastMoment: Instant {
        let moments = lines.filter { $0.table == "event" }.compactMap { line -> Int64? in
            if case .integer(let at)? = line.columns["at"] { at } else { nil }
        }
        return Instant(milliseconds: moments.max() ?? 0)
    }

    func count(of table: String) -> Int { lines.count { $0.table == table } }

    func ids(of table: String) -> [String] {
        lines.filter { $0.table == table }.compactMap { line in
            if case .text(let id)? = line.columns["id"] { id } else { nil }
        }
    }

    /// What the migrations have put in themselves makes room.
    func lay(in tx: Transaction) throws {
        try tx.execute("DELETE FROM event_chain")
        if tx.engine == .sqlite { try tx.execute("DELETE FROM case_number") }
        for line in lines {
            if line.table == "case_number", tx.engine == .postgres {
                try draw(line, in: tx)
                continue
            }
            let columns = line.columns.sorted { $0.key < $1.key }
            var statement: SQL = "INSERT INTO "
            statement.parts.append(.name("\(line.table) (\(columns.map(\.key).joined(separator: ", ")))"))
            statement.parts.append(.text(" VALUES ("))
            for (place, column) in columns.enumerated() {
                if place > 0 { statement.parts.append(.text(", ")) }
                statement.parts.append(.value(column.value))
            }
            statement.parts.append(.text(")"))
            try tx.execute(statement)
        }
    }

    /// Counters are sequences there.
    private func draw(_ line: Line, in tx: Transaction) throws {
        guard case .text(let name)? = line.columns["name"], case .integer(let last)? = line.columns["last"] else {
            return
        }
        if name == "case" {
            try tx.execute("SELECT setval('case_number', CAST(\(last) AS BIGINT)) AS n")
        } else {
            try tx.execute("SELECT setval('case_archive_number', CAST(\(last) AS BIGINT)) AS n")
        }
    }

    /// Rows that are not there any more as they were, in the columns that there still are.
    func lost(in tx: Transaction) throws -> [String] {
        try Dictionary(grouping: lines, by: \.table).sorted { $0.key < $1.key }.flatMap { table, lines -> [String] in
            // Cuts are made anew from what they are cut from; a sequence has no rows.
            if table == "case_word" || (table == "case_number" && tx.engine == .postgres) { return [] }
            var question: SQL = "SELECT * FROM "
            question.parts.append(.name(table))
            let rows = try tx.execute(question)
            let kept = Set(rows.first?.names ?? []).intersection(lines.flatMap(\.columns.keys)).subtracting(
                Self.moved[table] ?? [])
            func said(_ value: (String) -> Cell) -> String {
                kept.sorted().map { "\($0)=\(value($0))" }.joined(separator: " | ")
            }
            let there = Set(rows.map { row in said { row[$0] } })
            let gone = Set(lines.flatMap(\.columns.keys)).subtracting(kept).subtracting(Self.moved[table] ?? [])
            return gone.sorted().map { "\(table).\($0) is gone" }
                + lines.map { line in said { line.columns[$0] ?? .null } }.filter { !there.contains($0) }.map {
                    "\(table): \($0)"
                }
        }
    }

    /// Columns whose content has moved on, and where to.
    private static let moved: [String: Set<String>] = [:]
}

/// A value of a row as the file has it.
private struct Kept: Decodable {
    let cell: Cell

    init(from decoder: any Decoder) throws {
        let one = try decoder.singleValueContainer()
        if let number = try? one.decode(Int64.self) {
            cell = .integer(number)
        } else {
            let text = try one.decode(String.self)
            cell = text.hasPrefix("hex:") ? .blob(Self.bytes(text.dropFirst(4))) : .text(text)
        }
    }

    private static func bytes(_ digits: Substring) -> [UInt8] {
        let letters = Array(digits)
        return stride(from: 0, to: letters.count - 1, by: 2).compactMap {
            UInt8(String(letters[$0...$0 + 1]), radix: 16)
        }
    }
}
