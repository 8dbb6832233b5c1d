import Hummingbird
import Testing
import Testkit

@testable import Web

struct SignedInTests {
    @Test func aStrangerIsSentToTheSignInPageAndBack() async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: "/desk?view=%E6%88%91&page=2", method: .get)
            #expect(response.status == .seeOther)
            #expect(response.headers[.location] == "/sign-in?next=%2Fdesk%3Fview%3D%25E6%2588%2591%26page%3D2")
        }
    }

    @Test func htmxIsToldWhereToGoAndAProgramThatItMustSignIn() async throws {
        try await withHouse { client in
            let part = try await client.execute(uri: "/desk", method: .get, headers: htmx)
            #expect(part.status == .noContent && part.headers[.htmxRedirect] == "/sign-in?next=%2Fdesk")
            #expect(try await client.execute(uri: "/desk", method: .get, headers: json).status == .unauthorized)
        }
    }

    @Test func aLockedScreenShowsTheLockPageOnly() async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: "/desk", method: .get, headers: signedIn(as: "lijing"))
            #expect(response.headers[.location] == "/lock?next=%2Fdesk")
        }
    }

    @Test func aPersonWeKnowSeesThePage() async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: "/desk", method: .get, headers: signedIn())
            #expect(response.text == "<p>王芳</p>")
        }
    }

    @Test func anUnknownOrEndlessTokenIsNobody() async throws {
        try await withHouse { client in
            for token in ["unknown", String(repeating: "x", count: 5000)] {
                let response = try await client.execute(uri: "/desk", method: .get, headers: signedIn(as: token))
                #expect(response.status == .seeOther)
            }
        }
    }

    @Test func underHttpsOnlyTheCookieOfThisHostCounts() async throws {
        var settings = WebSettings()
        settings.isSecure = true
        try await withHouse(settings) { client in
            #expect(try await client.execute(uri: "/desk", method: .get, headers: signedIn()).status == .seeOther)
            let response = try await client.execute(
                uri: "/desk", method: .get, headers: [.cookie: "__Host-qingting=wangfang"])
            #expect(response.status == .ok)
            #expect(response.headers[.strictTransportSecurity] != nil)
        }
        let cookie = SessionCookie(isSecure: true).issue("t", lifetime: 60).description
        for part in ["__Host-qingting=t", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            #expect(cookie.contains(part))
        }
    }

    @Test func whatWasDoneIsSaidOnTheNextPageAndOnceOnly() async throws {
        try await withHouse { client in
            let act = try await client.execute(
                uri: "/notes", method: .post, headers: typed(signedIn()),
                body: ByteBuffer(string: "_csrf=the-secret-of-this-session&text=%3Cb%3E%E5%A5%BD"))
            let cookie = try #require(act.headers[.setCookie]?.split(separator: ";").first)
            let page = try await client.execute(
                uri: "/page", method: .get, headers: [.cookie: "qingting=wangfang; \(cookie)"])
            #expect(page.text.contains("<p>已记录：&lt;b&gt;好</p>"))
            #expect(page.headers[.setCookie]?.contains("qingting-notice=; ") == true)
        }
    }

    @Test(arguments: [
        "//evil.example", "/\\evil.example", "https://evil.example", "", "javascript:alert(1)", "/a\r\nSet-Cookie: x",
        "/ b",
    ])
    func nobodyIsSentOutOfTheHouse(_ target: String) {
        #expect(safeReturn(target) == "/")
    }

    @Test func insideTheHouseTheWayBackIsKept() {
        #expect(safeReturn("/cases/7?tab=notes") == "/cases/7?tab=notes")
        #expect(safeReturn("/") == "/")
    }
}
