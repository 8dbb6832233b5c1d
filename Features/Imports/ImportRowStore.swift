import Database
import Foundation
import Kernel

/// The rows of one import, in chunks, and what is wrong with them.
struct ImportRows {
    let tx: Transaction
    let id: Import.ID

    struct Problem: Equatable, Sendable {
        let row: Int
        let column: Int?
        let field: String?
        let text: Word
    }

    func keep(_ rows: [SheetRow], as number: Int) throws {
        let body = try textOfJSON(rows.map { [String($0.number)] + $0.cells })
        try tx.execute(
            """
            INSERT INTO import_chunk (import_id, number, row_count, body)
            VALUES (\(id), \(number), \(rows.count), \(body))
            """
        )
    }

    func chunk(_ number: Int) throws -> [SheetRow] {
        let row = try tx.execute(
            "SELECT body FROM import_chunk WHERE import_id = \(id) AND number = \(number)"
        ).first
        guard let row else { return [] }
        return try JSONDecoder().decode([[String]].self, from: Data(try row.text("body").utf8)).map { cells in
            SheetRow(number: cells.first.flatMap { Int($0) } ?? 0, cells: Array(cells.dropFirst()))
        }
    }

    func note(_ problems: [RowProblem], row: Int, chunk: Int, stage: String, mapping: Mapping) throws {
        try note([(row, problems)], chunk: chunk, stage: stage, mapping: mapping)
    }

    func note(
        _ noted: [(row: Int, problems: [RowProblem])], chunk: Int, stage: String, mapping: Mapping
    ) throws {
        try tx.insert(
            """
            INSERT INTO import_problem
                (import_id, row_number, position, chunk, stage, column_index, field, zh, en)
            """,
            rows: noted.flatMap { row, problems in
                problems.prefix(Self.mostOfRow).enumerated().map { position, problem -> [Cell] in
                    [
                        id.cell, row.cell, (stage == "run" ? position + 100 : position).cell, chunk.cell, stage.cell,
                        problem.field.flatMap(mapping.column)?.cell ?? .null, problem.field?.cell ?? .null,
                        Language.chinese(problem.sentence).cell, Language.english(problem.sentence).cell,
                    ]
                }
            }, "ON CONFLICT (import_id, row_number, position) DO NOTHING")
    }

    /// Page by page, in the order of the file.
    func problems(limit: Int, offset: Int) throws -> [Problem] {
        try problems("1 = 1", limit: limit, offset: offset)
    }

    func problems(ofChunk number: Int) throws -> [Problem] {
        try problems("chunk = \(number)", limit: Import.chunkRows * Self.mostOfRow, offset: 0)
    }

    func problemCount() throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM import_problem WHERE import_id = \(id)").first?.int("n") ?? 0
    }

    func badRows(ofChunk number: Int) throws -> Set<Int> {
        Set(
            try tx.execute(
                """
                SELECT DISTINCT row_number FROM import_problem WHERE import_id = \(id) AND chunk = \(number)
                ORDER BY row_number
                LIMIT 1000
                """
            ).map { try $0.int("row_number") })
    }

    /// Enters the external numbers of rows; answers for each the row that has had it first.
    func claim(_ keys: [(number: String, row: Int)]) throws -> [String: Int] {
        try tx.insert(
            "INSERT INTO import_key (import_id, external_number, row_number)",
            rows: keys.map { [id.cell, $0.number.cell, $0.row.cell] },
            "ON CONFLICT (import_id, external_number) DO NOTHING")
        var firsts: [String: Int] = [:]
        for piece in keys.map(\.number).pieces() {
            for row in try tx.execute(
                """
                SELECT external_number, row_number FROM import_key
                WHERE import_id = \(id) AND external_number IN \(list: piece)
                ORDER BY external_number
                LIMIT 50
                """
            ) { firsts[try row.text("external_number")] = try row.int("row_number") }
        }
        return firsts
    }

    /// Everything that was found on looking through, to look anew.
    func forgetProblems() throws {
        try tx.execute("DELETE FROM import_problem WHERE import_id = \(id)")
        try tx.execute("DELETE FROM import_key WHERE import_id = \(id)")
    }

    /// The rows themselves, when they are of no more use; a chunk at a time. Answers whether there are more.
    func clear(atMost limit: Int) throws -> Bool {
        let numbers = try tx.execute(
            "SELECT number FROM import_chunk WHERE import_id = \(id) ORDER BY number LIMIT \(limit)"
        ).map { try $0.int("number") }
        guard let last = numbers.last else {
            try forgetProblems()
            return false
        }
        try tx.execute("DELETE FROM import_chunk WHERE import_id = \(id) AND number <= \(last)")
        return true
    }

    /// More than this of one row says no more than that.
    static let mostOfRow = 30

    private func problems(_ condition: SQL, limit: Int, offset: Int) throws -> [Problem] {
        try tx.execute(
            """
            SELECT row_number, column_index, field, zh, en FROM import_problem
            WHERE import_id = \(id) AND \(condition)
            ORDER BY row_number, position
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row in
            Problem(
                row: try row.int("row_number"), column: try row.int(ifPresent: "column_index"),
                field: try row.text(ifPresent: "field"), text: Word(try row.text("zh"), try row.text("en")))
        }
    }
}

/// The numbers records have in the systems they came from.
struct ExternalNumbers {
    let tx: Transaction

    func find(_ numbers: [String], kind: Import.Kind, source: String) throws -> [String: String] {
        var known: [String: String] = [:]
        for piece in numbers.pieces() {
            for row in try tx.execute(
                """
                SELECT number, record_id FROM external_number
                WHERE kind = \(kind.rawValue) AND source = \(source) AND number IN \(list: piece)
                ORDER BY number
                LIMIT 50
                """
            ) { known[try row.text("number")] = try row.text("record_id") }
        }
        return known
    }

    func add(
        _ numbers: [(number: String, record: String)], kind: Import.Kind, source: String, under importing: Import.ID
    ) throws {
        try tx.insert(
            "INSERT INTO external_number (kind, source, number, record_id, import_id)",
            rows: numbers.map { number, record in
                [kind.rawValue.cell, source.cell, number.cell, record.cell, importing.cell]
            })
    }

    /// With the cases that are published together.
    func addStaged(_ kind: Import.Kind, under importing: Import.ID) throws {
        let staged: SQL =
            switch kind {
            case .cases: "staged_case"
            case .customers: "staged_customer"
            }
        try tx.execute(
            """
            INSERT INTO external_number (kind, source, number, record_id, import_id)
            SELECT CAST(\(kind.rawValue) AS TEXT), external_source, external_number, id, import_id FROM \(staged)
            WHERE import_id = \(importing) AND is_new = 1 AND external_number IS NOT NULL
            """
        )
    }

    func of(_ record: String) throws -> [(source: String, number: String)] {
        try tx.execute(
            "SELECT source, number FROM external_number WHERE record_id = \(record) ORDER BY source, number LIMIT 20"
        ).map { (try $0.text("source"), try $0.text("number")) }
    }
}

/// What people have assigned by hand: the next file of the same kind is understood at once.
struct ImportHeadings {
    let tx: Transaction

    func remembered(_ kind: Import.Kind) throws -> [String: String] {
        let rows = try tx.execute(
            "SELECT heading, field FROM import_heading WHERE kind = \(kind.rawValue) ORDER BY heading LIMIT 2000")
        return Dictionary(try rows.map { (try $0.text("heading"), try $0.text("field")) }) { first, _ in first }
    }

    func remember(_ heading: String, as field: String, kind: Import.Kind, by staff: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO import_heading (kind, heading, field, staff_id, at)
            VALUES (\(kind.rawValue), \(heading), \(field), \(staff), \(tx.now))
            ON CONFLICT (kind, heading) DO UPDATE SET field = \(field), staff_id = \(staff), at = \(tx.now)
            """
        )
    }
}

extension Transaction {
    /// The accounts of people, by account.
    func accounts(of people: [Staff.ID]) throws -> [(account: String, id: Staff.ID)] {
        guard !people.isEmpty else { return [] }
        return try execute(
            "SELECT account, id FROM staff WHERE id IN \(list: people) ORDER BY account LIMIT 1000"
        ).map { (try $0.text("account"), try $0.id("id")) }
    }

    func importRows(_ id: Import.ID) -> ImportRows { ImportRows(tx: self, id: id) }
    var externalNumbers: ExternalNumbers { ExternalNumbers(tx: self) }
    var importHeadings: ImportHeadings { ImportHeadings(tx: self) }
}
