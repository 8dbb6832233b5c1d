import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Who gets a case, without a database: the rules and their laws.
@Suite struct PickTests {
    static func line(_ method: Line.Method, needs: Set<Line.Need> = [], _ change: (inout Line) -> Void = { _ in })
        -> Line
    {
        var line = Line(
            id: "line", unit: "east", name: "华东线", isOpen: true, condition: Condition(), categories: [], needs: needs,
            method: method, keepsFirstReceiver: false, prefersLastHandler: false, prefersNearest: false,
            minutesToTake: 5, refusalsAllowed: 3)
        change(&line)
        return line
    }

    static func people(_ count: Int) -> [Candidate] {
        (0..<count).map { Candidate(staff: Staff.ID("staff-\($0)"), name: "员工\($0)", ceiling: 1_000_000) }
    }

    /// Gives so many cases and keeps the books as the database would.
    static func give(
        _ count: Int, by line: Line, to candidates: inout [Candidate], _ each: (inout [Candidate]) -> Void = { _ in }
    ) -> [Staff.ID: Int] {
        var given: [Staff.ID: Int] = [:]
        for turn in 1...count {
            each(&candidates)
            guard let pick = line.pick(among: candidates, Preference()) else { continue }
            given[pick.staff, default: 0] += 1
            for index in candidates.indices {
                if let credit = pick.credits[candidates[index].staff] { candidates[index].credit = credit }
                if candidates[index].staff == pick.staff {
                    candidates[index].turn = Int64(turn)
                    candidates[index].load += 1
                }
            }
        }
        return given
    }

    @Test func inTurnNobodyGetsTwoMoreThanAnother() {
        var dice = SeededDice(seed: 7)
        for _ in 0..<50 {
            let count = Int.random(in: 1...12, using: &dice)
            var people = Self.people(count)
            let given = Self.give(Int.random(in: 1...100, using: &dice), by: Self.line(.roundRobin), to: &people)
            let shares = people.map { given[$0.staff] ?? 0 }
            #expect((shares.max() ?? 0) - (shares.min() ?? 0) <= 1)
        }
    }

    @Test func weightsHoldInTheLongRunAndInEveryRound() {
        var dice = SeededDice(seed: 11)
        for _ in 0..<30 {
            var people = Self.people(Int.random(in: 2...8, using: &dice))
            for index in people.indices { people[index].weight = Int.random(in: 1...9, using: &dice) }
            let whole = people.reduce(0) { $0 + $1.weight }
            let given = Self.give(whole * 20, by: Self.line(.weighted), to: &people)
            for person in people { #expect(given[person.staff] == person.weight * 20) }
        }
    }

    @Test func whoeverComesBackFromAnAbsenceIsNotFlooded() {
        var people = Self.people(3)
        people[0].isOnDuty = false
        _ = Self.give(300, by: Self.line(.weighted), to: &people)
        people[0].isOnDuty = true
        let given = Self.give(30, by: Self.line(.weighted), to: &people)
        #expect(given.values.sorted() == [10, 10, 10])
    }

    /// Nobody's case goes to someone off duty, whatever else speaks for them (SOFT-70).
    @Test(arguments: Line.Method.allCases)
    func nobodyOffDutyOrFullOrUnskilledEverGetsOne(method: Line.Method) {
        var dice = SeededDice(seed: 23)
        let line = Self.line(method, needs: [Line.Need(skill: "粤语", level: 2)]) {
            $0.keepsFirstReceiver = true
            $0.prefersLastHandler = true
            $0.prefersNearest = true
        }
        for _ in 0..<2000 {
            var people = Self.people(Int.random(in: 1...6, using: &dice))
            for index in people.indices {
                people[index].isOnDuty = Bool.random(using: &dice)
                people[index].ceiling = Int.random(in: 1...4, using: &dice)
                people[index].load = Int.random(in: 0...5, using: &dice)
                people[index].skills = ["粤语": Int.random(in: 0...3, using: &dice)]
                people[index].distance = Bool.random(using: &dice) ? Int.random(in: 0...2, using: &dice) : nil
            }
            let anyone = people[Int.random(in: 0..<people.count, using: &dice)].staff
            let preference = Preference(
                dedicated: Bool.random(using: &dice) ? anyone : nil, firstReceiver: people[0].staff,
                lastHandler: people.last?.staff, declinedBy: Bool.random(using: &dice) ? [anyone] : [])
            let may = people.filter {
                $0.isOnDuty && $0.load < $0.ceiling && ($0.skills["粤语"] ?? 0) >= 2
                    && !preference.declinedBy.contains($0.staff)
            }
            let pick = line.pick(among: people, preference)
            #expect((pick == nil) == may.isEmpty)
            if let pick { #expect(may.contains { $0.staff == pick.staff }) }
            #expect(line.pick(among: people.shuffled(using: &dice), preference) == pick, "order does not matter")
        }
    }

    /// The dedicated agent of a key customer before the first receiver before the last handler (SOFT-64, SOFT-60).
    @Test func whatSpeaksForSomebodyGoesBeforeTheTurn() throws {
        let line = Self.line(.roundRobin) {
            $0.keepsFirstReceiver = true
            $0.prefersLastHandler = true
        }
        var people = Self.people(4)
        let wish = Preference(dedicated: "staff-3", firstReceiver: "staff-2", lastHandler: "staff-1")
        #expect(line.pick(among: people, wish)?.because.ground == .dedicated)
        people[3].isOnDuty = false
        #expect(line.pick(among: people, wish)?.staff == "staff-2")
        people[2].load = people[2].ceiling
        #expect(line.pick(among: people, wish)?.because.ground == .lastHandler)
        people[1].isOnDuty = false
        #expect(line.pick(among: people, wish)?.staff == "staff-0")
    }

    @Test func theNearestComeFirst() throws {
        let line = Self.line(.leastLoad) { $0.prefersNearest = true }
        var people = Self.people(3)
        people[0].distance = 2
        people[1].distance = 0
        people[1].load = 9
        let pick = try #require(line.pick(among: people, Preference()))
        #expect(pick.staff == "staff-1" && pick.because.isNearest)
    }

    @Test func theDecisionIsExplainedInOneSentence() throws {
        let line = Self.line(.leastLoad, needs: [Line.Need(skill: "粤语", level: 2)])
        var people = Self.people(2)
        people[0] = Candidate(staff: "wang", name: "王芳", load: 3, skills: ["粤语": 4])
        people[1] = Candidate(staff: "chen", name: "陈晨", load: 5, skills: ["粤语": 2])
        let pick = try #require(line.pick(among: people, Preference()))
        #expect(pick.because.sentence(in: .chinese) == "分给王芳：华东线，会粤语，在办 3 件最少")
        #expect(pick.because.sentence(in: .english) == "for 王芳: 华东线, knows 粤语, least in hand: 3")
    }

    /// Technical and service matters go to different lines (GAME-90); major ones to the manager's (SOFT-09); what shops
    /// cannot settle to headquarters (CHAIN-57).
    @Test func aCaseGoesToTheMostParticularLineOfTheNearestUnit() {
        func line(_ id: Line.ID, _ unit: Desk.Unit.ID, _ change: (inout Line) -> Void) -> Line {
            var line = Line(
                id: id, unit: unit, name: id.rawValue, isOpen: true, condition: Condition(), categories: [], needs: [],
                method: .roundRobin, keepsFirstReceiver: false, prefersLastHandler: false, prefersNearest: false,
                minutesToTake: 5, refusalsAllowed: 3)
            change(&line)
            return line
        }
        let lines = [
            line("general", "east") { _ in }, line("technical", "hq") { $0.categories = ["故障"] },
            line("major", "hq") { $0.condition.severities = [.major] },
            line("stores", "hq") { $0.condition.sources = [.store] }, line("headquarters", "hq") { _ in },
            line("closed", "east") {
                $0.categories = ["故障"]
                $0.condition.severities = [.major]
                $0.isOpen = false
            },
        ]
        func chosen(
            _ severity: Severity, _ source: CaseSource, _ category: String, at units: [Desk.Unit.ID] = ["east", "hq"]
        )
            -> Line.ID?
        {
            Line.choose(
                among: lines, nearestFirst: units,
                Circumstances(type: .complaint, severity: severity, source: source, channel: .phone), category: category
            )?.id
        }
        #expect(chosen(.ordinary, .direct, "服务态度") == "general")
        #expect(chosen(.ordinary, .direct, "故障") == "technical")
        #expect(chosen(.major, .direct, "服务态度") == "major")
        #expect(chosen(.ordinary, .store, "服务态度") == "stores")
        #expect(chosen(.ordinary, .direct, "服务态度", at: ["hq"]) == "headquarters")
        #expect(chosen(.ordinary, .direct, "服务态度", at: ["elsewhere"]) == nil)
    }
}
