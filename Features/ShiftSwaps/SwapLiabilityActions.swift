import Database
import Handbook
import Kernel

/// A swapped shift was missed: both are heard, a supervisor settles the shares, and an appeal goes to somebody else
/// (GAME-64).
extension SwapLiabilities {
    /// By whoever may agree to absences of the unit and is neither of the two, saying why; never against the clocks.
    @discardableResult
    func open(
        _ id: ShiftSwap.ID, _ leg: SwapLiability.Leg, because reason: String = "", by actor: Actor
    ) throws -> SwapLiability {
        var swap = try tx.shiftSwaps.open(id, by: actor)
        if swap.concerns(actor.staff.id) { throw SwapLiability.Refusal.ownAct }
        try authorize(actor.apart(from: swap.people), .approveAbsence, in: swap.unit, isOwn: false)
        guard try of(id, leg) == nil else { throw SwapLiability.Refusal.openedAlready }
        let ground = try tx.absenceGround(of: swap.unit)
        if let shift = swap.leg(leg) {
            if try tx.shiftSwaps.isGone(shift) { throw ShiftSwap.Refusal.shiftGone }
            if try tx.shiftSwaps.wasClocked(shift, on: ground) { throw ShiftSwap.Refusal.clocked }
        }
        try swap.miss(leg, at: tx.now)
        try tx.shiftSwaps.finish(.swapMissed, swap, by: actor.staff.id, telling: swap.people)
        return try open(leg, of: swap, because: reason, by: actor.staff.id)
    }

    /// Of a leg that is missed. By nobody: the clocks say so. One that was opened by hand before stands.
    @discardableResult
    func open(
        _ leg: SwapLiability.Leg, of swap: ShiftSwap, because reason: String = "", by staff: Staff.ID?
    ) throws -> SwapLiability {
        if let opened = try of(swap.id, leg) { return opened }
        guard let colleague = swap.counterpart else { throw ShiftSwap.Refusal.noColleague }
        guard let missed = swap.leg(leg) else { throw ShiftSwap.Refusal.shiftGone }
        let liability = SwapLiability(
            id: tx.ids.make(), swap: swap.id, leg: leg, unit: swap.unit, initiator: swap.initiator,
            counterpart: colleague, missedAt: missed.span.lowerBound, openedBy: staff, openedAt: tx.now)
        try insert(liability)
        try note(.liabilityOpened, liability, by: staff, telling: liability.people, because: reason)
        return liability
    }

    func state(_ id: SwapLiability.ID, _ text: String, by actor: Actor) throws {
        var liability = try require(id, by: actor)
        try liability.state(text, by: actor.staff.id)
        try save(liability)
        try note(.liabilityStated, liability, by: actor.staff.id, telling: [liability.openedBy].compactMap(\.self))
    }

    func decide(_ id: SwapLiability.ID, _ shares: SwapLiability.Shares, because reason: String, by actor: Actor) throws
    {
        var liability = try require(id, by: actor)
        let ground = try tx.absenceGround(of: liability.unit)
        if liability.people.contains(actor.staff.id) { throw SwapLiability.Refusal.ownAct }
        let posts = posts(on: ground)
        let clause = ground.gate(.liabilityDecision)?.clause.number
        guard actor.mayAgree(in: liability.unit, posts, under: ground.handbook, for: liability.setAside) else {
            throw SwapLiability.Refusal.notEntitled(ground.titles(of: posts), clause: clause)
        }
        try liability.decide(
            shares, because: reason, appealBy: tx.now + appealing(on: ground), under: clause, by: actor.staff.id,
            at: tx.now)
        try save(liability)
        try writeShares(of: liability)
        try note(
            liability.state == .final ? .liabilityFinal : .liabilityDecided, liability, by: actor.staff.id,
            telling: liability.people)
    }

    func appeal(_ id: SwapLiability.ID, _ text: String, by actor: Actor) throws {
        var liability = try require(id, by: actor)
        let ground = try tx.absenceGround(of: liability.unit)
        let late = liability.isPastAppeal(at: tx.now) ? liability.appealBy : nil
        let passage = try tx.obligations.pass(
            ground.check(
                .liabilityDecision,
                missing: late.map { Sentence(.liabilityAppealLate, $0.dateAndTime(in: ground.zone)) }),
            of: try owing(liability, on: ground))
        try liability.appeal(text, by: actor.staff.id, at: tx.now)
        try save(liability)
        let others = try reviewers(of: liability, on: ground)
        try note(
            .liabilityAppealed, liability, by: actor.staff.id, passage: passage, telling: others + liability.people)
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
        let decided = try appealable(by: tx.now, limit: limit)
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

    /// What waits for a decision now, and may be decided by this person (GAME-64).
    func mayDecide(_ liability: SwapLiability, _ actor: Actor, on ground: AbsenceGround) -> Bool {
        liability.waits(for: actor.staff.id, at: tx.now)
            && actor.mayAgree(in: liability.unit, posts(on: ground), under: ground.handbook, for: liability.setAside)
    }

    func posts(on ground: AbsenceGround) -> [String] {
        guard case .liabilityDecision(.post(let post), _)? = ground.gate(.liabilityDecision)?.gate else { return [] }
        return [post]
    }

    /// Who may decide on an appeal: others of the post that settles it; where there are none, of the next above (GAME-64).
    private func reviewers(of liability: SwapLiability, on ground: AbsenceGround) throws -> [Staff.ID] {
        let (posts, handbook) = (self.posts(on: ground), ground.handbook)
        var level = posts
        while !level.isEmpty {
            let free = try tx.deciders(level, for: liability.unit, but: liability.initiator).filter {
                try $0 != liability.counterpart && $0 != liability.decision?.by
                    && tx.actor($0).mayAgree(
                        in: liability.unit, posts, under: handbook, for: liability.setAside)
            }
            if !free.isEmpty { return free }
            // No post stands above itself.
            level = level.compactMap { handbook.post($0)?.superior }
        }
        return []
    }

    /// By the clause in force when it is decided, for as long as it says.
    private func appealing(on ground: AbsenceGround) -> Duration {
        guard case .liabilityDecision(_, let days)? = ground.gate(.liabilityDecision)?.gate else { return .days(5) }
        return .days(days)
    }

    private func note(
        _ kind: EventKind, _ liability: SwapLiability, by staff: Staff.ID?, passage: Passage? = nil,
        telling people: [Staff.ID], because reason: String = ""
    ) throws {
        var details = (liability.final ?? liability.decision).map { ["share": String($0.shares.initiator)] } ?? [:]
        if !reason.isEmpty { details["reason"] = reason }
        let event = try tx.record(
            kind, of: try owing(liability, on: tx.absenceGround(of: liability.unit)), by: staff, passage: passage,
            details: details)
        try tx.notify(people, of: event)
    }

    private func owing(_ liability: SwapLiability, on ground: AbsenceGround) throws -> Owing {
        let deciders = try tx.deciders(posts(on: ground), for: liability.unit, but: liability.initiator)
        return tx.absenceOwing(
            liability.subject, on: ground, deciders: deciders.filter { $0 != liability.counterpart },
            handler: liability.initiator)
    }
}
