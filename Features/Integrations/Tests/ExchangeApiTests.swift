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

    /// A condition that is passed over takes out the whole list for the part: it is refused, whichever list it is.
    @Test(arguments: TestDatabase.engines)
    func aListIsTakenOutUnderConditionsThatAreUnderstood(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.exportData, .readCase, .readAdherence)
            let token = try await house.token(of: person)
            _ = try await house.registerCase()
            func ask(_ list: String, _ query: String, columns: String = #"["number"]"#) async throws -> ApiAnswer {
                house.clock.advance(by: .seconds(1))
                return try await house.call(
                    .post, "/exports", token: token,
                    #"{"list":"\#(list)","column":\#(columns),"query":"\#(query)","reason":"月度复盘会"}"#)
            }
            for query in [
                "bogus=1&state=zzz", "state=zzz", "view=nothing", "type=complaint&type=zzz", "from=yesterday",
                "sort=up", "%",
            ] {
                let refused = try await ask("cases", query)
                #expect(refused.status == 422 && refused["errors.0.pointer"] == "#/query", "\(query): \(refused.text)")
            }
            let both = try await ask("cases", "bogus=1", columns: #"["number","zzz"]"#)
            #expect(both.list("errors").count == 2, "all problems at once: \(both.text)")
            #expect(both.text.contains("bogus") && both.text.contains("zzz") && both.text.contains("archive_number"))
            for query in ["", "view=all&type=complaint&type=repair&handler=me&from=7d&sort=newest", "view=open&q=变形"] {
                let taken = try await ask("cases", query)
                #expect(taken.status == 201 || taken.status == 409, "\(query): \(taken.text)")
            }
            let today = Day(2026, 1, 5)
            for list in ExportList.all where ExchangeApiRoutes.listScopes[list.code] != nil {
                let column = "[\"\(list.columns[0].code)\"]"
                let refused = try await ask(list.code, "bogus=1", columns: column)
                #expect(refused.status == 422 && refused.text.contains("bogus"), "\(list.code): \(refused.text)")
                // Each of the conditions that are named is one that the list's own form reads.
                for name in ExportForms.conditions(of: list, today: today, zone: .shanghai)
                where name != "q" && list.code != "contacts" {
                    let wrong = try await ask(list.code, "\(name)=", columns: column)
                    #expect(wrong.status != 422 || list.code == "found", "\(list.code) \(name): \(wrong.text)")
                }
            }
            for (list, query) in [
                ("customers", "grade=zzz"), ("customers", "mine=0"), ("contacts", "view=mine&mood=x"),
                ("contacts", "view=zzz"),
                ("contacts", "view=calls&from=2026-02-01&to=2026-01-01"),
                ("events", "kind=zzz"), ("figures", "type=zzz"), ("obligations", "by=zzz"), ("found", "q=x&period=zzz"),
            ] {
                let column = "[\"\(ExportList.find(list)?.columns[0].code ?? "")\"]"
                #expect(try await ask(list, query, columns: column).status == 422, "\(list) \(query)")
            }
        }
    }

    /// What a program needs to map a file: its headings, what was guessed, what is missing, what is wrong.
    @Test(arguments: TestDatabase.engines)
    func anImportTellsWhatItReadAndWhatItLacks(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.importData, .createCase)
            let token = try await house.token(of: person)
            let fields = ["kind": "cases", "unit": try await house.unit(of: person).rawValue, "source": "旧系统"]
            let sent = try await house.upload(
                "/imports", token: token, files: [("工单.csv", Array(Self.rows.utf8))], fields: fields)
            let path = "/imports/\(sent["id"] ?? "")"
            let read = try await house.call(.get, path, token: token)
            #expect(read["headings.2"] == "主题" && read.list("mapping").count >= 7, "\(read.text)")
            let guessed = read.list("mapping").first { $0["field"] as? String == "subject" }
            #expect(guessed?["column"] as? Int == 2 && (read["missing"] ?? "").filter(\.isLetter).isEmpty)
            // Without a column for the subject no row is good: it is said at once, and nothing is looked through.
            let bare = try await house.call(.post, "\(path)/mapping", token: token, #"{"c-content":3,"f-type":"投诉"}"#)
            #expect(bare.status == 200 && bare["state"] == "read", "\(bare.text)")
            #expect(bare["missing"]?.contains("subject") == true, "\(bare.text)")
            #expect(bare.list("mapping").contains { $0["text"] as? String == "投诉" })
            let whole = try await house.call(
                .post, "\(path)/mapping", token: token,
                #"{"c-external_number":0,"c-type":1,"c-subject":2,"c-content":3,"c-demand":4,"c-complainant":5,"c-phone":6,"c-product":7}"#
            )
            #expect((whole["missing"] ?? "").filter(\.isLetter).isEmpty, "\(whole.text)")
            while try await house.database.write({ tx in try tx.imports.checkNext() }) != .nothing {}
            let checked = try await house.call(.get, path, token: token)
            #expect(checked["state"] == "previewed" && checked["problems.0.row"] == "3", "\(checked.text)")
            #expect(checked["problems.0.reason"]?.isEmpty == false)
            let list = try await house.call(.get, "/imports", token: token)
            #expect(list["entries.0.problems"] == nil && list["entries.0.headings.0"] == "外部编号", "\(list.text)")
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
