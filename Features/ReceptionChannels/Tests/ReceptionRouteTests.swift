import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// The pages of the register as a browser meets them.
@Suite struct ReceptionRouteTests {
    private static let form = [
        "kind": "hotline", "name": "客服热线", "address": "400-820-0000", "unit": ReceptionDesk.unit.rawValue,
        "hours": "周一至周五 09:00-18:00\n周六 10:00-12:00", "published": "官网、小票",
    ]

    /// SOFT-70, GEN4-10
    @Test(arguments: TestDatabase.engines)
    func aChannelIsEnteredArrangedHandedOverAndPrinted(engine: Engine) async throws {
        try await ReceptionHouse.open(engine) { house, desk in
            let empty = try await house.get("/reception-channels", as: desk.agent)
            #expect(empty.text.contains("还没有登记渠道") && !empty.text.contains("/reception-channels/new"))
            let bad = try await house.post(
                "/reception-channels", Self.form.merging(["hours": "随时", "name": ""]) { $1 }, as: desk.supervisor)
            #expect(bad.status == .unprocessableContent)
            #expect(
                bad.text.contains("周一至周五 08:30-18:00") && bad.text.contains("400-820-0000"), "all at once, text kept")
            let entered = try await house.post("/reception-channels", Self.form, as: desk.supervisor)
            let url = try #require(entered.headers[.location])
            let twice = try await house.post("/reception-channels", Self.form, as: desk.supervisor)
            #expect(twice.status == .conflict && twice.text.contains("同名渠道"))
            let page = try await house.get(url, as: desk.supervisor)
            #expect(page.text.contains("每周 47 小时") && page.text.contains("cover-uncovered"))
            let slot = ["slot": "周一至周五 09:00-18:00", "holder": desk.agent.rawValue, "backup": ""]
            #expect(try await house.post("\(url)/slots", slot, as: desk.supervisor).status == .seeOther)
            let overlap = try await house.post("\(url)/slots", slot, as: desk.supervisor)
            #expect(overlap.status == .conflict && overlap.text.contains("同一时段只能有一位负责人"))
            let none = try await house.post("\(url)/slots", ["slot": "x"], as: desk.supervisor)
            #expect(none.status == .unprocessableContent)
            try await desk.act(as: desk.agent) { tx, actor in try tx.presence.begin(by: actor) }
            if engine == .sqlite {
                for (path, name) in [("/reception-channels", "list"), (url, "channel"), ("/forms/F-54", "F-54")] {
                    let shown = try await house.get(path, as: desk.supervisor)
                    let main = shown.text.components(separatedBy: "<main").last ?? ""
                    golden(main.replacing("><", with: ">\n<"), named: name)
                }
            }
            let file = try await house.get("/forms/F-54.pdf", as: desk.supervisor)
            #expect(file.status == .ok && file.body.readableBytes > 1000)
            let verified = try await house.post("\(url)/verification", [:], as: desk.manager)
            #expect(verified.status == .seeOther)
            #expect(try await house.get(url, as: desk.agent).text.contains("上次核对"))
        }
    }

    /// Ids of others' channels answer 404; whoever may not keep the register is told so.
    @Test(arguments: TestDatabase.engines)
    func othersNeitherSeeNorKeepAChannel(engine: Engine) async throws {
        try await ReceptionHouse.open(engine) { house, desk in
            let id = try await desk.hotline()
            let stranger = ReceptionDesk.who("supervisor", in: ReceptionDesk.other)
            let url = "/reception-channels/\(id)"
            #expect(try await house.get(url, as: stranger).status == .notFound)
            for path in ["verification", "reopening"] {
                #expect(try await house.post("\(url)/\(path)", [:], as: stranger).status == .notFound, "\(path)")
                #expect(try await house.post("\(url)/\(path)", [:], as: desk.agent).status == .forbidden, "\(path)")
            }
            #expect(try await house.post("\(url)/closing", ["reason": "x"], as: stranger).status == .notFound)
            #expect(
                try await house.post(
                    "\(url)/slots/none/handover", ["holder": "x", "reason": "x"], as: desk.supervisor
                ).status == .notFound)
            #expect(try await house.get(url, as: desk.agent).status == .ok, "everybody knows who answers")
            #expect(!(try await house.get("/reception-channels", as: stranger).text.contains("客服热线")))
        }
    }

    /// The line that rang is chosen by one press.
    @Test(arguments: TestDatabase.engines)
    func aCallBeginsAtItsLine(engine: Engine) async throws {
        try await ReceptionHouse.open(engine) { house, desk in
            let id = try await desk.hotline()
            let start = try await house.get("/contacts/new", as: desk.agent)
            #expect(start.text.contains("客服热线") && start.text.contains("打的是哪个号码"))
            let begun = try await house.post(
                "/contacts", ["unit": ReceptionDesk.unit.rawValue, "channel": "phone", "reception": id.rawValue],
                as: desk.agent)
            let url = try #require(begun.headers[.location])
            let contact = try await desk.database.read { tx in
                try tx.contacts.find(Contact.ID(String(url.split(separator: "/").last ?? "")))
            }
            #expect(contact?.reception == id)
            let missed = try await house.post(
                "/contacts/missed", ["unit": ReceptionDesk.unit.rawValue, "phone": "x", "reception": id.rawValue],
                as: desk.agent)
            #expect(missed.status == .unprocessableContent && missed.text.contains("value=\"x\""))
            let elsewhere = try await house.post(
                "/contacts", ["unit": ReceptionDesk.other.rawValue, "reception": id.rawValue],
                as: ReceptionDesk.who("agent", in: ReceptionDesk.other))
            #expect(elsewhere.status == .notFound, "a line of others is none of theirs")
        }
    }
}
