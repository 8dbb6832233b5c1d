import Database
import Handbook
import Kernel

extension Search {
    /// Terms of the question that are asked for, candidates of each, and candidates that are read.
    static let likenessTerms = 12
    static let likenessStretch = 200
    static let likenessReading = 40

    /// The cases most like a text, best first: the rarest terms of the text are looked up, newest cases first; those
    /// that share most of their weight are read and ranked by BM25.
    func similar(to text: String, _ scope: SearchScope, but known: Case.ID?, limit: Int) throws -> [SimilarCase] {
        let question = LikenessTerms(text)
        var frequencies: [String: Int] = [:]
        for term in question.counts.keys.sorted().prefix(200) {
            frequencies[term] = try tx.frequency(of: term, .matter, upTo: Self.common)
        }
        let rare = frequencies.filter { $0.value > 0 }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .prefix(Self.likenessTerms)
        var shared: [SearchNumber: Double] = [:]
        for (term, frequency) in rare {
            for number in try newest(term) {
                shared[number, default: 0] += Likeness.weight(of: frequency)
            }
        }
        let candidates = shared.sorted { ($1.value, $1.key) < ($0.value, $0.key) }
        let likeness = Likeness(question: question, frequencies: frequencies)
        let least = Likeness.least * likeness.most
        let ranked = try read(candidates.prefix(3 * Self.likenessReading).map(\.key), scope, but: known)
            .map { (score: likeness.score($0.body), found: $0.found, number: $0.number) }
            .filter { $0.score >= least && $0.score > 0 }
            .sorted { ($1.score, $1.number) < ($0.score, $0.number) }
        let found = ranked.prefix(limit).map(\.found)
        let covers = try tx.cases.covers(of: found.map(\.record))
        return found.map { found in
            let cover = covers[found.record]
            var shown = found
            shown.subject = cover(found.subject)
            shown.solution = cover(found.solution)
            shown.lesson = cover(found.lesson)
            return shown
        }
    }

    private func newest(_ term: String) throws -> [SearchNumber] {
        try tx.execute(
            """
            \(SearchPostings.documents(holding: [term], .matter, tx.engine))
            ORDER BY document DESC
            LIMIT \(Self.likenessStretch)
            """
        ).map { SearchNumber(value: try $0.integer("document")) }
    }

    private func read(
        _ numbers: [SearchNumber], _ scope: SearchScope, but known: Case.ID?
    ) throws -> [(found: SimilarCase, body: String, number: SearchNumber)] {
        guard !numbers.isEmpty else { return [] }
        return try tx.execute(
            """
            SELECT search_document.number, search_document.body, service_case.id, service_case.number AS case_number,
                service_case.subject, service_case.category, service_case.state, service_case.solution,
                service_case.lesson
            FROM search_document JOIN service_case ON service_case.id = search_document.record
            WHERE search_document.number IN \(list: numbers) AND service_case.id <> \(known?.rawValue ?? "")
                AND \(SQL(Self.conditions(scope), joinedBy: " AND "))
            ORDER BY search_document.number DESC
            LIMIT \(Self.likenessReading * 3)
            """
        ).map { row in
            let found = SimilarCase(
                record: try row.id("id"), number: try row.text("case_number"), subject: try row.text("subject"),
                category: try row.text("category"), state: try row.choice("state"),
                solution: try row.text(ifPresent: "solution") ?? "", lesson: try row.text(ifPresent: "lesson") ?? "")
            return (found, try row.text("body"), SearchNumber(value: try row.integer("number")))
        }
    }
}
