import Kernel
import Rostering

/// Whose days follow which rotation (GAME-17). Pure.
///
/// A group that turns in one pattern turns by it. Of a group that several patterns name (上1休1 and 三班倒, A-01) the draft
/// says which one it is, else what its people worked in the fortnight before; where neither says it, it has none.
struct ProposalTurns: Sendable {
    /// What the pattern makes of one person's days.
    struct Turn: Sendable {
        let wishes: [Wish]
        /// Of the days on which it sends them to work: how many, how many nights, and on how many weekends.
        let shifts, nights, weekends: Int
    }

    private let chosen: [ShiftGroup.ID: RotationPattern]

    init(_ ground: ProposalGround) {
        let codes = Dictionary(ground.templates.map { ($0.id, $0.code) }) { first, _ in first }
        let members = Dictionary(grouping: ground.people.indices) { ground.people[$0].group }
        var chosen: [ShiftGroup.ID: RotationPattern] = [:]
        for group in ground.groups {
            let patterns = ground.patterns.filter { $0.offsets[group.id] != nil }
            let people = (members[group.id] ?? []).map { ground.people[$0] }
            guard patterns.count > 1 else {
                chosen[group.id] = patterns.first
                continue
            }
            func followed(by shifts: [ShiftAssignment]) -> RotationPattern? {
                let kept = patterns.map { pattern in
                    shifts.count { shift in
                        guard shift.isLive, let code = shift.template.flatMap({ codes[$0] }) else { return false }
                        return pattern.code(on: shift.day, of: group.id, by: ground.office) == code
                    }
                }
                guard let most = kept.max(), most > 0, kept.count(where: { $0 == most }) == 1 else { return nil }
                return kept.firstIndex(of: most).map { patterns[$0] }
            }
            let ids = Set(people.map(\.id))
            let drafted = ground.draft.filter { $0.staff.map(ids.contains) ?? false }
            chosen[group.id] = followed(by: drafted) ?? followed(by: people.flatMap(\.past))
        }
        self.chosen = chosen
    }

    /// - Parameter settled: what leave and other rosters leave of each day; where the turn cannot be had, nothing is wished.
    func turn(
        of person: ProposalGround.Person, on ground: ProposalGround, _ plan: RosterPlan, settled: [Int: ShiftSet]
    ) -> Turn? {
        guard let group = person.group, let pattern = chosen[group] else { return nil }
        let places = Dictionary(ground.templates.enumerated().map { ($1.code, $0) }) { first, _ in first }
        var wishes: [Wish] = []
        var worked: [Int: Int] = [:]
        for (place, day) in ground.days.enumerated() {
            let wanted: ShiftSet
            if let code = pattern.code(on: day, of: group, by: ground.office) {
                guard let shift = places[code] else { continue }
                wanted = .shift(shift)
                worked[place] = shift
            } else {
                wanted = .off
            }
            if let allowed = settled[place], allowed.isDisjoint(with: wanted) { continue }
            wishes.append(
                Wish(day: place, wanted: wanted, weight: .each(ground.terms.weights.pattern), about: .rotation))
        }
        return Turn(
            wishes: wishes, shifts: worked.count, nights: worked.values.count { ground.templates[$0].isNight },
            weekends: plan.weekends.count { $0.contains { worked[$0] != nil } })
    }
}
