import Handbook
import Kernel

/// The parts of a case as programs read them, each with the id by which an act names it. What is masked on the page is
/// masked here.

struct JudgementDocument: Encodable, Sendable {
    let groundsSufficient, demandReasonable, isFounded: Bool
    let reason, department: String
    let nature: String?
    /// nothing where it came from elsewhere
    let by, at: String?

    init(_ judgement: Case.Judgement, at event: Event?) {
        by = event?.actor?.rawValue
        at = event?.at.rfc3339
        groundsSufficient = judgement.groundsSufficient
        demandReasonable = judgement.demandReasonable
        isFounded = judgement.isFounded
        reason = judgement.reason
        department = judgement.department
        nature = judgement.nature?.rawValue
    }
}

/// The edition of the handbook by which a case is judged.
struct CaseHandbookDocument: Encodable, Sendable {
    let id, code, version: String

    init(_ edition: HandbookVersion.ID, _ handbook: Handbook) {
        id = edition.rawValue
        code = handbook.code
        version = handbook.document.version
    }
}

/// That a case went up: because somebody said so (`asked`), because the customer refused too often (`refused`), or
/// because a clause said so when something was late (`clause`); and who took it on.
struct EscalationDocument: Encodable, Sendable {
    let kind, reason, at: String
    let by, clause, to, takenBy, takenAt: String?

    static func all(in account: CaseAccount) -> [EscalationDocument] {
        account.events.enumerated().compactMap { place, event in
            guard [.caseEscalated, .obligationEscalated].contains(event.kind) else { return nil }
            // Whoever takes the case on takes on all that went up until then.
            let taken = account.events[place...].first { $0.kind == .caseEscalationTaken }
            return EscalationDocument(event, taken)
        }
    }

    private init(_ event: Event, _ taken: Event?) {
        let said = event.details["reason"] ?? ""
        kind = event.kind == .obligationEscalated ? "clause" : said.hasPrefix("refused-") ? "refused" : "asked"
        reason = said
        at = event.at.rfc3339
        by = event.actor?.rawValue
        clause = event.details["clause"]
        to = event.details["to"]
        takenBy = taken?.actor?.rawValue
        takenAt = taken?.at.rfc3339
    }
}

/// What the customer said to a solution: `accepted`, `partly`, `refused`; when and through which channel (GAME-93).
struct AnswerDocument: Encodable, Sendable {
    let answer, at: String
    let channel, words, notedBy: String?

    static func all(in account: CaseAccount) -> [AnswerDocument] {
        account.events.compactMap { event in
            guard event.kind == .caseRefused || event.kind == .caseCompleted && event.details["answer"] != nil else {
                return nil
            }
            let words = account.entries.last { $0.kind == .customer && $0.at == event.at }?.text
            return AnswerDocument(event, words: words)
        }
    }

    private init(_ event: Event, words: String?) {
        answer = event.details["answer"] ?? Case.Answer.refused.rawValue
        at = event.at.rfc3339
        channel = event.details["channel"]
        self.words = words
        notedBy = event.actor?.rawValue
    }
}

struct FindingDocument: Encodable, Sendable {
    let cause, rootCause, responsiblePerson, statement: String

    init(_ finding: Case.Finding) {
        cause = finding.cause
        rootCause = finding.rootCause
        responsiblePerson = finding.responsiblePerson
        statement = finding.statement
    }
}

struct DecisionDocument: Encodable, Sendable {
    let text, by, at: String
    let proposal: String?

    init(_ decision: Case.Decision) {
        text = decision.text
        by = decision.by.rawValue
        at = decision.at.rfc3339
        proposal = decision.proposal?.rawValue
    }
}

struct ArchiveDocument: Encodable, Sendable {
    let number, evaluation, lesson, by, at: String

    init(_ archive: Case.Archive) {
        number = archive.number
        evaluation = archive.evaluation
        lesson = archive.lesson
        by = archive.by.rawValue
        at = archive.at.rfc3339
    }
}

/// A verdict with its reason: whose matter it is (`ours`, `not-ours`, `unclear`), what became of a suggestion.
struct VerdictDocument: Encodable, Sendable {
    let verdict, reason: String

    init(_ attribution: Case.Attribution) {
        verdict = attribution.verdict.rawValue
        reason = attribution.reason
    }

    init(_ assessment: Case.Assessment) {
        verdict = assessment.isAdopted ? "adopted" : "declined"
        reason = assessment.reason
    }
}

struct SuspensionDocument: Encodable, Sendable {
    let reason, notice, since, until: String

    init(_ suspension: Case.Suspension) {
        reason = suspension.reason.rawValue
        notice = suspension.notice
        since = suspension.since.rfc3339
        until = suspension.until.rfc3339
    }
}

struct CompensationDocument: Encodable, Sendable {
    let id, kind, value, reason, applicant, askedAt, proof, receivedBy, budget: String
    let approvedBy, approvedAt, deliverBy, deliveredAt, refusedBy, refusedAt, refusalReason: String?

    init(_ compensation: Compensation) {
        id = compensation.id.rawValue
        kind = compensation.kind.rawValue
        value = compensation.value.description
        reason = compensation.reason
        applicant = compensation.applicant.rawValue
        askedAt = compensation.askedAt.rfc3339
        proof = compensation.proof
        receivedBy = compensation.receivedBy.isEmpty ? "" : PersonName(compensation.receivedBy).masked
        budget = compensation.budget
        approvedBy = compensation.approvedBy?.rawValue
        approvedAt = compensation.approvedAt?.rfc3339
        deliverBy = compensation.deliverBy?.description
        deliveredAt = compensation.deliveredAt?.rfc3339
        refusedBy = compensation.refusal?.by.rawValue
        refusedAt = compensation.refusal?.at.rfc3339
        refusalReason = compensation.refusal?.reason
    }
}

struct PenaltyDocument: Encodable, Sendable {
    let id, target, person, result, reason, basis, by, at: String
    let amount: String?
    let points: Int?

    init(_ line: PenaltyLine) {
        id = line.id.rawValue
        target = line.target.rawValue
        person = line.person
        result = line.result
        reason = line.reason
        basis = line.basis
        by = line.by.rawValue
        at = line.at.rfc3339
        amount = line.amount?.description
        points = line.points
    }
}

struct VisitDocument: Encodable, Sendable {
    let id, by, at, result, note: String
    let round: Int
    let isSolved, wasTold: Bool
    let satisfaction: Int?

    init(_ visit: ReturnVisit) {
        id = visit.id.rawValue
        by = visit.by.rawValue
        at = visit.at.rfc3339
        result = visit.result.rawValue
        note = visit.note
        round = visit.round
        isSolved = visit.isSolved
        wasTold = visit.wasTold
        satisfaction = visit.satisfaction
    }
}

/// 投诉移交单 as it was written, and what came of it.
struct TransferDocument: Encodable, Sendable {
    let id, to, reason, known, wanted, matter, at, state: String
    let from, mood, signedBy, signedAt, returnedBecause, returnedAt, result, reportedAt: String?
    /// what the customer had been promised when it was handed on
    let promises: [PledgeDocument]

    init(_ slip: TransferSlip) {
        promises = slip.promises.map {
            PledgeDocument(text: $0.text, dueAt: Instant(milliseconds: $0.due).rfc3339)
        }
        id = slip.id.rawValue
        to = slip.to.rawValue
        reason = slip.reason
        known = slip.known
        wanted = slip.wanted
        matter = slip.matter
        at = slip.at.rfc3339
        state =
            if slip.rejection != nil {
                "returned"
            } else if slip.report != nil {
                "reported"
            } else if slip.signature != nil {
                "signed"
            } else if slip.settledAt != nil {
                "settled"
            } else {
                "pending"
            }
        from = slip.from?.rawValue
        mood = slip.mood?.rawValue
        signedBy = slip.signature?.by.rawValue
        signedAt = slip.signature?.at.rfc3339
        returnedBecause = slip.rejection?.reason
        returnedAt = slip.rejection?.at.rfc3339
        result = slip.report?.result
        reportedAt = slip.report?.at.rfc3339
    }
}

struct PledgeDocument: Encodable, Sendable {
    let text, dueAt: String
}

struct CorrectionDocument: Encodable, Sendable {
    let id, cause, measure, owner, due, takenBy, takenAt, result: String
    let doneAt, verifiedBy, verifiedAt: String?

    init(_ action: CorrectiveAction) {
        id = action.id.rawValue
        cause = action.cause
        measure = action.measure
        owner = action.owner.rawValue
        due = action.due.rfc3339
        takenBy = action.takenBy.rawValue
        takenAt = action.takenAt.rfc3339
        result = action.result
        doneAt = action.doneAt?.rfc3339
        verifiedBy = action.verifiedBy?.rawValue
        verifiedAt = action.verifiedAt?.rfc3339
    }
}

struct StudyDocument: Encodable, Sendable {
    let id, title, background, course, cause, solution, standardAnswer, author, writtenAt: String
    let approvedBy, approvedAt, metOn: String?

    init(_ study: CaseStudy) {
        id = study.id.rawValue
        title = study.text.title
        background = study.text.background
        course = study.text.course
        cause = study.text.cause
        solution = study.text.solution
        standardAnswer = study.text.standardAnswer
        author = study.author.rawValue
        writtenAt = study.writtenAt.rfc3339
        metOn = study.text.metOn?.description
        approvedBy = study.approvedBy?.rawValue
        approvedAt = study.approvedAt?.rfc3339
    }
}

struct ReferralDocument: Encodable, Sendable {
    let id, party, phone, reason, by, at: String

    init(_ referral: Referral) {
        id = referral.id.rawValue
        party = referral.party
        phone = referral.phone
        reason = referral.reason
        by = referral.by.rawValue
        at = referral.at.rfc3339
    }
}

struct ExtraServiceDocument: Encodable, Sendable {
    let id, text, by, at: String

    init(_ effort: ExtraEffort) {
        id = effort.id.rawValue
        text = effort.text
        by = effort.by.rawValue
        at = effort.at.rfc3339
    }
}

/// Another case it belongs with, as far as the reader may know of it.
struct KinDocument: Encodable, Sendable {
    let serviceCase, number, relation, subject, state: String

    enum CodingKeys: String, CodingKey {
        case number, relation, subject, state
        case serviceCase = "case"
    }

    init(_ other: Case, of record: Case) {
        serviceCase = other.id.rawValue
        number = other.number
        subject = other.report.subject
        state = other.state.rawValue
        let kinship = record.kinship
        relation =
            if other.id == kinship.mergedInto {
                "merged-into"
            } else if other.id == kinship.splitFrom {
                "split-from"
            } else if other.id == kinship.parent {
                "parent"
            } else if other.kinship.mergedInto == record.id {
                "merged-from"
            } else if other.kinship.splitFrom == record.id {
                "split-off"
            } else {
                "child"
            }
    }
}

/// What was asked of every matter of its category, and the answer so far.
struct DetailDocument: Encodable, Sendable {
    let name: String
    let value: String?
}
