import Database
import Handbook
import Kernel

/// F-61, for whoever may see the leave.
extension Leaves {
    func paper(_ id: Leave.ID, for actor: Actor, in zone: Zone, _ language: Language) throws -> LeavePaper {
        let leave = try open(id, by: actor)
        guard mayRead(leave, actor) else { throw Leave.Refusal.unknown }
        let ground = try tx.absenceGround(of: leave.unit)
        let people = [leave.staff] + [leave.plan.substitute, leave.decision?.by].compactMap(\.self)
        let chain = try tx.units.chain(from: leave.unit)
        let document = ground.handbook.document
        // What was agreed to prints the staffing as whoever agreed had it in view.
        let seen =
            leave.state == .submitted
            ? try coverage(of: leave)
            : AbsenceCoverage.read(
                try tx.events.newest(of: [.leaveApproved], about: leave.subject)?.details["coverage"] ?? "")
        return LeavePaper(
            leave: leave,
            typeName: ground.handbook.leaveType(leave.plan.type)?.name(in: language) ?? leave.plan.type,
            shifts: try touched(by: leave), coverage: seen, answers: try answers(about: leave),
            names: try tx.names(of: Set(people)), zone: zone,
            language: language,
            organisation: (chain.first { $0.parent == nil } ?? chain.last)?.name ?? "",
            document: (document.number, document.version), printedBy: actor.staff.name, printedAt: tx.now)
    }

    /// The hours of every shift in it, also of those that were taken off the roster for it.
    private func touched(by leave: Leave) throws -> [Range<Instant>] {
        let taken = try tx.shifts.takenBack(of: leave.staff, for: .leave, between: leave.hours).map(\.span)
        // What is left of one, or was given back of it, is a part of it.
        let own = try tx.shifts.of(leave.staff, between: leave.hours).map(\.span).filter { span in
            !taken.contains { $0.lowerBound <= span.lowerBound && span.upperBound <= $0.upperBound }
        }
        return (taken + own).uniqued().sorted { $0.lowerBound < $1.lowerBound }
    }

    /// What each clause answered, when it was asked for and when it was decided.
    private func answers(about leave: Leave) throws -> [LeavePaper.Answer] {
        try tx.obligations.all(of: leave.subject).compactMap { obligation in
            guard case .gate = obligation.rule, case .ended(let outcome, _, _) = obligation.state else { return nil }
            return LeavePaper.Answer(clause: obligation.clause, outcome: outcome)
        }
    }

    func notePrint(_ id: Leave.ID, as format: PaperFormat, by actor: Actor) throws {
        let leave = try open(id, by: actor)
        guard mayRead(leave, actor) else { throw Leave.Refusal.unknown }
        try tx.record(
            .paperPrinted, about: leave.subject, in: leave.unit, by: actor.staff.id,
            details: ["text": "F-61 \(format.rawValue)"])
    }
}
