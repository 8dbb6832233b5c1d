import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import NIOCore
import Testkit
import Testing

@testable import Desk
@testable import Web

/// What else programs can do besides cases: customers, calls, messages, files, views, reports.
@Suite struct ApiWholeTests {
    @Test(arguments: TestDatabase.engines)
    func aCustomerIsFiledChangedAndReadMasked(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.editCustomer, .readCustomer, .createCase)
            let token = try await house.token(of: person)
            let unit = try await house.unit(of: person)
            let made = try await house.call(
                .post, "/customers", token: token,
                #"{"unit":"\#(unit)","kind":"person","name":"𠮷田静","phone":"13912345678","member_number":"M-77"}"#)
            #expect(made.status == 201, "\(made.text)")
            let id = try #require(made["id"])
            #expect(made["phone"] == "139****5678" && !made.text.contains("13912345678") && !made.text.contains("田静"))

            let edited = try await house.call(
                .put, "/customers/\(id)", token: token,
                #"{"kind":"person","name":"𠮷田静","member_number":"M-78","version":\#(made["version"] ?? "0")}"#)
            #expect(edited.status == 200 && edited["memberNumber"] == "M-78", "\(edited.text)")
            // Whoever began from what was there before is told, and nothing is lost.
            let late = try await house.call(
                .put, "/customers/\(id)", token: token,
                #"{"kind":"person","name":"𠮷田","version":\#(made["version"] ?? "0")}"#)
            #expect(late.status == 409, "\(late.text)")
            let point = try await house.call(
                .post, "/customers/\(id)/contact-points", token: token,
                #"{"point_kind":"email","value":"jing@example.org","label":"家里"}"#)
            #expect(point.status == 200 && point.list("contactPoints").count == 2, "\(point.text)")
            let said = try await house.call(
                .post, "/customers/\(id)/consents", token: token,
                #"{"channel":"sms","given":"no","source":"电话"}"#)
            #expect(said.list("consents").first?["isGiven"] as? Bool == false, "\(said.text)")
            let history = try await house.call(.get, "/customers/\(id)/history?limit=1", token: token)
            #expect(history.list("entries").count == 1 && history["next"] != nil, "\(history.text)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCursorShowsEveryCustomerOnceThoughOthersComeMeanwhile(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.editCustomer, .readCustomer, .createCase)
            let token = try await house.token(of: person)
            let unit = try await house.unit(of: person)
            func file(_ name: String) async throws {
                let made = try await house.call(
                    .post, "/customers", token: token, #"{"unit":"\#(unit)","kind":"organisation","name":"\#(name)"}"#)
                #expect(made.status == 201, "\(made.text)")
            }
            for number in 0..<7 { try await file("公司\(number)") }
            var seen: [String] = []
            var cursor: String? = ""
            while let place = cursor, seen.count < 20 {
                let page = try await house.call(.get, "/customers?limit=3&cursor=\(place)", token: token)
                seen += page.list("entries").compactMap { $0["name"] as? String }
                cursor = page["next"]
                house.clock.advance(by: .seconds(1))
                if seen.count == 3 { try await file("后来的公司") }
            }
            #expect(seen.count == 7 && Set(seen).count == 7, "\(seen)")
        }
    }

    /// SOFT-33, SOFT-35: a telephone system works the same clocks as a person.
    @Test(arguments: TestDatabase.engines)
    func aCallIsTakenJudgedAndBecomesACase(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase)
            let token = try await house.token(of: person)
            let unit = try await house.unit(of: person)
            let call = try await house.call(.post, "/contacts", token: token, #"{"unit":"\#(unit)","channel":"phone"}"#)
            #expect(call.status == 201, "\(call.text)")
            let id = try #require(call["id"])
            let again = try await house.call(.post, "/contacts", token: token, "{}")
            #expect(again["id"] == id, "reported twice, it is one call")
            let kept = try await house.call(
                .post, "/contacts/\(id)/draft", token: token, #"{"complainant":"李秀英","subject":"羽绒服变形"}"#)
            #expect(kept.status == 200 && kept["identifiedAt"] != nil, "\(kept.text)")
            let ended = try await house.call(
                .post, "/contacts/\(id)/outcome", token: token,
                #"{"end":"case","complainant":"李秀英","phone":"13800138000","unit":"\#(unit)","type":"complaint","#
                    + #""source":"direct","channel":"phone","severity":"ordinary","subject":"羽绒服变形","#
                    + #""content":"洗后结块","demand":"退货","product":"羽绒服"}"#)
            #expect(ended.status == 200 && ended["ending"] == "case", "\(ended.text)")
            let record = try await house.call(.get, "/cases/\(ended["case"] ?? "")", token: token)
            #expect(record["subject"] == "羽绒服变形", "\(record.text)")
            let missing = try await house.call(.post, "/contacts/\(id)/outcome", token: token, #"{"end":"solved"}"#)
            #expect(missing.status == 409, "over is over: \(missing.text)")
        }
    }

    /// GAME-98: a program too cannot end a call that did not get through as if somebody had been spoken to.
    @Test(arguments: TestDatabase.engines)
    func aCallThatDidNotGetThroughEndsAsThat(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let token = try await house.token(of: try await house.who(.createCase, .workCase))
            let call = try await house.call(
                .post, "/contacts/calls", token: token,
                #"{"phone":"13800138000","type":"enquiry","subject":"核对地址","agreed":"1"}"#)
            let outcome = "/contacts/\(call["id"] ?? "")/outcome"
            for end in [
                #""solved""#, #""transferred""#, #""callback","callback_to":"\#(try await house.who(.workCase))""#,
            ] {
                let refused = try await house.call(
                    .post, outcome, token: token, #"{"end":\#(end),"result":"not-reached"}"#)
                #expect(refused.status == 409 && refused.text.contains("未接通"), "\(refused.text)")
            }
            let ended = try await house.call(.post, outcome, token: token, #"{"end":"not-reached"}"#)
            #expect(ended.status == 200 && ended["ending"] == "not-reached", "\(ended.text)")
        }
    }

    @Test func aMessageGoesItsWay() async throws {
        try await ApiHouse.open { house in
            let taker = try await house.who(.createCase)
            let unit = try await house.unit(of: taker)
            let other = try #require(
                try await house.database.read { tx in
                    try tx.colleagues(of: unit).map(\.id).first { $0 != taker }
                })
            let (mine, theirs) = (try await house.token(of: taker), try await house.token(of: other))
            let taken = try await house.call(
                .post, "/messages", token: mine,
                #"{"unit":"\#(unit)","addressee":"\#(other)","caller":"王师傅","matter":"请回电"}"#)
            #expect(taken.status == 201 && taken["state"] == "taken", "\(taken.text)")
            let path = "/messages/\(taken["id"] ?? "")"
            #expect(try await house.call(.get, path, token: theirs)["state"] == "taken", "to look is not to have read")
            #expect(try await house.call(.post, "\(path)/reading", token: theirs)["state"] == "delivered")
            #expect(try await house.call(.post, "\(path)/handling", token: mine, #"{"text":"x"}"#).status != 200)
            let handled = try await house.call(.post, "\(path)/handling", token: theirs, #"{"text":"已回电"}"#)
            #expect(handled["state"] == "handled", "\(handled.text)")
            #expect(try await house.call(.post, "\(path)/telling", token: mine)["state"] == "told-back")
        }
    }

    /// Under the same rules as on the page: by what the bytes are, all or none, and once however often it is sent.
    @Test(arguments: TestDatabase.engines)
    func aFileIsTakenInListedFetchedAndVoided(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase)
            let token = try await house.token(of: person)
            let id = try await house.registerCase()
            let picture = Array(Self.picture)
            let key: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "file-1"]
            let sent = try await house.upload(
                "/cases/\(id)/attachments", token: token, files: [("../../etc/证据.png", picture)],
                fields: ["note": "顾客发来"], headers: key)
            #expect(sent.status == 201 && sent.list("entries").count == 1, "\(sent.text)")
            let again = try await house.upload(
                "/cases/\(id)/attachments", token: token, files: [("../../etc/证据.png", picture)],
                fields: ["note": "顾客发来"], headers: key)
            #expect(again.list("entries").count == 1, "asked twice with one key")
            let part = try #require(sent["entries.0.id"])
            #expect(sent["entries.0.mime"] == "image/png" && sent["entries.0.name"]?.contains("/") == false)

            let file = try await house.client.execute(
                uri: "/api/v1/cases/\(id)/attachments/\(part)/file", method: .get,
                headers: [.authorization: "Bearer \(token)", .range: "bytes=0-3"])
            #expect(file.status.code == 206 && Array(file.body.readableBytesView) == Array(picture.prefix(4)))
            #expect(file.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)

            let mixed = try await house.upload(
                "/cases/\(id)/attachments", token: token,
                files: [("good.png", picture), ("bad.html", Array("<script>alert(1)</script>".utf8))])
            #expect(mixed.status == 422 && mixed["errors.0.pointer"] == "#/file/1", "\(mixed.text)")
            #expect(try await house.call(.get, "/cases/\(id)/attachments", token: token).list("entries").count == 1)

            let void = try await house.call(
                .post, "/cases/\(id)/attachments/\(part)/voiding", token: token, #"{"reason":"传错了"}"#)
            #expect(void.status == 200, "\(void.text)")
            let gone = try await house.call(.get, "/cases/\(id)/attachments/\(part)/file", token: token)
            #expect(gone.status == 410, "\(gone.text)")
            let reader = try await house.token(of: person, [.readFiles, .readCases])
            let refused = try await house.upload("/cases/\(id)/attachments", token: reader, files: [("a.png", picture)])
            #expect(refused.status == 403)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsFoundSavedAndCountedIsTheSameAsOnThePages(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase, .readAdherence)
            let token = try await house.token(of: person)
            let id = try await house.registerCase()
            let hits = try await house.call(.get, "/search?q=%E5%8F%98%E5%BD%A2", token: token)
            #expect(hits["entries.0.case"] == id.rawValue && hits["entries.0.found.0"] == "变形", "\(hits.text)")
            let view = try await house.call(
                .post, "/case-views", token: token, #"{"name":"我的投诉","query":"view=open&type=complaint"}"#)
            #expect(view.status == 201, "\(view.text)")
            let cases = try await house.call(.get, "/case-views/\(view["id"] ?? "")/cases", token: token)
            #expect(cases.list("entries").count == 1, "\(cases.text)")
            #expect(try await house.call(.delete, "/case-views/\(view["id"] ?? "")", token: token).status == 200)
            #expect(try await house.call(.get, "/case-views/\(view["id"] ?? "")", token: token).status == 404)
            let report = try await house.call(.get, "/reports", token: token)
            let volume = report.list("figures").first { $0["figure"] as? String == "volume" }
            #expect(volume?["value"] as? Double == 1, "\(report.text)")
            let rows = try await house.call(.get, "/reports/volume/rows", token: token)
            #expect(rows["entries.0.case"] == id.rawValue, "\(rows.text)")
            let taker = try await house.token(of: house.who(.createCase))
            let day = try await house.call(.get, "/my-day", token: taker)
            #expect(day.status == 200 && !day.list("obligations").isEmpty, "\(day.text)")
        }
    }

    /// A picture of one pixel.
    private static let picture = Data(
        base64Encoded:
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")!
}
