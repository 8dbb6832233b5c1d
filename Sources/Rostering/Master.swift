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
    let program: Program
    let slacks: Int
    let rowOfDemand: [Int32]
    /// Demands that are left aside until a relaxation breaks them: their rows, and the bounds that these then have.
    private var idle: [(row: Int, bounds: ClosedRange<Double>)]
    /// What those who keep their rows cost, and demands nobody free can change.
    let constant: Int
    private(set) var bound = -Double.infinity
    private(set) var relaxation = Double.infinity
    let finder: RowFinder
    /// The prices at which the bound was found, and the least that a row of each of the free was worth at them.
    private(set) var boundPrices: [Double] = []
    private(set) var boundWorths: [Double] = []

    /// What the free keep outside some days; nothing where all of it may change.
    let kept: (roster: Roster, days: Range<Int>)?

    /// By place among the free and day: what a dive has settled.
    var pins: [[Int?]]
    /// What it has ruled out instead.
    var bans: [[Set<Int>]]
    private var isNarrowed = false

    /// - Parameter days: the days that may change; without them all.
    init(_ ground: Groundwork, free: [Int], on days: Range<Int>? = nil, roster: Roster, finder: RowFinder) {
        self.ground = ground
        self.free = free
        kept = days.map { (roster, $0) }
        pins = Array(repeating: Array(repeating: nil, count: ground.days), count: free.count)
        bans = Array(repeating: Array(repeating: [], count: ground.days), count: free.count)
        self.finder = finder
        var counts = Array(repeating: 0, count: ground.plan.demands.count)
        var constant = 0
        let isFree = free.reduce(into: Set<Int>()) { $0.insert($1) }
        for member in ground.plan.members.indices where !isFree.contains(member) {
            ground.add(roster.rows[member], of: member, to: &counts)
            constant += ground.cost(of: roster.rows[member], member: member)
        }
        var rows: [ClosedRange<Double>] = free.map { _ in 1...1 }
        var slackColumns: [Program.Column] = []
        var idle: [(row: Int, bounds: ClosedRange<Double>)] = []
        var rowOfDemand = Array(repeating: Int32(-1), count: counts.count)
        var allCounts = counts
        for member in free { ground.add(roster.rows[member], of: member, to: &allCounts) }
        for (place, demand) in ground.plan.demands.enumerated() {
            guard demand.under != .each(0) || demand.over != .each(0) else { continue }
            guard Self.isTouched(demand, by: free, on: days, ground.plan) else {
                constant += demand.cost(of: allCounts[place])
                continue
            }
            let row = Int32(rows.count)
            rowOfDemand[place] = row
            let left = Double(demand.target - counts[place])
            let isOpenBelow = demand.under == .each(0)
            let isOpenAbove = demand.over == .each(0)
            let bounds = (isOpenBelow ? -1e35 : left)...(isOpenAbove ? 1e35 : left)
            // Kept where nobody works: only people who count less than nothing break it.
            if left <= 0, isOpenAbove {
                idle.append((Int(row), bounds))
                rows.append(-1e35...1e35)
            } else {
                rows.append(bounds)
            }
            if !isOpenBelow {
                slackColumns.append(
                    Program.Column(cost: Double(demand.under.cost), isWhole: false, rows: [row], values: [1]))
            }
            if !isOpenAbove {
                slackColumns.append(
                    Program.Column(cost: Double(demand.over.cost), isWhole: false, rows: [row], values: [-1]))
            }
        }
        self.idle = idle
        self.rowOfDemand = rowOfDemand
        self.constant = constant
        slacks = slackColumns.count
        program = Program(rows: rows)
        program.add(slackColumns)
    }

    /// Whether somebody free can change it.
    private static func isTouched(_ demand: Demand, by free: [Int], on days: Range<Int>?, _ plan: RosterPlan) -> Bool {
        demand.cells.contains { cell in
            (days?.contains(cell.day) ?? true)
                && free.contains { demand.count(of: $0) != 0 && plan.members[$0].works.contains(cell.work) }
        }
    }

    var placeOf: [Int: Int] { Dictionary(uniqueKeysWithValues: free.enumerated().map { ($1, $0) }) }

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

    /// The rows of the relaxation, and those nearest to being worth taking in at its prices, so many of each person: a small
    /// program is solved more quickly, again and again.
    func nearest(_ most: Int, _ effort: Effort) -> [(member: Int, row: [Int])] {
        guard relax(effort) else { return columns.map { ($0.member, $0.row) } }
        let values = program.values
        let worths = worths(at: program.prices)
        var ranked: [Int: [(worth: Double, row: [Int])]] = [:]
        for (place, column) in columns.enumerated() {
            let isUsed = values[slacks + place] > 1e-9
            ranked[column.member, default: []].append((isUsed ? -.infinity : worths[place], column.row))
        }
        return free.flatMap { member in
            (ranked[member] ?? []).sorted { $0.worth < $1.worth }.prefix(most).map { (member, $0.row) }
        }
    }

    /// Keeps the best bound, with the prices at which it was found and the least that a row of each of the free was worth at them.
    func know(_ bound: Double, at prices: [Double], _ worths: [Double]) {
        guard bound > self.bound else { return }
        (self.bound, boundPrices, boundWorths) = (bound, prices, worths)
    }

    /// No roster can cost less: costs are multiples of the grain.
    var roundedBound: Int { rounded(bound) }

    func rounded(_ bound: Double) -> Int {
        guard bound > -1e15 else { return .min }
        let grain = Double(ground.grain)
        return Int((bound / grain - 1e-6).rounded(.up)) * ground.grain
    }

    /// False also where the effort has ended. Demands left aside count once a relaxation breaks them.
    func relax(_ effort: Effort) -> Bool {
        repeat {
            guard effort.goesOn, program.relax(seconds: max(0.1, effort.secondsLeft)) else { return false }
        } while wakeBroken()
        relaxation = program.objective + Double(constant)
        return true
    }

    /// Answers whether the relaxation breaks demands that were left aside; they count from now on.
    private func wakeBroken() -> Bool {
        let sums = program.sums
        let broken = idle.filter { sums[$0.row] < $0.bounds.lowerBound - 1e-7 }
        guard !broken.isEmpty else { return false }
        idle.removeAll { one in broken.contains { $0.row == one.row } }
        for one in broken { program.boundRow(one.row, one.bounds) }
        return true
    }

    /// Whether the relaxation costs less than that, and not only by what a grain rounds up.
    func isBelow(_ cost: Int) -> Bool { relaxation < Double(cost) - 0.5 * Double(ground.grain) }

    /// Nothing is settled: what is found holds for every roster.
    func isOpen(_ fixed: Set<Int>) -> Bool { fixed.isEmpty && !isNarrowed }

    func isPinned(_ place: Int, _ day: Int) -> Bool { pins[place][day] != nil }

    /// Answers the rows that are out with it.
    @discardableResult
    func pin(_ cell: Cell) -> [(member: Int, row: [Int])] {
        isNarrowed = true
        pins[cell.place][cell.day] = cell.work
        return forget { $0.member == free[cell.place] && $0.row[cell.day] != cell.work }
    }

    @discardableResult
    func ban(_ cell: Cell) -> [(member: Int, row: [Int])] {
        isNarrowed = true
        bans[cell.place][cell.day].insert(cell.work)
        return forget { $0.member == free[cell.place] && $0.row[cell.day] == cell.work }
    }

    func undoPin(_ cell: Cell, _ rows: [(member: Int, row: [Int])]) {
        pins[cell.place][cell.day] = nil
        add(rows)
    }

    func undoBan(_ cell: Cell, _ rows: [(member: Int, row: [Int])]) {
        bans[cell.place][cell.day].remove(cell.work)
        add(rows)
    }

    /// Of a person this row alone.
    func settle(_ place: Int, _ row: [Int]) -> [(member: Int, row: [Int])] {
        forget { $0.member == free[place] && $0.row != row }
    }

    /// Lets rows go; they may be found again.
    @discardableResult
    func forget(_ isGone: (Column) -> Bool) -> [(member: Int, row: [Int])] {
        var out: [(member: Int, row: [Int])] = []
        var gone: [Int] = []
        var left: [Column] = []
        for (place, column) in columns.enumerated() {
            if isGone(column) {
                gone.append(slacks + place)
                out.append((column.member, column.row))
                known.remove([column.member] + column.row)
            } else {
                left.append(column)
            }
        }
        columns = left
        program.remove(gone)
        return out
    }

    struct Cell {
        var place: Int
        var day: Int
        var work: Int
        var share: Double
    }

    /// By place among the free: the rows that have a part in the relaxation.
    func sharesOfRows() -> [[(row: [Int], share: Double)]] {
        let values = program.values
        let places = placeOf
        var shares: [[(row: [Int], share: Double)]] = free.map { _ in [] }
        for (column, known) in columns.enumerated() where values[slacks + column] > 1e-6 {
            if let place = places[known.member] { shares[place].append((known.row, values[slacks + column])) }
        }
        return shares
    }

    /// The best choice among the rows known that costs less, by Cbc; no rows where there is none. Answers also whether that
    /// is certain.
    func choose(
        _ effort: Effort, seconds: Double, nodes: Int, below cost: Int, seed: Int
    ) -> (rows: [Int: [Int]], isBest: Bool)? {
        for one in idle { program.boundRow(one.row, one.bounds) }
        idle = []
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
