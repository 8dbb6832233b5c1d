import Kernel

/// 离岗: somebody leaves their post during a shift, for so many minutes, with the leader's agreement (GAME-49; F-65).
///
///     asked ──approve──▶ approved ──leave──▶ out ──return──▶ back
///       ├──reject──▶ rejected   │             └ too long: the leader hears of it
///       └──withdraw──▶ withdrawn ◀┘
struct LeavePost: Entity {
    enum State: String, CaseIterable, Sendable {
        case asked, approved, rejected, withdrawn, out, back
    }

    struct Decision: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        let opinion: String
    }

    enum Refusal: Error, Equatable {
        case unknown
        case notNow(State)
        case notYours
        case ownAct
        case notEntitled(String)
        /// Has no shift at this minute.
        case notOnShift
        /// One is under way already: its number.
        case already(String)
        case shiftOver
    }

    static let longest = 240

    let id: ID
    /// LG20260105-1
    let number: String
    let unit: Unit.ID
    let staff: Staff.ID
    let shift: ShiftAssignment.ID
    let minutes: Int
    let reason: String
    let askedAt: Instant
    private(set) var state: State
    private(set) var decision: Decision?
    private(set) var leftAt: Instant?
    private(set) var overrunAt: Instant?
    private(set) var returnedAt: Instant?
    /// The stay on duty that being out has interrupted; nothing where nobody was on duty, or away already.
    private(set) var interrupted: Presence.ID?

    init(
        id: ID, number: String, unit: Unit.ID, staff: Staff.ID, shift: ShiftAssignment.ID, minutes: Int,
        reason: String, askedAt: Instant, state: State = .asked, decision: Decision? = nil, leftAt: Instant? = nil,
        overrunAt: Instant? = nil, returnedAt: Instant? = nil, interrupted: Presence.ID? = nil
    ) {
        self.id = id
        self.number = number
        self.unit = unit
        self.staff = staff
        self.shift = shift
        self.minutes = minutes
        self.reason = reason
        self.askedAt = askedAt
        self.state = state
        self.decision = decision
        self.leftAt = leftAt
        self.overrunAt = overrunAt
        self.returnedAt = returnedAt
        self.interrupted = interrupted
    }

    var subject: Subject { Subject(.leavePost, id.rawValue) }
    /// By when they are back.
    var dueAt: Instant? { leftAt.map { $0 + .minutes(minutes) } }

    /// Whole minutes beyond what was agreed to, so far.
    func overrun(at now: Instant) -> Int {
        guard let dueAt else { return 0 }
        return max(0, Int(((returnedAt ?? now) - dueAt).milliseconds / 60_000))
    }

    mutating func approve(by other: Staff.ID, saying opinion: String, at now: Instant) throws(Refusal) {
        guard state == .asked else { throw .notNow(state) }
        guard other != staff else { throw .ownAct }
        state = .approved
        decision = Decision(by: other, at: now, opinion: opinion)
    }

    mutating func reject(by other: Staff.ID, saying opinion: String, at now: Instant) throws(Refusal) {
        guard state == .asked else { throw .notNow(state) }
        guard other != staff else { throw .ownAct }
        state = .rejected
        decision = Decision(by: other, at: now, opinion: opinion)
    }

    mutating func withdraw(by other: Staff.ID) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .asked || state == .approved else { throw .notNow(state) }
        state = .withdrawn
    }

    /// `presence`: the stay on duty that this interrupts.
    mutating func leave(by other: Staff.ID, from presence: Presence.ID? = nil, at now: Instant) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .approved else { throw .notNow(state) }
        state = .out
        leftAt = now
        interrupted = presence
    }

    /// The time is up and nobody came: noted once.
    mutating func noteOverrun(at now: Instant) throws(Refusal) {
        guard state == .out, overrunAt == nil, let dueAt, now >= dueAt else { throw .notNow(state) }
        overrunAt = now
    }

    mutating func comeBack(by other: Staff.ID, at now: Instant) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .out else { throw .notNow(state) }
        state = .back
        returnedAt = now
    }
}
