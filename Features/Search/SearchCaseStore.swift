import Database
import Handbook
import Kernel

/// What of a case is found: as registered, as solved, as said.
extension SearchIndex {
    func put(_ record: Case) throws {
        for text in Self.texts(of: record) {
            try put(text.kind, of: text.record, at: text.at, text.body)
        }
    }

    /// Cases that have just come into being, together.
    func putNew(_ records: [Case]) throws { try putNew(records.flatMap(Self.texts)) }

    /// What a case is called where it came from: found like its own number.
    func putNew(externalNumbers: [(record: Case, number: String)]) throws {
        try putNew(
            externalNumbers.map { record, number in
                NewText(
                    kind: .matter, record: record.id.rawValue, part: "external", at: record.reportedAt, body: number)
            })
    }

    private static func texts(of record: Case) -> [NewText] {
        let report = record.report
        return [
            NewText(
                kind: .matter, record: record.id.rawValue, at: record.reportedAt,
                body: body([
                    record.number, record.archive?.number, report.subject, report.content, report.demand,
                    report.category, report.product, report.place, report.organisation,
                ])),
            NewText(
                kind: .lesson, record: record.id.rawValue, at: record.reportedAt,
                body: body([
                    record.solution, record.finding?.cause, record.finding?.rootCause, record.archive?.evaluation,
                    record.archive?.lesson,
                ])),
        ]
    }

    func put(_ entry: CaseEntry, of record: Case.ID) throws {
        try put(.entry, of: record.rawValue, part: entry.id.rawValue, at: entry.at, entry.text)
    }

    /// Reads cases of before this index into it, oldest first. Answers whether there are more.
    func readOn(limit: Int) throws -> Bool {
        guard
            let row = try tx.execute(
                "SELECT reported_at, case_id FROM search_reading WHERE name = 'case' AND done = 0"
            ).first
        else { return false }
        let records = try tx.execute(
            """
            \(Cases.select)
            WHERE (reported_at, id) > (\(row.integer("reported_at")), \(row.text("case_id")))
            ORDER BY reported_at, id
            LIMIT \(limit)
            """
        ).map(Case.init(row:))
        for record in records {
            try put(record)
            for entry in try tx.cases.parts(of: record.id).entries(limit: 1000) { try put(entry, of: record.id) }
        }
        guard let last = records.last else {
            try tx.execute("UPDATE search_reading SET done = 1 WHERE name = 'case'")
            return false
        }
        try tx.execute(
            """
            UPDATE search_reading SET reported_at = \(last.reportedAt), case_id = \(last.id) WHERE name = 'case'
            """
        )
        return true
    }

    var isReading: Bool {
        get throws { try isUnfinished("case") }
    }

    /// Whether what was erased may still lie in a corner of the index.
    var isUntidy: Bool {
        get throws { try isUnfinished("tidying") }
    }

    /// Something was erased and not only changed.
    func noteErased() throws {
        try tx.execute("UPDATE search_reading SET reported_at = 0, done = 0 WHERE name = 'tidying'")
    }

    /// A piece of the tidying. Answers whether there is more.
    func tidy() throws -> Bool {
        guard
            let row = try tx.execute("SELECT reported_at FROM search_reading WHERE name = 'tidying' AND done = 0").first
        else { return false }
        let isMore = try tx.searchPostings.tidy(isBeginning: row.integer("reported_at") == 0)
        try tx.execute(
            "UPDATE search_reading SET reported_at = 1, done = \(isMore ? 0 : 1) WHERE name = 'tidying'")
        return isMore
    }

    private func isUnfinished(_ name: String) throws -> Bool {
        try !tx.execute("SELECT name FROM search_reading WHERE name = \(name) AND done = 0").isEmpty
    }

    private static func body(_ lines: [String?]) -> String {
        lines.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
