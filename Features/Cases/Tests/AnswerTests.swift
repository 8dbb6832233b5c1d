import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Wrong answers are put right with the customer, and counted.
@Suite struct AnswerTests {
    /// GEN1-03: whoever sees that an answer is wrong says so; a clock runs until it is put right, the case being over or not.
    @Test(arguments: TestDatabase.engines)
    func aWrongAnswerIsPutRightWithTheCustomer(engine: Engine) async throws {
        try await TestDesk.open("supermarket", on: engine) { desk in
            let id = try await desk.registered(.enquiry)
            let leader = try #require(desk.people["desk-leader"])
            await #expect(throws: Case.Refusal.self, "nothing was answered yet") {
                try await desk.act(as: leader) { tx, actor in
                    try tx.cases.doubtAnswer(id, because: "没有答复", by: actor)
                }
            }
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.answer(id, "三日内可退。", citing: "退换货规定", by: actor)
            }
            _ = try await desk.walk(id, receivedBy: desk.agent)
            #expect(try await desk.state(of: id) == .archived)
            try await desk.act(as: leader) { tx, actor in
                try tx.cases.doubtAnswer(id, because: "规定是七日", by: actor)
            }
            let subject = Subject(.serviceCase, id.rawValue)
            let owed = try await desk.database.read { tx in
                try tx.obligations.open(of: subject).filter { $0.rule == .deadline(.correctAnswer) }
            }
            #expect(owed.map(\.clause) == ["3.8"])
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.correctAnswer(id, "凭小票七日内可退。", stands: false, by: actor)
            }
            let (states, texts) = try await desk.database.read { tx in
                (
                    try tx.obligations.all(of: subject).filter { $0.rule == .deadline(.correctAnswer) }.map(\.state),
                    try tx.cases.parts(of: id).entries().map(\.text)
                )
            }
            #expect(states.count == 1)
            if case .ended(.kept, _, _) = states[0] {} else { Issue.record("\(states[0])") }
            #expect(texts.contains { $0.contains("更正：凭小票七日内可退") })
            // Held to be wrong a second time, it may stand; nobody is told anything then.
            try await desk.act(as: leader) { tx, actor in try tx.cases.doubtAnswer(id, because: "再核", by: actor) }
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.correctAnswer(id, "与规定一致", stands: true, by: actor)
            }
            let after = try await desk.database.read { tx in try tx.cases.parts(of: id).entries().map(\.text) }
            #expect(after.count == texts.count)
        }
    }
}
