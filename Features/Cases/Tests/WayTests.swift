import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Seven types, each worked in its own way, as each of the packs has it (GAME-29, SOFT-03, PROPA-04).
@Suite struct WayTests {
    /// GAME-85, GEN4-03: every request of every type that a pack takes comes to its end, owes nothing then, and had a
    /// clock from its first minute. PROPB-04: residents' complaints among them.
    @Test(arguments: TestDesk.packs, TestDatabase.engines)
    func everyTypeThatAPackTakesIsWorkedToItsArchive(pack: String, engine: Engine) async throws {
        try await TestDesk.open(pack, on: engine) { desk in
            for type in desk.handbook.caseTypes.map(\.type) {
                let id = try await desk.registered(type)
                let owed = try await desk.owed(by: id)
                #expect(!owed.isEmpty, "\(type): no request without a clock")
                let states = try await desk.walk(id, receivedBy: desk.agent)
                #expect(states.last == .archived, "\(pack) \(type): \(states)")
                let left = try await desk.owed(by: id)
                #expect(left.filter { $0 != "attestation" }.isEmpty, "\(pack) \(type) still owes \(left)")
            }
        }
    }

    /// MART-04, GEN1-03, SOFT-28: registered → answered → confirmed, with the source of the answer, in the record of the day.
    @Test(arguments: TestDatabase.engines)
    func anEnquiryIsAnsweredWithItsSourceAndConfirmed(engine: Engine) async throws {
        try await TestDesk.open("supermarket", on: engine) { desk in
            let id = try await desk.registered(.enquiry)
            #expect(try await desk.state(of: id) == .answering)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.answer(id, "七日内凭小票可退。", citing: "退换货规定 3.2", by: actor)
            }
            let answered = try await desk.file(of: id).record
            #expect(answered.state == .awaitingCustomer && answered.outcome == .answered)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.answered(id, .refused, saying: "没听明白", through: .phone, by: actor)
            }
            #expect(try await desk.state(of: id) == .answering, "not satisfied: answered again (GEN2-06)")
            let states = try await desk.walk(id, receivedBy: desk.agent)
            #expect(states.last == .archived)
            let texts = try await desk.database.read { tx in try tx.cases.parts(of: id).entries().map(\.text) }
            #expect(texts.contains { $0.contains("退换货规定 3.2") })
        }
    }

    /// SOFT-03: registered → assessed → declined → replied → thanked; only what is adopted is carried out.
    @Test(arguments: TestDatabase.engines)
    func aSuggestionThatIsDeclinedIsAnsweredAndThankedForAndNotCarriedOut(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let id = try await desk.registered(.suggestion)
            try await desk.act(as: desk.who(.investigateCase)) { tx, actor in
                try tx.cases.assess(id, Case.Assessment(isAdopted: false, reason: "成本过高"), by: actor)
            }
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.respond(id, "感谢建议，暂不采纳，原因是……", by: actor)
            }
            #expect(try await desk.state(of: id) == .thanking)
            try await desk.act(as: desk.agent) { tx, actor in try tx.cases.thank(id, "谢谢您", by: actor) }
            let record = try await desk.file(of: id).record
            #expect(record.state == .archived && record.outcome == .declined && record.archive != nil)
        }
    }

    /// PROPB-03: dispatched, taken, on site, done with work, material and labour, signed by the resident, visited.
    @Test(arguments: TestDatabase.engines)
    func aRepairIsSignedByTheResidentOrDoneAgain(engine: Engine) async throws {
        try await TestDesk.open("property", on: engine) { desk in
            let id = try await desk.registered(.repair)
            let repairer = desk.people["repairer"] ?? "nobody"
            let agent = desk.agent
            await #expect(throws: Case.Refusal.noRepairer("维修员")) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.dispatch(id, to: agent, as: .common, appointment: nil, by: actor)
                }
            }
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.dispatch(id, to: repairer, as: .common, appointment: nil, by: actor)
            }
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: desk.agent) { tx, actor in try tx.cases.takeRepair(id, true, by: actor) }
            }
            try await desk.act(as: repairer) { tx, actor in
                try tx.cases.takeRepair(id, true, by: actor)
                try tx.cases.arrive(id, by: actor)
            }
            let bare = RepairOrder.Record(
                work: "换总闸", material: "", labourMinutes: 0, cost: .zero, at: desk.clock.now)
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: repairer) { tx, actor in try tx.cases.fix(id, bare, by: actor) }
            }
            let done = RepairOrder.Record(
                work: "换总闸", material: "空气开关 1 只", labourMinutes: 40, cost: .yuan(35), at: desk.clock.now)
            try await desk.act(as: repairer) { tx, actor in
                try tx.cases.fix(id, done, by: actor)
                try tx.cases.signRepair(id, false, name: "还在跳闸", by: actor)
            }
            #expect(try await desk.state(of: id) == .fixing, "not signed: back to work")
            try await desk.act(as: repairer) { tx, actor in
                try tx.cases.fix(id, done, by: actor)
                try tx.cases.signRepair(id, true, name: "李秀英", by: actor)
            }
            let file = try await desk.file(of: id)
            #expect(file.record.state == .awaitingVisit && file.repair?.signature?.name == "李秀英")
            #expect(file.repair?.record?.labourMinutes == 40)
            #expect(
                try await desk.owed(by: id).contains(DeadlineRule.returnVisit.rawValue), "the visit is owed by itself")
        }
    }

    /// PROPB-16: two parties at least, a session at least, an agreement that is signed.
    @Test(arguments: TestDatabase.engines)
    func aDisputeNeedsBothSidesASessionAndSignatures(engine: Engine) async throws {
        try await TestDesk.open("property", on: engine) { desk in
            let id = try await desk.registered(.dispute)
            let agent = desk.agent
            try await desk.act(as: agent) { tx, actor in try tx.cases.accept(id, as: .ordinary, by: actor) }
            try await desk.name("李秀英", .claimant, in: id)
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.conclude(id, by: actor) }
            }
            #expect(Set(refusal?.objections.map(\.rule) ?? []) == [.parties, .sessions])
            let deputy = desk.people["supervisor"] ?? ""
            let alone = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: deputy) { tx, actor in
                    try tx.cases.hold(id, at: tx.now, place: "", attendees: "一方", record: "谈过", by: actor)
                }
            }
            #expect(alone?.objections.map(\.rule) == [.parties])
            try await desk.name("王强", .respondent, in: id)
            #expect(try await desk.owes(.mediate, of: id) == [deputy], "the deputy director owes the session")
            let others = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.hold(id, at: tx.now, place: "服务中心", attendees: "双方", record: "谈过", by: actor)
                }
            }
            #expect(others?.objections.map(\.missing) == [Sentence(.gateMediator, "管理处副主任")])
            try await desk.act(as: deputy) { tx, actor in
                try tx.cases.hold(
                    id, at: tx.now, place: "服务中心", attendees: "双方", record: "同意错开时间", by: actor)
            }
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.conclude(id, by: actor)
                try tx.cases.agree(id, "", signedBy: "", isSigned: false, by: actor)
            }
            #expect(try await desk.state(of: id) == .mediating, "not signed: mediated further")
            let unheard = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.conclude(id, by: actor) }
            }
            #expect(unheard?.objections.map(\.rule) == [.sessions], "what was refused is heard again")
            await #expect(throws: Case.Refusal.notHeldYet) {
                try await desk.act(as: deputy) { tx, actor in
                    try tx.cases.hold(
                        id, at: tx.now + .days(180), place: "", attendees: "双方", record: "明年再谈", by: actor)
                }
            }
            try await desk.act(as: deputy) { tx, actor in
                try tx.cases.hold(id, at: tx.now, place: "", attendees: "双方", record: "再谈一次", by: actor)
            }
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.conclude(id, by: actor)
                try tx.cases.agree(id, "晚八点后不跳舞", signedBy: "李秀英、王强", isSigned: true, by: actor)
            }
            let file = try await desk.file(of: id)
            #expect(file.agreement?.signatories == "李秀英、王强" && file.parties.count == 2)
            #expect(file.parties.first?.name.masked == "李**")
        }
    }

    /// GAME-30, GEN4-07: out of order nothing goes, whatever the type; the way is the handbook's.
    @Test(arguments: TestDatabase.engines)
    func aStepOfAnotherWayIsRefused(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let enquiry = try await desk.registered(.enquiry)
            await #expect(throws: Case.Refusal.notNow(.answering)) {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.cases.accept(enquiry, as: .ordinary, by: actor)
                }
            }
            let complaint = try await desk.registered(.complaint)
            await #expect(throws: Case.Refusal.notNow(.registered)) {
                try await desk.act(as: desk.agent) { tx, actor in try tx.cases.thank(complaint, "谢谢", by: actor) }
            }
        }
    }
}

extension TestDesk {
    func registered(_ type: CaseType, _ change: @Sendable (inout Intake) -> Void = { _ in }) async throws -> Case.ID {
        let intake = intake {
            $0.type = type
            $0.report.category = handbook.categories.first ?? "其他"
            change(&$0)
        }
        return try await act(as: agent) { tx, actor in try tx.cases.register(intake, by: actor).id }
    }

    /// The rules of what a case still owes.
    func owed(by id: Case.ID) async throws -> [String] {
        try await database.read { tx in
            try tx.obligations.open(of: Subject(.serviceCase, id.rawValue)).map(\.rule.name)
        }
    }

    func name(_ party: String, _ role: DisputeParty.Role, in id: Case.ID) async throws {
        try await act(as: agent) { tx, actor in
            try tx.cases.name(PersonName(party), phone: nil, as: role, claiming: "希望安静", in: id, by: actor)
        }
    }

    /// Who owes a clock of a case, by name or as the holders of a post.
    func owes(_ rule: DeadlineRule, of id: Case.ID) async throws -> [Staff.ID] {
        try await database.read { tx in try tx.people(owing: rule, of: Subject(.serviceCase, id.rawValue)) }
    }

    private var mediator: Staff.ID? {
        for (_, gate) in handbook.gates() {
            if case .sessions(_, .post(let post)?) = gate { return people[post] }
        }
        return nil
    }

    /// Everything that the category needs is asked (SOFT-58).
    func askAtOnce(_ id: Case.ID) async throws {
        try await act(as: agent) { tx, actor in
            let names = handbook.details[try tx.cases.require(id).report.category] ?? []
            try tx.cases.detail(id, Dictionary(uniqueKeysWithValues: names.map { ($0, "已问") }), by: actor)
        }
    }

    func stepOwnWay(_ record: Case, agent: Staff.ID) async throws {
        let repairer = people["repairer"] ?? agent
        let id = record.id
        switch record.state {
        case .answering:
            try await act(as: agent) { tx, actor in
                let names = handbook.details[record.report.category] ?? []
                try tx.cases.detail(id, Dictionary(uniqueKeysWithValues: names.map { ($0, "已问") }), by: actor)
                try tx.cases.attribute(id, Case.Attribution(verdict: .ours, reason: "本店商品"), by: actor)
                try tx.cases.answer(id, "七日内可退。", by: actor)
            }
        case .assessing:
            try await act(as: who(.investigateCase)) { tx, actor in
                try tx.cases.assess(id, Case.Assessment(isAdopted: true, reason: "可行"), by: actor)
            }
        case .responding:
            try await act(as: agent) { tx, actor in try tx.cases.respond(id, "您的建议已采纳。", by: actor) }
        case .thanking: try await act(as: agent) { tx, actor in try tx.cases.thank(id, "谢谢您。", by: actor) }
        case .dispatching:
            try await act(as: agent) { tx, actor in
                try tx.cases.reply(id, "已收到报修，马上派人。", by: actor)
                try tx.cases.dispatch(id, to: repairer, as: .common, appointment: nil, by: actor)
            }
        case .taking: try await act(as: repairer) { tx, actor in try tx.cases.takeRepair(id, true, by: actor) }
        case .arriving: try await act(as: repairer) { tx, actor in try tx.cases.arrive(id, by: actor) }
        case .fixing:
            try await act(as: repairer) { tx, actor in
                let done = RepairOrder.Record(
                    work: "疏通", material: "无", labourMinutes: 30, cost: .zero, at: tx.now)
                try tx.cases.fix(id, done, by: actor)
            }
        case .signing:
            try await act(as: agent) { tx, actor in try tx.cases.signRepair(id, true, name: "李秀英", by: actor) }
        case .mediating:
            try await name("李秀英", .claimant, in: id)
            try await name("王强", .respondent, in: id)
            try await act(as: mediator ?? agent) { tx, actor in
                try tx.cases.hold(id, at: tx.now, place: "大堂", attendees: "双方", record: "已谈", by: actor)
            }
            try await act(as: agent) { tx, actor in try tx.cases.conclude(id, by: actor) }
        case .agreeing:
            try await act(as: agent) { tx, actor in
                try tx.cases.agree(id, "互谅互让", signedBy: "双方", isSigned: true, by: actor)
            }
        default: break
        }
    }
}
