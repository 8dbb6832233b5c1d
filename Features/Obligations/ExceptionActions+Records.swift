import Database
import Handbook
import Kernel

/// Of which records an exception can be asked: a case, and what has been asked about people on duty and waits for a word.
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
        case .handbook, .staff, .unit, .calendar, .exception, .session, .customer, .dataImport, .dataExport, .contact,
            .message, .receptionChannel, .roster, .liability, .handover, .attendance, .clockCorrection, .leavePost,
            .overtime, .shift, .dispatch, .dailyReport, .dayPlan:
            throw NotFound()
        }
    }
}
