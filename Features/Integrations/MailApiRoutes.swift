import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Mailboxes and their letters for programs. A letter that owes an answer is the letter of a contact: what is done with it
/// is done there. How a mailbox is reached is set up on its page alone.
enum MailApiRoutes {
    static let operations = [
        mailboxes, mailbox, letters, letter, answer, takeBack, take, close, attach, promote,
    ]

    private static let mailboxes = ApiOperation(
        method: .get, path: "/mailboxes", name: "mailbox.list", summary: .apiMailboxes, scope: .readContacts,
        answer: "MailboxList"
    ) { tx, actor, _ in
        ApiReply(body: ListDocument(entries: try tx.mailboxes.seen(by: actor).map(MailboxDocument.init), next: nil))
    }

    private static let mailbox = ApiOperation(
        method: .get, path: "/mailboxes/:id", name: "mailbox.read", summary: .apiMailbox, scope: .readContacts,
        answer: "Mailbox"
    ) { tx, actor, call in
        ApiReply(body: MailboxDocument(try tx.mailboxes.seen(call.identifier(), by: actor).mailbox))
    }

    private static let letters = ApiOperation(
        method: .get, path: "/mailboxes/:id/letters", name: "mailbox.letters", summary: .apiLetters,
        scope: .readContacts, query: ApiPage.query, answer: "LetterLineList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let box = try readable(call.identifier(), tx, actor)
        let found = try tx.mailLetters.page(
            of: box, after: page.cursor.map { ($0.key, $0.id) }, limit: page.limit)
        let last = found.count == page.limit ? found.last : nil
        return ApiReply(
            body: ListDocument(
                entries: found.map(LetterLineDocument.init),
                next: last.map { ApiCursor(key: $0.arrivedAt.milliseconds, id: $0.id.rawValue).text }))
    }

    private static let letter = ApiOperation(
        method: .get, path: "/contacts/:id/letter", name: "letter.read", summary: .apiLetter, scope: .readContacts,
        answer: "Letter", version: version
    ) { tx, actor, call in try document(of: call.identifier(), tx, actor) }

    /// Held for ten seconds like an answer of the page.
    private static let answer = act("answer", .apiLetterAnswer, .asked { _ = try? text($0) }) { tx, id, actor, call in
        _ = try tx.mailAnswers.answer(id, text(call.form), by: actor)
    }

    private static let takeBack = act("answers/:part/taking-back", .apiLetterTakeBack, []) { tx, id, actor, call in
        _ = try tx.mailAnswers.takeBack(call.identifier("part"), of: id, by: actor)
    }

    private static let take = act("taking", .apiLetterTake, []) { tx, id, actor, _ in
        try tx.mailLetters.take(id, by: actor)
    }

    /// Handled: it needs no answer, for a reason.
    private static let close = act("closing", .apiLetterClose, .asked { _ = try? reason($0) }) { tx, id, actor, call in
        try tx.mailLetters.close(id, because: reason(call.form), by: actor)
    }

    /// Added to a case: it is answered there. A case of its own is an outcome of the contact.
    private static let attach = act("case", .apiLetterAttach, .asked { _ = try? serviceCase($0) }) {
        tx, id, actor, call in
        let (_, work) = try tx.mailLetters.require(id, by: actor)
        try tx.contacts.wrapUp(id, work.contact.record, .addToCase(serviceCase(call.form)), by: actor)
    }

    /// A person wrote what a program seemed to have written.
    private static let promote = ApiOperation(
        method: .post, path: "/mailboxes/:id/letters/:part/promotion", name: "letter.promotion",
        summary: .apiLetterPromote, scope: .writeContacts, body: [], answer: "LetterLine"
    ) { tx, actor, call in
        let box = try readable(call.identifier(), tx, actor)
        let part: MailLetter.ID = try call.identifier("part")
        guard try tx.mailLetters.find(part)?.mailbox == box else { throw NotFound() }
        try tx.mailLetters.promote(part, by: actor)
        guard let letter = try tx.mailLetters.find(part) else { throw NotFound() }
        let line = LetterLineDocument(letter)
        return try ApiReply(record: line, id: line.id, state: line.state)
    }

    private static func act(
        _ address: String, _ summary: Word, _ body: [FieldShape],
        _ run: @escaping @Sendable (Transaction, Contact.ID, Actor, ApiCall) throws -> Void
    ) -> ApiOperation {
        ApiOperation(
            method: .post, path: "/contacts/:id/letter/\(address)", name: "letter.\(address.asOperation)",
            summary: summary, scope: .writeContacts, body: body, answer: "Letter", version: version
        ) { tx, actor, call in
            let id: Contact.ID = try call.identifier()
            try run(tx, id, actor, call)
            return try document(of: id, tx, actor)
        }
    }

    private static func readable(_ id: Mailbox.ID, _ tx: Transaction, _ actor: Actor) throws -> Mailbox.ID {
        guard try tx.mailboxes.seen(id, by: actor).mayRead else { throw NotFound() }
        return id
    }

    private static func document(of id: Contact.ID, _ tx: Transaction, _ actor: Actor) throws -> ApiReply {
        let work = try tx.contacts.work(on: id, by: actor)
        guard let view = try tx.mailLetters.view(of: work) else { throw NotFound() }
        let letter = LetterDocument(view)
        return try ApiReply(record: letter, id: letter.id, state: letter.state)
    }

    /// Whoever may not see the record hears that there is none, whatever state they name.
    private static func version(_ tx: Transaction, _ actor: Actor, _ call: ApiCall) throws -> String? {
        try document(of: call.identifier(), tx, actor).version
    }

    private static func text(_ typed: FormData) throws(Invalid) -> String {
        try form(typed.required("text", max: 4000))
    }

    private static func reason(_ typed: FormData) throws(Invalid) -> String {
        try form(typed.required("reason", max: 200))
    }

    private static func serviceCase(_ typed: FormData) throws(Invalid) -> Case.ID {
        try form(typed.identifier("case", of: Case.self))
    }
}
