import Database
import Handbook
import Kernel

/// What is asked for: one's own shift, for a colleague's or for whoever wants it.
struct SwapPlan: Equatable, Sendable {
    var shift: ShiftAssignment.ID
    /// Nobody: the request is open to every colleague who is qualified.
    var counterpart: Staff.ID?
    /// The colleague's shift that is worked in return; of an open request the colleague names it.
    var back: ShiftAssignment.ID?
    var reason: ShiftSwap.Reason
    var text: String
    var briefing: String
}

/// Asking for a swap, consenting to it, and deciding on it (GAME-61–63, GAME-66, GAME-67).
extension ShiftSwaps {
    @discardableResult
    func request(_ plan: SwapPlan, by actor: Actor) throws -> ShiftSwap {
        let shift = try own(plan.shift, of: actor.staff.id)
        let ground = try tx.absenceGround(of: shift.unit)
        guard plan.counterpart != actor.staff.id else { throw ShiftSwap.Refusal.ownAct(nil) }
        let back = try plan.counterpart.flatMap { colleague in
            try plan.back.map { try own($0, of: colleague) }
        }
        let pending = try of(actor.staff.id).count { $0.initiator == actor.staff.id && $0.state.isPending }
        guard pending < ShiftSwap.mostPending else { throw ShiftSwap.Refusal.tooMany(ShiftSwap.mostPending) }
        let today = ground.zone.day(of: tx.now)
        let swap = ShiftSwap(
            id: tx.ids.make(), number: try nextNumber(on: today), unit: shift.unit, initiator: actor.staff.id,
            counterpart: plan.counterpart, reason: plan.reason, text: plan.text, briefing: plan.briefing,
            swap: leg(shift, on: ground), back: back.map { leg($0, on: ground) }, requestedAt: tx.now)
        try refuseAsked(shift.id, but: swap.id)
        if let colleague = plan.counterpart {
            try refuseImpossible(swap, shift, back, with: colleague, on: ground)
        }
        let owing = try owing(swap, on: ground)
        let passage = try tx.obligations.pass(try checks(swap, shift, back, on: ground), of: owing, isNew: true)
        try insert(swap, on: today)
        let event = try tx.record(
            .swapRequested, of: owing, by: actor.staff.id, passage: passage, details: ["number": swap.number])
        try tx.notify(plan.counterpart.map { [$0] } ?? market(of: swap, shift), of: event)
        return swap
    }

    /// In the colleague's own sign-in. Of an open request with the shift that is worked in return.
    func accept(_ id: ShiftSwap.ID, returning: ShiftAssignment.ID?, by actor: Actor) throws {
        var swap = try open(id, by: actor)
        let ground = try tx.absenceGround(of: swap.unit)
        if swap.initiator == actor.staff.id { throw ShiftSwap.Refusal.ownAct(ground.clause(.swapConsent)) }
        guard swap.state == .requested else { throw ShiftSwap.Refusal.notNow(swap.state) }
        let shift = try own(swap.swap.shift, of: swap.initiator)
        let named = swap.back?.shift ?? returning
        let back = try named.map { try own($0, of: actor.staff.id) }
        try swap.accept(by: actor.staff.id, returning: back.map { leg($0, on: ground) }, at: tx.now)
        try refuseImpossible(swap, shift, back, with: actor.staff.id, on: ground)
        let owing = try owing(swap, on: ground)
        let passage = try tx.obligations.pass(try checks(swap, shift, back, on: ground), of: owing)
        try save(swap)
        let event = try tx.record(
            .swapAccepted, of: owing, by: actor.staff.id, passage: passage, details: ["number": swap.number])
        try tx.notify([swap.initiator] + (try deciders(swap, on: ground)), of: event)
    }

    func decline(_ id: ShiftSwap.ID, by actor: Actor) throws {
        var swap = try open(id, by: actor)
        try swap.decline(by: actor.staff.id)
        try finish(.swapDeclined, swap, by: actor.staff.id, telling: [swap.initiator])
    }

    func withdraw(_ id: ShiftSwap.ID, by actor: Actor) throws {
        var swap = try open(id, by: actor)
        // Who was to decide on it has nothing to decide any more.
        let ground = try tx.absenceGround(of: swap.unit)
        let told = swap.state == .accepted ? try deciders(swap, on: ground) : []
        try swap.withdraw(by: actor.staff.id)
        try finish(.swapWithdrawn, swap, by: actor.staff.id, telling: swap.people + told)
    }

    /// With the staffing in view; the month is counted again, so that of twenty at once no sixth gets through (GAME-63).
    func approve(_ id: ShiftSwap.ID, saying opinion: String, by actor: Actor) throws {
        var swap = try open(id, by: actor)
        let ground = try tx.absenceGround(of: swap.unit)
        try refuseOutsiders(swap, on: ground, actor)
        try swap.decide(by: actor.staff.id)
        guard let colleague = swap.counterpart else { throw ShiftSwap.Refusal.noColleague }
        var shift = try own(swap.swap.shift, of: swap.initiator)
        var back = try swap.back.map { try own($0.shift, of: colleague) }
        try refuseImpossible(swap, shift, back, with: colleague, on: ground)
        let owing = try owing(swap, on: ground)
        var asked = try checks(swap, shift, back, on: ground) + ground.check(.swapApproval, missing: nil)
        var coverages = [try tx.absenceCoverage(without: shift, instead: colleague)]
        if let back { coverages.append(try tx.absenceCoverage(without: back, instead: swap.initiator)) }
        asked += coverageChecks(coverages, on: ground)
        // The duty goes with the shift.
        let given = [(shift, swap.initiator, colleague)] + (back.map { [($0, colleague, swap.initiator)] } ?? [])
        let duties = try given.flatMap { shift, giver, taker in
            try tx.duties.passings(of: giver, in: shift.span, to: [taker], under: ground.handbook)
        }
        asked += try tx.duties.checks(duties, on: ground)
        let learners = try given.flatMap { shift, _, taker in
            try tx.absenceMentors.passings(of: shift, in: shift.span, to: taker)
        }
        asked += try tx.absenceMentors.checks(learners, on: ground)
        let passage = try tx.obligations.pass(asked, of: owing)
        let worked = try hand(&shift, to: colleague, as: .swap, swap, by: actor.staff.id)
        var returned: ShiftAssignment.ID?
        if var mine = back {
            returned = try hand(&mine, to: swap.initiator, as: .return, swap, by: actor.staff.id)
            back = mine
        }
        try tx.duties.pass(duties, because: swap.number, by: actor.staff.id)
        try tx.absenceMentors.pass(learners, .swap, because: swap.number, by: actor.staff.id)
        try swap.approve(by: actor.staff.id, saying: opinion, swap: worked, back: returned, at: tx.now)
        try save(swap)
        let event = try tx.record(
            .swapApproved, of: owing, by: actor.staff.id, passage: passage, item: nil,
            promised: swap.firstStart, details: ["number": swap.number])
        try tx.notify(swap.people, of: event)
    }

    func reject(_ id: ShiftSwap.ID, saying opinion: String, by actor: Actor) throws {
        var swap = try open(id, by: actor)
        let ground = try tx.absenceGround(of: swap.unit)
        try refuseOutsiders(swap, on: ground, actor)
        try swap.reject(by: actor.staff.id, saying: opinion, at: tx.now)
        try finish(.swapRejected, swap, by: actor.staff.id, telling: swap.people)
    }

    /// Each of the two says that they have told and been told (GAME-64); the clause is kept when both have.
    func brief(_ id: ShiftSwap.ID, by actor: Actor) throws {
        var swap = try open(id, by: actor)
        try swap.brief(by: actor.staff.id, at: tx.now)
        try save(swap)
        guard swap.initiatorBriefedAt != nil, swap.counterpartBriefedAt != nil else { return }
        try finish(.swapBriefed, swap, by: actor.staff.id, telling: swap.people)
    }

    /// The parties, whoever may agree to it, and of an open request the colleagues of the unit.
    func open(_ id: ShiftSwap.ID, by actor: Actor) throws -> ShiftSwap {
        guard let swap = try find(id) else { throw ShiftSwap.Refusal.unknown }
        let isColleague = try swap.counterpart == nil && tx.workUnits(of: actor).contains(swap.unit)
        guard swap.concerns(actor.staff.id) || isColleague || actor.may(.approveAbsence, in: swap.unit, isOwn: false)
        else { throw ShiftSwap.Refusal.unknown }
        return swap
    }

    /// What lapses for want of consent or a decision, and what has been worked; answers how many there were.
    func passTime(limit: Int) throws -> Int {
        var count = 0
        // The notice is the unit's own; a day ahead is looked at, and each is asked by its own clause.
        for var swap in try pending(beginningBy: tx.now + .days(2), limit: limit) {
            let ground = try tx.absenceGround(of: swap.unit)
            guard isTooLate(swap, on: ground) else { continue }
            try swap.expire()
            try finish(.swapExpired, swap, by: nil, telling: swap.people)
            count += 1
        }
        for var swap in try over(by: tx.now, limit: limit) {
            let ground = try tx.absenceGround(of: swap.unit)
            let unworked = try SwapLiability.Leg.allCases.first { leg in
                try swap.leg(leg).map { try isUnworked($0, on: ground) } ?? false
            }
            if let unworked {
                count += try miss(unworked, of: &swap, on: ground) ? 1 : 0
                continue
            }
            try swap.work(at: tx.now, isReturnGone: try swap.back.map(isGone) ?? false)
            let isReturned = swap.state == .returned && swap.waiver == nil
            try finish(isReturned ? .swapReturned : .swapWorked, swap, by: nil, telling: [])
            count += 1
        }
        for var swap in try awaited(by: tx.now, limit: limit) {
            guard let leg = swap.awaited, let other = swap.leg(leg) else { continue }
            let ground = try tx.absenceGround(of: swap.unit)
            if try isUnworked(other, on: ground) {
                count += try miss(leg, of: &swap, on: ground) ? 1 : 0
                continue
            }
            let isGone = try isGone(other)
            try swap.workOther(at: tx.now)
            if isGone {
                // Nobody worked what was taken off the roster; who answers for the leg that was missed is settled apart.
                try save(swap)
                continue
            }
            try finish(leg == .back ? .swapReturned : .swapWorked, swap, by: nil, telling: [])
            count += 1
        }
        return count
    }

    /// A forgotten clock is put right first; then whoever decides hears of it, and who answers for the leg is opened by the
    /// house (GAME-64).
    private func miss(
        _ leg: SwapLiability.Leg, of swap: inout ShiftSwap, on ground: AbsenceGround
    ) throws -> Bool {
        guard let missed = swap.leg(leg), missed.span.upperBound + ShiftSwap.patience <= tx.now else { return false }
        try swap.miss(leg, at: tx.now)
        try finish(.swapMissed, swap, by: nil, telling: swap.people + (try deciders(swap, on: ground)))
        try tx.swapLiabilities.open(leg, of: swap, by: nil)
        return true
    }

    /// The shift is over and whoever was to work it never clocked (GAME-54). Where nobody of the shift clocks, nothing is
    /// known of who came.
    private func isUnworked(_ leg: ShiftSwap.Leg, on ground: AbsenceGround) throws -> Bool {
        guard leg.span.upperBound <= tx.now, let shift = try leg.became.flatMap({ try tx.shifts.find($0) }),
            shift.isLive,
            let person = shift.staff
        else { return false }
        let around =
            (leg.span.lowerBound - AttendanceJudgement.before)..<(leg.span.upperBound + AttendanceJudgement.after)
        let there = try tx.shifts.covering(shift.unit, leg.span).compactMap(\.staff).uniqued()
        guard try !tx.clockEvents.punches(of: there, between: around).isEmpty else { return false }
        let days = try tx.attendance.judge([person], shift.day...shift.day, on: ground)[person]?.days ?? []
        return days.flatMap(\.turns).contains {
            $0.missing == .both && $0.starts <= leg.span.lowerBound && leg.span.upperBound <= $0.ends
        }
    }

    func isTooLate(_ swap: ShiftSwap, on ground: AbsenceGround) -> Bool { tx.now > latest(of: swap, on: ground) }

    /// Until when the colleague has to have consented: a request that nobody has taken by then lapses (GAME-62).
    func latest(of swap: ShiftSwap, on ground: AbsenceGround) -> Instant {
        guard case .swapConsent(let before)? = ground.gate(.swapConsent)?.gate else { return swap.firstStart }
        return before.latest(before: swap.firstStart, in: ground.zone)
    }

    /// Of those among some requests that still wait for a colleague, until when.
    func lapses(of swaps: [ShiftSwap]) throws -> [ShiftSwap.ID: Instant] {
        var lapses: [ShiftSwap.ID: Instant] = [:]
        for swap in swaps where swap.state == .requested {
            lapses[swap.id] = latest(of: swap, on: try tx.absenceGround(of: swap.unit))
        }
        return lapses
    }

    /// How often a person has swapped in the month of a swap, and how often they may; nothing where no clause counts.
    func used(by staff: Staff.ID, in month: String, on ground: AbsenceGround) throws -> (used: Int, most: Int)? {
        guard case .swapLimit(let most, let both, let returns)? = ground.gate(.swapLimit)?.gate else { return nil }
        return (try count(of: staff, in: month, both: both, returns: returns), most)
    }

    func hand(
        _ shift: inout ShiftAssignment, to person: Staff.ID, as origin: ShiftAssignment.Origin, _ swap: ShiftSwap,
        by staff: Staff.ID
    ) throws -> ShiftAssignment.ID {
        let next = shift.handed(to: person, as: origin, id: tx.ids.make(), by: staff, at: tx.now)
        try tx.shifts.insert([next])
        try shift.takeBack(for: .swap, by: staff, at: tx.now, replacedBy: next.id)
        try tx.shifts.save(shift)
        try tx.rosters.note(
            .swap, on: shift.roster, of: person, day: shift.day, was: try tx.rosterLine(shift),
            became: try tx.rosterLine(next), because: swap.number, by: staff)
        return next.id
    }

    func finish(
        _ kind: EventKind, _ swap: ShiftSwap, by staff: Staff.ID?, telling people: [Staff.ID]
    ) throws {
        try save(swap)
        let ground = try tx.absenceGround(of: swap.unit)
        let event = try tx.record(
            kind, of: try owing(swap, on: ground), by: staff, details: ["number": swap.number])
        try tx.notify(people, of: event)
    }

    func owing(_ swap: ShiftSwap, on ground: AbsenceGround) throws -> Owing {
        tx.absenceOwing(
            swap.subject, on: ground, deciders: try deciders(swap, on: ground), handler: swap.initiator)
    }

    func approvers(on ground: AbsenceGround) -> [String] {
        guard case .swapApproval(.post(let post))? = ground.gate(.swapApproval)?.gate else { return [] }
        return [post]
    }

    func mayDecide(_ swap: ShiftSwap, _ actor: Actor, on ground: AbsenceGround) -> Bool {
        !swap.concerns(actor.staff.id)
            && actor.mayAgree(in: swap.unit, approvers(on: ground), under: ground.handbook, for: swap.people)
    }

    func deciders(_ swap: ShiftSwap, on ground: AbsenceGround) throws -> [Staff.ID] {
        try tx.deciders(approvers(on: ground), for: swap.unit, but: swap.initiator).filter { $0 != swap.counterpart }
    }

    func refuseOutsiders(_ swap: ShiftSwap, on ground: AbsenceGround, _ actor: Actor) throws {
        if swap.concerns(actor.staff.id) { throw ShiftSwap.Refusal.ownAct(ground.clause(.swapApproval)) }
        let posts = approvers(on: ground)
        guard actor.mayAgree(in: swap.unit, posts, under: ground.handbook, for: swap.people) else {
            throw ShiftSwap.Refusal.notEntitled(ground.titles(of: posts), ground.clause(.swapApproval))
        }
    }
}
