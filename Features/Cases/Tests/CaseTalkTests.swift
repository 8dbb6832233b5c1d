import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// Writing on a case: nothing typed is lost, and nobody hears what was not meant for them.
@Suite struct CaseTalkTests {
    @Test(arguments: TestDatabase.engines)
    func aDraftIsKeptAsOneTypesAndComesBackAsWhatItWas(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).id.rawValue
            }
            let kept = try await house.post(
                "/cases/\(id)/draft", [("kind", "note"), ("text", "王店长说下午给𠮷样品照片 🙂")], as: desk.agent)
            #expect(kept.status == .ok)
            #expect(kept.text.contains("草稿已保存"))

            let page = try await house.get("/cases/\(id)", as: desk.agent).text
            #expect(page.contains("王店长说下午给𠮷样品照片 🙂"))
            #expect(page.contains("value=\"note\" checked"), "a note comes back as a note")
            #expect(page.contains("尚未发送"))
            let colleague = desk.who(.decideCase)
            let theirs = try await house.get("/cases/\(id)", as: colleague).text
            #expect(!theirs.contains("王店长"), "a draft is one's own")

            let long = String(repeating: "长", count: 4001)
            let refused = try await house.post(
                "/cases/\(id)/draft", [("kind", "note"), ("text", long)], as: desk.agent)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("最多 4000 个字"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDraftGoesWhenItIsSentAndStaysWhenSendingIsRefused(engine: Engine) async throws {
        try await CaseHouse.open("game-support", on: engine) { house, desk in
            let id = try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).id.rawValue
            }
            func draft() async throws -> String? {
                try await desk.database.read { tx in try tx.cases.parts(of: Case.ID(id)).draft(of: desk.agent)?.text }
            }
            let entry = [("kind", "note"), ("text", "已联系门店")]
            _ = try await house.post("/cases/\(id)/draft", entry, as: desk.agent)
            #expect(try await draft() == "已联系门店")
            // Another act on the case leaves it alone.
            try await desk.act(as: desk.agent) { tx, actor in
                _ = try tx.cases.promise("周五前答复", due: tx.now + .hours(4), isAgreed: true, on: Case.ID(id), by: actor)
            }
            #expect(try await draft() == "已联系门店")
            #expect(try await house.post("/cases/\(id)/entries", entry, as: desk.agent).status == .seeOther)
            #expect(try await draft() == nil)

            // GAME-95, GEN2-12: a banned phrase; the text stays in the form and in the draft.
            let rude = [("kind", "reply"), ("text", "我不知道，爱投诉就投诉")]
            _ = try await house.post("/cases/\(id)/draft", rude, as: desk.agent)
            let refused = try await house.post("/cases/\(id)/entries", rude, as: desk.agent)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("我不知道，爱投诉就投诉</textarea>"))
            #expect(try await draft() == "我不知道，爱投诉就投诉")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodyKeepsADraftOnACaseTheyMayNotKnowOf(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).id.rawValue
            }
            try await desk.database.write { tx in
                try tx.staff.add(
                    Staff.join(
                        id: "stranger", account: Account(stored: "stranger"), name: "路人", phone: nil,
                        language: .chinese, password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1)))
            }
            for address in ["draft", "entries"] {
                let answer = try await house.post(
                    "/cases/\(id)/\(address)", [("kind", "note"), ("text", "x")], as: "stranger")
                #expect(answer.status == .notFound)
            }
        }
    }
}
