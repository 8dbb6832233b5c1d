import Handbook
import Kernel

/// 交接: what one shift leaves to the next, or somebody hands over before a leave, a transfer or a resignation
/// (GAME-50–53, SOFT-68). Until the last signature the responsibility stays with the giver; from then on nothing of it
/// changes any more.
///
///     drafted ──offer──▶ offered ──accept──▶ settled                     (a shift)
///        ▲                 │ │ └────accept──▶ signed ──witness──▶ settled (a leave, a transfer, a resignation)
///        └─── take back ───┘ └─refuse──▶ refused ──offer again──▶ offered
///     drafted, refused ──drop──▶ dropped
struct Handover: Entity {
    enum Kind: String, CaseIterable, Sendable {
        case shift, leave, transfer, resignation

        /// Somebody who goes, and not a shift that ends.
        var isLeaving: Bool { self != .shift }
    }

    enum State: String, CaseIterable, Sendable {
        case drafted, offered, refused, signed, settled, dropped

        /// Its sheet may still be written.
        var isOpen: Bool { self == .drafted || self == .refused }
        /// Neither over nor dropped.
        var isPending: Bool {
            switch self {
            case .drafted, .offered, .refused, .signed: true
            case .settled, .dropped: false
            }
        }
    }

    /// When it is for: the end of a shift and the hours of the next one, or the moment from which somebody is away.
    struct Time: Equatable, Sendable {
        let until: Instant
        /// The hours of the shift that takes over; nothing where somebody leaves, or where no shift follows.
        let next: Range<Instant>?
    }

    struct Stamp: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
    }

    enum Refusal: Error, Equatable {
        case unknown
        case notNow(State)
        /// Who hands over what is another's.
        case notYours
        /// Nobody takes over from themselves, nor witnesses what they give or take.
        case ownAct
        /// Not of the shift that takes over: when that begins.
        case notOfNextShift(Instant?)
        case notTheTaker
        case noTaker
        case noColleague
        /// Who signs as a witness: the titles of the posts.
        case notEntitled(String)
        case noShift
        /// Who leaves says from when: not in the past.
        case isPast
        /// Nobody hands over or takes over before then, as it reads on the unit's clock.
        case tooEarly(String)
        case openAlready(String)
        case unknownCase(String)
        /// The case of this number is not the signer's to give.
        case beyondReach(String)
        case messageBeyondReach
        /// The taker cannot have the case of this number.
        case takerCannot(String)
        case unknownMatter
        case matterClosed
        case unknownObjection
        case answeredAlready
        case tooManyMatters(Int)
    }

    /// More open matters are no list that a shift reads out.
    static let mostMatters = 60

    let id: ID
    /// By which people call it: JJ20261126-3.
    let number: String
    let unit: Unit.ID
    let kind: Kind
    let time: Time
    let leave: Leave.ID?
    let openedAt: Instant
    private(set) var giver: Staff.ID
    private(set) var taker: Staff.ID?
    private(set) var state: State
    private(set) var offeredAt: Instant?
    private(set) var taken: Stamp?
    /// When the taker was there: clocked in or on duty before, or the moment of the signature (GAME-51).
    private(set) var arrivedAt: Instant?
    private(set) var witnessed: Stamp?

    init(
        id: ID, number: String, unit: Unit.ID, kind: Kind, time: Time, leave: Leave.ID? = nil, openedAt: Instant,
        giver: Staff.ID, taker: Staff.ID? = nil, state: State = .drafted, offeredAt: Instant? = nil,
        taken: Stamp? = nil, arrivedAt: Instant? = nil, witnessed: Stamp? = nil
    ) {
        self.id = id
        self.number = number
        self.unit = unit
        self.kind = kind
        self.time = time
        self.leave = leave
        self.openedAt = openedAt
        self.giver = giver
        self.taker = taker
        self.state = state
        self.offeredAt = offeredAt
        self.taken = taken
        self.arrivedAt = arrivedAt
        self.witnessed = witnessed
    }

    var subject: Subject { Subject(.handover, id.rawValue) }
    var people: [Staff.ID] { [giver] + [taker].compactMap(\.self) }

    /// A sheet is its shift's: whoever of it writes or hands over is the giver. Of a leave it stays with who leaves.
    mutating func write(by staff: Staff.ID) throws(Refusal) {
        guard state.isOpen else { throw .notNow(state) }
        if kind == .shift { giver = staff } else if giver != staff { throw .notYours }
    }

    /// Who is to take it over; of a shift whoever of the next one signs.
    mutating func name(taker staff: Staff.ID?) throws(Refusal) {
        guard state.isOpen else { throw .notNow(state) }
        guard staff != giver else { throw .ownAct }
        taker = staff
    }

    /// Of a shift: an hour before it ends, or before the next one begins beside it.
    var earliest: Instant? {
        kind == .shift ? min(time.until, time.next?.lowerBound ?? time.until) - .hours(1) : nil
    }

    mutating func offer(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        try write(by: staff)
        guard kind == .shift || taker != nil else { throw .noTaker }
        state = .offered
        offeredAt = now
    }

    /// Something was forgotten: until somebody has signed.
    mutating func takeBack(by staff: Staff.ID) throws(Refusal) {
        guard state == .offered else { throw .notNow(state) }
        guard giver == staff else { throw .notYours }
        state = .drafted
        offeredAt = nil
    }

    /// `witnesses`: whether a third person signs too.
    mutating func accept(by staff: Staff.ID, arrived: Instant, needsWitness: Bool, at now: Instant) throws(Refusal) {
        guard state == .offered else { throw .notNow(state) }
        guard staff != giver else { throw .ownAct }
        guard kind == .shift || taker == staff else { throw .notTheTaker }
        taker = staff
        taken = Stamp(by: staff, at: now)
        arrivedAt = min(arrived, now)
        state = kind.isLeaving && needsWitness ? .signed : .settled
    }

    mutating func refuse(by staff: Staff.ID) throws(Refusal) {
        guard state == .offered else { throw .notNow(state) }
        guard staff != giver else { throw .ownAct }
        guard kind == .shift || taker == staff else { throw .notTheTaker }
        state = .refused
        offeredAt = nil
    }

    mutating func witness(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard state == .signed else { throw .notNow(state) }
        guard staff != giver, staff != taker else { throw .ownAct }
        witnessed = Stamp(by: staff, at: now)
        state = .settled
    }

    /// The leave was withdrawn, or it is not needed after all.
    mutating func drop() throws(Refusal) {
        switch state {
        case .drafted, .refused, .offered: state = .dropped
        case .signed, .settled, .dropped: throw .notNow(state)
        }
        offeredAt = nil
    }
}
