import Foundation
import RosterInstances
import Rostering
import Testing
import Testkit

/// Two readings of the first competition's rules, which must find the same in every roster.
@Suite struct CompetitionCountTests {
    /// As the model of Z. Lü and J.-K. Hao counts (EJOR 218, 2012): two different shifts on a weekend are two days amiss, half
    /// a weekend is amiss as a weekend alone, and a free Friday before a whole weekend is one pattern.
    @Test func aWeekendOfTwoShiftsIsAmissTwice() throws {
        let xml = Data(Self.week.utf8)
        let plan = try NurseCompetition1.read(xml)
        let rows: [[String?]] = [
            ["E", "E", "E", "E", "E", "L", "E"], ["L", "L", "L", "L", nil, "L", "L"],
            [nil, nil, nil, nil, nil, "E", nil],
        ]
        let score = plan.score(Self.roster(rows, of: plan))
        #expect(score.cost(of: .sameShiftWeekend) == 20, "of the first one alone")
        #expect(score.cost(of: .wholeWeekend) == 5, "of the third one alone")
        #expect(score.cost(of: .pattern) == 3, "of the second one alone")
        let costs = try CompetitionCount(xml).costs(rows)
        #expect(Self.parts(score) == costs)
    }

    /// Every file that lies here, with rosters of all kinds: idle, thin, full, of long stretches and of short ones.
    @Test(
        .enabled(if: SharedInstances.areHere, "../shared/data is absent: nrp-inrc1 is not read"),
        arguments: [
            "toy1", "toy2", "sprint01", "sprint02", "sprint03", "sprint04", "sprint05", "sprint_hint01", "medium01",
        ])
    func theFirstCompetitionIsCountedTwice(name: String) throws {
        let xml = try SharedInstances.data("nrp-inrc1/\(name).xml")
        let (plan, count) = (try NurseCompetition1.read(xml), try CompetitionCount(xml))
        var dice = SeededDice(seed: 2010)
        var seen: [String: Int] = [:]
        for number in 0..<12 {
            let idle = number == 0 ? 1 : Double.random(in: 0.1...0.8, using: &dice)
            let rows = plan.members.map { _ in Self.row(of: plan, idle: idle, &dice) }
            let costs = count.costs(rows)
            let score = plan.score(Self.roster(rows, of: plan))
            #expect(Self.parts(score) == costs, "roster \(number)")
            #expect(score.cost == costs.reduce(0) { $0 + ($1.key == "cover" ? 0 : $1.value) })
            seen.merge(costs, uniquingKeysWith: +)
        }
        for part in ["assignments", "consecutiveWork", "consecutiveOff", "wholeWeekend", "sameShiftWeekend"] {
            #expect(seen[part, default: 0] > 0, "\(part) is tried")
        }
    }

    /// 56 is the published best, and proven so: by rules that are these nothing costs less, and no bound lies above it.
    @Test(.enabled(if: SharedInstances.areHere, "../shared/data is absent: nrp-inrc1 is not read"))
    func theSolverFindsNothingCheaperThanThePublishedBest() throws {
        let xml = try SharedInstances.data("nrp-inrc1/sprint01.xml")
        let plan = try NurseCompetition1.read(xml)
        let answer = try RosterSolver(plan).solve(Effort(rounds: 3))
        let rows = answer.roster.rows.map { $0.map { $0 == Roster.off ? nil : plan.shifts[plan.works[$0].shift].name } }
        let costs = try CompetitionCount(xml).costs(rows)
        #expect(Self.parts(answer.score) == costs)
        #expect(answer.score.total >= 56 && (answer.bound ?? 0) <= 56)
    }

    private static func roster(_ rows: [[String?]], of plan: RosterPlan) -> Roster {
        Roster(rows: rows.map { $0.map { day in plan.shifts.firstIndex { $0.name == day } ?? Roster.off } })
    }

    private static func parts(_ score: Score) -> [String: Int] {
        let about: [Subject] = [
            .assignments, .consecutiveWork, .consecutiveOff, .pattern, .wish, .wholeWeekend, .sameShiftWeekend,
            .nightBeforeWeekend, .consecutiveWeekends,
        ]
        return Dictionary(uniqueKeysWithValues: about.map { ($0.rawValue, score.cost(of: $0)) })
            .merging(["cover": score.violations]) { $1 }
    }

    /// Half of the days are like the day before.
    private static func row(of plan: RosterPlan, idle: Double, _ dice: inout SeededDice) -> [String?] {
        var days: [String?] = []
        for _ in 0..<plan.days {
            if let last = days.last, Bool.random(using: &dice) {
                days.append(last)
            } else if Double.random(in: 0..<1, using: &dice) < idle {
                days.append(nil)
            } else {
                days.append(plan.shifts.randomElement(using: &dice)?.name)
            }
        }
        return days
    }

    /// From a Monday to a Sunday.
    private static let week = """
        <SchedulingPeriod ID="week">
          <StartDate>2026-11-02</StartDate><EndDate>2026-11-08</EndDate>
          <ShiftTypes>
            <Shift ID="E"><StartTime>06:30:00</StartTime></Shift><Shift ID="L"><StartTime>14:30:00</StartTime></Shift>
          </ShiftTypes>
          <Patterns>
            <Pattern ID="0" weight="3"><PatternEntries>
              <PatternEntry index="0"><ShiftType>None</ShiftType><Day>Friday</Day></PatternEntry>
              <PatternEntry index="1"><ShiftType>Any</ShiftType><Day>Saturday</Day></PatternEntry>
              <PatternEntry index="2"><ShiftType>Any</ShiftType><Day>Sunday</Day></PatternEntry>
            </PatternEntries></Pattern>
          </Patterns>
          <Contracts>
            <Contract ID="0">
              <WeekendDefinition>SaturdaySunday</WeekendDefinition>
              <CompleteWeekends weight="5">true</CompleteWeekends>
              <IdenticalShiftTypesDuringWeekend weight="10">true</IdenticalShiftTypesDuringWeekend>
              <UnwantedPatterns><Pattern>0</Pattern></UnwantedPatterns>
            </Contract>
          </Contracts>
          <Employees>
            <Employee ID="0"><ContractID>0</ContractID></Employee><Employee ID="1"><ContractID>0</ContractID></Employee>
            <Employee ID="2"><ContractID>0</ContractID></Employee>
          </Employees>
        </SchedulingPeriod>
        """
}
