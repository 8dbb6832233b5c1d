import Database
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The board as a browser meets it.
@Suite struct LineBoardRouteTests {
    private static let day = Day(2026, 1, 5)
    private static let page = "/line-boards/centre?at=2026-01-05T09:00"

    private static func serve(
        _ engine: Engine, _ body: @Sendable @escaping (RosteredDesk, TestClient) async throws -> Void
    ) async throws {
        try await RosteredDesk.open(engine) { desk in
            let web = try WebServer.ofTest(desk.clock)
            let place = Workplace(database: desk.database, idleMinutes: 0)
            LineBoardRoutes(desk: place).add(to: web.signedIn)
            MyShiftRoutes(desk: place).add(to: web.signedIn)
            DutyRoutes(desk: place).add(to: web.signedIn)
            try await withServer(web) { client in try await body(desk, client) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theLeaderFillsTheBoardAndTheAgentReadsIt(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let leader = RosteredDesk.leader
            let wang = RosteredDesk.agent(1)
            #expect(try await client.get("/line-boards", as: leader).headers[.location]?.hasSuffix("/centre") == true)
            #expect(try await client.get("/line-boards/centre", as: leader).text.contains("没有已发布的班"))
            try await desk.shift("s-1", wang, Self.day)
            let empty = try await client.get(Self.page, as: leader)
            #expect(empty.status == .ok && empty.text.contains("还没有启用的业务线"))
            let vip = try await LineBoardStoryTests.line("VIP 线", [], on: desk)
            let board = try await client.get(Self.page, as: leader)
            #expect(
                board.text.contains("客服1") && board.text.contains("value=\"\(vip.id)\"") && board.text.contains("按平时"))
            let form = [("at", "2026-01-05T09:00"), ("shift", "s-1 "), ("line-s-1", vip.id.rawValue)]
            #expect(try await client.post("/line-boards/centre", form, as: wang).status == .forbidden)
            #expect(try await client.post("/line-boards/centre", form, as: leader).status == .seeOther)
            let stale = [("at", "2026-01-05T09:00"), ("shift", "s-1 "), ("line-s-1", "")]
            #expect(try await client.post("/line-boards/centre", stale, as: leader).status == .seeOther, "nothing said")
            let other = try await LineBoardStoryTests.line("推广线", [], on: desk)
            let late = [("at", "2026-01-05T09:00"), ("shift", "s-1 "), ("line-s-1", other.id.rawValue)]
            let refused = try await client.post("/line-boards/centre", late, as: RosteredDesk.otherLeader)
            #expect(refused.status == .conflict && refused.text.contains("客服1：刚被分到VIP 线"))
            #expect(try refused.text.contains(Regex("value=\"\(other.id)\" checked")), "what was chosen stays")
            let mine = try await client.get("/shifts", as: wang)
            #expect(mine.text.contains("VIP 线"), "among the next shifts")
            let read = try await client.get(Self.page, as: wang)
            #expect(read.status == .ok && read.text.contains("VIP 线") && !read.text.contains("保存分线"))
            let who = try await client.get("/duties/centre?at=2026-01-05T10:00", as: wang)
            #expect(who.text.contains("VIP 线") && who.text.contains("/line-boards/centre"))
        }
    }

    /// A unit that is not theirs, a minute that is none, and nothing at all.
    @Test func whatIsNoBoardIsSaid() async throws {
        try await Self.serve(.sqlite) { desk, client in
            let leader = RosteredDesk.leader
            #expect(try await client.get("/line-boards/elsewhere", as: leader).status == .notFound)
            #expect(
                try await client.get("/line-boards/centre?at=2026-02-31T09:00", as: leader).status
                    == .unprocessableContent)
            let post = try await client.post("/line-boards/elsewhere", [("at", "2026-01-05T09:00")], as: leader)
            #expect(post.status == .notFound)
            _ = desk
        }
    }
}
