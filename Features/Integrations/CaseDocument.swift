import Handbook
import Kernel

/// A case as programs read it. Names of members stay; new ones may come.
struct CaseDocument: Encodable, Sendable {
    let id, number, type, severity, state, source, channel, unit, reportedAt: String
    let subject, content, demand, category, product, place, organisation, specialNeeds: String
    let customer, handler, firstReceiver, completedAt, suspendedUntil, solution, archiveNumber: String?
    let round: Int
    let promises: [PromiseDocument]
    let proposals: [ProposalDocument]
    let obligations: [ObligationDocument]
    let entries: [EntryDocument]

    init(_ file: CaseFile, obligations owed: [Obligation], entries said: [CaseEntry]) {
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
        customer = record.customer?.rawValue
        handler = record.handler?.rawValue
        firstReceiver = record.firstReceiver.rawValue
        completedAt = record.completedAt?.rfc3339
        suspendedUntil = record.suspension?.until.rfc3339
        solution = record.solution
        archiveNumber = record.archive?.number
        round = record.round
        promises = file.promises.map(PromiseDocument.init)
        proposals = file.proposals.map(ProposalDocument.init)
        obligations = owed.map(ObligationDocument.init)
        entries = said.map(EntryDocument.init)
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
    let id, text, madeAt, dueAt: String
    let keptAt: String?

    init(_ promise: Promise) {
        id = promise.id.rawValue
        text = promise.text
        madeAt = promise.madeAt.rfc3339
        dueAt = promise.dueAt.rfc3339
        keptAt = if case .kept(let at) = promise.state { at.rfc3339 } else { nil }
    }
}

struct ProposalDocument: Encodable, Sendable {
    let id, text, cost, effect, benefit, author, madeAt: String
    let number, round: Int
    let readAt: String?
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
        readAt = proposal.readings.first?.at.rfc3339
        isOffered = proposal.isOffered
    }
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
