import Handbook
import Kernel

/// 督办单 and 协作单: what another department is asked to do for a case, by when, and whether it was done (PROPA-05,
/// SOFT-71). The customer never sees the split.
///
///     sent ──▶ accepted(person, date) ──▶ done(reply) ──▶ verified, by somebody else
///       │            ▲                      │
///       └▶ declined  └──────────────────────┘ sent back
struct Slip: Entity {
    enum Kind: String, CaseIterable, Sendable {
        /// 督办: something is late or matters; it is urged until it is done.
        case supervision
        /// 协作: a colleague's help is needed.
        case cooperation
    }

    enum State: String, CaseIterable, Sendable {
        case sent, accepted, declined, done, verified

        /// Whether the department still owes something.
        var isOpen: Bool {
            switch self {
            case .sent, .accepted, .done: true
            case .declined, .verified: false
            }
        }
    }

    let id: ID
    let record: Case.ID
    let unit: Unit.ID
    let kind: Kind
    /// The department as it is called, and the person there who receives the slip.
    let department: String
    let receiver: Staff.ID
    var matter: String
    let level: Severity
    let needBy: Instant
    let sentBy: Staff.ID
    let sentAt: Instant
    private(set) var state: State = .sent
    /// Who does it, and by when: what the receiving department answers.
    private(set) var person: Staff.ID?
    private(set) var promisedAt: Instant?
    var answer = ""
    private(set) var urged = 0
    private(set) var doneBy: Staff.ID?
    private(set) var doneAt: Instant?
    private(set) var verifiedBy: Staff.ID?
    private(set) var verifiedAt: Instant?

    enum Refusal: Error, Equatable {
        case notNow(State)
        case notYours
        /// Nobody verifies what they did themselves (0.3.4).
        case ownAct
        case inThePast
    }

    /// When it has to be done: the date the department named, or the one it was asked for.
    var due: Instant { promisedAt ?? needBy }
    /// Which state of it a form was opened on; an urging beside it is none.
    var mark: String {
        Overtaken.mark(
            state.rawValue, person?.rawValue, (promisedAt?.milliseconds).map(String.init), answer, doneBy?.rawValue,
            (doneAt?.milliseconds).map(String.init))
    }
    func concerns(_ staff: Staff.ID) -> Bool { receiver == staff || person == staff || sentBy == staff }

    mutating func accept(by staff: Staff.ID, naming person: Staff.ID, until promised: Instant, at now: Instant)
        throws(Refusal)
    {
        guard state == .sent || state == .accepted else { throw .notNow(state) }
        guard staff == receiver || staff == self.person else { throw .notYours }
        guard promised > now else { throw .inThePast }
        self.person = person
        promisedAt = promised
        state = .accepted
    }

    mutating func decline(by staff: Staff.ID, because reason: String) throws(Refusal) {
        guard state == .sent else { throw .notNow(state) }
        guard staff == receiver else { throw .notYours }
        answer = reason
        state = .declined
    }

    /// 催办, counted.
    mutating func urge() throws(Refusal) {
        guard state == .sent || state == .accepted else { throw .notNow(state) }
        urged += 1
    }

    mutating func finish(by staff: Staff.ID, saying reply: String, at now: Instant) throws(Refusal) {
        guard state == .sent || state == .accepted else { throw .notNow(state) }
        guard staff == receiver || staff == person else { throw .notYours }
        answer = reply
        doneBy = staff
        doneAt = now
        state = .done
    }

    /// By whoever asked, or somebody else; never by whoever did it.
    mutating func verify(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard state == .done else { throw .notNow(state) }
        guard staff != doneBy, staff != person else { throw .ownAct }
        verifiedBy = staff
        verifiedAt = now
        state = .verified
    }

    /// Not done after all: owed again, until a new date.
    mutating func sendBack(by staff: Staff.ID, until due: Instant, because reason: String, at now: Instant)
        throws(Refusal)
    {
        guard state == .done else { throw .notNow(state) }
        guard staff != doneBy, staff != person else { throw .ownAct }
        guard due > now else { throw .inThePast }
        answer = reason
        promisedAt = due
        doneBy = nil
        doneAt = nil
        state = person == nil ? .sent : .accepted
    }
}

extension Slip {
    /// As it is sent.
    init(
        id: ID, _ order: SlipOrder, on record: Case, sentBy: Staff.ID, at now: Instant
    ) {
        self.init(
            id: id, record: record.id, unit: record.unit, kind: order.kind, department: order.department,
            receiver: order.receiver, matter: order.matter, level: order.level, needBy: order.needBy, sentBy: sentBy,
            sentAt: now)
    }

    /// As it is kept.
    init(
        id: ID, record: Case.ID, unit: Unit.ID, order: SlipOrder, sentBy: Staff.ID, sentAt: Instant, state: State,
        person: Staff.ID?, promisedAt: Instant?, answer: String, urged: Int, done: (by: Staff.ID?, at: Instant?),
        verified: (by: Staff.ID?, at: Instant?)
    ) {
        self.init(
            id: id, record: record, unit: unit, kind: order.kind, department: order.department,
            receiver: order.receiver, matter: order.matter, level: order.level, needBy: order.needBy, sentBy: sentBy,
            sentAt: sentAt, state: state, person: person, promisedAt: promisedAt, answer: answer, urged: urged,
            doneBy: done.by, doneAt: done.at, verifiedBy: verified.by, verifiedAt: verified.at)
    }
}

/// What is asked of whom.
struct SlipOrder: Equatable, Sendable {
    var kind: Slip.Kind
    var department: String
    var receiver: Staff.ID
    var matter: String
    var level: Severity
    var needBy: Instant
}

/// How a department keeps to its slips: the league table of PROPA-05.
struct SlipStanding: Equatable, Sendable {
    let department: String
    let sent: Int
    let done: Int
    let onTime: Int
    let open: Int
    let late: Int
    let urged: Int

    /// Of what was done or is late by now, the share that was in time; nothing where nothing is due yet.
    var share: Double? {
        let due = done + late
        return due > 0 ? Double(onTime) / Double(due) : nil
    }
}
