import Database
import Handbook
import Kernel

/// What stands against a swap: what cannot be, and what the clauses say, at the request, at the consent and at the decision.
extension ShiftSwaps {
    func leg(_ shift: ShiftAssignment, on ground: AbsenceGround) -> ShiftSwap.Leg {
        let day = ground.zone.day(of: shift.span.lowerBound)
        return ShiftSwap.Leg(shift: shift.id, span: shift.span, month: String(day.description.prefix(7)))
    }

    /// A shift that is the person's, is still to come, and is no leg of another swap.
    func own(_ id: ShiftAssignment.ID, of person: Staff.ID) throws -> ShiftAssignment {
        guard let shift = try tx.shifts.find(id), shift.isLive, shift.staff == person,
            shift.span.lowerBound > tx.now,
            let roster = try tx.rosters.find(shift.roster), roster.state.isBinding
        else { throw ShiftSwap.Refusal.shiftGone }
        if shift.origin.isLeg { throw ShiftSwap.Refusal.isLeg }
        if shift.isShadow { throw ShiftSwap.Refusal.isShadow }
        return shift
    }

    /// No clause is needed for these: nobody works twice at once, or while away.
    func refuseImpossible(
        _ swap: ShiftSwap, _ shift: ShiftAssignment, _ back: ShiftAssignment?, with colleague: Staff.ID,
        on ground: AbsenceGround
    ) throws {
        if back?.id == shift.id { throw ShiftSwap.Refusal.sameShift }
        if let back, back.unit != shift.unit { throw ShiftSwap.Refusal.notOfUnit }
        guard try tx.workUnits(of: tx.actor(colleague)).contains(shift.unit) else {
            throw ShiftSwap.Refusal.noColleague
        }
        for id in [shift.id] + [back?.id].compactMap(\.self) { try refuseAsked(id, but: swap.id) }
        try refuseBusy(colleague, in: shift.span, but: back, on: ground)
        if let back { try refuseBusy(swap.initiator, in: back.span, but: shift, on: ground) }
    }

    /// A shift is asked for once at a time, also on the market.
    func refuseAsked(_ shift: ShiftAssignment.ID, but swap: ShiftSwap.ID) throws {
        if let other = try live(about: shift, but: swap) { throw ShiftSwap.Refusal.asked(other.number) }
    }

    func refuseBusy(
        _ person: Staff.ID, in span: Range<Instant>, but given: ShiftAssignment?, on ground: AbsenceGround
    ) throws {
        if let other = try tx.shifts.of(person, between: span).first(where: { $0.id != given?.id }) {
            throw ShiftSwap.Refusal.overlap(other.span.lowerBound.dateAndTime(in: ground.zone))
        }
        if let leave = try tx.leaves.live(of: person, in: span).first {
            throw ShiftSwap.Refusal.onLeave(leave.number)
        }
    }

    func checks(
        _ swap: ShiftSwap, _ shift: ShiftAssignment, _ back: ShiftAssignment?, on ground: AbsenceGround
    ) throws -> [GateCheck] {
        var checks = ground.check(.swapQualified, missing: try unqualified(swap, shift, back))
        checks += ground.check(
            .swapConsent, missing: isTooLate(swap, on: ground) ? Sentence(.swapTooLate) : nil)
        if case .swapReturn(let days)? = ground.gate(.swapReturn)?.gate, swap.counterpart != nil {
            checks += ground.check(.swapReturn, missing: unreturned(swap, swap.back, within: days, on: ground))
        }
        checks += ground.check(.swapLimit, missing: try tooOften(swap, on: ground))
        if case .swapRest(let hours)? = ground.gate(.swapRest)?.gate {
            var takes: [(Staff.ID, ShiftAssignment, ShiftAssignment?)] = []
            if let colleague = swap.counterpart {
                takes.append((colleague, shift, back))
                if let back { takes.append((swap.initiator, back, shift)) }
            }
            checks += ground.check(.swapRest, missing: try tired(takes, hours: hours, on: ground))
        }
        return checks
    }

    /// GAME-66: nowhere are fewer than must be.
    func coverageChecks(_ coverages: [AbsenceCoverage], on ground: AbsenceGround) -> [GateCheck] {
        ground.check(
            .absenceCoverage,
            missing: coverages.first(where: \.isShort).map {
                Sentence(
                    .leaveBelowMinimum, "\($0.name) \($0.hours.lowerBound.dateAndTime(in: ground.zone))",
                    String($0.after), String($0.minimum))
            })
    }

    /// GAME-66: whoever takes a shift has rested before it, and rests after it, in what they will work then.
    private func tired(
        _ takes: [(Staff.ID, ShiftAssignment, ShiftAssignment?)], hours: Int, on ground: AbsenceGround
    ) throws -> Sentence? {
        for (person, taken, given) in takes {
            let around = (taken.span.lowerBound - .days(2))..<(taken.span.upperBound + .days(2))
            let others = try tx.shifts.of(person, between: around).filter { $0.id != given?.id && $0.id != taken.id }
            let findings = RestCheck(others + [taken], restMinutes: hours * 60, weekMinutes: nil).findings
            for case .shortRest(let first, let second, let minutes) in findings
            where first == taken.id || second == taken.id {
                let name = try tx.names(of: [person])[person] ?? ""
                return Sentence(
                    .swapTired, name, taken.span.lowerBound.dateAndTime(in: ground.zone), String(minutes / 60),
                    String(hours))
            }
        }
        return nil
    }

    /// GAME-61: each has what the other's line needs.
    private func unqualified(
        _ swap: ShiftSwap, _ shift: ShiftAssignment, _ back: ShiftAssignment?
    ) throws -> Sentence? {
        guard let colleague = swap.counterpart else { return nil }
        for (person, work) in [(colleague, shift)] + (back.map { [(swap.initiator, $0)] } ?? []) {
            if let sentence = try unqualified(person, for: work) { return sentence }
        }
        return nil
    }

    private func unqualified(_ person: Staff.ID, for work: ShiftAssignment) throws -> Sentence? {
        guard let skill = try lacking(person, for: work) else { return nil }
        return Sentence(.swapLacksSkill, try tx.names(of: [person])[person] ?? "", skill)
    }

    /// What the clauses say against another shift in return: that it is near enough, that who works it may and has rested
    /// (GAME-61, GAME-66, GAME-67).
    func checks(returning shift: ShiftAssignment, of swap: ShiftSwap, on ground: AbsenceGround) throws -> [GateCheck] {
        var checks = ground.check(.swapQualified, missing: try unqualified(swap.initiator, for: shift))
        if case .swapReturn(let days)? = ground.gate(.swapReturn)?.gate {
            checks += ground.check(
                .swapReturn, missing: unreturned(swap, leg(shift, on: ground), within: days, on: ground))
        }
        if case .swapRest(let hours)? = ground.gate(.swapRest)?.gate {
            checks += ground.check(
                .swapRest, missing: try tired([(swap.initiator, shift, nil)], hours: hours, on: ground))
        }
        return checks
    }

    /// The first skill that somebody lacks for a shift: the training without which nobody works alone, and what the line of
    /// the shift or of its group needs (GAME-04, GAME-61).
    func lacking(_ person: Staff.ID, for shift: ShiftAssignment) throws -> String? {
        let skills = Dictionary(try tx.skills.of(person).map { ($0.skill, $0.level) }) { max($0, $1) }
        for (clause, gate) in try tx.handbooks.inForce(in: shift.unit)?.gates() ?? [] {
            if case .rosterQualified(let skill) = gate, clause.strength != .advise, skills[skill] == nil {
                return skill
            }
        }
        let group = try shift.group.flatMap { try tx.shiftGroups.find($0) }
        guard let id = shift.line ?? group?.line, let line = try tx.lines.find(id) else { return nil }
        return line.needs.sorted { $0.skill < $1.skill }.first { skills[$0.skill] ?? 0 < $0.level }?.skill
    }

    /// GAME-67
    private func unreturned(
        _ swap: ShiftSwap, _ back: ShiftSwap.Leg?, within days: Int, on ground: AbsenceGround
    ) -> Sentence? {
        guard let back else { return Sentence(.swapReturnMissing) }
        let first = ground.zone.day(of: swap.swap.span.lowerBound)
        let second = ground.zone.day(of: back.span.lowerBound)
        return abs(first.distance(to: second)) <= days ? nil : Sentence(.swapReturnTooFar, String(days))
    }

    /// GAME-63: whoever has swapped so often this month swaps no more, on either side.
    private func tooOften(_ swap: ShiftSwap, on ground: AbsenceGround) throws -> Sentence? {
        guard case .swapLimit(let most, let both, let returns)? = ground.gate(.swapLimit)?.gate else { return nil }
        let months = [swap.swap.month] + (returns ? [swap.back?.month].compactMap(\.self) : [])
        for person in both ? swap.people : [swap.initiator] {
            for month in months.uniqued() {
                let used = try count(of: person, in: month, both: both, returns: returns)
                let more = swap.counts(for: person, in: month, both: both, returns: returns)
                if used + more > most {
                    let name = try tx.names(of: [person])[person] ?? ""
                    return Sentence(.swapTooOften, name, month, String(used), String(most))
                }
            }
        }
        return nil
    }
}
