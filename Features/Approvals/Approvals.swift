import Handbook
import Kernel

/// 待我审批: what about people on duty waits for one person – to be agreed to, as their superior, and to be answered, as
/// the colleague who is asked by name (GAME-53, GAME-55–59, GAME-61–66, GAME-103).
struct Approvals: Sendable {
    /// Requests of one kind that are shown at most, and how many times as many are looked at for them: what is decided by
    /// others costs no more than that.
    static let page = 100
    static let mostPages = 5

    var leaves: [Leave] = []
    var swaps: [ShiftSwap] = []
    var overtimes: [Overtime] = []
    var corrections: [ClockCorrection] = []
    var posts: [LeavePost] = []
    /// Who answers for a missed leg of a swap: both have been heard, or one has appealed (GAME-64).
    var liabilities: [SwapLiability] = []
    /// Swaps whose return was taken off the roster: another date, or none (GAME-67).
    var returns: [ShiftSwap] = []
    /// Swaps a colleague asks of the person by name (GAME-62).
    var asked: [ShiftSwap] = []
    /// Leave for which the person is to stand in and has not answered.
    var standIns: [Leave] = []
    var names: [Staff.ID: String] = [:]
    /// Of which kinds there were more than were looked at.
    var cut: Set<Kind> = []

    /// One kind of request: how many of it wait, of whom, and since when the first.
    struct Part: Equatable, Sendable {
        let kind: Kind
        let count: Int
        /// In the order in which they asked, each once.
        let people: [Staff.ID]
        let since: Instant
    }

    enum Kind: String, CaseIterable, Sendable {
        case leave, swap, overtime, correction
        case post = "leave-post"
        case liability
        case swapReturn = "swap-return"
    }

    /// What is to be decided, kind by kind; a kind of which nothing waits is not there.
    var parts: [Part] {
        Kind.allCases.compactMap { kind in
            let waiting: [(Staff.ID, Instant)] =
                switch kind {
                case .leave: leaves.map { ($0.staff, $0.askedAt) }
                case .swap: swaps.map { ($0.initiator, $0.consentedAt ?? $0.requestedAt) }
                case .overtime: overtimes.map { ($0.staff, $0.askedAt) }
                case .correction: corrections.map { ($0.staff, $0.askedAt) }
                case .post: posts.map { ($0.staff, $0.askedAt) }
                case .swapReturn: returns.map { ($0.initiator, $0.decision?.at ?? $0.requestedAt) }
                case .liability: liabilities.map { ($0.initiator, $0.appeal?.at ?? $0.openedAt) }
                }
            guard let since = waiting.map(\.1).min() else { return nil }
            return Part(kind: kind, count: waiting.count, people: waiting.map(\.0).uniqued(), since: since)
        }
    }

    /// The records that wait.
    var subjects: [Subject] {
        leaves.map(\.subject) + swaps.map(\.subject) + overtimes.map(\.subject) + corrections.map(\.subject)
            + posts.map(\.subject)
    }

    /// How many decisions wait.
    var count: Int { parts.reduce(0) { $0 + $1.count } }
    var isEmpty: Bool { parts.isEmpty && asked.isEmpty && standIns.isEmpty }
    var people: Set<Staff.ID> {
        Set(
            parts.flatMap(\.people) + (asked + swaps + returns).flatMap(\.people) + liabilities.flatMap(\.people)
                + standIns.map(\.staff))
    }
}
