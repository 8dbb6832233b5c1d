import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Contacts for programs: a telephone system says that a line was picked up, and how the call ended.
enum ContactApiRoutes {
    static let operations = [
        list, read, begin, miss, callOut, keep, triage, hold, resume, wrapUp, acknowledge, handOver, call,
    ]

    private static let list = ApiOperation(
        method: .get, path: "/contacts", name: "contact.list", summary: .apiContacts, scope: .readContacts,
        query: .asked { _ = try? view($0) } + ApiPage.query, answer: "ContactList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let found = try tx.contacts.page(
            ContactFilter(view: try view(call.query) ?? .mine), reach: actor.units(permitting: .readCase),
            for: actor.staff.id, after: page.cursor.map { ($0.key, $0.id) }, limit: page.limit)
        let last = found.count == page.limit ? found.last : nil
        return ApiReply(
            body: ListDocument(
                entries: found.map(ContactDocument.init),
                next: last.map { ApiCursor(key: $0.startedAt.milliseconds, id: $0.id.rawValue).text }))
    }

    private static let read = ApiOperation(
        method: .get, path: "/contacts/:id", name: "contact.read", summary: .apiContact, scope: .readContacts,
        answer: "Contact", version: version
    ) { tx, actor, call in try document(of: call.identifier(), tx, actor) }

    private static let begin = ApiOperation(
        method: .post, path: "/contacts", name: "contact.begin", summary: .apiContactBegin, scope: .writeContacts,
        body: .asked { _ = try? line($0) }, answer: "Contact", status: .created
    ) { tx, actor, call in
        let (unit, channel) = try line(call.form)
        // Reported twice in haste, it is still one call.
        if let open = try tx.contacts.open(of: actor.staff.id) { return try document(of: open.id, tx, actor) }
        guard let unit = try unit ?? tx.units(for: actor, permitting: .createCase).first?.id else {
            throw NotAllowed(permission: .createCase, isElsewhere: false)
        }
        return try document(of: tx.contacts.begin(channel ?? .phone, in: unit, by: actor).id, tx, actor)
    }

    private static let miss = ApiOperation(
        method: .post, path: "/contacts/missed", name: "contact.missed", summary: .apiContactMissed,
        scope: .writeContacts, body: .asked { _ = try? missed($0) }, answer: "Contact", status: .created
    ) { tx, actor, call in
        let (unit, phone) = try missed(call.form)
        let contact = try tx.contacts.begin(.phone, in: unit, isMissed: true, phone: phone, by: actor)
        return try document(of: contact.id, tx, actor)
    }

    /// A call of ours, with what it is for (CHAIN-77); refused in the customer's rest and to whoever asked not to be called.
    private static let callOut = ApiOperation(
        method: .post, path: "/contacts/calls", name: "contact.call-out", summary: .apiContactCallOut,
        scope: .writeContacts, body: .asked { _ = try? ContactForms.plan($0) }, answer: "Contact", status: .created
    ) { tx, actor, call in
        let contact = try tx.contacts.callOut(ContactForms.plan(call.form), by: actor)
        return try document(of: contact.id, tx, actor)
    }

    /// What is known so far; the person at the line sees it on their page.
    private static let keep = act("draft", .apiContactKeep, .asked { _ = try? ContactForms.record($0) }) {
        tx, id, actor, call in
        let record = try ContactForms.record(call.form)
        if let customer = record.customer { _ = try tx.customers.chosen(customer, for: actor) }
        try tx.contacts.keep(record, draft: "\(call.form.replacing("_csrf", with: ""))", of: id, by: actor)
    }

    private static let triage = act("triage", .apiContactTriage, .asked { _ = try? verdict($0) }) {
        tx, id, actor, call in
        try tx.contacts.judge(id, verdict(call.form), by: actor)
    }

    private static let hold = act("hold", .apiContactHold, .asked { _ = try? holdReason($0) }) { tx, id, actor, call in
        try tx.contacts.hold(id, for: holdReason(call.form) ?? .other, by: actor)
    }

    private static let resume = act("resumption", .apiContactResume, []) { tx, id, actor, _ in
        try tx.contacts.resume(id, by: actor)
    }

    /// The fields of the record, of the ending, and (for a new case) of the register of cases.
    private static let wrapUp = act("outcome", .apiContactWrapUp, ending) { tx, id, actor, call in
        let end = try ContactRoutes.end(of: id, call.form, in: call.language, tx, actor)
        try tx.contacts.wrapUp(id, end.record, end.outcome, with: end.particulars, by: actor)
    }

    private static let acknowledge = act("callback/acknowledgement", .apiCallbackTake, []) { tx, id, actor, _ in
        try tx.contacts.acknowledgeCallback(id, by: actor)
    }

    private static let handOver = act("callback/handover", .apiCallbackHandOver, .asked { _ = try? colleague($0) }) {
        tx, id, actor, call in
        try tx.contacts.handCallback(id, to: colleague(call.form), by: actor)
    }

    /// Reached, the call is a contact of its own: it is what is answered.
    private static let call = ApiOperation(
        method: .post, path: "/contacts/:id/callback/call", name: "contact.callback.call", summary: .apiContactCall,
        scope: .writeContacts, body: .asked { _ = try? form($0.ticked("reached"), $0.ticked("agreed")) },
        answer: "Contact",
        version: version
    ) { tx, actor, call in
        let id: Contact.ID = try call.identifier()
        let (isReached, isAgreed) = try form(call.form.ticked("reached"), call.form.ticked("agreed"))
        let made = try tx.contacts.called(id, reached: isReached, isAgreed: isAgreed, by: actor)?.id
        return try document(of: made ?? id, tx, actor)
    }

    /// What the customer is asked to wait for (SOFT-47).
    private static func holdReason(_ typed: FormData) throws(Invalid) -> Contact.HoldReason? {
        try form(typed.optionalChoice("reason", of: Contact.HoldReason.self))
    }

    private static func act(
        _ address: String, _ summary: Word, _ body: [FieldShape],
        _ run: @escaping @Sendable (Transaction, Contact.ID, Actor, ApiCall) throws -> Void
    ) -> ApiOperation {
        ApiOperation(
            method: .post, path: "/contacts/:id/\(address)", name: "contact.\(address.asOperation)", summary: summary,
            scope: .writeContacts, body: body, answer: "Contact", version: version
        ) { tx, actor, call in
            let id: Contact.ID = try call.identifier()
            try run(tx, id, actor, call)
            return try document(of: id, tx, actor)
        }
    }

    private static func document(of id: Contact.ID, _ tx: Transaction, _ actor: Actor) throws -> ApiReply {
        let contact = try tx.contacts.work(on: id, by: actor).contact
        return try ApiReply(
            record: ContactDocument(contact), id: id.rawValue, number: contact.number,
            state: ContactDocument(contact).state)
    }

    /// Whoever may not see the record hears that there is none, whatever state they name.
    private static func version(_ tx: Transaction, _ actor: Actor, _ call: ApiCall) throws -> String? {
        try document(of: call.identifier(), tx, actor).version
    }

    private static var ending: [FieldShape] {
        let record = [FieldShape].asked { _ = try? ContactForms.record($0) }
        let end = [FieldShape].asked {
            _ = try? form(
                $0.choice("end", of: ContactForms.End.self), $0.optionalIdentifier("callback_to", of: Staff.self),
                $0.optional("callback_text", max: 400), $0.optionalIdentifier("message_to", of: Staff.self),
                $0.optional("message_text", max: 1000), $0.optionalIdentifier("case", of: Case.self))
        }
        let intake = [FieldShape].asked { _ = try? CaseForms.intake($0, in: .english) }.optional
        let known = Set((record + end).map(\.name))
        return record + end + intake.filter { !known.contains($0.name) }
    }

    private static func view(_ query: FormData) throws(Invalid) -> ContactFilter.View? {
        try form(query.optionalChoice("view", of: ContactFilter.View.self))
    }

    private static func line(_ typed: FormData) throws(Invalid) -> (Unit.ID?, Channel?) {
        try form(typed.optionalIdentifier("unit", of: Unit.self), typed.optionalChoice("channel", of: Channel.self))
    }

    private static func missed(_ typed: FormData) throws(Invalid) -> (Unit.ID, PhoneNumber) {
        try form(typed.identifier("unit", of: Unit.self), typed.phone("phone"))
    }

    private static func verdict(_ typed: FormData) throws(Invalid) -> Contact.Triage.Verdict {
        try form(typed.choice("verdict", of: Contact.Triage.Verdict.self))
    }

    private static func colleague(_ typed: FormData) throws(Invalid) -> Staff.ID {
        try form(typed.identifier("to", of: Staff.self))
    }
}
