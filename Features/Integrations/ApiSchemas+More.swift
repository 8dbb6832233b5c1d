import Handbook
import Kernel

extension ApiSchemas {
    static let customers: [(String, JSONValue)] = [
        (
            "Customer",
            object(
                text: ["id", "number", "kind", "name", "state", "memberNumber", "grade", "unit", "knownSince"],
                maybe: ["phone"])
        ),
        ("CustomerList", page("Customer")),
        (
            "CustomerFile",
            object(
                text: [
                    "id", "number", "kind", "name", "state", "memberNumber", "grade", "unit", "knownSince", "changedAt",
                    "specialNeeds", "preferences", "language", "contactWindow", "contractNumber", "contractUntil",
                    "products", "environment", "source",
                ],
                maybe: ["phone", "owner", "verifiedAt", "mergedInto", "block"],
                others: [
                    ("version", whole), ("contactPoints", list("ContactPoint")), ("contacts", list("CustomerContact")),
                    ("consents", list("Consent")), ("cases", list("CaseSummary")),
                    ("duplicates", list("Customer")),
                ], optional: ["cases"])
        ),
        (
            "ContactPoint",
            object(
                text: ["id", "kind", "value", "label"], maybe: ["contact", "verifiedAt"], others: [("isPrimary", flag)])
        ),
        (
            "CustomerContact",
            object(text: ["id", "name", "post", "role", "power", "note"], others: [("isHelper", flag)])
        ),
        ("Consent", object(text: ["channel", "source", "at"], others: [("isGiven", flag)])),
        ("Change", object(text: ["id", "field", "reason", "at"], maybe: ["by"])),
        ("ChangeList", page("Change")),
        ("Duplicate", object(text: ["one", "other"])),
        ("DuplicateList", page("Duplicate")),
        ("Erasure", object(text: ["id", "customer", "act", "reason", "by", "at"])),
        ("ErasureList", page("Erasure")),
    ]

    static let contacts: [(String, JSONValue)] = [
        (
            "Contact",
            object(
                text: [
                    "id", "number", "direction", "channel", "unit", "receiver", "startedAt", "state", "caller",
                    "organisation", "memberNumber", "language", "subject", "content", "answer", "errand",
                ],
                maybe: [
                    "result", "mood", "satisfaction", "followUp", "computerSkill",
                    "phone", "purpose", "ending", "endedAt", "triage", "triagedAt", "identifiedAt", "customer", "case",
                    "returns", "callbackTo", "callbackText", "callbackPromisedAt", "callbackContactedAt", "returnedAt",
                ], others: [("holds", whole), ("heldMilliseconds", whole), ("awaitsCall", flag)])
        ),
        ("ContactList", page("Contact")),
        (
            "Message",
            object(
                text: [
                    "id", "unit", "takenBy", "takenAt", "addressee", "state", "caller", "organisation", "matter",
                ], maybe: ["phone", "contact", "deliveredAt", "handling", "handledAt", "toldBackAt"])
        ),
        ("MessageList", page("Message")),
        (
            "Mailbox",
            object(
                text: ["id", "unit", "address", "sender", "state"], maybe: ["fetchedAt", "troubleSince", "trouble"],
                others: [("sendsAnswers", flag)])
        ),
        ("MailboxList", page("Mailbox")),
        (
            "LetterLine",
            object(
                text: ["id", "mailbox", "subject", "from", "arrivedAt", "kind", "state"], maybe: ["contact"])
        ),
        ("LetterLineList", page("LetterLine")),
        (
            "Letter",
            object(
                text: [
                    "id", "mailbox", "address", "contact", "subject", "from", "arrivedAt", "kind", "state", "text",
                ], maybe: ["due", "settledAt", "case"],
                others: [
                    ("isCut", flag), ("canBeAnswered", flag), ("files", list("LetterFile")),
                    ("answers", list("LetterAnswer")),
                ])
        ),
        (
            "LetterFile",
            object(text: ["name", "mime"], others: [("number", whole), ("size", whole), ("isTaken", flag)])
        ),
        (
            "LetterAnswer",
            object(text: ["id", "kind", "state", "subject", "text", "at"], maybe: ["author", "sentAt"])
        ),
        (
            "Attachment",
            object(
                text: ["id", "name", "mime", "digest", "provider", "note", "by", "at", "scan"],
                maybe: ["voidedAt", "voidedBecause", "erasedAt"], others: [("size", whole), ("isOpen", flag)])
        ),
        ("AttachmentList", page("Attachment")),
    ]

    static let work: [(String, JSONValue)] = [
        (
            "Slip",
            object(
                text: [
                    "id", "case", "unit", "kind", "department", "receiver", "matter", "level", "needBy", "sentBy",
                    "sentAt", "state", "dueAt",
                ], maybe: ["person", "promisedAt", "answer", "doneAt", "verifiedAt"], others: [("urged", whole)])
        ),
        ("SlipList", page("Slip")),
        (
            "MyDay",
            object(
                text: [],
                others: [
                    ("obligations", list("Owed")), ("notices", list("Notice")), ("exceptions", list("Exception")),
                    ("isCut", flag),
                ])
        ),
        (
            "Owed",
            object(
                text: ["id", "clause", "rule", "subjectKind", "subject", "startedAt", "dueAt"], maybe: ["number"],
                others: [("isLate", flag), ("isPaused", flag)])
        ),
        ("Notice", object(text: ["id", "kind", "subjectKind", "subject", "at"])),
        (
            "Exception",
            object(
                text: [
                    "id", "clause", "subjectKind", "subject", "unit", "reason", "requestedBy", "requestedAt", "state",
                ], maybe: ["obligation"])
        ),
        ("ExceptionList", page("Exception")),
        (
            "Offer",
            object(
                text: ["id", "case", "number", "type", "severity", "lapsesAt"], maybe: ["subject", "nextDueAt"])
        ),
        ("OfferList", page("Offer")),
        ("Duty", object(text: ["staff", "name", "unit", "since"], others: [("isHere", flag)])),
        ("DutyList", page("Duty")),
        (
            "SearchResult",
            object(
                text: ["kind"], maybe: ["next"],
                others: [
                    ("entries", list("Hit")), ("clauses", list("ClauseHit")), ("customers", list("Customer")),
                    ("counts", ["type": "object", "additionalProperties": ["type": "string"]]),
                ])
        ),
        (
            "Hit",
            object(
                text: ["kind", "case", "number", "subject", "type", "state", "unit", "excerpt"],
                others: [("found", texts)])
        ),
        ("ClauseHit", object(text: ["number", "excerpt"])),
        ("Similar", object(text: ["case", "number", "subject", "category", "state", "solution", "lesson"])),
        ("SimilarList", page("Similar")),
        (
            "View",
            object(text: ["id", "name", "query"], maybe: ["unit"], others: [("mayChange", flag), ("isDefault", flag)])
        ),
        ("ViewList", page("View")),
        (
            "LibraryEntry",
            object(
                text: [
                    "case", "number", "archiveNumber", "subject", "category", "cause", "solution", "lesson",
                    "archivedAt",
                ], others: [("hasStudy", flag)])
        ),
        ("LibraryList", page("LibraryEntry")),
        (
            "QualityIssue",
            object(
                text: [
                    "id", "case", "product", "batch", "defect", "store", "notedBy", "notedAt", "followUp", "outcome",
                ], maybe: ["closedAt"])
        ),
        ("QualityIssueList", page("QualityIssue")),
        (
            "ProblemRecord",
            object(
                text: ["id", "number", "unit", "cause", "openedAt", "measure"], maybe: ["owner", "solvedAt"],
                others: [("cases", whole)])
        ),
        ("ProblemRecordList", page("ProblemRecord")),
        (
            "Unsolved",
            object(
                text: ["case", "number", "subject", "state", "reportedAt"],
                maybe: ["handler", "lastReplyAt", "nextDueAt"])
        ),
        ("UnsolvedList", page("Unsolved")),
    ]

    static let reports: [(String, JSONValue)] = [
        (
            "FigureReport",
            object(text: ["from", "to"], maybe: ["unit", "type"], others: [("figures", list("Figure"))])
        ),
        (
            "Figure",
            object(
                text: ["figure", "name", "definition", "shape"],
                others: [("value", number), ("median", number), ("before", number), ("counted", whole)],
                optional: ["value", "median", "before"])
        ),
        (
            "FigureBreakdown",
            object(
                text: ["figure", "by", "from", "to"],
                others: [("total", reference("Figure")), ("lines", list("FigureLine"))])
        ),
        (
            "FigureLine",
            object(
                text: ["key", "name"], others: [("value", number), ("before", number), ("counted", whole)],
                optional: ["value", "before"])
        ),
        (
            "FigureRow",
            object(
                text: ["case", "number", "state", "unit", "at"], maybe: ["subject", "handler"],
                others: [("value", whole)], optional: ["value"])
        ),
        ("FigureRowList", page("FigureRow")),
        (
            "DigestSummary",
            object(text: ["id", "unit", "month", "draftedBy", "draftedAt"], maybe: ["submittedAt"])
        ),
        ("DigestList", page("DigestSummary")),
        (
            "Digest",
            object(
                text: ["id", "unit", "month", "problems", "causes"], maybe: ["submittedAt"],
                others: [
                    ("lines", list("DigestLine")), ("total", reference("DigestLine")),
                    ("countermeasures", list("Countermeasure")),
                ])
        ),
        (
            "DigestLine",
            object(
                text: ["category", "compensation"],
                others: [
                    "number", "before", "founded", "unfounded", "inTime", "decided", "completed", "refused", "reopened",
                    "penalties",
                ].map { ($0, whole) })
        ),
        ("Countermeasure", object(text: ["id", "text", "owner", "due", "effect"])),
        (
            "DayDigest",
            object(
                text: ["unit", "day", "madeAt"],
                others: [
                    "enquiries", "complaints", "suggestions", "others", "completed", "unresolved", "late",
                ].map { ($0, whole) } + [("isKept", flag)])
        ),
        (
            "WeekDigest",
            object(
                text: ["unit", "week", "madeAt"],
                others: ["reported", "completed", "unresolved"].map { ($0, whole) } + [
                    ("isKept", flag), ("categories", list("WeekDigestLine")), ("products", list("WeekDigestLine")),
                ])
        ),
        (
            "WeekDigestLine",
            object(
                text: ["name"],
                others: ["number", "before", "complaints", "unresolved"].map { ($0, whole) })
        ),
        (
            "Sample",
            object(
                text: ["id", "case", "number", "unit", "drawnAt"],
                maybe: ["verdict", "note", "verifiedBy", "verifiedAt"], others: [("attempts", whole)])
        ),
        ("SampleList", page("Sample")),
        (
            "Wall",
            object(
                text: [],
                others: ["open", "dueSoon", "breached", "pooled"].map { ($0, whole) } + [
                    ("calls", reference("WaitingCalls")), ("queues", list("Queue")), ("lines", list("WallLine")),
                    ("duty", list("WallDuty")), ("deadlines", list("WallDeadline")), ("heat", list("Heat")),
                    ("isCut", flag),
                ])
        ),
        (
            "WaitingCalls",
            object(text: [], maybe: ["oldest"], others: ["held", "missed", "promised"].map { ($0, whole) })
        ),
        (
            "Queue",
            object(
                text: ["unit", "name"], maybe: ["waitingSince", "openSince"],
                others: ["waiting", "working", "deciding", "customer", "closing", "open"].map { ($0, whole) })
        ),
        (
            "WallLine",
            object(
                text: ["id", "name", "unit"], maybe: ["oldest"],
                others: ["members", "onDuty", "offered", "pooled"].map { ($0, whole) })
        ),
        (
            "WallDuty",
            object(text: ["staff", "name", "unit", "since"], others: [("isHere", flag), ("load", whole)])
        ),
        (
            "WallDeadline",
            object(
                text: ["obligation", "clause", "rule", "number", "unit", "owedBy", "dueAt"],
                maybe: ["case", "subject", "owedByStaff", "suggested"])
        ),
        ("Heat", object(text: ["clause", "unit"], others: [("kept", whole), ("all", whole)])),
        (
            "CategoryAccuracy",
            object(
                text: ["handbook", "title"], maybe: ["trainedAt"],
                others: [
                    ("isOn", flag), ("threshold", number), ("cases", whole), ("heldOut", whole), ("accuracy", number),
                    ("macroF1", number), ("labels", list("LabelAccuracy")),
                ], optional: ["accuracy", "macroF1"])
        ),
        (
            "LabelAccuracy",
            object(
                text: ["label"],
                others: [("cases", whole), ("precision", number), ("recall", number), ("f1", number)])
        ),
        (
            "Adherence",
            object(
                text: ["handbook", "version", "from", "to", "by"],
                others: [
                    ("lines", list("AdherenceLine")), ("total", reference("AdherenceCounts")), ("neverApplied", texts),
                    ("neverKept", texts), ("isWhole", flag),
                ])
        ),
        ("AdherenceLine", object(text: ["key", "name"], others: [("counts", reference("AdherenceCounts"))])),
        (
            "AdherenceCounts",
            object(
                text: [],
                others: ["applied", "kept", "late", "broken", "exempted", "running"].map { ($0, whole) }
                    + [("rate", number), ("medianSlack", whole)], optional: ["rate", "medianSlack"])
        ),
    ]

    static let places: [(String, JSONValue)] = [
        ("Unit", object(text: ["id", "name", "kind"], maybe: ["parent"], others: [("takesCases", flag)])),
        ("UnitList", page("Unit")),
        ("Colleague", object(text: ["staff", "name"])),
        ("ColleagueList", page("Colleague")),
        ("Line", object(text: ["id", "unit", "name"])),
        ("LineList", page("Line")),
        (
            "Import",
            object(
                text: ["id", "kind", "unit", "source", "file", "state", "by", "at"],
                maybe: ["mode", "reason", "endedAt"],
                others: ["rows", "checked", "bad", "brought", "updated", "skipped", "refused"].map { ($0, whole) } + [
                    ("headings", texts), ("mapping", list("ImportMapping")), ("missing", texts),
                    ("problems", list("ImportProblem")),
                ], optional: ["problems"])
        ),
        ("ImportMapping", object(text: ["field"], maybe: ["text"], others: [("column", whole)], optional: ["column"])),
        (
            "ImportProblem",
            object(
                text: ["reason"], maybe: ["field"], others: [("row", whole), ("column", whole)], optional: ["column"])
        ),
        ("ImportList", page("Import")),
        (
            "Export",
            object(
                text: ["id", "label", "list", "unit", "reason", "by", "at", "state"], maybe: ["expiresAt"],
                others: [("rows", whole), ("downloads", whole), ("reveals", flag)])
        ),
        ("ExportList", page("Export")),
        (
            "Dispatch",
            object(
                text: ["id", "number", "unit", "giver", "staff", "text", "givenAt", "wantedBy", "state"],
                maybe: ["group", "acknowledgedAt", "endedAt", "note"])
        ),
        ("DispatchList", page("Dispatch")),
        (
            "DutyAnswer",
            object(
                text: ["at", "kind", "because"],
                maybe: ["staff", "name", "backup", "backupName", "phone", "from", "until"])
        ),
        ("DutyAnswerList", page("DutyAnswer")),
        (
            "DailyReport",
            object(
                text: ["id", "unit", "staff", "day", "state", "results", "problems"],
                maybe: ["handedInAt", "waivedAt", "waivedBecause"],
                others: [
                    ("figures", list("CountedFigure")), ("review", list("ReviewedLine")), ("plan", texts),
                ])
        ),
        ("CountedFigure", object(text: ["figure"], others: [("value", whole)])),
        ("ReviewedLine", object(text: ["text"], others: [("isDone", flag)])),
        ("DailyReportList", page("DailyReport")),
        (
            "DayStep",
            object(
                text: [
                    "id", "plan", "planName", "code", "name", "state", "at", "dueAt", "owedBy", "measure", "note",
                ], maybe: ["day", "actedBy", "actedAt"], others: [("number", whole), ("expected", whole)],
                optional: ["number", "expected"])
        ),
        ("DayStepList", page("DayStep")),
        ("CaseOutcome", object(text: ["id", "outcome"], maybe: ["reason", "clause"])),
        ("CaseOutcomeList", page("CaseOutcome")),
        (
            "ReceptionChannel",
            object(
                text: ["id", "unit", "kind", "name", "address", "standard", "forward", "standing"],
                maybe: ["answering"],
                others: [
                    ("hours", texts), ("missed", whole), ("returned", whole), ("keepsHolidays", flag), ("rests", texts),
                ])
        ),
        ("ReceptionChannelList", page("ReceptionChannel")),
        (
            "QuickText",
            object(
                text: ["id", "title", "text", "source"], others: [("version", whole)], optional: ["version"])
        ),
        ("QuickTextList", page("QuickText")),
        (
            "CategoryHint",
            object(
                text: ["answer"], maybe: ["category"], others: [("percent", whole), ("because", texts)],
                optional: ["percent"])
        ),
    ]
}
