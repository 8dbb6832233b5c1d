import Kernel

/// 指令: what somebody who leads tells a person to do, and by when (GAME-28).
///
///     given ──acknowledge──▶ acknowledged ──report──▶ done
///       ├──────refuse──▶ refused ◀──refuse──┤
///       └────withdraw──▶ withdrawn ◀────────┘
struct Dispatch: Entity {
    enum State: String, CaseIterable, Sendable {
        case given, acknowledged, done, refused, withdrawn

        var isOpen: Bool { self == .given || self == .acknowledged }
    }

    /// What is to be done, and by when.
    struct Plan: Equatable, Sendable {
        let text: String
        let wantedBy: Instant
    }

    /// To whom: a person, or whoever is at work in a group or a unit at this minute.
    enum Recipient: Equatable, Sendable {
        case person(Staff.ID)
        case group(ShiftGroup.ID)
        case unit(Unit.ID)
    }

    /// How it ended: with what result, for which reason.
    struct Ending: Equatable, Sendable {
        let at: Instant
        let note: String
    }

    enum Refusal: Error, Equatable {
        case unknown
        case notNow(State)
        /// Only whom it was given to may say what comes of it.
        case notYours
        /// Only who gave it takes it back.
        case notGiver
        case ownAct
        /// The giver's post does not stand above the other's, or does not reach there.
        case notBelow
        /// Nobody of the group, or the unit, is at work now whom one may tell.
        case nobodyThere
        case tooMany(Int)
        case wantedInThePast
        case wantedTooLate(Int)
    }

    /// People one command reaches at most.
    static let mostPeople = 60
    /// What is wanted later than that is a plan.
    static let longest = 30

    let id: ID
    /// ZH20260105-1
    let number: String
    /// The first of those that were given at once: the same for all of them.
    let order: ID
    /// Where the person works: its handbook and calendar judge it.
    let unit: Unit.ID
    let giver: Staff.ID
    let staff: Staff.ID
    let group: ShiftGroup.ID?
    let plan: Plan
    let givenAt: Instant
    private(set) var state: State
    private(set) var acknowledgedAt: Instant?
    private(set) var ending: Ending?

    init(
        id: ID, number: String, order: ID, unit: Unit.ID, giver: Staff.ID, staff: Staff.ID, group: ShiftGroup.ID?,
        plan: Plan, givenAt: Instant, state: State = .given, acknowledgedAt: Instant? = nil, ending: Ending? = nil
    ) {
        self.id = id
        self.number = number
        self.order = order
        self.unit = unit
        self.giver = giver
        self.staff = staff
        self.group = group
        self.plan = plan
        self.givenAt = givenAt
        self.state = state
        self.acknowledgedAt = acknowledgedAt
        self.ending = ending
    }

    var subject: Subject { Subject(.dispatch, id.rawValue) }

    /// Open, and the time by which it was wanted is over.
    func isLate(at now: Instant) -> Bool { state.isOpen && now > plan.wantedBy }

    static func check(_ plan: Plan, at now: Instant) throws(Refusal) {
        guard plan.wantedBy > now else { throw .wantedInThePast }
        guard plan.wantedBy <= now + .days(longest) else { throw .wantedTooLate(longest) }
    }

    mutating func acknowledge(by other: Staff.ID, at now: Instant) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .given else { throw .notNow(state) }
        state = .acknowledged
        acknowledgedAt = now
    }

    /// Before or after the acknowledgement: what cannot be done may show only then.
    mutating func refuse(by other: Staff.ID, because reason: String, at now: Instant) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state.isOpen else { throw .notNow(state) }
        state = .refused
        ending = Ending(at: now, note: reason)
    }

    mutating func report(by other: Staff.ID, saying result: String, at now: Instant) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .acknowledged else { throw .notNow(state) }
        state = .done
        ending = Ending(at: now, note: result)
    }

    mutating func withdraw(by other: Staff.ID, because reason: String, at now: Instant) throws(Refusal) {
        guard other == giver else { throw .notGiver }
        guard state.isOpen else { throw .notNow(state) }
        state = .withdrawn
        ending = Ending(at: now, note: reason)
    }
}
