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

/// Whatever a program sends: a clear sentence, nothing broken, and what could be read is kept as it was written.
@Suite struct ApiBadInputTests {
    private static let key = HTTPField.Name("Idempotency-Key")!

    @Test(arguments: TestDatabase.engines)
    func everyProblemOfABodyIsToldAtOnceByPointer(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let token = try await house.token(of: house.who(.createCase))
            let answer = try await house.call(
                .post, "/cases", token: token,
                #"{"subject":"a\u0000b","content":{"deep":[1]},"demand":[["x"]],"type":"complaint","type":"repair"}"#,
                headers: [.acceptLanguage: "zh-CN"])
            #expect(answer.status == 422, "\(answer.text)")
            let said = Dictionary(
                uniqueKeysWithValues: answer.list("errors").compactMap { problem -> (String, String)? in
                    guard let place = problem["pointer"] as? String else { return nil }
                    return (place, problem["detail"] as? String ?? "")
                })
            #expect(Set(said.keys) == ["#/subject", "#/content", "#/demand", "#/type"], "\(answer.text)")
            #expect(said["#/type"]?.contains("两次") == true && said["#/content"]?.contains("应为") == true)
        }
    }

    @Test func aMemberOfAnyNameIsPointedAtAsTheStandardHasIt() async throws {
        try await ApiHouse.open { house in
            let token = try await house.token(of: house.who(.createCase))
            let answer = try await house.call(.post, "/cases", token: token, #"{"a/b~ 客":{}}"#)
            #expect(answer["errors.0.pointer"] == "#/a~1b~0%20%E5%AE%A2", "\(answer.text)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func rareSignsAndBothDirectionsComeBackAsTheyWere(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase)
            let (token, unit) = (try await house.token(of: person), try await house.unit(of: person))
            let text = "𠮷野家 䶮 👩‍👩‍👧 مرحبا \u{202E}逆\u{202C} <b>&amp;\"'\\ =1+1 %s"
            let body = try textOfJSON([
                "unit": unit.rawValue, "type": "complaint", "source": "direct", "channel": "phone",
                "severity": "ordinary", "complainant": "𠮷田", "phone": "13800138000", "subject": text, "content": text,
                "demand": text, "product": "羽绒服",
            ])
            let made = try await house.call(.post, "/cases", token: token, body)
            #expect(made.status == 201, "\(made.text)")
            let read = try await house.call(.get, "/cases/\(made["id"] ?? "")", token: token)
            #expect(read["subject"] == text && read["content"] == text && read["demand"] == text)
            let page = try await house.page(.get, "/cases/\(made["id"] ?? "")", as: person)
            #expect(page.status.code == 200 && !page.text.contains("<b>&amp;\"'"), "stored text never becomes markup")
        }
    }

    /// Too much of anything is a sentence with its limit.
    @Test func tooMuchIsSaidAndNothingBreaks() async throws {
        try await ApiHouse.open { house in
            let token = try await house.token(of: house.who(.createCase))
            let huge = try await house.call(
                .post, "/cases", token: token, "{\"content\":\"\(String(repeating: "长", count: 5 << 20))\"}")
            #expect(huge.status == 413 && huge["detail"]?.contains("1024") == true, "\(huge.text.prefix(300))")
            let long = try await house.call(
                .post, "/cases", token: token, "{\"subject\":\"\(String(repeating: "长", count: 81))\"}")
            #expect(long.status == 422 && long.text.contains("80"))
            let many = (0..<501).map { "\"f\($0)\":1" }.joined(separator: ",")
            #expect(try await house.call(.post, "/cases", token: token, "{\(many)}").status == 400)
            let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
            #expect(try await house.call(.post, "/cases", token: token, "{\"a\":\(deep)}").status == 400)
            let key = String(repeating: "k", count: 101)
            #expect(
                try await house.call(.post, "/cases", token: token, "{}", headers: [Self.key: key]).status == 422)
            #expect(try await house.call(.get, "/me", token: token).status == 200, "the house stands")
        }
    }

    @Test(arguments: [
        #"{"version":1e400}"#, #"{"version":123456789012345678901234567890}"#, #"{"version":-1}"#,
        #"{"version":1.5}"#, #"{"version":"１２"}"#, #"{"version":NaN}"#, #"{"subject":"\ud800"}"#, "{", "\u{FEFF}{}",
        #"{"a":1}{"b":2}"#, "[]", "null", "\"text\"",
    ])
    func numbersOutOfRangeAndHalfTextsAreRefused(body: String) async throws {
        try await ApiHouse.open { house in
            let person = try await house.who(.editCustomer, .createCase)
            let (token, unit) = (try await house.token(of: person), try await house.unit(of: person))
            let made = try await house.call(
                .post, "/customers", token: token, #"{"unit":"\#(unit)","kind":"person","name":"李"}"#)
            let answer = try await house.call(.put, "/customers/\(made["id"] ?? "")", token: token, body)
            #expect([400, 422].contains(answer.status), "\(body): \(answer.text)")
            #expect(answer.headers[.contentType] == "application/problem+json" && answer["detail"]?.isEmpty == false)
        }
    }

    /// Bytes that are no UTF-8, in the body and in the address; ids no record can have.
    @Test(arguments: TestDatabase.engines)
    func bytesThatAreNoTextAreRefused(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let token = try await house.token(of: house.who(.createCase, .workCase))
            let headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
            let body = ByteBuffer(bytes: Array("{\"subject\":\"".utf8) + [0xFF, 0xC0] + Array("\"}".utf8))
            let answer = try await house.client.execute(
                uri: "/api/v1/cases", method: .post, headers: headers, body: body)
            #expect([400, 422].contains(answer.status.code), "\(answer.text)")
            for path in [
                "/cases/%00", "/cases/%FF", "/customers/a%00b/history", "/cases/\(String(repeating: "a", count: 500))",
            ] {
                let status = try await house.call(.get, path, token: token).status
                #expect([400, 404].contains(status), "\(path): \(status)")
            }
            for query in ["q=%00", "q=%FF", "cursor=%00", "limit=x", "reported_from=9999999-01-01T00:00"] {
                let status = try await house.call(.get, "/cases?\(query)", token: token).status
                #expect([200, 400, 422].contains(status), "\(query): \(status)")
            }
            let upload = try await house.upload(
                "/cases/\(try await house.registerCase())/attachments", token: token, files: [])
            #expect(upload.status == 422, "\(upload.text)")
        }
    }
}
