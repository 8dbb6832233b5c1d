import Handbook
import Kernel
import Synchronization

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
    func clauses(of handbook: Handbook, version: HandbookVersion, limit: Int) -> [ClauseHit] {
        guard !isEmpty else { return [] }
        return CutClauses.of(handbook, version).lazy.compactMap { number, text in
            places(in: text).map {
                ClauseHit(number: number, version: version.id, excerpt: Excerpt(of: text.text, around: $0))
            }
        }.prefix(limit).map(\.self)
    }
}

/// The clauses of an edition, cut once: texts of one digest never change.
private enum CutClauses {
    private static let limit = 16
    private static let known = Mutex<[String: [(number: String, text: SearchText)]]>([:])

    static func of(_ handbook: Handbook, _ version: HandbookVersion) -> [(number: String, text: SearchText)] {
        if let cut = known.withLock({ $0[version.digest] }) { return cut }
        let cut = handbook.clauses.map { (number: $0.number, text: SearchText("\($0.number) \($0.text)")) }
        known.withLock { memory in
            if memory.count >= limit { memory.removeAll() }
            memory[version.digest] = cut
        }
        return cut
    }
}
