/// Column generation (Dantzig & Wolfe 1960): which whole rows, one for each person, together cover the demands cheapest?
///
/// The linear relaxation over the rows known so far prices the demands; the row finder looks for rows that are worth more
/// than they cost at those prices, until there are none. Its end is a lower bound on every roster, much closer than that
/// of a program with a variable for each person and day, because every row keeps all its person's rules.
final class Master {
    struct Column {
        var member: Int
        var row: [Int]
        var cost: Int
    }

    let ground: Groundwork
    /// Who is to be rostered anew; the others keep their rows.
    let free: [Int]
    private(set) var columns: [Column] = []
    private var known: Set<[Int]> = []
    private let program: Program
    private let slacks: Int
    private let rowOfDemand: [Int32]
    private let fixedCounts: [Int]
    /// What those who keep their rows cost, and demands nobody free can change.
    private let constant: Int
    private(set) var bound = -Double.infinity
    private(set) var relaxation = Double.infinity
    private let finder: RowFinder
    /// The prices at which the bound was found, and the least that a row of each of the free was worth at them.
    private var boundPrices: [Double] = []
    private var boundWorths: [Double] = []

    init(_ ground: Groundwork, free: [Int], roster: Roster, finder: RowFinder) {
        self.ground = ground
        self.free = free
        self.finder = finder
        var counts = Array(repeating: 0, count: ground.plan.demands.count)
        var constant = 0
        let isFree = free.reduce(into: Set<Int>()) { $0.insert($1) }
        for member in ground.plan.members.indices where !isFree.contains(member) {
            ground.add(roster.rows[member], of: member, to: &counts)
            constant += ground.cost(of: roster.rows[member], member: member)
        }
        fixedCounts = counts
        var rows: [ClosedRange<Double>] = free.map { _ in 1...1 }
        var slackColumns: [Program.Column] = []
        var rowOfDemand = Array(repeating: Int32(-1), count: counts.count)
        for (place, demand) in ground.plan.demands.enumerated() {
            guard demand.under != .each(0) || demand.over != .each(0) else { continue }
            let row = Int32(rows.count)
            rowOfDemand[place] = row
            let left = Double(demand.target - counts[place])
            let isOpenBelow = demand.under == .each(0)
            let isOpenAbove = demand.over == .each(0)
            rows.append((isOpenBelow ? -1e35 : left)...(isOpenAbove ? 1e35 : left))
            if !isOpenBelow {
                slackColumns.append(
                    Program.Column(cost: Double(demand.under.cost), isWhole: false, rows: [row], values: [1]))
            }
            if !isOpenAbove {
                slackColumns.append(
                    Program.Column(cost: Double(demand.over.cost), isWhole: false, rows: [row], values: [-1]))
            }
        }
        self.rowOfDemand = rowOfDemand
        self.constant = constant
        slacks = slackColumns.count
        program = Program(rows: rows)
        program.add(slackColumns)
    }

    private var placeOf: [Int: Int] { Dictionary(uniqueKeysWithValues: free.enumerated().map { ($1, $0) }) }

    /// Takes rows in, unless they are there already.
    func add(_ rows: [(member: Int, row: [Int])]) {
        let places = placeOf
        var new: [Program.Column] = []
        for (member, row) in rows {
            guard let place = places[member], known.insert([member] + row).inserted else { continue }
            let cost = ground.cost(of: row, member: member)
            columns.append(Column(member: member, row: row, cost: cost))
            var amounts: [Int32: Double] = [:]
            for (day, work) in row.enumerated() where work != Roster.off {
                for demand in ground.demandsOf[day * ground.works + work] where rowOfDemand[Int(demand)] >= 0 {
                    let count = ground.plan.demands[Int(demand)].count(of: member)
                    if count != 0 { amounts[rowOfDemand[Int(demand)], default: 0] += Double(count) }
                }
            }
            let sorted = amounts.sorted { $0.key < $1.key }
            new.append(
                Program.Column(
                    cost: Double(cost), isWhole: true, rows: [Int32(place)] + sorted.map(\.key),
                    values: [1] + sorted.map(\.value)))
        }
        program.add(new)
    }

    /// Prices and new rows in turn, until no row is worth taking in, the bound cannot be rounded up further, or the
    /// effort ends. Answers whether the relaxation is solved.
    func generate(_ effort: Effort, rounds: Int = .max, fixed: Set<Int> = [], perMember: Int = 2) -> Bool {
        var round = 0
        while round < rounds, effort.goesOn {
            guard program.relax(seconds: max(0.1, effort.secondsLeft)) else { return false }
            relaxation = program.objective + Double(constant)
            let prices = program.prices
            var new: [(member: Int, row: [Int])] = []
            var improvement = 0.0
            var worths: [Double] = []
            for (place, member) in free.enumerated() where !fixed.contains(member) {
                guard effort.goesOn else { return false }
                let (rowPrices, works) = ground.prices(for: member) { day, work in
                    var price = 0.0
                    for demand in ground.demandsOf[day * ground.works + work] where rowOfDemand[Int(demand)] >= 0 {
                        price -=
                            prices[Int(rowOfDemand[Int(demand)])]
                            * Double(ground.plan.demands[Int(demand)].count(of: member))
                    }
                    return price
                }
                let found = finder.rows(of: ground.machines[member], prices: rowPrices, atMost: perMember)
                guard let best = found.first else { continue }
                let worth = min(0, best.cost - prices[place])
                improvement += worth
                worths.append(worth)
                for row in found where row.cost - prices[place] < -1e-6 {
                    new.append((member, ground.row(row.kinds, works: works)))
                }
            }
            if fixed.isEmpty, worths.count == free.count, relaxation + improvement > bound {
                bound = relaxation + improvement
                boundPrices = prices
                boundWorths = worths
            }
            if new.isEmpty { return true }
            if fixed.isEmpty, roundedBound >= rounded(relaxation) { return true }
            let before = columns.count
            add(new)
            if columns.count == before { return true }
            round += 1
        }
        return false
    }

    private func rowPrices(of member: Int, at prices: [Double]) -> (prices: [Double], works: [Int32]) {
        ground.prices(for: member) { day, work in
            var price = 0.0
            for demand in ground.demandsOf[day * ground.works + work] where rowOfDemand[Int(demand)] >= 0 {
                price -=
                    prices[Int(rowOfDemand[Int(demand)])]
                    * Double(ground.plan.demands[Int(demand)].count(of: member))
            }
            return price
        }
    }

    /// Takes in every row that can be part of a roster cheaper than `cost`: one that is worth less at the bound's prices by
    /// the whole distance cannot. Answers whether these were few enough; then the best choice among the rows is the best
    /// roster there is.
    func complete(below cost: Int, most: Int, _ effort: Effort) -> Bool {
        guard !boundPrices.isEmpty, Set(ground.plan.works.map(\.shift)).count == ground.plan.works.count else {
            return false
        }
        let distance = Double(cost - ground.grain) - bound + 1e-6
        var new: [(member: Int, row: [Int])] = []
        for (place, member) in free.enumerated() {
            guard effort.goesOn else { return false }
            let (prices, works) = rowPrices(of: member, at: boundPrices)
            let limit = boundPrices[place] + boundWorths[place] + distance + 1e-6
            guard
                let rows = finder.all(of: ground.machines[member], prices: prices, below: limit, most: most - new.count)
            else { return false }
            new += rows.map { (member, ground.row($0.kinds, works: works)) }
        }
        add(new)
        return true
    }

    /// No roster can cost less: costs are multiples of the grain.
    var roundedBound: Int { rounded(bound) }

    private func rounded(_ bound: Double) -> Int {
        guard bound > -1e15 else { return .min }
        let grain = Double(ground.grain)
        return Int((bound / grain - 1e-6).rounded(.up)) * ground.grain
    }

    /// Fixes, again and again, the row that the relaxation is surest of, and generates rows for the others.
    func dive(_ effort: Effort, rounds: Int) -> [Int: [Int]]? {
        var chosen: [Int: Int] = [:]
        defer { for column in columns.indices { program.bound(slacks + column, 0...1e35) } }
        while chosen.count < free.count {
            guard effort.goesOn, program.relax(seconds: max(0.1, effort.secondsLeft)) else { return nil }
            let values = program.values
            var best = (value: -1.0, column: -1)
            var sure: [Int] = []
            for (place, column) in columns.enumerated() where chosen[column.member] == nil {
                let value = values[slacks + place]
                if value > best.value + 1e-9 { best = (value, place) }
                if value > 0.999 { sure.append(place) }
            }
            guard best.column >= 0 else { return nil }
            for place in sure.isEmpty ? [best.column] : sure {
                let member = columns[place].member
                chosen[member] = place
                for (other, column) in columns.enumerated() where column.member == member {
                    program.bound(slacks + other, other == place ? 1...1 : 0...0)
                }
            }
            if chosen.count < free.count, sure.isEmpty { _ = generate(effort, rounds: rounds, fixed: Set(chosen.keys)) }
        }
        return chosen.mapValues { columns[$0].row }
    }

    /// The best choice among the rows known that costs less, by Cbc; no rows where there is none. Answers also whether that
    /// is certain.
    func choose(
        _ effort: Effort, seconds: Double, nodes: Int, below cost: Int, seed: Int
    ) -> (rows: [Int: [Int]], isBest: Bool)? {
        // Yes or no: said for Cbc only, for in the relaxation such a bound would have a price that the row finder ignores.
        for column in columns.indices { program.bound(slacks + column, 0...1) }
        defer { for column in columns.indices { program.bound(slacks + column, 0...1e35) } }
        let answer = program.search(
            seconds: min(seconds, effort.secondsLeft), nodes: nodes,
            cutoff: Double(cost - constant) - Double(ground.grain) * 0.5,
            seed: seed
        ) { _, _ in effort.goesOn }
        guard answer.ending == .optimal || answer.ending == .feasible else {
            return answer.ending == .impossible ? ([:], true) : nil
        }
        var rows: [Int: [Int]] = [:]
        for (place, column) in columns.enumerated() where answer.values[slacks + place] > 0.5 {
            rows[column.member] = column.row
        }
        guard rows.count == free.count else { return nil }
        return (rows, answer.ending == .optimal)
    }
}
