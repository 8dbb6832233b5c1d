/// Everybody in turn takes the row that is best for them at prices of the demands, which rise with what is missing and fall
/// with what is too much, sweep after sweep until the rows fit together (proximal method of multipliers, Rockafellar 1976,
/// minimised person by person).
///
/// A demand that costs f at a count is priced as the greatest μ(target − count) − (μ − λ)² / 2ρ, with μ between minus what
/// one too many costs and what one too few does; λ, its price so far, then goes towards that μ. While ρ is small people
/// need not fit to each other; it grows until they must. A sweep costs a quick shortest path for each person.
struct Bargaining {
    private let ground: Groundwork
    private let finder: RowFinder
    private var dice: RosterDice
    private(set) var rows: [[Int]]
    private var costs: [Double]
    private var counts: [Int]
    /// λ, by demand.
    private(set) var prices: [Double]
    /// Everybody's rows after each of the last sweeps.
    private(set) var recent: [[[Int]]] = []
    private static let mostRecent = 30
    /// ρ: what the price of a demand grows by with each one missing.
    private var step = 1.0
    /// The highest price that the plan names, what is hard left aside.
    private let highest: Double

    init(_ ground: Groundwork, from roster: Roster, highest: Double, finder: RowFinder, dice: RosterDice) {
        self.ground = ground
        self.finder = finder
        self.dice = dice
        self.highest = highest
        rows = roster.rows
        counts = Array(repeating: 0, count: ground.plan.demands.count)
        for member in rows.indices { ground.add(rows[member], of: member, to: &counts) }
        costs = rows.indices.map { Double(ground.cost(of: roster.rows[$0], member: $0)) }
        prices = Array(repeating: 0, count: ground.plan.demands.count)
    }

    /// What this roster costs.
    var cost: Double { costs.reduce(0, +) + Double(ground.cost(of: counts)) }
    var roster: Roster { Roster(rows: rows) }

    /// From a small step to one at which nobody changes any more, or a hundred sweeps.
    mutating func round(goesOn: () -> Bool) {
        step = highest * Self.firstStep
        for sweep in 0..<100 {
            guard goesOn() else { return }
            let before = rows
            let restless = max(0, 1 - Double(sweep) / Double(Self.restlessSweeps))
            self.sweep(noise: highest * Self.noise * restless, goesOn: goesOn)
            step *= Self.growth
            recent.append(rows)
            if recent.count > Self.mostRecent { recent.removeFirst() }
            if restless == 0, rows == before { return }
        }
    }

    /// Shares of the highest price: the step of the first sweep, and by how much a work may seem dearer than it is.
    private static let (firstStep, noise) = (0.03, 0.003)
    /// The step's, with each sweep.
    private static let growth = 1.03
    /// How far λ goes towards μ.
    private static let damping = 0.2
    /// Sweeps with noise, less and less of it.
    private static let restlessSweeps = 60

    private mutating func sweep(noise: Double, goesOn: () -> Bool) {
        var order = Array(rows.indices)
        order.shuffle(using: &dice)
        for member in order {
            guard goesOn() else { return }
            choose(for: member, noise: noise)
        }
        for place in prices.indices {
            prices[place] += Self.damping * (multiplier(place, counts[place]) - prices[place])
        }
    }

    /// A person takes the row that is best at what the others leave; by the quick path, which may miss it by a little.
    mutating func choose(for member: Int, noise: Double) {
        ground.add(rows[member], of: member, to: &counts, times: -1)
        defer { ground.add(rows[member], of: member, to: &counts) }
        var workPrices = Array(repeating: 0.0, count: ground.days * ground.works)
        let (dayPrices, works) = ground.prices(for: member) { day, work in
            let cell = day * ground.works + work
            var price = Double(dice.next() >> 11) / Double(UInt64(1) << 53) * noise
            for place in ground.demandsOf[cell] {
                let worth = ground.plan.demands[Int(place)].count(of: member)
                guard worth != 0 else { continue }
                let count = counts[Int(place)]
                price += value(Int(place), count + worth) - value(Int(place), count)
            }
            workPrices[cell] = price
            return price
        }
        guard let found = finder.quickRows(of: ground.machines[member], prices: dayPrices).first else { return }
        rows[member] = ground.row(found.kinds, works: works)
        costs[member] = found.cost
        for (day, work) in rows[member].enumerated() where work != Roster.off {
            costs[member] -= workPrices[day * ground.works + work]
        }
    }

    /// μ: between what one too many and one too few cost.
    private func multiplier(_ place: Int, _ count: Int) -> Double {
        let demand = ground.plan.demands[place]
        let wanted = prices[place] + step * Double(demand.target - count)
        return max(-Double(demand.over.cost), min(Double(demand.under.cost), wanted))
    }

    /// What a demand is priced as at a count.
    func value(_ place: Int, _ count: Int) -> Double {
        let demand = ground.plan.demands[place]
        // What keeps itself where nobody works is never to be broken: no bargaining about it.
        if demand.under == .hard, demand.target <= 0 { return Double(demand.cost(of: count)) }
        let price = multiplier(place, count)
        let away = price - prices[place]
        return price * Double(demand.target - count) - away * away / (2 * step)
    }
}
