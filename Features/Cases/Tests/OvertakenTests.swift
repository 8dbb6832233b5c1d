import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// Two people at the same slip, quality issue or problem: the later save does not go silently over the newer change.
@Suite struct OvertakenTests {
    /// CHAIN-20: what a colleague wrote meanwhile is shown, what one typed is kept, and sent again it goes.
    @Test(arguments: TestDatabase.engines)
    func aQualityIssueIsNotWrittenOver(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let text = QualityIssue.Text(product: "羽绒服", batch: "B-17", defect: "绗线开裂", store: "南京路店")
            let issue = try await desk.act(as: desk.agent) { tx, actor in
                try tx.caseLibrary.note(text, of: id, by: actor)
            }
            let investigator = desk.who(.investigateCase, .summariseCase)
            let url = "/quality-issues/\(issue.id)/follow-up"
            #expect(try await house.get("/cases/quality", as: investigator).text.contains("value=\"\(issue.mark)\""))
            let first = try await house.post(url, [("follow_up", "已通知供应商"), ("_seen", issue.mark)], as: investigator)
            #expect(first.status == .seeOther)
            let late = try await house.post(
                url, [("follow_up", "已寄样检测"), ("_seen", issue.mark)], as: investigator)
            #expect(late.status == .conflict)
            #expect(late.text.contains("已通知供应商") && late.text.contains("value=\"已寄样检测\""))
            let now = try await desk.database.read { tx in try tx.caseLibrary.require(issue.id) }
            #expect(now.followUp == "已通知供应商" && late.text.contains("value=\"\(now.mark)\""))
            let again = try await house.post(url, [("follow_up", "已寄样检测"), ("_seen", now.mark)], as: investigator)
            #expect(again.status == .seeOther)
            #expect(try await desk.database.read { tx in try tx.caseLibrary.require(issue.id).followUp } == "已寄样检测")
        }
    }

    /// GEN1-12: a problem's owner and measure.
    @Test(arguments: TestDatabase.engines)
    func aProblemIsNotPlannedOver(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let planner = desk.who(.summariseCase)
            let problem = try await desk.act(as: planner) { [unit = desk.unit] tx, actor in
                let problem = Problem(
                    id: "problem-1", number: Problem.number(shownBy: "C-1"), unit: unit, cause: "工艺", openedAt: tx.now)
                try tx.caseLibrary.save(problem)
                try tx.caseLibrary.follow(
                    problem.id, owner: actor.staff.id, measure: "入库加检", isSolved: false, since: problem.mark, by: actor)
                return problem
            }
            let refusal = await #expect(throws: Overtaken.self) {
                try await desk.act(as: planner) { tx, actor in
                    try tx.caseLibrary.follow(
                        problem.id, owner: actor.staff.id, measure: "换供应商", isSolved: false, since: problem.mark,
                        by: actor)
                }
            }
            #expect(refusal?.theirs.contains("入库加检") == true)
            #expect(refusal?.sentence(in: .chinese).contains("您写的还在") == true)
            let kept = try await desk.database.read { tx in try tx.caseLibrary.require(problem.id) }
            #expect(kept.measure == "入库加检")
            // A program has no page open: it is not asked what it saw.
            try await desk.act(as: planner) { tx, actor in
                try tx.caseLibrary.follow(
                    problem.id, owner: actor.staff.id, measure: "换供应商", isSolved: false, by: actor)
            }
        }
    }

    /// SOFT-71: two of a department accept the same slip; the second sees whom the first named, and decides.
    @Test(arguments: TestDatabase.engines)
    func aSlipIsNotAcceptedOver(engine: Engine) async throws {
        try await CaseHouse.open("base", on: engine) { house, desk in
            let other = try #require(desk.people["supervisor"])
            let id = try await desk.registered(.complaint)
            let slip = try await desk.sendSlip(.cooperation, on: id, by: desk.agent, to: other)
            let seen = try await desk.database.read { tx in try tx.slips.require(slip).mark }
            let form = [("person", other.rawValue), ("due", "2026-01-09T12:00"), ("_seen", seen)]
            #expect(try await house.post("/slips/\(slip)/acceptance", form, as: other).status == .seeOther)
            let late = try await house.post(
                "/slips/\(slip)/acceptance",
                [("person", other.rawValue), ("due", "2026-01-10T12:00"), ("_seen", seen)], as: other)
            #expect(late.status == .conflict && late.text.contains("同事已改过"))
            #expect(late.text.contains("value=\"2026-01-10T12:00\""), "what was typed is kept")
            let (promised, mark) = try await desk.database.read { tx in
                let slip = try tx.slips.require(slip)
                return (slip.promisedAt, slip.mark)
            }
            #expect(promised == Zone.shanghai.instant(Day(2026, 1, 9), .at(12)) && late.text.contains(mark))
            // An urging beside it changes nothing that one may be writing about.
            try await desk.act(as: desk.agent) { tx, actor in try tx.slips.urge(slip, by: actor) }
            let done = try await house.post(
                "/slips/\(slip)/completion", [("reply", "已调出批次记录"), ("_seen", mark)], as: other)
            #expect(done.status == .seeOther)
        }
    }
}
