import Database
import Handbook
import Kernel

/// What the outbox holds of a letter of ours: which one. It is written out when its courier takes it.
enum MailDelivery {
    static let kind = "letter"
    static let lease = Duration.minutes(3)
}

extension MailAnswers {
    /// A person answers a letter that is no case: held for ten seconds, unless its clock leaves no room for that.
    func answer(_ contact: Contact.ID, _ text: String, by actor: Actor) throws -> MailAnswer {
        let (letter, work) = try tx.mailLetters.requireOwn(contact, by: actor, evenIfLost: true)
        guard let mailbox = try tx.mailboxes.find(letter.mailbox), mailbox.facts.sending != nil,
            letter.head.receiver.address.contains("@")
        else { throw MailLetter.Refusal.noReceiver }
        guard try !of(letter.id).contains(where: { $0.state == .held }) else { throw MailLetter.Refusal.settled }
        var answered = work.contact
        answered.record.answer = text
        let checks = answered.checks(ending: .solved, under: work.handbook, on: work.calendar, at: tx.now)
            .filter { $0.rule == .bannedPhrases }
        _ = try tx.obligations.pass(checks, of: work.owing)
        try PhraseWarning.heed(text, work.handbook, work.contact.version, by: actor)
        let open = try tx.obligations.open(of: work.contact.subject)
        let number = answered.number
        var answer = made(
            .answer, text, to: letter, from: mailbox, number: number, case: nil, by: actor.staff.id, at: tx.now)
        answer.state = .held
        try insert(answer)
        try tx.mailLetters.keepDraft(nil, of: letter.id, for: actor.staff.id)
        try tx.contacts.noteAnswer(contact, text)
        if !MailAnswer.mayWait(open, from: tx.now) { try release(answer) }
        return answer
    }

    /// 撤回: it has not left; its text is its writer's again.
    func takeBack(_ id: MailAnswer.ID, of contact: Contact.ID, by actor: Actor) throws -> String {
        _ = try tx.mailLetters.require(contact, by: actor)
        guard let answer = try find(id), answer.state == .held,
            try tx.mailLetters.find(answer.letter)?.contact == contact
        else { throw MailLetter.Refusal.gone }
        guard answer.author == actor.staff.id else { throw MailLetter.Refusal.notYours }
        try remove(id)
        try tx.mailLetters.keepDraft(answer.text, of: answer.letter, for: actor.staff.id)
        try tx.contacts.noteAnswer(contact, "")
        return answer.text
    }

    /// Chore: what has waited its ten seconds. Answers how many.
    func releaseDue(limit: Int = 100) throws -> Int {
        let due = try held(at: tx.now, limit: limit)
        for answer in due { try release(answer) }
        return due.count
    }

    /// The clock is judged at the moment of the person's act.
    private func release(_ answer: MailAnswer) throws {
        var answer = answer
        answer.state = .waiting
        try save(answer)
        guard let letter = try tx.mailLetters.find(answer.letter), let author = answer.author else { return }
        try tx.mailLetters.answered(letter, at: answer.actedAt, by: author)
        try post(answer, about: letter)
    }

    /// A reply on a case whose customer writes letters goes to them as a letter in the same thread, and answers what
    /// they wrote since. Nothing to do for a case without letters.
    func carry(_ text: String, on serviceCase: Case, at instant: Instant, by staff: Staff.ID) throws {
        let letters = try tx.mailLetters.about(serviceCase.id).filter { $0.arrivedAt <= instant }
        for letter in letters { try tx.mailLetters.answered(letter, at: instant, by: staff) }
        guard case .letter(let newest, let mailbox) = try way(to: serviceCase, letters) else { return }
        let answer = made(
            .answer, text, to: newest, from: mailbox, number: serviceCase.number, case: serviceCase.id, by: staff,
            at: instant)
        try insert(answer)
        try post(answer, about: newest)
    }

    /// The receipt of a program: that the letter is here, and by when a person answers. It ends no clock (CHAIN-11), and
    /// one address gets no more than one in a day, so that two programs do not write to each other for ever.
    func acknowledge(_ letter: MailLetter, from mailbox: Mailbox) throws {
        guard mailbox.facts.sendsReceipts, mailbox.facts.sending != nil, letter.head.from.address.contains("@"),
            let contact = letter.contact
        else { return }
        let to = letter.head.from
        let sent = try receipts(
            to: to.key, from: mailbox.id, since: tx.now - MailLetter.receiptPause, hour: tx.now - .hours(1))
        guard !sent.toThem, sent.ofMailbox < MailLetter.mostReceipts else { return }
        let record = try tx.contacts.find(contact)
        let due = try tx.obligations.open(of: Subject(.contact, contact.rawValue)).map(\.dueAt).min()
        let handbook = try tx.handbooks.inForce(in: letter.unit)
        let zone = try handbook.map { try tx.calendars.calendar(of: letter.unit, under: $0).zone }
        let t = Language.chinese
        let number = record?.number ?? ""
        let text =
            if let due, let zone { t(.mailReceipt, number, due.dateAndTime(in: zone)) } else {
                t(.mailReceiptBare, number)
            }
        let answer = made(
            .receipt, text, to: letter, from: mailbox, number: number, case: nil, by: nil, at: tx.now)
        try insert(answer)
        try post(answer, about: letter)
    }

    private func made(
        _ kind: MailAnswer.Kind, _ text: String, to letter: MailLetter, from mailbox: Mailbox, number: String?,
        case serviceCase: Case.ID?, by staff: Staff.ID?, at instant: Instant
    ) -> MailAnswer {
        let id: MailAnswer.ID = tx.ids.make()
        // A receipt goes to whatever address a letter claims to come from: of what a stranger wrote it carries nothing on.
        let isReceipt = kind == .receipt
        let receiver = isReceipt ? letter.head.from : letter.head.receiver
        let subject = isReceipt ? Language.chinese(.mailReceiptSubject) : letter.head.subject
        return MailAnswer(
            id: id, mailbox: mailbox.id, kind: kind, letter: letter.id, serviceCase: serviceCase, author: staff,
            to: MailAddress(name: isReceipt ? "" : receiver.name, address: receiver.key),
            subject: MailAnswer.subject(answering: subject, number: number), text: text,
            messageID: "\(id.rawValue).\(kind.rawValue)@\(mailbox.domain)",
            answers: letter.head.answers + [letter.head.messageID].filter { !$0.isEmpty }, actedAt: instant,
            sendAt: instant + HeldReply.wait, state: .waiting)
    }

    /// Into the outbox, with the event that it follows from.
    private func post(_ answer: MailAnswer, about letter: MailLetter) throws {
        let subject =
            answer.serviceCase.map { Subject(.serviceCase, $0.rawValue) }
            ?? letter.contact.map { Subject(.contact, $0.rawValue) } ?? Subject(.unit, letter.unit.rawValue)
        let event = try tx.record(
            answer.kind == .receipt ? .letterAcknowledged : .letterSent, about: subject, in: letter.unit,
            by: answer.author, details: ["letter": answer.id.rawValue])
        try tx.outbox.add(MailDelivery.kind, answer.id.rawValue, of: event.id, to: answer.mailbox.rawValue)
    }
}

extension MailAnswer {
    static func mayWait(_ open: [Obligation], from now: Instant) -> Bool {
        !open.contains { obligation in
            guard case .deadline(let rule) = obligation.rule, obligation.pausedSince == nil else { return false }
            return rule.isKept(by: .letterAnswered) && obligation.dueAt > now
                && obligation.dueAt <= now + HeldReply.wait + HeldReply.wait
        }
    }
}

extension MailAnswers {
    /// Whoever wrote it hears that it did not arrive; the answer stays on record as an act, and is written again.
    func tellFailed(_ answer: MailAnswer, and colleague: Staff.ID? = nil) throws {
        guard let letter = try tx.mailLetters.find(answer.letter), let contact = letter.contact else { return }
        let subject =
            answer.serviceCase.map { Subject(.serviceCase, $0.rawValue) } ?? Subject(.contact, contact.rawValue)
        let event = try tx.record(
            .letterReturned, about: subject, in: letter.unit, by: nil, details: ["letter": answer.id.rawValue])
        // Of a program's receipt: whoever is to answer learns that the address is none.
        let person = try answer.author ?? tx.contacts.find(contact)?.receiver
        try tx.notify([person, colleague].compactMap(\.self), of: event)
    }
}
