import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// A return that whoever makes the roster takes off it (GAME-62, GAME-67), on both engines.
@Suite struct SwapReturnTests {
    private static let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
    private static let (friday, monday, wednesday) = (Day(2026, 1, 9), Day(2026, 1, 12), Day(2026, 1, 14))

    /// 客服1 gives away Friday and owes Monday, which is taken off the roster.
    private static func lost(
        _ engine: Engine, _ body: @Sendable (RosteredDesk, ShiftSwap.ID) async throws -> Void
    ) async throws {
        try await RosteredDesk.open(engine) { desk in
            let mine = try await desk.shift("s-1", wang, friday, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, monday, inGroup: false)
            try await desk.shift("s-3", zhao, wednesday, inGroup: false)
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(
                    SwapPlan(
                        shift: mine, counterpart: zhao, back: theirs, reason: .errand, text: "办房产过户",
                        briefing: "有两个待回电"), by: actor
                ).id
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap, returning: nil, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap, saying: "人手够", by: actor)
            }
            #expect(try await waiting(desk, for: RosteredDesk.leader).isEmpty, "it stands on the roster")
            let back = try #require(try await desk.shifts(of: wang, on: monday).first?.id)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.rosters.takeOff(back, of: "roster", opens: false, because: "停业一天", version: nil, by: actor)
            }
            try await body(desk, swap)
        }
    }

    private static func waiting(_ desk: RosteredDesk, for person: Staff.ID) async throws -> [ShiftSwap.ID] {
        try await desk.act(as: person) { tx, actor in try tx.approvals(of: actor).returns.map(\.id) }
    }

    private static func pass(_ desk: RosteredDesk, _ id: ShiftSwap.ID, at instant: Instant) async throws -> ShiftSwap? {
        desk.clock.set(to: instant)
        return try await desk.database.write { tx in
            _ = try tx.shiftSwaps.passTime(limit: 10)
            return try tx.shiftSwaps.find(id)
        }
    }

    /// Nobody has worked it, so it is not returned, however long ago it was; it waits for whoever decides, and stands in the
    /// way of no other swap.
    @Test(arguments: TestDatabase.engines)
    func aReturnThatWasTakenOffIsNotReturned(engine: Engine) async throws {
        try await Self.lost(engine) { desk, id in
            #expect(try await Self.waiting(desk, for: RosteredDesk.leader) == [id])
            #expect(try await Self.waiting(desk, for: Self.wang).isEmpty)
            let worked = try await Self.pass(desk, id, at: RosteredDesk.hours(Self.friday).upperBound)
            #expect(worked?.state == .worked)
            let later = try await Self.pass(desk, id, at: RosteredDesk.hours(Day(2026, 1, 20)).upperBound)
            #expect(later?.state == .worked)
            let (over, kinds) = try await desk.database.read { tx in
                (
                    try tx.shiftSwaps.over(by: tx.now, limit: 10).map(\.id),
                    try tx.events.about(Subject(.shiftSwap, id.rawValue)).map(\.kind)
                )
            }
            #expect(over.isEmpty && !kinds.contains(.swapReturned))
            #expect(try await Self.waiting(desk, for: RosteredDesk.leader) == [id])
        }
    }

    /// Another shift of the colleague's, asked by the clauses again; it is worked, and then it is returned.
    @Test(arguments: TestDatabase.engines)
    func theReturnGetsAnotherDate(engine: Engine) async throws {
        try await Self.lost(engine) { desk, id in
            await #expect(throws: ShiftSwap.Refusal.self, "not by one of the two") {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.shiftSwaps.redate(id, to: "s-3", because: "周三行", by: actor)
                }
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.redate(id, to: "s-3", because: "周一停业", by: actor)
            }
            #expect(try await desk.shifts(of: Self.wang, on: Self.wednesday).map(\.origin) == [.return])
            #expect(try await desk.shifts(of: Self.zhao, on: Self.wednesday).isEmpty)
            #expect(try await Self.waiting(desk, for: RosteredDesk.leader).isEmpty)
            await #expect(throws: ShiftSwap.Refusal.returnStands) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.shiftSwaps.waive(id, because: "算了", by: actor)
                }
            }
            let monday = try await Self.pass(desk, id, at: RosteredDesk.hours(Self.monday).upperBound)
            #expect(monday?.state == .worked && monday?.back?.span == RosteredDesk.hours(Self.wednesday))
            let wednesday = try await Self.pass(desk, id, at: RosteredDesk.hours(Self.wednesday).upperBound)
            #expect(wednesday?.state == .returned && wednesday?.waiver == nil)
        }
    }

    /// GAME-67: not so far away that a return could not have been agreed to.
    @Test(arguments: TestDatabase.engines)
    func theReturnIsNotPutOff(engine: Engine) async throws {
        try await Self.lost(engine) { desk, id in
            try await desk.shift("s-4", Self.zhao, Day(2026, 2, 20), inGroup: false)
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.shiftSwaps.redate(id, to: "s-4", because: "以后再还", by: actor)
                }
            }
            #expect(refusal?.objections.map(\.rule) == [.swapReturn])
            #expect(refusal?.remedy != nil)
        }
    }

    /// GAME-62: the colleague consents in their own sign-in, or it is still owed.
    @Test(arguments: TestDatabase.engines)
    func theReturnIsWaivedWithTheColleaguesConsent(engine: Engine) async throws {
        try await Self.lost(engine) { desk, id in
            _ = try await Self.pass(desk, id, at: RosteredDesk.hours(Self.friday).upperBound)
            func waive() async throws {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.shiftSwaps.waive(id, because: "当月已多排一班", by: actor)
                }
            }
            func answer(_ agreeing: Bool, by person: Staff.ID) async throws {
                try await desk.act(as: person) { tx, actor in
                    try tx.shiftSwaps.answerWaiver(id, agreeing: agreeing, by: actor)
                }
            }
            func now() async throws -> ShiftSwap? {
                try await desk.database.read { tx in try tx.shiftSwaps.find(id) }
            }
            try await waive()
            #expect(try await now()?.state == .worked, "nothing is waived yet")
            #expect(try await Self.waiting(desk, for: RosteredDesk.leader).isEmpty, "the colleague is asked")
            await #expect(throws: ShiftSwap.Refusal.notYours) { try await answer(true, by: Self.wang) }
            try await answer(false, by: Self.zhao)
            #expect(try await Self.waiting(desk, for: RosteredDesk.leader) == [id])
            try await waive()
            try await answer(true, by: Self.zhao)
            let closed = try await now()
            #expect(closed?.state == .returned && closed?.waiver?.by == RosteredDesk.leader)
            let t = Language.chinese
            #expect(closed.map { t($0.word) } == "已免还")
            await #expect(throws: ShiftSwap.Refusal.notNow(.returned)) { try await answer(true, by: Self.zhao) }
        }
    }

    /// Waived before the swapped shift is worked: then the swap is over with it.
    @Test(arguments: TestDatabase.engines)
    func thePageDecidesAndIsAnswered(engine: Engine) async throws {
        try await Self.lost(engine) { desk, id in
            let web = try WebServer.ofTest(desk.clock)
            let place = Workplace(database: desk.database, idleMinutes: 0)
            ShiftSwapRoutes(desk: place).add(to: web.signedIn)
            ApprovalRoutes(desk: place).add(to: web.signedIn)
            let url = "/shift-swaps/\(id.rawValue)"
            try await withServer(web) { client in
                let list = try await client.get("/approvals", as: RosteredDesk.leader)
                #expect(list.text.contains("还班待定") && list.text.contains(url))
                let page = try await client.get(url, as: RosteredDesk.leader)
                #expect(page.text.contains("另定还班") && page.text.contains("\(url)/waiver"))
                #expect(try await client.get(url, as: Self.wang).text.contains("由审批人另定还班或免还"))
                let asked = try await client.post("\(url)/waiver", [("reason", "停业不补")], as: RosteredDesk.leader)
                #expect(asked.status == .seeOther)
                #expect(try await client.get(url, as: Self.zhao).text.contains("\(url)/waiver-consent"))
                let none: [(String, String)] = []
                let said = try await client.post("\(url)/waiver-consent", none, as: Self.zhao)
                #expect(said.status == .seeOther)
                #expect(try await client.get(url, as: Self.wang).text.contains("停业不补"))
            }
            let over = try await Self.pass(desk, id, at: RosteredDesk.hours(Self.friday).upperBound)
            #expect(over?.state == .returned)
        }
    }
}
