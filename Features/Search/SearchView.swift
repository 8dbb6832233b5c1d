import Handbook
import Kernel

/// What the page of the search shows beside cases: the handbook and the customers.
enum SearchTab: String, CaseIterable, Sendable {
    case matter = "case"
    case entry, lesson, clause, customer

    var kind: SearchKind? { SearchKind(rawValue: rawValue) }
}

/// A sentence of the handbook that was found.
struct ClauseHit: Equatable, Sendable {
    let number: String
    let version: HandbookVersion.ID
    let excerpt: Excerpt
}

struct SearchView: Sendable {
    let query: SearchQuery
    let tab: SearchTab
    let filter: SearchFilter
    let counts: [SearchTab: SearchCount]
    let page: SearchPage
    let clauses: [ClauseHit]
    let customers: [Customer]
    let units: [Unit]
    let unitNames: [Unit.ID: String]
    let isReading: Bool
}

extension SearchQuery {
    /// The handbook is small: it is read, not indexed, by the same rule as everything else.
    func clauses(of handbook: Handbook, version: HandbookVersion.ID, limit: Int) -> [ClauseHit] {
        guard !isEmpty else { return [] }
        return handbook.clauses.lazy.compactMap { clause in
            let text = SearchText("\(clause.number) \(clause.text)")
            return places(in: text).map {
                ClauseHit(number: clause.number, version: version, excerpt: Excerpt(of: text.text, around: $0))
            }
        }.prefix(limit).map(\.self)
    }
}
