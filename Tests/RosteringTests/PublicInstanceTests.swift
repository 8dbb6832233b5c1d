import Foundation
import RosterInstances
import Rostering
import Testing

/// Public instances, scored by their published rules and solved. They lie beside the checkout.
@Suite(
    .enabled(
        if: SharedInstances.areHere, "../shared/data is absent: nrp-curtois24, nrp-inrc1 and nrp-inrc2 are not read"))
struct PublicInstanceTests {
    @Test(arguments: [(1, 607), (4, 1716)]) func publishedSolutionsScoreAsPublished(number: Int, cost: Int) throws {
        let plan = try CurtoisInstance.read(SharedInstances.text("nrp-curtois24/Instance\(number).txt"))
        let text = try SharedInstances.text("nrp-curtois24/solution_Instance\(number).csv")
        let score = plan.score(CurtoisInstance.roster(text, of: plan))
        #expect(score.violations == 0 && score.cost == cost, "\(score.findings)")
    }

    /// The three solutions that came with the competition, part by part.
    @Test(arguments: [
        (0, [1, 2, 3, 3], [1, 2, 3, 3], [240, 465, 330, 70, 60, 320, 210], 1695),
        (1, [5, 3, 1, 0], [5, 3, 1, 0], [300, 690, 390, 60, 0, 360, 210], 2010),
        (2, [6, 7, 8, 9], [6, 7, 8, 9], [570, 270, 360, 40, 30, 300, 150], 1720),
    ])
    func theSecondCompetitionIsScoredPartByPart(
        history: Int, weeks: [Int], names: [Int], parts: [Int], total: Int
    ) throws {
        let instance = try SharedInstances.competition2("n005w4", history: history, weeks: weeks)
        let folder = "nrp-inrc2/n005w4/Solution_H_\(history)-WD_\(names.map { "\($0)" }.joined(separator: "-"))"
        let files = try weeks.enumerated().map { week, data in
            try SharedInstances.data("\(folder)/Sol-n005w4-\(data)-\(week).json")
        }
        let score = instance.plan.score(try instance.roster(files))
        #expect(score.violations == 0)
        let found = [
            score.cost(of: .optimalCover), score.cost(of: .consecutiveShift) + score.cost(of: .consecutiveWork),
            score.cost(of: .consecutiveOff), score.cost(of: .wish), score.cost(of: .wholeWeekend),
            score.cost(of: .assignments), score.cost(of: .weekends),
        ]
        #expect(found == parts && score.cost == total)
    }

    /// Optimal, and proven so, without a clock: the same effort on every machine.
    @Test(arguments: [(1, 607), (2, 828), (3, 1001)]) func theFirstThreeAreSolved(number: Int, cost: Int) throws {
        let plan = try CurtoisInstance.read(SharedInstances.text("nrp-curtois24/Instance\(number).txt"))
        let answer = try RosterSolver(plan).solve(Effort(rounds: 200))
        #expect(answer.score.total == cost && answer.bound == cost && answer.isProvenBest)
    }

    @Test func aSprintOfTheFirstCompetitionIsRead() throws {
        let plan = try NurseCompetition1.read(SharedInstances.data("nrp-inrc1/sprint01.xml"))
        #expect(plan.members.count == 10 && plan.days == 28 && plan.shifts.map(\.name) == ["E", "L", "D", "N"])
        #expect(plan.members.reduce(0) { $0 + $1.wishes.count } == 150)
        let idle = plan.score(Roster(members: 10, days: 28))
        // Nobody works: every place of the cover is missing, every day-on wish there is, and all are short of their shifts.
        #expect(idle.violations == plan.demands.reduce(0) { $0 + $1.target })
        #expect(idle.cost(of: .wish) == 0 && idle.cost(of: .assignments) > 0)
    }
}
