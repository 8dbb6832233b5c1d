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
            let pledge = Intake.Pledge(text: "明天中午前答复", due: desk.clock.now + .hours(20), isAgreed: true)
            try await desk.act(as: agent) { tx, actor in try tx.cases.judge(id, judgement, pledge: pledge, by: actor) }
            #expect(try await desk.state(of: id) == .investigating)
        }
    }

    /// GAME-91: at least two, and each with its cost, its effect and its benefit.
    @Test(arguments: TestDatabase.engines)
    func oneProposalIsNotEnoughAndEachSaysCostEffectAndBenefit(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.proposing(by: agent)
            for bare in [
                ProposalDraft(text: "全额补发"), ProposalDraft(text: "全额补发", cost: .zero, benefit: "当日到账"),
                ProposalDraft(text: "全额补发", effect: "补齐", benefit: "当日到账"),
            ] {
                let refusal = await #expect(throws: GateRefusal.self) {
                    try await desk.act(as: agent) { tx, actor in try tx.cases.propose(id, bare, by: actor) }
                }
                #expect(refusal?.objections.map(\.clause) == ["4.6"])
                #expect(refusal?.objections.first?.missing.word == .gateProposalFields)
            }
            try await desk.propose("全额补发", 0, on: id, by: agent)
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
            }
            try await desk.propose("补发并加赠", 0, on: id, by: agent)
            try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
            #expect(try await desk.state(of: id) == .awaitingDecision)
        }
    }

    /// GAME-91: the same thing said three times is one proposal, and the refusal counts as the gate does.
    @Test(arguments: TestDatabase.engines)
    func aProposalThatRepeatsAnotherIsNoSecondOne(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.proposing(by: agent)
            for text in ["全额退还本次充值并补发双倍经验卡一张", "全额退还本次充值，并补发双倍经验卡一张。", "全额退还本次充值并且补发双倍经验卡一张"] {
                try await desk.propose(text, 0, on: id, by: agent)
            }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
            }
            let said = refusal?.objections.first { $0.missing.word == .gateProposals }?.missing
            #expect(said?.values == ["2", "1", "3"])
            #expect(Language.chinese(.gateProposals, "2", "1", "3") == "至少要有 2 个不同的方案。现有 3 个，其中内容不同的 1 个。")
            try await desk.propose("全额退还本次充值并补发双倍经验卡两张", 0, on: id, by: agent)
            try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
        }
    }

    /// GAME-91: the executive manager decides, whom the clock and the notice point at, and reads every one himself: what
    /// the team leader has read, he has not.
    @Test(arguments: TestDatabase.engines)
    func thePostThatTheHandbookNamesDecidesAndReadsEachItself(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let (leader, manager) = (desk.people["team-leader"] ?? "", desk.people["manager"] ?? "")
            let id = try await desk.awaitingDecision([0, 0])
            let first = try await desk.file(of: id).currentProposals[0].id
            let notices = try await desk.notices(of: manager, .caseProposalsSubmitted)
            #expect(notices == 1, "he is told at once")

            try await desk.readAll(of: id, as: leader)
            let elsewhere = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: leader) { tx, actor in
                    try tx.cases.decide(id, proposal: first, saying: "同意", by: actor)
                }
            }
            #expect(elsewhere?.objections.contains { $0.missing.word == .gateDecider } == true)
            let unread = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: manager) { tx, actor in
                    try tx.cases.decide(id, proposal: first, saying: "同意", by: actor)
                }
            }
            #expect(unread?.objections.map(\.missing) == [Sentence(.gateProposalsUnread, "2")])
            desk.clock.advance(by: .minutes(5))
            try await desk.readAll(of: id, as: manager)
            try await desk.act(as: manager) { tx, actor in
                try tx.cases.decide(id, proposal: first, saying: "同意", by: actor)
            }
            #expect(try await desk.file(of: id).currentProposals[0].readings.map(\.by) == [leader, manager])
        }
    }

    /// GAME-91, CHAIN-56: what is dearer than the named post may grant is decided by whoever stands above it.
    @Test(arguments: TestDatabase.engines)
    func beyondTheAuthorityOfTheNamedPostWhoeverIsAboveDecides(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let above = desk.people["senior-manager"] ?? ""
            let id = try await desk.awaitingDecision([0, 900_000])
            let dearest = try await desk.file(of: id).currentProposals[1].id
            try await desk.readAll(of: id, as: above)
            try await desk.act(as: above) { tx, actor in
                try tx.cases.decide(id, proposal: dearest, saying: "同意", by: actor)
            }
            #expect(try await desk.file(of: id).record.decision?.by == above)
            #expect(try await desk.notices(of: above, .caseProposalsSubmitted) == 1)
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
                    try tx.cases.answered(id, .refused, saying: "不接受", through: .phone, by: actor)
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
            let draft = ProposalDraft(text: text, cost: Money(fen: fen), effect: "一次办清", benefit: "当日到账")
            try tx.cases.propose(id, draft, by: actor)
        }
    }

    /// As many proposals as there are costs, submitted.
    func awaitingDecision(_ costs: [Int64]) async throws -> Case.ID {
        let id = try await proposing(by: agent)
        for (number, cost) in costs.enumerated() { try await propose("方案 \(number)", cost, on: id, by: agent) }
        try await act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
        return id
    }

    func readAll(of id: Case.ID, as reader: Staff.ID) async throws {
        try await act(as: reader) { tx, actor in
            for proposal in try tx.cases.file(id).currentProposals {
                try tx.cases.read(proposal.id, of: id, by: actor)
            }
        }
    }

    /// How many notices of such an event a person has.
    func notices(of person: Staff.ID, _ kind: EventKind) async throws -> Int {
        try await database.read { tx in
            try tx.execute(
                """
                SELECT COUNT(*) AS n FROM outbox JOIN event ON event.id = outbox.event_id
                WHERE outbox.kind = 'notice' AND outbox.payload = \(person) AND event.kind = \(kind.rawValue)
                """
            ).first?.int("n") ?? 0
        }
    }
}
