import Kernel
import RosterInstances
import Testing
import Testkit

@testable import Rostering

/// The solver's machine and the scorer are two readings of the same rules: they must agree on every row.
@Suite struct RowLawTests {
    @Test(arguments: 1...60) func theMachinePaysWhatTheScorerFinds(seed: UInt64) throws {
        var dice = SeededDice(seed: seed)
        let plan = Self.plan(&dice)
        let member = plan.members[0]
        let ground = try Groundwork(plan)
        let machine = try Automaton(
            member.rules, past: member.past, days: plan.days, shifts: plan.shifts.count, isRelaxed: true)
        let finder = RowFinder()
        for _ in 0..<20 {
            let kinds = (0..<plan.days).map { _ in Int.random(in: 0...plan.shifts.count, using: &dice) }
            var prices = Array(repeating: Double.infinity, count: plan.days * ground.kinds)
            for (day, kind) in kinds.enumerated() { prices[day * ground.kinds + kind] = 0 }
            let row = try #require(finder.rows(of: machine, prices: prices).first)
            #expect(row.kinds == kinds)
            let expected = plan.findings(on: member, at: 0, row: kinds.map { $0 - 1 }).reduce(0) { $0 + $1.cost }
            #expect(Int(row.cost) == expected, "\(member.rules) \(member.past) \(kinds)")
        }
    }

    /// Of all rows there are, the finder's is the cheapest.
    @Test(arguments: 1...25) func noRowIsCheaper(seed: UInt64) throws {
        var dice = SeededDice(seed: seed &+ 1000)
        var plan = Self.plan(&dice)
        plan.days = 6
        plan.members[0].rules = plan.members[0].rules.filter { $0.isInside(days: 6, shifts: plan.shifts.count) }
        let ground = try Groundwork(plan)
        let machine = try Automaton(
            plan.members[0].rules, past: plan.members[0].past, days: 6, shifts: plan.shifts.count, isRelaxed: true)
        let prices = (0..<6 * ground.kinds).map { _ in Double(Int.random(in: -20...20, using: &dice)) }
        let found = try #require(RowFinder().rows(of: machine, prices: prices).first)
        var best = Int.max
        let all = (0..<6).reduce(1) { count, _ in count * ground.kinds }
        for number in 0..<all {
            var rest = number
            let kinds = (0..<6).map { _ in
                defer { rest /= ground.kinds }
                return rest % ground.kinds
            }
            let rules = plan.findings(on: plan.members[0], at: 0, row: kinds.map { $0 - 1 }).reduce(0) { $0 + $1.cost }
            let price = kinds.enumerated().reduce(0.0) { $0 + prices[$1.offset * ground.kinds + $1.element] }
            best = min(best, rules + Int(price))
        }
        #expect(Int(found.cost) == best)
    }

    /// A person with some of every kind of rule, by the dice.
    private static func plan(_ dice: inout SeededDice) -> RosterPlan {
        let shifts = [
            ShiftTemplate("A", name: "A", start: .at(8), minutes: 480),
            ShiftTemplate("B", name: "B", start: .at(16), minutes: 360),
        ]
        var plan = RosterPlan(firstDay: Day(2026, 6, 1), days: 12, shifts: shifts)
        let rules = (0..<Int.random(in: 1...5, using: &dice)).map { _ in rule(&dice) }
        let past = (0..<Int.random(in: 0...4, using: &dice)).map { _ in Int.random(in: 0...2, using: &dice) }
        plan.members = [RosterMember("m", name: "王芳", works: [0, 1], rules: rules, past: past)]
        return plan
    }

    private static func rule(_ dice: inout SeededDice) -> Rule {
        let stretches = [0..<2, 2..<3, 5..<6]
        let (first, second, third) = (some(&dice), some(&dice), some(&dice))
        let (least, more, price) = (few(&dice), few(&dice), few(&dice))
        let (isBounded, isClosed, isOpen) = (
            Bool.random(using: &dice), Bool.random(using: &dice), Bool.random(using: &dice)
        )
        switch Int.random(in: 0...7, using: &dice) {
        case 0:
            let run = Rule.Shape.run(
                of: first, atLeast: least, atMost: isBounded ? least + more - 1 : nil, closedStart: isClosed,
                closedEnd: isOpen)
            return Rule(.consecutiveWork, run, .each(price))
        case 1: return Rule(.rest, .never(first, then: second), .each(price))
        case 2:
            let low = isBounded ? least * 2 : 0
            return Rule(
                .hours, .total(worth: [0, 8, 6], over: stretches, atLeast: low, atMost: low + more), .each(price))
        case 3: return Rule(.shiftCount, .total(worth: [0, 0, 1], over: [0..<6], atMost: more), .each(price))
        case 4:
            return Rule(
                .weekends, .stretches(stretches, with: first, atLeast: least - 1, atMost: max(more, least - 1)),
                isBounded ? .hard : .each(price))
        case 5:
            return Rule(
                .consecutiveWeekends,
                .stretchRun(stretches, with: first, atLeast: least - 1, atMost: max(more, least - 1)), .each(price))
        case 6: return Rule(.pattern, .pattern(Array([first, second, third].prefix(least))), .each(price))
        default: return Rule(.pattern, .pattern([first, second, third], from: [0, 2, 3]), .hard)
        }
    }

    private static func some(_ dice: inout SeededDice) -> ShiftSet {
        [ShiftSet.off, .shift(0), .shift(1), .working(2)][Int.random(in: 0...3, using: &dice)]
    }

    private static func few(_ dice: inout SeededDice) -> Int { Int.random(in: 1...3, using: &dice) }
}
