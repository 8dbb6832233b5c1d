import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// From the request to the day somebody is back, on both engines.
@Suite struct LeaveStoryTests {
    private static let friday = Day(2026, 1, 9)
    private static func plan(
        _ type: String = "personal", _ hours: Range<Instant> = RosteredDesk.hours(friday), substitute: Staff.ID? = nil,
        proof: String = ""
    ) -> Leave.Plan {
        Leave.Plan(type: type, hours: hours, reason: "家里有事", proof: proof, substitute: substitute)
    }

    /// GAME-55, GAME-60, GAME-66: nobody agrees to their own, nobody below the minimum; only what is agreed to is in force.
    @Test(arguments: TestDatabase.engines)
    func leaveIsInForceWhenALeaderAgreesAndTheShiftIsManned(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao, chen) = (RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3))
            try await desk.shift("s-1", wang, Self.friday)
            try await desk.shift("s-2", zhao, Self.friday)
            let leave = try await desk.act(as: wang) { tx, actor in try tx.leaves.ask(Self.plan(), by: actor) }
            #expect(leave.number == "QJ20260105-1" && leave.halfDays == 2)
            #expect(try await desk.shifts(of: wang, on: Self.friday).count == 1, "asking changes nothing")
            await #expect(throws: Leave.Refusal.ownAct(RosteredDesk.clause("12.1"))) {
                try await desk.act(as: wang) { tx, actor in try tx.leaves.approve(leave.id, saying: "", by: actor) }
            }
            await #expect(throws: Leave.Refusal.unknown, "a colleague sees nothing of it") {
                try await desk.act(as: zhao) { tx, actor in try tx.leaves.approve(leave.id, saying: "", by: actor) }
            }
            let short = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.leaves.approve(leave.id, saying: "可以", by: actor)
                }
            }
            #expect(short?.objections.map(\.rule) == [.absenceCoverage], "two must be there (GAME-18)")
            try await desk.act(as: wang) { tx, actor in try tx.leaves.withdraw(leave.id, by: actor) }

            let again = try await desk.act(as: wang) { tx, actor in
                try tx.leaves.ask(Self.plan(substitute: chen), by: actor)
            }
            await #expect(throws: Leave.Refusal.substituteSilent, "nobody stands in who was not asked") {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.leaves.approve(again.id, saying: "有人顶班", by: actor)
                }
            }
            await #expect(throws: Leave.Refusal.unknown) { try await desk.standIn(zhao, for: again.id) }
            try await desk.standIn(chen, for: again.id)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.approve(again.id, saying: "有人顶班", by: actor)
            }
            #expect(try await desk.shifts(of: wang, on: Self.friday) == [])
            let cover = try await desk.shifts(of: chen, on: Self.friday)
            #expect(cover.map(\.origin) == [.cover])
            let changes = try await desk.database.read { tx in try tx.rosters.changes(of: "roster", limit: 10) }
            #expect(
                changes.map { "\($0.was) → \($0.became): \($0.reason)" } == [
                    "客服1 2026-01-09 09:00-21:00 → 客服3 2026-01-09 09:00-21:00: QJ20260105-2"
                ], "what hangs on the wall says who, not why somebody is away (F-60)")
            await #expect(throws: Leave.Refusal.notNow(.approved), "the second of two approvers gets a sentence") {
                try await desk.act(as: RosteredDesk.otherLeader) { tx, actor in
                    try tx.leaves.reject(again.id, saying: "", by: actor)
                }
            }
            desk.clock.set(to: RosteredDesk.hours(Self.friday).lowerBound)
            #expect(try await desk.database.write { tx in try tx.leaves.passTime(limit: 10) } == 1)
            desk.clock.set(to: RosteredDesk.hours(Self.friday).upperBound)
            #expect(try await desk.database.write { tx in try tx.leaves.passTime(limit: 10) } == 1)
            try await desk.act(as: wang) { tx, actor in try tx.leaves.reportBack(again.id, proof: "", by: actor) }
            let end = try await desk.database.read { tx in try tx.leaves.find(again.id) }
            #expect(end?.state == .reportedBack)
            let ledger = try await desk.database.read { tx in try tx.obligations.all(of: again.subject) }
            #expect(
                Set(ledger.map(\.rule.name)).isSuperset(of: ["leave.decide", "leave.report-back", "leave.ordinary"]))
            #expect(ledger.allSatisfy { !$0.isOpen })
        }
    }

    /// GAME-55, GAME-60: of two leaders who agree at the same moment one does, the other gets a sentence, and the shift is opened
    /// once.
    @Test(arguments: TestDatabase.engines)
    func ofTwoApproversAtOnceOneIsTold(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let wang = RosteredDesk.agent(1)
            try await desk.shift("s-1", wang, Self.friday, inGroup: false)
            let leave = try await desk.act(as: wang) { tx, actor in try tx.leaves.ask(Self.plan(), by: actor) }
            let told = await desk.atOnce(as: [RosteredDesk.leader, RosteredDesk.otherLeader]) { tx, actor in
                try tx.leaves.approve(leave.id, saying: "同意", by: actor)
            }
            #expect(told.compactMap { $0 as? Leave.Refusal } == [.notNow(.approved)] && told.count { $0 == nil } == 1)
            #expect(try await desk.shifts(of: wang, on: Self.friday) == [])
            let changes = try await desk.database.read { tx in try tx.rosters.changes(of: "roster", limit: 10) }
            #expect(changes.count == 1, "\(changes)")
        }
    }

    /// GAME-60: whoever is asked can open what they are asked about: those of the centre reach the groups below it,
    /// the leader of a group reaches none beside it.
    @Test(arguments: TestDatabase.engines)
    func whoeverIsAskedReachesTheUnit(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let asked = try await desk.database.write { tx in
                try tx.found("below", "B组", under: RosteredDesk.unit, by: nil)
                try tx.found("beside", "C组", under: RosteredDesk.unit, by: nil)
                let edition = try #require(try tx.handbooks.inForce("game-support", at: tx.now)?.id)
                try tx.join("zhao", "赵组长", as: "team-leader", in: "beside", reading: edition)
                return try tx.deciders(["team-leader", "supervisor"], for: "below", but: RosteredDesk.agent(1))
            }
            #expect(asked == [RosteredDesk.otherLeader, RosteredDesk.supervisor, RosteredDesk.leader])
        }
    }

    /// GAME-56: too late as ordinary, refused with its clause and offered as sudden.
    @Test(arguments: TestDatabase.engines)
    func tooLateIsRefusedWithItsClauseAndOfferedAsSudden(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let wang = RosteredDesk.agent(1)
            let tomorrow = Day(2026, 1, 6)
            try await desk.shift("s-1", wang, tomorrow)
            desk.clock.advance(by: .hours(1))
            let plan = Self.plan("personal", RosteredDesk.hours(tomorrow))
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: wang) { tx, actor in try tx.leaves.ask(plan, by: actor) }
            }
            #expect(refusal?.objections.map(\.clause) == ["12.2"])
            let offer = try await desk.act(as: wang) { tx, actor in try tx.leaves.offer(instead: plan, by: actor) }
            #expect(offer?.rule == .sudden)
        }
    }

    /// GAME-57: afterwards only to the manager, with proof, within the window.
    @Test(arguments: TestDatabase.engines)
    func afterwardsOnlyTheManagerAgrees(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let wang = RosteredDesk.agent(1)
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", wang, today)
            desk.clock.advance(by: .hours(5))
            let plan = Self.plan("retroactive", RosteredDesk.hours(today))
            await #expect(throws: Leave.Refusal.proofMissing) {
                try await desk.act(as: wang) { tx, actor in try tx.leaves.ask(plan, by: actor) }
            }
            var proved = plan
            proved.proof = "急诊病历"
            let leave = try await desk.act(as: wang) { [proved] tx, actor in try tx.leaves.ask(proved, by: actor) }
            for person in [RosteredDesk.leader, RosteredDesk.supervisor] {
                await #expect(throws: Leave.Refusal.notEntitled("执行经理", RosteredDesk.clause("12.1"))) {
                    try await desk.act(as: person) { tx, actor in try tx.leaves.approve(leave.id, saying: "", by: actor)
                    }
                }
            }
            #expect(try await desk.shifts(of: wang, on: today).count == 1, "until then the shift stands")
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                try tx.leaves.approve(leave.id, saying: "情况属实", by: actor)
            }
            #expect(try await desk.shifts(of: wang, on: today) == [])
        }
    }

    /// 职工带薪年休假条例: what is taken, and what comes back, ties out with what is left.
    @Test(arguments: TestDatabase.engines)
    func annualLeaveIsALedgerThatTiesOut(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let wang = RosteredDesk.agent(1)
            try await desk.shift("s-1", wang, Self.friday, inGroup: false)
            let plan = Self.plan("annual")
            let none = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: wang) { tx, actor in try tx.leaves.ask(plan, by: actor) }
            }
            #expect(none?.objections.map(\.rule) == [.leaveBalance])
            let days = try await desk.act(as: RosteredDesk.personnel) { tx, actor in
                try tx.leaves.grantAnnual(to: wang, workingSince: Day(2020, 1, 1), by: actor)
            }
            let again = try await desk.act(as: RosteredDesk.personnel) { tx, actor in
                try tx.leaves.grantAnnual(to: wang, workingSince: Day(2020, 1, 1), by: actor)
            }
            #expect(days == 5 && again == 5)
            func left() async throws -> Int {
                try await desk.database.read { tx in try tx.annualLeaves.left(of: wang, year: 2026) }
            }
            #expect(try await left() == 10, "entered twice, granted once")
            let leave = try await desk.act(as: wang) { tx, actor in try tx.leaves.ask(plan, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.approve(leave.id, saying: "好", by: actor)
            }
            #expect(try await left() == 8)
            try await desk.act(as: wang) { tx, actor in try tx.leaves.withdraw(leave.id, by: actor) }
            #expect(try await left() == 10)
            #expect(try await desk.shifts(of: wang, on: Self.friday).count == 1, "the shift is theirs again")
        }
    }
}
