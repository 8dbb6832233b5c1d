import Database
import Kernel

@testable import Kernel

/// Every row of a department as text, to hold two of them beside each other.
///
/// Left out is what the house does beside the acts, in its own time (the chain of seals, the search index, the counted days
/// of the ledger), and the counters themselves. Running numbers are replaced by the record they stand for: PostgreSQL draws them from a sequence,
/// which does not go back with a refusal.
struct Rows: Sendable {
    let tables: [String: [String]]

    private static let beside: Set<String> = [
        "event_seal", "event_unsealed", "event_chain", "standing", "case_number", "customer_number", "contact_number",
        "chore", "schema_migration", "case_word", "customer_key", "export_chunk",
        "adherence_change", "adherence_day", "adherence_reach",
    ]

    /// The tables of a migrated SQLite file that are compared.
    static func compared(_ tx: Transaction) throws -> [String] {
        try tx.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").map { try $0.text("name") }
            .filter { !beside.contains($0) && !$0.hasPrefix("search_") && !$0.hasPrefix("sqlite_") }
    }

    init(_ tables: [String], of tx: Transaction) throws {
        let names = try Numbers(tx)
        self.tables = Dictionary(
            uniqueKeysWithValues: try tables.map { table in
                var question: SQL = "SELECT * FROM "
                question.parts.append(.name(table))
                let rows = try tx.execute(question).map { row in
                    row.names.sorted().map { "\($0)=\(names.replaced(in: row[$0]))" }.joined(separator: " | ")
                }
                return (table, rows.sorted())
            })
    }

    /// The first rows that only one of them has.
    func differences(from other: Rows) -> [String] {
        tables.sorted { $0.key < $1.key }.flatMap { table, rows -> [String] in
            let others = other.tables[table] ?? []
            guard rows != others else { return [] }
            let (mine, theirs) = (Set(rows), Set(others))
            return rows.filter { !theirs.contains($0) }.prefix(2).map { "\(table) concurrently: \($0)" }
                + others.filter { !mine.contains($0) }.prefix(2).map { "\(table) in line: \($0)" }
        }
    }
}

/// Which record each running number stands for.
struct Numbers {
    private var names: [String: String] = [:]

    init(_ tx: Transaction) throws {
        for row in try tx.execute("SELECT id, number, archive_number FROM service_case") {
            let id = try row.text("id")
            names[try row.text("number")] = "№\(id)"
            if let archive = try row.text(ifPresent: "archive_number") { names[archive] = "№A\(id)" }
        }
        for row in try tx.execute(
            """
            SELECT id, number FROM customer UNION ALL SELECT id, number FROM contact
            UNION ALL SELECT id, number FROM problem_record
            """)
        {
            names[try row.text("number")] = "№\(try row.text("id"))"
        }
    }

    func replaced(in cell: Cell) -> String {
        switch cell {
        case .null: "–"
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): replaced(in: text)
        case .blob(let bytes): "\(bytes.count) bytes"
        }
    }

    func replaced(in text: String) -> String {
        var (said, word) = ("", "")
        func end() {
            said += names[word] ?? word
            word = ""
        }
        for letter in text.unicodeScalars {
            if letter.isASCII, letter.properties.isAlphabetic || letter == "-" || ("0"..."9").contains(letter) {
                word.unicodeScalars.append(letter)
            } else {
                end()
                said.unicodeScalars.append(letter)
            }
        }
        end()
        return said
    }
}
