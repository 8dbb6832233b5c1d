import Handbook
import Kernel

/// 收费服务: what is not ours, or after the term, has a price and the customer's consent before work (SOFT-39).
struct PaidWork: Equatable, Sendable {
    enum Answer: Equatable, Sendable {
        case open
        /// With what shows it: a recording, a signature, a message.
        case consented(at: Instant, evidence: String)
        case declined(at: Instant)
    }

    var item: String
    let quote: Money
    let quotedBy: Staff.ID
    let quotedAt: Instant
    var answer: Answer = .open

    var isConsented: Bool {
        if case .consented = answer { true } else { false }
    }
}

/// 转介: who was told to go where, and why it is not ours (SOFT-38).
struct Referral: Entity {
    let id: ID
    let party: String
    let phone: String
    var reason: String
    let by: Staff.ID
    let at: Instant
    let isFromDirectory: Bool
}

/// 纠正措施单: why an expectation was not met, what is done about it, by whom, by when, and did it help (SOFT-16).
struct CorrectiveAction: Entity {
    let id: ID
    var cause: String
    var measure: String
    let owner: Staff.ID
    let due: Instant
    let takenBy: Staff.ID
    let takenAt: Instant
    private(set) var doneAt: Instant?
    var result: String = ""
    private(set) var verifiedBy: Staff.ID?
    private(set) var verifiedAt: Instant?

    enum Refusal: Error, Equatable {
        case doneAlready
        case notDone
        /// Nobody verifies what they did or ordered themselves (0.3.4).
        case ownAct
    }

    init(
        id: ID, cause: String, measure: String, owner: Staff.ID, due: Instant, takenBy: Staff.ID, takenAt: Instant,
        doneAt: Instant? = nil, result: String = "", verifiedBy: Staff.ID? = nil, verifiedAt: Instant? = nil
    ) {
        self.id = id
        self.cause = cause
        self.measure = measure
        self.owner = owner
        self.due = due
        self.takenBy = takenBy
        self.takenAt = takenAt
        self.doneAt = doneAt
        self.result = result
        self.verifiedBy = verifiedBy
        self.verifiedAt = verifiedAt
    }

    mutating func finish(_ result: String, at now: Instant) throws(Refusal) {
        guard doneAt == nil else { throw .doneAlready }
        doneAt = now
        self.result = result
    }

    mutating func verify(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard doneAt != nil else { throw .notDone }
        guard verifiedAt == nil else { throw .doneAlready }
        guard staff != owner else { throw .ownAct }
        verifiedBy = staff
        verifiedAt = now
    }
}

/// 额外服务: a step beyond what was asked for, noted so that others may learn (GEN1-18).
struct ExtraEffort: Entity {
    let id: ID
    var text: String
    let by: Staff.ID
    let at: Instant
}

/// 合并记录: which case went into which, and whether that was taken back.
struct CaseMerge: Entity {
    let id: ID
    let source: Case.ID
    let target: Case.ID
    let reason: String
    let by: Staff.ID
    let at: Instant
    let event: Event.ID
    var undoneAt: Instant?
}
