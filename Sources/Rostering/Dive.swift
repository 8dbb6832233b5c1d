/// From the relaxation down to whole rows. First whole rows are settled, again and again the one that the relaxation is surest
/// of; a row that makes all dearer is let go and another one tried. Where each does, or few people are left, single days are
/// settled, this person off or at this work on this day: that commits to less at a time than a row, which leaves
/// less choice to the last. What would make all dearer is ruled out instead, if that is cheaper.
extension Master {
    /// Whole rows for all the free that cost less than `below`; nothing where that cannot be or the effort ended.
    /// - Parameter dice: of what it is nearly as sure of, one by chance: another dive ends elsewhere.
    func dive(_ effort: Effort, rounds: Int, below: Int, dice: inout RosterDice) -> [Int: [Int]]? {
        var settled: Set<Int> = []
        while free.count - settled.count > Self.fewLeft {
            guard relax(effort), isBelow(below) else { return nil }
            let shares = sharesOfRows()
            let sure = free.indices.filter { !settled.contains(free[$0]) && shares[$0].contains { $0.share > 0.95 } }
            for place in sure {
                if let row = shares[place].first(where: { $0.share > 0.95 })?.row { _ = settle(place, row) }
                settled.insert(free[place])
            }
            guard sure.isEmpty else { continue }
            guard let isNew = settleOne(shares, &settled, effort, rounds, &dice) else { return nil }
            if !isNew { break }
        }
        return diveByCells(effort, rounds: rounds, below: below, settled: settled, dice: &dice)
    }

    /// Answers whether a row was found that does not make all dearer; nothing where the effort ended.
    private func settleOne(
        _ shares: [[(row: [Int], share: Double)]], _ settled: inout Set<Int>, _ effort: Effort, _ rounds: Int,
        _ dice: inout RosterDice
    ) -> Bool? {
        let before = relaxation
        let rise = max(Self.dearer * abs(before), 1.5 * Double(ground.grain))
        for (place, row) in candidates(shares, but: settled, &dice) {
            let out = settle(place, row)
            settled.insert(free[place])
            _ = generate(effort, rounds: rounds, fixed: settled, isExact: false, enough: before + rise * 0.25)
            guard relax(effort) else { return nil }
            if relaxation - before <= rise { return true }
            add(out)
            settled.remove(free[place])
        }
        return false
    }

    /// The surest row of each of some people, the surest first; which is first among nearly equals is chance.
    private func candidates(
        _ shares: [[(row: [Int], share: Double)]], but settled: Set<Int>, _ dice: inout RosterDice
    ) -> [(place: Int, row: [Int])] {
        var ranked: [(place: Int, row: [Int], share: Double)] = []
        for place in free.indices where !settled.contains(free[place]) {
            guard let best = shares[place].max(by: { $0.share < $1.share }) else { continue }
            ranked.append((place, best.row, best.share + Double.random(in: 0..<0.05, using: &dice)))
        }
        return ranked.sorted { $0.share > $1.share }.prefix(4).map { ($0.place, $0.row) }
    }

    private func diveByCells(
        _ effort: Effort, rounds: Int, below: Int, settled: Set<Int>, dice: inout RosterDice
    ) -> [Int: [Int]]? {
        var reached = -Double.infinity
        func follow() -> Bool {
            _ = generate(effort, rounds: rounds, fixed: settled, isExact: false, enough: reached + 0.25)
            return relax(effort)
        }
        while true {
            guard follow(), isBelow(below) else { return nil }
            let shares = sharesOfRows()
            if shares.allSatisfy({ $0.contains { $0.share > 0.999 } }) { return rows(shares) }
            reached = max(reached, relaxation)
            if pinSure(shares) { continue }
            guard let cell = surest(shares, &dice) else { return nil }
            let rise = max(Self.dearer * abs(reached), 1.5 * Double(ground.grain))
            let out = pin(cell)
            guard follow() else { return nil }
            let pinned = relaxation
            guard pinned > reached + rise else { continue }
            undoPin(cell, out)
            let other = ban(cell)
            guard follow() else { return nil }
            if relaxation > pinned {
                undoBan(cell, other)
                pin(cell)
            }
        }
    }

    /// By this share of the relaxation, or by a grain and a half, something settled may make all dearer.
    private static let dearer = 0.004
    /// So many people are left to a dive by days at the latest.
    private static let fewLeft = 4

    private func rows(_ shares: [[(row: [Int], share: Double)]]) -> [Int: [Int]] {
        var rows: [Int: [Int]] = [:]
        for (place, member) in free.enumerated() { rows[member] = shares[place].first { $0.share > 0.999 }?.row }
        return rows
    }

    /// What all rows of a person with a share of 0.9 agree on; never so much that less than 0.6 of their rows remain.
    private func pinSure(_ shares: [[(row: [Int], share: Double)]]) -> Bool {
        var isNew = false
        for place in free.indices where shares[place].count > 1 {
            var open = shares[place]
            for cell in cells(of: place, open) where cell.share >= 0.9 {
                let left = open.filter { $0.row[cell.day] == cell.work }
                guard left.reduce(0, { $0 + $1.share }) >= 0.6 else { break }
                open = left
                pin(cell)
                isNew = true
            }
        }
        return isNew
    }

    private func surest(_ shares: [[(row: [Int], share: Double)]], _ dice: inout RosterDice) -> Cell? {
        var best: (cell: Cell, share: Double)?
        for place in free.indices where shares[place].count > 1 {
            for cell in cells(of: place, shares[place]) {
                let share = cell.share + Double.random(in: 0..<0.05, using: &dice)
                if share > best?.share ?? 0 { best = (cell, share) }
            }
        }
        return best?.cell
    }

    /// The likeliest work of each day that is not settled yet, the surest day first.
    private func cells(of place: Int, _ shares: [(row: [Int], share: Double)]) -> [Cell] {
        (0..<ground.days).filter { !isPinned(place, $0) }.compactMap { day in
            var sums: [Int: Double] = [:]
            for share in shares { sums[share.row[day], default: 0] += share.share }
            return sums.max { ($0.value, -$0.key) < ($1.value, -$1.key) }.map {
                Cell(place: place, day: day, work: $0.key, share: $0.value)
            }
        }.sorted { ($1.share, $0.day) < ($0.share, $1.day) }
    }
}
