import Handbook
import Kernel

/// A case as programs read it: all that its page shows, masked as there. Names of members stay; new ones may come.
struct CaseDocument: Encodable, Sendable {
    let id, number, type, severity, state, source, channel, unit, reportedAt: String
    let subject, content, demand, category, product, place, organisation, specialNeeds: String
    let opinion, expectation, complainant, grade: String
    let customer, handler, firstReceiver, completedAt, suspendedUntil, solution, archiveNumber: String?
    let phone, investigator, outcome, evaluation, lesson, handedUpAt, lastReplyAt: String?
    let round, refusals, secondAskings: Int
    let externalNumbers: [String]
    let handbook: CaseHandbookDocument
    let judgement: JudgementDocument?
    let attribution, assessment: VerdictDocument?
    let finding: FindingDocument?
    let decision: DecisionDocument?
    let suspension: SuspensionDocument?
    let archive: ArchiveDocument?
    let repair: RepairDocument?
    let agreement: AgreementDocument?
    let paidService: PaidServiceDocument?
    let escalations: [EscalationDocument]
    let answers: [AnswerDocument]
    let promises: [PromiseDocument]
    let proposals: [ProposalDocument]
    let penalties: [PenaltyDocument]
    let compensations: [CompensationDocument]
    let visits: [VisitDocument]
    let transfers: [TransferDocument]
    let corrections: [CorrectionDocument]
    let studies: [StudyDocument]
    let qualityIssues: [QualityIssueDocument]
    let slips: [SlipDocument]
    let referrals: [ReferralDocument]
    let extraServices: [ExtraServiceDocument]
    let parties: [PartyDocument]
    let sessions: [SessionDocument]
    let kin: [KinDocument]
    let details: [DetailDocument]
    let exceptions: [ExceptionDocument]
    let attachments: [AttachmentLineDocument]
    let obligations: [ObligationDocument]
    let entries: [EntryDocument]
    /// said where one is registered alone: what else is open of the same customer, this very matter perhaps
    var openCases: [CaseSummaryDocument]?

    /// The events that say something of it: judgement, escalations, the customer's answers.
    static let events: [EventKind] = [
        .caseJudged, .caseEscalated, .obligationEscalated, .caseEscalationTaken, .caseRefused, .caseCompleted,
    ]

    init(_ account: CaseAccount) {
        let file = account.file
        let record = file.record
        id = record.id.rawValue
        number = record.number
        type = record.type.rawValue
        severity = record.severity.rawValue
        state = record.state.rawValue
        source = record.source.rawValue
        channel = record.channel.rawValue
        unit = record.unit.rawValue
        reportedAt = record.reportedAt.rfc3339
        subject = record.report.subject
        content = record.report.content
        demand = record.report.demand
        category = record.report.category
        product = record.report.product
        place = record.report.place
        organisation = record.report.organisation
        specialNeeds = record.report.specialNeeds
        opinion = record.report.opinion
        expectation = record.report.expectation
        complainant = account.customer?.shownName ?? ""
        grade = record.grade.rawValue
        customer = record.customer?.rawValue
        handler = record.handler?.rawValue
        firstReceiver = record.firstReceiver.rawValue
        completedAt = record.completedAt?.rfc3339
        suspendedUntil = record.suspension?.until.rfc3339
        solution = record.solution
        archiveNumber = record.archive?.number
        phone = account.customer?.phone?.description
        investigator = record.investigator?.rawValue
        outcome = record.outcome?.rawValue
        evaluation = record.archive?.evaluation
        lesson = record.archive?.lesson
        handedUpAt = record.handedUpAt?.rfc3339
        lastReplyAt = file.lastReplyAt?.rfc3339
        round = record.round
        refusals = record.refusals
        secondAskings = record.secondAskings
        externalNumbers = account.externalNumbers
        judgement = record.judgement.map { JudgementDocument($0, at: account.events.last { $0.kind == .caseJudged }) }
        attribution = record.attribution.map { VerdictDocument($0) }
        assessment = record.assessment.map { VerdictDocument($0) }
        finding = record.finding.map(FindingDocument.init)
        decision = record.decision.map(DecisionDocument.init)
        suspension = record.suspension.map(SuspensionDocument.init)
        archive = record.archive.map(ArchiveDocument.init)
        repair = file.repair.map(RepairDocument.init)
        agreement = file.agreement.map { AgreementDocument($0) }
        paidService = file.paidService.map(PaidServiceDocument.init)
        handbook = CaseHandbookDocument(record.version, account.handbook)
        escalations = EscalationDocument.all(in: account)
        answers = AnswerDocument.all(in: account)
        promises = file.promises.map(PromiseDocument.init)
        proposals = file.proposals.map(ProposalDocument.init)
        penalties = file.penaltyLines.map(PenaltyDocument.init)
        compensations = file.compensations.map(CompensationDocument.init)
        visits = file.visits.map(VisitDocument.init)
        transfers = file.transfers.map(TransferDocument.init)
        corrections = file.correctives.map(CorrectionDocument.init)
        studies = account.studies.map(StudyDocument.init)
        qualityIssues = account.issues.map(QualityIssueDocument.init)
        slips = account.slips.map(SlipDocument.init)
        referrals = file.referrals.map(ReferralDocument.init)
        extraServices = file.extraServices.map(ExtraServiceDocument.init)
        parties = file.parties.map(PartyDocument.init)
        sessions = file.sessions.map { SessionDocument($0) }
        kin = account.kin.map { KinDocument($0, of: record) }
        details = file.detailNames(under: account.handbook).map { DetailDocument(name: $0, value: file.details[$0]) }
        exceptions = account.exceptions.map(ExceptionDocument.init)
        attachments = account.attachments.map(AttachmentLineDocument.init)
        obligations = account.obligations.map(ObligationDocument.init)
        entries = account.entries.map(EntryDocument.init)
    }
}

/// That a file lies with the case; `/cases/{id}/attachments` tells all of it, under a scope of its own.
struct AttachmentLineDocument: Encodable, Sendable {
    let id, at: String

    init(_ attachment: Attachment) {
        id = attachment.id.rawValue
        at = attachment.at.rfc3339
    }
}

/// A line of the list of cases.
struct CaseSummaryDocument: Encodable, Sendable {
    let id, number, type, severity, state, channel, unit, reportedAt, subject: String
    let customer, handler, nextDueAt, nextClause: String?
}

extension CaseSummaryDocument {
    init(line: CaseLine) {
        self.init(
            id: line.id.rawValue, number: line.number, type: line.type.rawValue, severity: line.severity.rawValue,
            state: line.state.rawValue, channel: line.channel.rawValue, unit: line.unit.rawValue,
            reportedAt: line.reportedAt.rfc3339, subject: line.subject, customer: line.customer?.rawValue,
            handler: line.handler?.rawValue, nextDueAt: line.nextDueAt?.rfc3339, nextClause: line.nextClause)
    }
}

struct PromiseDocument: Encodable, Sendable {
    let id, text, madeBy, madeAt, dueAt: String
    let keptAt: String?
    /// how often the customer was told of a delay and given a new time
    let notices: Int

    init(_ promise: Promise) {
        id = promise.id.rawValue
        text = promise.text
        madeBy = promise.madeBy.rawValue
        madeAt = promise.madeAt.rfc3339
        dueAt = promise.dueAt.rfc3339
        notices = promise.notices
        keptAt = if case .kept(let at) = promise.state { at.rfc3339 } else { nil }
    }
}

struct ProposalDocument: Encodable, Sendable {
    let id, text, cost, effect, benefit, author, madeAt: String
    /// the attempt is how often the customer had refused before it was made (GAME-93)
    let number, round, attempt: Int
    let readAt, chosenAt, chosenBy: String?
    let readings: [ReadingDocument]
    let isOffered: Bool

    init(_ proposal: Proposal) {
        id = proposal.id.rawValue
        text = proposal.text
        cost = proposal.cost.description
        effect = proposal.effect
        benefit = proposal.benefit
        author = proposal.author.rawValue
        madeAt = proposal.madeAt.rfc3339
        number = proposal.number
        round = proposal.round
        attempt = proposal.attempt
        readAt = proposal.readings.first?.at.rfc3339
        chosenAt = proposal.choice?.at.rfc3339
        chosenBy = proposal.choice?.channel.rawValue
        readings = proposal.readings.map { ReadingDocument(by: $0.by.rawValue, at: $0.at.rfc3339) }
        isOffered = proposal.isOffered
    }
}

/// Who has read a proposal, and when.
struct ReadingDocument: Encodable, Sendable {
    let by, at: String
}

struct ObligationDocument: Encodable, Sendable {
    let id, clause, rule, owedBy, startedAt, dueAt, state: String
    let owedByStaff, breachedAt, endedAt: String?

    init(_ obligation: Obligation) {
        id = obligation.id.rawValue
        clause = obligation.clause
        rule = obligation.rule.name
        owedBy = obligation.owedBy.code
        owedByStaff = obligation.owedByStaff?.rawValue
        startedAt = obligation.startedAt.rfc3339
        dueAt = obligation.dueAt.rfc3339
        breachedAt = obligation.breachedAt?.rfc3339
        switch obligation.state {
        case .open:
            state = "open"
            endedAt = nil
        case .ended(let outcome, let at, _):
            state = outcome.rawValue
            endedAt = at.rfc3339
        }
    }
}

struct EntryDocument: Encodable, Sendable {
    let id, kind, at, text: String
    let author: String?

    init(_ entry: CaseEntry) {
        id = entry.id.rawValue
        kind = entry.kind.rawValue
        at = entry.at.rfc3339
        text = entry.text
        author = entry.author?.rawValue
    }
}

extension Instant {
    /// In UTC with milliseconds: `2026-01-04T01:30:00.000Z`.
    var rfc3339: String { iso(in: .utc) }
}
