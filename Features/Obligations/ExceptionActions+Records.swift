import Database
import Handbook
import Kernel

/// Of which records an exception can be asked: a case, a roster, the handing over of a shift, and what has been asked about
/// people on duty and waits for a word.
extension ExceptionRequests {
    /// Asks for each of the clauses that stood in the way of a record, for one reason.
    func request(
        _ clauses: [String], of subject: Subject, obligation: Obligation.ID?, because reason: String, by actor: Actor
    ) throws {
        if subject.kind == .serviceCase {
            return try request(
                clauses, of: Case.ID(subject.id), obligation: obligation, because: reason, by: actor)
        }
        let owing = try ground(of: subject, for: actor).owing
        for clause in clauses { try request(clause, of: owing, obligation: obligation, because: reason, by: actor) }
    }

    /// How a record owes, and how it is called, for whoever may read it.
    func ground(of subject: Subject, for actor: Actor) throws -> (owing: Owing, title: String) {
        switch subject.kind {
        case .serviceCase:
            let work = try tx.cases.work(on: Case.ID(subject.id), by: actor, needing: .readCase)
            return (work.owing, "\(work.file.record.number) \(work.file.record.report.subject)")
        case .leave:
            let leave = try tx.leaves.open(Leave.ID(subject.id), by: actor)
            guard tx.leaves.mayRead(leave, actor) else { throw Leave.Refusal.unknown }
            let ground = try tx.absenceGround(of: leave.unit)
            let type = ground.handbook.leaveType(leave.plan.type)
            return (try tx.leaves.owing(leave, type, on: ground), leave.number)
        case .shiftSwap:
            let swap = try tx.shiftSwaps.open(ShiftSwap.ID(subject.id), by: actor)
            return (try tx.shiftSwaps.owing(swap, on: tx.absenceGround(of: swap.unit)), swap.number)
        case .roster:
            let roster = try tx.rosters.require(Roster.ID(subject.id))
            guard actor.canSee(roster, try tx.rosterReach(of: actor)) else { throw Roster.Refusal.unknown }
            // Whoever does not make rosters is refused nothing by their clauses.
            try authorize(actor, .reassignCase, in: roster.unit, isOwn: false)
            let name = try tx.units.find(roster.unit)?.name ?? ""
            return (
                try tx.rosters.owing(roster, tx.rosters.setting(of: roster.unit)),
                "\(name) \(roster.from)–\(roster.until)"
            )
        case .handover:
            let handover = try tx.handovers.visible(Handover.ID(subject.id), to: actor)
            let ground = try tx.absenceGround(of: handover.unit)
            return (try tx.handovers.owing(handover, on: ground, handler: handover.giver), handover.number)
        case .handbook, .staff, .unit, .calendar, .exception, .session, .customer, .dataImport, .dataExport, .contact,
            .message, .receptionChannel, .liability, .attendance, .clockCorrection, .leavePost,
            .overtime, .shift, .dispatch, .dailyReport, .dayPlan:
            throw NotFound()
        }
    }
}
