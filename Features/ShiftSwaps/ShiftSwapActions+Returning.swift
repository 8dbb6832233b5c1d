import Database
import Handbook
import Kernel

/// What becomes of a return that was taken off the roster: another date, or none (GAME-62, GAME-67). Until it is decided the
/// swap is not returned.
extension ShiftSwaps {
    /// Agreed to, its return not on the roster any more, and nobody has decided on it.
    func isReturnOpen(_ swap: ShiftSwap) throws -> Bool {
        guard swap.owesReturn, let back = swap.back else { return false }
        return try isGone(back)
    }

    /// Another shift of the colleague's is worked in return, by whoever may decide on the swap; the clauses by which a return
    /// is agreed to are asked again.
    func redate(_ id: ShiftSwap.ID, to shift: ShiftAssignment.ID, because reason: String, by actor: Actor) throws {
        let (found, ground) = try settling(id, by: actor)
        var swap = found
        guard let colleague = swap.counterpart else { throw ShiftSwap.Refusal.noColleague }
        var mine = try own(shift, of: colleague)
        if mine.unit != swap.unit { throw ShiftSwap.Refusal.notOfUnit }
        try refuseAsked(mine.id, but: swap.id)
        try refuseBusy(swap.initiator, in: mine.span, but: nil, on: ground)
        let owing = try owing(swap, on: ground)
        let coverage = try tx.absenceCoverage(without: mine, instead: swap.initiator)
        let duties = try tx.duties.passings(
            of: colleague, in: mine.span, to: [swap.initiator], under: ground.handbook)
        let learners = try tx.absenceMentors.passings(of: mine, in: mine.span, to: swap.initiator)
        let asked =
            try checks(returning: mine, of: swap, on: ground) + coverageChecks([coverage], on: ground)
            + tx.duties.checks(duties, on: ground) + tx.absenceMentors.checks(learners, on: ground)
        let passage = try tx.obligations.pass(asked, of: owing)
        var leg = self.leg(mine, on: ground)
        leg.became = try hand(&mine, to: swap.initiator, as: .return, swap, by: actor.staff.id)
        try tx.duties.pass(duties, because: swap.number, by: actor.staff.id)
        try tx.absenceMentors.pass(learners, .swap, because: swap.number, by: actor.staff.id)
        try swap.redate(to: leg, by: actor.staff.id)
        try save(swap)
        let event = try tx.record(
            .swapRedated, of: owing, by: actor.staff.id, passage: passage,
            details: ["number": swap.number, "reason": reason])
        try tx.notify(swap.people, of: event)
    }

    /// Done without the return, with a reason; where the clause wants the colleague's consent to a swap, they consent to
    /// this too, in their own sign-in.
    func waive(_ id: ShiftSwap.ID, because reason: String, by actor: Actor) throws {
        let (found, ground) = try settling(id, by: actor)
        var swap = found
        let isThere = try swap.counterpart.flatMap { try tx.staff.find($0) }?.isActive == true
        let asks = ground.gate(.swapConsent) != nil && isThere
        try swap.waive(by: actor.staff.id, because: reason, asking: asks, at: tx.now)
        try finish(asks ? .swapWaiverAsked : .swapWaived, swap, by: actor.staff.id, telling: swap.people)
    }

    /// The colleague's answer; where they will not do without the return, whoever decides hears of it.
    func answerWaiver(_ id: ShiftSwap.ID, agreeing: Bool, by actor: Actor) throws {
        var swap = try open(id, by: actor)
        try swap.answerWaiver(agreeing: agreeing, by: actor.staff.id, at: tx.now)
        let ground = try tx.absenceGround(of: swap.unit)
        try finish(
            agreeing ? .swapWaived : .swapWaiverDeclined, swap, by: actor.staff.id,
            telling: [swap.initiator] + deciders(swap, on: ground))
    }

    /// A swap whose return is open, for whoever may decide on it.
    private func settling(_ id: ShiftSwap.ID, by actor: Actor) throws -> (ShiftSwap, AbsenceGround) {
        let swap = try open(id, by: actor)
        let ground = try tx.absenceGround(of: swap.unit)
        try refuseOutsiders(swap, on: ground, actor)
        guard try isReturnOpen(swap) else { throw ShiftSwap.Refusal.returnStands }
        return (swap, ground)
    }
}
