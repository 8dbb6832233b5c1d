import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import NIOCore
import Testing
import Testkit

@testable import Desk
@testable import Web

/// Imports, exports, acts on many and what helps whoever writes: the same rules for programs as on the pages.
@Suite struct ExchangeApiTests {
    private static let rows = """
        外部编号,工单类型,主题,内容,诉求,客户,电话,商品或服务
        A-1,投诉,羽绒服变形,洗后结块,退货,李秀英,13800138000,羽绒服
        A-2,投诉,围巾掉色,,退货,王丽,13800138001,围巾

        """

    @Test(arguments: TestDatabase.engines)
    func aFileIsBroughtInAndWhatFailedIsFetched(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.importData, .createCase)
            let token = try await house.token(of: person)
            let fields = ["kind": "cases", "unit": try await house.unit(of: person).rawValue, "source": "旧系统"]
            let key: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "import-1"]
            let files = [("工单.csv", Array(Self.rows.utf8))]
            let sent = try await house.upload("/imports", token: token, files: files, fields: fields, headers: key)
            #expect(sent.status == 201 && sent["state"] == "uploaded", "\(sent.text)")
            let again = try await house.upload("/imports", token: token, files: files, fields: fields, headers: key)
            #expect(again["id"] == sent["id"], "asked twice with one key, it is one import")
            let list = try await house.call(.get, "/imports", token: token)
            #expect(list.list("entries").count == 1, "\(list.text)")
            let path = "/imports/\(sent["id"] ?? "")"
            let read = try await house.call(.get, path, token: token)
            #expect(read["state"] == "read" && read["rows"] == "2", "\(read.text)")

            let early = try await house.call(
                .post, "\(path)/start", token: token, #"{"mode":"good-rows-only","existing":"skip"}"#)
            #expect(early.status == 409, "nobody has looked at the rows yet: \(early.text)")
            while try await house.database.write({ tx in try tx.imports.checkNext() }) != .nothing {}
            let checked = try await house.call(.get, path, token: token)
            #expect(checked["state"] == "previewed" && checked["bad"] == "1", "\(checked.text)")
            let whole = try await house.call(
                .post, "\(path)/start", token: token, #"{"mode":"all-or-nothing","existing":"skip"}"#)
            #expect(whole.status == 409, "one row is bad: \(whole.text)")
            let started = try await house.call(
                .post, "\(path)/start", token: token, #"{"mode":"good-rows-only","existing":"skip"}"#)
            #expect(started.status == 200 && started["state"] == "running", "\(started.text)")
            while try await house.database.write({ tx in try tx.imports.runNext() }) != .nothing {}
            let done = try await house.call(.get, path, token: token)
            #expect(done["state"] == "finished" && done["brought"] == "1", "\(done.text)")
            let failures = try await house.call(.get, "\(path)/failures.csv", token: token)
            #expect(failures.status == 200 && failures.text.contains("围巾掉色"), "\(failures.text)")
            let late = try await house.call(.post, "\(path)/cancellation", token: token)
            #expect(late.status == 409, "\(late.text)")
            let reader = try await house.token(of: person, [.readReports, .readCases])
            #expect(try await house.upload("/imports", token: reader, files: files, fields: fields).status == 403)
            let none = try await house.upload("/imports", token: token, files: [], fields: ["kind": "cases"])
            #expect(none.status == 422, "\(none.text)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aListIsAskedForAllowedAndFetched(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.exportData, .readCase)
            let token = try await house.token(of: person)
            _ = try await house.registerCase()
            let silent = try await house.call(
                .post, "/exports", token: token, #"{"list":"cases","column":["number"],"reason":""}"#)
            #expect(silent.status == 422, "\(silent.text)")
            let asked = try await house.call(
                .post, "/exports", token: token,
                #"{"list":"cases","column":["number","subject"],"query":"view=open","reason":"月度复盘会"}"#)
            #expect(asked.status == 201 && asked["rows"] == "1", "\(asked.text)")
            let path = "/exports/\(asked["id"] ?? "")"
            let own = try await house.call(.post, "\(path)/decision", token: token, #"{"decision":"approved"}"#)
            #expect(own.status == 403 || own.status == 409, "nobody allows their own: \(own.text)")
            while try await house.database.write({ tx in try tx.exports.produceNext() }) {}
            let text = try await house.call(.get, "\(path)/file.csv", token: token)
            #expect(text.status == 200 && text.text.contains("变形"), "\(text.text)")
            #expect(text.text.contains("月度复盘会"), "the mark says what for")
            let sheet = try await house.client.execute(
                uri: "/api/v1\(path)/file.xlsx", method: .get, headers: [.authorization: "Bearer \(token)"])
            #expect(sheet.status == .ok && sheet.body.readableBytes > 1000)
            let reader = try await house.token(of: person, [.readReports])
            #expect(try await house.call(.get, "\(path)/file.csv", token: reader).status == 403)
        }
    }

    /// What one case refuses, the others do not feel; a preview changes nothing.
    @Test(arguments: TestDatabase.engines)
    func anActOnSeveralCasesPassesEachGate(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase, .summariseCase)
            let token = try await house.token(of: person)
            let ids = [try await house.registerCase(), try await house.registerCase()]
            let chosen = #""id":["\#(ids[0])","\#(ids[1])","none"]"#
            let rehearsed = try await house.call(
                .post, "/case-batches/preview", token: token, #"{"act":"note","text":"等供应商",\#(chosen)}"#)
            let outcomes = rehearsed.list("entries").compactMap { $0["outcome"] as? String }
            #expect(outcomes == ["possible", "possible", "refused"], "\(rehearsed.text)")
            let done = try await house.call(
                .post, "/case-batches", token: token, #"{"act":"note","text":"等供应商",\#(chosen)}"#)
            #expect(done.list("entries").compactMap { $0["outcome"] as? String } == ["done", "done", "refused"])
            let record = try await house.call(.get, "/cases/\(ids[0])", token: token)
            #expect(record.list("entries").count { $0["text"] as? String == "等供应商" } == 1, "\(record.text)")
            let early = try await house.call(
                .post, "/case-batches", token: token,
                #"{"act":"archive","evaluation":"妥当","lesson":"先查","category":"商品质量",\#(chosen)}"#)
            #expect(early.list("entries").allSatisfy { $0["outcome"] as? String == "refused" }, "\(early.text)")
            #expect(early["entries.0.clause"] != nil, "the clause that forbids it: \(early.text)")
            let bare = try await house.call(.post, "/case-batches", token: token, #"{"act":"note","text":"x"}"#)
            #expect(bare.status == 422, "\(bare.text)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func quickTextsChannelsAndHints(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase)
            let token = try await house.token(of: person)
            let id = try await house.registerCase()
            let made = try await house.call(
                .post, "/quick-texts", token: token, #"{"title":"安抚","text":"您好，单号 {单号} 在跟进。"}"#)
            #expect(made.status == 201 && made["source"] == "own", "\(made.text)")
            let path = "/quick-texts/\(made["id"] ?? "")"
            let filled = try await house.call(.get, "/quick-texts?case=\(id)", token: token)
            let text = filled.list("entries").first { $0["id"] as? String == made["id"] }?["text"] as? String
            #expect(text?.contains("单号 20") == true, "\(filled.text)")
            let stale = try await house.call(
                .post, path, token: token, #"{"title":"安抚","text":"您好。","version":7}"#)
            #expect(stale.status == 409, "\(stale.text)")
            let changed = try await house.call(
                .post, path, token: token, #"{"title":"安抚","text":"您好。","version":1}"#)
            #expect(changed.status == 200 && changed["version"] == "2", "\(changed.text)")
            let other = try await house.token(
                of: house.department.staff.values.first { $0 != person } ?? "nobody")
            #expect(try await house.call(.delete, path, token: other).status == 404)
            #expect(try await house.call(.delete, path, token: token).status == 200)

            let unit = try await house.unit(of: person)
            let hint = try await house.call(
                .post, "/category-hints", token: token, #"{"unit":"\#(unit)","subject":"羽绒服变形"}"#)
            #expect(hint["answer"] == "off", "nothing has been learned yet: \(hint.text)")
            let keeper = try await house.who(.reassignCase)
            try await house.database.write { tx in
                let hours = try #require(WeekHours(typed: "每天 00:00-24:00"))
                try tx.receptionChannels.enter(
                    ReceptionPlan(
                        unit: unit, facts: ReceptionChannel.Facts(kind: .hotline, name: "热线", address: "400-800-1234"),
                        hours: [hours]), by: tx.actor(keeper))
            }
            let channels = try await house.call(.get, "/reception-channels", token: token)
            #expect(channels.status == 200 && channels["entries.0.standing"] == "uncovered", "\(channels.text)")
            let first = channels["entries.0.id"] ?? ""
            let one = try await house.call(.get, "/reception-channels/\(first)", token: token)
            #expect(one["name"] == channels["entries.0.name"], "\(one.text)")
            #expect(try await house.call(.get, "/reception-channels/none", token: token).status == 404)
        }
    }
}
