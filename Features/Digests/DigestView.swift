import Kernel

/// A digest as its page needs it.
struct DigestView: Sendable {
    let digest: Digest
    let unitName: String
    /// What the page shows: the frozen table once it was submitted, else what the cases say.
    let lines: [Digest.Line]
    /// Categories that the cases now count otherwise than the frozen table does: the number then and now.
    let changed: [Change]
    let countermeasures: [Countermeasure]
    let checks: [Countermeasure.ID: [Countermeasure.Check]]
    /// Who may be given a measure.
    let colleagues: [(id: Staff.ID, name: String)]
    let reader: Staff.ID
    let readers: [Digest.Reader]
    let names: [Staff.ID: String]
    let mayWrite: Bool
    let isReader: Bool
    let zone: Zone

    struct Change: Equatable, Sendable {
        let category: String
        let then: Int
        let now: Int
    }

    var total: Digest.Line { Digest.total(of: lines) }
}

/// The list of digests, with whom they wait for.
struct DigestShelf: Sendable {
    struct Entry: Sendable {
        let digest: Digest
        let unitName: String
        let read: Int
        let readers: Int
        let waitsForMe: Bool
    }

    static let mostMeasures = 50

    let entries: [Entry]
    let total: Int
    let units: [Unit]
    /// Measures that are not settled yet, the reader's own among them.
    let measures: [(measure: Countermeasure, unit: String)]
    let reader: Staff.ID
}

/// 客户意见汇总 of a day (F-112, MART-27, SOFT-28): what came in, what is still open at its end.
struct DayDigest: Equatable, Sendable {
    let unit: Unit.ID
    let day: Day
    let madeAt: Instant
    var enquiries = 0
    var complaints = 0
    var suggestions = 0
    var others = 0
    var completed = 0
    /// Open at the end of the day: carried over to the next.
    var unresolved = 0
    /// Of those, past their next deadline.
    var late = 0
    /// How many units were counted: its own and those below it. What was kept before they were counted says one.
    var counted = 1
}

struct DayDigestView: Sendable {
    let digest: DayDigest
    /// Made at the end of the day and kept, or counted just now.
    let isKept: Bool
    let unitName: String
    let units: [Unit]
    let points: [CaseLine]
    let carried: [CaseLine]
    let zone: Zone
    let receipts: [DigestReceipt]
    /// The reader is asked to sign, for the day or for its unsolved complaints.
    let waitsForMe: Bool
}
