import Kernel
import Mathematics

/// 类别学习: one time that a department's classifier was trained from its closed cases.
///
///     asked ──claim──▶ running ──▶ done (with weights and a score)
///       ▲                 │
///       └── lease ran out ┴──────▶ idle (too few cases, or all of one category)
struct CategoryTraining: Equatable, Sendable {
    typealias ID = Identifier<CategoryTraining>

    enum State: String, CaseIterable, Sendable {
        case asked, running, done, idle
    }

    let id: ID
    /// The department: its handbook's code.
    let code: String
    /// Counts the trainings of a department.
    let number: Int
    /// Nobody: enough new cases had been closed.
    let askedBy: Staff.ID?
    let askedAt: Instant
    var state: State
    var finishedAt: Instant?
    /// Cases it learned from.
    var cases: Int
    /// When the latest of them was archived.
    var throughAt: Instant
    /// On held-out cases; nothing where nothing could be learned.
    var score: ClassifierScore?
    /// Of the weights: what is kept under it never changes.
    var digest: String?

    var isOpen: Bool { state == .asked || state == .running }

    /// Labels with fewer cases than this are not learned.
    static let leastOfALabel = 5
    /// Cases learned from, closed cases looked at, and terms kept in memory (eight bytes each), at the most.
    static let mostCases = 8000
    static let mostLooked = 50_000
    static let mostTerms = 1_500_000
    static let mostLabels = 60
    /// Cases of one look: others are let in between two.
    static let page = 200
    /// A node that has not finished by then is taken to be dead, and another begins again.
    static let lease = Duration.minutes(10)
    /// Trainings whose weights are kept; the records stay.
    static let weightsKept = 2
    static let seed: UInt64 = 1
}

/// A closed case with its category: what is learned from.
struct ClosedCase: Equatable, Sendable {
    let id: Case.ID
    let archivedAt: Instant
    let version: HandbookVersion.ID
    let category: String
    let text: CategoryText
}
