public import Kernel

/// Makes rosters: a first one by turns and by bargaining, a bound and rows by column generation, whole rosters by diving and by Cbc, then
/// better ones by freeing some people or days at a time.
public final class RosterSolver {
    private let ground: Groundwork
    private let finder = RowFinder()
    private var dice: RosterDice
    private let report: (RosterProgress) -> Void
    private var best: Roster
    private var bestCost = Int.max
    private var bound: Int?
    private let seed: Int

    public init(_ plan: RosterPlan, seed: UInt64 = 1, report: @escaping (RosterProgress) -> Void = { _ in }) throws {
        ground = try Groundwork(plan)
        dice = RosterDice(seed: seed)
        self.seed = Int(seed & 0xFFFF)
        self.report = report
        best = Roster(members: plan.members.count, days: plan.days)
    }

    /// Whom the hard rules leave no possible row: their rules were priced instead, and are reported as violated.
    public var impossible: [RosterMember.ID] {
        ground.plan.members.indices.filter { ground.isRelaxed[$0] }.map { ground.plan.members[$0].id }
    }

    /// - Parameter start: a roster to begin with (the draft of the page, last month's pattern), if there is one.
    public func solve(_ effort: Effort, start: Roster? = nil) -> RosterAnswer {
        let plan = ground.plan
        if let start, start.rows.count == plan.members.count, start.rows.allSatisfy({ $0.count == plan.days }) {
            take(start, effort)
        }
        take(inTurns(from: start ?? best, effort), effort)
        let bargaining = bargain(effort.within(0.2), rounds: effort.isTimed ? 20 : 3)
        let everybody = Array(plan.members.indices)
        let master = Master(ground, free: everybody, roster: best, finder: finder)
        master.add(everybody.map { ($0, best.rows[$0]) })
        for rows in bargaining.recent { master.add(everybody.map { ($0, rows[$0]) }) }
        // Rows that are quickly found carry a good roster already; the bound takes longer.
        _ = master.generate(effort.within(0.5), isExact: false, smoothedFrom: bargaining.prices)
        dive(master, effort.within(0.8))
        _ = master.generate(effort.within(0.5), slack: 0.01)
        know(master, effort)
        if !isFinished(effort) { choose(master, effort, seconds: min(30, effort.secondsLeft * 0.15)) }
        if !isFinished(effort) {
            _ = master.generate(effort.within(0.15))
            know(master, effort)
        }
        prove(master, effort)
        improve(effort, master)
        return RosterAnswer(
            roster: best, score: plan.score(best), bound: bound, isCancelled: !effort.goesOn && effort.secondsLeft > 0)
    }

    /// Rounds of bargaining, each from prices that hardly bind to those that do, until two in a row find nothing better.
    private func bargain(_ effort: Effort, rounds: Int) -> Bargaining {
        let highest = Double(max(1, ground.plan.prices.filter { $0 < Weight.violation }.max() ?? 1))
        var bargaining = Bargaining(ground, from: best, highest: highest, finder: finder, dice: dice)
        var idle = 0
        for _ in 0..<rounds where effort.goesOn && idle < 2 {
            bargaining.round { effort.goesOn }
            let before = bestCost
            take(inTurns(from: bargaining.roster, effort), effort)
            idle = bestCost < before ? 0 : idle + 1
        }
        return bargaining
    }

    private func know(_ master: Master, _ effort: Effort) {
        let new = master.roundedBound
        guard new > bound ?? .min else { return }
        bound = new
        report(RosterProgress(seconds: effort.secondsGone, cost: bestCost, bound: bound, roster: best))
    }

    private func take(_ roster: Roster, _ effort: Effort) {
        let cost = ground.plan.score(roster).total
        guard cost < bestCost else { return }
        best = roster
        bestCost = cost
        report(RosterProgress(seconds: effort.secondsGone, cost: cost, bound: bound, roster: roster))
    }

    private func whole(_ rows: [Int: [Int]]) -> Roster {
        var roster = best
        for (member, row) in rows { roster.rows[member] = row }
        return roster
    }

    private func isFinished(_ effort: Effort) -> Bool {
        guard effort.goesOn else { return true }
        guard let bound else { return false }
        return Double(bestCost - bound) <= effort.ratio * Double(abs(bestCost))
    }

    /// Where the rows that could still matter are few, Cbc says which choice of them is the best of all.
    private func prove(_ master: Master, _ effort: Effort) {
        guard !isFinished(effort), master.complete(below: bestCost, most: 20_000, effort) else { return }
        let answer = master.choose(
            effort, seconds: effort.isTimed ? effort.secondsLeft * 0.5 : 1e6,
            nodes: effort.isTimed ? 1_000_000 : 20_000,
            below: bestCost, seed: seed)
        guard let answer else { return }
        if !answer.rows.isEmpty { take(whole(answer.rows), effort) }
        guard answer.isBest else { return }
        bound = bestCost
        report(RosterProgress(seconds: effort.secondsGone, cost: bestCost, bound: bound, roster: best))
    }

    private func dive(_ root: Master, _ effort: Effort) {
        guard !isFinished(effort) else { return }
        let master = Master(ground, free: root.free, roster: best, finder: finder)
        master.add(root.nearest(20, effort))
        let rows = master.dive(effort, rounds: 6, below: bestCost, dice: &dice)
        root.add(master.columns.map { ($0.member, $0.row) })
        if let rows, !rows.isEmpty { take(whole(rows), effort) }
    }

    private func choose(_ master: Master, _ effort: Effort, seconds: Double) {
        let answer = master.choose(
            effort, seconds: effort.isTimed ? seconds : 1e6, nodes: effort.isTimed ? 1_000_000 : 2_000, below: bestCost,
            seed: seed)
        if let answer, !answer.rows.isEmpty { take(whole(answer.rows), effort) }
    }

    /// Everybody in turn takes the row that is best for all, given the others'; again until nobody changes.
    private func inTurns(from roster: Roster, _ effort: Effort) -> Roster {
        var roster = roster
        let plan = ground.plan
        var counts = Array(repeating: 0, count: plan.demands.count)
        for member in plan.members.indices { ground.add(roster.rows[member], of: member, to: &counts) }
        var order = Array(plan.members.indices)
        order.shuffle(using: &dice)
        for sweep in 0..<10 {
            var isChanged = false
            for member in order {
                guard sweep == 0 || effort.goesOn else { return roster }
                let old = roster.rows[member]
                ground.add(old, of: member, to: &counts, times: -1)
                let row = answer(of: member, to: counts) ?? old
                ground.add(row, of: member, to: &counts)
                if row != old { isChanged = true }
                roster.rows[member] = row
            }
            if !isChanged { break }
        }
        return roster
    }

    /// The best row of one person, given what the others cover.
    private func answer(of member: Int, to counts: [Int]) -> [Int]? {
        let (prices, works) = answerPrices(of: member, to: counts)
        return finder.rows(of: ground.machines[member], prices: prices).first.map { ground.row($0.kinds, works: works) }
    }

    private func answerPrices(
        of member: Int, to counts: [Int], at cell: (day: Int, work: Int)? = nil
    ) -> (prices: [Double], works: [Int32]) {
        let demands = ground.plan.demands
        var answer = ground.prices(for: member) { day, work in
            if let cell, cell.day == day, cell.work != work { return .infinity }
            var price = 0
            for place in ground.demandsOf[day * ground.works + work] {
                let demand = demands[Int(place)]
                let count = counts[Int(place)]
                price += demand.cost(of: count + demand.count(of: member)) - demand.cost(of: count)
            }
            return Double(price)
        }
        if let cell { answer.prices[cell.day * ground.kinds] = .infinity }
        return answer
    }

    /// How much dearer all becomes when somebody works a cell, each of them the rest of their days as is best then; the
    /// cheapest first. Who works it already is not among them.
    private func nearest(to cell: (day: Int, work: Int), among people: [Int]) -> [Int] {
        var counts = Array(repeating: 0, count: ground.plan.demands.count)
        for member in ground.plan.members.indices { ground.add(best.rows[member], of: member, to: &counts) }
        var ranked: [(member: Int, regret: Double)] = []
        for member in people where best.rows[member][cell.day] != cell.work {
            ground.add(best.rows[member], of: member, to: &counts, times: -1)
            let free = answerPrices(of: member, to: counts).prices
            let bound = answerPrices(of: member, to: counts, at: cell).prices
            let machine = ground.machines[member]
            if let one = finder.quickRows(of: machine, prices: free).first,
                let other = finder.quickRows(of: machine, prices: bound).first
            {
                ranked.append((member, other.cost - one.cost))
            }
            ground.add(best.rows[member], of: member, to: &counts)
        }
        return ranked.sorted { ($0.regret, $0.member) < ($1.regret, $1.member) }.map(\.member)
    }

    /// Frees a handful of people, those who stand where it hurts more often, or everybody on some days, and rosters them
    /// anew: more of them where that does not help any more.
    private func improve(_ effort: Effort, _ root: Master) {
        let plan = ground.plan
        guard plan.members.count > 1 else { return }
        let isLarge = plan.members.count > Self.manyMembers
        // Days are quicker to free than people, where these are many.
        var (people, days) = (Reach(4, of: plan.members.count), Reach(isLarge ? 14 : 7, of: plan.days))
        var round = 0
        while round < effort.rounds, !isFinished(effort) {
            round += 1
            let before = bestCost
            if round.isMultiple(of: 3) != isLarge {
                let first = Int.random(in: 0...(plan.days - days.size), using: &dice)
                roster(anew: Array(plan.members.indices), on: first..<(first + days.size), root, effort)
                days.note(bestCost < before)
            } else {
                roster(anew: neighbourhood(of: people.size), on: nil, root, effort)
                people.note(bestCost < before)
            }
            if round.isMultiple(of: 120) {
                choose(root, effort, seconds: min(20, effort.secondsLeft * 0.15))
            } else if round.isMultiple(of: isLarge ? 8 : 24) {
                dive(root, effort)
            }
        }
    }

    /// How much is freed at a time.
    private struct Reach {
        private(set) var size: Int
        private let most: Int
        private var idle = 0

        init(_ size: Int, of most: Int) {
            self.size = min(size, most)
            self.most = most
        }

        mutating func note(_ isBetter: Bool) {
            idle = isBetter ? 0 : idle + 1
            guard idle > 12 else { return }
            idle = 0
            size = min(most, size + 2)
        }
    }

    /// So many at a time are too many for Cbc.
    private static let manyPeople = 10
    /// So are so many days of more than so many people.
    private static let (manyDays, manyMembers) = (9, 20)

    private func roster(anew free: [Int], on days: Range<Int>?, _ root: Master, _ effort: Effort) {
        let master = Master(ground, free: free, on: days, roster: best, finder: finder)
        master.add(free.map { ($0, best.rows[$0]) })
        if days == nil {
            master.add(
                root.columns.filter { free.contains($0.member) }.suffix(free.count * 30).map { ($0.member, $0.row) })
        }
        _ = master.generate(effort, rounds: 60, isExact: false)
        guard master.isBelow(bestCost) else { return }
        let isWide = days.map { $0.count > Self.manyDays && free.count > Self.manyMembers }
        if isWide ?? (free.count >= Self.manyPeople) {
            if let rows = master.dive(effort, rounds: 8, below: bestCost, dice: &dice) { take(whole(rows), effort) }
        } else {
            let answer = master.choose(
                effort, seconds: effort.isTimed ? 5 : 1e6, nodes: 500, below: bestCost, seed: seed)
            if let answer, !answer.rows.isEmpty { take(whole(answer.rows), effort) }
        }
        root.add(master.columns.map { ($0.member, $0.row) })
    }

    /// Some people, by the dice; half of the times around a demand or a rule that is not kept.
    private func neighbourhood(of size: Int) -> [Int] {
        let plan = ground.plan
        var chosen: Set<Int> = []
        let findings = plan.score(best).findings
        if !findings.isEmpty, Bool.random(using: &dice) {
            let finding = findings[Int.random(in: 0..<findings.count, using: &dice)]
            if let member = finding.member { chosen.insert(member) }
            let able = plan.members.indices.filter { member in
                guard let demand = finding.demand else { return true }
                return plan.demands[demand].cells.contains { plan.members[member].works.contains($0.work) }
            }
            if let demand = finding.demand, let cell = plan.demands[demand].cells.randomElement(using: &dice) {
                // The first steps of a chain: who could, and who then could for them.
                let near = nearest(to: (cell.day, cell.work), among: able).prefix(size + 2)
                while chosen.count < min(size - 1, near.count) {
                    chosen.insert(near[near.startIndex + Int.random(in: 0..<near.count, using: &dice)])
                }
            }
            while chosen.count < min(size, able.count) {
                chosen.insert(able[Int.random(in: 0..<able.count, using: &dice)])
            }
        }
        while chosen.count < min(size, plan.members.count) {
            chosen.insert(Int.random(in: 0..<plan.members.count, using: &dice))
        }
        return chosen.sorted()
    }
}

/// SplitMix64: the same seed, the same roster.
struct RosterDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
