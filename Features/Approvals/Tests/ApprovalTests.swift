import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// What waits for whom (GAME-55, GAME-62, GAME-66, GAME-103), on both engines.
@Suite struct ApprovalTests {
    private static let (wang, zhao, chen) = (RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3))
    private static let (friday, monday) = (Day(2026, 1, 9), Day(2026, 1, 12))

    /// A swap with a colleague named, leave with somebody to stand in, overtime and a forgotten clock, all of one agent.
    private static func fill(_ desk: RosteredDesk) async throws -> (swap: ShiftSwap.ID, leave: Leave.ID) {
        let mine = try await desk.shift("s-1", wang, friday, inGroup: false)
        let theirs = try await desk.shift("s-2", zhao, monday, inGroup: false)
        try await desk.shift("s-0", wang, Day(2026, 1, 5), inGroup: false)
        try await desk.shift("s-3", wang, Day(2026, 1, 14), inGroup: false)
        return try await desk.act(as: wang) { tx, actor in
            let swap = try tx.shiftSwaps.request(
                SwapPlan(shift: mine, counterpart: zhao, back: theirs, reason: .errand, text: "过户", briefing: "两个待回电"),
                by: actor)
            let leave = try tx.leaves.ask(
                Leave.Plan(
                    type: "personal", hours: RosteredDesk.hours(Day(2026, 1, 14)), reason: "家里的私事", substitute: chen),
                by: actor)
            _ = try tx.overtimes.ask(
                Overtime.Plan(
                    hours: RosteredDesk.hours(Day(2026, 1, 10), 9, 12), reason: "活动", compensation: .lieu), by: actor)
            _ = try tx.clockCorrections.ask(
                ClockCorrection.Plan(kind: .in, at: tx.now - .minutes(10), reason: "忘了", proof: ""), by: actor)
            return (swap.id, leave.id)
        }
    }

    private static func waiting(_ desk: RosteredDesk, for person: Staff.ID) async throws -> Approvals {
        try await desk.act(as: person) { tx, actor in try tx.myDay(of: actor).approvals }
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverMayDecideSeesWhatWaitsAndNobodyElseDoes(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (swap, _) = try await Self.fill(desk)
            let before = try await Self.waiting(desk, for: RosteredDesk.leader)
            #expect(
                before.parts.map(\.kind) == [.leave, .overtime, .correction], "a swap is decided once consented to")
            #expect(before.count == 3 && before.names[Self.wang] == "客服1")
            let asked = try await Self.waiting(desk, for: Self.zhao)
            #expect(asked.asked.map(\.id) == [swap] && asked.parts.isEmpty && asked.standIns.isEmpty)
            let standIn = try await Self.waiting(desk, for: Self.chen)
            #expect(standIn.standIns.map(\.staff) == [Self.wang] && standIn.asked.isEmpty)
            #expect(try await Self.waiting(desk, for: Self.wang).isEmpty, "nobody decides on their own")

            try await desk.act(as: Self.zhao) { tx, actor in try tx.shiftSwaps.accept(swap, returning: nil, by: actor) }
            let after = try await Self.waiting(desk, for: RosteredDesk.leader)
            #expect(after.swaps.map(\.id) == [swap])
            #expect(try await Self.waiting(desk, for: Self.zhao).isEmpty, "answered, and not hers to decide")
        }
    }

    /// GAME-103: what somebody else has to decide on does not stand in the way of what is one's own to decide.
    @Test(arguments: TestDatabase.engines)
    func whatOthersDecideOnHidesNothing(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            func ask(_ person: Staff.ID) async throws -> Overtime.ID {
                try await desk.act(as: person) { tx, actor in
                    try tx.overtimes.ask(
                        Overtime.Plan(
                            hours: RosteredDesk.hours(Day(2026, 1, 10), 9, 12), reason: "活动", compensation: .pay),
                        by: actor
                    ).id
                }
            }
            let own = try await ask(RosteredDesk.leader)
            desk.clock.advance(by: .minutes(1))
            let other = try await ask(Self.wang)
            let found = try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.approvals(of: actor, page: 1).overtimes.map(\.id)
            }
            #expect(found == [other] && own != other, "the first page holds but the leader's own")
        }
    }

    /// GAME-103: what others decide on costs no more than so many looks, and that there may be more is said.
    @Test(arguments: TestDatabase.engines)
    func whatOthersDecideOnIsLookedAtWithinABound(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            for number in 0..<Approvals.mostPages {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    _ = try tx.overtimes.ask(
                        Overtime.Plan(
                            hours: RosteredDesk.hours(Day(2026, 1, 10 + number), 9, 12), reason: "活动",
                            compensation: .pay), by: actor)
                }
                desk.clock.advance(by: .minutes(1))
            }
            let own = try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try (tx.approvals(of: actor, page: 1), tx.approvals(of: actor))
            }
            #expect(own.0.overtimes.isEmpty && own.0.cut == [.overtime], "all that was looked at is the leader's own")
            #expect(own.1.overtimes.isEmpty && own.1.cut.isEmpty, "all of it was looked at")
        }
    }

    /// GAME-64: who answers for a missed leg waits for whoever decides once both are heard, and after an appeal for somebody
    /// else.
    @Test(arguments: TestDatabase.engines)
    func aMissedLegWaitsForWhoeverDecides(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let mine = try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let theirs = try await desk.shift("s-2", Self.zhao, Self.monday, inGroup: false)
            let swap = try await desk.act(as: Self.wang) { tx, actor in
                try tx.shiftSwaps.request(
                    SwapPlan(
                        shift: mine, counterpart: Self.zhao, back: theirs, reason: .errand, text: "过户",
                        briefing: "两个待回电"), by: actor
                ).id
            }
            try await desk.act(as: Self.zhao) { tx, actor in try tx.shiftSwaps.accept(swap, returning: nil, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap, saying: "好", by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(Self.friday).lowerBound + .hours(1))
            let matter = try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.swapLiabilities.open(swap, .swap, because: "没来", by: actor).id
            }
            func waiting(for person: Staff.ID) async throws -> [SwapLiability.ID] {
                try await Self.waiting(desk, for: person).liabilities.map(\.id)
            }
            #expect(try await waiting(for: RosteredDesk.supervisor) == [], "both are heard first")
            for person in [Self.wang, Self.zhao] {
                try await desk.act(as: person) { tx, actor in try tx.swapLiabilities.state(matter, "我说过", by: actor) }
            }
            let day = try await Self.waiting(desk, for: RosteredDesk.supervisor)
            #expect(day.liabilities.map(\.id) == [matter] && day.parts.map(\.kind) == [.liability] && day.count == 1)
            #expect(day.names[Self.zhao] == "客服2")
            #expect(try await waiting(for: Self.wang) == [])
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.swapLiabilities.decide(
                    matter, try #require(SwapLiability.Shares(initiator: 30)), because: "交代不清", by: actor)
            }
            #expect(try await waiting(for: RosteredDesk.supervisor) == [])
            #expect(try await waiting(for: RosteredDesk.manager) == [], "decided")
            try await desk.act(as: Self.zhao) { tx, actor in try tx.swapLiabilities.appeal(matter, "不公", by: actor) }
            #expect(try await waiting(for: RosteredDesk.supervisor) == [], "who has decided once")
            #expect(try await waiting(for: RosteredDesk.manager) == [matter])
            let web = try WebServer.ofTest(desk.clock)
            ApprovalRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                let page = try await client.get("/approvals", as: RosteredDesk.manager)
                #expect(page.text.contains("责任认定") && page.text.contains("/shift-swaps/\(swap)#liability-swap"))
            }
        }
    }

    /// SOFT-70, A-10: rosters are made in the department, and whoever stands in works in the group beside.
    @Test(arguments: TestDatabase.engines)
    func whoeverStandsInFromTheGroupBesideIsAsked(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.database.write { tx in
                let edition = try tx.absenceGround(of: RosteredDesk.unit).version
                for (team, name, person) in [
                    (Desk.Unit.ID("team-a"), "A组", Staff.ID("mei")), (Desk.Unit.ID("team-b"), "B组", Staff.ID("bo")),
                ] {
                    try tx.found(team, name, under: RosteredDesk.unit, by: nil)
                    try tx.join(person, "\(name)的人", as: "agent", in: team, reading: edition)
                    try tx.skills.put("上岗培训", level: 1, of: person)
                }
            }
            try await desk.shift("s-1", "mei", Self.friday, inGroup: false)
            let leave = try await desk.act(as: "mei") { tx, actor in
                try tx.leaves.ask(
                    Leave.Plan(
                        type: "personal", hours: RosteredDesk.hours(Self.friday), reason: "家里的私事", substitute: "bo"),
                    by: actor)
            }
            #expect(try await Self.waiting(desk, for: "bo").standIns.map(\.id) == [leave.id])
            #expect(try await Self.waiting(desk, for: Self.chen).standIns.isEmpty)
            try await desk.standIn("bo", for: leave.id)
            #expect(try await Self.waiting(desk, for: "bo").standIns.isEmpty, "answered")
        }
    }

    /// GAME-60, GAME-66: how much of the time of a decision is used stands under its line, the same as on a case: for whoever
    /// decides and for whoever waits, and on the market the time until a request lapses.
    @Test(arguments: TestDatabase.engines)
    func theTimeThatIsLeftStandsUnderEachLine(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (swap, leave) = try await Self.fill(desk)
            try await desk.act(as: Self.zhao) { tx, actor in try tx.shiftSwaps.accept(swap, returning: nil, by: actor) }
            try await desk.shift("s-9", Self.wang, Day(2026, 1, 20), inGroup: false)
            try await desk.act(as: Self.wang) { tx, actor in
                _ = try tx.shiftSwaps.request(
                    SwapPlan(
                        shift: "s-9", counterpart: nil, back: nil, reason: .errand, text: "过户", briefing: "无"),
                    by: actor)
            }
            desk.clock.advance(by: .hours(9))
            let subjects = [Subject(.leave, leave.rawValue), Subject(.shiftSwap, swap.rawValue)]
            let running = try await desk.database.read { tx in
                try tx.obligations.running(of: subjects + [Subject(.leave, "nothing")])
            }
            #expect(Set(running.keys) == Set(subjects))
            #expect(running.values.allSatisfy { $0.used == 0.75 }, "nine of twelve hours")
            let web = try WebServer.ofTest(desk.clock)
            let place = Workplace(database: desk.database, idleMinutes: 0)
            ApprovalRoutes(desk: place).add(to: web.signedIn)
            ShiftSwapRoutes(desk: place).add(to: web.signedIn)
            LeaveRoutes(desk: place).add(to: web.signedIn)
            try await withServer(web) { client in
                let page = try await client.get("/approvals", as: RosteredDesk.leader).text
                #expect(page.ranges(of: "class=\"promise warned\"").count >= 2)
                for uri in ["/leave", "/shift-swaps"] {
                    let mine = try await client.get(uri, as: Self.wang).text
                    #expect(mine.contains("class=\"promise warned\""), "\(uri)")
                }
                let market = try await client.get("/shift-swaps", as: Self.chen).text
                #expect(market.contains("class=\"promise running\"") && market.contains("否则失效"))
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func myDaySaysSoAndOnePageHoldsThemAll(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (swap, leave) = try await Self.fill(desk)
            let web = try WebServer.ofTest(desk.clock)
            let place = Workplace(database: desk.database, idleMinutes: 0)
            ApprovalRoutes(desk: place).add(to: web.signedIn)
            MyDayRoutes(desk: place).add(to: web.signedIn)
            ShiftSwapRoutes(desk: place).add(to: web.signedIn)
            LeaveRoutes(desk: place).add(to: web.signedIn)
            try await withServer(web) { client in
                let day = try await client.get("/", as: RosteredDesk.leader)
                #expect(day.text.contains("待我审批") && day.text.contains("/approvals#leave"))
                #expect(day.text.contains("/approvals#overtime") && day.text.contains("客服1"))
                let page = try await client.get("/approvals", as: RosteredDesk.leader)
                for number in ["QJ20260105-1", "JB20260105-1", "BK20260105-1"] { #expect(page.text.contains(number)) }
                #expect(try await client.get("/approvals", as: Self.zhao).status == .forbidden)

                let hers = try await client.get("/", as: Self.zhao)
                #expect(hers.text.contains("客服1想把 1月9日"), "asked by name")
                #expect(try await client.get("/", as: Self.chen).text.contains("/leave/\(leave.rawValue)/consent"))
                let none: [(String, String)] = []
                let said = try await client.post("/shift-swaps/\(swap.rawValue)/acceptance", none, as: Self.zhao)
                #expect(said.status == .seeOther)
                #expect(try await client.get("/approvals", as: RosteredDesk.leader).text.contains("HB20260105-1"))
                #expect(try await client.get("/", as: Self.zhao).text.contains("想把") == false)
            }
        }
    }
}
