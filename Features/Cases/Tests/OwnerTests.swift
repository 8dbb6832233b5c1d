import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Whose a case is: major ones, technical ones, escalated ones; and what a supervisor may change.
@Suite struct OwnerTests {
    /// SOFT-75: registered as major, the hour in which the manager is told runs from the registration, whatever the
    /// type, and is owed by whoever took the case in, not by the manager who has it by then.
    @Test(arguments: TestDatabase.engines)
    func aMajorCaseIsToldToTheManagerWithinTheHourOfItsRegistration(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let (agent, manager) = (desk.agent, desk.people["manager"] ?? "")
            for type in [CaseType.complaint, .enquiry] {
                let id = try await desk.registered(type) { $0.severity = .major }
                #expect(try await desk.due(.informManager, of: id) == desk.clock.now + .hours(1), "\(type)")
                #expect(try await desk.owes(.informManager, of: id) == [agent], "\(type)")
                #expect(try await desk.file(of: id).record.handler == manager)
                try await desk.act(as: agent) { tx, actor in try tx.cases.informManager(id, "已电话报告", by: actor) }
                guard type == .complaint else { continue }
                try await desk.askAtOnce(id)
                try await desk.act(as: manager) { tx, actor in try tx.cases.accept(id, as: .major, by: actor) }
                #expect(try await desk.owes(.informManager, of: id).isEmpty, "told once")
            }
        }
    }

    /// SOFT-09: a major case is the manager's; no transfer, assignment, line or offer takes it away.
    @Test(arguments: TestDatabase.engines)
    func aMajorCaseStaysWithTheManager(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let (engineer, manager) = (desk.people["engineer"] ?? "", desk.people["manager"] ?? "")
            let unit = desk.unit
            let line = try await desk.database.write { tx in
                let line = Line(
                    id: "line-all", unit: unit, name: "全部", isOpen: true, condition: Condition(), categories: [],
                    needs: [], method: .roundRobin, keepsFirstReceiver: false, prefersLastHandler: false,
                    prefersNearest: false, minutesToTake: 10, refusalsAllowed: 3)
                try tx.lines.insert(line)
                try tx.lines.put(Line.Member(staff: engineer, weight: 1, ceiling: 10), in: line.id)
                try tx.presence.begin(by: tx.actor(engineer))
                try tx.presence.begin(by: tx.actor(manager))
                return line.id
            }
            let id = try await desk.registered(.complaint) { $0.severity = .major }
            #expect(try await desk.database.read { tx in try tx.assignments.openOffer(of: id) } == nil)
            for move in [
                { tx, actor in try tx.cases.transfer(id, to: engineer, because: "忙", known: "无", by: actor) },
                { tx, actor in try tx.cases.assign(id, to: engineer, because: "忙", by: actor) },
                { tx, actor in try tx.assignments.route(id, to: line, by: actor) },
            ] as [@Sendable (Transaction, Actor) throws -> Void] {
                let refusal = await #expect(throws: GateRefusal.self) { try await desk.act(as: manager, move) }
                #expect(refusal?.objections.map(\.clause) == ["5.20"])
            }
            // What was on offer when it became major is taken by nobody any more.
            let other = try await desk.registered(.complaint)
            let offer = try #require(try await desk.database.read { tx in try tx.assignments.openOffer(of: other) })
            try await desk.act(as: manager) { tx, actor in try tx.cases.assess(other, as: .major, by: actor) }
            await #expect(throws: (any Error).self) {
                try await desk.act(as: engineer) { tx, actor in _ = try tx.assignments.take(offer.id, by: actor) }
            }
            #expect(try await desk.file(of: other).record.handler == manager)
        }
    }

    /// SOFT-09: what key customers still wait for is one list.
    @Test(arguments: TestDatabase.engines)
    func whatKeyCustomersWaitForIsAList(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let key = try await desk.registered(.enquiry) { $0.grade = .key }
            _ = try await desk.registered(.enquiry)
            let filter = CaseFilter(address: "view=open&grade=key")
            #expect(filter.query.contains("grade=key"))
            let (unit, manager) = (desk.unit, desk.people["manager"] ?? "")
            let lines = try await desk.database.read { tx in
                try tx.caseLists.page(
                    filter, for: CaseReader(staff: manager, reach: .some([unit]), zone: .shanghai), limit: 10)
            }
            #expect(lines.map(\.id) == [key])
        }
    }

    /// GAME-90: what is technical is looked into by the technical lead, what is service by the specialist, who owe the
    /// clock; and the person concerned is heard.
    @Test(arguments: TestDatabase.engines)
    func theNatureOfAMatterSaysWhoLooksIntoIt(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            for (nature, post) in [(Case.Nature.technical, "technical-lead"), (.service, "service-specialist")] {
                let id = try await desk.accepted(by: agent)
                let pledge = Intake.Pledge(text: "明天中午前答复", due: desk.clock.now + .hours(20), isAgreed: true)
                var judgement = CaseStateTests.judgement(true)
                judgement.nature = nil
                let unnamed = judgement
                let refusal = await #expect(throws: GateRefusal.self) {
                    try await desk.act(as: agent) { tx, actor in
                        try tx.cases.judge(id, unnamed, pledge: pledge, by: actor)
                    }
                }
                #expect(refusal?.objections.map(\.clause) == ["4.22"])
                judgement.nature = nature
                let named = judgement
                try await desk.act(as: agent) { tx, actor in try tx.cases.judge(id, named, pledge: pledge, by: actor) }
                let investigator = desk.people[post] ?? ""
                #expect(try await desk.owes(.investigate, of: id) == [investigator])
                #expect(try await desk.notices(of: investigator, .investigatorNamed) > 0)
                #expect(try await desk.file(of: id).record.handler == agent, "the customer keeps whom they know")

                let other = desk.people[nature == .technical ? "service-specialist" : "technical-lead"] ?? ""
                let finding = Case.Finding(cause: "程序缺陷", rootCause: "并发", responsiblePerson: "王强", statement: "未复核")
                let elsewhere = await #expect(throws: GateRefusal.self) {
                    try await desk.act(as: other) { tx, actor in try tx.cases.investigate(id, finding, by: actor) }
                }
                #expect(elsewhere?.objections.map(\.clause) == ["4.22"])
                var unheard = finding
                unheard.statement = ""
                let mute = unheard
                let silent = await #expect(throws: GateRefusal.self) {
                    try await desk.act(as: investigator) { tx, actor in try tx.cases.investigate(id, mute, by: actor) }
                }
                #expect(silent?.objections.map(\.missing.word) == [.gateStatement])
                try await desk.act(as: investigator) { tx, actor in try tx.cases.investigate(id, finding, by: actor) }
                #expect(try await desk.file(of: id).record.finding?.statement == "未复核")
            }
        }
    }

    /// CHAIN-56: beyond one's authority it goes to the manager, who owes the answer and hears of it.
    @Test(arguments: ["chain-retail", "game-support", "software-support"], TestDatabase.engines)
    func whoeverOwesTheAnswerHearsOfTheEscalation(pack: String, engine: Engine) async throws {
        try await TestDesk.open(pack, on: engine) { desk in
            let (agent, manager) = (desk.agent, desk.people["manager"] ?? "")
            let id = try await desk.accepted(by: agent)
            try await desk.act(as: agent) { tx, actor in try tx.cases.escalate(id, because: "超出权限", by: actor) }
            #expect(try await desk.owes(.takeEscalation, of: id) == [manager])
            #expect(try await desk.notices(of: manager, .caseEscalated) == 1)
        }
    }

    /// GAME-30: out of order nothing goes; a supervisor who has no hand in the case may let a step be left out, with the
    /// reason, and the clause counts it as exempted, not as kept.
    @Test(arguments: TestDatabase.engines)
    func aStepIsLeftOutOnlyByASupervisorAndIsCounted(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let (agent, supervisor) = (desk.agent, desk.people["supervisor"] ?? "")
            let id = try await desk.proposing(by: agent)
            await #expect(throws: NotAllowed.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.skip(id, because: "只有一个办法", by: actor) }
            }
            try await desk.act(as: supervisor) { tx, actor in
                try tx.cases.skip(id, because: "只有一个办法", by: actor)
                try tx.cases.skip(id, because: "执行经理已口头同意", by: actor)
            }
            #expect(try await desk.state(of: id) == .implementing)
            try await desk.walk(id, receivedBy: agent)
            #expect(try await desk.state(of: id) == .archived)
            let outcomes = try await desk.database.read { tx in
                try tx.obligations.all(of: Subject(.serviceCase, id.rawValue))
                    .filter { $0.rule == .gate(.stepsInOrder) }.map(\.state)
            }
            #expect(outcomes.count == 2)
            #expect(outcomes.allSatisfy { if case .ended(.exempted, _, _) = $0 { true } else { false } })
        }
    }

    /// SOFT-63: what is opened again is looked into again, and the customer has a definite time first: on whichever way
    /// it comes back.
    @Test(arguments: TestDatabase.engines)
    func aReopenedCaseHasADefiniteTimeForTheCustomer(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: desk.agent, until: .awaitingVisit)
            desk.clock.advance(by: .days(1))
            var report = VisitReport(result: .reached, isSolved: false, wasTold: true, satisfaction: 2, note: "又坏了")
            let bare = report
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in try tx.cases.visit(id, bare, by: actor) }
            }
            #expect(refusal?.objections.map(\.clause) == ["4.3"])
            let due = desk.clock.now + .hours(5)
            report.pledge = Intake.Pledge(text: "今天下班前回电", due: due, isAgreed: true)
            let pledged = report
            try await desk.act(as: desk.agent) { tx, actor in try tx.cases.visit(id, pledged, by: actor) }
            #expect(try await desk.state(of: id) == .investigating)
            #expect(try await desk.due(.keepPromise, of: id) == due)
        }
    }

    /// SOFT-39: the price is the listed one; another is quoted by somebody who may approve it.
    @Test(arguments: TestDatabase.engines)
    func aPriceThatIsNotListedNeedsSomebodyWhoMayApproveIt(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let item = "上门服务（每次）"
            let id = try await desk.registered(.enquiry)
            await #expect(throws: Case.Refusal.notPaid) {
                try await desk.act(as: desk.agent) { tx, actor in try tx.cases.quote(id, item, by: actor) }
            }
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.attribute(id, Case.Attribution(verdict: .notOurs, reason: "网络故障"), by: actor)
            }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in try tx.cases.quote(id, item, .zero, by: actor) }
            }
            #expect(refusal?.objections.map(\.clause) == ["9.2"])
            try await desk.act(as: desk.agent) { tx, actor in try tx.cases.quote(id, item, by: actor) }
            #expect(try await desk.file(of: id).paidService?.quote == .yuan(300))
            try await desk.act(as: desk.people["manager"] ?? "") { tx, actor in
                try tx.cases.quote(id, item, .yuan(150), by: actor)
            }
            #expect(try await desk.file(of: id).paidService?.quote == .yuan(150))
        }
    }

    /// GEN1-13, CHAIN-56: many small grants of one person on one case are one large one; the refusal names its clause.
    @Test(arguments: TestDatabase.engines)
    func manySmallGrantsDoNotPassAnAuthority(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let (agent, specialist) = (desk.agent, desk.people["supervisor"] ?? "")
            let id = try await desk.accepted(by: agent)
            for _ in 0..<2 {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.compensate(
                        id, CompensationWish(kind: .coupon, value: .yuan(300), reason: "致歉", deliverBy: nil), by: actor)
                }
            }
            let asked = try await desk.file(of: id).compensations.map(\.id)
            try await desk.act(as: specialist) { tx, actor in
                try tx.cases.approveCompensation(asked[0], of: id, by: actor)
            }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: specialist) { tx, actor in
                    try tx.cases.approveCompensation(asked[1], of: id, by: actor)
                }
            }
            #expect(refusal?.objections.map(\.clause) == ["4.8"])
            #expect(refusal?.objections.first?.missing == Sentence(.gateGrant, "600.00", "500.00"))
            try await desk.act(as: desk.people["manager"] ?? "") { tx, actor in
                try tx.cases.approveCompensation(asked[1], of: id, by: actor)
            }
        }
    }

    /// PROPB-03: agreed with the resident, the repairer is owed at that time and not four hours after the dispatch; given
    /// back, the dispatch is owed anew; and nobody off duty is sent.
    @Test(arguments: TestDatabase.engines)
    func aRepairIsOwedWhenItWasAgreedAndAgainWhenItIsGivenBack(engine: Engine) async throws {
        try await TestDesk.open("property", on: engine) { desk in
            let (agent, repairer) = (desk.agent, desk.people["repairer"] ?? "")
            let id = try await desk.registered(.repair)
            await #expect(throws: Case.Refusal.endInThePast) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.dispatch(id, to: repairer, as: .common, appointment: tx.now - .hours(1), by: actor)
                }
            }
            let tomorrow = desk.clock.now + .hours(26)
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.dispatch(id, to: repairer, as: .common, appointment: tomorrow, by: actor)
            }
            #expect(try await desk.due(.arrive, of: id) == tomorrow)
            #expect(try await desk.due(.dispatch, of: id) == nil)
            try await desk.act(as: repairer) { tx, actor in
                try tx.cases.takeRepair(id, false, because: "不懂电梯", by: actor)
            }
            #expect(try await desk.due(.arrive, of: id) == nil, "nobody is on the way")
            #expect(try await desk.due(.dispatch, of: id) == desk.clock.now + .minutes(30))
            #expect(try await desk.owes(.dispatch, of: id) == [agent])

            try await desk.act(as: agent) { tx, actor in try tx.presence.begin(by: actor) }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.dispatch(id, to: repairer, as: .common, appointment: nil, by: actor)
                }
            }
            #expect(refusal?.objections.map(\.clause) == ["5.6"])
            try await desk.act(as: repairer) { tx, actor in try tx.presence.begin(by: actor) }
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.dispatch(id, to: repairer, as: .common, appointment: nil, by: actor)
            }
            #expect(try await desk.due(.arrive, of: id) == desk.clock.now + .hours(4))
            desk.clock.advance(by: .hours(2))
        }
    }

    /// GAME-93: what the customer answered, through which channel and when.
    @Test(arguments: TestDatabase.engines)
    func theCustomersAnswerHasItsChannel(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: desk.agent, until: .awaitingCustomer)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.answered(id, .partly, saying: "只收一半", through: .chat, by: actor)
            }
            let event = try await desk.database.read { tx in
                try tx.events.about(Subject(.serviceCase, id.rawValue)).last { $0.kind == .caseRefused }
            }
            #expect(event?.details["answer"] == "partly" && event?.details["channel"] == "chat")
        }
    }
}
