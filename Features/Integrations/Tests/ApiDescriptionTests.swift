import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import Testkit
import Testing

@testable import Desk
@testable import Web

/// The description says what is there, no more and no less.
@Suite struct ApiDescriptionTests {
    @Test func everyRouteIsDescribedAndEveryDescriptionIsARoute() async throws {
        try await ApiHouse.open { house in
            let routes = Set(
                house.routes.filter { $0.contains("/api/v1") && !$0.hasPrefix("HEAD") }.map {
                    $0.replacing("/api/v1", with: "")
                })
            let document = try await Self.document(house)
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            let described = Set(
                paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
            #expect(described == routes, "\(described.symmetricDifference(routes).sorted())")
            #expect(described.count > 30)
        }
    }

    @Test func everyOperationHasItsOwnNameAndItsFieldsComeFromTheForms() async throws {
        try await ApiHouse.open { house in
            let document = try await Self.document(house)
            let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
            let names = paths.values.flatMap { $0.values.compactMap { $0["operationId"] as? String } }
            #expect(Set(names).count == names.count)
            let body = try #require(paths["/cases/{id}/acceptance"]?["post"]?["requestBody"] as? [String: Any])
            #expect("\(body)".contains("major"), "the severities are listed: \(body)")
            let judgement = try #require(paths["/cases/{id}/judgement"]?["post"]?["requestBody"] as? [String: Any])
            #expect("\(judgement)".contains("verdict") && "\(judgement)".contains("promise_due"))
        }
    }

    /// A reference that leads nowhere would let any answer through; a choice without its values says nothing.
    @Test func everyShapeThatIsNamedIsThere() async throws {
        try await ApiHouse.open { house in
            let text = try await house.client.execute(uri: "/api/openapi.json", method: .get).text
            let named = Set(text.matches(of: /#\/components\/schemas\/(\w+)/).map { String($0.1) })
            let known = ApiSchemas.all.map(\.0)
            #expect(named.subtracting(known).isEmpty && Set(known).count == known.count, "\(named.subtracting(known))")
            #expect(Set(known).subtracting(named).isEmpty, "nobody answers \(Set(known).subtracting(named))")
        }
    }

    /// RFC 9110, 15.5.6: an address that is there says how it may be asked.
    @Test func anAddressAskedInAWayItDoesNotKnowSaysHow() async throws {
        try await ApiHouse.open { house in
            let token = try await house.token(of: house.who(.readCase))
            let answer = try await house.call(.delete, "/cases/x", token: token)
            #expect(answer.status == 405 && answer.headers[.allow] == "GET, HEAD", "\(answer.text)")
            #expect(try await house.call(.put, "/customers/duplicates", token: token).headers[.allow] == "GET, HEAD")
            #expect(try await house.call(.get, "/nothing/here", token: token).status == 404)
        }
    }

    /// Real answers hold to the shapes that were promised.
    @Test func theAnswersHaveTheShapesThatAreDescribed() async throws {
        try await ApiHouse.open { house in
            let person = try await house.who(.createCase, .workCase, .useInterface, .summariseCase)
            let token = try await house.token(of: person)
            let unit = try await house.unit(of: person)
            let made = try await house.call(
                .post, "/cases", token: token,
                """
                {"unit":"\(unit)","type":"complaint","source":"direct","channel":"phone","severity":"ordinary",
                "complainant":"李秀英","phone":"13800138000","subject":"变形","content":"结块","demand":"退货",
                "product":"羽绒服","promise_due":"2026-01-05T18:00:00+08:00","promise_text":"今晚回电"}
                """)
            let id = try #require(made["id"], "\(made.text)")
            let hook = try await house.call(
                .post, "/webhooks", token: token, #"{"url":"https://example.org/x","kinds":["case.reported"]}"#)
            #expect(hook.status == 201 && hook["secret"]?.hasPrefix("whsec_") == true, "\(hook.text)")
            let schemas = try #require(
                (try await Self.document(house)["components"] as? [String: Any])?["schemas"] as? [String: Any])
            let customer = try #require(made["customer"])
            let asked: [(String, String)] = [
                ("/cases/\(id)", "Case"), ("/cases", "CaseList"), ("/me", "Caller"), ("/handbook", "Handbook"),
                ("/webhooks", "WebhookList"), ("/customers?q=8000", "CustomerList"),
                ("/customers/\(customer)", "CustomerFile"), ("/cases/none", "Problem"),
            ]
            for (path, schema) in asked {
                let answer = try await house.call(.get, path, token: token)
                let value = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
                let problems = Shape(schemas: schemas).problems(value, of: schema, at: path)
                #expect(problems.isEmpty, "\(problems)")
            }
            // What comes with a page stays masked here.
            let known = try await house.call(.get, "/customers/\(customer)", token: token)
            #expect(known["phone"] == "138****8000" && !known.text.contains("李秀英"), "\(known.text)")
        }
    }

    /// Whoever writes a program chooses from the summaries: «an act on a case» seventy times tells nothing.
    @Test func everyOperationSaysInItsOwnWordsWhatItDoes() async throws {
        let operations = try await ApiHouse.operations()
        for t in [Language.chinese, .english] {
            let twice = Dictionary(grouping: operations, by: { t($0.summary) }).filter { $0.value.count > 1 }
            #expect(twice.isEmpty, "\(twice.mapValues { $0.map(\.name) })")
        }
        #expect(operations.filter { $0.path.hasPrefix("/cases/") }.count > 70)
    }

    /// Every part of a case is in its document, as it was described, and masked like the page.
    @Test(arguments: TestDatabase.engines)
    func aCaseWithAllItsPartsHoldsToItsShape(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let id = try await house.registerCase()
            let person = try await house.who(.createCase)
            try await house.layParts(of: id, by: person)
            let token = try await house.token(of: person)
            let answer = try await house.call(.get, "/cases/\(id)", token: token)
            let schemas = try #require(
                (try await Self.document(house)["components"] as? [String: Any])?["schemas"] as? [String: Any])
            let value = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
            let problems = Shape(schemas: schemas).problems(value, of: "Case", at: "case")
            #expect(problems.isEmpty, "\(problems)")
            for part in [
                "penalties", "compensations", "visits", "transfers", "corrections", "extraServices", "referrals",
                "parties", "sessions", "proposals", "promises", "slips",
            ] {
                #expect(answer.list(part).count == 1, "\(part)\n\(answer.text)")
                #expect(answer["\(part).0.id"] != nil, "\(part) has no id to act by")
            }
            #expect(answer["externalNumbers"] != nil && answer["refusals"] == "0")
            #expect(answer.list("details").contains { $0["name"] as? String == "小票号" && $0["value"] == nil })
            #expect(answer["parties.0.name"] == "王*" && answer["parties.0.phone"] == "139****0000")
            #expect(answer["complainant"] == "李**" && !answer.text.contains("李秀英"))
            #expect(!answer.text.contains("王强"), "a party is masked wherever it stands\n\(answer.text)")
        }
    }

    private static func document(_ house: ApiHouse) async throws -> [String: Any] {
        let response = try await house.client.execute(uri: "/api/openapi.json", method: .get)
        return try JSONSerialization.jsonObject(with: Data(response.text.utf8)) as? [String: Any] ?? [:]
    }
}

/// As much of JSON Schema as the description uses.
private struct Shape {
    let schemas: [String: Any]

    func problems(_ value: Any, of name: String, at place: String) -> [String] {
        problems(value, schemas[name] as? [String: Any] ?? [:], place)
    }

    private func problems(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            return problems(value, of: String(reference.split(separator: "/").last ?? ""), at: place)
        }
        switch schema["type"] as? String {
        case "object":
            guard let object = value as? [String: Any] else { return ["\(place): no object"] }
            let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
            let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
            let unknown = properties.isEmpty ? [] : object.keys.filter { properties[$0] == nil }
            return missing.map { "\(place): lacks \($0)" } + unknown.map { "\(place): \($0) is not described" }
                + object.flatMap { problems($1, properties[$0] ?? [:], "\(place).\($0)") }
        case "array":
            guard let list = value as? [Any] else { return ["\(place): no list"] }
            return list.flatMap { problems($0, schema["items"] as? [String: Any] ?? [:], "\(place)[]") }
        case "string": return value is String ? [] : ["\(place): no text"]
        case "integer", "boolean":
            return value is NSNumber || value is Int || value is Bool ? [] : ["\(place): no number"]
        default: return []
        }
    }
}
