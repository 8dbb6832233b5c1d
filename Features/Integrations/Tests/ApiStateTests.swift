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

/// `ETag` is the state of a record: what its document says, and nothing beside it.
@Suite struct ApiStateTests {
    @Test(arguments: TestDatabase.engines)
    func aStateIsAnotherWhereTheDocumentIsAndTheSameWhereItIsNot(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let id = try await house.registerCase()
            let person = try await house.who(.createCase, .workCase, .summariseCase)
            let token = try await house.token(of: person)
            let path = "/cases/\(id)"
            let first = try await house.call(.get, path, token: token)
            let tag = try #require(first.headers[.eTag])

            // Printed, it is the same case.
            let print = try await house.client.execute(
                uri: "/api/v1\(path)/forms/F-10.pdf", method: .get, headers: [.authorization: "Bearer \(token)"])
            #expect(print.status == .ok)
            #expect(try await house.call(.get, path, token: token, headers: [.ifNoneMatch: tag]).status == 304)
            let noted = try await house.call(
                .post, "\(path)/entries", token: token, #"{"kind":"note","text":"一"}"#, headers: [.ifMatch: tag])
            #expect(noted.status == 201, "a print refuses nobody: \(noted.text)")

            // The customer's number is shown with the case: another number, another state.
            let before = try #require(noted.headers[.eTag])
            let customer = try #require(noted["customer"])
            try await house.database.write { tx in
                try tx.execute("UPDATE customer SET phone = '13911112222' WHERE id = \(customer)")
            }
            let after = try await house.call(.get, path, token: token, headers: [.ifNoneMatch: before])
            #expect(after.status == 200 && after["phone"] == "139****2222", "\(after.text)")

            // So are the cases it hangs together with.
            let split = try await house.call(
                .post, "\(path)/split", token: token,
                #"{"subject":"围巾掉色","content":"围巾也掉色"}"#)
            #expect(split.status == 200, "\(split.text)")
            let kin = try #require(split["kin.0.case"], "\(split.text)")
            let withKin = try #require(split.headers[.eTag])
            #expect(try await house.call(.get, path, token: token, headers: [.ifNoneMatch: withKin]).status == 304)
            try await house.database.write { tx in
                try tx.execute("UPDATE service_case SET state = 'withdrawn' WHERE id = \(kin)")
            }
            let other = try await house.call(.get, path, token: token, headers: [.ifNoneMatch: withKin])
            #expect(other.status == 200 && other["kin.0.state"] == "withdrawn", "\(other.text)")
            let late = try await house.call(
                .post, "\(path)/entries", token: token, #"{"kind":"note","text":"二"}"#, headers: [.ifMatch: withKin])
            #expect(late.status == 412, "an act compares with the same state: \(late.text)")
        }
    }

    /// A customer's cases are on their file: where a case changed, so did the file.
    @Test(arguments: TestDatabase.engines)
    func aFileOfACustomerIsAnotherWhereTheirCaseIs(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let id = try await house.registerCase()
            let person = try await house.who(.readCustomer, .readCase, .workCase)
            let token = try await house.token(of: person)
            let customer = try #require(
                try await house.database.read { tx in try tx.cases.find(id)?.customer?.rawValue })
            let first = try await house.call(.get, "/customers/\(customer)", token: token)
            let tag = try #require(first.headers[.eTag])
            let path = "/customers/\(customer)"
            #expect(try await house.call(.get, path, token: token, headers: [.ifNoneMatch: tag]).status == 304)
            try await house.database.write { tx in
                try tx.execute("UPDATE service_case SET subject = '羽绒服变形' WHERE id = \(id)")
            }
            #expect(try await house.call(.get, path, token: token, headers: [.ifNoneMatch: tag]).status == 200)
        }
    }

    /// Whoever names a language is answered in it, every sentence; who does not, in the person's.
    @Test(arguments: TestDatabase.engines)
    func aProblemIsToldInOneLanguage(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let id = try await house.registerCase()
            let token = try await house.token(of: house.who(.createCase, .workCase))
            let english: HTTPFields = [.acceptLanguage: "en"]
            let unknown = try await house.call(.get, "/cases?bogus=1", token: token, headers: english)
            #expect(unknown.status == 422 && unknown.text.utf8.allSatisfy { $0 < 0x80 }, "\(unknown.text)")
            let agreement = try await house.call(
                .post, "/cases/\(id)/agreement", token: token, #"{"signed":"yes"}"#, headers: english)
            #expect(agreement.status == 422, "\(agreement.text)")
            let said = agreement.list("errors").compactMap { $0["detail"] as? String }
            #expect(said.count == 2 && said.allSatisfy { $0.hasSuffix(".") && $0.utf8.allSatisfy { $0 < 0x80 } })
            let forms = try await house.call(.get, "/cases/\(id)/forms", token: token, headers: english)
            #expect(forms["entries.0.title"]?.utf8.allSatisfy { $0 < 0x80 } == true, "\(forms.text)")
            let chinese = try await house.call(.get, "/cases?bogus=1", token: token)
            #expect(chinese.text.contains("没有这个查询条件"), "\(chinese.text)")
            let penalty = try await house.call(
                .post, "/cases/\(id)/penalty-lines", token: token,
                #"{"target":"direct","person":"店员","verdict":"penalty","reason":"态度"}"#)
            #expect(penalty["errors.0.detail"]?.hasSuffix("。") == true, "a sentence, not a label: \(penalty.text)")
        }
    }

    /// Said twice, one of them would count and the other be passed over.
    @Test(arguments: TestDatabase.engines)
    func aConditionIsSaidOnceAndAFlagIsOne(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            _ = try await house.registerCase()
            let person = try await house.who(.readCustomer, .readCase, .readAdherence)
            let token = try await house.token(of: person)
            func status(_ path: String) async throws -> Int {
                try await house.call(.get, path, token: token).status
            }
            #expect(try await status("/cases?state=archived&state=merged") == 422)
            #expect(try await status("/cases?state=archived") == 200)
            #expect(try await status("/customers?mine=zzz") == 422)
            let all = try await house.call(.get, "/customers?mine=false", token: token)
            #expect(all.list("entries").count == 1, "off is not on: \(all.text)")
            #expect(try await house.call(.get, "/customers?mine=true", token: token).list("entries").isEmpty)
            for path in ["/reports", "/reports/volume", "/reports/volume/rows", "/adherence", "/digests/day"] {
                #expect(try await status("\(path)?unit=018f-nowhere") == 404, "\(path)")
            }
        }
    }

    /// GAME-94, GAME-93, GAME-89: what the document told in part is told whole.
    @Test(arguments: TestDatabase.engines)
    func aCaseTellsWhoJudgedWhatWentUpAndWhatTheCustomerSaid(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let id = try await house.registerCase()
            let person = try await house.who(.createCase, .workCase, .summariseCase)
            let boss = try await house.who(.decideCase, .readCase)
            try await house.layParts(of: id, by: person)
            try await house.database.write { tx in
                let parts = tx.cases.parts(of: id)
                try parts.save(
                    TransferSlip(
                        id: tx.ids.make(), from: person, to: person, reason: "换人", known: "已看实物", mood: .upset,
                        wanted: "退货", matter: "变形",
                        promises: [TransferSlip.Pledge(text: "今晚给李秀英回电", due: 1_767_600_000_000)], at: tx.now,
                        settledAt: tx.now))
                func happens(_ kind: EventKind, by who: Staff.ID?, _ details: [String: String]) throws {
                    try tx.record(
                        kind, about: Subject(.serviceCase, id.rawValue), in: nil, by: who, details: details)
                }
                try happens(.caseEscalated, by: person, ["reason": "李秀英要求见店长"])
                try happens(.obligationEscalated, by: nil, ["clause": "5.1", "to": "manager"])
                try happens(.caseEscalationTaken, by: boss, [:])
                try happens(.caseRefused, by: person, ["answer": "partly", "channel": "phone"])
            }
            let token = try await house.token(of: person)
            let accepted = try await house.call(
                .post, "/cases/\(id)/acceptance", token: token, #"{"severity":"ordinary"}"#)
            #expect(accepted.status == 200, "\(accepted.text)")
            let judged = try await house.call(
                .post, "/cases/\(id)/judgement", token: token,
                #"{"grounds":true,"demand":true,"verdict":"founded","department":"商品部","reason":"属实"}"#)
            #expect(judged.status == 200, "\(judged.text)")
            #expect(judged["judgement.by"] == person.rawValue && judged["judgement.at"] != nil, "\(judged.text)")
            #expect(judged.list("escalations").map { $0["kind"] as? String } == ["asked", "clause"])
            #expect(judged["escalations.0.by"] == person.rawValue && judged["escalations.1.clause"] == "5.1")
            #expect(judged["escalations.1.takenBy"] == boss.rawValue && judged["escalations.0.takenAt"] != nil)
            #expect(judged["answers.0.answer"] == "partly" && judged["answers.0.channel"] == "phone")
            #expect(judged["promises.0.madeBy"] == person.rawValue && judged["promises.0.notices"] == "0")
            #expect(judged["proposals.0.attempt"] == "0")
            let pledged = judged.list("transfers").compactMap { $0["promises"] as? [[String: Any]] }.flatMap(\.self)
            #expect(
                pledged.count == 1 && (pledged[0]["dueAt"] as? String)?.hasPrefix("2026-01-05T08:00:00.000") == true)
            #expect(judged["handbook.id"] == house.department.version.rawValue && judged["handbook.version"] != nil)
            #expect(!judged.text.contains("李秀英"), "names are covered here too: \(judged.text)")
        }
    }

    /// A program is warned as a person is: of what is open of the same customer, of a file like the one it makes.
    @Test(arguments: TestDatabase.engines)
    func theSameTwiceIsToldOf(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase)
            let unit = try await house.unit(of: person)
            let token = try await house.token(of: person)
            let first = try await house.call(.post, "/cases", token: token, ApiTests.complaint(in: unit))
            #expect(first.status == 201 && first["openCases"] == nil, "\(first.text)")
            let second = try await house.call(.post, "/cases", token: token, ApiTests.complaint(in: unit))
            #expect(second.status == 201 && second["openCases.0.id"] == first["id"], "\(second.text)")
            let read = try await house.call(.get, "/cases/\(second["id"] ?? "")", token: token)
            #expect(read.headers[.eTag] == second.headers[.eTag] && read["openCases"] == nil)

            let body = #"{"unit":"\#(unit)","kind":"person","name":"赵一曼","phone":"13900001111"}"#
            let filed = try await house.call(.post, "/customers", token: token, body)
            #expect(filed.status == 201 && filed.list("duplicates").isEmpty, "\(filed.text)")
            let again = try await house.call(.post, "/customers", token: token, body)
            #expect(again.status == 201 && again["duplicates.0.id"] == filed["id"], "\(again.text)")
            #expect(!again.text.contains("赵一曼"), "\(again.text)")
        }
    }

    /// GAME-94, CHAIN-59: a digest is begun, written, submitted and signed for by programs too, and F-11 comes as a PDF.
    @Test(arguments: TestDatabase.engines)
    func aDigestIsWrittenSubmittedAndPrintedByAProgram(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            _ = try await house.registerCase()
            let person = try await house.who(.readAdherence, .readCase)
            let unit = try await house.unit(of: person)
            let token = try await house.token(of: person)
            let month = try await house.call(.post, "/digests", token: token, #"{"unit":"\#(unit)","month":"January"}"#)
            #expect(month.status == 422, "\(month.text)")
            let begun = try await house.call(.post, "/digests", token: token, #"{"unit":"\#(unit)","month":"2025-12"}"#)
            #expect(begun.status == 201 && begun["month"] == "2025-12", "\(begun.text)")
            let path = "/digests/\(begun["id"] ?? "")"
            let written = try await house.call(.post, path, token: token, #"{"problems":"退换货慢","causes":"人手少"}"#)
            #expect(written.status == 200, "\(written.text)")
            let owner = try await house.database.read { tx in try tx.colleagues(of: unit).first?.id.rawValue ?? "" }
            let planned = try await house.call(
                .post, "\(path)/countermeasures", token: token,
                #"{"text":"加一班","owner":"\#(owner)","due":"2026-02-01"}"#)
            #expect(planned.status == 200, "\(planned.text)")
            let read = try await house.call(.get, path, token: token)
            #expect(read["problems"] == "退换货慢" && read["countermeasures.0.text"] == "加一班", "\(read.text)")
            let part = read["countermeasures.0.id"] ?? ""
            let dropped = try await house.call(
                .post, "\(path)/countermeasures/\(part)/dropping", token: token, #"{"reason":"另有安排"}"#)
            #expect(dropped.status == 200, "\(dropped.text)")
            let other = try await house.call(.post, "/digests", token: token, #"{"unit":"\#(unit)","month":"2025-11"}"#)
            let strange = try await house.call(
                .post, "/digests/\(other["id"] ?? "")/countermeasures/\(part)/done", token: token, #"{"note":"好"}"#)
            #expect(strange.status == 404, "a measure is one of its own digest: \(strange.text)")
            let narrow = try await house.token(of: person, [.writeWork])
            let submitted = try await house.call(.post, "\(path)/submission", token: narrow)
            #expect(submitted.status == 200 && submitted["state"] == "submitted", "\(submitted.text)")
            #expect(submitted["unit"] == nil, "to write is not to read: \(submitted.text)")
            let late = try await house.call(.post, path, token: token, #"{"problems":"改","causes":""}"#)
            #expect(late.status == 409, "\(late.text)")
            let paper = try await house.client.execute(
                uri: "/api/v1\(path)/F-11.pdf", method: .get, headers: [.authorization: "Bearer \(token)"])
            #expect(paper.status == .ok && paper.body.readableBytesView.starts(with: "%PDF-".utf8))
        }
    }
}
