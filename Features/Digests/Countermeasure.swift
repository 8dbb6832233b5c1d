import Kernel

/// 改进措施: what is done about the complaints of a month, by whom, until when, and whether it worked (GAME-94).
///
///     planned ── finish ──▶ done ── check ──▶ worked
///        │  ▲                 │
///        │  └──── reopen ─────┘  (looked at, it had not worked: another date)
///        └── drop ──▶ dropped (only while the digest is being written)
///
/// Whether it worked is never said by whoever carried it out (0.3.4).
struct Countermeasure: Entity {
    let id: ID
    let digest: Digest.ID
    let text: String
    /// The person who carries it out; measures of before persons were named have the name alone.
    let owner: Staff.ID?
    let ownerName: String
    private(set) var due: Day
    /// 1, and one more each time it is taken up again.
    private(set) var round: Int
    private(set) var state: State

    enum State: Equatable, Sendable {
        case planned
        case done(at: Instant, note: String)
        case worked(effect: String, by: Staff.ID?, at: Instant)
        case dropped(because: String, at: Instant)
    }

    /// One look at its effect.
    struct Check: Equatable, Sendable {
        let round: Int
        let worked: Bool
        let effect: String
        let by: Staff.ID
        let at: Instant
    }

    enum Refusal: Error, Equatable {
        case notNow
        /// Nobody says of their own measure that it worked.
        case ownAct
        case inThePast
        case noColleague
        /// One that did not work is taken up again until a date.
        case dateMissing
    }

    init(
        id: ID, digest: Digest.ID, text: String, owner: Staff.ID?, ownerName: String, due: Day, round: Int = 1,
        state: State = .planned
    ) {
        self.id = id
        self.digest = digest
        self.text = text
        self.owner = owner
        self.ownerName = ownerName
        self.due = due
        self.round = round
        self.state = state
    }

    var isOpen: Bool {
        switch state {
        case .planned, .done: true
        case .worked, .dropped: false
        }
    }

    /// Not taken back.
    var isStanding: Bool { if case .dropped = state { false } else { true } }

    /// What was found, where somebody has looked.
    var effect: String { if case .worked(let effect, _, _) = state { effect } else { "" } }

    mutating func finish(note: String, at now: Instant) throws(Refusal) {
        guard state == .planned else { throw .notNow }
        state = .done(at: now, note: note)
    }

    /// It worked, or it is taken up again until another date.
    mutating func check(
        worked: Bool, effect: String, again: Day?, by staff: Staff.ID, today: Day, at now: Instant
    ) throws(Refusal) -> Check {
        guard case .done = state else { throw .notNow }
        guard staff != owner else { throw .ownAct }
        let check = Check(round: round, worked: worked, effect: effect, by: staff, at: now)
        if worked {
            state = .worked(effect: effect, by: staff, at: now)
        } else {
            guard let again else { throw .dateMissing }
            guard again >= today else { throw .inThePast }
            due = again
            round += 1
            state = .planned
        }
        return check
    }

    mutating func drop(because reason: String, at now: Instant) throws(Refusal) {
        guard state == .planned, round == 1 else { throw .notNow }
        state = .dropped(because: reason, at: now)
    }
}
