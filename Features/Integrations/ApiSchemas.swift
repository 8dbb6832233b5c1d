import Handbook
import Kernel

/// The shapes of the answers, by name. A test holds real answers to them.
enum ApiSchemas {
    static let all = cases + caseParts + customers + contacts + work + reports + places + others

    private static let cases: [(String, JSONValue)] = [
        (
            "Case",
            object(
                text: [
                    "id", "number", "type", "severity", "state", "source", "channel", "unit", "reportedAt", "subject",
                    "content", "demand", "category", "product", "place", "organisation", "specialNeeds", "opinion",
                    "expectation", "complainant", "grade",
                ],
                maybe: [
                    "customer", "handler", "firstReceiver", "completedAt", "suspendedUntil", "solution",
                    "archiveNumber", "phone", "investigator", "outcome", "evaluation", "lesson", "handedUpAt",
                    "lastReplyAt",
                ],
                others: [
                    ("round", whole), ("refusals", whole), ("secondAskings", whole),
                    ("externalNumbers", texts), ("handbook", reference("CaseHandbook")),
                    ("judgement", reference("Judgement")),
                    ("attribution", reference("Verdict")), ("assessment", reference("Verdict")),
                    ("finding", reference("Finding")), ("decision", reference("Decision")),
                    ("suspension", reference("Suspension")), ("archive", reference("Archive")),
                    ("repair", reference("Repair")), ("agreement", reference("Agreement")),
                    ("paidService", reference("PaidService")), ("escalations", list("Escalation")),
                    ("answers", list("Answer")), ("promises", list("Promise")),
                    ("proposals", list("Proposal")), ("penalties", list("Penalty")),
                    ("compensations", list("Compensation")), ("visits", list("Visit")),
                    ("transfers", list("Transfer")), ("corrections", list("Correction")), ("studies", list("Study")),
                    ("qualityIssues", list("QualityIssue")), ("slips", list("Slip")), ("referrals", list("Referral")),
                    ("extraServices", list("ExtraService")), ("parties", list("Party")), ("sessions", list("Session")),
                    ("kin", list("Kin")), ("details", list("Detail")), ("exceptions", list("Exception")),
                    ("attachments", list("AttachmentLine")), ("obligations", list("Obligation")),
                    ("entries", list("Entry")), ("openCases", list("CaseSummary")),
                ],
                optional: [
                    "judgement", "attribution", "assessment", "finding", "decision", "suspension", "archive", "repair",
                    "agreement", "paidService", "openCases",
                ])
        ),
        (
            "CaseSummary",
            object(
                text: ["id", "number", "type", "severity", "state", "channel", "unit", "reportedAt", "subject"],
                maybe: ["customer", "handler", "nextDueAt", "nextClause"])
        ),
        ("CaseList", page("CaseSummary")),
        (
            "Promise",
            object(text: ["id", "text", "madeBy", "madeAt", "dueAt"], maybe: ["keptAt"], others: [("notices", whole)])
        ),
        (
            "Proposal",
            object(
                text: ["id", "text", "cost", "effect", "benefit", "author", "madeAt"],
                maybe: ["readAt", "chosenAt", "chosenBy"],
                others: [
                    ("number", whole), ("round", whole), ("attempt", whole), ("isOffered", flag),
                    ("readings", list("Reading")),
                ])
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
        ("RecordState", object(text: ["id"], maybe: ["number", "state", "version"])),
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
