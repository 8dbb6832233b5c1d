import Database
import Handbook
import Kernel

/// A swapped shift was missed: both are heard, a supervisor settles the shares, and an appeal goes to somebody else
/// (GAME-64).
extension SwapLiabilities {
    /// By whoever may agree to absences of the unit and is neither of the two, saying why; never against the clocks.
    @discardableResult
    func open(
        _ id: ShiftSwap.ID, missedReturn: Bool, because reason: String = "", by actor: Actor
    ) throws -> SwapLiability {
        var swap = try tx.shiftSwaps.open(id, by: actor)
        try authorize(actor, .approveAbsence, in: swap.unit, isOwn: false)
        if swap.concerns(actor.staff.id) { throw SwapLiability.Refusal.ownAct }
        guard try of(id) == nil else { throw SwapLiability.Refusal.openedAlready }
        guard let colleague = swap.counterpart else { throw ShiftSwap.Refusal.noColleague }
        guard let leg = missedReturn ? swap.back : swap.swap else { throw ShiftSwap.Refusal.shiftGone }
        // The clocks may have said so already.
        if swap.state != .missed {
            let ground = try tx.absenceGround(of: swap.unit)
            if try tx.shiftSwaps.wasClocked(leg, on: ground) { throw ShiftSwap.Refusal.clocked }
            try swap.miss(leg, at: tx.now)
            try tx.shiftSwaps.finish(.swapMissed, swap, by: actor.staff.id, telling: swap.people)
        }
        let liability = SwapLiability(
            id: tx.ids.make(), swap: swap.id, unit: swap.unit, initiator: swap.initiator, counterpart: colleague,
            missedAt: leg.span.lowerBound, openedBy: actor.staff.id, openedAt: tx.now)
        try insert(liability)
        try note(.liabilityOpened, liability, by: actor.staff.id, telling: liability.people, because: reason)
        return liability
    }

    func state(_ id: SwapLiability.ID, _ text: String, by actor: Actor) throws {
        var liability = try require(id, by: actor)
        try liability.state(text, by: actor.staff.id)
        try save(liability)
        try note(.liabilityStated, liability, by: actor.staff.id, telling: [liability.openedBy])
    }

    func decide(_ id: SwapLiability.ID, _ shares: SwapLiability.Shares, because reason: String, by actor: Actor) throws
    {
        var liability = try require(id, by: actor)
        let ground = try tx.absenceGround(of: liability.unit)
        if liability.people.contains(actor.staff.id) { throw SwapLiability.Refusal.ownAct }
        let posts = posts(on: ground)
        guard actor.mayAgree(in: liability.unit, posts, under: ground.handbook, for: liability.people) else {
            throw SwapLiability.Refusal.notEntitled(ground.titles(of: posts))
        }
        try liability.decide(shares, because: reason, by: actor.staff.id, at: tx.now)
        try save(liability)
        try writeShares(of: liability)
        try note(
            liability.state == .final ? .liabilityFinal : .liabilityDecided, liability, by: actor.staff.id,
            telling: liability.people)
    }

    func appeal(_ id: SwapLiability.ID, _ text: String, by actor: Actor) throws {
        var liability = try require(id, by: actor)
        try liability.appeal(text, by: actor.staff.id, at: tx.now)
        try save(liability)
        let ground = try tx.absenceGround(of: liability.unit)
        let others = try tx.deciders(posts(on: ground), for: liability.unit, but: liability.initiator)
        try note(.liabilityAppealed, liability, by: actor.staff.id, telling: others)
    }

    func accept(_ id: SwapLiability.ID, by actor: Actor) throws {
        var liability = try require(id, by: actor)
        try liability.accept(by: actor.staff.id)
        try save(liability)
        guard liability.state == .final else { return }
        try writeShares(of: liability)
        try note(.liabilityFinal, liability, by: actor.staff.id, telling: liability.people)
    }

    /// What nobody appealed against in time is final: so many at a time; answers how many there were.
    func passTime(limit: Int) throws -> Int {
        let decided = try decided(by: tx.now - SwapLiability.appealing, limit: limit)
        for var liability in decided {
            try liability.lapse(at: tx.now)
            try save(liability)
            try writeShares(of: liability)
            try note(.liabilityFinal, liability, by: nil, telling: liability.people)
        }
        return decided.count
    }

    func require(_ id: SwapLiability.ID, by actor: Actor) throws -> SwapLiability {
        guard let liability = try find(id),
            liability.people.contains(actor.staff.id)
                || actor.may(.approveAbsence, in: liability.unit, isOwn: false)
        else { throw SwapLiability.Refusal.unknown }
        return liability
    }

    func posts(on ground: AbsenceGround) -> [String] {
        guard case .liabilityDecision(.post(let post))? = ground.gate(.liabilityDecision)?.gate else { return [] }
        return [post]
    }

    private func note(
        _ kind: EventKind, _ liability: SwapLiability, by staff: Staff.ID?, telling people: [Staff.ID],
        because reason: String = ""
    ) throws {
        let ground = try tx.absenceGround(of: liability.unit)
        let deciders = try tx.deciders(posts(on: ground), for: liability.unit, but: liability.initiator)
        let owing = tx.absenceOwing(
            liability.subject, on: ground, deciders: deciders.filter { $0 != liability.counterpart },
            handler: liability.initiator)
        var details = (liability.final ?? liability.decision).map { ["share": String($0.shares.initiator)] } ?? [:]
        if !reason.isEmpty { details["reason"] = reason }
        let event = try tx.record(kind, of: owing, by: staff, details: details)
        try tx.notify(people, of: event)
    }
}
