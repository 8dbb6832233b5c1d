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

/// The pages of leave as a browser meets them.
@Suite struct LeaveRouteTests {
    /// GAME-55, GAME-56, F-61
    @Test(arguments: TestDatabase.engines)
    func leaveIsAskedForDecidedAndPrinted(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let wang = RosteredDesk.agent(1)
            try await desk.shift("s-1", wang, Day(2026, 1, 6), inGroup: false)
            desk.clock.advance(by: .hours(1))
            let web = try WebServer.ofTest(desk.clock)
            LeaveRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                func post(_ uri: String, _ form: [String: String], as person: Staff.ID) async throws -> TestResponse {
                    try await client.post(uri, form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, as: person)
                }
                let empty = try await client.get("/leave", as: wang)
                #expect(empty.status == .ok && empty.text.contains("还没有请过假") && empty.text.contains("年休假还没有核定"))
                #expect(
                    empty.text.contains("href=\"/leave?from=2026-01-06T09:00&amp;to=2026-01-06T21:00\""),
                    "the hours of the next shift with one touch")
                let filled = try await client.get("/leave?from=2026-01-06T09:00&to=2026-01-06T21:00", as: wang)
                #expect(
                    filled.text.contains("value=\"2026-01-06T09:00\"")
                        && filled.text.contains("value=\"2026-01-06T21:00\""))
                let bad = try await post("/leave", ["type": "personal", "from": "明天", "reason": "看房"], as: wang)
                #expect(bad.status == .unprocessableContent && bad.text.contains("看房"), "all at once, text kept")
                let form = [
                    "type": "personal", "from": "2026-01-06T09:00", "to": "2026-01-06T21:00", "reason": "看房",
                    "proof": "", "substitute": "",
                ]
                let late = try await post("/leave", form, as: wang)
                #expect(late.status == .conflict)
                #expect(
                    late.text.contains("提前一天提出") && late.text.contains("改按“突发事假”提交"), "with its clause, and a way on")
                #expect(late.text.contains("请向上级说明") && !late.text.contains("/exceptions/new"), "nothing is there yet")
                let asked = try await post("/leave", form.merging(["type": "sudden"]) { $1 }, as: wang)
                let url = try #require(asked.headers[.location])
                #expect(try await client.get(url, as: RosteredDesk.agent(2)).status == .notFound)
                let page = try await client.get(url, as: RosteredDesk.leader)
                #expect(page.text.contains("批准后的在岗人数") && page.text.contains("现有 1 人，批准后 0 人"))
                let done = try await post("\(url)/approval", ["opinion": "同意"], as: RosteredDesk.leader)
                #expect(done.status == .seeOther)
                let twice = try await post("\(url)/rejection", ["opinion": "不同意"], as: RosteredDesk.otherLeader)
                #expect(twice.status == .conflict && twice.text.contains("已批准"))
                let paper = try await client.get("\(url)/F-61", as: wang).text
                #expect(paper.contains("请假单") && paper.contains("合乎规定") && paper.contains("符合第 "))
                #expect(paper.contains("现有 1 人，批准后 0 人"), "as whoever agreed had it in view (GAME-66)")
                let file = try await client.get("\(url)/F-61.pdf", as: wang)
                #expect(file.status == .ok && file.body.readableBytes > 1000)
            }
        }
    }

    /// GAME-60, GAME-66: a refusal at the decision names its clause and leads to an exception, which whoever stands above
    /// allows once; the form says so.
    @Test(arguments: TestDatabase.engines)
    func belowTheMinimumAnExceptionIsAskedFor(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, friday) = (RosteredDesk.agent(1), Day(2026, 1, 9))
            try await desk.shift("s-1", wang, friday)
            try await desk.shift("s-2", RosteredDesk.agent(2), friday)
            let leave = try await desk.act(as: wang) { tx, actor in
                try tx.leaves.ask(
                    Leave.Plan(type: "personal", hours: RosteredDesk.hours(friday), reason: "家里有事"), by: actor)
            }
            let web = try WebServer.ofTest(desk.clock)
            let place = Workplace(database: desk.database, idleMinutes: 0)
            LeaveRoutes(desk: place).add(to: web.signedIn)
            ExceptionRoutes(desk: place).add(to: web.signedIn)
            let url = "/leave/\(leave.id.rawValue)"
            try await withServer(web) { client in
                let own = try await client.post("\(url)/approval", [("opinion", "同意")], as: wang)
                #expect(own.status == .forbidden && own.text.contains("§12.1"))
                let short = try await client.post("\(url)/approval", [("opinion", "同意")], as: RosteredDesk.leader)
                let form = "/exceptions/new?clause=12.8&leave=\(leave.id.rawValue)"
                #expect(short.status == .conflict && short.text.contains(form.replacing("&", with: "&amp;")))
                let asking = try await client.get(form, as: RosteredDesk.leader)
                #expect(asking.status == .ok && asking.text.contains(leave.number))
                #expect(try await client.get(form, as: RosteredDesk.agent(3)).status == .notFound)
                let asked = try await client.post(
                    "/exceptions", [("clause", "12.8"), ("leave", leave.id.rawValue), ("reason", "只缺一个人")],
                    as: RosteredDesk.leader)
                #expect(asked.headers[.location] == url)
                try await desk.act(as: RosteredDesk.manager) { tx, actor in
                    let request = try #require(try tx.exceptions.about(leave.subject).first)
                    try tx.exceptions.approve(request.id, saying: "同意", by: actor)
                }
                let done = try await client.post("\(url)/approval", [("opinion", "同意")], as: RosteredDesk.leader)
                #expect(done.status == .seeOther)
                #expect(try await client.get("\(url)/F-61", as: wang).text.contains("经批准例外：第 12.8 条"))
            }
        }
    }
}
