import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// What the department knows from its cases, and what is still unsolved.
@Suite struct LibraryTests {
    /// CHAIN-83, CHAIN-59, GEN3-08: archived with a number, found by symptom, solution and lesson; a study is approved by
    /// another.
    @Test(arguments: TestDatabase.engines)
    func anArchivedCaseIsFoundByItsSymptomAndItsLesson(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.registered(.complaint)
            await #expect(throws: CaseStudy.Refusal.notArchived) {
                try await desk.act(as: agent) { tx, actor in try tx.caseLibrary.write(Self.study, of: id, by: actor) }
            }
            try await desk.walk(id, receivedBy: agent)
            for text in ["结块", "退款", "绗线", ""] {
                let found = try await desk.database.read { tx in
                    try tx.caseLibrary.lines(containing: text, category: "", within: .all, limit: 10, offset: 0)
                }
                #expect(found.lines.map(\.id) == [id] && found.total == 1, "\(text)")
                #expect(found.lines.first?.archive.hasPrefix("A2026-") == true)
            }
            let none = try await desk.database.read { tx in
                try tx.caseLibrary.lines(containing: "结块", category: "", within: .own, limit: 10, offset: 0).total
            }
            #expect(none == 0, "nobody browses beyond their reach")
            let study = try await desk.act(as: agent) { tx, actor in
                try tx.caseLibrary.write(Self.study, of: id, by: actor).id
            }
            try await desk.act(as: desk.who(.summariseCase, but: agent)) { tx, actor in
                try tx.caseLibrary.approve(study, by: actor)
                #expect(throws: CaseStudy.Refusal.approvedAlready) { try tx.caseLibrary.approve(study, by: actor) }
            }
            #expect(try await desk.database.read { tx in try tx.caseLibrary.studies(of: id).first?.approvedBy } != nil)
        }
    }

    /// CHAIN-20, GAME-11, SOFT-01: product, batch, defect, store; followed up by the department, searchable.
    @Test(arguments: TestDatabase.engines)
    func aQualityIssueIsFollowedToItsOutcome(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            let text = QualityIssue.Text(product: "羽绒服", batch: "B-17", defect: "绗线开裂", store: "南京路店")
            let issue = try await desk.act(as: desk.agent) { tx, actor in
                try tx.caseLibrary.note(text, of: id, by: actor).id
            }
            try await desk.act(as: desk.who(.investigateCase)) { tx, actor in
                try tx.caseLibrary.follow(issue, with: "已通知供应商", outcome: "整批召回", by: actor)
            }
            for word in ["B-17", "开裂", "南京路"] {
                let found = try await desk.database.read { tx in
                    try tx.caseLibrary.issues(containing: word, within: .all, limit: 10, offset: 0).issues
                }
                #expect(found.map(\.outcome) == ["整批召回"] && found.first?.closedAt != nil, "\(word)")
            }
        }
    }

    /// GEN1-12: the same root cause three times in a month opens a problem record; the fourth case joins it.
    @Test(arguments: TestDatabase.engines)
    func aCauseThatKeepsComingBackBecomesAProblem(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            for _ in 0..<4 {
                let id = try await desk.registered(.complaint)
                try await desk.walk(id, receivedBy: desk.agent, until: .proposing)
            }
            let (problems, cases) = try await desk.database.read { tx in
                let lines = try tx.caseLibrary.problems(within: .all, limit: 10, offset: 0).lines
                return (lines.map(\.problem), lines.map(\.cases))
            }
            #expect(problems.map(\.cause) == ["外部原因"] && cases == [4])
            // The manager is told, and owes an owner and a measure within five working days.
            let opener = try await desk.database.read { tx in try tx.cases.find(number: problems[0].shownBy)?.id }
            let shown = try #require(opener)
            let manager = desk.people["manager"] ?? ""
            #expect(try await desk.owes(.planProblem, of: shown) == [manager])
            #expect(try await desk.notices(of: manager, .problemOpened) == 1)
            try await desk.act(as: desk.who(.summariseCase)) { tx, actor in
                _ = #expect(throws: Problem.Refusal.ownerMissing) {
                    try tx.caseLibrary.follow(problems[0].id, owner: nil, measure: "入库加检", isSolved: false, by: actor)
                }
            }
            #expect(try await desk.owes(.planProblem, of: shown) == [manager], "still owed")
            try await desk.act(as: desk.who(.summariseCase)) { tx, actor in
                #expect(throws: Problem.Refusal.measureMissing) {
                    try tx.caseLibrary.follow(
                        problems[0].id, owner: actor.staff.id, measure: "", isSolved: true, by: actor)
                }
                try tx.caseLibrary.follow(
                    problems[0].id, owner: actor.staff.id, measure: "入库加检", isSolved: true, by: actor)
            }
            #expect(try await desk.database.read { tx in try tx.caseLibrary.require(problems[0].id).solvedAt } != nil)
            #expect(try await desk.owes(.planProblem, of: shown).isEmpty)
        }
    }

    /// SOFT-61, MART-27, CHAIN-54: what is unsolved stands in the register, oldest first, with last answer and next date,
    /// and is carried over to the next day.
    @Test(arguments: TestDatabase.engines)
    func theUnsolvedAreListedUntilTheyAreSolved(engine: Engine) async throws {
        try await TestDesk.open("supermarket", on: engine) { desk in
            let old = try await desk.registered(.complaint)
            desk.clock.advance(by: .hours(2))
            let new = try await desk.registered(.complaint)
            _ = try await desk.act(as: desk.agent) { tx, actor in try tx.cases.reply(new, "正在核实", by: actor) }
            desk.clock.advance(by: .days(1))
            let lines = try await desk.database.read { tx in
                try tx.caseLibrary.unsolved(within: .all, for: "nobody", limit: 10, offset: 0).lines
            }
            #expect(lines.map(\.id) == [old, new])
            #expect(lines.map { $0.lastReplyAt != nil } == [false, true])
            #expect(lines[0].nextDueAt != nil, "the first answer is owed")
            try await desk.walk(new, receivedBy: desk.agent)
            let left = try await desk.database.read { tx in
                try tx.caseLibrary.unsolved(within: .all, for: "nobody", limit: 10, offset: 0).lines.map(\.id)
            }
            #expect(left == [old])
        }
    }

    static let study = CaseStudy.Text(
        title: "羽绒服洗后结块", background: "换季集中洗涤", course: "顾客手洗后结块，三日内退款", cause: "绗线密度不足",
        solution: "凭小票退换，不再解释洗涤", standardAnswer: "很抱歉，这批羽绒服……")
}
