import Database
import Handbook
import Kernel

/// Answers a question, newest first. The rarest cut of the question is walked back in time, a stretch at a time; what
/// lies on the way is asked for the other cuts, held to what the reader may see, and read. So a word that a million
/// cases have costs as little as one that ten have, and a question that would cost too much says where it stopped.
struct Search {
    let tx: Transaction

    /// Rows of the index in the stretches of one question: at first as many as usually do. FTS5 goes over a row far
    /// more quickly than PostgreSQL asks for the other cuts.
    static func stretches(_ engine: Engine) -> [Int] {
        switch engine {
        case .sqlite: [1000, 9000, 30_000]
        case .postgres: Array(repeating: 1000, count: 20)
        }
    }

    /// Texts read at a time: at first as many as are wanted, then more.
    static let mostRead = 400
    /// Beyond it a cut counts as common.
    static let common = 2000
    /// A question of so many cuts or fewer, each a phrase, is answered by the index alone.
    static let mostCuts = 6
    /// Of others the index is asked for so many cuts, and the text itself for all: a further cut costs a walk of its own.
    static let mostAsked = 4

    func page(
        _ kind: SearchKind, _ query: SearchQuery, _ scope: SearchScope, before cursor: SearchNumber?, limit: Int
    ) throws -> SearchPage {
        try found(kind, query, scope, before: cursor, limit: limit).page
    }

    func count(_ kind: SearchKind, _ query: SearchQuery, _ scope: SearchScope) throws -> SearchCount {
        try found(kind, query, scope, before: nil, limit: SearchCount.most(query)).count
    }

    /// What answers a question, before it is cut for showing.
    struct Found {
        let kind: SearchKind
        let query: SearchQuery
        var texts: [FoundText] = []
        /// Where it goes on.
        var next: SearchNumber?
        var isCut = false

        var count: SearchCount { SearchCount(number: texts.count, isMore: next != nil) }

        var page: SearchPage {
            get throws {
                SearchPage(
                    hits: try texts.map { try SearchHit(row: $0.row, kind, query, isByCustomer: $0.isByCustomer) },
                    next: next, isCut: isCut)
            }
        }
    }

    struct FoundText {
        let number: SearchNumber
        let row: Row
        /// Found by its customer, whatever it says.
        var isByCustomer = false
    }

    func found(
        _ kind: SearchKind, _ query: SearchQuery, _ scope: SearchScope, before cursor: SearchNumber?, limit: Int
    ) throws -> Found {
        var answer = Found(kind: kind, query: query)
        guard !query.isEmpty else { return answer }
        var bounds = bounds(scope.filter)
        if let cursor { bounds.upper = min(bounds.upper, cursor) }
        // A link to what is older may point before the period that is asked for.
        guard bounds.lower < bounds.upper else { return answer }
        let people = kind == .matter ? try ofCustomer(query, scope, bounds, limit: limit + 1) : []
        let (found, stopped) = try inTexts(kind, query, scope, bounds, limit: limit + 1)
        var seen: Set<SearchNumber> = []
        let all = (found + people).sorted { $0.number > $1.number }.filter { seen.insert($0.number).inserted }
        // What was looked through only in part is shown only as far as it was looked through.
        let shown = stopped.map { stop in all.filter { $0.number >= stop } } ?? all
        answer.texts = Array(shown.prefix(limit))
        answer.next = shown.count > limit ? shown[limit - 1].number : stopped
        answer.isCut = shown.count <= limit && stopped != nil
        return answer
    }

    /// `stopped` is where the walk gave up with more to look at.
    private func inTexts(
        _ kind: SearchKind, _ query: SearchQuery, _ scope: SearchScope, _ bounds: Bounds, limit: Int
    ) throws -> (texts: [FoundText], stopped: SearchNumber?) {
        let cuts = try telling(query, kind)
        guard let first = cuts.first else { return ([], nil) }
        var texts: [FoundText] = []
        var upper = bounds.upper
        var reading = limit
        for stretch in Self.stretches(tx.engine) {
            let end = try end(of: first, kind, bounds.lower..<upper, stretch)
            var position = upper
            while true {
                let rows = try tx.execute(
                    Self.textsStatement(
                        kind, cuts, scope, (end ?? bounds.lower)..<position, stretch: stretch, reading: reading,
                        tx.engine))
                for row in rows {
                    position = SearchNumber(value: try row.integer("number"))
                    guard try query.isAnswered(by: row.text("body")) else { continue }
                    texts.append(FoundText(number: position, row: row))
                    if texts.count == limit { return (texts, nil) }
                }
                if rows.count < reading { break }
                reading = max(limit, min(4 * reading, Self.mostRead))
            }
            guard let end else { return (texts, nil) }
            upper = end
        }
        return (texts, upper)
    }

    /// The last row of a stretch; nothing where the stretch reaches the end.
    private func end(
        of cut: String, _ kind: SearchKind, _ range: Range<SearchNumber>, _ stretch: Int
    ) throws -> SearchNumber? {
        try tx.execute(Self.endStatement(of: cut, kind, range, stretch: stretch, tx.engine)).first.map {
            SearchNumber(value: try $0.integer("document"))
        }
    }

    /// The cuts that are asked of the index, the rarest first; none where the index does not have all of them. All of
    /// them where the index alone answers.
    private func telling(_ query: SearchQuery, _ kind: SearchKind) throws -> [String] {
        var rated: [TellingCut] = []
        for cut in query.cuts {
            let newest = try tx.execute(Self.newestStatement(of: cut, kind, tx.engine))
            if newest.isEmpty { return [] }
            rated.append(
                TellingCut(cut: cut, newest: try newest.map { SearchNumber(value: try $0.integer("document")) }))
        }
        if query.isOfTheIndex { return rated.sorted(by: TellingCut.isRarer).map(\.cut) }
        return TellingCut.chosen(of: rated, most: Self.mostAsked)
    }

    /// The cuts with how often they stand in the index, rarest first.
    func rarest(of cuts: [String], _ kind: SearchKind) throws -> [(cut: String, count: Int)] {
        try cuts.map { cut in (cut, try tx.frequency(of: cut, kind, upTo: Self.common)) }
            .sorted { ($0.count, $0.cut) < ($1.count, $1.cut) }
    }

    /// The cases of a customer whose whole number, last four digits, member number or whole name was typed.
    private func ofCustomer(
        _ query: SearchQuery, _ scope: SearchScope, _ bounds: Bounds, limit: Int
    ) throws -> [FoundText] {
        try tx.execute(Self.customerStatement(query, scope, bounds.lower..<bounds.upper, limit: limit)).map { row in
            FoundText(number: SearchNumber(value: try row.integer("number")), row: row, isByCustomer: true)
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
    init(row: Row, _ kind: SearchKind, _ query: SearchQuery, isByCustomer: Bool) throws {
        let text = SearchText(try row.text("body"))
        let places = isByCustomer ? [] : query.places(in: text) ?? []
        self.init(
            number: SearchNumber(value: try row.integer("number")), kind: kind, record: try row.id("record"),
            caseNumber: try row.text("case_number"), subject: try row.text("subject"), type: try row.text("type"),
            state: try row.choice("state"), unit: try row.id("unit_id"),
            excerpt: Excerpt(of: text.text, around: places))
    }
}
