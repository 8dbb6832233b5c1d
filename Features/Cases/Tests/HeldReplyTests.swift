import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// An answer can be taken back for ten seconds, and costs nobody a breach.
@Suite struct HeldReplyTests {
    @Test(arguments: TestDatabase.engines)
    func anAnswerIsHeldAndTakenBackAsIfItHadNeverBeenSent(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let owed = try await desk.open(of: id)
            let sent = try await house.post(
                "/cases/\(id)/entries", [("kind", "reply"), ("text", "您好，𠮷样品已寄出 🙂")], as: desk.agent)
            #expect(sent.status == .seeOther)
            let page = try await house.get("/cases/\(id)", as: desk.agent).text
            #expect(page.contains("10 秒后发给客户") && page.contains("您好，𠮷样品已寄出 🙂"))
            #expect(try await desk.open(of: id) == owed, "the clocks go on while it is held")
            let colleague = desk.who(.decideCase)
            let theirs = try await house.get("/cases/\(id)", as: colleague).text
            #expect(!theirs.contains("样品已寄出"), "it may be taken back because it was wrong")
            #expect(theirs.contains("数秒内发出"))

            let held = try #require(try await desk.held(id).first)
            #expect(
                try await house.post("/cases/\(id)/held/\(held.id)/taking-back", [], as: colleague).status == .forbidden
            )
            // What has been begun since stands below it.
            _ = try await house.post("/cases/\(id)/draft", [("kind", "reply"), ("text", "另外")], as: desk.agent)
            let back = try await house.post("/cases/\(id)/held/\(held.id)/taking-back", [], as: desk.agent)
            #expect(back.status == .seeOther)
            #expect(try await house.get("/cases/\(id)", as: desk.agent).text.contains("您好，𠮷样品已寄出 🙂\n\n另外</textarea>"))
            desk.clock.advance(by: .seconds(11))
            #expect(try await desk.sendDue() == 0)
            #expect(try await desk.kinds(id).contains(.caseReplied) == false)
            let late = try await house.post("/cases/\(id)/held/\(held.id)/taking-back", [], as: desk.agent)
            #expect(late.status == .conflict && late.text.contains("不能撤回"))
        }
    }

    /// The house was down over the deadline: the person had answered in time, so no breach is written (GEN2-04).
    @Test(arguments: TestDatabase.engines)
    func theClockIsJudgedAtThePersonsActHoweverLateItLeaves(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            let due = try #require(try await desk.obligation(.firstReply, of: id)).dueAt
            desk.clock.set(to: due - .minutes(1))
            try await desk.act(as: desk.agent) { tx, actor in
                guard case .held = try tx.heldReplies.send(id, "已在核实，今天下班前再联系您。", by: actor) else {
                    Issue.record("it should wait")
                    return
                }
            }
            desk.clock.set(to: due + .hours(3))
            try await desk.database.write { tx in _ = try Chore.obligationMoments.work(tx) }
            let kept = try #require(try await desk.obligation(.firstReply, of: id))
            #expect(kept.state == .ended(.kept, at: due - .minutes(1), by: desk.agent))
            #expect(kept.breachedAt == nil)
            #expect(try await desk.held(id).isEmpty)
            let entry = try await desk.database.read { tx in try tx.cases.parts(of: id).entries().last }
            #expect(entry?.at == due - .minutes(1) && entry?.kind == .reply)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whereADeadlineIsNearItGoesAtOnce(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let due = try #require(try await desk.obligation(.firstReply, of: id)).dueAt
            desk.clock.set(to: due - .seconds(8))
            let sent = try await house.post(
                "/cases/\(id)/entries", [("kind", "reply"), ("text", "已在核实。")], as: desk.agent)
            #expect(sent.status == .seeOther)
            #expect(try await desk.held(id).isEmpty)
            #expect(
                try await desk.obligation(.firstReply, of: id)?.state
                    == .ended(.kept, at: due - .seconds(8), by: desk.agent))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func itGoesAfterTenSecondsOnceAndBeforeAStep(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            func send(_ text: String) async throws {
                _ = try await house.post("/cases/\(id)/entries", [("kind", "reply"), ("text", text)], as: desk.agent)
            }
            try await send("第一条")
            desk.clock.advance(by: .seconds(9))
            #expect(try await desk.sendDue() == 0)
            desk.clock.advance(by: .seconds(1))
            #expect(try await desk.sendDue() == 1)
            #expect(try await desk.sendDue() == 0)
            try await send("第二条")
            let step = try await house.post(
                "/cases/\(id)/acceptance", [("severity", "ordinary")], as: desk.agent)
            #expect(step.status == .seeOther)
            #expect(try await desk.replies(id) == ["第一条", "第二条"])
            let kinds = try await desk.kinds(id)
            #expect(
                kinds.lastIndex(of: .caseReplied) ?? 99 < kinds.firstIndex(of: .caseAccepted) ?? 0,
                "the step came after what was said")
        }
    }

    /// What can no longer go out is not lost: it is a draft again, and the author is told.
    @Test(arguments: TestDatabase.engines)
    func whatACaseForbidsMeanwhileComesBackAsADraft(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            let id = try await desk.registered(.complaint)
            try await desk.act(as: desk.agent) { tx, actor in
                _ = try tx.heldReplies.send(id, "请您放心", by: actor)
                try tx.cases.withdraw(id, because: "误报", by: actor)
            }
            desk.clock.advance(by: .seconds(30))
            #expect(try await desk.sendDue() == 1)
            #expect(try await desk.replies(id).isEmpty)
            let draft = try await desk.database.read { tx in try tx.cases.parts(of: id).draft(of: desk.agent)?.text }
            #expect(draft == "请您放心")
            #expect(try await desk.kinds(id).last == .caseReplyReturned)
        }
    }
}

/// GEN2-12, GAME-95: words that a clause advises against are warned of once, and entered when sent all the same.
@Suite struct PhraseWarningTests {
    @Test(arguments: TestDatabase.engines)
    func aWarningNamesTheClauseKeepsTheTextAndIsEnteredWhenIgnored(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let rude = [("kind", "call"), ("text", "随便你，<b>我们</b>就这样")]
            let warned = try await house.post("/cases/\(id)/entries", rude, as: desk.agent)
            #expect(warned.status == .conflict)
            #expect(warned.text.contains("§3.7") && warned.text.contains("“随便你”"))
            #expect(warned.text.contains("随便你，&lt;b&gt;我们&lt;/b&gt;就这样</textarea>"), "the text is kept, as text")
            #expect(warned.text.contains("name=\"_warned\" value=\"随便你\""))
            #expect(try await desk.replies(id).isEmpty)

            // Another phrase than the one warned of is warned of again; spaces hide nothing.
            let other = [("kind", "call"), ("text", "跟 我 没 关 系"), ("_warned", "随便你")]
            #expect(try await house.post("/cases/\(id)/entries", other, as: desk.agent).status == .conflict)

            let again = rude + [("_warned", "随便你")]
            #expect(try await house.post("/cases/\(id)/entries", again, as: desk.agent).status == .seeOther)
            let event = try await desk.database.read { tx in
                try tx.events.about(Subject(.serviceCase, id.rawValue)).last { $0.kind == .caseInformed }
            }
            #expect(event?.details["phrases"] == "随便你")
            let entered = try await desk.database.read { tx in
                try tx.obligations.all(of: Subject(.serviceCase, id.rawValue)).filter { $0.clause == "3.7" }
            }
            #expect(entered.map(\.breachedAt).contains { $0 != nil }, "it counts against the clause")
        }
    }

    /// A program has nobody to warn: it goes, and is entered.
    @Test(arguments: TestDatabase.engines)
    func aStepWithWordsIsWarnedOfTooAndAProgramIsNot(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            let id = try await desk.registered(.enquiry)
            let answer = [("text", "没空理你，自己看说明书")]
            let warned = try await house.post("/cases/\(id)/enquiry-answer", answer, as: desk.agent)
            #expect(warned.status == .conflict && warned.text.contains("“没空理你”"))
            try await desk.act(as: desk.agent) { tx, actor in
                _ = try tx.cases.reply(id, "没空理你", by: actor)
            }
            #expect(try await desk.replies(id) == ["没空理你"])
        }
    }

    /// A quick text whose blanks nobody filled goes to no customer; other braces are characters like any.
    @Test(arguments: TestDatabase.engines)
    func aBlankThatWasNotFilledIsNotSent(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let text = "王女士您好，{期限} 前给您答复"
            let refused = try await house.post(
                "/cases/\(id)/entries", [("kind", "reply"), ("text", text)], as: desk.agent)
            #expect(refused.status == .conflict && refused.text.contains("还有空没填：{期限}"))
            #expect(refused.text.contains("\(text)</textarea>"), "and the text is kept")
            let note = try await house.post(
                "/cases/\(id)/entries", [("kind", "note"), ("text", text)], as: desk.agent)
            #expect(note.status == .seeOther, "a note to colleagues may say anything")
            try await desk.act(as: desk.agent) { tx, actor in _ = try tx.cases.reply(id, "型号 {A-7}", by: actor) }
            #expect(try await desk.replies(id) == ["型号 {A-7}"])
        }
    }

    /// SOFT-59, SOFT-62: where the clause requires it, it is refused, whatever has been warned of.
    @Test(arguments: TestDatabase.engines)
    func aRequiredClauseRefuses(engine: Engine) async throws {
        try await CaseHouse.open("software-support", on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let rude = [("kind", "reply"), ("text", "这是别的部门的事"), ("_warned", "是别的部门的事")]
            let refused = try await house.post("/cases/\(id)/entries", rude, as: desk.agent)
            #expect(refused.status == .conflict && refused.text.contains("这是别的部门的事</textarea>"))
            #expect(try await desk.held(id).isEmpty)
        }
    }
}

extension TestDesk {
    func held(_ id: Case.ID) async throws -> [HeldReply] {
        try await database.read { tx in try tx.heldReplies.of(id) }
    }

    func sendDue() async throws -> Int { try await database.write { tx in try tx.heldReplies.sendDue() } }

    func replies(_ id: Case.ID) async throws -> [String] {
        try await database.read { tx in
            try tx.cases.parts(of: id).entries().filter { $0.kind == .reply || $0.kind == .call }.map(\.text)
        }
    }

    func kinds(_ id: Case.ID) async throws -> [EventKind] {
        try await database.read { tx in try tx.events.about(Subject(.serviceCase, id.rawValue)).map(\.kind) }
    }

    func obligation(_ rule: DeadlineRule, of id: Case.ID) async throws -> Obligation? {
        try await database.read { tx in
            try tx.obligations.all(of: Subject(.serviceCase, id.rawValue)).first { $0.rule == .deadline(rule) }
        }
    }
}
