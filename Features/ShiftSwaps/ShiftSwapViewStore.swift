import Database
import Handbook
import Kernel

extension ShiftSwaps {
    func view(_ id: ShiftSwap.ID, for actor: Actor) throws -> ShiftSwapView {
        let swap = try open(id, by: actor)
        let ground = try tx.absenceGround(of: swap.unit)
        var coverage: [AbsenceCoverage] = []
        var parties: [ShiftSwapView.Party] = []
        let takers: [(Staff.ID, ShiftSwap.Leg?, ShiftSwap.Leg?)] =
            (swap.counterpart.map { [($0, swap.swap, swap.back)] } ?? []) + [(swap.initiator, swap.back, swap.swap)]
        for (person, taken, given) in takers {
            let shift = try taken.flatMap { try tx.shifts.find($0.shift) }
            if let shift, shift.isLive, swap.state.isPending {
                coverage.append(try tx.absenceCoverage(without: shift, instead: person))
            }
            parties.append(
                ShiftSwapView.Party(
                    staff: person, used: try used(by: person, in: swap.swap.month, on: ground),
                    rest: try taken.flatMap { try rest(of: person, around: $0, but: given) },
                    lacks: try shift.flatMap { try lacking(person, for: $0) }))
        }
        let isParty = swap.concerns(actor.staff.id)
        let liabilities = try tx.swapLiabilities.of(id)
        let mayDecide = mayDecide(swap, actor, on: ground)
        var because: [SwapLiability.Leg: String] = [:]
        for liability in liabilities {
            let opened = try tx.events.about(liability.subject, of: [.liabilityOpened], limit: 1).first
            because[liability.leg] = opened?.details["reason"]
        }
        return ShiftSwapView(
            swap: swap, coverage: coverage, parties: parties, liabilities: liabilities,
            missable: mayDecide ? try missable(swap, but: liabilities.map(\.leg), on: ground) : [],
            missedBecause: because, leastRest: leastRest(on: ground), mayDecide: mayDecide,
            isReturnOpen: try isReturnOpen(swap),
            maySettle: isParty
                ? []
                : Set(
                    liabilities.filter {
                        actor.mayAgree(
                            in: swap.unit, tx.swapLiabilities.posts(on: ground), under: ground.handbook,
                            for: $0.setAside)
                    }.map(\.leg)))
    }

    private func rest(of person: Staff.ID, around leg: ShiftSwap.Leg, but given: ShiftSwap.Leg?) throws -> Int? {
        let week = (leg.span.lowerBound - .days(7))..<(leg.span.upperBound + .days(7))
        let others = try tx.shifts.of(person, between: week).filter {
            $0.id != given?.shift && $0.id != leg.became && $0.id != leg.shift
        }
        let gaps = others.map { other in
            other.span.lowerBound >= leg.span.upperBound
                ? other.span.lowerBound - leg.span.upperBound : leg.span.lowerBound - other.span.upperBound
        }
        return gaps.min().map { Int($0.milliseconds / 3_600_000) }
    }

    private func leastRest(on ground: AbsenceGround) -> (hours: Int, clause: String)? {
        guard let (clause, gate) = ground.gate(.swapRest), case .swapRest(let hours) = gate else { return nil }
        return (hours, clause.number)
    }

    /// A person's shifts of the next sixty days that can be swapped: none that stands in another request.
    func swappable(of person: Staff.ID, in unit: Unit.ID?) throws -> [ShiftAssignment] {
        let bound = try bound(of: person)
        return try tx.shifts.of(person, between: tx.now..<(tx.now + .days(60))).filter {
            $0.span.lowerBound > tx.now && !$0.origin.isLeg && !$0.isShadow && (unit == nil || $0.unit == unit)
                && !bound.contains($0.id)
        }
    }

    /// A person's other shifts of those days, with what keeps each from being swapped.
    func withheld(of person: Staff.ID) throws -> [WithheldShift] {
        let mine = try of(person).filter { $0.state.isPending }
        return try tx.shifts.of(person, between: tx.now..<(tx.now + .days(60))).compactMap { shift in
            guard shift.span.lowerBound > tx.now else { return nil }
            let swap = mine.first { $0.swap.shift == shift.id || $0.back?.shift == shift.id }
            let because: WithheldShift.Because? =
                if let swap { .inSwap(swap.id) } else if shift.origin.isLeg { .leg } else if shift.isShadow {
                    .learning
                } else { nil }
            return because.map { WithheldShift(shift: shift, because: $0) }
        }
    }
}
