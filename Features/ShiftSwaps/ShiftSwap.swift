import Handbook
import Kernel

/// 换班: one works a colleague's shift, and the colleague works one of theirs in return, on a day named at once
/// (GAME-61–67).
///
///     requested ──accepted by the colleague──▶ accepted ──agreed to──▶ approved ──▶ worked ──▶ returned
///        │ │                                     │  └──▶ rejected        └──── missed ◀──┘
///        │ └──▶ declined        expired ◀────────┤                              │
///        └──▶ withdrawn ◀────────────────────────┘                        a liability
///
/// A return that whoever makes the roster takes off it is open until it is decided: it gets another date, or it is waived.
/// Until then the swap is worked and not returned.
struct ShiftSwap: Entity {
    enum State: String, CaseIterable, Sendable {
        case requested, accepted, declined, approved, rejected, withdrawn, expired, worked, returned, missed

        /// Still on its way to a decision.
        var isPending: Bool { self == .requested || self == .accepted }
        /// It was agreed to, and counts towards the month (GAME-63).
        var isApproved: Bool { [.approved, .worked, .returned, .missed].contains(self) }
    }

    /// What a swap may be for (GAME-61).
    enum Reason: String, CaseIterable, Sendable {
        case family, health, errand, study, other
    }

    struct Leg: Hashable, Sendable {
        /// The shift as it stood when it was offered.
        let shift: ShiftAssignment.ID
        let span: Range<Instant>
        /// The month in which it is counted: 2026-11, by the date on which it begins.
        let month: String
        /// The same shift in the colleague's hands, once agreed to.
        var became: ShiftAssignment.ID?
    }

    struct Stamp: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        var text: String = ""
    }

    /// The return was taken off the roster, and is done without (GAME-62, GAME-67).
    struct Waiver: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        let because: String
        /// When the colleague did without it; nothing: they have been asked.
        var agreedAt: Instant?
    }

    enum Refusal: Error, Equatable {
        case unknown
        case notNow(State)
        case notYours
        /// Nobody consents for the colleague, nobody agrees to their own swap (GAME-62, GAME-66).
        case ownAct(AbsenceClause?)
        case notEntitled(String, AbsenceClause?)
        /// The shift is not the person's any more, or has begun.
        case shiftGone
        case isLeg
        case isShadow
        case sameShift
        /// A shift is asked for once at a time: the number of the other request.
        case asked(String)
        case noColleague
        case notOfUnit
        /// Works in those hours already.
        case overlap(String)
        /// Is on leave, or has asked for it.
        case onLeave(String)
        case briefed
        case notOver
        /// Whoever was to work the leg clocked for it.
        case clocked
        /// The return stands on the roster, or has been waived: there is nothing to decide.
        case returnStands
        case tooMany(Int)
    }

    /// So long after a leg that nobody worked a forgotten clock may still be put right.
    static let patience = Duration.hours(24)
    /// Requests of one person that wait at a time.
    static let mostPending = 10

    let id: ID
    let number: String
    let unit: Unit.ID
    let initiator: Staff.ID
    let reason: Reason
    let text: String
    /// What the colleague has to know about the shift; theirs comes with their own confirmation.
    let briefing: String
    let requestedAt: Instant
    private(set) var swap: Leg
    /// Whom it was asked of; nobody: whoever wants to.
    private(set) var counterpart: Staff.ID?
    private(set) var back: Leg?
    private(set) var state: State
    private(set) var consentedAt: Instant?
    private(set) var decision: Stamp?
    private(set) var initiatorBriefedAt: Instant?
    private(set) var counterpartBriefedAt: Instant?
    /// The other leg was missed, and what becomes of this one is not known yet.
    private(set) var awaited: SwapLiability.Leg?
    private(set) var waiver: Waiver?

    init(
        id: ID, number: String, unit: Unit.ID, initiator: Staff.ID, counterpart: Staff.ID?, reason: Reason,
        text: String,
        briefing: String, swap: Leg, back: Leg?, requestedAt: Instant, state: State = .requested,
        consentedAt: Instant? = nil, decision: Stamp? = nil, initiatorBriefedAt: Instant? = nil,
        counterpartBriefedAt: Instant? = nil, awaited: SwapLiability.Leg? = nil, waiver: Waiver? = nil
    ) {
        self.id = id
        self.number = number
        self.unit = unit
        self.initiator = initiator
        self.counterpart = counterpart
        self.reason = reason
        self.text = text
        self.briefing = briefing
        self.swap = swap
        self.back = back
        self.requestedAt = requestedAt
        self.state = state
        self.consentedAt = consentedAt
        self.decision = decision
        self.initiatorBriefedAt = initiatorBriefedAt
        self.counterpartBriefedAt = counterpartBriefedAt
        self.awaited = awaited
        self.waiver = waiver
    }

    var subject: Subject { Subject(.shiftSwap, id.rawValue) }
    var people: [Staff.ID] { [initiator] + [counterpart].compactMap(\.self) }
    var legs: [Leg] { [swap] + [back].compactMap(\.self) }
    /// When the earlier of the two begins.
    var firstStart: Instant { legs.map(\.span.lowerBound).min() ?? swap.span.lowerBound }

    func concerns(_ staff: Staff.ID) -> Bool { people.contains(staff) }

    /// Agreed to, and a return is to be worked.
    var owesReturn: Bool { (state == .approved || state == .worked) && back != nil && waiver?.agreedAt == nil }

    /// In the colleague's own sign-in (GAME-62); of an open request with the shift that is worked in return.
    mutating func accept(by staff: Staff.ID, returning leg: Leg?, at now: Instant) throws(Refusal) {
        guard state == .requested else { throw .notNow(state) }
        guard staff != initiator else { throw .ownAct(nil) }
        guard counterpart == nil || counterpart == staff else { throw .notYours }
        counterpart = staff
        if back == nil { back = leg }
        consentedAt = now
        state = .accepted
    }

    mutating func decline(by staff: Staff.ID) throws(Refusal) {
        guard state == .requested else { throw .notNow(state) }
        guard counterpart == staff else { throw .notYours }
        state = .declined
    }

    /// By either of them, as long as nobody has decided.
    mutating func withdraw(by staff: Staff.ID) throws(Refusal) {
        guard state.isPending else { throw .notNow(state) }
        guard staff == initiator || (state == .accepted && staff == counterpart) else { throw .notYours }
        state = .withdrawn
    }

    mutating func expire() throws(Refusal) {
        guard state.isPending else { throw .notNow(state) }
        state = .expired
    }

    /// `legs` are what the shifts have become in the colleagues' hands.
    mutating func approve(
        by staff: Staff.ID, saying text: String, swap: ShiftAssignment.ID, back: ShiftAssignment.ID?, at now: Instant
    ) throws(Refusal) {
        try decide(by: staff)
        state = .approved
        decision = Stamp(by: staff, at: now, text: text)
        self.swap.became = swap
        self.back?.became = back
    }

    mutating func reject(by staff: Staff.ID, saying text: String, at now: Instant) throws(Refusal) {
        try decide(by: staff)
        state = .rejected
        decision = Stamp(by: staff, at: now, text: text)
    }

    func decide(by staff: Staff.ID) throws(Refusal) {
        guard state == .accepted else { throw .notNow(state) }
        guard !concerns(staff) else { throw .ownAct(nil) }
    }

    /// «I have told them, and been told» (GAME-64).
    mutating func brief(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard state == .approved || state == .worked else { throw .notNow(state) }
        guard concerns(staff) else { throw .notYours }
        if staff == initiator {
            guard initiatorBriefedAt == nil else { throw .briefed }
            initiatorBriefedAt = now
        } else {
            guard counterpartBriefedAt == nil else { throw .briefed }
            counterpartBriefedAt = now
        }
    }

    /// The swapped shift is over, then its return. `isReturnGone`: it was taken off the roster, and nobody has worked it.
    mutating func work(at now: Instant, isReturnGone: Bool = false) throws(Refusal) {
        let isReturned = !owesReturn || (!isReturnGone && back.map { $0.span.upperBound <= now } ?? true)
        switch state {
        case .approved:
            guard swap.span.upperBound <= now else { throw .notOver }
            state = isReturned ? .returned : .worked
        case .worked:
            guard isReturned else { throw .notOver }
            state = .returned
        case .requested, .accepted, .declined, .rejected, .withdrawn, .expired, .returned, .missed:
            throw .notNow(state)
        }
    }

    /// Another shift is worked in return for the one that was taken off the roster, by whoever may decide on the swap.
    mutating func redate(to leg: Leg, by staff: Staff.ID) throws(Refusal) {
        try refuseSettled(by: staff)
        back = leg
        waiver = nil
    }

    /// Done without the return; `asking`: once the colleague, to whom it is owed, agrees to that (GAME-62).
    mutating func waive(by staff: Staff.ID, because reason: String, asking: Bool, at now: Instant) throws(Refusal) {
        try refuseSettled(by: staff)
        waiver = Waiver(by: staff, at: now, because: reason)
        if !asking { closeWaived(at: now) }
    }

    /// The colleague's own word; where they will not do without it, it is open again.
    mutating func answerWaiver(agreeing: Bool, by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard owesReturn else { throw .notNow(state) }
        guard waiver != nil else { throw .returnStands }
        guard staff == counterpart else { throw .notYours }
        if agreeing { closeWaived(at: now) } else { waiver = nil }
    }

    private mutating func closeWaived(at now: Instant) {
        waiver?.agreedAt = now
        if state == .worked { state = .returned }
    }

    private func refuseSettled(by staff: Staff.ID) throws(Refusal) {
        guard state == .approved || state == .worked else { throw .notNow(state) }
        guard owesReturn else { throw .returnStands }
        guard !concerns(staff) else { throw .ownAct(nil) }
    }

    /// A leg stands at other hours now: the roster was changed, and the same person works it (GAME-67).
    mutating func move(_ leg: SwapLiability.Leg, to span: Range<Instant>, month: String, as shift: ShiftAssignment.ID) {
        guard let old = self.leg(leg) else { return }
        let moved = Leg(shift: old.shift, span: span, month: month, became: shift)
        switch leg {
        case .swap: swap = moved
        case .back: back = moved
        }
    }

    func leg(_ leg: SwapLiability.Leg) -> Leg? {
        switch leg {
        case .swap: swap
        case .back: back
        }
    }

    /// Nobody came, or the wrong one (误班、空班). The other leg is missed, or worked, for itself.
    mutating func miss(_ leg: SwapLiability.Leg, at now: Instant) throws(Refusal) {
        guard state.isApproved else { throw .notNow(state) }
        guard let missed = self.leg(leg) else { throw .shiftGone }
        guard missed.span.lowerBound <= now else { throw .notOver }
        switch state {
        case .approved where leg == .back: awaited = .swap
        case .approved, .worked: awaited = leg == .swap && back != nil ? .back : nil
        default: if awaited == leg { awaited = nil }
        }
        state = .missed
    }

    /// Of a swap that has been missed by one leg the other has been worked all the same.
    mutating func workOther(at now: Instant) throws(Refusal) {
        guard state == .missed, let other = awaited.flatMap(leg) else { throw .notNow(state) }
        guard other.span.upperBound <= now else { throw .notOver }
        awaited = nil
    }

    /// How often it counts for a person in a month (GAME-63; A-02).
    func counts(for staff: Staff.ID, in month: String, both: Bool, returns: Bool) -> Int {
        guard staff == initiator || (both && staff == counterpart) else { return 0 }
        return (swap.month == month ? 1 : 0) + (returns && back?.month == month ? 1 : 0)
    }
}
