import Handbook
import Kernel

/// A page of a list: its entries, and where the next page begins; nothing at the end.
struct ListDocument<Entry: Encodable & Sendable>: Encodable, Sendable {
    let entries: [Entry]
    let next: String?
}

/// That something was done which has no record of its own to show.
struct DoneDocument: Encodable, Sendable {
    let at: String
}

/// The handbook in force for a unit, clause by clause.
struct HandbookDocument: Encodable, Sendable {
    let id, code, title, number, version: String
    let clauses: [ClauseDocument]

    init(_ version: HandbookVersion, _ handbook: Handbook) {
        id = version.id.rawValue
        code = handbook.code
        title = handbook.document.title
        number = handbook.document.number
        self.version = handbook.document.version
        clauses = handbook.clauses.map(ClauseDocument.init)
    }
}

struct ClauseDocument: Encodable, Sendable {
    let number, chapter, text, strength: String
    /// the rule that enforces it; nothing for a clause that is only read
    let rule: String?
    let sources: [String]

    init(_ clause: Clause) {
        number = clause.number
        chapter = clause.chapter
        text = clause.text
        strength = clause.strength.rawValue
        sources = clause.sources
        rule =
            switch clause.enforcement {
            case .deadline(let deadline): deadline.rule.rawValue
            case .gate(let gate): gate.rule.rawValue
            case .attestation: "attestation"
            case .reference: nil
            }
    }
}

/// Something that happened. The same text goes to webhooks. Of the details only codes, ids and numbers: what a person
/// typed for an act may name somebody.
struct EventDocument: Encodable, Sendable {
    let id, kind, subjectKind, subject, at: String
    let unit, actor: String?
    let details: [String: String]

    init(_ event: Event) {
        id = event.id.rawValue
        kind = event.kind.rawValue
        subjectKind = event.subject.kind.rawValue
        subject = event.subject.id
        at = event.at.rfc3339
        unit = event.unit?.rawValue
        actor = event.actor?.rawValue
        details = event.codes
    }
}

struct WebhookDocument: Encodable, Sendable {
    let id, url, createdAt: String
    let kinds: [String]
    let isActive: Bool
    /// only in the answer to its making
    var secret: String?

    init(_ webhook: Webhook, secret: String? = nil) {
        id = webhook.id.rawValue
        url = webhook.url
        createdAt = webhook.createdAt.rfc3339
        kinds = webhook.kinds.map(\.rawValue).sorted()
        isActive = webhook.isActive
        self.secret = secret
    }
}

/// Who calls, and what the token may do.
struct CallerDocument: Encodable, Sendable {
    let staff, name: String
    let posts: [String]
}
