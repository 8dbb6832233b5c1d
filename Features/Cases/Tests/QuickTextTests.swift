import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Web

/// What is written often is found and filled while one writes.
@Suite struct QuickTextTests {
    @Test func blanksAreFilledAndWhatIsNotKnownIsSeen() {
        let text = "{称呼}您好，单号 {单号}，{期限} 前回复。{}{a b"
        #expect(
            QuickText.filled(text, [.salutation: "李女士", .number: "7", .due: ""]) == "李女士您好，单号 7，{期限} 前回复。{}{a b")
        #expect(QuickText.unknownBlanks(in: "{称乎} {单号} { }") == ["称乎", " "])
        #expect(QuickText.filled("没有空格", [:]) == "没有空格")
    }

    @Test(arguments: TestDatabase.engines)
    func oneIsKeptFoundByPinyinFilledFromTheCaseAndCounted(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let saved = try await house.post(
                "/quick-texts", [("title", "安抚客户"), ("text", "{称呼}，单号 {单号} 的事我在跟进，{商品}的检测结果一出来就告诉您。")],
                as: desk.agent)
            #expect(saved.status == .seeOther)
            for wish in ["afkh", "anfu", "安抚", "检测结果"] {
                let found = try await house.get(
                    "/quick-texts/choices?case=\(id)&q=\(URLEncoding.encode(wish))", as: desk.agent
                ).text
                #expect(found.contains("安抚客户"), "by «\(wish)»")
                #expect(found.contains("李先生/女士，单号 2026") && found.contains("羽绒服的检测结果"), "filled")
            }
            let other = desk.who(.decideCase)
            #expect(!(try await house.get("/quick-texts", as: other).text.contains("安抚客户")), "one's own is one's own")

            let key = try #require(
                try await desk.database.read { tx in
                    try tx.quickTexts.seen(by: tx.actor(desk.agent)).first?.id.rawValue
                })
            #expect(try await house.post("/quick-texts/uses", [("key", key)], as: desk.agent).status == .noContent)
            #expect(try await house.post("/quick-texts/uses", [("key", "made-up")], as: desk.agent).status == .notFound)
            // Without script: it is put into the draft, below what stands there.
            _ = try await house.post("/cases/\(id)/draft", [("kind", "reply"), ("text", "您好")], as: desk.agent)
            let put = try await house.post("/cases/\(id)/draft/quick-text", [("key", key)], as: desk.agent)
            #expect(put.status == .seeOther)
            #expect(try await house.get("/cases/\(id)", as: desk.agent).text.contains("您好\n李先生/女士，单号"))
            #expect(try await house.get("/quick-texts", as: desk.agent).text.contains("用过 2 次"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theDepartmentsAreKeptByItsSupervisorsAndSeenByAll(engine: Engine) async throws {
        try await CaseHouse.open("game-support", on: engine) { house, desk in
            let supervisor = desk.who(.reassignCase)
            let plain = try #require(
                try await desk.database.read { tx in
                    try desk.people.values.sorted { $0.rawValue < $1.rawValue }.first {
                        try !tx.actor($0).holds(.reassignCase) && tx.actor($0).holds(.readCase)
                    }
                })
            _ = try await house.post(
                "/quick-texts", [("title", "已受理"), ("text", "{称呼}，已受理。"), ("share", "1")], as: supervisor)
            #expect(try await house.get("/quick-texts", as: plain).text.contains("已受理"))
            let refused = try await house.post(
                "/quick-texts", [("title", "x"), ("text", "y"), ("share", "1")], as: plain)
            #expect(refused.status == .forbidden)
            let text = try #require(
                try await desk.database.read { tx in try tx.quickTexts.seen(by: tx.actor(plain)).first })
            let change = [("title", "已受理"), ("text", "改了"), ("version", "1")]
            #expect(try await house.post("/quick-texts/\(text.id)", change, as: plain).status == .forbidden)
            #expect(try await house.post("/quick-texts/\(text.id)", change, as: supervisor).status == .seeOther)
            // Somebody who has the older one before their eyes is told, with both texts.
            let late = try await house.post(
                "/quick-texts/\(text.id)", [("title", "已受理"), ("text", "我的改法"), ("version", "1")], as: supervisor)
            #expect(late.status == .conflict)
            #expect(late.text.contains("<blockquote>改了</blockquote>") && late.text.contains("我的改法</textarea>"))

            // GAME-95: what must not be said is not kept for saying; what no case fills is told.
            let banned = try await house.post(
                "/quick-texts", [("title", "坏"), ("text", "我不知道")], as: supervisor)
            #expect(banned.status == .conflict && banned.text.contains("§") && banned.text.contains("我不知道</textarea>"))
            let unknown = try await house.post(
                "/quick-texts", [("title", "坏"), ("text", "{称乎}您好")], as: supervisor)
            #expect(unknown.status == .unprocessableContent && unknown.text.contains("{称乎}"))
            let long = try await house.post(
                "/quick-texts", [("title", "长"), ("text", String(repeating: "长", count: 1001))], as: supervisor)
            #expect(long.status == .unprocessableContent)
        }
    }

    /// The handbook's scripts stand beside the written ones, read from the edition in force.
    @Test(arguments: TestDatabase.engines)
    func theScriptsOfTheHandbookAreOffered(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let page = try await house.get("/quick-texts?case=\(id)", as: desk.agent).text
            #expect(page.contains("手册话术"))
            let script = try #require(desk.handbook.scripts.first)
            #expect(page.contains(script.title))
            let put = try await house.post(
                "/cases/\(id)/draft/quick-text", [("key", "script:\(script.id)/\(script.steps[0].id)")], as: desk.agent)
            #expect(put.status == .seeOther)
        }
    }
}
