import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import NIOCore
import Press
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// What is not sent yet, certificates as files, the days that the law grants, and a holder's substitute.
@Suite struct LeavePapersTests {
    private static let wang = RosteredDesk.agent(1)
    private static let picture = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")!)

    /// A draft is one's own, may be as little as one has, and is gone once it is sent.
    @Test(arguments: TestDatabase.engines)
    func whatIsNotSentIsKeptUntilItIs(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let web = try WebServer.ofTest(desk.clock)
            LeaveRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                func post(_ form: [String: String]) async throws -> TestResponse {
                    try await client.post(
                        "/leave", form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, as: Self.wang)
                }
                #expect(try await post(["act": "draft", "from": "明天"]).status == .unprocessableContent)
                #expect(try await post(["act": "draft", "type": "personal", "reason": "想想再说"]).status == .seeOther)
                let page = try await client.get("/leave", as: Self.wang).text
                #expect(page.contains("想想再说") && page.contains("还没有提交"))
                #expect(try await !client.get("/leave", as: RosteredDesk.agent(2)).text.contains("想想再说"))
                let waiting = try await desk.database.read { tx in try tx.leaves.waiting(in: .all) }
                #expect(waiting.isEmpty, "a draft waits for nobody")
                let sent = try await post([
                    "type": "personal", "from": "2026-01-12T09:00", "to": "2026-01-12T21:00", "reason": "看房",
                ])
                #expect(sent.status == .seeOther)
                let left = try await desk.database.read { tx in try tx.leaveDrafts.of(Self.wang) }
                #expect(left == nil)
                #expect(try await !client.get("/leave", as: Self.wang).text.contains("还没有提交"))
            }
        }
    }

    /// A certificate is seen by the person and by whoever decides, not by whoever stands in; it counts as proof.
    @Test(arguments: TestDatabase.engines)
    func aCertificateIsAFileThatFewSee(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (zhao, hours) = (RosteredDesk.agent(2), RosteredDesk.hours(Day(2026, 1, 9)))
            try await desk.shift("s-1", Self.wang, Day(2026, 1, 9), inGroup: false)
            let leave = try await desk.act(as: Self.wang) { tx, actor in
                try tx.leaves.ask(
                    Leave.Plan(type: "sick", hours: hours, reason: "发烧", proof: "", substitute: zhao), by: actor)
            }
            let web = try WebServer.ofTest(desk.clock)
            LeaveRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            let url = "/leave/\(leave.id.rawValue)"
            try await withServer(web) { client in
                func upload(_ name: String, _ bytes: [UInt8], as person: Staff.ID) async throws -> TestResponse {
                    var body = ByteBuffer(
                        string: "--e\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nsecret\r\n"
                            + "--e\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n")
                    body.writeBytes(bytes)
                    body.writeString("\r\n--e--\r\n")
                    return try await client.execute(
                        uri: "\(url)/proofs", method: .post,
                        headers: [
                            .cookie: "qingting=\(person)", .contentType: "multipart/form-data; boundary=e",
                        ], body: body)
                }
                #expect(try await upload("病假条.png", Self.picture, as: zhao).status == .forbidden)
                let script = try await upload("病假条.html", Array("<script>".utf8), as: Self.wang)
                #expect(script.status == .unprocessableContent, "what may not come in is said")
                #expect(try await upload("病假条.png", Self.picture, as: Self.wang).status == .seeOther)
                #expect(try await client.get(url, as: Self.wang).text.contains("病假条.png"))
                #expect(try await client.get(url, as: RosteredDesk.leader).text.contains("病假条.png"))
                #expect(try await !client.get(url, as: zhao).text.contains("病假条.png"), "an illness is nobody's matter")
                let proof = try await desk.database.read { tx in try #require(try tx.leaveProofs.of(leave.id).first) }
                let address = "\(url)/proofs/\(proof.id.rawValue)/file"
                #expect(try await client.get(address, as: zhao).status == .notFound)
                let file = try await client.get(address, as: RosteredDesk.leader)
                #expect(Array(file.body.readableBytesView) == Self.picture)
            }
            try await desk.standIn(zhao, for: leave.id)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.approve(leave.id, saying: "好好休息", by: actor)
            }
            desk.clock.set(to: hours.upperBound)
            _ = try await desk.database.write { tx in try tx.leaves.passTime(limit: 10) }
            try await desk.act(as: Self.wang) { tx, actor in try tx.leaves.reportBack(leave.id, proof: "", by: actor) }
            let forgotten = try await desk.database.read { tx in
                try tx.contents.forgotten(before: tx.now + .days(900), limit: 10)
            }
            #expect(forgotten.isEmpty, "a certificate keeps its bytes")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func personnelEntersSinceWhenSomebodyHasWorked(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let web = try WebServer.ofTest(desk.clock)
            LeaveRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                #expect(try await client.get("/leave/annual", as: Self.wang).status == .forbidden)
                let page = try await client.get("/leave/annual", as: RosteredDesk.personnel)
                #expect(page.status == .ok && page.text.contains("客服1"))
                let bad = try await client.post(
                    "/leave/annual", [("staff", ""), ("since", "去年")], as: RosteredDesk.personnel)
                #expect(bad.status == .unprocessableContent && bad.text.contains("有 2 处"))
                let good = try await client.post(
                    "/leave/annual", [("since", "2020-01-01"), ("staff", Self.wang.rawValue)],
                    as: RosteredDesk.personnel)
                #expect(good.status == .seeOther)
                #expect(try await client.get("/leave/annual", as: RosteredDesk.personnel).text.contains("2020-01-01"))
                #expect(try await client.get("/leave", as: Self.wang).text.contains("年休假余额 5 天"))
            }
        }
    }

    /// F-61: every shift in the hours of a leave stands on it, before it is agreed to and when they are others' to work.
    @Test(arguments: TestDatabase.engines)
    func everyShiftOfALeaveIsOnItsForm(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            for day in [8, 9, 11, 13] {
                try await desk.shift("s-\(day)", Self.wang, Day(2026, 1, day), inGroup: false)
            }
            let hours =
                RosteredDesk.hours(Day(2026, 1, 8), 15).lowerBound..<RosteredDesk.hours(Day(2026, 1, 11)).upperBound
            let leave = try await desk.act(as: Self.wang) { tx, actor in
                try tx.leaves.ask(
                    Leave.Plan(type: "personal", hours: hours, reason: "看房", proof: "", substitute: nil), by: actor
                ).id
            }
            func shifts() async throws -> [String] {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    let paper = try tx.leaves.paper(leave, for: actor, in: .shanghai, .chinese)
                    let text = "\(paper.paper.blocks)"
                    return (8...13).map { Day(2026, 1, $0).description }.filter { text.contains("\($0) 09:00–21:00") }
                }
            }
            let touched = ["2026-01-08", "2026-01-09", "2026-01-11"]
            #expect(try await shifts() == touched)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.approve(leave, saying: "同意", by: actor)
            }
            #expect(try await shifts() == touched, "the hours that are left of the first are a part of it")
        }
    }

    /// SOFT-70: who answers for a channel in those hours is not away without somebody in their place.
    @Test(arguments: TestDatabase.engines)
    func aHolderIsNotAwayWithoutASubstitute(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (zhao, friday) = (RosteredDesk.agent(2), Day(2026, 1, 9))
            try await desk.shift("s-1", Self.wang, friday, inGroup: false)
            try await desk.shift("s-2", RosteredDesk.agent(3), friday, inGroup: false)
            let weekdays = try #require(WeekHours(typed: "每天 09:00-21:00"))
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                let channel = try tx.receptionChannels.enter(
                    ReceptionPlan(
                        unit: RosteredDesk.unit,
                        facts: ReceptionChannel.Facts(kind: .hotline, name: "客服热线", address: "021-60008000"),
                        hours: [weekdays]), by: actor)
                try tx.receptionChannels.arrange(
                    weekdays, holder: Self.wang, backup: zhao, on: channel.id, by: actor)
            }
            func ask(_ substitute: Staff.ID?, _ day: Day) async throws -> Leave.ID {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.leaves.ask(
                        Leave.Plan(
                            type: "personal", hours: RosteredDesk.hours(day), reason: "家里有事", proof: "",
                            substitute: substitute), by: actor
                    ).id
                }
            }
            let alone = try await ask(nil, friday)
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.leaves.approve(alone, saying: "好", by: actor)
                }
            }
            #expect(refusal?.objections.map(\.rule) == [.leaveSubstitute])
            #expect(refusal?.objections.map(\.clause) == ["12.7"])
            try await desk.act(as: Self.wang) { tx, actor in try tx.leaves.withdraw(alone, by: actor) }
            let covered = try await ask(zhao, friday)
            try await desk.standIn(zhao, for: covered)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.approve(covered, saying: "有人顶", by: actor)
            }
            #expect(try await desk.shifts(of: zhao, on: friday).map(\.origin) == [.cover])
        }
    }
}
