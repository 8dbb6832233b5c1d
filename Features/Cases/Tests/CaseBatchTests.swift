import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// Many cases at once, each through its own gate; and lists kept under a name.
@Suite struct CaseBatchTests {
    @Test(arguments: TestDatabase.engines)
    func aPreviewSaysWhatWillBeRefusedAndChangesNothing(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let ids = try await CaseFilterTests.fill(desk).prefix(3).map(\.rawValue)
            // One of the three is over: nothing more may be begun on it.
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.withdraw(Case.ID(ids[1]), because: "误报", by: actor)
            }
            func note(_ address: String) async throws -> TestResponse {
                try await house.post(
                    address,
                    ids.map { ("id", $0) } + [
                        ("act", "note"), ("asked", "1"), ("text", "统一回访"), ("query", "view=open"),
                    ],
                    as: desk.agent)
            }
            func notes() async throws -> Int {
                try await desk.database.read { tx in
                    try ids.reduce(0) { try $0 + tx.cases.parts(of: Case.ID($1)).entries().count { $0.kind == .note } }
                }
            }
            let preview = try await note("/case-batches/preview")
            #expect(preview.status == .ok)
            #expect(preview.text.contains("2 件会执行") && preview.text.contains("1 件会被拒绝"))
            #expect(preview.text.contains("已撤回"), "in which words")
            #expect(preview.text.contains("执行 2 件"))
            #expect(try await notes() == 0, "a preview changes nothing")

            let result = try await note("/case-batches")
            #expect(result.text.contains("2 件已执行") && result.text.contains("1 件被拒绝"))
            #expect(try await notes() == 2)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theArchiveIsRefusedByItsClausesOnThisPathToo(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let id = try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).id
            }
            let manager = desk.who(.summariseCase)
            let act = CaseBatchAct.archive(evaluation: "已处理", lesson: "无", category: "其他")
            func events() async throws -> Int {
                try await desk.database.read { tx in
                    try tx.events.about(Subject(.serviceCase, id.rawValue)).count
                }
            }
            let before = try await events()
            let preview = try await desk.act(as: manager) { tx, actor in
                (try tx.cases.rehearse(act, on: id, by: actor) as? GateRefusal)?.objections.map(\.clause)
            }
            var said: [String]?
            do {
                try await desk.act(as: manager) { tx, actor in try tx.cases.perform(act, on: id, by: actor) }
            } catch let refusal as GateRefusal {
                said = refusal.objections.map(\.clause)
            }
            #expect(said?.isEmpty == false, "a case without a return visit is not archived (GAME-94)")
            #expect(preview == said, "the preview names the clauses that the act names")
            #expect(try await events() == before, "neither left a trace")
        }
    }

    /// SOFT-75: many cases are made lighter with a reason as well.
    @Test(arguments: TestDatabase.engines)
    func manyAreMadeLighterWithAReason(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let supervisor = desk.who(.reassignCase, .workCase)
            let ids = try await CaseFilterTests.fill(desk).prefix(2).map(\.rawValue)
            for id in ids {
                try await desk.act(as: supervisor) { tx, actor in
                    try tx.cases.assess(Case.ID(id), as: .serious, by: actor)
                }
            }
            func lighten(_ reason: String) async throws -> TestResponse {
                try await house.post(
                    "/case-batches/preview",
                    ids.map { ("id", $0) } + [
                        ("act", "assess"), ("asked", "1"), ("severity", "ordinary"), ("reason", reason),
                    ], as: supervisor)
            }
            #expect(try await lighten("").text.contains("2 件会被拒绝"))
            #expect(try await lighten("查明只是误会").text.contains("2 件会执行"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoMayNotReassignIsToldSoForEveryCase(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let ids = try await CaseFilterTests.fill(desk).prefix(2).map(\.rawValue)
            let colleague = desk.who(.workCase, but: desk.agent)
            let answer = try await house.post(
                "/case-batches/preview",
                ids.map { ("id", $0) } + [
                    ("act", "assign"), ("asked", "1"), ("to", colleague.rawValue), ("reason", "调休"),
                ], as: desk.agent)
            let mayReassign = try await desk.database.read { tx in try tx.actor(desk.agent).holds(.reassignCase) }
            #expect(answer.text.contains(mayReassign ? "2 件会执行" : "2 件会被拒绝"))
            let blank = try await house.post(
                "/case-batches/preview", [("act", "note"), ("asked", "1"), ("text", ""), ("id", ids[0])],
                as: desk.agent)
            #expect(blank.status == .unprocessableContent)
            #expect(blank.text.contains("请填写此项"))
        }
    }
}

@Suite struct SavedViewTests {
    @Test(arguments: TestDatabase.engines)
    func aListIsKeptUnderANameAndOpensFirst(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            _ = try await CaseFilterTests.fill(desk)
            let saved = try await house.post(
                "/case-views", [("name", "围巾咨询"), ("query", "view=open&type=enquiry&product=围巾")], as: desk.agent)
            #expect(saved.status == .seeOther)
            let list = try await house.get("/cases", as: desk.agent)
            #expect(list.text.contains("我的视图") && list.text.contains("围巾咨询"))
            let other = desk.who(.readCase, but: desk.agent)
            #expect(!(try await house.get("/cases", as: other).text.contains("围巾咨询")), "one's own is one's own")

            let view = try #require(
                try await desk.database.read { tx in try tx.savedViews.seen(by: tx.actor(desk.agent)).first })
            _ = try await house.post("/case-views/\(view.id)/default", [], as: desk.agent)
            #expect(try await house.get("/cases", as: desk.agent).text.contains("类型：咨询"), "«cases» opens with it")
            #expect(!(try await house.get("/cases?view=open", as: desk.agent).text.contains("类型：咨询")))
            #expect(try await house.post("/case-views/\(view.id)/name", [("name", "x")], as: other).status == .notFound)
            _ = try await house.post("/case-views/\(view.id)/name", [("name", "围巾")], as: desk.agent)
            #expect(try await house.get("/case-views", as: desk.agent).text.contains("<strong>围巾</strong>"))
            _ = try await house.post("/case-views/\(view.id)/deletion", [], as: desk.agent)
            #expect(!(try await house.get("/cases", as: desk.agent).text.contains("类型：咨询")))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aTeamsViewIsSeenByTheTeamAndChangedByItsSupervisors(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            let supervisor = desk.who(.reassignCase)
            let colleague = try await desk.database.read { tx in
                try desk.people.values.sorted { $0.rawValue < $1.rawValue }.first {
                    try !tx.actor($0).holds(.reassignCase)
                }
            }
            let view = try await desk.act(as: supervisor) { tx, actor in
                try tx.savedViews.add(named: "超时", "view=late", sharedWith: desk.unit, by: actor)
            }
            let plain = try #require(colleague)
            try await desk.act(as: plain) { tx, actor in
                #expect(try tx.savedViews.seen(by: actor).map(\.name) == ["超时"])
                #expect(throws: SavedView.Refusal.notYours) { try tx.savedViews.rename(view.id, to: "x", by: actor) }
                #expect(throws: NotAllowed.self) {
                    try tx.savedViews.add(named: "y", "view=late", sharedWith: desk.unit, by: actor)
                }
                for number in 0..<SavedView.mostOfOne {
                    _ = try tx.savedViews.add(named: "第 \(number)", "view=open", sharedWith: nil, by: actor)
                }
                #expect(throws: SavedView.Refusal.tooMany(SavedView.mostOfOne)) {
                    try tx.savedViews.add(named: "z", "view=open", sharedWith: nil, by: actor)
                }
                let own = try tx.savedViews.seen(by: actor).filter { $0.unit == nil }
                try tx.savedViews.moveUp(own[1].id, by: actor)
                #expect(
                    try tx.savedViews.seen(by: actor).filter { $0.unit == nil }.prefix(2).map(\.id)
                        == [own[1].id, own[0].id])
            }
        }
    }
}
