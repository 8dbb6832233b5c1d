/// What a roster costs, exactly, and why: one finding for each rule, wish or demand that is not kept.
public struct Score: Sendable {
    public struct Finding: Hashable, Sendable {
        public var about: Subject
        /// Whom it is about, by their place in the plan; nobody for a demand.
        public var member: Int?
        /// From the first to the last day that it is about.
        public var days: ClosedRange<Int>
        /// Units beyond what was asked: days too many, people missing, minutes.
        public var amount: Int
        public var cost: Int
        public var isHard: Bool
        /// For demands: which, by its place in the plan.
        public var demand: Int?
    }

    public var findings: [Finding]

    /// Without what is hard.
    public var cost: Int { findings.reduce(0) { $1.isHard ? $0 : $0 + $1.cost } }
    public var violations: Int { findings.reduce(0) { $1.isHard ? $0 + $1.amount : $0 } }
    /// What the solver makes as small as it can.
    public var total: Int { cost + violations * Weight.violation }
    public func cost(of subject: Subject) -> Int { findings.reduce(0) { $1.about == subject ? $0 + $1.cost : $0 } }
}

extension RosterPlan {
    /// Days × (rules + demands) steps.
    public func score(_ roster: Roster) -> Score {
        var findings: [Score.Finding] = []
        for (place, member) in members.enumerated() {
            findings += self.findings(on: member, at: place, row: roster.rows[place])
        }
        for (place, demand) in demands.enumerated() {
            let count = demand.cells.reduce(0) { sum, cell in
                members.indices.reduce(sum) {
                    roster.rows[$1][cell.day] == cell.work ? $0 + demand.count(of: $1) : $0
                }
            }
            let weight = count < demand.target ? demand.under : demand.over
            guard count != demand.target, weight != .each(0), let first = demand.cells.map(\.day).min(),
                let last = demand.cells.map(\.day).max()
            else { continue }
            let amount = abs(demand.target - count)
            findings.append(
                Score.Finding(
                    about: demand.about, member: nil, days: first...last, amount: amount, cost: amount * weight.cost,
                    isHard: weight == .hard, demand: place))
        }
        return Score(findings: findings)
    }

    /// What is wrong with one person's days; the rules of the others do not matter.
    public func findings(on member: RosterMember, at place: Int, row: [Int]) -> [Score.Finding] {
        let kinds = row.map { $0 == Roster.off ? 0 : works[$0].shift + 1 }
        var found: [Score.Finding] = []
        func add(_ about: Subject, _ weight: Weight, _ days: ClosedRange<Int>, _ amount: Int) {
            guard amount > 0, weight != .each(0) else { return }
            found.append(
                Score.Finding(
                    about: about, member: place, days: days, amount: amount, cost: amount * weight.cost,
                    isHard: weight == .hard, demand: nil))
        }
        for (day, work) in row.enumerated() where work != Roster.off && !member.works.contains(work) {
            add(.skill, .hard, day...day, 1)
        }
        for (day, allowed) in member.settled.sorted(by: { $0.key < $1.key })
        where (0..<days).contains(day) && !allowed.has(kinds[day]) { add(.settled, .hard, day...day, 1) }
        for wish in member.wishes where !wish.wanted.has(kinds[wish.day]) {
            add(wish.about, wish.weight, wish.day...wish.day, 1)
        }
        for rule in member.rules {
            for (days, amount) in breaches(of: rule, past: member.past, kinds) {
                add(rule.about, rule.weight, days, amount)
            }
        }
        return found
    }

    private func breaches(of rule: Rule, past: [Int], _ kinds: [Int]) -> [(days: ClosedRange<Int>, amount: Int)] {
        switch rule.shape {
        case .run(let set, let least, let most, let closedStart, let closedEnd):
            return runBreaches(set, least, most, closedStart, closedEnd, past: past, kinds)
        case .never(let first, let next):
            return kinds.indices.compactMap { day in
                guard let before = day > 0 ? kinds[day - 1] : past.first, first.has(before), next.has(kinds[day]) else {
                    return nil
                }
                return (max(0, day - 1)...day, 1)
            }
        case .total(let worth, let stretches, let least, let most):
            return stretches.filter { !$0.isEmpty }.compactMap { stretch in
                let sum = stretch.reduce(0) { $0 + worth[kinds[$1]] }
                return beyond(sum, least, most).map { (stretch.lowerBound...stretch.upperBound - 1, $0) }
            }
        case .stretches(let stretches, let set, let least, let most):
            let count = stretches.count { $0.contains { set.has(kinds[$0]) } }
            return beyond(count, least, most).map { [(0...kinds.count - 1, $0)] } ?? []
        case .stretchRun(let stretches, let set, let least, let most):
            var found: [(ClosedRange<Int>, Int)] = []
            var run: [Range<Int>] = []
            for stretch in stretches + [0..<0] {
                if stretch.contains(where: { set.has(kinds[$0]) }) {
                    run.append(stretch)
                } else if let first = run.first, let last = run.last {
                    if let amount = beyond(run.count, least, most) {
                        found.append((first.lowerBound...last.upperBound - 1, amount))
                    }
                    run = []
                }
            }
            return found
        case .pattern(let cells, let starts):
            guard cells.count <= kinds.count else { return [] }
            return (starts ?? Array(0...kinds.count - cells.count)).compactMap { start in
                guard start >= 0, start + cells.count <= kinds.count,
                    cells.indices.allSatisfy({ cells[$0].has(kinds[start + $0]) })
                else { return nil }
                return (start...start + cells.count - 1, 1)
            }
        }
    }

    private func beyond(_ amount: Int, _ least: Int, _ most: Int?) -> Int? {
        if amount < least { return least - amount }
        if let most, amount > most { return amount - most }
        return nil
    }

    private func runBreaches(
        _ set: ShiftSet, _ least: Int, _ most: Int?, _ closedStart: Bool, _ closedEnd: Bool, past: [Int], _ kinds: [Int]
    ) -> [(days: ClosedRange<Int>, amount: Int)] {
        var found: [(ClosedRange<Int>, Int)] = []
        // A run that goes back to the last day known may have begun before it: then it is not too short.
        var length = past.prefix { set.has($0) }.count
        var isWhole = length < past.count || closedStart
        var begin = 0
        for day in 0...kinds.count {
            if day < kinds.count, set.has(kinds[day]) {
                if length == 0 { begin = day }
                length += 1
                continue
            }
            if length > 0 {
                let last = max(begin, day - 1)
                if let most {
                    let fresh = min(length - most, day - begin)
                    if fresh > 0 { found.append((begin...last, fresh)) }
                }
                let ended = day < kinds.count || closedEnd
                if length < least, isWhole, ended { found.append((begin...min(last, kinds.count - 1), least - length)) }
            }
            length = 0
            isWhole = true
        }
        return found
    }
}
