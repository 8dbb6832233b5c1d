import Database
import Handbook
import Kernel

/// Cases that come from another system. They pass the same gate as those typed in, and the same door of events:
///
/// - An open case is registered like any other; its clocks start now, whatever its own time of report: nobody is late
///   for what the department has not known.
/// - A case closed before a handbook bound the unit is history: it keeps its own times, owes nothing, and appears in no
///   rate of adherence.
/// - A case reported under a handbook of ours and closed since is asked all that the handbook asks before a close
///   («required before close», 0.3): what it cannot show, it cannot be closed without; it comes in open instead.
extension Cases {
    func desk(of unit: Unit.ID, for actor: Actor) throws -> IntakeDesk {
        let code = try tx.units.handbookCode(of: unit)
        guard let version = try tx.handbooks.inForce(code, at: tx.now) else {
            throw IntakeRefusal.noHandbookInForce
        }
        let handbook = try tx.handbooks.handbook(of: version)
        let issued = try tx.handbooks.editions(of: code).filter { if case .issued = $0.state { true } else { false } }
        return IntakeDesk(
            unit: unit, code: code, version: version, handbook: handbook,
            calendar: try tx.calendars.calendar(of: unit, under: handbook),
            editions: try issued.map { ($0, try tx.handbooks.handbook(of: $0)) }, actor: actor,
            limit: actor.compensationLimit(in: unit),
            acknowledged: Set(
                try issued.map(\.id).filter { try tx.acknowledgements.find($0, by: actor.staff.id) != nil }),
            mayServeBlocked: actor.may(.blockCustomer, in: unit, isOwn: false), now: tx.now,
            takers: try CaseTakers(in: unit, tx))
    }

    /// Asks everything that is asked before a case is entered, and writes nothing. `known` is the customer of the row, as
    /// `customers.same` has found them.
    func prepare(_ brought: BroughtCase, of known: Customer?, at desk: IntakeDesk) throws -> PreparedCase {
        let intake = brought.intake
        guard desk.handbook.caseTypes.contains(where: { $0.type == intake.type }) else {
            throw IntakeRefusal.typeNotTaken(intake.type)
        }
        // What was closed elsewhere keeps the word it was filed under.
        if brought.closing == nil { try desk.handbook.requireListed(intake.report.category) }
        if brought.closing == nil { try known?.requireService(bySupervisor: desk.mayServeBlocked) }
        let then =
            brought.closing == nil
            ? (version: desk.version, handbook: desk.handbook) : desk.binding(at: brought.reportedAt ?? tx.now)
        let (version, handbook) = then ?? (desk.version, desk.handbook)
        var record = Case(
            id: tx.ids.make(), number: "", unit: intake.unit, type: intake.type,
            source: intake.source, channel: intake.channel, severity: intake.severity, customer: known?.id,
            grade: known?.level(on: desk.calendar.zone.day(of: tx.now)) ?? intake.grade, report: intake.report,
            receivedBy: desk.actor.staff.id, under: version.id, steps: handbook.steps(for: intake.type),
            at: brought.reportedAt ?? tx.now)
        if let handler = brought.handler { try record.assign(to: handler) }
        var file = CaseFile(
            record: record, proposals: [], promises: [], penaltyLines: [], compensations: [], visits: [])
        file.details = intake.details
        let work = CaseWork(tx: tx, actor: desk.actor, handbook: handbook, calendar: desk.calendar, file: file)
        let context = desk.gateContext(under: version.id, handbook)
        let registration = CaseAct.register(
            phone: intake.phone?.revealed ?? "", complainant: intake.complainant, memberNumber: intake.memberNumber)
        guard let closing = brought.closing else {
            if let handler = brought.handler { try desk.takers.require(handler, for: work, in: context) }
            return PreparedCase(
                work: work, passage: try work.pass(registration, in: context), intake: intake,
                isHandlerSaid: brought.handler != nil)
        }
        if then != nil {
            try refuseAll(
                [
                    registration, .complete(solution: closing.solution),
                    .archive(evaluation: closing.evaluation, lesson: closing.lesson),
                ], of: work, in: context)
        }
        return PreparedCase(work: work, passage: nil, intake: intake, closing: closing)
    }

    /// Corrects what was registered of an open case. Answers which fields differ; none is no event.
    @discardableResult
    func amend(_ id: Case.ID, _ amendment: CaseAmendment, by actor: Actor, details: [String: String]) throws -> [String]
    {
        var work = try work(on: id, by: actor, needing: .createCase)
        try work.refuseIfOver()
        let (report, changed) = amendment.applied(to: work.file.record.report)
        guard !changed.isEmpty else { return [] }
        if report.category != work.file.record.report.category { try work.handbook.requireListed(report.category) }
        work.file.record.report = report
        try saveReport(of: work.file.record)
        var details = details
        details["fields"] = changed.joined(separator: " ")
        try work.finish(.caseAmended, details: details)
        return changed
    }

    private func refuseAll(_ acts: [CaseAct], of work: CaseWork, in context: GateContext) throws {
        var objections: [GateRefusal.Objection] = []
        var refusal: GateRefusal?
        for act in acts {
            do { _ = try work.pass(act, in: context) } catch let said as GateRefusal {
                refusal = said
                objections += said.objections
            }
        }
        guard let refusal else { return }
        throw GateRefusal(subject: refusal.subject, version: refusal.version, objections: objections)
    }
}
