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
    func desk(of unit: Unit.ID) throws -> IntakeDesk {
        let code = try tx.units.handbookCode(of: unit)
        guard let version = try tx.handbooks.inForce(code, at: tx.now) else { throw IntakeRefusal.noHandbookInForce }
        let handbook = try tx.handbooks.handbook(of: version)
        return IntakeDesk(
            unit: unit, code: code, version: version, handbook: handbook,
            calendar: try tx.calendars.calendar(of: unit, under: handbook))
    }

    func prepare(_ brought: BroughtCase, at desk: IntakeDesk, by actor: Actor) throws -> PreparedCase {
        let intake = brought.intake
        guard desk.handbook.caseTypes.contains(where: { $0.type == intake.type }) else {
            throw IntakeRefusal.typeNotTaken(intake.type)
        }
        let known = try tx.customers.same(
            name: PersonName(intake.complainant), phone: intake.phone, memberNumber: intake.memberNumber)
        if brought.closing == nil {
            try known?.requireService(bySupervisor: actor.may(.blockCustomer, in: intake.unit, isOwn: false))
        }
        let then = try brought.closing == nil ? desk.version : binding(brought, at: desk)
        var record = Case(
            id: tx.ids.make(), number: try nextNumber(in: desk.calendar.zone), unit: intake.unit, type: intake.type,
            source: intake.source, channel: intake.channel, severity: intake.severity, customer: nil,
            report: intake.report, receivedBy: actor.staff.id, under: (then ?? desk.version).id,
            at: brought.reportedAt ?? tx.now)
        if let handler = brought.handler { try record.assign(to: handler) }
        let handbook = try then.map { try tx.handbooks.handbook(of: $0) } ?? desk.handbook
        var work = work(on: record, under: handbook, desk.calendar, by: actor)
        let registration = CaseAct.register(
            phone: intake.phone?.revealed ?? "", complainant: intake.complainant, memberNumber: intake.memberNumber)
        guard let closing = brought.closing else {
            return PreparedCase(work: work, passage: try work.pass(registration), intake: intake)
        }
        if then != nil {
            try refuseAll(
                [
                    registration, .complete(solution: closing.solution),
                    .archive(evaluation: closing.evaluation, lesson: closing.lesson),
                ], of: work)
        }
        work.file.record.endElsewhere(
            solution: closing.solution,
            Case.Archive(
                number: try nextArchiveNumber(in: desk.calendar.zone), evaluation: closing.evaluation,
                lesson: closing.lesson, at: closing.at, by: actor.staff.id))
        return PreparedCase(work: work, passage: nil, intake: intake)
    }

    /// Saves a prepared case and says so: one row, in the transaction of its row.
    func enter(_ prepared: PreparedCase, details: [String: String]) throws {
        try insert(prepared.record)
        if prepared.isHistory { try save(prepared.record) }
        try finish(prepared, details: details)
    }

    /// The customer, and the event that opens what is owed. For a published case the row is there already.
    func finish(_ prepared: PreparedCase, details: [String: String]) throws {
        var work = prepared.work
        let intake = prepared.intake
        if !intake.complainant.isEmpty {
            let customer = try tx.customers.know(
                name: intake.complainant, phone: intake.phone, memberNumber: intake.memberNumber, in: intake.unit,
                by: work.actor.staff.id)
            work.file.record.customer = customer.id
            if !prepared.isHistory {
                try tx.customers.noteNeeds(
                    prepared.record.report.specialNeeds, of: customer.id, from: prepared.record.number,
                    by: work.actor.staff.id)
            }
        }
        var details = details
        details["number"] = prepared.record.number
        details["type"] = prepared.record.type.rawValue
        try work.finish(prepared.isHistory ? .caseImported : .caseReported, prepared.passage, details: details)
    }

    /// Corrects what was registered of an open case. Answers which fields differ; none is no event.
    @discardableResult
    func amend(_ id: Case.ID, _ amendment: CaseAmendment, by actor: Actor, details: [String: String]) throws -> [String]
    {
        var work = try work(on: id, by: actor, needing: .createCase)
        try work.refuseIfOver()
        let (report, changed) = amendment.applied(to: work.file.record.report)
        guard !changed.isEmpty else { return [] }
        work.file.record.report = report
        try saveReport(of: work.file.record)
        var details = details
        details["fields"] = changed.joined(separator: " ")
        try work.finish(.caseAmended, details: details)
        return changed
    }

    /// The edition that bound the unit when the customer came; nothing where there was none.
    private func binding(_ brought: BroughtCase, at desk: IntakeDesk) throws -> HandbookVersion? {
        try tx.handbooks.inForce(desk.code, at: brought.reportedAt ?? tx.now)
    }

    private func refuseAll(_ acts: [CaseAct], of work: CaseWork) throws {
        var objections: [GateRefusal.Objection] = []
        var refusal: GateRefusal?
        for act in acts {
            do { _ = try work.pass(act) } catch let said as GateRefusal {
                refusal = said
                objections += said.objections
            }
        }
        guard let refusal else { return }
        throw GateRefusal(subject: refusal.subject, version: refusal.version, objections: objections)
    }

    private func work(
        on record: Case, under handbook: Handbook, _ calendar: BusinessCalendar, by actor: Actor
    ) -> CaseWork {
        let file = CaseFile(
            record: record, proposals: [], promises: [], penaltyLines: [], compensations: [], visits: [])
        return CaseWork(tx: tx, actor: actor, handbook: handbook, calendar: calendar, file: file)
    }
}

/// All or nothing: cases wait in a table of their own, are published in one statement, and are finished afterwards.
extension Cases {
    /// Finishes one published case: passes its registration into the ledger, as `enter` does for a single row.
    func finishPublished(_ staged: StagedCase, by actor: Actor, details: [String: String]) throws {
        let record = try require(staged.id)
        let handbook = try tx.handbooks.handbook(record.version)
        let calendar = try tx.calendars.calendar(of: record.unit, under: handbook)
        let work = work(on: record, under: handbook, calendar, by: actor)
        guard staged.isNew else {
            try work.finish(.caseAmended, details: details)
            return
        }
        try index(record)
        let passage =
            record.state == .archived
            ? nil
            : try work.pass(
                .register(
                    phone: staged.phone?.revealed ?? "", complainant: staged.complainant,
                    memberNumber: staged.memberNumber))
        let intake = Intake(
            unit: record.unit, type: record.type, source: record.source, channel: record.channel,
            severity: record.severity, complainant: staged.complainant, phone: staged.phone,
            memberNumber: staged.memberNumber, report: record.report)
        try finish(PreparedCase(work: work, passage: passage, intake: intake), details: details)
    }
}
