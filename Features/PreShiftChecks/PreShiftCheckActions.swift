import Database
import Handbook
import Kernel

/// The check before a shift, and the leader's look at it (GAME-44, GAME-52).
extension PreShiftChecks {
    /// For the shift one has come to, or comes to now; once.
    @discardableResult
    func make(_ inOrder: Set<PreShiftCheck.Item>, _ note: String, by actor: Actor) throws -> PreShiftCheck {
        try PreShiftCheck.check(inOrder, note)
        guard let shift = try tx.clockEvents.facing(actor.staff.id)?.shift else {
            let ground = try (actor.mainHolding?.unit).map { try tx.absenceGround(of: $0) }
            throw PreShiftCheck.Refusal.noShift(clause: ground.flatMap { clause(on: $0) })
        }
        let ground = try tx.absenceGround(of: shift.unit)
        guard tx.now < shift.span.upperBound else { throw PreShiftCheck.Refusal.over(clause: clause(on: ground)) }
        if let done = try find(shift.id) {
            throw PreShiftCheck.Refusal.done(done.doneAt, ground.zone, clause: clause(on: ground))
        }
        let check = PreShiftCheck(
            shift: shift.id, unit: actor.mainHolding?.unit ?? shift.unit, staff: actor.staff.id, inOrder: inOrder,
            note: note, doneAt: tx.now)
        try insert(check)
        let event = try tx.record(
            .preShiftChecked, of: try owing(check), by: actor.staff.id, details: ["count": String(inOrder.count)])
        // The leader hears of what is not in order, and of nothing else.
        if !check.lacking.isEmpty { try tx.notify(try leaders(of: check), of: event) }
        return check
    }

    func look(
        at shift: ShiftAssignment.ID, score: Int, saying opinion: String, by actor: Actor
    ) throws {
        var check = try open(shift, by: actor)
        if check.staff == actor.staff.id { throw PreShiftCheck.Refusal.ownAct }
        try authorize(actor.apart(from: [check.staff]), .approveAbsence, in: check.unit, isOwn: false)
        try check.look(by: actor.staff.id, score: score, saying: opinion, at: tx.now)
        try save(check)
        let event = try tx.record(
            .preShiftReviewed, of: try owing(check), by: actor.staff.id, details: ["value": String(score)])
        try tx.notify([check.staff], of: event)
    }

    /// Whoever made it, and whoever leads the unit; to others it is not there.
    func open(_ shift: ShiftAssignment.ID, by actor: Actor) throws -> PreShiftCheck {
        guard let check = try find(shift),
            check.staff == actor.staff.id || actor.may(.approveAbsence, in: check.unit, isOwn: false)
        else { throw PreShiftCheck.Refusal.unknown }
        return check
    }

    /// The clause that asks for the check.
    private func clause(on ground: AbsenceGround) -> String? {
        ground.handbook.deadlines(.checkBeforeShift, for: Circumstances()).first?.clause.number
    }

    private func leaders(of check: PreShiftCheck) throws -> [Staff.ID] {
        [try tx.appointments.dutySupervisor(of: check.unit, at: tx.now)].compactMap(\.self)
            .filter { $0 != check.staff }
    }

    private func owing(_ check: PreShiftCheck) throws -> Owing {
        let ground = try tx.absenceGround(of: check.unit)
        return tx.absenceOwing(
            Subject(.shift, check.shift.rawValue), on: ground, deciders: [], handler: check.staff)
    }
}
