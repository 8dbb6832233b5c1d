import Kernel

/// What a missed shift comes to for one of the two, once it is final: what assessments read (GAME-64).
struct LiabilityShare: Equatable, Sendable {
    let swap: ShiftSwap.ID
    let leg: SwapLiability.Leg
    let staff: Staff.ID
    /// In per cent of the missed shift.
    let share: Int
    let missedAt: Instant
}

/// 责任认定: a swapped shift was missed, and what the two had told each other decides which share falls on whom (GAME-64).
///
///     opened ──shares decided──▶ decided ──appeal──▶ appealed ──by somebody else──▶ final
///                                   └────── both accept, or nobody appeals in time ─▶ final
///
/// The swapped shift and its return are two matters: each has its own.
struct SwapLiability: Entity {
    enum State: String, CaseIterable, Sendable {
        case opened, decided, appealed
        case final
    }

    enum Leg: String, CaseIterable, Sendable {
        case swap
        case back = "return"
    }

    /// In whole per cent; they make a hundred by construction.
    struct Shares: Equatable, Sendable {
        let initiator: Int
        var counterpart: Int { 100 - initiator }

        init?(initiator: Int) {
            guard (0...100).contains(initiator) else { return nil }
            self.initiator = initiator
        }
    }

    struct Decision: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        let shares: Shares
        let reason: String
    }

    enum Refusal: Error, Equatable {
        case unknown
        case notNow
        case notYours
        case ownAct
        /// `clause`: the one in force that says so, where there is one.
        case notEntitled(String, clause: String?)
        /// Who has decided once does not decide on the appeal.
        case sameDecider(clause: String?)
        /// Both are heard before anybody decides.
        case notHeard(clause: String?)
        case openedAlready
    }

    /// So long both have to be heard; whoever has said nothing by then is decided about without their words.
    static let hearing = Duration.days(3)

    let id: ID
    let swap: ShiftSwap.ID
    let leg: Leg
    let unit: Unit.ID
    let initiator: Staff.ID
    let counterpart: Staff.ID
    let missedAt: Instant
    /// Nobody: the clocks said so.
    let openedBy: Staff.ID?
    let openedAt: Instant
    private(set) var state: State = .opened
    private(set) var initiatorStatement = ""
    private(set) var counterpartStatement = ""
    private(set) var decision: Decision?
    /// So long the decision can be appealed against; then it is final.
    private(set) var appealBy: Instant?
    private(set) var appeal: ShiftSwap.Stamp?
    private(set) var acceptedBy: Set<Staff.ID> = []
    private(set) var final: Decision?

    init(
        id: ID, swap: ShiftSwap.ID, leg: Leg, unit: Unit.ID, initiator: Staff.ID, counterpart: Staff.ID,
        missedAt: Instant, openedBy: Staff.ID?, openedAt: Instant
    ) {
        self.id = id
        self.swap = swap
        self.leg = leg
        self.unit = unit
        self.initiator = initiator
        self.counterpart = counterpart
        self.missedAt = missedAt
        self.openedBy = openedBy
        self.openedAt = openedAt
    }

    /// As it is kept.
    init(
        stored: SwapLiability, state: State, statements: (initiator: String, counterpart: String), decision: Decision?,
        appealBy: Instant?, appeal: ShiftSwap.Stamp?, acceptedBy: Set<Staff.ID>, final: Decision?
    ) {
        self = stored
        self.state = state
        initiatorStatement = statements.initiator
        counterpartStatement = statements.counterpart
        self.decision = decision
        self.appealBy = appealBy
        self.appeal = appeal
        self.acceptedBy = acceptedBy
        self.final = final
    }

    var subject: Subject { Subject(.liability, id.rawValue) }
    var people: [Staff.ID] { [initiator, counterpart] }
    /// Whose authority decides nothing here, in whoever's hands it is: that of the two, and on an appeal that of whoever
    /// decided first.
    var setAside: [Staff.ID] { people + (state == .appealed ? [decision?.by].compactMap(\.self) : []) }

    mutating func state(_ text: String, by staff: Staff.ID) throws(Refusal) {
        guard state == .opened else { throw .notNow }
        switch staff {
        case initiator: initiatorStatement = text
        case counterpart: counterpartStatement = text
        default: throw .notYours
        }
    }

    /// A first decision can be appealed against until `appealBy`; `clause` says how it is come to.
    mutating func decide(
        _ shares: Shares, because reason: String, appealBy: Instant, under clause: String?, by staff: Staff.ID,
        at now: Instant
    ) throws(Refusal) {
        guard !people.contains(staff) else { throw .ownAct }
        let made = Decision(by: staff, at: now, shares: shares, reason: reason)
        switch state {
        case .opened:
            guard isHeard(at: now) else { throw .notHeard(clause: clause) }
            decision = made
            self.appealBy = appealBy
            state = .decided
        case .appealed:
            guard decision?.by != staff else { throw .sameDecider(clause: clause) }
            final = made
            state = .final
        case .decided, .final: throw .notNow
        }
    }

    private func isHeard(at now: Instant) -> Bool {
        !initiatorStatement.isEmpty && !counterpartStatement.isEmpty || openedAt + Self.hearing <= now
    }

    /// Whether it waits for somebody else than the two: both have been heard, or one of them has appealed against what
    /// another decided.
    func waits(for staff: Staff.ID, at now: Instant) -> Bool {
        guard !people.contains(staff) else { return false }
        switch state {
        case .opened: return isHeard(at: now)
        case .appealed: return decision?.by != staff
        case .decided, .final: return false
        }
    }

    /// Nobody appealed, and it is too late to (GAME-64).
    func isPastAppeal(at now: Instant) -> Bool {
        guard let appealBy, appeal == nil, acceptedBy.count < 2 else { return false }
        return appealBy <= now
    }

    mutating func appeal(_ text: String, by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard state == .decided else { throw .notNow }
        guard people.contains(staff) else { throw .notYours }
        appeal = ShiftSwap.Stamp(by: staff, at: now, text: text)
        state = .appealed
    }

    /// Nobody appealed in time.
    mutating func lapse(at now: Instant) throws(Refusal) {
        guard state == .decided, isPastAppeal(at: now) else { throw .notNow }
        final = decision
        state = .final
    }

    /// When both accept, it is final as it was decided.
    mutating func accept(by staff: Staff.ID) throws(Refusal) {
        guard state == .decided else { throw .notNow }
        guard people.contains(staff) else { throw .notYours }
        acceptedBy.insert(staff)
        if acceptedBy.count == 2 {
            final = decision
            state = .final
        }
    }
}
