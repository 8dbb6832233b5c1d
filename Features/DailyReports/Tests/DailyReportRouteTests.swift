import Database
import Hummingbird
import HTTPTypes
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The pages of daily reports, and of the clock that asks for them, as a browser meets them (CHAIN-82, F-72).
@Suite struct DailyReportRouteTests {
    private static func serve(
        _ engine: Engine, clause: String = "require",
        _ body: @Sendable @escaping (ReportDesk, TestClient) async throws -> Void
    ) async throws {
        try await ReportDesk.open(engine, clause: clause) { desk in
            let web = try WebServer.ofTest(desk.clock)
            let place = Workplace(database: desk.database, idleMinutes: 0)
            DailyReportRoutes(desk: place).add(to: web.signedIn)
            AttendanceRoutes(desk: place).add(to: web.signedIn)
            try await withServer(web) { client in try await body(desk, client) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDayIsWrittenHandedInReadAndPrinted(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let (wang, manager) = (ReportDesk.wang, ReportDesk.manager)
            #expect(try await client.get("/daily-reports", as: wang).text.contains("写今天的小结"))
            #expect(try await client.post("/attendance/clock-in", [], as: wang).status == .seeOther)
            desk.stand(18, 5)
            let held = try await client.post("/attendance/clock-out", [], as: wang)
            #expect(held.status == .conflict && held.text.contains("17.5") && held.text.contains("先交再打卡"))
            #expect(held.text.contains("href=\"/daily-reports\""), "and the way to it")

            let id = try #require(try await desk.report()?.id.rawValue)
            let url = "/daily-reports/\(id)"
            let form = try await client.get(url, as: wang)
            #expect(form.text.contains("系统统计") && form.text.contains("还没有上一次的计划"))
            let draft = try await client.post("\(url)/draft", [("results", "整理档案")], as: wang)
            #expect(draft.status == .seeOther)
            #expect(try await client.get(url, as: wang).text.contains("整理档案"), "kept")
            let long = String(repeating: "长", count: 201)
            let bad = try await client.post(
                "\(url)/handing-in", [("results", "整理档案"), ("problems", ""), ("plan", long)], as: wang)
            #expect(bad.status == .unprocessableContent && bad.text.contains("整理档案") && bad.text.contains("每项最多 200 字"))
            #expect(bad.text.contains("问题"), "both at once")
            let done = try await client.post(
                "\(url)/handing-in",
                [("problems", "门店资料不全，电话13800138000"), ("plan", "回访三位会员\r\n\r\n 核对礼品 ")], as: wang)
            #expect(done.status == .seeOther)
            #expect(try await desk.report()?.words.plan == ["回访三位会员", "核对礼品"])
            let twice = try await client.post("\(url)/handing-in", [("problems", "无"), ("plan", "x")], as: wang)
            #expect(twice.status == .conflict && twice.text.contains("不能再改"))
            #expect(try await client.post("/attendance/clock-out", [], as: wang).status == .seeOther)

            #expect(try await client.get(url, as: ReportDesk.chen).status == .notFound)
            #expect(try await client.get("/daily-reports/team", as: wang).status == .forbidden)
            let team = try await client.get("/daily-reports/team", as: manager)
            #expect(team.text.contains("已交 1 人") && team.text.contains("未阅"))
            let read = try await client.get(url, as: manager)
            #expect(read.text.contains("核对礼品") && !read.text.contains("13800138000"), "whole numbers are covered")
            #expect(try await client.post("\(url)/reading", [("text", "资料我来催")], as: manager).status == .seeOther)
            #expect(try await client.post("\(url)/reading", [], as: manager).status == .conflict)
            #expect(try await client.post("\(url)/remarks", [("text", "")], as: wang).status == .unprocessableContent)
            #expect(try await client.post("\(url)/remarks", [("text", "已补一家")], as: wang).status == .seeOther)
            #expect(try await client.post("\(url)/waiver", [("reason", "x")], as: wang).status == .forbidden)
            let paper = try await client.get("\(url)/F-72", as: manager)
            #expect(paper.text.contains("资料我来催") && paper.text.contains("已补一家") && paper.text.contains("李经理"))
            let file = try await client.get("\(url)/F-72.pdf", as: manager)
            #expect(file.status == .ok && file.body.readableBytes > 1000)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whereItOnlyAdvisesTheClockSaysSo(engine: Engine) async throws {
        try await Self.serve(engine, clause: "advise") { desk, client in
            #expect(try await client.post("/attendance/clock-in", [], as: ReportDesk.wang).status == .seeOther)
            desk.stand(18, 5)
            #expect(try await client.post("/attendance/clock-out", [], as: ReportDesk.wang).status == .seeOther)
            let team = try await client.get("/daily-reports/team?day=2026-01-05", as: ReportDesk.manager)
            #expect(team.text.contains("未交 1 人") && team.text.contains("还没有动笔"))
            #expect(
                try await client.get("/daily-reports/team?day=2026-01-04", as: ReportDesk.manager).text.contains(
                    "没有应交小结的人"))
        }
    }
}
