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

/// The pages of swaps as a browser meets them.
@Suite struct ShiftSwapRouteTests {
    /// GAME-61–66, F-62
    @Test(arguments: TestDatabase.engines)
    func anOpenRequestIsTakenAgreedToAndPrinted(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            try await desk.shift("s-1", wang, Day(2026, 1, 9), inGroup: false)
            try await desk.shift("s-2", zhao, Day(2026, 1, 12), inGroup: false)
            let web = try WebServer.ofTest(desk.clock)
            ShiftSwapRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                func post(_ uri: String, _ form: [String: String], as person: Staff.ID) async throws -> TestResponse {
                    try await client.post(uri, form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, as: person)
                }
                #expect(try await client.get("/shift-swaps", as: wang).text.contains("本月已换 0 次，至多 5 次"))
                #expect(try await client.get("/shift-swaps/new", as: wang).text.contains("白班"))
                let named = try await client.get("/shift-swaps/new?colleague=\(zhao.rawValue)", as: wang)
                #expect(named.text.contains("s-2"), "the colleague's shifts to choose from")
                let bad = try await post("/shift-swaps", ["shift": "s-1", "text": "过户"], as: wang)
                #expect(bad.status == .unprocessableContent && bad.text.contains("过户"))
                let picked = try await post(
                    "/shift-swaps", ["act": "pick", "colleague": zhao.rawValue, "text": "过户", "briefing": "两个待回电"],
                    as: wang)
                #expect(picked.status == .ok && picked.text.contains("s-2") && picked.text.contains("两个待回电"))
                let form = ["shift": "s-1", "reason": "errand", "text": "过户", "briefing": "两个待回电", "colleague": ""]
                let asked = try await post("/shift-swaps", form, as: wang)
                let url = try #require(asked.headers[.location])
                #expect(try await client.get("/shift-swaps", as: zhao).text.contains("HB20260105-1"), "on the market")
                let bound = try await client.get("/shift-swaps/new", as: wang)
                #expect(
                    bound.text.contains("已在一张换班单中") && bound.text.contains("href=\"\(url)\""),
                    "why one's own shift is not offered, and where it is")
                let bare = try await post("\(url)/acceptance", [:], as: zhao)
                #expect(bare.status == .conflict && bare.text.contains("还没有定还班"), "the return is dated (GAME-67)")
                #expect(try await post("\(url)/acceptance", ["back": "s-2"], as: zhao).status == .seeOther)
                let page = try await client.get(url, as: RosteredDesk.leader)
                #expect(page.text.contains("批准后的在岗人数") && page.text.contains("\(url)/approval"))
                #expect(try await post("\(url)/approval", ["opinion": "好"], as: wang).status == .forbidden)
                #expect(
                    try await post("\(url)/approval", ["opinion": "好"], as: RosteredDesk.leader).status == .seeOther)
                #expect(try await post("\(url)/briefing", [:], as: wang).status == .seeOther)
                let twice = try await client.get("/shift-swaps/new", as: wang)
                #expect(!twice.text.contains("value=\"s-1\""), "what is swapped already is not offered")
                desk.clock.set(to: RosteredDesk.hours(Day(2026, 1, 9)).lowerBound + .hours(1))
                let late = try await client.get(url, as: RosteredDesk.leader)
                #expect(late.text.contains("客服2 1月9日") && late.text.contains("的班没有人上"))
                let silent = try await post("\(url)/miss", ["leg": "swap"], as: RosteredDesk.leader)
                #expect(silent.status == .unprocessableContent, "never without a reason")
                try await desk.act(as: zhao) { tx, actor in try tx.clockEvents.press(.in, by: actor) }
                let there = try await client.get(url, as: RosteredDesk.leader)
                #expect(!there.text.contains("/miss"), "the clock says that she came")
                let against = try await post("\(url)/miss", ["leg": "swap", "reason": "没来"], as: RosteredDesk.leader)
                #expect(against.status == .conflict && against.text.contains("这个班有打卡记录"))
                #expect(try await client.get("\(url)/F-62", as: zhao).text.contains("换班登记表"))
                let file = try await client.get("\(url)/F-62.pdf", as: zhao)
                #expect(file.status == .ok && file.body.readableBytes > 1000)
            }
        }
    }

    /// GAME-62: one asks colleagues; of the days of others the form says nothing, whoever is named in the address.
    @Test(arguments: TestDatabase.engines)
    func onlyTheShiftsOfColleaguesAreShown(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            try await desk.shift("s-1", wang, Day(2026, 1, 9), inGroup: false)
            try await desk.shift("s-2", zhao, Day(2026, 1, 12), inGroup: false)
            try await desk.shift("not-mine", RosteredDesk.personnel, Day(2026, 1, 13), inGroup: false)
            let web = try WebServer.ofTest(desk.clock)
            ShiftSwapRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                let other = RosteredDesk.personnel.rawValue
                let named = try await client.get("/shift-swaps/new?colleague=\(other)", as: wang)
                #expect(named.status == .ok && !named.text.contains("not-mine"))
                let picked = try await client.post("/shift-swaps", [("act", "pick"), ("colleague", other)], as: wang)
                #expect(picked.status == .ok && !picked.text.contains("not-mine"))
                let colleague = try await client.get("/shift-swaps/new?colleague=\(zhao.rawValue)", as: wang)
                #expect(colleague.text.contains("s-2"))
            }
        }
    }
}
