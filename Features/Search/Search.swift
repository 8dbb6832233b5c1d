import Kernel

/// What can be found, and how it is found again: newest first, a page at a time.
enum SearchKind: String, CaseIterable, Sendable {
    /// what a customer brought, as it was registered
    case matter = "case"
    /// what was said and written on a case
    case entry
    /// how a case was solved and what the department learned
    case lesson
}

/// A text of the index. Its number is made of its time, so the order of numbers is the order of time, and the cursor of
/// a page is one number: milliseconds in the upper 43 bits, 20 bits to tell apart what happened at once.
struct SearchNumber: Hashable, Comparable, Sendable, Bindable {
    let value: Int64

    static let shift: Int64 = 20

    init(value: Int64) { self.value = value }

    /// The first number of an instant.
    init(_ instant: Instant) { value = max(0, instant.milliseconds) << SearchNumber.shift }

    /// The number of a record of this instant; `tries` steps on where another record has it.
    init(_ instant: Instant, of key: String, tries: Int = 0) {
        // FNV-1a (Fowler, Noll, Vo): spreads the keys of one millisecond.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let low = (Int64(truncatingIfNeeded: hash >> 16) &+ Int64(tries)) & ((1 << SearchNumber.shift) - 1)
        value = (max(0, instant.milliseconds) << SearchNumber.shift) | low
    }

    var instant: Instant { Instant(milliseconds: value >> SearchNumber.shift) }
    var cell: Cell { value.cell }

    static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}

/// What narrows a search.
struct SearchFilter: Equatable, Sendable {
    enum Period: String, CaseIterable, Sendable {
        case any, week, month, year

        var days: Int? {
            switch self {
            case .any: nil
            case .week: 7
            case .month: 30
            case .year: 365
            }
        }
    }

    enum Progress: String, CaseIterable, Sendable {
        case open, over
    }

    var period: Period = .any
    var unit: Unit.ID?
    var progress: Progress?
}

/// Whose search it is: what they may see decides before anything is counted.
struct SearchScope: Equatable, Sendable {
    let reach: UnitReach
    let staff: Staff.ID
    var filter = SearchFilter()
}

/// Something found.
struct SearchHit: Equatable, Sendable {
    let number: SearchNumber
    let kind: SearchKind
    let record: Case.ID
    let caseNumber: String
    var subject: String
    let type: String
    let state: Case.State
    let unit: Unit.ID
    var excerpt: Excerpt

    func covered(by cover: Cover) -> SearchHit {
        var hit = self
        hit.subject = cover(subject)
        hit.excerpt = excerpt.covered(by: cover)
        return hit
    }
}

/// A page of what was found.
struct SearchPage: Equatable, Sendable {
    var hits: [SearchHit]
    /// Where the next page begins; nothing where there is no more.
    let next: SearchNumber?
    /// The search stopped before its end because too much had to be looked at; `next` goes on from there.
    let isCut: Bool
}

/// How many there are of a kind, as far as it was counted.
struct SearchCount: Equatable, Sendable {
    let number: Int
    /// There are more than were counted.
    let isMore: Bool

    /// Beyond it «99+» is as good as the number. What the index alone cannot answer is counted as far as a page.
    static func most(_ query: SearchQuery) -> Int { query.isOfTheIndex ? 99 : Search.pageSize }

    var text: String { isMore ? "\(number)+" : String(number) }
}
