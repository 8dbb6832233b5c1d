import Hummingbird
import Testing
import Testkit

@testable import Web

struct ErrorPageTests {
    @Test func aRefusalShowsItsClauseFirstThenTheSentenceThenTheWayOn() async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: "/refused", method: .get, headers: signedIn())
            #expect(response.status == .conflict)
            #expect(
                response.text.contains(
                    "<p class=\"refusal\"><a class=\"clause\" href=\"/clauses/8.3\">§8.3</a> 每人每月换班不得超过 5 次"))
            #expect(response.text.contains("href=\"/exceptions/new\">申请例外</a>"))
            #expect(response.text.contains("<html lang=\"zh-CN\""))
        }
    }

    @Test func aRefusalToHtmxIsAPieceThatLandsInTheNotice() async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: "/refused", method: .get, headers: signedIn(htmx))
            #expect(response.status == .conflict)
            #expect(response.headers[.htmxRetarget] == "#notice")
            #expect(response.headers[.htmxReswap] == "innerHTML")
            #expect(response.text.contains("§8.3") && !response.text.contains("<html"))
        }
    }

    @Test func aRefusalToAProgramIsJSON() async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: "/refused", method: .get, headers: signedIn(json))
            #expect(response.headers[.contentType] == "application/json; charset=utf-8")
            #expect(response.text.contains("\"clause\":\"8.3\""))
            #expect(response.text.contains("\"sentence\":\"每人每月换班不得超过 5 次（本月已换 5 次）。\""))
        }
    }

    @Test func aFaultShowsItsNumberAndNothingOfTheInsideTheLogHasTheRest() async throws {
        let log = MemoryLog()
        try await withHouse(log: log) { client in
            let response = try await client.execute(uri: "/fault", method: .get, headers: signedIn())
            #expect(response.status == .internalServerError)
            #expect(!response.text.contains("hunter2") && !response.text.contains("SecretFault"))
            let number = try #require(response.text.firstMatch(of: /[0-9A-Z]{7}-[0-9A-Z]{4}/)).output
            #expect(log.text.contains("error fault error=password=hunter2 at 10.0.0.7 hb.request.id=\(number)"))
        }
    }

    @Test func aFaultThatPassesSaysWhenToComeAgain() async throws {
        let log = MemoryLog()
        try await withHouse(log: log) { client in
            for headers in [signedIn(), signedIn(htmx), signedIn(json)] {
                let response = try await client.execute(uri: "/away", method: .get, headers: headers)
                #expect(response.status == .serviceUnavailable)
                #expect(response.headers[.retryAfter] == "2")
            }
        }
        #expect(log.text.contains("error fault"))
    }

    @Test(arguments: [HTTPFields(), htmx, json])
    func aDiskThatIsFullIsSaidAndLoggedAndMayBeTriedAgain(asked: HTTPFields) async throws {
        let log = MemoryLog()
        try await withHouse(log: log) { client in
            let response = try await client.execute(uri: "/hindered", method: .get, headers: signedIn(asked))
            #expect(response.status.code == 507)
            #expect(response.text.contains("磁盘已满，刚才的操作没有保存"))
            #expect(log.text.contains("error fault"))
        }
    }

    @Test func whatIsWrongWithAFormIsListed() async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: "/invalid", method: .get, headers: signedIn())
            #expect(response.status == .unprocessableContent)
            #expect(response.text.contains("<li>请填写此项。</li>"))
        }
    }

    @Test func aPageThatIsNotThereSaysSoInTheLanguageOfTheReader() async throws {
        try await withHouse { client in
            let chinese = try await client.execute(uri: "/nowhere", method: .get)
            #expect(chinese.status == .notFound && chinese.text.contains("没有这个页面"))
            let english = try await client.execute(
                uri: "/nowhere", method: .get, headers: [.acceptLanguage: "en-GB,en;q=0.9,zh;q=0.5"])
            #expect(english.text.contains("No such page") && english.text.contains("<html lang=\"en\""))
            let person = try await client.execute(
                uri: "/nowhere", method: .get, headers: signedIn(as: "wangfang-in-english", [.acceptLanguage: "zh"]))
            #expect(person.text.contains("No such page"))
        }
    }

    @Test func sessionsThatCannotBeReadAreAFaultWithAPageToo() async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: "/desk", method: .get, headers: signedIn(as: "broken"))
            #expect(response.status == .internalServerError)
            #expect(response.text.contains("系统出错") && !response.text.contains("DatabaseIsGone"))
        }
    }
}
