import Handbook
import Kernel

/// A mailbox as programs read it: how it stands, and nothing of how one gets in.
struct MailboxDocument: Encodable, Sendable {
    let id, unit, address, sender, state: String
    let fetchedAt, troubleSince, trouble: String?
    let sendsAnswers: Bool

    init(_ mailbox: Mailbox) {
        id = mailbox.id.rawValue
        unit = mailbox.unit.rawValue
        address = mailbox.facts.address
        sender = mailbox.facts.sender
        state = !mailbox.isOn ? "off" : mailbox.trouble == nil ? "fetching" : "failing"
        fetchedAt = mailbox.fetchedAt?.rfc3339
        troubleSince = mailbox.trouble?.since.rfc3339
        trouble = mailbox.trouble?.reason.rawValue
        sendsAnswers = mailbox.facts.sending != nil
    }
}

/// A line of a mailbox: who wrote it is masked as on the page.
struct LetterLineDocument: Encodable, Sendable {
    let id, mailbox, subject, from, arrivedAt, kind, state: String
    let contact: String?

    init(_ letter: MailLetter) {
        id = letter.id.rawValue
        mailbox = letter.mailbox.rawValue
        subject = letter.head.subject
        from = letter.head.from.masked
        arrivedAt = letter.arrivedAt.rfc3339
        kind = letter.kind.rawValue
        state = letter.apiState
        contact = letter.contact?.rawValue
    }
}

/// The letter of a contact, with what was written back.
struct LetterDocument: Encodable, Sendable {
    let id, mailbox, address, contact, subject, from, arrivedAt, kind, state, text: String
    let due, settledAt, serviceCase: String?
    /// Something is not here: it lies in the mailbox.
    let isCut: Bool
    /// An answer would leave as a letter.
    let canBeAnswered: Bool
    let files: [File]
    let answers: [Answer]

    struct File: Encodable, Sendable {
        let number, size: Int
        let name, mime: String
        let isTaken: Bool
    }

    struct Answer: Encodable, Sendable {
        let id, kind, state, subject, text, at: String
        let author, sentAt: String?
    }

    enum CodingKeys: String, CodingKey {
        case id, mailbox, address, contact, subject, from, arrivedAt, kind, state, text, due, settledAt
        case serviceCase = "case"
        case isCut, canBeAnswered, files, answers
    }

    init(_ view: MailLetterView) {
        let letter = view.letter
        id = letter.id.rawValue
        mailbox = letter.mailbox.rawValue
        address = view.address
        contact = view.contact.rawValue
        subject = letter.head.subject
        from = letter.head.from.masked
        arrivedAt = letter.arrivedAt.rfc3339
        kind = letter.kind.rawValue
        state = letter.apiState
        text = letter.text
        due = view.due?.rfc3339
        settledAt = letter.settlement?.at.rfc3339
        serviceCase = view.serviceCase?.rawValue
        isCut = letter.isCut
        canBeAnswered = view.canSend
        files = view.files.map { file, _ in
            File(number: file.number, size: file.size, name: file.name, mime: file.mime, isTaken: file.digest != nil)
        }
        answers = view.answers.map { answer in
            Answer(
                id: answer.id.rawValue, kind: answer.kind.rawValue, state: answer.state.rawValue,
                subject: answer.subject, text: answer.text, at: answer.actedAt.rfc3339,
                author: answer.author?.rawValue, sentAt: answer.sentAt?.rfc3339)
        }
    }
}

extension MailLetter {
    /// `open`, or how it was settled; `none` where nobody is owed an answer.
    fileprivate var apiState: String { settlement?.way.rawValue ?? (kind.owesAnswer ? "open" : "none") }
}
