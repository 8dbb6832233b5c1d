import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Whose matter it is, what it costs, what the customer picked, what an unmet expectation leads to.
@Suite struct VerdictTests {
    /// SOFT-37, SOFT-38: not ours, with the reason; referred to somebody of the directory, with the number, and counted.
    @Test(arguments: TestDatabase.engines)
    func whatIsNotOursIsReferredByTheDirectory(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.registered(.enquiry)
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.attribute(
                    id, Case.Attribution(verdict: .notOurs, reason: "专线故障"), by: actor)
            }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.refer(id, to: "隔壁老王", because: "专线故障", by: actor)
                }
            }
            #expect(refusal?.objections.map(\.rule) == [.referralDirectory])
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.refer(id, to: "客户网络服务商", because: "专线故障", by: actor)
            }
            let file = try await desk.file(of: id)
            #expect(file.record.state == .referred && file.record.outcome == .referred)
            #expect(file.referrals.map(\.phone) == ["10000"] && file.referrals.allSatisfy(\.isFromDirectory))
        }
    }

    /// SOFT-39: not ours and still wanted: no work before the customer consents; who declines ends with a code.
    @Test(arguments: TestDatabase.engines)
    func paidServiceNeedsConsentBeforeWorkAndARefusalHasItsCode(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let agent = desk.agent
            for isWanted in [true, false] {
                let id = try await desk.registered(.enquiry)
                try await desk.askAtOnce(id)
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.attribute(
                        id, Case.Attribution(verdict: .notOurs, reason: "第三方软件"), by: actor)
                    try tx.cases.quote(id, "远程协助（每次）", .yuan(100), by: actor)
                }
                let refusal = await #expect(throws: GateRefusal.self) {
                    try await desk.act(as: agent) { tx, actor in try tx.cases.answer(id, "已处理", by: actor) }
                }
                #expect(refusal?.objections.map(\.rule).contains(.paidConsent) == true)
                if isWanted {
                    try await desk.act(as: agent) { tx, actor in
                        try tx.cases.consent(id, shownBy: "录音 0412", by: actor)
                        try tx.cases.answer(id, "已处理", by: actor)
                    }
                    #expect(try await desk.state(of: id) == .awaitingCustomer)
                } else {
                    try await desk.act(as: agent) { tx, actor in try tx.cases.declineFee(id, by: actor) }
                    let record = try await desk.file(of: id).record
                    #expect(record.state == .withdrawn && record.outcome == .feeDeclined)
                    #expect(try await desk.owed(by: id).filter { $0 != "attestation" }.isEmpty)
                }
            }
        }
    }

    /// SOFT-10: after the end of service a request is paid service, even where the matter is ours.
    @Test(arguments: TestDatabase.engines)
    func aRequestAfterTheTermIsPaidService(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let id = try await desk.registered(.enquiry) { $0.grade = .outOfTerm }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.cases.attribute(id, Case.Attribution(verdict: .ours, reason: "程序缺陷"), by: actor)
                    try tx.cases.answer(id, "已修复", by: actor)
                }
            }
            #expect(refusal?.objections.map(\.rule).contains(.paidConsent) == true)
        }
    }

    /// GAME-96, GEN1-08: proposals are offered to the customer, and which one they chose is noted before it is carried out.
    @Test(arguments: TestDatabase.engines)
    func theCustomerChoosesAmongTheProposals(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.proposing(by: agent)
            try await desk.act(as: agent) { tx, actor in
                for (text, benefit) in [("补发道具", "当日到账"), ("折算点券", "可另购")] {
                    let draft = ProposalDraft(
                        text: text, cost: .zero, effect: "一次办清", benefit: benefit, isOffered: true)
                    try tx.cases.propose(id, draft, by: actor)
                }
            }
            let second = try await desk.file(of: id).currentProposals[1].id
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.choose(second, of: id, by: .chat, noted: actor)
            }
            let chosen = try await desk.file(of: id).currentProposals.filter { $0.choice != nil }
            #expect(chosen.map(\.text) == ["折算点券"] && chosen.first?.choice?.channel == .chat)
        }
    }

    /// GAME-92: both lines, each with the rule cited, or «none, because…»; GAME-94 follows with the evaluation.
    @Test(arguments: TestDatabase.engines)
    func penaltyLinesCiteTheirRuleOrSayWhyThereIsNone(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.act(as: agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).id
            }
            try await desk.walk(id, receivedBy: agent, until: .implementing)
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.implement(id, solution: "补发", by: actor) }
            }
            #expect(refusal?.objections.map(\.rule).contains(.penaltyLines) == true)
            // GAME-92: a line without its rule, or without an amount or points, is no penalty.
            for bare in [
                PenaltyReport(target: .direct, person: "王强", result: "扣分", reason: "答错规则", points: 2),
                PenaltyReport(target: .direct, person: "王强", result: "扣分", reason: "答错规则", basis: "绩效办法 4.2"),
                PenaltyReport(target: .direct, person: "王强", result: "不予处理", reason: "", isNone: true),
            ] {
                let refusal = await #expect(throws: GateRefusal.self) {
                    try await desk.act(as: desk.who(.decideCase, but: agent)) { tx, actor in
                        try tx.cases.punish(id, bare, by: actor)
                    }
                }
                #expect(refusal?.objections.map(\.clause) == ["7.4"])
            }
            try await desk.act(as: desk.who(.decideCase, but: agent)) { tx, actor in
                try tx.cases.punish(
                    id,
                    PenaltyReport(
                        target: .direct, person: "王强", result: "扣分", reason: "答错规则", basis: "绩效办法 4.2", points: 2),
                    by: actor)
                try tx.cases.punish(
                    id,
                    PenaltyReport(
                        target: .departmentManager, person: "赵敏", result: "不予处理", reason: "已培训", isNone: true),
                    by: actor)
            }
            try await desk.act(as: agent) { tx, actor in try tx.cases.implement(id, solution: "补发", by: actor) }
            let lines = try await desk.file(of: id).penaltyLines
            #expect(lines.contains { $0.basis == "绩效办法 4.2" && $0.points == 2 })
        }
    }

    /// GEN1-13, CHAIN-56: within one's own authority at once, beyond it by another; delivered with its proof.
    @Test(arguments: TestDatabase.engines)
    func compensationIsGrantedWithinAnAuthorityAndDeliveredWithProof(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let store = desk.people["store-manager"] ?? "nobody"
            let id = try await desk.act(as: store) { [intake = desk.intake { $0.source = .store }] tx, actor in
                let id = try tx.cases.register(intake, by: actor).id
                try tx.cases.compensate(
                    id, CompensationWish(kind: .coupon, value: .yuan(300), reason: "致歉", deliverBy: nil), by: actor)
                try tx.cases.compensate(
                    id, CompensationWish(kind: .refund, value: .yuan(300), reason: "退款", deliverBy: nil), by: actor)
                return id
            }
            let asked = try await desk.file(of: id).compensations
            #expect(asked.map { $0.approvedAt != nil } == [true, false], "many small grants are one large one")
            await #expect(throws: (any Error).self) {
                try await desk.act(as: store) { tx, actor in
                    try tx.cases.approveCompensation(asked[1].id, of: id, by: actor)
                }
            }
            try await desk.act(as: store) { tx, actor in
                try tx.cases.deliverCompensation(asked[0].id, of: id, shownBy: "券号 8812", by: actor)
            }
            #expect(try await desk.file(of: id).compensations.first?.proof == "券号 8812")
        }
    }

    /// SOFT-16: «expectation unmet» needs a corrective action and a reply before the archive; another verifies it.
    @Test(arguments: TestDatabase.engines)
    func anUnmetExpectationForcesACorrectiveAction(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let agent = desk.agent
            let keeper = desk.who(.summariseCase)
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: agent, until: .summarising)
            let archive: @Sendable (Transaction, Actor) throws -> Void = { tx, actor in
                try tx.cases.archive(
                    id, evaluation: "未达预期", lesson: "补测试", category: "程序缺陷", outcome: .expectationUnmet, by: actor)
            }
            let refusal = await #expect(throws: GateRefusal.self) { try await desk.act(as: keeper, archive) }
            #expect(refusal?.objections.map(\.rule) == [.correctiveAction])
            let other = id
            let owner = desk.people["engineer"] ?? agent
            let due = desk.clock.now + .days(2)
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.take(correction: "漏测", measure: "补回归用例", owner: owner, due: due, on: other, by: actor)
            }
            #expect(try await desk.owed(by: other).contains(DeadlineRule.correct.rawValue))
            let action = try await desk.file(of: other).correctives[0].id
            try await desk.act(as: owner) { tx, actor in
                try tx.cases.finish(action, of: other, with: "已补 12 条", by: actor)
            }
            #expect(try await desk.owed(by: other).contains(DeadlineRule.correct.rawValue) == false)
            try await desk.act(as: keeper) { tx, actor in try tx.cases.verify(action, of: other, by: actor) }
            #expect(try await desk.file(of: other).correctives[0].verifiedBy == keeper)
            let unanswered = await #expect(throws: GateRefusal.self) { try await desk.act(as: keeper, archive) }
            #expect(
                unanswered?.objections.map(\.rule) == [.correctiveAction], "what was said before is no answer to it")
            desk.clock.advance(by: .minutes(5))
            _ = try await desk.act(as: agent) { tx, actor in try tx.cases.reply(id, "已补测试，向您致歉。", by: actor) }
            _ = try await desk.act(as: keeper, archive)
            #expect(try await desk.state(of: id) == .archived)
        }
    }

    /// SOFT-58, CHAIN-20: what a category needs is asked at once; asking again is counted. GEN2-15: fact and opinion stay
    /// apart. GEN1-01, GEN1-07: expectation and special needs are kept.
    @Test(arguments: TestDatabase.engines)
    func detailsAreAskedAtOnceAndASecondAskingIsCounted(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.registered(.complaint) {
                $0.report.category = "商品质量"
                $0.report.expectation = "当场道歉"
                $0.report.specialNeeds = "听力不便，请发短信"
            }
            let unasked = try await desk.database.read { tx in
                let work = try tx.cases.work(on: tx.cases.file(id), by: tx.actor(agent))
                return work.file.checks(before: .accept, in: try work.gateContext())
                    .contains { $0.rule == .details && $0.missing != nil }
            }
            #expect(unasked)
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.note(id, "请问是哪一批？", .asking, by: actor)
                try tx.cases.detail(
                    id, ["购买日期": "1月3日", "批次": "B-17"], opinion: "疑似洗涤不当", by: actor)
            }
            let file = try await desk.file(of: id)
            #expect(file.record.secondAskings == 1 && file.details["批次"] == "B-17")
            #expect(file.record.report.opinion == "疑似洗涤不当" && file.record.report.content.contains("手洗"))
            #expect(file.record.report.expectation == "当场道歉" && file.record.report.specialNeeds.contains("短信"))
        }
    }

    /// GEN1-18: a step beyond is noted with who took it, also when the case is over.
    @Test(arguments: TestDatabase.engines)
    func extraServiceIsNotedAndCounted(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let id = try await desk.registered(.enquiry)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.noteExtraService(id, "顺路把替换件送到家", by: actor)
            }
            #expect(try await desk.file(of: id).extraServices.map(\.by) == [desk.agent])
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.noteExtraService(id, "另写了一份操作说明", by: actor)
            }
            let counted = try await desk.database.read { tx in
                try tx.execute(
                    "SELECT given_by, COUNT(*) AS n FROM extra_service GROUP BY given_by ORDER BY given_by LIMIT 5"
                ).map { (try $0.text("given_by"), try $0.int("n")) }
            }
            #expect(counted.map(\.0) == [desk.agent.rawValue] && counted.map(\.1) == [2])
        }
    }

    /// SOFT-09, SOFT-75: a major case belongs to the department manager at once, and the clause is entered as applied.
    @Test(arguments: TestDatabase.engines)
    func aMajorCaseBelongsToTheManager(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            try await desk.act(as: desk.agent) { tx, actor in try tx.cases.assess(id, as: .major, by: actor) }
            #expect(try await desk.file(of: id).record.handler == desk.people["manager"])
            #expect(try await desk.file(of: id).record.firstReceiver == desk.agent)
        }
    }

    /// SOFT-64, GEN4-02: a key customer hears of progress sooner than others.
    @Test(arguments: TestDatabase.engines)
    func aKeyCustomerIsServedFaster(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            var due: [CustomerGrade: Bool] = [:]
            for grade in [CustomerGrade.key, .ordinary] {
                let id = try await desk.registered(.complaint) { $0.grade = grade }
                try await desk.askAtOnce(id)
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.cases.accept(id, as: .ordinary, by: actor)
                }
                due[grade] = try await desk.owed(by: id).contains(DeadlineRule.progressNotice.rawValue)
            }
            #expect(due == [.key: true, .ordinary: false])
        }
    }

    /// SOFT-64, GEN4-02: first answer, solution and return visit of a key customer have times of their own; SOFT-37: no
    /// answer before it is said whose matter it is.
    @Test(arguments: TestDatabase.engines)
    func aKeyCustomerHasTimesOfTheirOwn(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let start = desk.clock.now
            var due: [CustomerGrade: [String: Instant]] = [:]
            for grade in [CustomerGrade.key, .general] {
                let id = try await desk.registered(.enquiry) {
                    $0.grade = grade
                    $0.channel = .email
                }
                due[grade] = try await desk.database.read { tx in
                    Dictionary(
                        try tx.obligations.open(of: Subject(.serviceCase, id.rawValue)).map { ($0.rule.name, $0.dueAt) }
                    ) { $1 }
                }
                try await desk.askAtOnce(id)
                let refusal = await #expect(throws: GateRefusal.self) {
                    try await desk.act(as: desk.agent) { tx, actor in try tx.cases.answer(id, "可以", by: actor) }
                }
                #expect(refusal?.objections.map(\.rule) == [.ownership])
            }
            #expect(due[.key]?[DeadlineRule.firstReply.rawValue] == start + .hours(2))
            #expect(due[.general]?[DeadlineRule.firstReply.rawValue] == start + .hours(24))
            let (key, general) = (
                try #require(due[.key]?[DeadlineRule.complete.rawValue]),
                try #require(due[.general]?[DeadlineRule.complete.rawValue])
            )
            #expect(key < general)
        }
    }

    /// GEN3-06: who only asked hears how far it is, too.
    @Test(arguments: TestDatabase.engines)
    func everyTypeIsOwedWordOfItsProgress(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            for type in [CaseType.enquiry, .suggestion, .complaint] {
                let id = try await desk.registered(type)
                #expect(try await desk.owed(by: id).contains(DeadlineRule.progressNotice.rawValue), "\(type)")
            }
        }
    }

    /// GEN2-17: number and expected time are told at once, and do not count as an answer (CHAIN-11).
    @Test(arguments: TestDatabase.engines)
    func theReceiptIsWrittenAtOnceAndEndsNoClock(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let id = try await desk.registered(.complaint) { $0.channel = .email }
            let (number, receipts) = try await desk.database.read { tx in
                (
                    try tx.cases.require(id).number,
                    try tx.cases.parts(of: id).entries().filter { $0.kind == .receipt }.map(\.text)
                )
            }
            #expect(receipts.count == 1 && receipts[0].contains(number))
            #expect(try await desk.owed(by: id).contains(DeadlineRule.firstReply.rawValue))
        }
    }

    /// GEN2-17: written to where there is an address that was not refused, else told by a person, which is recorded once.
    @Test(arguments: TestDatabase.engines)
    func theReceiptReachesTheCustomer(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            @Sendable func ways(_ id: Case.ID) async throws -> [String] {
                try await desk.database.read { tx in
                    try tx.events.about(Subject(.serviceCase, id.rawValue))
                        .filter { $0.kind == .receiptSent || $0.kind == .receiptTold }
                        .map { "\($0.kind.rawValue) \($0.details["by"] ?? "")" }
                }
            }
            let first = try await desk.registered(.complaint)
            #expect(try await ways(first) == [], "there is no address yet")
            for way in [ReceiptWay.spoken, .handed] {
                try await desk.act(as: desk.agent) { tx, actor in try tx.cases.tellReceipt(first, way, by: actor) }
            }
            #expect(try await ways(first) == ["receipt.told spoken"])
            let customer = try #require(try await desk.database.read { tx in try tx.cases.require(first).customer })
            try await desk.database.write { tx in
                try tx.customers.insert(
                    ContactPoint(
                        id: tx.ids.make(), customer: customer, contact: nil, kind: .email, value: "nana@example.cn",
                        label: "", isPrimary: false))
            }
            let second = try await desk.registered(.complaint) { $0.customer = customer }
            #expect(try await ways(second) == ["receipt.sent email"])
            let text = try await desk.database.read { tx in
                String(describing: try tx.execute("SELECT * FROM event WHERE kind = 'receipt.sent'"))
            }
            #expect(!text.contains("example.cn"), "events hold no address")
            try await desk.database.write { tx in
                try tx.customers.insert(
                    Consent(
                        id: tx.ids.make(), customer: customer, channel: .email, isGiven: false, source: "来电", by: nil,
                        at: tx.now))
            }
            let third = try await desk.registered(.complaint) { $0.customer = customer }
            #expect(try await ways(third) == [], "who wants no mail gets none")
        }
    }

    /// GEN3-06: the customer is owed word of every change, one clock at a time, and hearing it ends it.
    @Test(arguments: TestDatabase.engines)
    func everyChangeIsToldToTheCustomer(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            try await desk.act(as: desk.agent) { tx, actor in try tx.cases.accept(id, as: .ordinary, by: actor) }
            #expect(try await desk.owed(by: id).filter { $0 == DeadlineRule.informChange.rawValue }.count == 1)
            try await desk.act(as: desk.agent) { tx, actor in try tx.cases.inform(id, "已受理，正在核实", by: actor) }
            #expect(try await desk.owed(by: id).contains(DeadlineRule.informChange.rawValue) == false)
        }
    }

    /// CHAIN-93, CHAIN-57: settled within two hours or handed up; headquarters answers the store, which tells the customer.
    @Test(arguments: TestDatabase.engines)
    func aStoreHandsUpWhatItCannotSettleAndIsAnswered(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let store = desk.people["store-manager"] ?? "nobody"
            let id = try await desk.act(as: store) { [intake = desk.intake { $0.source = .store }] tx, actor in
                try tx.cases.register(intake, by: actor).id
            }
            #expect(try await desk.owed(by: id).contains(DeadlineRule.handUp.rawValue))
            try await desk.act(as: store) { tx, actor in try tx.cases.handUp(id, because: "超出权限", by: actor) }
            #expect(try await desk.owed(by: id).contains(DeadlineRule.answerStore.rawValue))
            #expect(try await desk.owed(by: id).contains(DeadlineRule.handUp.rawValue) == false)
            // Somebody of headquarters has it, whom the store can name; what is owed is owed there (CHAIN-57).
            let specialist = desk.people["supervisor"] ?? ""
            #expect(try await desk.file(of: id).record.handler == specialist)
            #expect(try await desk.owes(.answerStore, of: id) == [specialist])
            #expect(try await desk.owes(.complete, of: id) == [specialist])
            #expect(try await desk.notices(of: specialist, .caseHandedUp) == 1)
            try await desk.act(as: desk.people["supervisor"] ?? "nobody") { tx, actor in
                try tx.cases.handBack(id, saying: "同意全额退款，由门店办理", by: actor)
            }
            let record = try await desk.file(of: id).record
            #expect(record.handler == store && record.handedUpAt == nil)
            #expect(try await desk.owed(by: id).contains(DeadlineRule.answerStore.rawValue) == false)
            let direct = try await desk.registered(.complaint)
            await #expect(throws: Case.Refusal.notInStore) {
                try await desk.act(as: desk.agent) { tx, actor in try tx.cases.handUp(direct, because: "", by: actor) }
            }
        }
    }
}
