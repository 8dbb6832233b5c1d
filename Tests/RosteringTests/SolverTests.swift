import Kernel
import RosterInstances
import Testing

@testable import Rostering

@Suite struct SolverTests {
    private let shifts = [
        ShiftTemplate("A", name: "早班", start: .at(8), minutes: 480),
        ShiftTemplate("C", name: "夜班", start: .at(22), minutes: 600, isNight: true),
    ]

    /// Three people, four days, every roster tried: none is better, and the solver says so.
    @Test(arguments: 1...6) func theBestOfAllRostersIsFoundAndProven(seed: UInt64) throws {
        var plan = RosterPlan(firstDay: Day(2026, 6, 4), days: 4, shifts: shifts)
        for place in 0..<3 {
            var member = RosterMember(
                .init("m\(place)"), name: "员工 \(place)", works: [0, 1], rules: plan.rest(ofAtLeast: 660))
            member.rules.append(Rule(.hours, .total(worth: [0, 8, 10], over: [0..<4], atMost: 26)))
            member.rules.append(Rule(.consecutiveOff, .run(of: .off, atLeast: 2), .each(3)))
            let day = (Int(seed) * (place + 2)) % 4
            member.wishes.append(Wish(day: day, wanted: place == 0 ? .shift(1) : .off, weight: .each(2 + place)))
            plan.members.append(member)
        }
        for day in 0..<4 {
            for work in 0..<2 {
                let target = (day + work + Int(seed)) % 3
                plan.demands.append(
                    Demand([.init(day: day, work: work)], target: target, under: .each(7), over: .each(1)))
            }
        }
        var best = Int.max
        let rows = (0..<81).map { number in (0..<4).map { [1, 3, 9, 27][$0] }.map { number / $0 % 3 - 1 } }
        for a in rows {
            for b in rows {
                for c in rows { best = min(best, plan.score(Roster(rows: [a, b, c])).total) }
            }
        }
        let answer = try RosterSolver(plan, seed: seed).solve(Effort(rounds: 30))
        #expect(answer.score.total == best)
        #expect((answer.bound ?? .min) <= best)
    }

    @Test func restForbidsTheMorningAfterANight() {
        let plan = RosterPlan(firstDay: Day(2026, 6, 1), days: 3, shifts: shifts)
        let rules = plan.rest(ofAtLeast: 660)
        #expect(rules == [Rule(.rest, .never(.shift(1), then: .shift(0)))])
    }

    /// GAME-04: who is not trained yet is on a shift only beside a mentor, and does not count.
    @Test func aTraineeIsNeverAlone() throws {
        var plan = GeneratedPlan.make(members: 12, days: 14, seed: 3)
        for day in 0..<14 {
            plan.members[11].wishes.append(Wish(day: day, wanted: .working(4), weight: .each(50)))
        }
        let answer = try RosterSolver(plan).solve(Effort(rounds: 10))
        #expect(answer.score.cost(of: .companion) == 0)
        for trainee in [10, 11] {
            let mentors = plan.members.indices.filter { plan.members[trainee].mentors.contains(plan.members[$0].id) }
            for (day, work) in answer.roster.rows[trainee].enumerated() where work != Roster.off {
                #expect(mentors.contains { answer.roster.rows[$0][day] == work })
            }
        }
        #expect(
            answer.roster.rows[11].contains { $0 != Roster.off }, "wishes bring the trainee to work: \(answer.score)")
        var alone = answer.roster
        for member in 0..<11 { alone.rows[member] = Array(repeating: Roster.off, count: 14) }
        #expect(plan.score(alone).findings.contains { $0.about == .companion && $0.isHard })
    }

    @Test func leaveIsKeptAndWishesAreExplained() throws {
        var plan = RosterPlan(firstDay: Day(2026, 6, 1), days: 2, shifts: shifts)
        plan.members = [
            RosterMember("wang", name: "王芳", works: [0], settled: [0: .off]),
            RosterMember(
                "li", name: "李强", works: [0], wishes: [Wish(day: 1, wanted: .off, weight: .each(3))],
                settled: [1: .shift(0)]),
        ]
        plan.demands = (0..<2).map { Demand([.init(day: $0, work: 0)], target: 1, under: .hard) }
        let answer = try RosterSolver(plan).solve(Effort(rounds: 3))
        #expect(answer.roster.rows[0][0] == Roster.off && answer.roster.rows[1] == [0, 0])
        #expect(answer.isProvenBest && answer.score.total == 3)
        let finding = try #require(answer.score.findings.first)
        #expect(Language.chinese(finding.sentence(in: plan)) == "李强 2026-06-02：未满足“个人意愿”，差 1，代价 3")
    }

    /// A pattern that never rests, and somebody on leave who must work 40 hours: named, and rostered as well as can be.
    @Test func whatCannotBeIsNamed() throws {
        var plan = RosterPlan(firstDay: Day(2026, 6, 1), days: 7, shifts: shifts)
        let hours = Rule(.hours, .total(worth: [0, 8, 10], over: [0..<7], atLeast: 40))
        let leave = (0..<7).reduce(into: [Int: ShiftSet]()) { $0[$1] = .off }
        plan.members = [
            RosterMember("wang", name: "王芳", works: [0], rules: [hours], settled: leave),
            RosterMember("li", name: "李强", works: [0], rules: [hours]),
        ]
        plan.demands = (0..<7).map { Demand([.init(day: $0, work: 0)], target: 1, under: .each(10)) }
        let solver = try RosterSolver(plan)
        #expect(solver.impossible == ["wang"])
        let answer = solver.solve(Effort(rounds: 3))
        #expect(answer.score.findings.contains { $0.about == .hours && $0.isHard && $0.member == 0 })
        #expect(answer.roster.rows[0].allSatisfy { $0 == Roster.off }, "rules give way before leave does")
        #expect(!answer.score.findings.contains { $0.member == 1 && $0.isHard })
    }

    @Test func whatThePlanDoesNotHaveIsRefused() {
        var plan = RosterPlan(firstDay: Day(2026, 2, 1), days: 28, shifts: shifts)
        #expect(throws: RosterRefusal.noMembers) { _ = try RosterSolver(plan) }
        plan.members = [
            RosterMember("wang", name: "王芳", works: [0], wishes: [Wish(day: 30, wanted: .off, weight: .each(1))])
        ]
        #expect(throws: RosterRefusal.outside("wang")) { _ = try RosterSolver(plan) }
        plan.members[0].wishes = []
        plan.members.append(plan.members[0])
        #expect(throws: RosterRefusal.twice("wang")) { _ = try RosterSolver(plan) }
        plan.days = 0
        #expect(throws: RosterRefusal.noDays) { _ = try RosterSolver(plan) }
        for refusal in [RosterRefusal.noDays, .tooManySums("wang"), .outside("31")] {
            #expect(!Language.chinese(refusal.sentence(in: plan)).isEmpty)
        }
    }

    @Test func theSameSeedMakesTheSameRoster() throws {
        let plan = GeneratedPlan.make(members: 7, days: 7, seed: 11, trainees: 1)
        let first = try RosterSolver(plan, seed: 5).solve(Effort(rounds: 2))
        let again = try RosterSolver(plan, seed: 5).solve(Effort(rounds: 2))
        #expect(first.roster == again.roster)
        #expect(first.score.violations == 0, "\(first.score.findings.filter(\.isHard))")
    }

    /// An answer at any time: whoever cancels at once still has a roster that keeps the hard rules.
    @Test func cancellingLeavesTheBestSoFar() throws {
        let plan = GeneratedPlan.make(members: 20, days: 28, seed: 2)
        let answer = try RosterSolver(plan).solve(Effort(seconds: 60, elapsed: { 0 }, isWanted: { false }))
        #expect(answer.isCancelled)
        #expect(!answer.score.findings.contains { $0.isHard && $0.member != nil })
    }
}
