import Kernel

/// 补卡: somebody forgot to clock, and says when it was, why, and by what it is shown (GAME-103; F-65).
///
///     asked ──approve──▶ approved: the clock has it
///       ├──reject──▶ rejected
///       └──withdraw──▶ withdrawn
struct ClockCorrection: Entity {
    enum State: String, CaseIterable, Sendable {
        case asked, approved, rejected, withdrawn
    }

    struct Plan: Equatable, Sendable {
        var kind: ClockKind
        var at: Instant
        var reason: String
        var proof: String
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
        case future
        /// No shift lies there.
        case noShift
        /// The clock has it already.
        case clocked(Instant, Zone = .shanghai)
    }

    let id: ID
    /// BK20260105-1
    let number: String
    let unit: Unit.ID
    let staff: Staff.ID
    let plan: Plan
    /// The day of the shift it belongs to.
    let day: Day
    let askedAt: Instant
    private(set) var state: State
    private(set) var decision: Decision?

    init(
        id: ID, number: String, unit: Unit.ID, staff: Staff.ID, plan: Plan, day: Day, askedAt: Instant,
        state: State = .asked, decision: Decision? = nil
    ) {
        self.id = id
        self.number = number
        self.unit = unit
        self.staff = staff
        self.plan = plan
        self.day = day
        self.askedAt = askedAt
        self.state = state
        self.decision = decision
    }

    var subject: Subject { Subject(.clockCorrection, id.rawValue) }

    mutating func decide(
        _ verdict: State, by other: Staff.ID, saying opinion: String, at now: Instant
    ) throws(Refusal) {
        guard state == .asked else { throw .notNow(state) }
        guard other != staff else { throw .ownAct }
        state = verdict
        decision = Decision(by: other, at: now, opinion: opinion)
    }

    mutating func withdraw(by other: Staff.ID) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .asked else { throw .notNow(state) }
        state = .withdrawn
    }
}
