public import Foundation
import Kernel
public import Rostering

/// The Second International Nurse Rostering Competition (INRC-II, 2014/15): a scenario, a history and week after week of
/// requirements, here all weeks as one plan. Rules and weights: S. Ceschia and others, arXiv:1501.04177.
public struct NurseCompetition2: Sendable {
    public let plan: RosterPlan
    private let nurses: [String: Int]
    private let shifts: [String: Int]

    /// - Parameter weeks: the files of the weeks, in order.
    public init(scenario: Data, history: Data, weeks: [Data]) throws {
        let decoder = JSONDecoder()
        let scenario = try decoder.decode(Scenario.self, from: scenario)
        let history = try decoder.decode(History.self, from: history)
        let weeks = try weeks.map { try decoder.decode(Week.self, from: $0) }
        let codes = scenario.shiftTypes.map(\.id)
        let shifts = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        let templates = codes.enumerated().map { place, code in
            ShiftTemplate(.init(code), name: code, start: .at(7 + 5 * place), minutes: 480, isNight: code == "Night")
        }
        let works: [Work] = codes.indices.flatMap { shift in
            scenario.skills.map { Work(shift: shift, skill: Skill.ID($0)) }
        }
        // Any Monday will do.
        var plan = RosterPlan(
            firstDay: Day(2015, 1, 5), days: weeks.count * 7, shifts: templates, works: works)
        let contracts = Dictionary(scenario.contracts.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let pasts = Dictionary(history.nurseHistory.map { ($0.nurse, $0) }, uniquingKeysWith: { $1 })
        for nurse in scenario.nurses {
            guard let contract = contracts[nurse.contract], let past = pasts[nurse.id] else { continue }
            let able = works.indices.filter { works[$0].skill.map { nurse.skills.contains($0.rawValue) } ?? true }
            plan.members.append(
                RosterMember(
                    .init(nurse.id), name: nurse.id, works: Set(able),
                    rules: Self.rules(scenario, contract, past, in: plan, shifts: shifts),
                    past: Self.days(past, shifts: shifts, count: codes.count)))
        }
        let nurses = Dictionary(plan.members.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
        for (number, week) in weeks.enumerated() {
            for requirement in week.requirements {
                for (weekday, need) in requirement.days.enumerated() {
                    guard
                        let work = works.firstIndex(where: {
                            $0.shift == shifts[requirement.shiftType] && $0.skill?.rawValue == requirement.skill
                        })
                    else { continue }
                    let cell = Demand.Cell(day: number * 7 + weekday, work: work)
                    plan.demands.append(Demand([cell], target: need.minimum, under: .hard))
                    plan.demands.append(
                        Demand([cell], target: need.optimal, under: .each(30), about: .optimalCover))
                }
            }
            for request in week.shiftOffRequests {
                guard let member = nurses[request.nurse], let weekday = Self.weekdays.firstIndex(of: request.day) else {
                    continue
                }
                let wanted = shifts[request.shiftType].map { ShiftSet.shift($0).inverted } ?? .off
                plan.members[member].wishes.append(
                    Wish(day: number * 7 + weekday, wanted: wanted, weight: .each(10)))
            }
        }
        self.plan = plan
        self.nurses = nurses
        self.shifts = shifts
    }

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    private static func rules(
        _ scenario: Scenario, _ contract: Contract, _ past: Past, in plan: RosterPlan, shifts: [String: Int]
    ) -> [Rule] {
        let all = ShiftSet.working(shifts.count)
        var rules: [Rule] = scenario.forbiddenShiftTypeSuccessions.compactMap { ban in
            guard let first = shifts[ban.precedingShiftType], !ban.succeedingShiftTypes.isEmpty else { return nil }
            let next = ban.succeedingShiftTypes.compactMap { shifts[$0] }.reduce(into: ShiftSet()) {
                $0.insert(.shift($1))
            }
            return Rule(.rest, .never(.shift(first), then: next))
        }
        for type in scenario.shiftTypes {
            guard let shift = shifts[type.id] else { continue }
            rules.append(
                Rule(
                    .consecutiveShift,
                    .run(
                        of: .shift(shift), atLeast: type.minimumNumberOfConsecutiveAssignments,
                        atMost: type.maximumNumberOfConsecutiveAssignments), .each(15)))
        }
        rules.append(
            Rule(
                .consecutiveWork,
                .run(
                    of: all, atLeast: contract.minimumNumberOfConsecutiveWorkingDays,
                    atMost: contract.maximumNumberOfConsecutiveWorkingDays), .each(30)))
        rules.append(
            Rule(
                .consecutiveOff,
                .run(
                    of: .off, atLeast: contract.minimumNumberOfConsecutiveDaysOff,
                    atMost: contract.maximumNumberOfConsecutiveDaysOff), .each(30)))
        let worth = [0] + Array(repeating: 1, count: shifts.count)
        rules.append(
            Rule(
                .assignments,
                .total(
                    worth: worth, over: [0..<plan.days],
                    atLeast: max(0, contract.minimumNumberOfAssignments - past.numberOfAssignments),
                    atMost: max(0, contract.maximumNumberOfAssignments - past.numberOfAssignments)), .each(20)))
        rules.append(
            Rule(
                .weekends,
                .stretches(
                    plan.weekends, with: all,
                    atMost: max(0, contract.maximumNumberOfWorkingWeekends - past.numberOfWorkingWeekends)),
                .each(30)))
        if contract.completeWeekends == 1 {
            let saturdays = plan.weekends.map(\.lowerBound)
            rules.append(Rule(.wholeWeekend, .pattern([all, .off], from: saturdays), .each(30)))
            rules.append(Rule(.wholeWeekend, .pattern([.off, all], from: saturdays), .each(30)))
        }
        return rules
    }

    /// What the history says of the days before, latest first: so many of the last shift, so many worked, then off.
    private static func days(_ past: Past, shifts: [String: Int], count: Int) -> [Int] {
        guard let last = shifts[past.lastAssignedShiftType] else {
            return Array(repeating: 0, count: past.numberOfConsecutiveDaysOff) + [1]
        }
        let other = count > 1 ? (last + 1) % count : last
        let earlier = max(0, past.numberOfConsecutiveWorkingDays - past.numberOfConsecutiveAssignments)
        return Array(repeating: last + 1, count: past.numberOfConsecutiveAssignments)
            + Array(repeating: other + 1, count: earlier) + [0]
    }

    /// A published solution: a file for each week.
    public func roster(_ files: [Data]) throws -> Roster {
        var roster = Roster(members: plan.members.count, days: plan.days)
        for (week, file) in files.enumerated() {
            for given in try JSONDecoder().decode(Solution.self, from: file).assignments {
                guard let member = nurses[given.nurse],
                    let day = Self.weekdays.firstIndex(where: { $0.hasPrefix(given.day) }),
                    let work = plan.works.firstIndex(where: {
                        $0.shift == shifts[given.shiftType] && $0.skill?.rawValue == given.skill
                    })
                else { continue }
                roster.rows[member][week * 7 + day] = work
            }
        }
        return roster
    }
}

private struct Scenario: Decodable {
    struct ShiftType: Decodable {
        let id: String
        let minimumNumberOfConsecutiveAssignments, maximumNumberOfConsecutiveAssignments: Int
    }
    struct Ban: Decodable {
        let precedingShiftType: String
        let succeedingShiftTypes: [String]
    }
    struct Nurse: Decodable {
        let id, contract: String
        let skills: [String]
    }
    let skills: [String]
    let shiftTypes: [ShiftType]
    let forbiddenShiftTypeSuccessions: [Ban]
    let contracts: [Contract]
    let nurses: [Nurse]
}

private struct Contract: Decodable {
    let id: String
    let minimumNumberOfAssignments, maximumNumberOfAssignments: Int
    let minimumNumberOfConsecutiveWorkingDays, maximumNumberOfConsecutiveWorkingDays: Int
    let minimumNumberOfConsecutiveDaysOff, maximumNumberOfConsecutiveDaysOff: Int
    let maximumNumberOfWorkingWeekends, completeWeekends: Int
}

private struct History: Decodable {
    let nurseHistory: [Past]
}

private struct Past: Decodable {
    let nurse, lastAssignedShiftType: String
    let numberOfAssignments, numberOfWorkingWeekends: Int
    let numberOfConsecutiveAssignments, numberOfConsecutiveWorkingDays, numberOfConsecutiveDaysOff: Int
}

private struct Week: Decodable {
    struct Need: Decodable { let minimum, optimal: Int }
    struct Requirement: Decodable {
        let shiftType, skill: String
        let requirementOnMonday, requirementOnTuesday, requirementOnWednesday, requirementOnThursday: Need
        let requirementOnFriday, requirementOnSaturday, requirementOnSunday: Need
        var days: [Need] {
            [
                requirementOnMonday, requirementOnTuesday, requirementOnWednesday, requirementOnThursday,
                requirementOnFriday, requirementOnSaturday, requirementOnSunday,
            ]
        }
    }
    struct Request: Decodable { let nurse, shiftType, day: String }
    let requirements: [Requirement]
    let shiftOffRequests: [Request]
}

private struct Solution: Decodable {
    struct Given: Decodable { let nurse, day, shiftType, skill: String }
    let assignments: [Given]
}
