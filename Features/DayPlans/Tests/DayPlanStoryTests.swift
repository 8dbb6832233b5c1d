import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// From the roster to the log that a leader signs, on both engines (SOFT-78, MART-26, GAME-43).
@Suite struct DayPlanStoryTests {
    private static let (an, bai, chu) = (PlannedDesk.people[0], PlannedDesk.people[1], PlannedDesk.people[2])

    private static func market(
        _ engine: Engine, _ body: @Sendable (PlannedDesk) async throws -> Void
    ) async throws {
        try await PlannedDesk.open(
            "supermarket", "E", .at(7, 30)..<(.at(15, 30)), posts: ("agent", "desk-leader"), on: engine, body)
    }

    private static func game(_ engine: Engine, _ body: @Sendable (PlannedDesk) async throws -> Void) async throws {
        try await PlannedDesk.open("game-support", "D", .at(9)..<(.at(21)), on: engine, body)
    }

    /// MART-26: one list for the shift, laid out once, however often and from however many nodes.
    @Test(arguments: TestDatabase.engines)
    func aShiftIsLaidOutOnce(engine: Engine) async throws {
        try await Self.market(engine) { desk in
            let laid = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...3 {
                    group.addTask { try await desk.database.write { tx in try tx.dayPlans.lay(limit: 100) } }
                }
                return try await group.reduce(0, +)
            }
            #expect(laid == 1)
            #expect(try await desk.chores() == 0)
            let (plans, steps) = (try await desk.plans(), try await desk.steps())
            #expect(plans.map(\.code) == ["opening"] && plans.first?.owner == nil)
            #expect(steps.count == 23 && Set(steps.map(\.owedBy)) == Set(PlannedDesk.people), "dealt out by name")
            let owed = try await desk.database.read { [plans] tx in try tx.obligations.all(of: plans[0].subject) }
            #expect(owed.isEmpty, "nothing is owed before its time")
        }
    }

    /// SOFT-78: when a step may be ticked is told by the clock of the unit, and its log is of the day it is there.
    @Test(arguments: TestDatabase.engines)
    func theClockIsThatOfTheUnit(engine: Engine) async throws {
        try await PlannedDesk.open(
            "supermarket", "E", .at(7, 30)..<(.at(15, 30)), posts: ("agent", "desk-leader"), zone: "Asia/Tokyo",
            on: engine
        ) { desk in
            try await desk.chores()
            let last = try #require(try await desk.steps().max { $0.at < $1.at })
            do {
                try await desk.act(as: Self.an) { tx, actor in
                    try tx.dayPlans.tick(last.id, number: nil, saying: "", by: actor)
                }
                Issue.record("it was too early")
            } catch DayPlan.Refusal.tooEarly(let at, let zone) {
                #expect(at == last.at - DayStep.early && zone.identifier == "Asia/Tokyo")
                let told = DayPlan.Refusal.tooEarly(at, zone).sentence(in: .chinese)
                #expect(told.contains(at.dateAndTime(in: zone)))
            }
            desk.clock.set(to: Zone.shanghai.instant(PlannedDesk.monday, .at(23, 30)))
            let day = try await desk.act(as: PlannedDesk.leader) { tx, actor in
                try tx.dayPlans.log(of: nil, on: nil, for: actor)?.day
            }
            #expect(day == PlannedDesk.monday.advanced(by: 1), "half past midnight there")
        }
    }

    /// MART-26: ticked with its time, counts entered; late, left out and missed told apart.
    @Test(arguments: TestDatabase.engines)
    func stepsAreOwedAtTheirTimeTickedLeftOutAndMissed(engine: Engine) async throws {
        try await Self.market(engine) { desk in
            try await desk.chores()
            try await desk.to(7, 36)
            let clean = try await desk.step("clean")
            #expect(try await desk.ledger(clean) == ["day.step open"])
            #expect(clean.dueAt == Zone.shanghai.instant(PlannedDesk.monday, .at(7, 45)))
            // Whoever of the shift is there may do it.
            let colleague = PlannedDesk.people.first { $0 != clean.owedBy } ?? Self.an
            try await desk.tick("clean", by: colleague)
            #expect(try await desk.ledger(clean) == ["day.step kept"])
            await #expect(throws: DayPlan.Refusal.notNow(.done)) { try await desk.tick("clean", by: Self.an) }
            await #expect(throws: DayPlan.Refusal.numberMissing("辆")) { try await desk.tick("trolleys", by: Self.an) }
            try await desk.tick("trolleys", 118, by: Self.an)
            // A little early, before its time has come.
            try await desk.tick("float", 1000, by: Self.bai)
            #expect(try await desk.ledger(desk.step("float")) == ["day.step kept"])
            await #expect(throws: DayPlan.Refusal.self, "not hours ahead") {
                try await desk.tick("returns", 4, by: Self.bai)
            }
            let gifts = try await desk.step("gifts")
            try await desk.act(as: Self.bai) { tx, actor in
                try tx.dayPlans.skip(gifts.id, because: "赠品柜钥匙在主管处", by: actor)
            }
            #expect(try await desk.ledger(gifts) == ["day.step void"], "left out in time is not broken")
            try await desk.to(8, 10)
            let tickets = try await desk.step("tickets")
            #expect(try await desk.ledger(tickets) == ["day.step overdue"])
            try await desk.tick("tickets", 200, by: Self.chu)
            #expect(try await desk.ledger(tickets) == ["day.step late"])
            try await desk.to(16, 29)
            #expect(try await desk.plans()[0].state == .open)
            try await desk.to(16, 30)
            let missed = try await desk.step("sound")
            #expect(missed.state == .missed)
            #expect(try await desk.ledger(missed) == ["day.step broken"])
            await #expect(throws: DayPlan.Refusal.over, "nobody ticks it afterwards") {
                try await desk.tick("sound", by: Self.an)
            }
            try await desk.act(as: Self.an) { tx, actor in
                try tx.dayPlans.correct(missed.id, number: nil, because: "广播设备送修", by: actor)
            }
            let facts = try await desk.database.read { tx in try tx.daySteps.facts(of: [missed.id])[missed.id] ?? [] }
            #expect(facts.map(\.kind) == [.missed, .corrected] && facts.last?.text == "广播设备送修")
        }
    }

    /// Of two thumbs at once one does it, and the other gets a sentence.
    @Test(arguments: TestDatabase.engines)
    func twoAtOnceTickOnce(engine: Engine) async throws {
        try await Self.market(engine) { desk in
            try await desk.to(7, 40)
            let step = try await desk.step("float")
            let done = await withTaskGroup(of: Bool.self) { group in
                for person in PlannedDesk.people {
                    group.addTask {
                        do {
                            try await desk.act(as: person) { tx, actor in
                                try tx.dayPlans.tick(step.id, number: 1000, saying: "", by: actor)
                            }
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(done == 1)
            let facts = try await desk.database.read { tx in try tx.daySteps.facts(of: [step.id])[step.id] ?? [] }
            #expect(facts.map(\.kind) == [.ticked])
        }
    }

    /// A tick taken back is owed again; the fact stays.
    @Test(arguments: TestDatabase.engines)
    func whatIsTakenBackIsOwedAgain(engine: Engine) async throws {
        try await Self.market(engine) { desk in
            try await desk.to(7, 41)
            try await desk.tick("float", 900, by: Self.an)
            let step = try await desk.step("float")
            await #expect(throws: DayPlan.Refusal.notTheirs) {
                try await desk.act(as: Self.bai) { tx, actor in try tx.dayPlans.undo(step.id, because: "", by: actor) }
            }
            desk.clock.advance(by: .seconds(50))
            try await desk.act(as: Self.an) { tx, actor in try tx.dayPlans.undo(step.id, because: "", by: actor) }
            #expect(try await desk.ledger(step) == ["day.step kept", "day.step open"])
            try await desk.tick("float", 1000, by: Self.an)
            desk.clock.advance(by: .minutes(2))
            await #expect(throws: DayPlan.Refusal.reasonMissing) {
                try await desk.act(as: Self.an) { tx, actor in try tx.dayPlans.undo(step.id, because: "", by: actor) }
            }
            try await desk.act(as: PlannedDesk.leader) { tx, actor in
                try tx.dayPlans.correct(step.id, number: 980, because: "复点", by: actor)
            }
            let facts = try await desk.database.read { tx in try tx.daySteps.facts(of: [step.id])[step.id] ?? [] }
            #expect(facts.map(\.kind) == [.ticked, .undone, .ticked, .corrected])
            #expect(facts.map(\.number) == [900, nil, 1000, 980], "what was entered stays beside what is right")
            #expect(try await desk.step("float").number == 980)
        }
    }

    /// GAME-43: one of the day shift, another one the next day; the leader looks, never at their own.
    @Test(arguments: TestDatabase.engines)
    func theDayShiftCleansInTurnAndTheLeaderLooks(engine: Engine) async throws {
        try await Self.game(engine) { desk in
            var owners: [Staff.ID] = []
            for offset in 0..<4 {
                let day = PlannedDesk.monday.advanced(by: offset)
                if offset > 0 { for person in PlannedDesk.people { try await desk.shift(person, day) } }
                try await desk.to(8, 0, day)
                owners += try await desk.plans().compactMap(\.owner)
            }
            #expect(owners == [Self.an, Self.bai, Self.chu, Self.an], "people take turns")
        }
        try await Self.game(engine) { desk in
            try await desk.to(9, 30)
            try await desk.tick("tidy", by: Self.an)
            let step = try await desk.step("tidy")
            #expect(step.state == .reported)
            #expect(try await desk.ledger(step) == ["day.step kept", "day.confirm open"])
            for person in [Self.an, Self.bai] {
                await #expect(throws: DayPlan.Refusal.self, "whoever works there does not confirm") {
                    try await desk.act(as: person) { tx, actor in
                        try tx.dayPlans.confirm(step.id, saying: "", by: actor)
                    }
                }
            }
            await #expect(throws: DayPlan.Refusal.unknown, "who leads elsewhere does not see it") {
                try await desk.act(as: PlannedDesk.stranger) { tx, actor in
                    try tx.dayPlans.confirm(step.id, saying: "", by: actor)
                }
            }
            try await desk.act(as: PlannedDesk.leader) { tx, actor in
                try tx.dayPlans.sendBack(step.id, because: "桌面还有水渍", by: actor)
            }
            #expect(try await desk.ledger(step) == ["day.step kept", "day.confirm kept", "day.step open"])
            try await desk.tick("tidy", by: Self.an)
            try await desk.act(as: PlannedDesk.leader) { tx, actor in
                try tx.dayPlans.confirm(step.id, saying: "好", by: actor)
            }
            await #expect(throws: DayPlan.Refusal.notNow(.confirmed), "the second leader gets a sentence") {
                try await desk.act(as: PlannedDesk.other) { tx, actor in
                    try tx.dayPlans.confirm(step.id, saying: "", by: actor)
                }
            }
            #expect(try await !desk.ledger(step).contains { $0.hasSuffix("open") })
        }
    }

    /// GAME-60, GAME-43: a leader's own step is not confirmed by the hand to which the leader lent the post.
    @Test(arguments: TestDatabase.engines)
    func aPostThatIsLentConfirmsNothingOfTheLender(engine: Engine) async throws {
        try await Self.game(engine) { desk in
            let leader = PlannedDesk.leader
            try await desk.shift(leader, PlannedDesk.monday)
            try await desk.to(9, 30)
            try await desk.tick("tidy", by: leader)
            let step = try await desk.step("tidy")
            #expect(step.state == .reported && step.actedBy == leader)
            let holder = try #require(PlannedDesk.people.first { $0 != step.owedBy })
            try await desk.act(as: leader) { tx, actor in
                let held = try #require(try tx.appointments.open(of: actor.staff.id, at: tx.now).first)
                _ = try tx.delegations.give(
                    Loan(appointment: held.id, recipient: holder, from: tx.now, to: tx.now + .days(7), reason: "外出"),
                    by: actor, under: PostsInForce(tx: tx))
            }
            let offered = try await desk.act(as: holder) { tx, actor in
                try tx.dayPlans.view(step.plan, for: actor).judged
            }
            #expect(offered.isEmpty, "the page offers nothing that is refused")
            await #expect(throws: DayPlan.Refusal.notLeader) {
                try await desk.act(as: holder) { tx, actor in
                    try tx.dayPlans.confirm(step.id, saying: "", by: actor)
                }
            }
            await #expect(throws: DayPlan.Refusal.notLeader) {
                try await desk.act(as: holder) { tx, actor in
                    try tx.dayPlans.sendBack(step.id, because: "再擦", by: actor)
                }
            }
            try await desk.act(as: PlannedDesk.other) { tx, actor in
                try tx.dayPlans.confirm(step.id, saying: "好", by: actor)
            }
        }
    }

    /// Whoever is on leave after all leaves their steps to the others; with nobody left there is no plan.
    @Test(arguments: TestDatabase.engines)
    func thePlanFollowsWhoWorks(engine: Engine) async throws {
        try await Self.game(engine) { desk in
            try await desk.to(9, 5)
            #expect(try await desk.plans().first?.owner == Self.an)
            try await desk.takeBack(Self.an)
            try await desk.chores()
            #expect(try await desk.plans().first?.owner == Self.bai)
            let owed = try await desk.database.read { tx in
                try tx.obligations.owed(by: Self.bai, holding: [], limit: 10).filter { $0.subject.kind == .dayPlan }
            }
            #expect(owed.count == 1, "the running clock went with it")
            await #expect(throws: DayPlan.Refusal.self) { try await desk.tick("tidy", by: Self.an) }
            for person in [Self.bai, Self.chu] { try await desk.takeBack(person) }
            try await desk.chores()
            #expect(try await desk.plans().isEmpty)
            let open = try await desk.database.read { tx in
                try tx.obligations.owed(by: Self.bai, holding: [], limit: 10).filter { $0.subject.kind == .dayPlan }
            }
            #expect(open.isEmpty)
        }
    }

    /// SOFT-78: everybody their own; where nobody makes rosters, whoever holds the post and is on duty.
    @Test(arguments: TestDatabase.engines)
    func withoutARosterWhoIsOnDutyHasThePlan(engine: Engine) async throws {
        try await PlannedDesk.open(
            "software-support", "O", .at(9)..<(.at(18)), posts: ("agent", "supervisor"), rostered: false, on: engine
        ) { desk in
            try await desk.to(8, 50)
            #expect(try await desk.plans().isEmpty, "nobody is here")
            for person in [Self.an, Self.bai, PlannedDesk.leader] {
                try await desk.act(as: person) { tx, actor in try tx.presence.begin(by: actor) }
            }
            #expect(try await desk.chores() == 3, "one each, and one of the desk")
            let plans = try await desk.plans()
            #expect(Set(plans.compactMap(\.owner)) == [Self.an, Self.bai], "not whoever holds another post")
            #expect(
                plans.allSatisfy { plan in
                    plan.span == Zone.shanghai.instant(
                        PlannedDesk.monday, .at(9))..<Zone.shanghai.instant(
                            PlannedDesk.monday, .at(18))
                }, "over the hours of the calendar")
            try await desk.to(9, 1)
            #expect(try await desk.chores() == 0)
            try await desk.tick("channels", by: Self.bai)
            try await desk.act(as: Self.chu) { tx, actor in try tx.presence.begin(by: actor) }
            #expect(try await desk.chores() == 1, "who comes later has theirs")
        }
    }

    /// GAME-43, MART-26: what is not done stands on the handover; where the clause requires it, nothing is handed over.
    @Test(arguments: TestDatabase.engines)
    func aMissIsSeenAtTheHandover(engine: Engine) async throws {
        try await Self.game(engine) { desk in
            try await desk.to(9, 5)
            let tidy = try await desk.step("tidy")
            try await desk.act(as: Self.an) { tx, actor in
                try tx.dayPlans.skip(tidy.id, because: "保洁来过", by: actor)
            }
            try await desk.to(20, 50)
            let sheet = try await desk.act(as: Self.an) { tx, actor in try tx.handovers.open(by: actor) }
            let view = try await desk.act(as: Self.an) { tx, actor in
                try tx.handovers.view(sheet.id, for: actor).sheet.entries(.step).map { $0.text(in: .chinese) }
            }
            #expect(
                view == ["擦桌面、理线、倒垃圾 · 员工an · 略过 · 保洁来过", "扫地、拖地、清理茶水间 · 员工an · 待办"])
        }
        try await Self.market(engine) { desk in
            try await desk.to(15, 20)
            let sheet = try await desk.act(as: Self.an) { tx, actor in try tx.handovers.open(by: actor) }
            func offer() async throws {
                try await desk.act(as: Self.an) { tx, actor in
                    let ground = try tx.absenceGround(of: PlannedDesk.unit)
                    var statement = HandoverStatement(none: [.difficulties, .staffing])
                    statement.lines = try tx.handovers.items(of: sheet, on: ground).map { item in
                        HandoverSheet.Line(
                            code: item.code, name: item.name, part: item.part,
                            standing: item.part == .count ? .counted : item.part == .check ? .done : .fine,
                            expected: item.expected, actual: item.part == .count ? item.expected ?? 0 : nil,
                            measure: item.measure, remark: "")
                    }
                    try tx.handovers.offer(sheet.id, statement, by: actor)
                }
            }
            let refused = await #expect(throws: GateRefusal.self) { try await offer() }
            #expect(refused?.objections.map(\.rule) == [.dayClose])
            for step in try await desk.steps() where step.state.isOpen {
                try await desk.act(as: Self.bai) { tx, actor in
                    try tx.dayPlans.skip(step.id, because: "演练", by: actor)
                }
            }
            try await offer()
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aLeaderReadsTheDayAndSignsOnce(engine: Engine) async throws {
        try await Self.market(engine) { desk in
            try await desk.chores()
            try await desk.to(8, 30)
            try await desk.tick("trolleys", 118, by: Self.an)
            let log = try await desk.act(as: PlannedDesk.leader) { tx, actor in
                try tx.dayPlans.log(of: nil, on: nil, for: actor)
            }
            #expect(log?.counts.map(\.difference) == [-2] && log?.sums.first?.done == 1)
            #expect(log?.amiss.isEmpty == false, "overdue")
            try await desk.act(as: PlannedDesk.leader) { tx, actor in
                try tx.dayPlans.read(PlannedDesk.unit, on: PlannedDesk.monday, saying: "推车少两辆，去找", by: actor)
            }
            await #expect(throws: DayPlan.Refusal.readAlready) {
                try await desk.act(as: PlannedDesk.leader) { tx, actor in
                    try tx.dayPlans.read(PlannedDesk.unit, on: PlannedDesk.monday, saying: "", by: actor)
                }
            }
            for person in [Self.an, PlannedDesk.stranger] {
                await #expect(throws: DayPlan.Refusal.unknown) {
                    try await desk.act(as: person) { tx, actor in
                        try tx.dayPlans.read(PlannedDesk.unit, on: PlannedDesk.monday, saying: "", by: actor)
                    }
                }
            }
        }
    }
}
