/// Which rows are worth taking in at the prices of the relaxation, and the bound that follows where there are none.
extension Master {
    /// How far a row of this cost is from being worth taking in; below zero: it is.
    private func worth(of row: [Int], _ cost: Int, _ member: Int, _ place: Int, at prices: [Double]) -> Double {
        var worth = Double(cost) - prices[place]
        for (day, work) in row.enumerated() where work != Roster.off {
            worth += price(of: member, day, work, at: prices)
        }
        return worth
    }

    func worths(at prices: [Double]) -> [Double] {
        let places = placeOf
        return columns.map { worth(of: $0.row, $0.cost, $0.member, places[$0.member] ?? 0, at: prices) }
    }

    /// Keeps the rows that are nearest to being worth taking in, and those in use.
    private func thin(at prices: [Double]) {
        let worths = worths(at: prices)
        let limit = worths.sorted()[Self.fewRows * free.count]
        var place = -1
        forget { _ in
            place += 1
            return worths[place] > max(limit, 1e-6)
        }
    }

    /// Of each person on average: beyond the first number rows are let go until there is the second.
    private static let (mostRows, fewRows) = (60, 30)

    /// Prices and new rows in turn, until no row is worth taking in, the bound cannot be rounded up further, or the
    /// effort ends. Rows are looked for quickly as long as that finds any; what then is worth taking in is found exactly,
    /// and gives the bound. Answers whether the relaxation is solved.
    /// - Parameters:
    ///   - isExact: false: what is not found quickly is not looked for.
    ///   - enough: ends, unsolved, where the relaxation costs no more than that.
    ///   - smoothedFrom: prices of the demands to begin with, for a first relaxation of many: rows are looked for at the mean of these prices and those before, which
    ///     swing less (Neame 1999), and of too many rows the farthest are let go.
    ///   - slack: ends, unsolved, where the bound is as close to the relaxation as this share of it.
    func generate(
        _ effort: Effort, rounds: Int = .max, fixed: Set<Int> = [], perMember: Int = 2, isExact: Bool = true,
        slack: Double = 0, enough: Double = -.infinity, smoothedFrom first: [Double]? = nil
    ) -> Bool {
        var round = 0
        var smooth = first.map { rowPrices($0) } ?? []
        while round < rounds, effort.goesOn {
            guard relax(effort) else { return false }
            guard relaxation > enough else { return false }
            let prices = program.prices
            if first != nil, columns.count > Self.mostRows * free.count { thin(at: prices) }
            var before = columns.count
            if first != nil {
                smooth = smooth.isEmpty ? prices : zip(smooth, prices).map { 0.5 * $0 + 0.5 * $1 }
                guard let found = quickRows(at: smooth, fixed, perMember, 1, effort) else { return false }
                let places = placeOf
                add(
                    found.filter { member, row in
                        let cost = ground.cost(of: row, member: member)
                        return worth(of: row, cost, member, places[member] ?? 0, at: prices) < -1e-6
                    })
                if columns.count == before { smooth = [] }
            }
            for breadth in Self.breadths where columns.count == before {
                guard let found = quickRows(at: prices, fixed, perMember, breadth, effort) else { return false }
                add(found)
            }
            if columns.count == before {
                guard isExact else { return false }
                guard let found = exactRows(at: prices, fixed, perMember, effort) else { return false }
                if found.isEmpty { return true }
                if isOpen(fixed), roundedBound >= rounded(relaxation) { return true }
                if relaxation - bound <= slack * abs(relaxation) { return false }
                before = columns.count
                add(found)
                if columns.count == before { return true }
            }
            round += 1
        }
        return false
    }

    /// Prices of the program's rows from those of the demands; a person's own row has none yet.
    private func rowPrices(_ prices: [Double]) -> [Double] {
        var all = Array(repeating: 0.0, count: program.prices.count)
        for (place, row) in rowOfDemand.enumerated() where row >= 0 { all[Int(row)] = prices[place] }
        return all
    }

    /// How broadly rows are looked for before they are looked for exactly.
    private static let breadths = [1, 8]

    /// Some rows that are worth taking in at these prices; nothing where the effort ended.
    private func quickRows(
        at prices: [Double], _ fixed: Set<Int>, _ perMember: Int, _ breadth: Int, _ effort: Effort
    ) -> [(member: Int, row: [Int])]? {
        var new: [(member: Int, row: [Int])] = []
        for (place, member) in free.enumerated() where !fixed.contains(member) {
            guard effort.goesOn else { return nil }
            let (rowPrices, works) = rowPrices(of: place, at: prices)
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
            let (rowPrices, works) = rowPrices(of: place, at: prices)
            let found = finder.rows(
                of: ground.machines[member], prices: rowPrices, atMost: perMember, below: prices[place])
            worths.append(min(0, (found.first?.cost ?? prices[place]) - prices[place]))
            new += found.filter { $0.cost < prices[place] - 1e-6 }.map { (member, ground.row($0.kinds, works: works)) }
        }
        let improvement = worths.reduce(0, +)
        if isOpen(fixed) { know(relaxation + improvement, at: prices, worths) }
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

    private func rowPrices(of place: Int, at prices: [Double]) -> (prices: [Double], works: [Int32]) {
        let member = free[place]
        var (rowPrices, works) = ground.prices(for: member) { day, work in
            if let kept, !kept.days.contains(day), kept.roster.rows[member][day] != work { return .infinity }
            if let pin = pins[place][day], pin != work { return .infinity }
            if bans[place][day].contains(work) { return .infinity }
            return price(of: member, day, work, at: prices)
        }
        for day in 0..<ground.days {
            let isOffOut = pins[place][day].map { $0 != Roster.off } ?? bans[place][day].contains(Roster.off)
            if isOffOut { rowPrices[day * ground.kinds] = .infinity }
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
            let (prices, works) = rowPrices(of: place, at: boundPrices)
            let limit = boundPrices[place] + boundWorths[place] + distance + 1e-6
            guard
                let rows = finder.all(of: ground.machines[member], prices: prices, below: limit, most: most - new.count)
            else { return false }
            new += rows.map { (member, ground.row($0.kinds, works: works)) }
        }
        add(new)
        return true
    }
}
