import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// The pages of the library, of slips, of ways and of kinship, whole, as a reviewer should see them; and who may look.
@Suite struct CasePageTests {
    /// CHAIN-83, CHAIN-59: the library; SOFT-61, MART-27: what is unsolved.
    @Test(arguments: TestDatabase.engines)
    func theLibraryAndTheUnsolved(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            #expect(try await house.get("/cases/library", as: desk.agent).text.contains("empty"))
            let done = try await desk.registered(.complaint)
            try await desk.walk(done, receivedBy: desk.agent)
            desk.clock.advance(by: .hours(1))
            let open = try await desk.registered(.complaint)
            _ = try await desk.act(as: desk.agent) { tx, actor in try tx.cases.reply(open, "正在核实", by: actor) }
            golden(try await house.get("/cases/library", as: desk.agent).text.asGoldenPage, named: "library")
            golden(try await house.get("/cases/unsolved", as: desk.agent).text.asGoldenPage, named: "unsolved")
            let found = try await house.get("/cases/library?q=%E7%BB%93%E5%9D%97", as: desk.agent)
            #expect(found.text.contains("/cases/\(done)"))
            #expect(
                !(try await house.get("/cases/library?q=%E6%97%A0%E6%AD%A4%E8%AF%9D", as: desk.agent).text.contains(
                    "/cases/\(done)")))
        }
    }

    /// CHAIN-20, GAME-11: quality issues and what became of them. GEN1-12: causes that keep coming back.
    @Test(arguments: TestDatabase.engines)
    func qualityIssuesAndProblems(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            for _ in 0..<3 {
                let id = try await desk.registered(.complaint)
                try await desk.walk(id, receivedBy: desk.agent, until: .proposing)
                let text = QualityIssue.Text(product: "羽绒服", batch: "B-17", defect: "绗线开裂", store: "南京路店")
                _ = try await desk.act(as: desk.agent) { tx, actor in try tx.caseLibrary.note(text, of: id, by: actor) }
            }
            let investigator = desk.who(.investigateCase, .summariseCase)
            golden(try await house.get("/cases/quality", as: investigator).text.asGoldenPage, named: "quality")
            golden(try await house.get("/cases/problems", as: investigator).text.asGoldenPage, named: "problems")
            let issue = try await desk.database.read { tx in
                try tx.caseLibrary.issues(containing: "", within: .all, limit: 10, offset: 0).issues.first?.id
            }
            let followed = try await house.post(
                "/quality-issues/\(try #require(issue))/follow-up",
                [("follow_up", "已通知供应商"), ("outcome", "整批召回")], as: investigator)
            #expect(followed.status == .seeOther)
            #expect(try await house.get("/cases/quality?q=B-17", as: investigator).text.contains("整批召回"))
            let blank = try await house.post(
                "/quality-issues/\(try #require(issue))/follow-up", [("follow_up", "")], as: investigator)
            #expect(blank.status == .unprocessableContent)
            let problem = try await desk.database.read { tx in
                try tx.caseLibrary.problems(within: .all, limit: 10, offset: 0).lines.first?.problem.id
            }
            let solvedTooSoon = try await house.post(
                "/problems/\(try #require(problem))", [("owner", investigator.rawValue), ("solved", "on")],
                as: investigator)
            #expect(solvedTooSoon.status == .conflict || solvedTooSoon.status == .unprocessableContent)
        }
    }

    /// PROPA-05, SOFT-71: a slip from being sent to being verified, on its pages.
    @Test(arguments: TestDatabase.engines)
    func slipsAndTheirPages(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            let (agent, other) = (desk.agent, desk.people["supervisor"] ?? "nobody")
            #expect(try await house.get("/slips", as: agent).status == .ok)
            let id = try await desk.registered(.complaint)
            let slip = try await desk.sendSlip(.cooperation, on: id, by: agent, to: other)
            golden(try await house.get("/slips", as: other).text.asGoldenPage, named: "slips")
            golden(try await house.get("/slips/\(slip)", as: other).text.asGoldenPage, named: "slip")
            let blank = try await house.post("/slips/\(slip)/acceptance", [("person", other.rawValue)], as: other)
            #expect(blank.status == .unprocessableContent)
            let refused = try await house.post("/slips/\(slip)/verification", [], as: agent)
            #expect(refused.status == .conflict, "not done yet")
            let done = try await house.post("/slips/\(slip)/completion", [("reply", "已调出批次记录")], as: other)
            #expect(done.status == .seeOther || done.status == .conflict)
            #expect(try await house.get("/slips/elsewhere", as: agent).status == .notFound)
        }
    }

    /// Each type in its own way shows its own steps and its own next act (PROPA-09, SOFT-50, PROPB-16).
    @Test(arguments: TestDatabase.engines)
    func everyWayShowsItsOwnSteps(engine: Engine) async throws {
        try await CaseHouse.open("property", on: engine) { house, desk in
            var lines: [String] = []
            for type in desk.handbook.caseTypes.map(\.type) {
                let id = try await desk.registered(type)
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.cases.reply(id, "已收到", by: actor)
                    if try tx.cases.require(id).state == .registered {
                        try tx.cases.accept(id, as: .ordinary, by: actor)
                    }
                }
                let page = try await house.get("/cases/\(id)", as: desk.agent)
                #expect(page.status == .ok)
                let steps = page.text.matches(of: /<li class="(done|now|ahead)"[^>]*>([^<]+)<\/li>/)
                    .map { "\($0.2)\($0.1 == "now" ? "*" : "")" }
                let forms = Set(page.text.matches(of: /action="\/cases\/[^\/"]+\/([a-z-]+)"/).map { String($0.1) })
                lines.append(
                    "\(type.rawValue)\n    \(steps.joined(separator: " → "))\n    \(forms.sorted().joined(separator: " "))"
                )
            }
            golden(lines.joined(separator: "\n"), named: "ways-on-their-pages")
        }
    }

    /// Parent and child, merged and split: each page leads to the others, in words.
    @Test(arguments: TestDatabase.engines)
    func relativesLeadToEachOther(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            let agent = desk.agent
            let (parent, child, double) = (
                try await desk.registered(.complaint), try await desk.registered(.complaint),
                try await desk.registered(.complaint)
            )
            func number(_ id: Case.ID) async throws -> String { try await desk.file(of: id).record.number }
            let linked = try await house.post(
                "/cases/\(child)/parent", [("number", try await number(parent))], as: agent)
            #expect(linked.status == .seeOther)
            let merged = try await house.post(
                "/cases/\(double)/merge", [("number", try await number(parent)), ("reason", "同一件事")], as: agent)
            #expect(merged.status == .seeOther)
            let page = try await house.get("/cases/\(parent)", as: agent).text
            #expect(page.contains("/cases/\(child)") && page.contains("/cases/\(double)"))
            let other = try await house.get("/cases/\(double)", as: agent).text
            #expect(other.contains("/cases/\(parent)") && other.contains("撤销合并"))
            let nowhere = try await house.post(
                "/cases/\(child)/merge", [("number", "C-2000-1"), ("reason", "x")], as: agent)
            #expect(nowhere.status == .notFound || nowhere.status == .conflict)
            let undone = try await house.post("/cases/\(double)/unmerge", [("reason", "是两件事")], as: agent)
            #expect(undone.status == .seeOther)
            let split = try await house.post(
                "/cases/\(parent)/split", [("subject", "另一件事"), ("content", "还反映了停车问题")], as: agent)
            #expect(split.status == .seeOther)
            #expect(try await house.get("/cases/\(parent)", as: agent).text.contains("另一件事"))
        }
    }

    /// The register of a new matter: what the handbook demands is in sight, the rest is folded away.
    @Test func theRegisterOfANewMatter() async throws {
        try await CaseHouse.open("chain-retail", on: .sqlite) { house, desk in
            golden(try await house.get("/cases/new", as: desk.agent).text.asGoldenPage, named: "new")
        }
    }

    /// Whoever may read no case is told nothing by any of these pages.
    @Test(arguments: TestDatabase.engines)
    func whoMayLook(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            let administrator = desk.people["administrator"] ?? "nobody"
            for address in [
                "/cases/library", "/cases/quality", "/cases/problems", "/cases/unsolved",
            ] {
                let (refused, shown) = (
                    try await house.get(address, as: administrator).status,
                    try await house.get(address, as: desk.agent).status
                )
                #expect(refused == .notFound && shown == .ok, "\(address): \(refused) \(shown)")
            }
        }
    }
}
