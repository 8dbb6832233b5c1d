import Database
import Handbook
import Kernel

/// Answers a question, newest first. The rarest cut of the question is walked back in time, a stretch at a time; what
/// lies on the way is asked for the other cuts, held to what the reader may see, and read. So a word that a million
/// cases have costs as little as one that ten have, and a question that would cost too much says where it stopped.
struct Search {
    let tx: Transaction

    /// Rows of the index in one stretch, and stretches in one question.
    static let stretch = 1000
    static let mostStretches = 20
    /// Texts read at a time.
    static let reading = 100
    /// Beyond it a cut counts as common.
    static let common = 2000
    /// So many of the rarest cuts are asked of the index; the text itself is asked for all.
    static let mostCuts = 6

    func page(
        _ kind: SearchKind, _ query: SearchQuery, _ scope: SearchScope, before cursor: SearchNumber?, limit: Int
    ) throws -> SearchPage {
        guard !query.isEmpty else { return SearchPage(hits: [], next: nil, isCut: false) }
        var bounds = bounds(scope.filter)
        if let cursor { bounds.upper = min(bounds.upper, cursor) }
        // A link to what is older may point before the period that is asked for.
        guard bounds.lower < bounds.upper else { return SearchPage(hits: [], next: nil, isCut: false) }
        let people = kind == .matter ? try ofCustomer(query, scope, bounds, limit: limit + 1) : []
        let (found, stopped) = try inTexts(kind, query, scope, bounds, limit: limit + 1)
        var seen: Set<SearchNumber> = []
        let all = (found + people).sorted { $0.number > $1.number }.filter { seen.insert($0.number).inserted }
        // What was looked through only in part is shown only as far as it was looked through.
        let shown = stopped.map { stop in all.filter { $0.number >= stop } } ?? all
        if shown.count > limit {
            return SearchPage(hits: Array(shown.prefix(limit)), next: shown[limit - 1].number, isCut: false)
        }
        return SearchPage(hits: shown, next: stopped, isCut: stopped != nil)
    }

    func count(_ kind: SearchKind, _ query: SearchQuery, _ scope: SearchScope) throws -> SearchCount {
        let page = try page(kind, query, scope, before: nil, limit: SearchCount.most)
        return SearchCount(number: page.hits.count, isMore: page.next != nil)
    }

    /// `stopped` is where the walk gave up with more to look at.
    private func inTexts(
        _ kind: SearchKind, _ query: SearchQuery, _ scope: SearchScope, _ bounds: Bounds, limit: Int
    ) throws -> (hits: [SearchHit], stopped: SearchNumber?) {
        let cuts = try rarest(of: query.cuts, kind)
        guard let first = cuts.first, first.count > 0 else { return ([], nil) }
        let asked = cuts.prefix(Self.mostCuts).map(\.cut)
        var hits: [SearchHit] = []
        var upper = bounds.upper
        for _ in 0..<Self.mostStretches {
            let end = try end(of: first.cut, kind, bounds.lower..<upper)
            var position = upper
            while true {
                let rows = try texts(kind, asked, scope, (end ?? bounds.lower)..<position)
                for row in rows {
                    position = SearchNumber(value: try row.integer("number"))
                    guard let hit = try SearchHit(row: row, kind, query) else { continue }
                    hits.append(hit)
                    if hits.count == limit { return (hits, nil) }
                }
                if rows.count < Self.reading { break }
            }
            guard let end else { return (hits, nil) }
            upper = end
        }
        return (hits, upper)
    }

    /// The last row of a stretch; nothing where the stretch reaches the end.
    private func end(of cut: String, _ kind: SearchKind, _ range: Range<SearchNumber>) throws -> SearchNumber? {
        try tx.execute(Self.endStatement(of: cut, kind, range, tx.engine)).first.map {
            SearchNumber(value: try $0.integer("document"))
        }
    }

    private func texts(
        _ kind: SearchKind, _ cuts: [String], _ scope: SearchScope, _ range: Range<SearchNumber>
    ) throws -> [Row] {
        try tx.execute(Self.textsStatement(kind, cuts, scope, range, tx.engine))
    }

    /// The cuts with how often they stand in the index, rarest first.
    func rarest(of cuts: [String], _ kind: SearchKind) throws -> [(cut: String, count: Int)] {
        try cuts.map { cut in (cut, try tx.frequency(of: cut, kind, upTo: Self.common)) }
            .sorted { ($0.count, $0.cut) < ($1.count, $1.cut) }
    }

    /// The cases of a customer whose whole number, last four digits, member number or whole name was typed.
    private func ofCustomer(
        _ query: SearchQuery, _ scope: SearchScope, _ bounds: Bounds, limit: Int
    ) throws -> [SearchHit] {
        try tx.execute(Self.customerStatement(query, scope, bounds.lower..<bounds.upper, limit: limit)).map { row in
            let text = SearchText(try row.text("body"))
            return try SearchHit(row: row, .matter, text, [])
        }
    }

    private struct Bounds {
        var lower: SearchNumber
        var upper: SearchNumber
    }

    private func bounds(_ filter: SearchFilter) -> Bounds {
        Bounds(
            lower: filter.period.days.map { SearchNumber(tx.now - .days($0)) } ?? SearchNumber(value: 0),
            upper: SearchNumber(value: .max))
    }
}

extension Transaction {
    var search: Search { Search(tx: self) }

    /// How many texts of a kind have a cut, counted as far as `most`.
    func frequency(of cut: String, _ kind: SearchKind, upTo most: Int) throws -> Int {
        try settleLate()
        return try execute(Search.frequencyStatement(of: cut, kind, upTo: most, engine)).first?.int("n") ?? 0
    }
}

extension SearchHit {
    /// Nothing where the text has the cuts but not what was typed.
    init?(row: Row, _ kind: SearchKind, _ query: SearchQuery) throws {
        let text = SearchText(try row.text("body"))
        guard let places = query.places(in: text) else { return nil }
        try self.init(row: row, kind, text, places)
    }

    init(row: Row, _ kind: SearchKind, _ text: SearchText, _ places: [Range<String.Index>]) throws {
        self.init(
            number: SearchNumber(value: try row.integer("number")), kind: kind, record: try row.id("record"),
            caseNumber: try row.text("case_number"), subject: try row.text("subject"), type: try row.text("type"),
            state: try row.choice("state"), unit: try row.id("unit_id"),
            excerpt: Excerpt(of: text.text, around: places))
    }
}
