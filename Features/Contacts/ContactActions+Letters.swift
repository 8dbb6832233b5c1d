import Database
import Handbook
import Kernel

/// Contacts that are letters: they come in by themselves, wait for whoever answers them, and owe an answer since the
/// mailbox got them (CHAIN-11).
extension Contacts {
    func receive(
        _ letter: MailLetter.ID, _ record: Contact.Record, in unit: Unit.ID, for receiver: Staff.ID,
        at reception: ReceptionChannel.ID?, since arrivedAt: Instant
    ) throws -> Contact {
        guard let version = try tx.handbooks.inForce(tx.units.handbookCode(of: unit), at: tx.now) else {
            throw IntakeRefusal.noHandbookInForce
        }
        let handbook = try tx.handbooks.handbook(of: version)
        let calendar = try tx.calendars.calendar(of: unit, under: handbook)
        var contact = Contact(
            id: tx.ids.make(), number: try nextNumber(in: calendar.zone), unit: unit, version: version.id,
            direction: .inbound, channel: .email, receiver: receiver, at: arrivedAt, reception: reception,
            letter: letter)
        contact.record = record
        try insert(contact)
        let work = ContactWork(
            tx: tx, actor: try tx.actor(receiver), handbook: handbook, calendar: calendar, contact: contact)
        let event = try tx.record(
            .letterReceived, about: contact.subject, in: unit, by: nil, details: ["number": contact.number])
        try tx.obligations.follow(event, Happening(.letterReceived, at: arrivedAt), of: work.owing)
        try tx.notify([receiver], of: event)
        tx.announce("wall")
        return contact
    }

    /// Somebody else answers it from now on. By nobody: it follows its case.
    func handLetter(_ id: Contact.ID, to staff: Staff.ID, by actor: Actor?) throws -> Event {
        guard var contact = try find(id) else { throw NotFound() }
        contact.handLetter(to: staff)
        try save(contact)
        try tx.obligations.hand(.handler, of: contact.subject, to: staff)
        return try tx.record(
            .letterHandedOn, about: contact.subject, in: contact.unit, by: actor?.staff.id,
            details: ["to": staff.rawValue])
    }

    /// What a person answered stands on the record.
    func noteAnswer(_ id: Contact.ID, _ text: String) throws {
        guard var contact = try find(id) else { throw NotFound() }
        contact.record.answer = text
        try save(contact)
    }

    /// Its clock ends, or is void; an open contact ends with it.
    func settleLetter(
        _ id: Contact.ID, _ kind: EventKind, _ ending: Contact.Ending?, details: [String: String] = [:],
        at instant: Instant? = nil, by actor: Actor
    ) throws {
        guard let contact = try find(id) else { throw NotFound() }
        let handbook = try tx.handbooks.handbook(contact.version)
        var work = ContactWork(
            tx: tx, actor: actor, handbook: handbook,
            calendar: try tx.calendars.calendar(of: contact.unit, under: handbook), contact: contact)
        let belongs = contact.record.serviceCase != nil
        if let ending, contact.isOpen {
            _ = try work.contact.wrapUp(belongs && ending == .solved ? .addedToCase : ending, at: tx.now)
            try forgetDraft(of: id)
        }
        try work.finish(kind, details: details, at: instant)
    }
}

extension ContactWork {
    /// A letter is answered, made a case, added to one, referred, or promised a call; nobody is told on the telephone to
    /// hold, and no line is handed over.
    func refuseForLetters(_ outcome: Outcome) throws {
        guard contact.letter != nil else { return }
        switch outcome {
        case .plain(.transferred), .plain(.movedToChat), .message: throw MailLetter.Refusal.endingForCalls
        case .plain, .callback, .openCase, .addToCase: return
        }
    }

    /// What an ending is to the letter: a case owes the answer from now on; a letter added to a case is answered there; a
    /// promised call ends its clock when it reaches the customer.
    func settleLetter(_ outcome: Outcome) throws {
        guard let letter = try tx.mailLetters.of(contact.id), letter.isOpen else { return }
        switch outcome {
        case .openCase:
            guard let id = contact.record.serviceCase else { return }
            try tx.mailLetters.passOn(contact.id, to: id, by: actor)
        case .addToCase(let id): try tx.mailLetters.attach(letter, to: id, by: actor)
        case .plain(.dropped): try tx.mailLetters.drop(letter, by: actor)
        case .plain: try tx.mailLetters.answered(letter, at: tx.now, by: actor.staff.id)
        case .callback, .message: return
        }
    }
}
