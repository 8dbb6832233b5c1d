import Database
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The pages as a browser meets them.
@Suite struct RosterRouteTests {
    @Test(arguments: TestDatabase.engines)
    func aLeaderMakesPublishesAndChangesAMonth(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let leader = RosterDesk.leader
            let terms = try await client.get("/rosters/terms/\(RosterDesk.unit)", as: leader)
            #expect(terms.status == .ok && terms.text.contains("上1休1"))
            let pattern = try await desk.database.read { tx in
                try tx.rotationPatterns.of(RosterDesk.unit).first { $0.name == "上1休1" }?.id.rawValue ?? ""
            }
            let bad = try await client.post(
                "/rosters", [("unit", RosterDesk.unit.rawValue), ("from", "2026-11-02"), ("until", "2026-02-31")],
                as: leader)
            #expect(bad.status == .unprocessableContent && bad.text.contains("2026-02-31"), "what was typed is kept")
            let made = try await client.post(
                "/rosters",
                [
                    ("unit", RosterDesk.unit.rawValue), ("from", "2026-11-02"), ("until", "2026-11-29"),
                    ("pattern", pattern),
                ], as: leader)
            let url = try #require(made.headers[.location])
            let draft = try await client.get(url, as: leader)
            #expect(draft.text.contains("逐条核对，没有问题"))
            #expect(try await client.get(url, as: "a1").status == .notFound, "a draft is not for everybody")
            let stale = try await client.post("\(url)/publication", [("version", "9")], as: leader)
            #expect(stale.status == .conflict && stale.text.contains("同事刚改过"))
            #expect(try await client.post("\(url)/publication", [("version", "1")], as: leader).status == .seeOther)
            #expect(try await client.get(url, as: "a1").status == .ok)
            // The grid's dragging: refused without a reason, with the sentence beside the grid.
            let move = [("staff", "a1"), ("day", "2026-11-02"), ("to", "second"), ("on", "2026-11-02")]
            let silent = try await client.post("\(url)/moves", move, as: leader)
            #expect(silent.status == .conflict && silent.text.contains("改动要写明原因"))
            let moved = try await client.post(
                "\(url)/moves", move + [("reason", "顶班"), ("back", "?view=week&from=2026-11-02")], as: leader)
            #expect(moved.headers[.location]?.hasSuffix("?view=week&from=2026-11-02") == true)
            #expect(try await client.get(url, as: leader).text.contains("顶班"))
            for part in [
                "?view=week", "?view=day", "?view=coverage", "/people/b1", "/open", "/forms/F-60", "/forms/F-49",
            ] {
                #expect(try await client.get("\(url)\(part)", as: leader).status == .ok, "\(part)")
            }
            #expect(try await client.get("\(url)/forms/F-60.pdf", as: leader).status == .ok)
            #expect(try await client.post("\(url)/moves", move, as: "a1").status == .forbidden)
            #expect(try await client.get(url, as: RosterDesk.stranger).status == .notFound)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everybodySeesTheirShiftsAndTheirCalendar(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            _ = try await desk.published()
            let mine = try await client.get("/shifts?month=2026-11-01", as: "a1")
            #expect(mine.text.contains("14 个班，154 小时"))
            let made = try await client.post("/shifts/feed", [], as: "a1")
            let address = try #require(made.text.firstMatch(of: /\/shift-calendars\/[0-9a-f]{48}/)?.output)
            let calendar = try await client.execute(uri: String(address), method: .get)
            #expect(calendar.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
            #expect(try await client.execute(uri: "/shift-calendars/0000", method: .get).status == .notFound)
            #expect(
                try await client.get("/duties/\(RosterDesk.unit)?at=2026-11-02T12:00", as: "a1").text.contains("客服a1"))
        }
    }

    static func open(
        _ engine: Engine, _ body: @Sendable @escaping (TestClient, RosterDesk) async throws -> Void
    ) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let web = try WebServer.ofTest(desk.clock)
            let workplace = Workplace(database: desk.database, idleMinutes: 0)
            RosterRoutes(desk: workplace).add(to: web.signedIn)
            RosterProposalRoutes(desk: workplace).add(to: web.signedIn)
            DutyRoutes(desk: workplace).add(to: web.signedIn)
            ShiftFeedRoutes(desk: workplace).add(to: web.visitors)
            try await withServer(web) { client in try await body(client, desk) }
        }
    }
}
