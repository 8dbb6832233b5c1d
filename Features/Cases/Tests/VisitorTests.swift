import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Who asks the customer afterwards, and what a dissatisfied answer leads to.
@Suite struct VisitorTests {
    /// CHAIN-93, CHAIN-58: what a store has handled is visited by headquarters, by somebody who had no hand in it; the store
    /// does not ask for itself. The clock is headquarters' own.
    @Test(arguments: TestDatabase.engines)
    func aStoreDoesNotVisitForItself(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let store = try #require(desk.people["store-manager"])
            let clerk = try #require(desk.people["store-agent"])
            let specialist = try #require(desk.people["agent"])
            let id = try await desk.act(as: store) { [intake = desk.intake { $0.source = .store }] tx, actor in
                try tx.cases.register(intake, by: actor).id
            }
            try await desk.walk(id, receivedBy: store, until: .awaitingVisit)
            #expect(try await desk.owes(.returnVisit, of: id) == [specialist])
            let report = VisitReport(result: .reached, isSolved: true, wasTold: true, satisfaction: 5, note: "满意")
            for person in [store, clerk] {
                let refusal = await #expect(throws: GateRefusal.self) {
                    try await desk.act(as: person) { tx, actor in try tx.cases.visit(id, report, by: actor) }
                }
                #expect(refusal?.objections.map(\.clause) == ["6.3"])
            }
            try await desk.act(as: specialist) { tx, actor in try tx.cases.visit(id, report, by: actor) }
            #expect(try await desk.file(of: id).visits.map(\.by) == [specialist])
            // What headquarters took in itself is visited by whoever took it in, as before.
            let direct = try await desk.registered(.complaint)
            try await desk.walk(direct, receivedBy: desk.agent, until: .awaitingVisit)
            let first = try await desk.file(of: direct).record.firstReceiver
            try await desk.act(as: first) { tx, actor in try tx.cases.visit(direct, report, by: actor) }
        }
    }

    /// GAME-84: asked on the return visit of a case too; solved and not satisfied all the same opens a case of its own with
    /// an owner, and it is said on the case that was visited.
    @Test(arguments: TestDatabase.engines)
    func aDissatisfiedAnswerOpensACaseOfItsOwn(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: desk.agent, until: .awaitingVisit)
            let visitor = try await desk.file(of: id).record.firstReceiver
            var report = VisitReport(result: .reached, isSolved: true, wasTold: true, satisfaction: nil, note: "等得太久")
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: visitor) { [report] tx, actor in try tx.cases.visit(id, report, by: actor) }
            }
            #expect(refusal?.objections.map(\.clause) == ["10.14"])
            report.satisfaction = 2
            try await desk.act(as: visitor) { [report] tx, actor in try tx.cases.visit(id, report, by: actor) }
            let (visited, rows) = try await desk.database.read { tx in
                (
                    try tx.cases.file(id),
                    try tx.execute(
                        "SELECT id FROM service_case WHERE source = 'visit' ORDER BY id LIMIT 5"
                    ).map { Case.ID(try $0.text("id")) }
                )
            }
            let followUp = try await desk.file(of: #require(rows.first)).record
            #expect(rows.count == 1 && followUp.handler != nil && followUp.customer == visited.record.customer)
            #expect(followUp.report.content == "等得太久")
            let notes = try await desk.database.read { tx in try tx.cases.parts(of: id).entries(limit: 50).map(\.text) }
            #expect(notes.contains { $0.contains(followUp.number) })
            #expect(visited.record.state == .summarising, "the case itself goes on its way")
        }
    }

    /// SOFT-07: the first level says whose the matter is before it goes to an engineer; among its own it hands on freely.
    @Test(arguments: TestDatabase.engines)
    func aCaseLeavesTheFirstLevelWithItsAnalysis(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let (agent, engineer) = (try #require(desk.people["agent"]), try #require(desk.people["engineer"]))
            let over = HandOver(reason: "需要工程师", known: "点保存即退出", mood: .anxious, wanted: "今天能报税")
            let id = try await desk.act(as: agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).id
            }
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.accept(id, as: .ordinary, by: actor)
            }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.transfer(id, to: engineer, over, by: actor) }
            }
            #expect(refusal?.objections.map(\.clause) == ["10.22"])
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.attribute(id, Case.Attribution(verdict: .ours, reason: "客户端闪退"), by: actor)
                try tx.cases.transfer(id, to: engineer, over, by: actor)
            }
            #expect(try await desk.file(of: id).record.transfer?.to == engineer)
        }
    }
}
