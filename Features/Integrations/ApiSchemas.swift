import Handbook
import Kernel

/// The shapes of the answers, by name. A test holds real answers to them.
enum ApiSchemas {
    static let all = cases + customers + contacts + work + reports + places + others

    private static let cases: [(String, JSONValue)] = [
        (
            "Case",
            object(
                text: [
                    "id", "number", "type", "severity", "state", "source", "channel", "unit", "reportedAt", "subject",
                    "content", "demand", "category", "product", "place", "organisation", "specialNeeds",
                ],
                maybe: [
                    "customer", "handler", "firstReceiver", "completedAt", "suspendedUntil", "solution",
                    "archiveNumber",
                ],
                others: [
                    ("round", whole), ("promises", list("Promise")), ("proposals", list("Proposal")),
                    ("obligations", list("Obligation")), ("entries", list("Entry")),
                ])
        ),
        (
            "CaseSummary",
            object(
                text: ["id", "number", "type", "severity", "state", "channel", "unit", "reportedAt", "subject"],
                maybe: ["customer", "handler", "nextDueAt", "nextClause"])
        ),
        ("CaseList", page("CaseSummary")),
        ("Promise", object(text: ["id", "text", "madeAt", "dueAt"], maybe: ["keptAt"])),
        (
            "Proposal",
            object(
                text: ["id", "text", "cost", "effect", "benefit", "author", "madeAt"], maybe: ["readAt"],
                others: [("number", whole), ("round", whole), ("isOffered", flag)])
        ),
        (
            "Obligation",
            object(
                text: ["id", "clause", "rule", "owedBy", "startedAt", "dueAt", "state"],
                maybe: ["owedByStaff", "breachedAt", "endedAt"])
        ),
        ("Entry", object(text: ["id", "kind", "at", "text"], maybe: ["author"])),
    ]

    private static let others: [(String, JSONValue)] = [
        (
            "Handbook",
            object(
                text: ["id", "code", "title", "number", "version"], others: [("clauses", list("Clause"))])
        ),
        (
            "Clause",
            object(
                text: ["number", "chapter", "text", "strength"], maybe: ["rule"], others: [("sources", texts)])
        ),
        (
            "Event",
            object(
                text: ["id", "kind", "subjectKind", "subject", "at"], maybe: ["unit", "actor"],
                others: [("details", ["type": "object", "additionalProperties": ["type": "string"]])])
        ),
        ("EventList", page("Event")),
        (
            "Webhook",
            object(
                text: ["id", "url", "createdAt"], maybe: ["secret"], others: [("kinds", texts), ("isActive", flag)])
        ),
        ("WebhookList", page("Webhook")),
        ("Done", object(text: ["at"])),
        ("Caller", object(text: ["staff", "name"], others: [("posts", texts)])),
        (
            "Problem",
            object(
                text: ["type", "title", "detail", "request"], maybe: ["clause"],
                others: [
                    ("status", whole),
                    (
                        "errors",
                        [
                            "type": "array", "items": object(text: ["pointer", "detail"]),
                        ]
                    ),
                ], optional: ["errors"])
        ),
    ]

    static func reference(_ name: String) -> JSONValue { ["$ref": .text("#/components/schemas/\(name)")] }

    static let whole: JSONValue = ["type": "integer"]
    static let number: JSONValue = ["type": "number"]
    static let flag: JSONValue = ["type": "boolean"]
    static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]

    static func list(_ name: String) -> JSONValue { ["type": "array", "items": reference(name)] }

    static func page(_ name: String) -> JSONValue {
        object(text: [], maybe: ["next"], others: [("entries", list(name))])
    }

    /// `maybe` are texts that may be absent, `optional` others that may be.
    static func object(
        text: [String], maybe: [String] = [], others: [(String, JSONValue)] = [], optional: Set<String> = []
    ) -> JSONValue {
        let string: JSONValue = ["type": "string"]
        let properties = (text + maybe).map { ($0, string) } + others
        let required = text + others.map(\.0).filter { !optional.contains($0) }
        return [
            "type": "object", "properties": .object(properties), "required": .list(required.map { .text($0) }),
        ]
    }
}
