import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// Who stands in, and who has the duty while somebody is away (GAME-04, SOFT-66, SOFT-70, MART-13), on both engines.
@Suite struct StandInTests {
    private static let (wang, zhao, chen) = (RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3))
    private static let friday = Day(2026, 1, 9)
    private static let hours = RosteredDesk.hours(friday)

    private static func ask(_ desk: RosteredDesk, _ substitute: Staff.ID?) async throws -> Leave {
        try await desk.act(as: wang) { tx, actor in
            try tx.leaves.ask(
                Leave.Plan(type: "personal", hours: hours, reason: "家里的私事", substitute: substitute), by: actor)
        }
    }

    private static func approve(_ desk: RosteredDesk, _ leave: Leave) async throws {
        try await desk.act(as: RosteredDesk.leader) { tx, actor in
            try tx.leaves.approve(leave.id, saying: "好", by: actor)
        }
    }

    private static func withdraw(_ desk: RosteredDesk, _ leave: Leave) async throws {
        try await desk.act(as: wang) { tx, actor in try tx.leaves.withdraw(leave.id, by: actor) }
    }

    /// GAME-04: only somebody active and trained who works there, and is neither busy nor away.
    @Test(arguments: TestDatabase.engines)
    func nobodyUntrainedOrFromElsewhereStandsIn(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            try await desk.database.write { tx in try tx.skills.remove("上岗培训", of: Self.zhao) }
            let untrained = await #expect(throws: GateRefusal.self) { _ = try await Self.ask(desk, Self.zhao) }
            #expect(untrained?.objections.map(\.rule) == [.rosterQualified])
            #expect(untrained?.objections.map(\.clause) == ["11.4"])
            await #expect(throws: Leave.Refusal.substituteNotOfUnit, "personnel work no cases") {
                _ = try await Self.ask(desk, RosteredDesk.personnel)
            }
            try await desk.shift("s-3", Self.chen, Self.friday, inGroup: false)
            await #expect(throws: Leave.Refusal.substituteBusy) { _ = try await Self.ask(desk, Self.chen) }
            try await desk.database.write { tx in
                var gone = try tx.staff.require(RosteredDesk.agent(4))
                try gone.deactivate(by: nil)
                try tx.staff.save(gone)
            }
            await #expect(throws: Leave.Refusal.noColleague) { _ = try await Self.ask(desk, RosteredDesk.agent(4)) }
        }
    }

    /// In their own sign-in, and not knowing why; whoever cannot is not put on the shift.
    @Test(arguments: TestDatabase.engines)
    func whoStandsInAgreesAndDoesNotReadWhy(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let leave = try await Self.ask(desk, Self.zhao)
            let web = try WebServer.ofTest(desk.clock)
            LeaveRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            let url = "/leave/\(leave.id.rawValue)"
            try await withServer(web) { client in
                let page = try await client.get(url, as: Self.zhao).text
                #expect(page.contains("同意顶班") && page.contains("客服1") && !page.contains("家里的私事"))
                #expect(try await client.get("\(url)/F-61", as: Self.zhao).status == .notFound)
                #expect(try await client.get(url, as: RosteredDesk.leader).text.contains("家里的私事"))
                #expect(try await client.post("\(url)/consent", [], as: Self.wang).status == .forbidden)
                #expect(try await client.post("\(url)/refusal", [], as: Self.zhao).status == .seeOther)
                await #expect(throws: Leave.Refusal.substituteDeclined) { try await Self.approve(desk, leave) }
                #expect(try await client.post("\(url)/consent", [], as: Self.zhao).status == .seeOther)
                #expect(try await client.get(url, as: Self.wang).text.contains("已同意顶班"))
            }
            try await Self.approve(desk, leave)
            #expect(try await desk.shifts(of: Self.zhao, on: Self.friday).map(\.origin) == [.cover])
        }
    }

    /// A-10: what is answered is read by who asked and by who decides; the same answer twice is no news.
    @Test(arguments: TestDatabase.engines)
    func theAnswerIsHeardByWhoAskedAndWhoDecides(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let leave = try await Self.ask(desk, Self.zhao)
            for answer in [Leave.StandIn.Answer.declined, .agreed, .agreed] {
                try await desk.act(as: Self.zhao) { tx, actor in
                    try tx.leaves.answer(answer, to: leave.id, by: actor)
                }
            }
            let told = try await desk.database.read { tx in
                try tx.execute(
                    """
                    SELECT event.kind AS kind, payload FROM outbox JOIN event ON event.id = outbox.event_id
                    WHERE event.kind IN ('leave.consented', 'leave.declined') AND outbox.kind = 'notice'
                    ORDER BY event.kind, payload LIMIT 20
                    """
                ).map { "\(try $0.text("kind")) \(try $0.text("payload"))" }
            }
            let heard = [Self.wang, RosteredDesk.otherLeader, RosteredDesk.leader].map(\.rawValue)
            #expect(
                told == heard.map { "leave.consented \($0)" } + heard.map { "leave.declined \($0)" },
                "not by whoever answered")
        }
    }

    /// Who was told of an event, by id.
    private static func told(_ desk: RosteredDesk, of kind: EventKind) async throws -> [String] {
        try await desk.database.read { tx in
            try tx.execute(
                """
                SELECT payload FROM outbox JOIN event ON event.id = outbox.event_id
                WHERE event.kind = \(kind.rawValue) AND outbox.kind = 'notice'
                ORDER BY payload LIMIT 20
                """
            ).map { try $0.text("payload") }
        }
    }

    /// GAME-17, GAME-60: nobody comes to work for nothing.
    @Test(arguments: TestDatabase.engines)
    func whoStandsInHearsThatNothingComesOfIt(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let stood = Self.zhao.rawValue
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let rejected = try await Self.ask(desk, Self.zhao)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.reject(rejected.id, saying: "缺人", by: actor)
            }
            #expect(try await Self.told(desk, of: .leaveRejected).contains(stood))
            let withdrawn = try await Self.ask(desk, Self.zhao)
            try await desk.standIn(Self.zhao, for: withdrawn.id)
            try await Self.approve(desk, withdrawn)
            try await Self.withdraw(desk, withdrawn)
            #expect(try await desk.shifts(of: Self.zhao, on: Self.friday).isEmpty)
            #expect(try await Self.told(desk, of: .leaveWithdrawn).contains(stood))
        }
    }

    /// GAME-17: whoever is back early works what lies ahead, and the stand-in knows.
    @Test(arguments: TestDatabase.engines)
    func whoStandsInHearsThatSomebodyIsBackEarly(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let monday = Day(2026, 1, 12)
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            try await desk.shift("s-2", Self.wang, monday, inGroup: false)
            let leave = try await desk.act(as: Self.wang) { tx, actor in
                let hours = Self.hours.lowerBound..<RosteredDesk.hours(monday).upperBound
                return try tx.leaves.ask(
                    Leave.Plan(type: "personal", hours: hours, reason: "家里的私事", substitute: Self.zhao), by: actor)
            }
            try await desk.standIn(Self.zhao, for: leave.id)
            try await Self.approve(desk, leave)
            desk.clock.set(to: Self.hours.upperBound)
            try await desk.database.write { tx in _ = try tx.leaves.passTime(limit: 10) }
            try await desk.act(as: Self.wang) { tx, actor in
                try tx.leaves.reportBack(leave.id, proof: "", by: actor)
            }
            #expect(try await desk.shifts(of: Self.zhao, on: monday).isEmpty)
            #expect(try await Self.told(desk, of: .leaveReported).contains(Self.zhao.rawValue))
        }
    }

    private static func arrange(
        _ desk: RosteredDesk, _ kind: DutyKind = .duty, _ primary: Staff.ID = wang, backup: Staff.ID?
    ) async throws {
        try await desk.database.write { tx in
            try tx.duties.insert([
                DutyAssignment(
                    id: "duty-1", roster: "roster", unit: RosteredDesk.unit, kind: kind, day: friday, span: hours,
                    primary: primary, backup: backup, phone: "8001", enteredBy: RosteredDesk.manager,
                    enteredAt: tx.now - .days(1))
            ])
        }
    }

    private static func arrangeSupervisor(_ desk: RosteredDesk) async throws {
        try await desk.database.write { tx in
            try tx.duties.insert([
                DutyAssignment(
                    id: "duty-2", roster: "roster", unit: RosteredDesk.unit, kind: .supervisor, day: friday,
                    span: hours, primary: RosteredDesk.supervisor, backup: chen, phone: "",
                    enteredBy: RosteredDesk.manager, enteredAt: tx.now)
            ])
        }
    }

    private static func answer(_ desk: RosteredDesk, _ kind: DutyKind = .duty) async throws -> DutyAnswer? {
        try await desk.database.read { tx in
            try tx.duties.answers(in: RosteredDesk.unit, at: hours.lowerBound + .hours(1)).first { $0.kind == kind }
        }
    }

    /// The duty goes to whoever is behind, both are told, and it comes back with the person.
    @Test(arguments: TestDatabase.engines)
    func theDutyOfWhoIsAwayIsPassedOn(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            try await Self.arrange(desk, backup: Self.zhao)
            #expect(try await Self.answer(desk)?.person == Self.wang)
            let leave = try await Self.ask(desk, nil)
            try await Self.approve(desk, leave)
            let passed = try await Self.answer(desk)
            #expect(passed?.person == Self.zhao && passed?.backup == nil && passed?.because == .table(Self.hours))
            let change = try await desk.database.read { tx in
                try tx.rosters.changes(of: "roster", limit: 10).last { $0.what == .duty }
            }
            #expect(change?.was.contains("客服1") == true && change?.became.contains("客服2") == true)
            try await Self.withdraw(desk, leave)
            let back = try await Self.answer(desk)
            #expect(back?.person == Self.wang && back?.backup == Self.zhao)
        }
    }

    /// Where nobody can take it over, the house does not say that somebody on leave is on duty; where a clause asks for
    /// somebody, the leave is not agreed to.
    @Test(arguments: TestDatabase.engines)
    func aDutyThatNobodyTakesIsSaidToBeOpen(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            try await Self.arrange(desk, backup: nil)
            let leave = try await Self.ask(desk, nil)
            let missing = try await desk.database.read { tx in
                let ground = try tx.absenceGround(of: RosteredDesk.unit)
                let software = AbsenceGround(
                    unit: ground.unit, version: ground.version,
                    handbook: try PackShelf.ofTheHouse.handbook("software-support"), calendar: ground.calendar)
                let passings = try tx.duties.passings(
                    of: Self.wang, in: Self.hours, to: [], under: software.handbook)
                return try tx.duties.checks(passings, on: software).filter { $0.missing != nil }.map(\.rule)
            }
            #expect(missing == [.dutyManned])
            try await Self.approve(desk, leave)
            let answer = try await Self.answer(desk)
            #expect(answer?.person == nil && answer?.because == .onLeave(Self.wang, Self.hours))
        }
    }

    /// MART-13: whoever stands in at the shift has the duty too, if they may; a supervisor's duty is a supervisor's.
    @Test(arguments: TestDatabase.engines)
    func aSwapTakesTheDutyAlong(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let mine = try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let theirs = try await desk.shift("s-2", Self.zhao, Day(2026, 1, 12), inGroup: false)
            try await Self.arrange(desk, backup: nil)
            let swap = try await desk.act(as: Self.wang) { tx, actor in
                try tx.shiftSwaps.request(
                    SwapPlan(
                        shift: mine, counterpart: Self.zhao, back: theirs, reason: .errand, text: "办房产过户",
                        briefing: "有两个待回电"), by: actor)
            }
            try await desk.act(as: Self.zhao) { tx, actor in
                try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor)
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "好", by: actor)
            }
            #expect(try await Self.answer(desk)?.person == Self.zhao)
            try await Self.arrangeSupervisor(desk)
            let next = try await desk.database.read { tx in
                try tx.duties.passings(
                    of: RosteredDesk.supervisor, in: Self.hours, to: [Self.chen, RosteredDesk.leader],
                    under: tx.absenceGround(of: RosteredDesk.unit).handbook
                ).map(\.to)
            }
            #expect(next == [RosteredDesk.leader], "never an agent")
        }
    }
}
