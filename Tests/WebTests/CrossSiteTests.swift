import Hummingbird
import Testing
import Testkit

@testable import Web

struct CrossSiteTests {
    private let secret = "the-secret-of-this-session"

    private func post(_ headers: HTTPFields, _ body: String, to uri: String = "/notes") async throws -> TestResponse {
        let answer = Answer()
        try await withHouse { client in
            answer.response = try await client.execute(
                uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
        }
        return try #require(answer.response)
    }

    @Test func aFormWithTheSecretIsTaken() async throws {
        #expect(try await post(typed(signedIn()), "_csrf=\(secret)&text=x").status == .seeOther)
    }

    @Test func aHeaderWithTheSecretIsTaken() async throws {
        #expect(try await post(typed(signedIn([.csrfToken: secret])), "text=x").status == .seeOther)
    }

    @Test(arguments: ["text=x", "_csrf=&text=x", "_csrf=the-secret-of-that-session&text=x", "_csrf=the-secret"])
    func aFormWithoutTheSecretOrWithAnotherIsRefusedWithASentence(_ body: String) async throws {
        let response = try await post(typed(signedIn()), body)
        #expect(response.status == .forbidden)
        #expect(response.text.contains("请返回上一页，刷新后再提交。"))
    }

    @Test(arguments: ["https://evil.example", "null", "http://localhost.evil.example", "http://localhost:8080", ""])
    func aFormFromAnotherSiteIsRefusedEvenWithTheSecret(_ origin: String) async throws {
        let response = try await post(typed(signedIn([.origin: origin])), "_csrf=\(secret)")
        #expect(response.status == .forbidden)
        #expect(response.text.contains("请从本系统的页面操作。"))
    }

    @Test func aFormFromOurOwnPageIsTaken() async throws {
        let headers: HTTPFields = [.origin: "http://localhost", .fetchSite: "same-origin"]
        #expect(try await post(typed(signedIn(headers)), "_csrf=\(secret)").status == .seeOther)
    }

    @Test(arguments: ["cross-site", "same-site"])
    func aBrowserThatSaysItComesFromElsewhereIsRefused(_ site: String) async throws {
        #expect(try await post(typed(signedIn([.fetchSite: site])), "_csrf=\(secret)").status == .forbidden)
    }

    @Test func nobodyIsSignedInFromAnotherSite() async throws {
        let foreign = try await post(typed([.origin: "https://evil.example"]), "account=1", to: "/sign-in")
        #expect(foreign.status == .forbidden)
        #expect(try await post(typed([.origin: "http://localhost"]), "account=7", to: "/sign-in").text == "7")
    }

    @Test func aFormOfMoreThanOneMegabyteIsRefusedWithASentence() async throws {
        let response = try await post(
            typed(signedIn()), "_csrf=\(secret)&text=" + String(repeating: "x", count: FormReader.largestForm))
        #expect(response.status == .contentTooLarge)
        #expect(response.text.contains("一次提交的文字最多 1024 KB"))
    }

    @Test func aFormThatIsNoTextIsRefusedWithASentence() async throws {
        let response = try await post(typed(signedIn()), "_csrf=\(secret)&text=%FF")
        #expect(response.status == .badRequest)
        #expect(response.text.contains("请返回上一页，重新填写后再提交。"))
    }
}

/// Carries a response out of the closure that a test client wants.
final class Answer: @unchecked Sendable {
    var response: TestResponse?
}
