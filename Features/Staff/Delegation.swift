import Kernel

/// That a person lends a post they hold to a colleague, for a time and a reason: leave, travel, illness.
///
/// It never gives more than the giver has: it works only while the giver's own appointment works too, and what is
/// lent cannot be lent on.
struct Delegation: Entity {
    enum Refusal: Error, Equatable {
        case unknown
        case toOneself
        /// Nobody takes a post on loan by their own hand (clauses 0.3.4).
        case toOwnAccount
        case inactivePerson
        /// The giver does not hold the post at the beginning.
        case notHeld
        case endsBeforeItStarts
        case startsInThePast
        case tooLong(days: Int)
        case alreadyEnded
    }

    /// Whoever is away for longer needs a successor.
    static let longestDays = 184

    let id: ID
    let giver: Staff.ID
    let recipient: Staff.ID
    let post: String
    let unit: Unit.ID
    let from: Instant
    let to: Instant
    let reason: String
    let givenBy: Staff.ID
    /// Taken back before its time.
    private(set) var endedAt: Instant?

    /// `held` is the giver's own appointment to what is lent.
    static func give(
        id: ID, _ held: Appointment, to recipient: Staff, from start: Instant, to end: Instant, reason: String,
        by colleague: Staff.ID, at now: Instant
    ) throws(Refusal) -> Delegation {
        guard recipient.id != held.staff else { throw .toOneself }
        guard recipient.id != colleague else { throw .toOwnAccount }
        guard recipient.isActive else { throw .inactivePerson }
        guard start < end else { throw .endsBeforeItStarts }
        guard end > now else { throw .startsInThePast }
        guard end - start <= .days(longestDays) else { throw .tooLong(days: longestDays) }
        let start = max(start, now)
        guard held.isInForce(at: start) else { throw .notHeld }
        return Delegation(
            id: id, giver: held.staff, recipient: recipient.id, post: held.post, unit: held.unit, from: start, to: end,
            reason: reason, givenBy: colleague, endedAt: nil)
    }

    /// Taken back. One that had not begun never works.
    mutating func end(at now: Instant) throws(Refusal) {
        guard endedAt == nil, now < to else { throw .alreadyEnded }
        endedAt = now
    }

    /// Apart from the giver's own appointment, without which nothing is lent.
    func isInForce(at instant: Instant) -> Bool {
        from <= instant && instant < to && endedAt.map { instant < $0 } ?? true
    }
}

extension Delegation {
    /// As the database keeps it.
    init(
        stored id: ID, giver: Staff.ID, recipient: Staff.ID, post: String, unit: Unit.ID, from: Instant, to: Instant,
        reason: String, givenBy: Staff.ID, ended: Instant?
    ) {
        self.init(
            id: id, giver: giver, recipient: recipient, post: post, unit: unit, from: from, to: to, reason: reason,
            givenBy: givenBy, endedAt: ended)
    }
}
