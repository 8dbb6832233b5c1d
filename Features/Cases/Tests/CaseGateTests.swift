import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// The clauses that stand before a step, each refused and each met, on both engines.
@Suite struct CaseGateTests {
    /// GAME-89, SOFT-63: the customer has a definite time first.
    @Test(arguments: TestDatabase.engines)
    func noInvestigationWithoutADefiniteTimeForTheCustomer(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.accepted(by: agent)
            let judgement = CaseStateTests.judgement(true)
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.judge(id, judgement, pledge: nil, by: actor) }
            }
            #expect(refusal?.objections.contains { $0.missing.word == .gatePromiseFirst } == true)
            let pledge = Intake.Pledge(text: "明天中午前答复", due: desk.clock.now + .hours(20))
            try await desk.act(as: agent) { tx, actor in try tx.cases.judge(id, judgement, pledge: pledge, by: actor) }
            #expect(try await desk.state(of: id) == .investigating)
        }
    }

    /// GAME-91: at least two, every one read by the decider.
    @Test(arguments: TestDatabase.engines)
    func oneProposalIsNotEnoughAndUnreadOnesCannotBeDecided(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let decider = desk.who(.decideCase, but: agent)
            let id = try await desk.proposing(by: agent)
            try await desk.propose("全额补发", 0, on: id, by: agent)
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
            }
            try await desk.propose("补发并加赠", 0, on: id, by: agent)
            try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }

            let first = try await desk.file(of: id).currentProposals[0].id
            try await desk.act(as: decider) { tx, actor in try tx.cases.read(first, of: id, by: actor) }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: decider) { tx, actor in
                    try tx.cases.decide(id, proposal: first, saying: "同意", by: actor)
                }
            }
            #expect(refusal?.objections.contains { $0.missing.word == .gateProposalsUnread } == true)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDecisionBeyondOnesAuthorityIsNotPossible(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let agent = desk.agent
            let decider = desk.who(.decideCase, but: agent)
            let id = try await desk.proposing(by: agent)
            try await desk.propose("赔付", 9_999_999, on: id, by: agent)
            try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
            let proposal = try await desk.file(of: id).currentProposals[0].id
            try await desk.act(as: decider) { tx, actor in try tx.cases.read(proposal, of: id, by: actor) }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: decider) { tx, actor in
                    try tx.cases.decide(id, proposal: proposal, saying: "同意", by: actor)
                }
            }
            #expect(refusal?.objections.contains { $0.missing.word == .gateAuthority } == true)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anApprovedExceptionLetsTheStepThroughOnceAndIsCounted(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let approver = desk.who(.decideException, but: agent)
            let id = try await desk.proposing(by: agent)
            try await desk.propose("全额补发", 0, on: id, by: agent)
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
            }
            let clause = try #require(refusal?.objections.first?.clause)
            try await desk.act(as: agent) { tx, actor in
                let owing = try tx.cases.work(on: id, by: actor, needing: .workCase).owing
                let request = try tx.exceptions.request(
                    clause, of: owing, obligation: nil, because: "客户已指定方案", by: actor)
                #expect(throws: (any Error).self) { try tx.exceptions.approve(request.id, saying: "自批", by: actor) }
            }
            try await desk.act(as: approver) { tx, actor in
                let waiting = try #require(try tx.exceptions.about(Subject(.serviceCase, id.rawValue)).first)
                try tx.exceptions.approve(waiting.id, saying: "同意", by: actor)
            }
            try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }

            let outcomes = try await desk.database.read { tx in
                try tx.obligations.all(of: Subject(.serviceCase, id.rawValue)).filter { $0.clause == clause }
                    .map(\.state)
            }
            #expect(outcomes.contains { if case .ended(.exempted, _, _) = $0 { true } else { false } })
            #expect(try await desk.state(of: id) == .awaitingDecision)
        }
    }

    /// GAME-93: what is refused goes back, and is counted.
    @Test(arguments: TestDatabase.engines)
    func theThirdRefusalGoesToTheManager(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.act(as: agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).id
            }
            for _ in 0..<3 {
                try await desk.walk(id, receivedBy: agent, until: .awaitingCustomer)
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.answered(id, .refused, saying: "不接受", by: actor)
                }
            }
            let record = try await desk.file(of: id).record
            #expect(record.refusals == 3)
            #expect(record.handler != agent, "the manager has it now")
        }
    }
}

extension TestDesk {
    func state(of id: Case.ID) async throws -> Case.State { try await file(of: id).record.state }

    func file(of id: Case.ID) async throws -> CaseFile { try await database.read { tx in try tx.cases.file(id) } }

    func accepted(by agent: Staff.ID) async throws -> Case.ID {
        try await act(as: agent) { [intake = intake()] tx, actor in
            let id = try tx.cases.register(intake, by: actor).id
            try tx.cases.accept(id, as: .ordinary, by: actor)
            return id
        }
    }

    func proposing(by agent: Staff.ID) async throws -> Case.ID {
        let id = try await act(as: agent) { [intake = intake()] tx, actor in try tx.cases.register(intake, by: actor).id
        }
        try await walk(id, receivedBy: agent, until: .proposing)
        return id
    }

    func propose(_ text: String, _ fen: Int64, on id: Case.ID, by agent: Staff.ID) async throws {
        try await act(as: agent) { tx, actor in
            try tx.cases.propose(id, text: text, cost: Money(fen: fen), benefit: "", isOffered: false, by: actor)
        }
    }
}
