public import Kernel

/// A plan made ready for solving: a machine for each person, what each cell adds to which demand, and the prices that
/// are known beforehand.
final class Groundwork {
    let plan: RosterPlan
    let days: Int
    let kinds: Int
    let machines: [Automaton]
    /// Whether a person's hard rules had to be softened because they allow no row at all.
    let isRelaxed: [Bool]
    /// For each person: wishes and what is settled, by day and kind of day.
    let standing: [[Double]]
    /// Works of a kind of day that a person is qualified for.
    let worksOf: [[[Int]]]
    /// Demands by day × works + work.
    let demandsOf: [[Int32]]
    let works: Int
    /// The greatest common divisor of all prices: costs are its multiples.
    let grain: Int

    init(_ plan: RosterPlan) throws {
        try plan.check()
        self.plan = plan
        days = plan.days
        kinds = plan.shifts.count + 1
        works = plan.works.count
        var demandsOf: [[Int32]] = Array(repeating: [], count: plan.days * plan.works.count)
        for (place, demand) in plan.demands.enumerated() {
            for cell in demand.cells { demandsOf[cell.day * plan.works.count + cell.work].append(Int32(place)) }
        }
        self.demandsOf = demandsOf
        worksOf = plan.members.map { member in
            (0...plan.shifts.count).map { kind in
                kind == 0 ? [] : member.works.filter { plan.works[$0].shift == kind - 1 }.sorted()
            }
        }
        struct Key: Hashable {
            var rules: [Rule]
            var past: [Int]
            var isRelaxed: Bool
        }
        var made: [Key: Automaton] = [:]
        func machine(_ member: RosterMember, isRelaxed: Bool) throws -> Automaton {
            let key = Key(rules: member.rules, past: member.past, isRelaxed: isRelaxed)
            if let machine = made[key] { return machine }
            do {
                let machine = try Automaton(
                    member.rules, past: member.past, days: plan.days, shifts: plan.shifts.count, isRelaxed: isRelaxed)
                made[key] = machine
                return machine
            } catch is Automaton.TooManySums {
                throw RosterRefusal.tooManySums(member.id)
            }
        }
        let finder = RowFinder()
        var machines: [Automaton] = []
        var relaxed: [Bool] = []
        var standing: [[Double]] = []
        for (place, member) in plan.members.enumerated() {
            let strict = try machine(member, isRelaxed: false)
            let prices = Self.standing(plan, member, works: worksOf[place], isRelaxed: false)
            if !finder.rows(of: strict, prices: prices).isEmpty {
                machines.append(strict)
                relaxed.append(false)
                standing.append(prices)
                continue
            }
            // Rules give way before leave does.
            let softened = try machine(member, isRelaxed: true)
            machines.append(softened)
            relaxed.append(true)
            let isEnough = !finder.rows(of: softened, prices: prices).isEmpty
            standing.append(
                isEnough ? prices : Self.standing(plan, member, works: worksOf[place], isRelaxed: true))
        }
        self.machines = machines
        isRelaxed = relaxed
        self.standing = standing
        grain = max(1, plan.prices.reduce(0, gcd))
    }

    private static func standing(
        _ plan: RosterPlan, _ member: RosterMember, works: [[Int]], isRelaxed: Bool
    ) -> [Double] {
        let kinds = plan.shifts.count + 1
        var prices = Array(repeating: 0.0, count: plan.days * kinds)
        for day in 0..<plan.days {
            for kind in 0..<kinds {
                if kind > 0, works[kind].isEmpty { prices[day * kinds + kind] = .infinity }
                if let allowed = member.settled[day], !allowed.has(kind) {
                    prices[day * kinds + kind] += isRelaxed ? Double(Weight.violation) : .infinity
                }
            }
        }
        for wish in member.wishes {
            for kind in 0..<kinds where !wish.wanted.has(kind) {
                prices[wish.day * kinds + kind] +=
                    wish.weight == .hard && !isRelaxed ? .infinity : Double(wish.weight.cost)
            }
        }
        return prices
    }

    /// What a row adds to each demand.
    func add(_ row: [Int], of member: Int, to counts: inout [Int], times sign: Int = 1) {
        for (day, work) in row.enumerated() where work != Roster.off {
            for demand in demandsOf[day * works + work] {
                counts[Int(demand)] += sign * plan.demands[Int(demand)].count(of: member)
            }
        }
    }

    /// Costs of a person's rules, wishes and settled days for this row; the demands are not in it.
    func cost(of row: [Int], member: Int) -> Int {
        plan.findings(on: plan.members[member], at: member, row: row).reduce(0) { $0 + $1.cost }
    }

    func cost(of counts: [Int]) -> Int {
        plan.demands.indices.reduce(0) { $0 + plan.demands[$1].cost(of: counts[$1]) }
    }

    /// The cheapest work for each day and kind of day, given what each work costs; and the prices for the machine.
    func prices(
        for member: Int, workPrices: (_ day: Int, _ work: Int) -> Double
    ) -> (prices: [Double], works: [Int32]) {
        var prices = standing[member]
        var chosen = Array(repeating: Int32(Roster.off), count: days * kinds)
        for day in 0..<days {
            for kind in 1..<kinds {
                let place = day * kinds + kind
                guard prices[place] < .infinity else { continue }
                var best = Double.infinity
                for work in worksOf[member][kind] {
                    let price = workPrices(day, work)
                    if price < best {
                        best = price
                        chosen[place] = Int32(work)
                    }
                }
                prices[place] += best
            }
        }
        return (prices, chosen)
    }

    func row(_ kinds: [Int], works: [Int32]) -> [Int] {
        kinds.enumerated().map { day, kind in kind == 0 ? Roster.off : Int(works[day * self.kinds + kind]) }
    }
}

/// Why no roster can be made of a plan.
public enum RosterRefusal: Error, Equatable {
    case noDays, tooManyDays, noShifts, tooManyShifts, noMembers
    /// A cell, a wish, a work or a stretch that the plan does not have; what it belongs to.
    case outside(String)
    /// More sums with bounds for one person than can be counted.
    case tooManySums(RosterMember.ID)
    case twice(RosterMember.ID)
}

extension RosterPlan {
    public static let mostDays = 370
    public static let mostMembers = 1000

    /// Everything that the solver takes for granted afterwards.
    func check() throws {
        guard days > 0 else { throw RosterRefusal.noDays }
        guard days <= Self.mostDays else { throw RosterRefusal.tooManyDays }
        guard !shifts.isEmpty else { throw RosterRefusal.noShifts }
        guard shifts.count <= ShiftSet.mostShifts else { throw RosterRefusal.tooManyShifts }
        guard !members.isEmpty, members.count <= Self.mostMembers else { throw RosterRefusal.noMembers }
        guard works.allSatisfy({ shifts.indices.contains($0.shift) }) else { throw RosterRefusal.outside("work") }
        for demand in demands {
            guard demand.cells.allSatisfy({ (0..<days).contains($0.day) && works.indices.contains($0.work) }) else {
                throw RosterRefusal.outside("demand")
            }
        }
        var seen: Set<RosterMember.ID> = []
        for member in members {
            guard seen.insert(member.id).inserted else { throw RosterRefusal.twice(member.id) }
            guard member.works.allSatisfy(works.indices.contains),
                member.wishes.allSatisfy({ (0..<days).contains($0.day) }),
                member.past.allSatisfy({ (0...shifts.count).contains($0) }),
                member.rules.allSatisfy({ $0.isInside(days: days, shifts: shifts.count) })
            else { throw RosterRefusal.outside(member.id.rawValue) }
        }
    }

    /// Every price that can come into a sum.
    var prices: [Int] {
        demands.flatMap { [$0.under.cost, $0.over.cost] }
            + members.flatMap { $0.rules.map(\.weight.cost) + $0.wishes.map(\.weight.cost) }
    }
}

extension Rule {
    func isInside(days: Int, shifts: Int) -> Bool {
        func fits(_ stretches: [Range<Int>]) -> Bool {
            stretches.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= days && !$0.isEmpty }
                && zip(stretches, stretches.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
        }
        switch shape {
        case .total(let worth, let stretches, _, _): return worth.count == shifts + 1 && fits(stretches)
        case .stretches(let stretches, _, _, _), .stretchRun(let stretches, _, _, _): return fits(stretches)
        case .pattern(let cells, _): return (1...16).contains(cells.count)
        case .run(_, let least, let most, _, _): return (0...200).contains(least) && (0...200).contains(most ?? 0)
        case .never: return true
        }
    }
}
