import Kernel
import RosterInstances
import Testing

@testable import Rostering

@Suite struct BargainingTests {
    private let shifts = [
        ShiftTemplate("A", name: "早班", start: .at(8), minutes: 480),
        ShiftTemplate("C", name: "夜班", start: .at(22), minutes: 600, isNight: true),
    ]

    /// Of all 81 rows of four days, none is better at what the others leave and at the prices so far.
    @Test(arguments: 1...8) func nobodyHasABetterRow(seed: UInt64) throws {
        var plan = RosterPlan(firstDay: Day(2026, 6, 4), days: 4, shifts: shifts)
        for place in 0..<3 {
            var member = RosterMember(
                .init("m\(place)"), name: "员工 \(place)", works: [0, 1], rules: plan.rest(ofAtLeast: 660))
            member.rules.append(Rule(.consecutiveOff, .run(of: .off, atLeast: 2), .each(3)))
            let day = (Int(seed) * (place + 2)) % 4
            member.wishes.append(Wish(day: day, wanted: place == 0 ? .shift(1) : .off, weight: .each(2 + place)))
            plan.members.append(member)
        }
        for day in 0..<4 {
            for work in 0..<2 {
                plan.demands.append(
                    Demand(
                        [.init(day: day, work: work)], target: (day + work + Int(seed)) % 3, under: .each(7),
                        over: .each(1)))
            }
        }
        let ground = try Groundwork(plan)
        var bargaining = Bargaining(
            ground, from: Roster(members: 3, days: 4), highest: 7, finder: RowFinder(), dice: RosterDice(seed: seed))
        bargaining.round { true }
        let all = (0..<81).map { number in (0..<4).map { [1, 3, 9, 27][$0] }.map { number / $0 % 3 - 1 } }
        for member in 0..<3 {
            bargaining.choose(for: member, noise: 0)
            func priced(_ row: [Int]) -> Double {
                var rows = bargaining.rows
                rows[member] = row
                var counts = Array(repeating: 0, count: plan.demands.count)
                for place in rows.indices { ground.add(rows[place], of: place, to: &counts) }
                return counts.indices.reduce(Double(ground.cost(of: row, member: member))) {
                    $0 + bargaining.value($1, counts[$1])
                }
            }
            let best = all.map(priced).min() ?? .infinity
            #expect(abs(priced(bargaining.rows[member]) - best) < 1e-6)
        }
        #expect(Int(bargaining.cost.rounded()) == plan.score(bargaining.roster).total)
    }

    /// A month of its own: what it says it costs is what the scorer finds, and no person's hard rule is broken.
    @Test(arguments: 1...3) func theRosterKeepsTheRulesAndCostsWhatItSays(seed: UInt64) throws {
        let plan = GeneratedPlan.make(members: 12, days: 14, seed: seed)
        let ground = try Groundwork(plan)
        var bargaining = Bargaining(
            ground, from: Roster(members: 12, days: 14), highest: 100, finder: RowFinder(), dice: RosterDice(seed: seed)
        )
        for _ in 0..<2 {
            bargaining.round { true }
            let score = plan.score(bargaining.roster)
            #expect(Int(bargaining.cost.rounded()) == score.total)
            #expect(!score.findings.contains { $0.isHard && $0.member != nil })
        }
    }

    /// Each roster on the way is better than the one before, costs what is said and keeps everybody's hard rules; with enough
    /// people that days are freed by diving.
    @Test func theSearchNeverBecomesWorse() throws {
        let plan = GeneratedPlan.make(members: 22, days: 14, seed: 5)
        var words: [RosterProgress] = []
        let start = ContinuousClock.now
        let effort = Effort(seconds: 6, elapsed: { (ContinuousClock.now - start) / Duration.seconds(1) })
        let answer = try RosterSolver(plan) { words.append($0) }.solve(effort)
        for (before, after) in zip(words, words.dropFirst()) {
            #expect(after.cost <= before.cost && (after.bound ?? .min) >= (before.bound ?? .min))
        }
        for word in words {
            let score = plan.score(word.roster)
            #expect(score.total == word.cost)
            #expect(!score.findings.contains { $0.isHard && $0.member != nil })
        }
        #expect(answer.score.total == words.last?.cost)
    }

    /// Demands that nobody free can change, or that wait until they are broken, are in what the relaxation costs.
    @Test(arguments: [nil, 3..<7]) func whatIsLeftOutIsPaid(days: Range<Int>?) throws {
        let plan = GeneratedPlan.make(members: 12, days: 14, seed: 4)
        let atOnce = Effort(seconds: 60, elapsed: { 0 }, isWanted: { false })
        let roster = try RosterSolver(plan).solve(atOnce).roster
        let ground = try Groundwork(plan)
        for free in [[2, 5], [10, 11], Array(0..<12)] {
            let master = Master(ground, free: free, on: days, roster: roster, finder: RowFinder())
            master.add(free.map { ($0, roster.rows[$0]) })
            #expect(master.relax(Effort(rounds: 1)))
            #expect(abs(master.relaxation - Double(plan.score(roster).total)) < 1e-6)
        }
    }
}
