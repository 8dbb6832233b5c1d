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

    /// What the free keep outside some days; nothing where all of it may change.
    private let kept: (roster: Roster, days: Range<Int>)?

    /// - Parameter days: the days that may change; without them all.
    init(_ ground: Groundwork, free: [Int], on days: Range<Int>? = nil, roster: Roster, finder: RowFinder) {
        self.ground = ground
        self.free = free
        kept = days.map { (roster, $0) }
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

    /// The rows that are nearest to being worth taking in at the prices of the relaxation, so many of each person: a small
    /// program is solved more quickly, again and again.
    func nearest(_ most: Int) -> [(member: Int, row: [Int])] {
        guard program.relax(seconds: 60) else { return columns.map { ($0.member, $0.row) } }
        let prices = program.prices
        let places = placeOf
        var ranked: [Int: [(worth: Double, row: [Int])]] = [:]
        for column in columns {
            var worth = Double(column.cost) - (places[column.member].map { prices[$0] } ?? 0)
            for (day, work) in column.row.enumerated() where work != Roster.off {
                worth += price(of: column.member, day, work, at: prices)
            }
            ranked[column.member, default: []].append((worth, column.row))
        }
        return free.flatMap { member in
            (ranked[member] ?? []).sorted { $0.worth < $1.worth }.prefix(most).map { (member, $0.row) }
        }
    }

    /// Prices and new rows in turn, until no row is worth taking in, the bound cannot be rounded up further, or the
    /// effort ends. Rows are looked for quickly as long as that finds any; what then is worth taking in is found exactly,
    /// and gives the bound. Answers whether the relaxation is solved.
    /// - Parameters:
    ///   - isExact: false: what is not found quickly is not looked for.
    ///   - enough: ends, unsolved, where the relaxation costs no more than that.
    ///   - slack: ends, unsolved, where the bound is as close to the relaxation as this share of it.
    func generate(
        _ effort: Effort, rounds: Int = .max, fixed: Set<Int> = [], perMember: Int = 2, isExact: Bool = true,
        slack: Double = 0, enough: Double = -.infinity
    ) -> Bool {
        var round = 0
        while round < rounds, effort.goesOn {
            guard program.relax(seconds: max(0.1, effort.secondsLeft)) else { return false }
            relaxation = program.objective + Double(constant)
            guard relaxation > enough else { return false }
            let prices = program.prices
            var before = columns.count
            for breadth in Self.breadths where columns.count == before {
                guard let found = quickRows(at: prices, fixed, perMember, breadth, effort) else { return false }
                add(found)
            }
            if columns.count == before {
                guard isExact else { return false }
                guard let found = exactRows(at: prices, fixed, perMember, effort) else { return false }
                if found.isEmpty { return true }
                if fixed.isEmpty, roundedBound >= rounded(relaxation) { return true }
                if relaxation - bound <= slack * abs(relaxation) { return false }
                before = columns.count
                add(found)
                if columns.count == before { return true }
            }
            round += 1
        }
        return false
    }

    private static let fewLeft = 6
    /// How broadly rows are looked for before they are looked for exactly.
    private static let breadths = [1, 8]

    /// Some rows that are worth taking in at these prices; nothing where the effort ended.
    private func quickRows(
        at prices: [Double], _ fixed: Set<Int>, _ perMember: Int, _ breadth: Int, _ effort: Effort
    ) -> [(member: Int, row: [Int])]? {
        var new: [(member: Int, row: [Int])] = []
        for (place, member) in free.enumerated() where !fixed.contains(member) {
            guard effort.goesOn else { return nil }
            let (rowPrices, works) = rowPrices(of: member, at: prices)
            new += finder.quickRows(
                of: ground.machines[member], prices: rowPrices, atMost: perMember, below: prices[place] - 1e-6,
                breadth: breadth
            ).map { (member, ground.row($0.kinds, works: works)) }
        }
        return new
    }

    /// All people's cheapest rows, those that are worth taking in at these prices; nothing where the effort ended.
    private func exactRows(at prices: [Double], _ fixed: Set<Int>, _ perMember: Int, _ effort: Effort)
        -> [(member: Int, row: [Int])]?
    {
        var new: [(member: Int, row: [Int])] = []
        var worths: [Double] = []
        for (place, member) in free.enumerated() where !fixed.contains(member) {
            guard effort.goesOn else { return nil }
            let (rowPrices, works) = rowPrices(of: member, at: prices)
            let found = finder.rows(
                of: ground.machines[member], prices: rowPrices, atMost: perMember, below: prices[place])
            worths.append(min(0, (found.first?.cost ?? prices[place]) - prices[place]))
            new += found.filter { $0.cost < prices[place] - 1e-6 }.map { (member, ground.row($0.kinds, works: works)) }
        }
        let improvement = worths.reduce(0, +)
        if fixed.isEmpty, relaxation + improvement > bound {
            bound = relaxation + improvement
            boundPrices = prices
            boundWorths = worths
        }
        return new
    }

    /// What a work costs at these prices of the demands: what is covered is paid for.
    private func price(of member: Int, _ day: Int, _ work: Int, at prices: [Double]) -> Double {
        var price = 0.0
        for demand in ground.demandsOf[day * ground.works + work] where rowOfDemand[Int(demand)] >= 0 {
            price -=
                prices[Int(rowOfDemand[Int(demand)])] * Double(ground.plan.demands[Int(demand)].count(of: member))
        }
        return price
    }

    private func rowPrices(of member: Int, at prices: [Double]) -> (prices: [Double], works: [Int32]) {
        var (rowPrices, works) = ground.prices(for: member) { day, work in
            if let kept, !kept.days.contains(day), kept.roster.rows[member][day] != work { return .infinity }
            return price(of: member, day, work, at: prices)
        }
        if let kept {
            for day in 0..<ground.plan.days
            where !kept.days.contains(day) && kept.roster.rows[member][day] != Roster.off {
                rowPrices[day * ground.kinds] = .infinity
            }
        }
        return (rowPrices, works)
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

    /// Fixes, again and again, the row that the relaxation is surest of, and generates rows for the others; what is best for
    /// the last few, who have the least choice, Cbc says. A row that makes all dearer is let go, and another one tried.
    /// - Parameter dice: of rows that it is nearly as sure of, one by chance: another dive ends elsewhere.
    func dive(_ effort: Effort, rounds: Int, below: Int, dice: inout RosterDice) -> [Int: [Int]]? {
        var chosen: [Int: Int] = [:]
        defer { for column in columns.indices { program.bound(slacks + column, 0...1e35) } }
        func settle(_ column: Int?, of member: Int) {
            chosen[member] = column
            for (other, known) in columns.enumerated() where known.member == member {
                program.bound(slacks + other, column == nil ? 0...1e35 : other == column ? 1...1 : 0...0)
            }
        }
        func relax() -> Bool { effort.goesOn && program.relax(seconds: max(0.1, effort.secondsLeft)) }
        while chosen.count < free.count {
            guard relax() else { return nil }
            if free.count - chosen.count <= Self.fewLeft {
                _ = generate(effort, rounds: rounds, fixed: Set(chosen.keys), perMember: 8)
                return choose(
                    effort, seconds: effort.isTimed ? 4 : 1e6, nodes: 1_000, below: below, seed: 1, settled: chosen)?
                    .rows
            }
            let values = program.values
            let open = columns.indices.filter { chosen[columns[$0].member] == nil }
            let sure = open.filter { values[slacks + $0] > 0.95 }
            for column in sure { settle(column, of: columns[column].member) }
            guard sure.isEmpty else { continue }
            let before = program.objective
            let mostRise = max(Self.dearer * abs(before), 1.5 * Double(ground.grain))
            var tried: [(column: Int, objective: Double)] = []
            for column in candidates(open, values, dice: &dice) {
                settle(column, of: columns[column].member)
                _ = generate(
                    effort, rounds: rounds, fixed: Set(chosen.keys), isExact: false,
                    enough: Double(constant) + before + mostRise * 0.25)
                guard relax() else { return nil }
                tried.append((column, program.objective))
                if program.objective - before <= mostRise { break }
                settle(nil, of: columns[column].member)
            }
            guard let best = tried.min(by: { $0.objective < $1.objective }) else { return nil }
            settle(best.column, of: columns[best.column].member)
        }
        return chosen.mapValues { columns[$0].row }
    }

    /// The rows to try, the surest first, each of another person; which is first among nearly equals is chance.
    private func candidates(_ open: [Int], _ values: UnsafeBufferPointer<Double>, dice: inout RosterDice) -> [Int] {
        let ranked = open.map { (column: $0, value: values[slacks + $0] + Double.random(in: 0..<0.05, using: &dice)) }
            .sorted { $0.value > $1.value }
        var seen: Set<Int> = []
        return Array(ranked.map(\.column).filter { seen.insert(columns[$0].member).inserted }.prefix(4))
    }

    /// By this share of the relaxation, or by a grain and a half, a row may make all dearer.
    private static let dearer = 0.004

    /// The best choice among the rows known that costs less, by Cbc; no rows where there is none. Answers also whether that
    /// is certain.
    /// - Parameter settled: the columns of people who are not asked any more.
    func choose(
        _ effort: Effort, seconds: Double, nodes: Int, below cost: Int, seed: Int, settled: [Int: Int] = [:]
    ) -> (rows: [Int: [Int]], isBest: Bool)? {
        // Yes or no: said for Cbc only, for in the relaxation such a bound would have a price that the row finder ignores.
        for (place, column) in columns.enumerated() {
            let value = settled[column.member].map { $0 == place ? 1.0...1.0 : 0.0...0.0 }
            program.bound(slacks + place, value ?? 0...1)
        }
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
