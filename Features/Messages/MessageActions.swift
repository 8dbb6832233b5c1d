import Database
import Handbook
import Kernel

extension Messages {
    /// Writes a message down for a colleague, who is told at once; its clocks run from this instant.
    @discardableResult
    func take(_ note: Message.Note, for addressee: Staff.ID, in unit: Unit.ID, contact: Contact.ID?, by actor: Actor)
        throws -> Message
    {
        // Taken in like a case: in the units where one takes matters in, and in no other.
        guard try tx.units(for: actor, permitting: .createCase).contains(where: { $0.id == unit }) else {
            throw NotAllowed(permission: .createCase, isElsewhere: actor.holds(.createCase))
        }
        guard let colleague = try tx.staff.find(addressee), colleague.isActive else {
            throw Message.Refusal.noColleague
        }
        guard let version = try tx.handbooks.inForce(tx.units.handbookCode(of: unit), at: tx.now) else {
            throw IntakeRefusal.noHandbookInForce
        }
        let message = Message(
            id: tx.ids.make(), unit: unit, version: version.id, takenBy: actor.staff.id, takenAt: tx.now,
            contact: contact, note: note, addressee: addressee)
        try insert(message)
        let event = try record(.messageTaken, on: message, by: actor)
        try tx.notify([addressee], of: event)
        return message
    }

    /// The one it is for has opened it.
    func deliver(_ id: Message.ID, to actor: Actor) throws {
        var message = try require(id, for: actor)
        guard try message.deliver(to: actor.staff.id, at: tx.now) else { return }
        try save(message)
        try record(.messageDelivered, on: message, by: actor)
    }

    /// 交班: what is not dealt with goes to a colleague, who is asked to read it anew (MART-10).
    func handOn(_ id: Message.ID, to staff: Staff.ID, by actor: Actor) throws {
        var message = try require(id, for: actor)
        guard message.addressee == actor.staff.id || actor.may(.reassignCase, in: message.unit, isOwn: false) else {
            throw Message.Refusal.notYours
        }
        guard let colleague = try tx.staff.find(staff), colleague.isActive else { throw Message.Refusal.noColleague }
        try message.hand(to: staff)
        try save(message)
        let event = try record(.messageHandedOn, on: message, by: actor)
        try tx.obligations.hand(.handler, of: message.subject, to: staff)
        try tx.notify([staff, message.takenBy], of: event)
    }

    func handle(_ id: Message.ID, saying text: String, by actor: Actor) throws {
        var message = try require(id, for: actor)
        try message.handle(saying: text, by: actor.staff.id, at: tx.now)
        try save(message)
        let event = try record(.messageHandled, on: message, by: actor)
        try tx.notify([message.takenBy], of: event)
    }

    func tellBack(_ id: Message.ID, by actor: Actor) throws {
        var message = try require(id, for: actor)
        try message.tellBack(by: actor.staff.id, at: tx.now)
        try save(message)
        try record(.messageToldBack, on: message, by: actor)
    }

    /// A message is for those who have a part in it, and for whoever reads the cases of its unit.
    func require(_ id: Message.ID, for actor: Actor) throws -> Message {
        guard let message = try find(id),
            message.concerns(actor.staff.id) || actor.may(.readCase, in: message.unit, isOwn: false)
        else { throw NotFound() }
        return message
    }

    @discardableResult
    private func record(_ kind: EventKind, on message: Message, by actor: Actor) throws -> Event {
        let handbook = try tx.handbooks.handbook(message.version)
        let calendar = try tx.calendars.calendar(of: message.unit, under: handbook)
        let event = try tx.record(kind, about: message.subject, in: message.unit, by: actor.staff.id)
        try tx.obligations.follow(
            event, Happening(kind, at: tx.now),
            of: Owing(
                subject: message.subject, unit: message.unit, circumstances: Circumstances(), round: 1,
                version: message.version, handbook: handbook, calendar: calendar,
                holder: { duty in
                    switch duty {
                    case .handler: message.addressee
                    case .firstReceiver: message.takenBy
                    case .dutySupervisor: try tx.appointments.dutySupervisor(of: message.unit, at: tx.now)
                    case .decider, .investigator, .transferor, .everyone, .post: nil
                    }
                }))
        return event
    }
}
