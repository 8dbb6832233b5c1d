import Database
import Handbook
import Kernel

/// A letter as it was fetched, made out, and its files looked at and kept: all that a transaction needs to take it in.
struct FetchedLetter: Sendable {
    let digest: String
    let place: Mailbox.Place
    let arrivedAt: Instant
    let size: Int
    var head: MailLetter.Head
    var text: String
    var kind: MailLetter.Kind
    var isCut: Bool
    var wantsReceipt: Bool
    var files: [MailFile]
}

extension MailLetters {
    /// A letter comes in: once, whoever fetched it and however often. A person's letter is a contact that owes an answer
    /// since the server got it (CHAIN-11); one that answers ours goes to its case at once. Answers no if it was here.
    @discardableResult
    func receive(_ fetched: FetchedLetter, at mailbox: Mailbox) throws -> Bool {
        try tx.mailboxes.move(mailbox, to: fetched.place)
        guard try !isKnown(fetched.digest, in: mailbox.id) else { return false }
        var kind = fetched.kind
        if kind == .personal, try twin(fetched.head, notIn: mailbox.id) != nil { kind = .copy }
        var letter = MailLetter(
            id: tx.ids.make(), mailbox: mailbox.id, unit: mailbox.unit, arrivedAt: min(fetched.arrivedAt, tx.now),
            takenAt: tx.now, size: fetched.size, head: fetched.head, text: fetched.text, kind: kind,
            isCut: fetched.isCut)
        try insert(letter, digest: fetched.digest, at: fetched.place)
        for file in fetched.files {
            try insert(file, of: letter.id)
            if let digest = file.digest { try tx.contents.complete(digest) }
        }
        let serviceCase = try belongsTo(letter)
        if kind.owesAnswer {
            try open(&letter, about: serviceCase, at: mailbox)
            if serviceCase == nil, fetched.wantsReceipt, kind == .personal {
                try tx.mailAnswers.acknowledge(letter, from: mailbox)
            }
        } else if kind == .bounce {
            try comeBack(letter, about: serviceCase, at: mailbox)
        }
        return true
    }

    /// Somebody says that a person wrote what a program seemed to have written: it owes an answer from its arrival.
    func promote(_ id: MailLetter.ID, by actor: Actor) throws {
        guard var letter = try find(id), !letter.kind.owesAnswer, let mailbox = try tx.mailboxes.find(letter.mailbox),
            actor.may(.readCase, in: letter.unit, isOwn: false)
        else { throw NotFound() }
        letter = MailLetter(
            id: letter.id, mailbox: letter.mailbox, unit: letter.unit, arrivedAt: letter.arrivedAt,
            takenAt: letter.takenAt, size: letter.size, head: letter.head, text: letter.text, kind: .personal,
            isCut: letter.isCut)
        try open(&letter, about: try belongsTo(letter), at: mailbox)
    }

    private func open(_ letter: inout MailLetter, about serviceCase: Case?, at mailbox: Mailbox) throws {
        let receiver = try holder(of: letter, about: serviceCase, at: mailbox)
        let customer = try writer(of: letter, about: serviceCase)
        let record = Contact.Record(
            caller: String((customer?.name.revealed ?? letter.head.from.shown).prefix(50)), phone: customer?.phone,
            memberNumber: customer?.memberNumber ?? "", subject: String(letter.head.subject.prefix(80)),
            content: String(letter.text.prefix(4000)), customer: customer?.id, serviceCase: serviceCase?.id)
        let contact = try tx.contacts.receive(
            letter.id, record, in: letter.unit, for: receiver, at: mailbox.facts.reception, since: letter.arrivedAt)
        letter.contact = contact.id
        try save(letter)
        guard let serviceCase else { return }
        // What the customer wrote stands on the case, for whoever works it.
        try tx.cases.hear(
            serviceCase.id, [letter.head.subject, letter.text].filter { !$0.isEmpty }.joined(separator: "\n"),
            .customer,
            from: receiver)
        try attach(letter, to: serviceCase.id, by: tx.actor(receiver))
    }

    /// The open case that a letter belongs to: by the letters it answers; by a number in its subject only if its writer
    /// has to do with that case, since anybody can write a number.
    private func belongsTo(_ letter: MailLetter) throws -> Case? {
        if let id = try threadCase(letter.head.answers), let record = try tx.cases.find(id), !record.state.isOver {
            return record
        }
        for number in CaseNumbers.named(in: letter.head.subject) {
            guard let record = try tx.cases.find(number: number), !record.state.isOver, record.unit == letter.unit
            else { continue }
            let isTheirs = try record.customer.map { try isReached(letter.head.from, $0) } ?? false
            if try isTheirs || hasWritten(letter.head.from.key, about: record.id) { return record }
        }
        return nil
    }

    private func isReached(_ address: MailAddress, _ customer: Customer.ID) throws -> Bool {
        try tx.customers.contactPoints(of: customer).contains { $0.kind == .email && $0.value == address.key }
    }

    /// Whom the address belongs to, where it belongs to one customer of the unit alone.
    private func writer(of letter: MailLetter, about serviceCase: Case?) throws -> Customer? {
        let found = try tx.customerSearch.find(letter.head.from.key, within: .some([letter.unit]), limit: 3)
            .filter { $0.way == .contactPoint }
        if let known = found.first, found.count == 1 { return known.customer }
        return try serviceCase?.customer.flatMap { try tx.customers.find($0) }
    }

    /// Whose a letter is: its case's handler; else whoever holds the channel in this hour; else, of those on duty in the
    /// unit, whoever has the fewest letters to answer; else the supervisor on duty.
    func holder(of letter: MailLetter, about serviceCase: Case?, at mailbox: Mailbox) throws -> Staff.ID {
        if let serviceCase { return serviceCase.handler ?? serviceCase.firstReceiver }
        let handbook = try tx.handbooks.inForce(in: letter.unit)
        if let reception = mailbox.facts.reception, let handbook {
            let zone = try tx.calendars.calendar(of: letter.unit, under: handbook).zone
            if let holder = try tx.receptionChannels.answering(reception, in: zone), try tx.canTakeCases(holder) {
                return holder
            }
        }
        let colleagues = try tx.colleagues(of: letter.unit).map(\.id)
        let here = try tx.presence.onDuty(among: colleagues)
        let load = try load(of: colleagues)
        let free = colleagues.filter(here.contains).min { (load[$0] ?? 0, $0.rawValue) < (load[$1] ?? 0, $1.rawValue) }
        return try free ?? tx.appointments.dutySupervisor(of: letter.unit, at: tx.now) ?? mailbox.keeper
    }
}

/// What people do with letters.
extension MailLetters {
    /// The letter behind a contact, for whoever may see the contact.
    func require(_ contact: Contact.ID, by actor: Actor) throws -> (letter: MailLetter, work: ContactWork) {
        let work = try tx.contacts.work(on: contact, by: actor)
        guard let letter = try of(contact) else { throw NotFound() }
        return (letter, work)
    }

    /// Kept while one types; whoever may see the letter may have begun to answer it.
    func keepDraft(_ text: String?, of contact: Contact.ID, by actor: Actor) throws {
        let (letter, _) = try require(contact, by: actor)
        try keepDraft(text, of: letter.id, for: actor.staff.id)
    }

    /// 接手: somebody else answers it from now on; its clock goes on.
    func take(_ contact: Contact.ID, by actor: Actor) throws {
        let (letter, work) = try require(contact, by: actor)
        try authorize(actor, .workCase, in: work.contact.unit, isOwn: work.contact.concerns(actor.staff.id))
        guard letter.isOpen else { throw MailLetter.Refusal.settled }
        try hand(letter, to: actor.staff.id, by: actor)
    }

    func hand(_ letter: MailLetter, to staff: Staff.ID, by actor: Actor?) throws {
        guard let id = letter.contact, let contact = try tx.contacts.find(id), contact.receiver != staff else { return }
        let event = try tx.contacts.handLetter(id, to: staff, by: actor)
        try tx.notify([staff], of: event)
    }

    /// 无需答复: with a reason, on record; its clock is void.
    func close(_ contact: Contact.ID, because reason: String, by actor: Actor) throws {
        var (letter, _) = try requireOwn(contact, by: actor)
        try letter.settle(.closed, by: actor.staff.id, at: tx.now)
        try save(letter)
        try tx.contacts.settleLetter(contact, .letterClosed, .dropped, details: ["reason": reason], by: actor)
    }

    /// Ended on the page of the contact as nothing at all: advertising, sent by mistake.
    func drop(_ letter: MailLetter, by actor: Actor) throws {
        guard let contact = letter.contact else { return }
        var letter = letter
        try letter.settle(.closed, by: actor.staff.id, at: tx.now)
        try save(letter)
        try tx.contacts.settleLetter(contact, .letterClosed, nil, details: ["reason": "dropped"], by: actor)
    }

    /// A letter that has become a case: the case owes the answer now, since the same instant.
    func passOn(_ contact: Contact.ID, to serviceCase: Case.ID, by actor: Actor) throws {
        guard var letter = try of(contact), letter.isOpen else { return }
        try letter.settle(.passedOn, by: actor.staff.id, at: tx.now)
        try save(letter)
        try tx.contacts.settleLetter(contact, .letterPassedOn, nil, details: ["case": serviceCase.rawValue], by: actor)
        try learn(letter, of: serviceCase, by: actor)
        try attach(letter, to: serviceCase, by: actor)
        try moveDraft(of: letter, to: serviceCase, for: actor.staff.id)
    }

    /// What was begun on the letter is gone on with on its case.
    private func moveDraft(of letter: MailLetter, to serviceCase: Case.ID, for staff: Staff.ID) throws {
        guard let draft = try draft(of: letter.id, for: staff) else { return }
        let parts = tx.cases.parts(of: serviceCase)
        guard try parts.draft(of: staff) == nil else { return }
        try parts.save(CaseDraft(kind: .reply, text: draft.text, at: draft.at), of: staff)
        try keepDraft(nil, of: letter.id, for: staff)
    }

    /// A person has answered: on the letter itself, or on the case it belongs to. A program's receipt never comes here.
    func answered(_ letter: MailLetter, at instant: Instant, by staff: Staff.ID) throws {
        var letter = letter
        guard letter.isOpen, let contact = letter.contact else { return }
        try letter.settle(.answered, by: staff, at: instant)
        try save(letter)
        try tx.contacts.settleLetter(contact, .letterAnswered, .solved, at: instant, by: tx.actor(staff))
    }

    /// The writer was reached by the call that was promised them: the letter waits no longer, and its clock has ended.
    func reached(by contact: Contact.ID, _ actor: Actor) throws {
        guard var letter = try of(contact), letter.isOpen else { return }
        try letter.settle(.answered, by: actor.staff.id, at: tx.now)
        try save(letter)
    }

    /// Whoever owes the letter writes on it.
    /// `evenIfLost`: an answer that did not arrive may be written again.
    func requireOwn(
        _ contact: Contact.ID, by actor: Actor, evenIfLost: Bool = false
    ) throws -> (letter: MailLetter, work: ContactWork) {
        let (letter, work) = try require(contact, by: actor)
        guard work.contact.receiver == actor.staff.id else { throw MailLetter.Refusal.notYours }
        let isLost = try evenIfLost && MailAnswer.isLost(tx.mailAnswers.of(letter.id))
        guard letter.isOpen || isLost else { throw MailLetter.Refusal.settled }
        return (letter, work)
    }

    /// The files that were taken in, as attachments of the case. What the case has no room for stays with the letter.
    func attach(_ letter: MailLetter, to serviceCase: Case.ID, by actor: Actor) throws {
        let files = try files(of: letter.id).compactMap { file -> AcceptedFile? in
            guard let digest = file.digest, let type = FileType(mime: file.mime) else { return nil }
            return AcceptedFile(
                file: ExaminedFile(sent: file.name, size: file.size, mime: file.mime, digest: digest), type: type)
        }
        guard !files.isEmpty else { return }
        let note = Language.chinese(.mailFileNote, letter.head.subject)
        do {
            try tx.savepoint {
                _ = try tx.attachments.attach(
                    files, from: .customer, note: String(note.prefix(200)), on: serviceCase, by: actor)
            }
        } catch let error as DatabaseError {
            throw error
        } catch {
            // Full, closed, or not this person's to attach: the letter keeps them and its page says so.
            return
        }
    }

    /// The address goes into the file of the customer whose case it became: the next letter is recognised.
    private func learn(_ letter: MailLetter, of serviceCase: Case.ID, by actor: Actor) throws {
        guard let id = try tx.cases.find(serviceCase)?.customer, let customer = try tx.customers.find(id) else {
            return
        }
        try tx.customers.learn(address: letter.head.from.key, of: customer, by: actor)
    }
}
