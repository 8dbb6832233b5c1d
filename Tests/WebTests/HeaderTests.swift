import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Web

struct HeaderTests {
    @Test(arguments: ["/desk", "/page", "/nowhere", "/fault", "/refused", "/healthz"])
    func everyAnswerForbidsWhatWeHaveNotWrittenOurselves(_ uri: String) async throws {
        try await withHouse { client in
            let headers = try await client.execute(uri: uri, method: .get, headers: signedIn()).headers
            #expect(
                headers[.contentSecurityPolicy]
                    == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            )
            #expect(headers[.xContentTypeOptions] == "nosniff")
            #expect(headers[.referrerPolicy] == "same-origin")
            #expect(headers[.openerPolicy] == "same-origin" && headers[.resourcePolicy] == "same-origin")
            #expect(headers[.cacheControl] == "no-store")
            #expect(headers[.permissionsPolicy]?.contains("camera=()") == true)
        }
    }

    @Test func aPageHasNothingThatThePolicyForbids() {
        var viewer = TestSessions.viewer()
        viewer.notice = "已记录。"
        let page = Frame(
            viewer: viewer, title: "工单", section: "cases",
            navigation: [.init(id: "cases", word: .show, icon: "inbox", href: "/cases", count: 3, shortcut: "2")],
            trail: [.init("工单", url: "/cases")], lead: "x",
            promise: PromiseBar(used: 0.4, proof: "x").html(in: .chinese), acts: viewer.button(to: "/x", "x"),
            idleMinutes: 5
        ).page(content: EmptyState(icon: "inbox", "空").html, list: "", side: "").description
        #expect(page.matches(of: /<script(?![^>]* src=)/).isEmpty)
        #expect(page.matches(of: /<style|\sstyle=|\son[a-z]+=|javascript:/).isEmpty)
        #expect(page.contains("<html lang=\"zh-CN\">"))
        #expect(page.contains("aria-current=\"page\""))
    }

    @Test func theLogHasOneLineARequestWithoutWhatWasAskedOrWho() async throws {
        let log = MemoryLog()
        try await withHouse(log: log) { client in
            _ = try await client.execute(uri: "/desk?phone=13800138000", method: .get, headers: signedIn())
        }
        let line = try #require(log.text.split(separator: "\n").first { $0.contains(" request ") })
        for part in ["method=GET", "path=/desk", "status=200", "staff=staff-1", "hb.request.id="] {
            #expect(line.contains(part))
        }
        for secret in ["13800138000", "王芳", "wangfang"] { #expect(!line.contains(secret)) }
    }
}
