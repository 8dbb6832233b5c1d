import Handbook
import Kernel

/// 我的一天: everything that waits for one person, loaded in one snapshot.
struct MyDay: Sendable {
    /// An obligation as a row: with its record, its bar and the name of what it is about.
    struct Line: Sendable {
        let obligation: Obligation
        let label: SubjectLabel?
        /// The share of its time that is used up, 0 … 1, more when late.
        let used: Double
        /// Past its time by its own kind of time: at night a deadline at closing time is not late yet.
        let isLate: Bool
        /// The sentence of the handbook.
        let clause: String
        /// The title of the post that owes, where no person in particular does.
        let post: String?
    }

    struct Call: Sendable {
        let notice: Notice
        let label: SubjectLabel?
        let details: [String: String]
    }

    let lines: [Line]
    let exceptions: [ExceptionView]
    let notices: [Call]
    /// What colleagues on duty ask: to be agreed to, or to be answered.
    var approvals = Approvals()

    /// Obligations shown at most: whoever owes more needs help, not a longer page.
    static let bound = 100

    var isCut: Bool { lines.count == Self.bound }
    var isEmpty: Bool { lines.isEmpty && exceptions.isEmpty && notices.isEmpty && approvals.isEmpty }

    /// What is owed on records, apart from what has a place of its own on the page.
    var owed: [Line] { lines.filter { !$0.isPromise && !$0.isCheck && !$0.isReading } }
    var promises: [Line] { lines.filter(\.isPromise) }
    var checks: [Line] { lines.filter(\.isCheck) }
    var toRead: [Line] { lines.filter(\.isReading) }

    enum Group: CaseIterable, Sendable {
        case late, today, later
    }

}

extension MyDay.Line {
    /// What is paused is not late, whatever its deadline says.
    func group(today: Range<Instant>) -> MyDay.Group {
        guard obligation.pausedSince == nil else { return .later }
        if isLate { return .late }
        return obligation.dueAt < today.upperBound ? .today : .later
    }

    var isPromise: Bool { obligation.rule == .deadline(.keepPromise) }
    var isCheck: Bool { obligation.rule == .attestation }
    var isReading: Bool { obligation.rule == .deadline(.acknowledgeHandbook) }
}

/// A request for an exception with what its reader needs to decide.
struct ExceptionView: Sendable {
    let request: ExceptionRequest
    let label: SubjectLabel?
    let clause: Clause?
    let asker: String
    let decider: String?
    /// The reader has the right to decide in that unit, and did not ask themselves.
    let isMineToDecide: Bool
}
