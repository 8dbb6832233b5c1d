import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import Testkit
import Testing

@testable import Desk
@testable import Web

/// Programs work by the same handbook as people.
@Suite struct ApiTests {
    private static let complaint = """
        {"unit":"UNIT","type":"complaint","source":"direct","channel":"phone","severity":"ordinary",\
        "complainant":"李秀英","phone":"138 0013 8000","subject":"羽绒服洗后变形","content":"洗后充绒结块。",\
        "demand":"退货","product":"羽绒服","category":"商品质量","place":"南京路店"}
        """

    static func complaint(in unit: Desk.Unit.ID) -> String {
        complaint.replacing("UNIT", with: unit.rawValue)
    }

    @Test(arguments: TestDatabase.engines)
    func aComplaintIsRegisteredAcceptedAndAnsweredByAProgram(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase, .summariseCase)
            let unit = try await house.unit(of: person)
            let token = try await house.token(of: person)
            let made = try await house.call(.post, "/cases", token: token, Self.complaint(in: unit))
            #expect(made.status == 201, "\(made.text)")
            let id = try #require(made["id"])
            #expect(made["state"] == "registered" && made.list("obligations").count > 2)

            let accepted = try await house.call(
                .post, "/cases/\(id)/acceptance", token: token, #"{"severity":"serious"}"#)
            #expect(accepted.status == 200, "\(accepted.text)")
            #expect(accepted["severity"] == "serious" && accepted["state"] != "registered")
            let said = try await house.call(
                .post, "/cases/\(id)/entries", token: token, #"{"kind":"reply","text":"您好，已收到，正在核实。"}"#)
            #expect(said.status == 201, "\(said.text)")
            #expect(said.list("entries").last?["text"] as? String == "您好，已收到，正在核实。")
            #expect(
                said.list("obligations").contains {
                    $0["rule"] as? String == "complaint.first-reply" && $0["state"] as? String == "kept"
                })
        }
    }

    /// «Required before close» holds on this path too: GAME-85, GEN1-05.
    @Test(arguments: TestDatabase.engines)
    func aProgramCannotGoAroundAClause(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase, .summariseCase)
            let unit = try await house.unit(of: person)
            let token = try await house.token(of: person)
            let bare = try await house.call(
                .post, "/cases", token: token,
                Self.complaint(in: unit).replacing("李秀英", with: "").replacing("洗后充绒结块。", with: ""),
                headers: [.acceptLanguage: "zh-CN"])
            #expect(bare.status == 409, "\(bare.text)")
            #expect(bare["clause"] != nil && bare["detail"]?.isEmpty == false)
            #expect(bare.headers[.contentType] == "application/problem+json")

            let id = try #require(
                try await house.call(.post, "/cases", token: token, Self.complaint(in: unit))["id"])
            let early = try await house.call(
                .post, "/cases/\(id)/archive", token: token, #"{"category":"商品质量","evaluation":"好","lesson":"无"}"#)
            #expect(early.status == 409, "\(early.text)")
        }
    }

    @Test func everythingWrongIsSaidAtOnceInTheLanguageAskedFor() async throws {
        try await ApiHouse.open { house in
            let token = try await house.token(of: house.who(.createCase))
            for (language, word) in [("en", "Please"), ("zh-CN", "请")] {
                let answer = try await house.call(
                    .post, "/cases", token: token, #"{"type":"nonsense","channel":"pigeon"}"#,
                    headers: [.acceptLanguage: language])
                #expect(answer.status == 422)
                let pointers = answer.list("errors").compactMap { $0["pointer"] as? String }
                #expect(Set(pointers).isSuperset(of: ["#/type", "#/channel", "#/unit", "#/subject"]), "\(pointers)")
                #expect(answer.text.contains(word), "\(answer.text)")
                #expect(answer.headers[.contentLanguage] == language)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsAskedTwiceWithOneKeyIsDoneOnce(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase)
            let unit = try await house.unit(of: person)
            let token = try await house.token(of: person)
            let key: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "order-7"]
            let body = Self.complaint(in: unit)
            let all = try await withThrowingTaskGroup(of: ApiAnswer.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await house.call(.post, "/cases", token: token, body, headers: key) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(all.allSatisfy { $0.status == 201 }, "\(all.map(\.text))")
            #expect(Set(all.compactMap { $0["id"] }).count == 1)
            #expect(
                try await house.database.read { tx in
                    try tx.execute("SELECT id FROM service_case ORDER BY id LIMIT 9").count
                } == 1)
            let other = try await house.call(
                .post, "/cases", token: token, body.replacing("退货", with: "换货"), headers: key)
            #expect(other.status == 422)
            house.clock.advance(by: .days(2))
            let nextDay = try await house.call(.post, "/cases", token: token, body, headers: key)
            #expect(nextDay["id"] != all[0]["id"], "after a day the key is forgotten")
        }
    }

    @Test func whatHasChangedMeanwhileIsNotActedOn() async throws {
        try await ApiHouse.open { house in
            let person = try await house.who(.createCase, .workCase)
            let unit = try await house.unit(of: person)
            let token = try await house.token(of: person)
            let id = try #require(try await house.call(.post, "/cases", token: token, Self.complaint(in: unit))["id"])
            let read = try await house.call(.get, "/cases/\(id)", token: token)
            let tag = try #require(read.headers[.eTag])
            let again = try await house.call(.get, "/cases/\(id)", token: token, headers: [.ifNoneMatch: tag])
            #expect(again.status == 304 && again.text.isEmpty)

            house.clock.advance(by: .minutes(1))
            let first = try await house.call(
                .post, "/cases/\(id)/entries", token: token, #"{"kind":"note","text":"一"}"#, headers: [.ifMatch: tag])
            #expect(first.status == 201, "\(first.text)")
            let second = try await house.call(
                .post, "/cases/\(id)/entries", token: token, #"{"kind":"note","text":"二"}"#, headers: [.ifMatch: tag])
            #expect(second.status == 412)
            let now = try await house.call(.get, "/cases/\(id)", token: token)
            let notes = now.list("entries").filter { $0["kind"] as? String == "note" }
            #expect(notes.map { $0["text"] as? String } == ["一"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCursorShowsEveryCaseOnce(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase)
            let unit = try await house.unit(of: person)
            let token = try await house.token(of: person)
            for _ in 0..<7 {
                _ = try await house.call(.post, "/cases", token: token, Self.complaint(in: unit))
            }
            var seen: [String] = []
            var cursor: String? = ""
            while let place = cursor, seen.count < 20 {
                let page = try await house.call(.get, "/cases?limit=3&type=complaint&cursor=\(place)", token: token)
                #expect(page.status == 200, "\(page.text)")
                seen += page.list("entries").compactMap { $0["id"] as? String }
                cursor = page["next"]
            }
            #expect(seen.count == 7 && Set(seen).count == 7)
            #expect(try await house.call(.get, "/cases?cursor=zz", token: token).status == 400)
            #expect(try await house.call(.get, "/cases?limit=0", token: token).status == 422)
        }
    }

    @Test func onlyAValidTokenOpensTheDoorAndOnlyForItsScopes() async throws {
        try await ApiHouse.open { house in
            let person = try await house.who(.createCase, .workCase)
            #expect(try await house.call(.get, "/me", token: nil).status == 401)
            #expect(try await house.call(.get, "/me", token: "qt_made-up").status == 401)
            let narrow = try await house.token(of: person, [.readHandbook], days: 3)
            #expect(try await house.call(.get, "/me", token: narrow).status == 200)
            let refused = try await house.call(.get, "/cases", token: narrow)
            #expect(refused.status == 403 && refused.text.contains("cases:read"))
            // A cookie is no token: no page of others can act here.
            let cookie = try await house.client.execute(
                uri: "/api/v1/me", method: .get, headers: [.cookie: "qingting=\(person)"])
            #expect(cookie.status.code == 401)
            house.clock.advance(by: .days(3))
            #expect(try await house.call(.get, "/me", token: narrow).status == 401, "expired")
        }
    }

    @Test func aTokenTakenBackAndAPersonWhoLeftAreNobody() async throws {
        try await ApiHouse.open { house in
            let person = try await house.who(.useInterface)
            let (id, secret) = try await house.database.write { tx in
                let token = try tx.apiTokens.issue(
                    name: "报表", scopes: ["cases:read"], until: tx.now + .days(5), secret: "qt_secret",
                    by: tx.actor(person))
                return (token.id, "qt_secret")
            }
            #expect(try await house.call(.get, "/cases", token: secret).status == 200)
            let stored = try await house.database.read { tx in
                try tx.execute("SELECT token_hash FROM api_token WHERE id = \(id)").first?.text("token_hash")
            }
            #expect(stored == Secrets.sha256(ofText: secret), "only the hash is at rest")
            try await house.database.write { tx in try tx.apiTokens.revoke(id, by: tx.actor(person)) }
            #expect(try await house.call(.get, "/cases", token: secret).status == 401)

            let other = try await house.token(of: person)
            try await house.database.write { tx in
                try tx.staff.deactivate(person, by: .house, under: PostsInForce(tx: tx))
            }
            #expect(try await house.call(.get, "/cases", token: other).status == 401)
        }
    }

    @Test func whoMayNotUseTheInterfaceIssuesNoToken() async throws {
        try await ApiHouse.open { house in
            let agent = try #require(
                try await house.database.read { tx in
                    try house.department.staff.values.first { try !tx.actor($0).holds(.useInterface) }
                })
            await #expect(throws: NotAllowed.self) {
                try await house.database.write { tx in
                    _ = try tx.apiTokens.issue(
                        name: "x", scopes: ["cases:read"], until: tx.now + .days(1), secret: "s", by: tx.actor(agent))
                }
            }
            #expect(try await house.page(.get, "/integrations", as: agent).status.code == 403)
        }
    }

    /// Two long names that begin alike are one name where they are told: that stopped the whole server once.
    private static let alike =
        "{\"\(String(repeating: "a", count: 80))x\":{},\"\(String(repeating: "a", count: 80))y\":{}}"

    @Test(arguments: ["[1]", "{\"a\":{\"b\":1}}", "not json", "{\"a\":\"\\u0000\"}", "", "null", Self.alike])
    func aBodyThatIsNoFormIsRefusedAndNothingBreaks(body: String) async throws {
        try await ApiHouse.open { house in
            let token = try await house.token(of: house.who(.createCase))
            let answer = try await house.call(.post, "/cases", token: token, body)
            #expect([400, 422].contains(answer.status), "\(answer.status) \(answer.text)")
        }
    }
}
