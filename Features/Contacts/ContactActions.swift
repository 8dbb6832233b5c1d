import Database
import Handbook
import Kernel

/// One person at work on one contact inside a transaction.
struct ContactWork {
    let tx: Transaction
    let actor: Actor
    let handbook: Handbook
    let calendar: BusinessCalendar
    var contact: Contact

    var owing: Owing {
        let contact = contact
        return Owing(
            subject: contact.subject, unit: contact.unit, circumstances: Circumstances(channel: contact.channel),
            round: 1, version: contact.version, handbook: handbook, calendar: calendar,
            holder: { [tx] duty in
                switch duty {
                case .firstReceiver: contact.receiver
                case .handler: contact.handler
                case .dutySupervisor: try tx.appointments.dutySupervisor(of: contact.unit, at: tx.now)
                case .decider, .investigator, .transferor, .everyone, .post: nil
                }
            })
    }

    /// Saves the contact and says what happened: the clocks follow.
    /// `instant`: when it happened, where that was a little before it is entered.
    @discardableResult
    func finish(
        _ kind: EventKind, _ passage: Passage? = nil, details: [String: String] = [:], at instant: Instant? = nil
    ) throws -> Event {
        try tx.contacts.save(contact)
        let event = try tx.record(
            kind, about: contact.subject, in: contact.unit, by: actor.staff.id, details: details)
        try tx.obligations.follow(event, Happening(kind, at: instant ?? tx.now), of: owing)
        if let passage { try tx.obligations.enter(passage, under: event) }
        tx.announce("wall")
        return event
    }
}

/// How a contact ends, with what each ending needs.
enum Outcome: Equatable, Sendable {
    case plain(Contact.Ending)
    /// `isAgreed`: the customer named the time, whatever the hour (GAME-80).
    case callback(to: Staff.ID, text: String, isAgreed: Bool = false)
    case message(to: Staff.ID, matter: String)
    case openCase(Intake)
    case addToCase(Case.ID)
}

extension Contacts {
    /// A line is picked up, or a call of ours is made: its clocks run from this instant.
    @discardableResult
    func begin(
        _ channel: Channel, _ direction: Contact.Direction = .inbound, in unit: Unit.ID, isMissed: Bool = false,
        phone: PhoneNumber? = nil, for holder: Staff.ID? = nil, returning: Contact.ID? = nil,
        at reception: ReceptionChannel.ID? = nil, by actor: Actor
    ) throws -> Contact {
        guard try tx.units(for: actor, permitting: .createCase).contains(where: { $0.id == unit }) else {
            throw NotAllowed(permission: .createCase, isElsewhere: actor.holds(.createCase))
        }
        guard let version = try tx.handbooks.inForce(tx.units.handbookCode(of: unit), at: tx.now) else {
            throw IntakeRefusal.noHandbookInForce
        }
        let handbook = try tx.handbooks.handbook(of: version)
        let calendar = try tx.calendars.calendar(of: unit, under: handbook)
        if let reception {
            let line = try tx.receptionChannels.require(reception, within: tx.receptionReach(of: actor))
            try line.requireOpen()
        }
        // What nobody picked up is owed by whoever answers that line in this hour (SOFT-70).
        let answering =
            try isMissed ? reception.flatMap { try tx.receptionChannels.answering($0, in: calendar.zone) } : nil
        var contact = Contact(
            id: tx.ids.make(), number: try nextNumber(in: calendar.zone), unit: unit, version: version.id,
            direction: direction, channel: channel, receiver: holder ?? answering ?? actor.staff.id, at: tx.now,
            isMissed: isMissed, returns: returning, reception: reception)
        contact.record.phone = phone
        try insert(contact)
        let work = ContactWork(tx: tx, actor: actor, handbook: handbook, calendar: calendar, contact: contact)
        // Who calls out knows what for: nothing is to be judged within a minute.
        if isMissed || direction == .inbound {
            let event = try work.finish(
                isMissed ? .contactMissed : .contactAnswered, details: ["number": contact.number])
            if isMissed { try tx.notify([contact.receiver], of: event) }
        }
        return contact
    }

    /// What has been typed so far; the caller is identified as soon as there is a name.
    func keep(_ record: Contact.Record, draft: String, of id: Contact.ID, by actor: Actor) throws {
        var work = try answering(id, by: actor)
        guard work.contact.isOpen else { throw Contact.Refusal.over }
        work.contact.record = work.contact.carried(into: record)
        try save(draft: draft, of: id)
        if work.contact.identify(at: tx.now) { try work.finish(.contactIdentified) } else { try save(work.contact) }
    }

    func judge(_ id: Contact.ID, _ verdict: Contact.Triage.Verdict, by actor: Actor) throws {
        var work = try answering(id, by: actor)
        if try work.contact.judge(verdict, at: tx.now) {
            try work.finish(.contactTriaged, details: ["verdict": verdict.rawValue])
        }
    }

    func hold(_ id: Contact.ID, for reason: Contact.HoldReason, by actor: Actor) throws {
        var work = try answering(id, by: actor)
        try work.contact.hold(for: reason, at: tx.now)
        try work.finish(.contactHeld, details: ["reason": reason.rawValue])
    }

    func resume(_ id: Contact.ID, by actor: Actor) throws {
        var work = try answering(id, by: actor)
        let hold = try work.contact.resume(at: tx.now)
        try insert(hold, of: id)
        try work.finish(.contactResumed)
    }

    /// Whoever answers is the first level: the case, the message, the call-back of a call come of its record, and its
    /// receiver is their first receiver (SOFT-13).
    ///
    /// The end of a contact, whichever: judged if it was not, checked against the clauses, and what follows from it
    /// done in the same transaction. Answers the contact, with its case where there is one.
    @discardableResult
    func wrapUp(
        _ id: Contact.ID, _ record: Contact.Record, _ outcome: Outcome, with particulars: Contact.Particulars = .init(),
        by actor: Actor
    ) throws -> Contact {
        var work = try answering(id, by: actor)
        try work.refuseForLetters(outcome)
        var record = work.contact.carried(into: record)
        if !work.handbook.moods.contains(record.mood) { record.mood = "" }
        record.skill = try record.skill ?? work.skillOnFile(of: record.customer)
        work.contact.record = record
        try work.contact.heedReach(outcome.ending, meeting: particulars.objections)
        record = work.contact.record
        if work.contact.identify(at: tx.now) { try work.finish(.contactIdentified) }
        let ending = outcome.ending
        if ending.isConversation, try work.contact.judge(ending.verdict, at: tx.now), work.contact.direction == .inbound
        {
            try work.finish(.contactTriaged, details: ["verdict": ending.verdict.rawValue])
        }
        try work.recogniseRepeat()
        var checks = work.contact.checks(ending: ending, under: work.handbook, on: work.calendar, at: tx.now)
        if case .callback(let staff, _, let isAgreed) = outcome {
            checks += try work.duty(of: staff) + work.quiet(isAgreed: isAgreed)
        }
        let passage = try tx.obligations.pass(checks, of: work.owing)
        if ending != .dropped {
            try PhraseWarning.heed(record.answer, work.handbook, work.contact.version, by: actor)
        }
        switch outcome {
        case .plain: try work.noteOnCase(ending)
        case .callback(let staff, let text, _):
            guard try tx.canTakeCases(staff) else { throw Contact.Refusal.noColleague }
            work.contact.promiseCallback(to: staff, saying: text, at: tx.now)
        case .message(let staff, let matter):
            try tx.messages.take(
                Message.Note(
                    caller: record.caller, organisation: record.organisation, phone: record.phone, matter: matter),
                for: staff, in: work.contact.unit, contact: id, by: actor)
        case .openCase(let intake):
            var intake = intake
            intake.customer = record.customer
            // A letter was brought when it reached the mailbox: the case's clocks begin there (CHAIN-11).
            if let letter = try tx.mailLetters.of(id) {
                intake.raisedAt = work.contact.startedAt
                intake.channel = .email
                intake.mail = letter.head.receiver.address
            }
            let opened = try tx.cases.register(intake, by: actor)
            work.contact.record.serviceCase = opened.id
            work.contact.record.customer = opened.customer ?? record.customer
        case .addToCase(let serviceCase):
            let text = [record.subject, record.content, record.answer].filter { !$0.isEmpty }.joined(separator: "\n")
            try tx.cases.note(serviceCase, text, .customer, by: actor)
            work.contact.record.serviceCase = serviceCase
        }
        if let hold = try work.contact.wrapUp(ending, at: tx.now) { try insert(hold, of: id) }
        try insert(particulars, of: id, owedBy: actor.staff.id)
        try work.followUp(after: ending)
        let wrapped = try work.finish(.contactWrappedUp, passage, details: ["ending": ending.rawValue])
        try work.flagLength(after: wrapped, checks)
        try work.keepSecondContact()
        try work.keepWhatWasSaid()
        if let promise = work.contact.callback {
            let event = try work.finish(.callbackPromised)
            try tx.notify([promise.to], of: event)
        }
        try forgetDraft(of: id)
        if work.contact.letter != nil { try work.settleLetter(outcome) }
        return work.contact
    }

    /// SOFT-45: what a line of the diary left to be done is done, by whoever took the contact or works its unit's cases.
    func finish(item place: Int, of id: Contact.ID, by actor: Actor) throws {
        let work = try work(on: id, by: actor)
        if work.contact.receiver != actor.staff.id {
            try authorize(actor, .workCase, in: work.contact.unit, isOwn: false)
        }
        guard try finish(item: place, of: id) else { throw Contact.Refusal.itemUnknown }
        try tx.record(
            .contactFollowedUp, about: work.contact.subject, in: work.contact.unit, by: actor.staff.id,
            details: ["item": String(place)])
    }

    /// Whoever may see the contact: who took it, who is to call back, and who reads the cases of its unit.
    func work(on id: Contact.ID, by actor: Actor) throws -> ContactWork {
        guard let contact = try find(id),
            contact.concerns(actor.staff.id) || actor.may(.readCase, in: contact.unit, isOwn: false)
        else { throw NotFound() }
        let handbook = try tx.handbooks.handbook(contact.version)
        return ContactWork(
            tx: tx, actor: actor, handbook: handbook,
            calendar: try tx.calendars.calendar(of: contact.unit, under: handbook), contact: contact)
    }

    /// Whoever answers it, and still may take matters in: nobody else writes on a contact, however much they read.
    private func answering(_ id: Contact.ID, by actor: Actor) throws -> ContactWork {
        let work = try work(on: id, by: actor)
        let isOwn = work.contact.receiver == actor.staff.id
        guard isOwn else { throw Contact.Refusal.notYours }
        try authorize(actor, .createCase, in: work.contact.unit, isOwn: isOwn)
        return work
    }
}

/// Calls that are owed: promised ones, and those nobody picked up.
extension Contacts {
    func acknowledgeCallback(_ id: Contact.ID, by actor: Actor) throws {
        var work = try owingCall(id, by: actor)
        try work.contact.acknowledgeCallback(by: actor.staff.id, at: tx.now)
        try work.finish(.callbackAcknowledged)
    }

    /// By whoever owes the call or promised it, or a colleague who works the cases of the unit.
    func handCallback(_ id: Contact.ID, to staff: Staff.ID, by actor: Actor) throws {
        var work = try owingCall(id, by: actor, orPromised: true)
        guard try tx.canTakeCases(staff) else { throw Contact.Refusal.noColleague }
        let passage = try tx.obligations.pass(try work.duty(of: staff), of: work.owing)
        try work.contact.handCallback(to: staff)
        let event = try work.finish(.callbackHandedOn, passage)
        try tx.obligations.hand(.handler, of: work.contact.subject, to: staff)
        try tx.notify([staff], of: event)
    }

    /// «显示完整号码»: whoever owes the call has to dial it, others need the right; each look is on record.
    func revealPhone(_ id: Contact.ID, by actor: Actor) throws -> PhoneNumber? {
        let work = try work(on: id, by: actor)
        let contact = work.contact
        let owesCall = contact.awaitsCall && contact.handler == actor.staff.id
        let isCalling = contact.isOpen && contact.returns != nil && contact.receiver == actor.staff.id
        if !owesCall, !isCalling {
            try authorize(
                actor, .revealPersonalData, in: contact.unit, isOwn: contact.concerns(actor.staff.id))
        }
        let looked = try tx.events.about(contact.subject).count { event in
            event.kind == .personalDataRevealed && event.actor == actor.staff.id && event.at > tx.now - .hours(1)
        }
        guard looked < Reveal.hourlyLimit else { throw Reveal.Refusal.tooMany(Reveal.hourlyLimit) }
        try tx.record(
            .personalDataRevealed, about: contact.subject, in: contact.unit, by: actor.staff.id,
            details: ["field": "phone"])
        return contact.record.phone
    }

    /// A call was made (SOFT-35: measured by the first one that reaches the customer). Reached, it is a contact of its
    /// own, which is answered here.
    @discardableResult
    func called(_ id: Contact.ID, reached: Bool, isAgreed: Bool = false, by actor: Actor) throws -> Contact? {
        var work = try owingCall(id, by: actor)
        let isMissed = work.contact.state == .missed
        let passage =
            try isMissed ? tx.obligations.pass(work.quietForReturn(isAgreed: isAgreed), of: work.owing) : nil
        try work.contact.called(reached: reached, at: tx.now)
        guard reached else {
            try work.finish(.callbackTried, passage)
            return nil
        }
        try work.finish(isMissed ? .contactReturned : .callbackContacted, passage)
        if !isMissed { try tx.mailLetters.reached(by: id, actor) }
        let contact = try begin(
            work.contact.channel == .chat ? .chat : .phone, .outbound, in: work.contact.unit, returning: id, by: actor)
        var own = try self.work(on: contact.id, by: actor)
        own.contact.record = work.contact.record
        own.contact.record.rings = nil
        own.contact.record.hungUpBy = nil
        own.contact.record.answer = ""
        try save(own.contact)
        return own.contact
    }

    /// A call that is owed is made by whoever owes it, where they may take matters in or work them, or by whoever works
    /// the cases of its unit. Reading it is no right to say that it was made.
    private func owingCall(_ id: Contact.ID, by actor: Actor, orPromised: Bool = false) throws -> ContactWork {
        let work = try work(on: id, by: actor)
        let contact = work.contact
        let isOwn = contact.handler == actor.staff.id || (orPromised && contact.receiver == actor.staff.id)
        if isOwn, actor.may(.createCase, in: contact.unit, isOwn: isOwn) { return work }
        try authorize(actor, .workCase, in: contact.unit, isOwn: isOwn)
        return work
    }
}

extension Outcome {
    var ending: Contact.Ending {
        switch self {
        case .plain(let ending): ending
        case .callback: .callback
        case .message: .message
        case .openCase: .openedCase
        case .addToCase: .addedToCase
        }
    }
}

extension Contact.Ending {
    /// What the ending says of the question of the first minute.
    var verdict: Contact.Triage.Verdict {
        switch self {
        case .solved, .referred, .addedToCase, .dropped, .unreached, .transferred, .message: .now
        case .movedToChat: .chat
        case .callback, .openedCase: .callback
        }
    }
}
