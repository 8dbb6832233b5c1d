import Kernel

/// Where a case stands between the line it belongs to and the person who takes it.
///
///     offered ──taken──▶ taken ◀──assigned by a supervisor── pooled
///       │  ╲─refused, lapsed─▶ offered to the next               ▲
///       ╰──nobody on duty, or refused too often──────────────────╯
struct Assignment: Equatable, Sendable {
    enum State: String, CaseIterable, Sendable {
        case offered, pooled, taken
    }

    /// Why a case waits for the supervisor.
    enum Pool: String, CaseIterable, Sendable {
        /// Nobody who may is on duty and free. Tried again by itself.
        case nobody
        /// Refused too often: now a person decides.
        case refused
    }

    let record: Case.ID
    let unit: Unit.ID
    var line: Line.ID
    private(set) var state: State
    private(set) var pool: Pool?
    private(set) var since: Instant
    private(set) var refusals: Int

    init(
        record: Case.ID, unit: Unit.ID, line: Line.ID, state: State = .pooled, pool: Pool? = .nobody, since: Instant,
        refusals: Int = 0
    ) {
        self.record = record
        self.unit = unit
        self.line = line
        self.state = state
        self.pool = pool
        self.since = since
        self.refusals = refusals
    }

    mutating func offer(at now: Instant) {
        state = .offered
        pool = nil
        since = now
    }

    mutating func take(at now: Instant) {
        state = .taken
        pool = nil
        since = now
    }

    mutating func wait(_ reason: Pool, at now: Instant) {
        state = .pooled
        pool = reason
        since = now
    }

    /// Answers whether the case is the supervisor's now.
    mutating func refused(allowed: Int) -> Bool {
        refusals += 1
        return refusals >= allowed
    }
}

/// A case offered to one person.
struct Offer: Entity {
    enum State: String, CaseIterable, Sendable {
        case open, taken, refused, lapsed
        /// Settled otherwise: given to another, closed, its person gone home.
        case withdrawn
    }

    enum Refusal: Error, Equatable {
        case unknown
        case notYours
        case answered(State)
        case notUndoable
    }

    let id: ID
    let record: Case.ID
    let line: Line.ID
    let staff: Staff.ID
    let at: Instant
    let lapsesAt: Instant
    let because: Because
    private(set) var state: State
    private(set) var answeredAt: Instant?
    private(set) var reason: String

    init(
        id: ID, record: Case.ID, line: Line.ID, staff: Staff.ID, at: Instant, lapsesAt: Instant, because: Because,
        state: State = .open, answeredAt: Instant? = nil, reason: String = ""
    ) {
        self.id = id
        self.record = record
        self.line = line
        self.staff = staff
        self.at = at
        self.lapsesAt = lapsesAt
        self.because = because
        self.state = state
        self.answeredAt = answeredAt
        self.reason = reason
    }

    mutating func take(by person: Staff.ID, at now: Instant) throws(Refusal) {
        guard person == staff else { throw .notYours }
        try end(.taken, at: now)
    }

    mutating func refuse(by person: Staff.ID, because reason: String, at now: Instant) throws(Refusal) {
        guard person == staff else { throw .notYours }
        try end(.refused, at: now)
        self.reason = reason
    }

    mutating func lapse(at now: Instant) throws(Refusal) { try end(.lapsed, at: now) }

    mutating func withdraw(at now: Instant) throws(Refusal) { try end(.withdrawn, at: now) }

    private mutating func end(_ state: State, at now: Instant) throws(Refusal) {
        guard self.state == .open else { throw .answered(self.state) }
        self.state = state
        answeredAt = now
    }
}

/// A case taken from one person and given to another by a supervisor: a right with a reason, and counted (GEN3-04).
struct Reassignment: Entity {
    /// So long it can be taken back with one click.
    static let undoable = Duration.minutes(10)

    let id: ID
    let record: Case.ID
    let from: Staff.ID?
    let to: Staff.ID
    let by: Staff.ID
    let at: Instant
    let reason: String
    private(set) var undoneAt: Instant?

    init(
        id: ID, record: Case.ID, from: Staff.ID?, to: Staff.ID, by: Staff.ID, at: Instant, reason: String,
        undoneAt: Instant? = nil
    ) {
        self.id = id
        self.record = record
        self.from = from
        self.to = to
        self.by = by
        self.at = at
        self.reason = reason
        self.undoneAt = undoneAt
    }

    mutating func undo(by person: Staff.ID, handler: Staff.ID?, at now: Instant) throws(Offer.Refusal) {
        guard person == by else { throw .notYours }
        guard undoneAt == nil, handler == to, from != nil, now < at + Self.undoable else { throw .notUndoable }
        undoneAt = now
    }
}
