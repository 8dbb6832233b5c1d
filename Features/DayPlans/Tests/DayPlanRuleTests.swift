import Handbook
import Kernel
import Testing

@testable import Desk

/// A step and who does it, without a database (SOFT-78, MART-26, GAME-43).
@Suite struct DayPlanRuleTests {
    private static let (wang, zhao, zhou): (Staff.ID, Staff.ID, Staff.ID) = ("wang", "zhao", "zhou")
    private static let nine = Instant(milliseconds: 1_767_574_800_000)

    private static func step(measure: String = "", expected: Int? = nil, isConfirmed: Bool = false) -> DayStep {
        DayStep(
            id: "step", plan: "plan", place: 0,
            terms: DayStep.Terms(
                code: "float", name: "点备用金", english: "Count the float", measure: measure, expected: expected,
                isConfirmed: isConfirmed, link: ""),
            at: nine, dueAt: nine + .minutes(15), owedBy: wang)
    }

    @Test func aStepIsTickedOnceFromAnHourBefore() throws {
        var step = Self.step()
        #expect(throws: DayPlan.Refusal.tooEarly(Self.nine - .minutes(60))) {
            try step.tick(by: Self.wang, number: nil, saying: "", at: Self.nine - .minutes(61))
        }
        let fact = try step.tick(by: Self.wang, number: nil, saying: "", at: Self.nine - .minutes(60))
        #expect(fact.kind == .ticked && step.state == .done && !step.wasLate)
        #expect(throws: DayPlan.Refusal.notNow(.done)) {
            try step.tick(by: Self.zhao, number: nil, saying: "", at: Self.nine)
        }
        var late = Self.step()
        _ = try late.tick(by: Self.wang, number: nil, saying: "", at: Self.nine + .minutes(16))
        #expect(late.wasLate)
    }

    @Test func aNumberIsEnteredWhereOneIsAskedFor() throws {
        var step = Self.step(measure: "元", expected: 1000)
        #expect(throws: DayPlan.Refusal.numberMissing("元")) {
            try step.tick(by: Self.wang, number: nil, saying: "", at: Self.nine)
        }
        _ = try step.tick(by: Self.wang, number: 990, saying: "", at: Self.nine)
        #expect(step.difference == -10)
        let fact = try step.correct(number: 1000, because: "漏数一张十元", by: Self.zhao, at: Self.nine + .minutes(3))
        #expect(step.difference == 0 && step.state == .done && step.actedBy == Self.wang, "the tick stays whose it was")
        #expect(
            fact
                == DayStep.Fact(
                    kind: .corrected, by: Self.zhao, at: Self.nine + .minutes(3), number: 1000, text: "漏数一张十元"))
        #expect(throws: DayPlan.Refusal.reasonMissing) {
            try step.correct(number: 1, because: "", by: Self.zhao, at: Self.nine)
        }
        var plain = Self.step()
        #expect(throws: DayPlan.Refusal.noNumber) {
            try plain.tick(by: Self.wang, number: 3, saying: "", at: Self.nine)
        }
        _ = try plain.skip(by: Self.wang, because: "停电", at: Self.nine)
        #expect(throws: DayPlan.Refusal.noNumber, "what was left out has no number") {
            try plain.correct(number: 3, because: "补", by: Self.wang, at: Self.nine)
        }
    }

    @Test func takingBackNeedsAReasonAfterTheMinute() throws {
        var step = Self.step()
        _ = try step.tick(by: Self.wang, number: nil, saying: "", at: Self.nine)
        #expect(throws: DayPlan.Refusal.notTheirs) {
            try step.undo(by: Self.zhao, because: "点错", at: Self.nine + .minutes(1))
        }
        _ = try step.undo(by: Self.wang, because: "", at: Self.nine + .minutes(1))
        #expect(step.state == .due && step.actedBy == nil)
        _ = try step.tick(by: Self.wang, number: nil, saying: "", at: Self.nine + .minutes(2))
        let later = Self.nine + .minutes(3) + .milliseconds(1)
        #expect(throws: DayPlan.Refusal.reasonMissing) { try step.undo(by: Self.wang, because: "", at: later) }
        _ = try step.undo(by: Self.wang, because: "还没播完", at: later)
        #expect(step.state == .due)
    }

    /// GAME-43: the leader confirms, never their own.
    @Test func nobodyConfirmsTheirOwn() throws {
        var step = Self.step(isConfirmed: true)
        _ = try step.tick(by: Self.zhao, number: nil, saying: "", at: Self.nine)
        #expect(step.state == .reported)
        for person in [Self.zhao, Self.wang] {
            #expect(throws: DayPlan.Refusal.ownAct, "neither who did it nor who owed it") {
                try step.confirm(by: person, saying: "", at: Self.nine)
            }
        }
        #expect(throws: DayPlan.Refusal.reasonMissing) { try step.sendBack(by: Self.zhou, because: "", at: Self.nine) }
        _ = try step.sendBack(by: Self.zhou, because: "茶水间没扫", at: Self.nine)
        #expect(step.state == .due && step.note == "茶水间没扫")
        _ = try step.tick(by: Self.zhao, number: nil, saying: "", at: Self.nine)
        _ = try step.confirm(by: Self.zhou, saying: "好", at: Self.nine)
        #expect(step.state == .confirmed)
        #expect(throws: DayPlan.Refusal.notNow(.confirmed), "what was confirmed stands") {
            try step.undo(by: Self.zhao, because: "点错", at: Self.nine)
        }
    }

    @Test func whatWasMissedStaysMissed() throws {
        var step = Self.step()
        let fact = try step.miss(at: Self.nine + .hours(9))
        #expect(fact.by == nil && step.state == .missed)
        #expect(throws: DayPlan.Refusal.notNow(.missed)) {
            try step.tick(by: Self.wang, number: nil, saying: "", at: Self.nine + .hours(9))
        }
        _ = try step.correct(number: nil, because: "当时在处理急诉", by: Self.wang, at: Self.nine + .hours(10))
        #expect(step.state == .missed && step.note == "当时在处理急诉", "what is said afterwards stands beside it")
        #expect(throws: DayPlan.Refusal.reasonMissing) {
            var other = Self.step()
            _ = try other.skip(by: Self.wang, because: "", at: Self.nine)
        }
    }

    /// GAME-43: people take turns.
    @Test func turnsGoRound() {
        let people: [Staff.ID] = ["a", "b", "c"]
        var had: [Staff.ID: DayPlanDealing.Had] = [:]
        var turns: [Staff.ID] = []
        for number in 0..<7 {
            guard let next = DayPlanDealing.next(among: people, had: had) else { continue }
            turns.append(next)
            had[next] = DayPlanDealing.Had(
                times: (had[next]?.times ?? 0) + 1, last: Day(2026, 1, 5).advanced(by: number))
        }
        #expect(turns == ["a", "b", "c", "a", "b", "c", "a"])
        #expect(DayPlanDealing.next(among: ["b", "c"], had: had) == "b", "whoever is there")
        #expect(DayPlanDealing.next(among: [], had: had) == nil)
    }

    @Test func stepsAreDealtEvenlyAndBeginWithAnotherPersonEveryDay() {
        let people: [Staff.ID] = ["a", "b", "c"]
        let monday = DayPlanDealing.shares(of: 7, among: people, on: Day(2026, 1, 5))
        let tuesday = DayPlanDealing.shares(of: 7, among: people, on: Day(2026, 1, 6))
        #expect(Set(monday) == Set(people) && monday.first != tuesday.first)
        for person in people { #expect((2...3).contains(monday.count { $0 == person })) }
        #expect(DayPlanDealing.shares(of: 3, among: [], on: Day(2026, 1, 5)).isEmpty)
        #expect(DayPlanDealing.shares(of: 2, among: people, on: Day(1960, 1, 5)).count == 2, "days before 1970")
    }
}
