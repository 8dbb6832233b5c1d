import Kernel
import Rostering

extension ProposalPlan {
    /// Of a demand that is about the target of a group: whose, on which day, in which work.
    struct GroupTarget: Hashable, Sendable {
        let group: String
        let day: Int
        let work: Int
    }

    private static let mostGroupDemands = 6000

    /// Nobody of a group works a shift unless as many of it do as the group's minimum says (GAME-18): for each of them,
    /// the others of the group on that shift are at least one fewer than that. Larger units leave it to the check.
    static func together(_ ground: ProposalGround, _ plan: RosterPlan) -> [Demand] {
        guard ground.asksGroups else { return [] }
        return eachBeside(ground, plan, { $0.minimum }, under: .hard, .cover).map(\.0)
    }

    /// As `together`, for the target of a group beyond its minimum: what is missing of it costs as much as anybody who is
    /// missing. No more than the group has.
    static func targets(_ ground: ProposalGround, _ plan: RosterPlan) -> [(Demand, GroupTarget)] {
        let weight = ground.terms.weights.cover
        guard weight > 0 else { return [] }
        return eachBeside(
            ground, plan, { $0.target > $0.minimum ? $0.target : 0 }, under: .each(weight), .optimalCover)
    }

    /// For each of a group and each shift of each day: whoever works it does so beside so many of the group, themselves
    /// counted.
    private static func eachBeside(
        _ ground: ProposalGround, _ plan: RosterPlan, _ asked: (ShiftGroup) -> Int, under weight: Weight,
        _ about: Rostering.Subject
    ) -> [(Demand, GroupTarget)] {
        let members = Dictionary(grouping: ground.people.indices.filter { ground.people[$0].isQualified }) {
            ground.people[$0].group
        }
        let groups = ground.groups.filter { asked($0) > 1 }.compactMap { group in
            members[group.id].map { (group, $0) }
        }
        let count = groups.reduce(0) { $0 + $1.1.count } * plan.days * plan.shifts.count
        guard count <= mostGroupDemands else { return [] }
        return groups.flatMap { group, places -> [(Demand, GroupTarget)] in
            // A minimum that a group is too small for is told; a target that it is too small for is nothing to aim at.
            let number = weight == .hard ? asked(group) : min(asked(group), places.count)
            return places.flatMap { one -> [(Demand, GroupTarget)] in
                var counts: [Int: Int] = [:]
                for place in places { counts[place] = place == one ? 1 - number : 1 }
                return (0..<plan.days).flatMap { day in
                    plan.works.indices.map { work in
                        (
                            Demand(
                                [.init(day: day, work: work)], target: 0, under: weight, counts: counts, others: 0,
                                about: about), GroupTarget(group: group.name, day: day, work: work)
                        )
                    }
                }
            }
        }
    }
}
