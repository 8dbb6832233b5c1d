import Handbook
import Kernel

/// What was found: a page of one kind, and how many there are of each.
struct SearchDocument: Encodable, Sendable {
    let kind: String
    let entries: [HitDocument]
    let clauses: [ClauseHitDocument]
    let customers: [CustomerDocument]
    /// `99+` where there are more than are counted
    let counts: [String: String]
    let next: String?

    init(_ view: SearchView, showsCustomers: Bool) {
        kind = view.tab.rawValue
        entries = view.page.hits.map(HitDocument.init)
        clauses = view.tab == .clause ? view.clauses.map(ClauseHitDocument.init) : []
        customers =
            view.tab == .customer && showsCustomers ? view.customers.map { CustomerDocument($0) } : []
        counts = Dictionary(
            view.counts.filter { $0.key != .customer || showsCustomers }.map { ($0.key.rawValue, $0.value.text) }
        ) { first, _ in first }
        next = view.page.next.map { ApiCursor(key: $0.value, id: "number").text }
    }
}

struct HitDocument: Encodable, Sendable {
    let kind, serviceCase, number, subject, type, state, unit, excerpt: String
    /// the pieces of the excerpt that were looked for
    let found: [String]

    enum CodingKeys: String, CodingKey {
        case kind, number, subject, type, state, unit, excerpt, found
        case serviceCase = "case"
    }

    init(_ hit: SearchHit) {
        kind = hit.kind.rawValue
        serviceCase = hit.record.rawValue
        number = hit.caseNumber
        subject = hit.subject
        type = hit.type
        state = hit.state.rawValue
        unit = hit.unit.rawValue
        excerpt = hit.excerpt.pieces.map(\.text).joined()
        found = hit.excerpt.pieces.filter(\.isFound).map(\.text)
    }
}

struct ClauseHitDocument: Encodable, Sendable {
    let number, excerpt: String

    init(_ hit: ClauseHit) {
        number = hit.number
        excerpt = hit.excerpt.pieces.map(\.text).joined()
    }
}

struct SimilarDocument: Encodable, Sendable {
    let serviceCase, number, subject, category, state, solution, lesson: String

    enum CodingKeys: String, CodingKey {
        case number, subject, category, state, solution, lesson
        case serviceCase = "case"
    }

    init(_ found: SimilarCase) {
        serviceCase = found.record.rawValue
        number = found.number
        subject = found.subject
        category = found.category
        state = found.state.rawValue
        solution = found.solution
        lesson = found.lesson
    }
}

struct ViewDocument: Encodable, Sendable {
    let id, name, query: String
    let unit: String?
    let mayChange, isDefault: Bool

    init(_ line: SavedViewLine) {
        id = line.view.id.rawValue
        name = line.view.name
        query = line.view.query
        unit = line.view.unit?.rawValue
        mayChange = line.mayChange
        isDefault = line.isDefault
    }
}
