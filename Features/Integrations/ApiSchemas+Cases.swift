import Handbook
import Kernel

extension ApiSchemas {
    /// The parts of a case, as they lie in its document.
    static let caseParts: [(String, JSONValue)] = [
        ("Reading", object(text: ["by", "at"])),
        (
            "Judgement",
            object(
                text: ["reason", "department"], maybe: ["nature", "by", "at"],
                others: [("groundsSufficient", flag), ("demandReasonable", flag), ("isFounded", flag)])
        ),
        ("Verdict", object(text: ["verdict", "reason"])),
        ("Finding", object(text: ["cause", "rootCause", "responsiblePerson", "statement"])),
        ("Decision", object(text: ["text", "by", "at"], maybe: ["proposal"])),
        ("Suspension", object(text: ["reason", "notice", "since", "until"])),
        ("Archive", object(text: ["number", "evaluation", "lesson", "by", "at"])),
        (
            "Compensation",
            object(
                text: ["id", "kind", "value", "reason", "applicant", "askedAt", "proof", "receivedBy", "budget"],
                maybe: [
                    "approvedBy", "approvedAt", "deliverBy", "deliveredAt", "refusedBy", "refusedAt", "refusalReason",
                ])
        ),
        (
            "Penalty",
            object(
                text: ["id", "target", "person", "result", "reason", "basis", "by", "at"], maybe: ["amount"],
                others: [("points", whole)], optional: ["points"])
        ),
        (
            "Visit",
            object(
                text: ["id", "by", "at", "result", "note"],
                others: [("round", whole), ("isSolved", flag), ("wasTold", flag), ("satisfaction", whole)],
                optional: ["satisfaction"])
        ),
        (
            "Transfer",
            object(
                text: ["id", "to", "reason", "known", "wanted", "matter", "at", "state"],
                maybe: [
                    "from", "mood", "signedBy", "signedAt", "returnedBecause", "returnedAt", "result", "reportedAt",
                ], others: [("promises", list("Pledge"))])
        ),
        ("Pledge", object(text: ["text", "dueAt"])),
        ("CaseHandbook", object(text: ["id", "code", "version"])),
        (
            "Escalation",
            object(text: ["kind", "reason", "at"], maybe: ["by", "clause", "to", "takenBy", "takenAt"])
        ),
        ("Answer", object(text: ["answer", "at"], maybe: ["channel", "words", "notedBy"])),
        (
            "Correction",
            object(
                text: ["id", "cause", "measure", "owner", "due", "takenBy", "takenAt", "result"],
                maybe: ["doneAt", "verifiedBy", "verifiedAt"])
        ),
        (
            "Study",
            object(
                text: [
                    "id", "title", "background", "course", "cause", "solution", "standardAnswer", "author",
                    "writtenAt",
                ], maybe: ["approvedBy", "approvedAt", "metOn"])
        ),
        ("Referral", object(text: ["id", "party", "phone", "reason", "by", "at"])),
        ("ExtraService", object(text: ["id", "text", "by", "at"])),
        ("Party", object(text: ["id", "role", "name", "claim"], maybe: ["phone"])),
        (
            "Session",
            object(
                text: ["id", "at", "place", "attendees", "record", "mediator"], others: [("number", whole)])
        ),
        ("Agreement", object(text: ["text", "signatories", "signedAt", "recordedBy"])),
        (
            "Repair",
            object(
                text: ["kind"],
                maybe: [
                    "appointment", "repairer", "dispatchedAt", "takenAt", "arrivedAt", "work", "material", "cost",
                    "doneAt", "signatory", "signedAt",
                ], others: [("labourMinutes", whole)], optional: ["labourMinutes"])
        ),
        (
            "PaidService",
            object(
                text: ["item", "quote", "quotedBy", "quotedAt", "answer"], maybe: ["answeredAt", "evidence"])
        ),
        ("Kin", object(text: ["case", "number", "relation", "subject", "state"])),
        ("Detail", object(text: ["name"], maybe: ["value"])),
        ("Paper", object(text: ["form", "title"], maybe: ["emptyBecause"])),
        ("PaperList", page("Paper")),
        ("AttachmentLine", object(text: ["id", "at"])),
    ]
}
