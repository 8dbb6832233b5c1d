import Kernel

/// That a person holds a post of a unit, from an instant until another or until further notice.
struct Appointment: Entity {
    enum Refusal: Error, Equatable {
        case unknown
        /// No person grants themselves a post (clauses 0.3.4).
        case ownPost
        case inactivePerson
        /// The handbook of that unit knows no such post.
        case noSuchPost(String, known: [String])
        case alreadyHeld
        /// The post reaches further than the one who gives it.
        case widerThanOwn
        case alreadyEnded
        case endsBeforeItStarts
    }

    let id: ID
    let staff: Staff.ID
    /// The code of a post in the catalogue of the unit's handbook.
    let post: String
    let unit: Unit.ID
    let from: Instant
    private(set) var to: Instant?
    /// Nothing when the house was set up from the command line.
    let appointedBy: Staff.ID?

    static func appoint(
        id: ID, _ person: Staff, to post: String, in unit: Unit.ID, from start: Instant, by colleague: Staff.ID?
    ) throws(Refusal) -> Appointment {
        guard colleague != person.id else { throw .ownPost }
        guard person.isActive else { throw .inactivePerson }
        return Appointment(
            id: id, staff: person.id, post: post, unit: unit, from: start, to: nil, appointedBy: colleague)
    }

    /// Ends now or at a later instant. One that had not begun yet ends as it began, and never counted.
    mutating func end(at end: Instant, now: Instant) throws(Refusal) {
        if let to, to <= now { throw .alreadyEnded }
        guard end >= now else { throw .endsBeforeItStarts }
        to = max(end, from)
    }

    func isInForce(at instant: Instant) -> Bool { from <= instant && to.map { instant < $0 } ?? true }
}

extension Appointment {
    /// As the database keeps it.
    init(stored id: ID, staff: Staff.ID, post: String, unit: Unit.ID, from: Instant, to: Instant?, by: Staff.ID?) {
        self.init(id: id, staff: staff, post: post, unit: unit, from: from, to: to, appointedBy: by)
    }
}
