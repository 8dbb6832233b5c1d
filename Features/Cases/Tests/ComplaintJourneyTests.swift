import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// A complaint from intake to archive, as each of the six handbooks has it, on both engines.
@Suite struct ComplaintJourneyTests {
    /// CHAIN-92, CHAIN-58: registered, judged, investigated, decided, answered, visited, archived, nothing left owed.
    @Test(arguments: TestDesk.packs, TestDatabase.engines)
    func aComplaintIsWorkedToItsArchive(pack: String, engine: Engine) async throws {
        try await TestDesk.open(pack, on: engine) { desk in
            let agent = desk.agent
            let intake = desk.intake { $0.type = .complaint }
            let id = try await desk.act(as: agent) { tx, actor in try tx.cases.register(intake, by: actor).id }
            let walked = try await desk.walk(id, receivedBy: agent)

            #expect(walked.last == .archived)
            let (record, open, broken) = try await desk.database.read { tx in
                let record = try tx.cases.require(id)
                let all = try tx.obligations.all(of: record.subject)
                return (record, all.filter(\.isOpen), all.filter { $0.state.isBroken })
            }
            #expect(record.archive?.number.hasPrefix("A2026-") == true)
            #expect(open.isEmpty, "an archived case owes nothing: \(open.map(\.clause))")
            #expect(broken.filter { $0.rule != .attestation }.isEmpty, "\(broken.map(\.clause))")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aComplaintThatIsNotAcceptedInTimeIsBrokenOnceAndEscalates(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.act(as: agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).id
            }
            desk.clock.advance(by: .days(3))
            for _ in 0..<3 { try await desk.chores() }

            let (breaches, reply) = try await desk.database.read { tx in
                let events = try tx.events.about(Subject(.serviceCase, id.rawValue))
                let all = try tx.obligations.all(of: Subject(.serviceCase, id.rawValue))
                return (
                    events.filter { $0.kind == .obligationBreached }.compactMap { $0.details["obligation"] },
                    all.first { $0.rule == .deadline(.firstReply) }
                )
            }
            #expect(Set(breaches).count == breaches.count, "a breach is written once")
            #expect(reply?.breachedAt == reply?.dueAt)
            #expect(reply?.isOpen == true)
        }
    }

    /// GAME-86, CHAIN-101: what the register and the handling sheet hold is there on first save, or nothing is saved.
    @Test(arguments: TestDatabase.engines)
    func aRefusalNamesEveryClauseAtOnceAndNothingIsSaved(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let bare = desk.intake {
                $0.complainant = ""
                $0.phone = nil
                $0.report.content = ""
            }
            let refusal = await #expect(throws: GateRefusal.self) {
                _ = try await desk.act(as: agent) { tx, actor in try tx.cases.register(bare, by: actor) }
            }
            #expect(refusal?.objections.isEmpty == false)
            let count = try await desk.database.read { tx in
                try tx.execute("SELECT COUNT(*) AS n FROM service_case").first?.int("n")
            }
            #expect(count == 0)
        }
    }
}

extension TestDesk {
    /// Takes step after step as the handbook has them, and answers the states the case went through.
    @discardableResult
    func walk(_ id: Case.ID, receivedBy agent: Staff.ID, until end: Case.State? = nil) async throws -> [Case.State] {
        var states: [Case.State] = []
        for _ in 0..<20 {
            clock.advance(by: .minutes(10))
            let record = try await database.read { tx in try tx.cases.require(id) }
            states.append(record.state)
            guard !record.state.isOver, record.state != end else { return states }
            try await step(record, agent: agent)
        }
        return states
    }

    private func step(_ record: Case, agent: Staff.ID) async throws {
        let id = record.id
        let decider = who(.decideCase, but: agent)
        let due = clock.now + .hours(8)
        switch record.state {
        case .registered:
            try await act(as: agent) { tx, actor in
                try tx.cases.attribute(id, Case.Attribution(verdict: .ours, reason: "本店商品"), by: actor)
                let names = handbook.details[record.report.category] ?? []
                try tx.cases.detail(id, Dictionary(uniqueKeysWithValues: names.map { ($0, "已问") }), by: actor)
                try tx.cases.reply(id, "您好，已收到您的反映，正在核实。", by: actor)
                try tx.cases.promise("核实后回电", due: due, isAgreed: true, on: id, by: actor)
                try tx.cases.accept(id, as: .ordinary, by: actor)
            }
        case .accepted:
            let judgement = Case.Judgement(
                groundsSufficient: true, demandReasonable: true, isFounded: true, reason: "洗涤方式与标签一致",
                department: "商品部",
                nature: .service)
            try await act(as: agent) { tx, actor in
                try tx.cases.judge(
                    id, judgement, pledge: Intake.Pledge(text: "调查后答复", due: due, isAgreed: true), by: actor)
            }
        case .investigating:
            let finding = Case.Finding(cause: "外部原因", rootCause: "绗线密度不足", responsiblePerson: "王强", statement: "照常检验")
            // Whoever has it looks into it, where they may: a stranger to it is left to ask the customer.
            let mayLook = handbook.posts.contains {
                people[$0.code] == agent && $0.permissions.contains(.investigateCase)
            }
            let investigator = mayLook ? agent : who(.investigateCase)
            try await act(as: record.investigator ?? investigator) { tx, actor in
                try tx.cases.investigate(id, finding, by: actor)
            }
        case .proposing:
            try await act(as: agent) { tx, actor in
                for (text, benefit) in [("退货退款", "全额退回"), ("换新并致歉", "当日换新")] {
                    let draft = ProposalDraft(
                        text: text, cost: .zero, effect: "一次办清", benefit: benefit, isOffered: true)
                    try tx.cases.propose(id, draft, by: actor)
                }
                try tx.cases.submitProposals(id, by: actor)
            }
        case .awaitingDecision:
            let fixed = try await self.decider(of: id)
            try await act(as: fixed ?? decider) { tx, actor in
                let file = try tx.cases.file(id)
                for proposal in file.currentProposals { try tx.cases.read(proposal.id, of: id, by: actor) }
                try tx.cases.decide(id, proposal: file.currentProposals.first?.id, saying: "同意退货退款", by: actor)
            }
        case .implementing:
            try await act(as: decider) { tx, actor in
                for target in PenaltyLine.Target.allCases {
                    let line = PenaltyReport(target: target, person: "王强", result: "无", reason: "首次，口头提醒", isNone: true)
                    try tx.cases.punish(id, line, by: actor)
                }
            }
            try await act(as: agent) { tx, actor in
                if let offered = try tx.cases.file(id).currentProposals.first(where: \.isOffered) {
                    try tx.cases.choose(offered.id, of: id, by: .phone, noted: actor)
                }
            }
            try await act(as: agent) { tx, actor in try tx.cases.implement(id, solution: "已退款 599 元", by: actor) }
        case .awaitingCustomer:
            try await act(as: agent) { tx, actor in
                try tx.cases.answered(id, .accepted, saying: "可以", through: .phone, by: actor)
            }
        case .awaitingVisit:
            let visitor = try await visitor(of: record)
            try await act(as: visitor) { tx, actor in
                let report = VisitReport(result: .reached, isSolved: true, wasTold: true, satisfaction: 5, note: "满意")
                try tx.cases.visit(id, report, by: actor)
            }
        case .summarising:
            try await act(as: who(.summariseCase)) { tx, actor in
                try tx.cases.archive(id, evaluation: "处理及时", lesson: "入库加检绗线", category: "其他", by: actor)
            }
        case .answering, .assessing, .responding, .thanking, .dispatching, .taking, .arriving, .fixing, .signing,
            .mediating, .agreeing:
            try await stepOwnWay(record, agent: agent)
        case .unfounded, .archived, .referred, .withdrawn, .merged: break
        }
    }

    /// Whom the handbook names, where it does.
    func decider(of id: Case.ID) async throws -> Staff.ID? {
        try await database.read { tx in try tx.deciders(for: tx.cases.file(id), under: handbook)?.last }
    }

    private func visitor(of record: Case) async throws -> Staff.ID {
        for (_, gate) in handbook.gates() {
            if case .visitor(_, let stores?) = gate, record.source == .store, let post = stores.postCode {
                return people[post] ?? "nobody"
            }
            if case .visitor(.independent, _) = gate {
                return who(.workCase, but: record.firstReceiver, record.handler ?? "nobody")
            }
        }
        return record.firstReceiver
    }
}

extension Obligation.State {
    var isBroken: Bool {
        if case .ended(.broken, _, _) = self { true } else { false }
    }
}
