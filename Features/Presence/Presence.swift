import Kernel

/// That a person is on duty: from saying so until they go home.
///
///     here ◀──▶ away
///       │         │
///       ╰─────────┴──▶ over (themselves · supervisor · idle · longest)
///
/// Until rosters exist a person says so themselves; a supervisor may correct it (SOFT-70, GEN3-02). Others ask
/// `tx.presence.isOnDuty(_:at:)` and `tx.presence.standing(in:)` only, so that a roster can take its place.
struct Presence: Entity {
    enum State: Equatable, Sendable {
        case here
        case away(since: Instant)
        case over(at: Instant, Ending)
    }

    enum Ending: String, CaseIterable, Sendable {
        case person, supervisor
        /// No session of theirs was used for too long, or none is left.
        case idle
        /// Nobody is on duty longer than a shift with its overtime.
        case longest
    }

    enum Refusal: Error, Equatable {
        case onDutyAlready
        case notOnDuty
        case awayAlready
        case notAway
        /// Whoever holds no post is nowhere on duty.
        case noPost
        /// Promises fall due before the person is back: hand them over, or say why not.
        case promisesOpen(Int)
        /// Messages for the person that nobody has dealt with (MART-10).
        case messagesOpen(Int)
        case unknown
        /// A supervisor says it of others; of themselves everybody goes by the doors that ask what is left.
        case ownAct
    }

    let id: ID
    let staff: Staff.ID
    /// Where they hold their main post.
    let unit: Unit.ID
    let beganAt: Instant
    /// The supervisor who entered it; nothing where the person said so.
    let enteredBy: Staff.ID?
    private(set) var state: State

    static func begin(id: ID, of staff: Staff.ID, in unit: Unit.ID, by supervisor: Staff.ID?, at now: Instant)
        -> Presence
    {
        Presence(id: id, staff: staff, unit: unit, beganAt: now, enteredBy: supervisor, state: .here)
    }

    init(id: ID, staff: Staff.ID, unit: Unit.ID, beganAt: Instant, enteredBy: Staff.ID?, state: State) {
        self.id = id
        self.staff = staff
        self.unit = unit
        self.beganAt = beganAt
        self.enteredBy = enteredBy
        self.state = state
    }
}

extension Presence {
    mutating func leave(at now: Instant) throws(Refusal) {
        switch state {
        case .here: state = .away(since: now)
        case .away: throw .awayAlready
        case .over: throw .notOnDuty
        }
    }

    mutating func comeBack() throws(Refusal) {
        switch state {
        case .away: state = .here
        case .here: throw .notAway
        case .over: throw .notOnDuty
        }
    }

    mutating func end(_ ending: Ending, at now: Instant) throws(Refusal) {
        if case .over = state { throw .notOnDuty }
        // A clock that was set back meanwhile makes no time below nothing.
        state = .over(at: max(now, beganAt), ending)
    }

    var isHere: Bool { state == .here }

    var isOver: Bool { if case .over = state { true } else { false } }
}

/// When a person counts as gone though they did not say so.
struct PresenceRules: Equatable, Sendable {
    /// Without a request of any session of theirs.
    var idle = Duration.hours(1)
    /// After the last session ended: time to change the desk.
    var between = Duration.minutes(10)
    var longest = Duration.hours(12)
    /// After the end of the shift somebody is on: overtime, and handing over (GAME-51).
    var afterShift = Duration.hours(4)

    static let house = PresenceRules()
}

/// What the sessions of a person say: the last request of those that stand, and when the last of them ended.
struct SessionTraces: Equatable, Sendable {
    var seenAt: Instant?
    var endedAt: Instant?
}

extension Presence {
    /// How it has come to its end by itself, if it has. Whom a supervisor entered may have no screen at all: only the
    /// longest time ends that, which a longer shift makes longer.
    func lapsed(
        _ traces: SessionTraces, working until: Instant? = nil, at now: Instant, under rules: PresenceRules
    ) -> Ending? {
        guard !isOver else { return nil }
        if now >= max(beganAt + rules.longest, until.map { $0 + rules.afterShift } ?? beganAt) { return .longest }
        guard enteredBy == nil else { return nil }
        if let seen = traces.seenAt { return now >= max(seen, beganAt) + rules.idle ? .idle : nil }
        return now >= max(traces.endedAt ?? beganAt, beganAt) + rules.between ? .idle : nil
    }
}

/// Somebody on duty now, as lists show them.
struct OnDuty: Equatable, Sendable {
    let presence: Presence
    let name: String

    var staff: Staff.ID { presence.staff }
}

/// A promise to a customer that falls due while its handler will not be here.
struct PromiseDue: Equatable, Sendable {
    let record: Case.ID
    let number: String
    let subject: String
    let unit: Unit.ID
    let dueAt: Instant
}
