import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The pages of handovers as a browser meets them.
@Suite struct HandoverRouteTests {
    /// GAME-50–53, F-63
    @Test(arguments: TestDatabase.engines)
    func aSheetIsWrittenHandedOverAcceptedAndPrinted(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            try await desk.shift("s-1", wang, Day(2026, 1, 5))
            try await desk.shift("s-2", zhao, Day(2026, 1, 6))
            desk.clock.set(to: RosteredDesk.hours(Day(2026, 1, 5)).upperBound - .minutes(10))
            let web = try WebServer.ofTest(desk.clock)
            HandoverRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                func post(_ uri: String, _ form: [String: String], as person: Staff.ID) async throws -> TestResponse {
                    try await client.post(uri, form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, as: person)
                }
                let board = try await client.get("/handovers", as: wang)
                #expect(board.status == .ok && board.text.contains("写交接班记录"))
                let none = try await post("/handovers", [:], as: zhao)
                #expect(none.status == .conflict && none.text.contains("没有要交的班"))
                let url = try #require(try await post("/handovers", [:], as: wang).headers[.location])
                #expect(try await client.get("/handovers", as: wang).text.contains("继续填写"))
                // Two problems at once: a sentence each, and what was typed is still there.
                let bad = try await post(
                    "\(url)/sheet",
                    ["act": "offer", "standing-air": "fault", "actual-headsets": "三副", "other": "一切照旧"], as: wang)
                #expect(bad.status == .unprocessableContent)
                #expect(bad.text.contains("三副") && bad.text.contains("一切照旧") && bad.text.contains("有 2 处"))
                // GAME-53: a remark without a standing and a case without a matter are asked about, not dropped.
                let loose = try await post(
                    "\(url)/sheet",
                    [
                        "act": "save", "remark-phones": "左耳有杂音，已报修", "remark-keys": "一把在保安处",
                        "matter-case": "TS-1",
                    ], as: wang)
                #expect(loose.status == .unprocessableContent && loose.text.contains("有 3 处"))
                for word in ["左耳有杂音", "一把在保安处", "TS-1", "请选择情况", "请填写实有数量", "请写明是什么事项"] {
                    #expect(loose.text.contains(word), "\(word)")
                }
                let half = try await post("\(url)/sheet", ["act": "offer", "standing-air": "fine"], as: wang)
                #expect(half.status == .conflict && half.text.contains("还没写明") && half.text.contains("人员变动"))
                #expect(
                    try await post("\(url)/sheet", ["act": "save", "standing-air": "fine"], as: wang).status
                        == .seeOther)
                var whole = [
                    "act": "offer", "none-difficulties": "1", "none-staffing": "1", "actual-headsets": "4",
                    "actual-keys": "3", "standing-cleaning": "done",
                ]
                for code in ["phones", "computers", "systems", "air"] { whole["standing-\(code)"] = "fine" }
                #expect(try await post("\(url)/sheet", whole, as: wang).status == .seeOther)
                #expect(
                    try await client.get("/handovers", as: zhao).text.contains("JJ20260105-1"), "it waits for the next")
                #expect(try await client.get(url, as: zhao).text.contains("接班签收"))
                let silent = try await post("\(url)/refusal", [:], as: zhao)
                #expect(silent.status == .unprocessableContent, "a refusal has its reasons")
                #expect(try await post("\(url)/acceptance", [:], as: wang).status == .forbidden)
                #expect(try await post("\(url)/acceptance", ["objection": "少一副耳机"], as: zhao).status == .seeOther)
                #expect(try await post("\(url)/acceptance", [:], as: zhao).text.contains("已交接"))
                let page = try await client.get(url, as: RosteredDesk.leader)
                #expect(page.text.contains("少一副耳机") && page.text.contains("写处理意见"))
                let paper = try await client.get("\(url)/F-63", as: zhao)
                #expect(paper.text.contains("交接班记录") && paper.text.contains("备用耳机") && paper.text.contains("少一副耳机"))
                let file = try await client.get("\(url)/F-63.pdf", as: zhao)
                #expect(file.status == .ok && file.body.readableBytes > 1000)
            }
        }
    }

    /// SOFT-68, F-50
    @Test(arguments: TestDatabase.engines)
    func aResignationIsHandedOverWithThreeSignatures(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            let web = try WebServer.ofTest(desk.clock)
            HandoverRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                func post(_ uri: String, _ form: [String: String], as person: Staff.ID) async throws -> TestResponse {
                    try await client.post(uri, form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, as: person)
                }
                let bad = try await post("/handovers/leaving", ["kind": "resignation", "until": "下月"], as: wang)
                #expect(bad.status == .unprocessableContent)
                let form = ["kind": "resignation", "person": wang.rawValue, "taker": "", "until": "2026-02-04T18:00"]
                let url = try #require(try await post("/handovers/leaving", form, as: wang).headers[.location])
                #expect(try await client.get(url, as: wang).text.contains("人事尚未登记参加工作日期"))
                func grant(since: Day) async throws {
                    try await desk.act(as: RosteredDesk.personnel) { tx, actor in
                        _ = try tx.leaves.grantAnnual(to: wang, workingSince: since, by: actor)
                    }
                }
                try await grant(since: Day(2000, 1, 1))
                let owed = "1 天，每天按日工资收入的 300%"
                #expect(try await client.get(url, as: wang).text.contains(owed), "35 of 365 days, of fifteen")
                let nobody = try await post("\(url)/sheet", ["act": "offer"], as: wang)
                #expect(nobody.status == .unprocessableContent && nobody.text.contains("请选择接收人"))
                #expect(nobody.text.contains("系统") && !nobody.text.contains("还没有指定接收人"), "at its field")
                let unsaid = try await post(
                    "\(url)/sheet", ["act": "save", "standing-documents": "undone"], as: wang)
                #expect(unsaid.status == .unprocessableContent && unsaid.text.contains("请写明没完成什么"))
                let sheet = [
                    "act": "offer", "taker": zhao.rawValue, "standing-documents": "told", "standing-accounts": "told",
                    "remark-accounts": "客服系统、企业微信",
                ]
                #expect(try await post("\(url)/sheet", sheet, as: wang).status == .seeOther)
                #expect(try await client.get(url, as: RosteredDesk.agent(3)).status == .notFound)
                #expect(try await post("\(url)/acceptance", [:], as: zhao).status == .seeOther)
                #expect(try await client.get("/handovers", as: RosteredDesk.supervisor).text.contains("离职交接"))
                #expect(try await post("\(url)/witness", [:], as: zhao).status == .forbidden)
                #expect(try await post("\(url)/witness", [:], as: RosteredDesk.supervisor).status == .seeOther)
                desk.clock.advance(by: .minutes(1))
                try await grant(since: Day(2017, 1, 1))
                let paper = try await client.get("\(url)/F-50", as: wang).text
                #expect(paper.contains("企业微信") && paper.contains("实施办法"))
                #expect(paper.contains(owed), "as it was handed over, whatever is entered since")
                #expect(!(try await client.get("\(url)/F-50", as: zhao).text.contains("未休年休假")), "not the taker's")
            }
        }
    }
}
