import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// A half-filled register of a new matter is kept as it is typed, and stands there again (SOFT-75).
@Suite struct IntakeDraftTests {
    private static let begun = [
        ("type", "suggestion"), ("channel", "phone"), ("complainant", "王丽"), ("phone", "138 00"), ("subject", "羽绒服𠮷变形"),
        ("content", "第一行\n第二行 <b>"), ("promise_agreed", "1"), ("_hint", "x"),
    ]

    @Test(arguments: TestDatabase.engines)
    func whatWasTypedStandsThereAgainUntilItIsRegistered(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let nothing = try await house.post("/cases/new/draft", [("type", "complaint")], as: desk.agent)
            #expect(nothing.text.contains("草稿已清空"))
            let kept = try await house.post("/cases/new/draft", Self.begun, as: desk.agent)
            #expect(kept.status == .ok && kept.text.contains("草稿已保存"), "\(kept.text)")
            let page = try await house.get("/cases/new", as: desk.agent).text
            for text in ["羽绒服𠮷变形", "第一行\n第二行 &lt;b&gt;", "138 00", "没填完的登记", "清空重填"] {
                #expect(page.contains(text), "\(text)")
            }
            #expect(page.contains("value=\"suggestion\" checked") && !page.contains("_hint"))
            #expect(
                !(try await house.get("/cases/new", as: desk.who(.createCase, but: desk.agent)).text).contains(
                    "羽绒服𠮷变形"), "each has their own")

            let refused = try await house.post("/cases", Self.begun, as: desk.agent)
            #expect(refused.status == .unprocessableContent && refused.text.contains("羽绒服𠮷变形"))
            #expect(
                try await house.get("/cases/new", as: desk.agent).text.contains("羽绒服𠮷变形"),
                "a refusal takes nothing away")
            let whole = [
                ("type", "complaint"), ("unit", "unit-main"), ("channel", "phone"), ("source", "direct"),
                ("severity", "ordinary"), ("complainant", "王丽"), ("phone", "13800138000"), ("subject", "羽绒服变形"),
                ("content", "洗后结块"), ("demand", "退货"), ("category", "商品质量"), ("product", "羽绒服"), ("place", "一店"),
            ]
            let done = try await house.post("/cases", whole, as: desk.agent)
            #expect(done.status == .seeOther, "\(done.text)")
            #expect(!(try await house.get("/cases/new", as: desk.agent).text).contains("没填完的登记"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDraftCanBeGivenUpAndIsForgottenAfterAWeek(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            _ = try await house.post("/cases/new/draft", Self.begun, as: desk.agent)
            let given = try await house.post("/cases/new/draft/removal", [], as: desk.agent)
            #expect(given.headers[.location] == "/cases/new")
            #expect(!(try await house.get("/cases/new", as: desk.agent).text).contains("羽绒服𠮷变形"))
            let long = try await house.post(
                "/cases/new/draft", [("content", String(repeating: "长", count: 50_000))], as: desk.agent)
            #expect(long.text.contains("字太多"))
            _ = try await house.post("/cases/new/draft", Self.begun, as: desk.agent)
            desk.clock.advance(by: .days(8))
            #expect(!(try await house.get("/cases/new", as: desk.agent).text).contains("羽绒服𠮷变形"))
            let forgotten = try await desk.database.write { tx in try tx.cases.forgetOldIntakeDrafts(limit: 10) }
            #expect(forgotten == 1)
        }
    }

    /// PIPL 47: what is half typed of a customer goes with their data.
    @Test(arguments: TestDatabase.engines)
    func aCustomersDataGoOutOfDrafts(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            _ = try await house.post("/cases/new/draft", Self.begun, as: desk.agent)
            try await desk.database.write { tx in
                try tx.cases.redactIntakeDrafts(CustomerRedaction(names: ["王丽"], numbers: []))
            }
            let page = try await house.get("/cases/new", as: desk.agent).text
            #expect(!page.contains("王丽") && page.contains("羽绒服𠮷变形"))
        }
    }
}
