import Handbook
import Kernel

/// A person asks that a clause shall not bind this once, and says why; another decides.
///
///     requested ──approve──▶ approved ──(the step is taken)──▶ used
///         └─────decline──▶ declined
struct ExceptionRequest: Entity {
    let id: ID
    let subject: Subject
    let unit: Unit.ID
    let clause: String
    let version: HandbookVersion.ID
    /// The open obligation that shall not bind; nothing for a step that a gate refuses.
    let obligation: Obligation.ID?
    /// The round of the record it was asked in: what was allowed before a reopening excuses nothing after it.
    let round: Int
    var reason: String
    let requestedBy: Staff.ID
    let requestedAt: Instant
    private(set) var state: State

    enum State: Equatable, Sendable {
        case requested
        case approved(by: Staff.ID, at: Instant, text: String)
        case declined(by: Staff.ID, at: Instant, text: String)
        case used(by: Staff.ID, approvedAt: Instant, text: String, at: Instant)
    }

    enum Refusal: Error, Equatable {
        case alreadyDecided
        case notApproved
        /// Nobody approves their own request (0.3.4).
        case ownRequest
        /// What the handbook forbids only somebody above the asker may allow.
        case needsSuperior
        /// The same is being asked already, or has been allowed and not been used yet.
        case alreadyAsked
        /// Nothing is owed under that clause (any more).
        case notOwed
        /// The clause is there to be known; there is nothing in it to be excepted from.
        case nothingToExcept
        /// The record has been reopened since it was asked: it would have to be asked anew.
        case roundIsOver
    }

    init(
        id: ID, subject: Subject, unit: Unit.ID, clause: String, version: HandbookVersion.ID,
        obligation: Obligation.ID?, round: Int,
        reason: String, requestedBy: Staff.ID, requestedAt: Instant, state: State = .requested
    ) {
        self.id = id
        self.subject = subject
        self.unit = unit
        self.clause = clause
        self.version = version
        self.obligation = obligation
        self.round = round
        self.reason = reason
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.state = state
    }

    mutating func approve(
        by approver: Staff.ID, standingAbove: Bool, strength: Strength, text: String, at now: Instant
    ) throws(Refusal) {
        try decidable(by: approver)
        guard strength != .forbid || standingAbove else { throw .needsSuperior }
        state = .approved(by: approver, at: now, text: text)
    }

    mutating func decline(by approver: Staff.ID, text: String, at now: Instant) throws(Refusal) {
        try decidable(by: approver)
        state = .declined(by: approver, at: now, text: text)
    }

    mutating func use(at now: Instant) throws(Refusal) {
        guard case .approved(let approver, let approvedAt, let text) = state else { throw .notApproved }
        state = .used(by: approver, approvedAt: approvedAt, text: text, at: now)
    }

    private func decidable(by approver: Staff.ID) throws(Refusal) {
        guard case .requested = state else { throw .alreadyDecided }
        guard approver != requestedBy else { throw .ownRequest }
    }
}

extension ExceptionRequest {
    /// Its texts in other words: how a page that masks names shows them.
    mutating func reword(_ change: (String) -> String) {
        reason = change(reason)
        state =
            switch state {
            case .requested: .requested
            case .approved(let by, let at, let text): .approved(by: by, at: at, text: change(text))
            case .declined(let by, let at, let text): .declined(by: by, at: at, text: change(text))
            case .used(let by, let approvedAt, let text, let at):
                .used(by: by, approvedAt: approvedAt, text: change(text), at: at)
            }
    }
}
