import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// What each verb does in each state, as one table to read.
@Suite struct CaseStateTests {
    @Test func everyVerbInEveryState() throws {
        let verbs: [(String, (inout Case) throws -> Void)] = [
            ("accept", { try $0.accept(as: .ordinary, under: Self.all) }),
            ("judge founded", { try $0.judge(Self.judgement(true), under: Self.all) }),
            ("judge unfounded", { try $0.judge(Self.judgement(false), under: Self.all) }),
            ("answer unfounded", { try $0.answerUnfounded("说明", under: Self.all, at: Self.now) }),
            ("refer", { try $0.refer(to: "当地部门", because: "非我方") }),
            ("investigate", { try $0.investigate(Self.finding, under: Self.all) }),
            ("submit proposals", { try $0.submitProposals(under: Self.all) }),
            ("decide", { try $0.decide(Self.decision, under: Self.all) }),
            ("implement", { try $0.implement("已退款", under: Self.all) }),
            ("customer accepts", { try $0.answered(.accepted, under: Self.all, at: Self.now) }),
            ("customer refuses", { try $0.answered(.refused, under: Self.all, at: Self.now) }),
            ("visit: solved", { try $0.visited(isSolved: true, under: Self.all) }),
            ("visit: not solved", { try $0.visited(isSolved: false, under: Self.all) }),
            ("archive", { try $0.close(Self.archive) }),
            ("reopen", { try $0.reopen(under: Self.all) }),
            ("withdraw", { try $0.withdraw() }),
            ("suspend", { try $0.suspend(Self.suspension, at: Self.now) }),
            ("transfer", { try $0.transfer(Self.transfer) }),
            ("assign", { try $0.assign(to: "staff-b") }),
        ]
        var table = ""
        for (name, act) in verbs {
            table += "\(name)\n"
            for state in Self.ofTheProcedure {
                var record = try Self.standing(in: state)
                let answer: String
                do {
                    try act(&record)
                    answer = record.state == state ? "✓ stays" : "→ \(record.state.rawValue)"
                } catch let refusal as Case.Refusal {
                    answer = "— \(refusal.name)"
                }
                table += "    \(state.rawValue): \(answer)\n"
            }
        }
        golden(table, named: "case-states")
    }

    @Test func aHandbookWithoutJudgementLeadsFromAcceptanceToTheInvestigation() throws {
        var record = Self.registered
        try record.accept(as: .serious, under: [.accept, .investigate, .implement, .confirm, .visit, .summarise])
        #expect(record.state == .investigating)
        #expect(record.severity == .serious)
    }

    @Test func aSuspendedCaseTakesNoStepUntilItIsResumed() throws {
        var record = try Self.standing(in: .investigating)
        try record.suspend(Self.suspension, at: Self.now)
        #expect(throws: Case.Refusal.suspended(until: Self.suspension.until)) {
            try record.investigate(Self.finding, under: Self.all)
        }
        #expect(try record.resume() == Self.suspension)
        try record.investigate(Self.finding, under: Self.all)
        #expect(record.state == .proposing)
    }

    /// SOFT-76: signed for by the one it was handed to.
    @Test func onlyTheReceivingHandSignsForATransfer() throws {
        var record = try Self.standing(in: .investigating)
        try record.transfer(Self.transfer)
        #expect(throws: Case.Refusal.notYours) { _ = try record.signTransfer(by: "staff-a") }
        _ = try record.signTransfer(by: "staff-b")
        #expect(record.handler == "staff-b")
        #expect(record.firstReceiver == "staff-a", "the first receiver stays accountable (SOFT-60)")
        #expect(record.transfers == 1)
    }

    /// GEN2-19: solved is what the customer accepts.
    @Test func aRefusalGoesBackToBetterProposalsAndIsCounted() throws {
        var record = try Self.standing(in: .awaitingCustomer)
        try record.answered(.partly, under: Self.all, at: Self.now)
        #expect(record.state == .proposing)
        #expect(record.refusals == 1)
        #expect(record.decision == nil)
    }

    @Test func aReopenedCaseBeginsANewRoundAndKeepsItsArchiveNumber() throws {
        var record = try Self.standing(in: .archived)
        try record.reopen(under: Self.all)
        #expect(record.round == 2)
        #expect(record.archive?.number == "A2026-00001")
        #expect(record.completedAt == nil)
    }

    static let all = Way.procedure.possibleSteps
    /// The states of the full procedure; those of the other ways are walked in `WayTests`.
    static let ofTheProcedure: [Case.State] = [
        .registered, .accepted, .investigating, .proposing, .awaitingDecision, .implementing, .awaitingCustomer,
        .unfounded, .awaitingVisit, .summarising, .archived, .referred, .withdrawn,
    ]
    static let now = TimeMachine.start
    static let finding = Case.Finding(cause: "质量", rootCause: "工艺", responsiblePerson: "王强")
    static let decision = Case.Decision(proposal: "p-1", text: "同意", by: "staff-c", at: now)
    static let archive = Case.Archive(number: "A2026-00001", evaluation: "及时", lesson: "无", at: now, by: "staff-c")
    static let suspension = Case.Suspension(
        reason: .awaitingCustomer, notice: "等您寄回", since: now, until: now + .days(2))
    static let transfer = Case.Transfer(id: "t-1", to: "staff-b", from: "staff-a", reason: "专业", known: "已核实", at: now)

    static func judgement(_ isFounded: Bool) -> Case.Judgement {
        Case.Judgement(
            groundsSufficient: isFounded, demandReasonable: isFounded, isFounded: isFounded, reason: "依据标签",
            department: "商品部", nature: isFounded ? .service : nil)
    }

    static var registered: Case {
        Case(
            id: "case-1", number: "20260105-1", unit: "unit-1", type: .complaint, source: .direct, channel: .phone,
            severity: .ordinary, customer: nil, report: Case.Report(subject: "变形", content: "洗后变形"),
            receivedBy: "staff-a", under: "version-1", at: now)
    }

    /// A case walked to a state by its own verbs: no test can make one that the product could not.
    static func standing(in state: Case.State) throws -> Case {
        var record = registered
        switch state {
        case .registered: return record
        case .withdrawn:
            try record.withdraw()
            return record
        case .referred:
            try record.refer(to: "当地部门", because: "非我方")
            return record
        case .unfounded:
            try record.accept(as: .ordinary, under: all)
            try record.judge(judgement(false), under: all)
            return record
        default: break
        }
        let way: [(Case.State, (inout Case) throws -> Void)] = [
            (.registered, { try $0.accept(as: .ordinary, under: all) }),
            (.accepted, { try $0.judge(judgement(true), under: all) }),
            (.investigating, { try $0.investigate(finding, under: all) }),
            (.proposing, { try $0.submitProposals(under: all) }),
            (.awaitingDecision, { try $0.decide(decision, under: all) }),
            (.implementing, { try $0.implement("已退款", under: all) }),
            (.awaitingCustomer, { try $0.answered(.accepted, under: all, at: now) }),
            (.awaitingVisit, { try $0.visited(isSolved: true, under: all) }),
            (.summarising, { try $0.close(archive) }),
        ]
        for (here, act) in way {
            guard record.state == here, here != state else { break }
            try act(&record)
        }
        return record
    }
}

extension Case.Refusal {
    fileprivate var name: String {
        switch self {
        case .notNow: "not now"
        default: "\(self)"
        }
    }
}
