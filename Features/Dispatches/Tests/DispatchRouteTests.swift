import Database
import Hummingbird
import HTTPTypes
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The pages of commands as a browser meets them (GAME-28).
@Suite struct DispatchRouteTests {
    private static let wang = RosteredDesk.agent(1)

    private static func serve(
        _ engine: Engine, _ body: @Sendable @escaping (RosteredDesk, TestClient) async throws -> Void
    ) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", wang, Day(2026, 1, 5))
            desk.clock.set(to: RosteredDesk.hours(Day(2026, 1, 5)).lowerBound + .hours(1))
            let web = try WebServer.ofTest(desk.clock)
            DispatchRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in try await body(desk, client) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCommandIsGivenAnsweredAndReadInTheLog(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let leader = RosteredDesk.leader
            let form = try await client.get("/dispatches", as: leader)
            #expect(form.text.contains("客服1（普通客服，当班）") && form.text.contains("客服2（普通客服，不当班）"))
            #expect(form.text.contains("value=\"2026-01-05T10:30\""), "half an hour from now")
            #expect(try await !client.get("/dispatches", as: Self.wang).text.contains("id=\"give\""))

            let bad = try await client.post(
                "/dispatches", [("recipient", "x"), ("text", "去前台接待"), ("wanted", "明天")], as: leader)
            #expect(bad.status == .unprocessableContent && bad.text.contains("去前台接待"), "kept what was typed")
            #expect(bad.text.contains("请选择下达给谁") && bad.text.contains("明天"), "both at once")
            let above = try await client.post(
                "/dispatches",
                [("recipient", "person:sun"), ("text", "开会"), ("wanted", "2026-01-05T10:30")], as: leader)
            #expect(above.status == .forbidden && above.text.contains("岗位在您之下"))
            let given = try await client.post(
                "/dispatches",
                [
                    ("recipient", "person:\(Self.wang)"), ("text", "去前台接待，回电13800138000"),
                    ("wanted", "2026-01-05T10:30"),
                ], as: leader)
            #expect(given.status == .seeOther)

            let mine = try await client.get("/dispatches", as: Self.wang)
            #expect(mine.text.contains("去前台接待") && mine.text.contains("周组长"))
            #expect(!mine.text.contains("13800138000"), "whole numbers are covered")
            let id = try #require(
                try await desk.database.read { tx in try tx.dispatches.told(Self.wang).first?.id.rawValue })
            let url = "/dispatches/\(id)"
            #expect(try await client.post("\(url)/acknowledgement", [], as: leader).status == .forbidden)
            #expect(try await client.get(url, as: RosteredDesk.agent(2)).status == .notFound)
            #expect(try await client.post("\(url)/acknowledgement", [], as: Self.wang).status == .seeOther)
            let twice = try await client.post("\(url)/acknowledgement", [], as: Self.wang)
            #expect(twice.status == .conflict && twice.text.contains("已收到"))
            let silent = try await client.post("\(url)/refusal", [("reason", " ")], as: Self.wang)
            #expect(silent.status == .unprocessableContent, "a reason is owed")
            let why = try await client.post("\(url)/refusal", [("reason", "正在处理投诉")], as: Self.wang)
            #expect(why.status == .seeOther)

            let log = try await client.get("/dispatches/log", as: leader)
            #expect(log.text.contains("ZH20260105-1") && log.text.contains("正在处理投诉") && log.text.contains("未执行 1 条"))
            #expect(try await client.get("/dispatches/log?day=2026-01-04", as: leader).text.contains("这一天这里没有下达指令"))
            #expect(try await client.get("/dispatches/log", as: Self.wang).status == .forbidden)
            #expect(try await client.get("/dispatches/log?unit=elsewhere", as: leader).status == .forbidden)
            let again = try await client.get("/dispatches?again=\(id)", as: leader)
            #expect(again.text.contains("去前台接待"), "given anew with its text")
        }
    }
}
