import Kernel

/// 值班日志: what happened in the hours of a duty, written by whoever has it, and never rewritten (SOFT-66, F-49).
struct DutyLogEntry: Entity {
    enum What: String, CaseIterable, Sendable {
        /// Somebody called, wrote or came.
        case call
        /// Whoever has the duty was called out, and reached the place.
        case callOut = "call_out"
        case occurrence
    }

    /// What is asked of an entry before it is written.
    struct Draft: Equatable, Sendable {
        var what: What
        var at: Instant
        /// Of a call-out: when the place, or the one who called, was reached.
        var reachedAt: Instant?
        var caller = ""
        var matter: String
        var action = ""
        var result = ""
        var isAbnormal = false
        /// What whoever comes next is to follow; may be empty.
        var follow = ""
    }

    struct Closing: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        /// What became of it.
        let text: String
    }

    enum Refusal: Error, Equatable {
        case unknown
        /// Neither the one who has the duty nor the one behind.
        case notOnDuty
        case notBegun(String)
        /// A day after its end nobody adds to it.
        case over
        case signed
        case ahead
        case beforeDuty
        /// Reached before one was called, or reached without being called out.
        case reachedFirst
        case nothingToFollow
        case closed
        case tooMany(Int)
    }

    /// Of one duty.
    static let most = 300
    /// How long after its end a duty's log is written and signed.
    static let afterwards = Duration.hours(24)

    let id: ID
    let duty: DutyAssignment.ID
    let unit: Unit.ID
    let draft: Draft
    let by: Staff.ID
    let enteredAt: Instant
    private(set) var closing: Closing?

    init(
        id: ID, duty: DutyAssignment.ID, unit: Unit.ID, draft: Draft, by: Staff.ID, enteredAt: Instant,
        closing: Closing? = nil
    ) {
        self.id = id
        self.duty = duty
        self.unit = unit
        self.draft = draft
        self.by = by
        self.enteredAt = enteredAt
        self.closing = closing
    }

    var isToFollow: Bool { !draft.follow.isEmpty && closing == nil }

    /// An entry is of the hours of its duty, and of what has happened.
    static func check(_ draft: Draft, of duty: DutyAssignment, at now: Instant) throws(Refusal) {
        guard draft.at <= now, draft.reachedAt ?? draft.at <= now else { throw .ahead }
        // Typed to the minute: the minute in which the duty begins is its own.
        guard draft.at > duty.span.lowerBound - .minutes(1) else { throw .beforeDuty }
        guard draft.at < duty.span.upperBound else { throw .over }
        if let reached = draft.reachedAt {
            guard draft.what == .callOut, reached >= draft.at else { throw .reachedFirst }
        }
    }

    /// To which of these duties it belongs since its own was passed on or taken back: to the one that has its minute now.
    func place(among duties: [DutyAssignment], since former: DutyAssignment) -> DutyAssignment.ID? {
        let minute = max(draft.at, former.span.lowerBound)
        return duties.first { $0.continues(former) && $0.span.contains(minute) }?.id
    }

    mutating func close(by staff: Staff.ID, saying text: String, at now: Instant) throws(Refusal) {
        guard !draft.follow.isEmpty else { throw .nothingToFollow }
        guard closing == nil else { throw .closed }
        closing = Closing(by: staff, at: now, text: text)
    }
}

/// Whoever has the duty signs its log; from then on nothing is added (F-49).
struct DutyLogSignature: Equatable, Sendable {
    let duty: DutyAssignment.ID
    let by: Staff.ID
    let at: Instant
    let remark: String

    /// Whether it stands under a duty that has some of the hours of the one that was signed: of somebody who has it, and
    /// not from before it began.
    func covers(_ duty: DutyAssignment) -> Bool { duty.people.contains(by) && at >= duty.span.lowerBound }
}
