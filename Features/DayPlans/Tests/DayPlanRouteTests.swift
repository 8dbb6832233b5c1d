import Database
import HTTPTypes
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The day on a telephone, and its log (SOFT-78, MART-26, F-110).
@Suite struct DayPlanRouteTests {
    private static let an = PlannedDesk.people[0]

    private static func serve(
        _ engine: Engine, _ body: @Sendable @escaping (PlannedDesk, TestClient) async throws -> Void
    ) async throws {
        try await PlannedDesk.open(
            "supermarket", "E", .at(7, 30)..<(.at(15, 30)), posts: ("agent", "desk-leader"), on: engine
        ) { desk in
            let web = try WebServer.ofTest(desk.clock)
            DayPlanRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await desk.to(7, 40)
            try await withServer(web) { client in try await body(desk, client) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aStepIsTickedWithOneTap(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let page = try await client.get("/day-plans", as: Self.an)
            #expect(page.status == .ok && page.text.contains("打扫服务台") && page.text.contains("已办 0／23"))
            let clean = try await desk.step("clean")
            let url = "/day-plans/\(clean.plan)/steps/\(clean.id)"
            let done = try await client.post("\(url)/tick", [("next", "/day-plans")], as: Self.an)
            #expect(done.status == .seeOther && done.headers[.location] == "/day-plans#s-\(clean.id)")
            let after = try await client.get("/day-plans", as: Self.an)
            #expect(after.text.contains("已办 1／23") && after.text.contains("\(url)/undo"), "a tap takes it back")
            let again = try await client.post("\(url)/tick", [("next", "/day-plans")], as: Self.an)
            #expect(again.status == .conflict && again.text.contains("这一步现在的状态是“已办”"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsWrongIsToldAndWhatWasTypedStays(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let float = try await desk.step("float")
            let url = "/day-plans/\(float.plan)/steps/\(float.id)"
            let missing = try await client.post("\(url)/tick", [("next", "/day-plans")], as: Self.an)
            #expect(missing.status == .conflict && missing.text.contains("请填数目（元）"))
            let bad = try await client.post("\(url)/tick", [("number", "一千"), ("next", "/day-plans")], as: Self.an)
            #expect(bad.status == .unprocessableContent && bad.text.contains("value=\"一千\""))
            let bare = try await client.post("\(url)/skip", [("reason", " ")], as: Self.an)
            #expect(bare.status == .unprocessableContent)
            let skipped = try await client.post("\(url)/skip", [("reason", "保险柜打不开")], as: Self.an)
            #expect(skipped.status == .seeOther)
            let page = try await client.get("/day-plans/\(float.plan)", as: Self.an)
            #expect(page.text.contains("保险柜打不开") && page.text.contains("略过"))
            let clean = try await desk.step("clean")
            let mixed = try await client.post("/day-plans/other/steps/\(clean.id)/tick", [], as: Self.an)
            #expect(mixed.status == .notFound, "a step of another plan")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theLogIsTheLeadersAndIsPrinted(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            try await desk.tick("trolleys", 118, by: Self.an)
            let (plan, leader) = (try await desk.plans()[0], PlannedDesk.leader)
            #expect(try await client.get("/day-plans/log", as: Self.an).status == .notFound)
            #expect(
                try await client.get("/day-plans/log?unit=\(PlannedDesk.unit)", as: PlannedDesk.stranger).status
                    == .notFound)
            #expect(try await client.get("/day-plans/\(plan.id)", as: PlannedDesk.stranger).status == .notFound)
            let log = try await client.get("/day-plans/log", as: leader)
            #expect(log.status == .ok && log.text.contains("118 辆") && log.text.contains("−2"))
            let form = [("unit", PlannedDesk.unit.rawValue), ("day", "2026-01-05"), ("opinion", "去找推车")]
            #expect(try await client.post("/day-plans/log", form, as: leader).status == .seeOther)
            let twice = try await client.post("/day-plans/log", form, as: leader)
            #expect(twice.status == .conflict && twice.text.contains("去找推车"))
            #expect(try await client.post("/day-plans/log", form, as: Self.an).status == .notFound)
            let wrong = try await client.post("/day-plans/log", [("unit", ""), ("day", "昨天")], as: leader)
            #expect(wrong.status == .unprocessableContent)
            let paper = try await client.get("/day-plans/\(plan.id)/F-110", as: leader)
            #expect(paper.status == .ok && paper.text.contains("当日流程工作日志") && paper.text.contains("118 辆（−2）"))
            let english = try await client.get("/day-plans/\(plan.id)/F-110.pdf", as: leader)
            #expect(english.status == .ok && english.headers[.contentType] == "application/pdf")
        }
    }
}
