import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Who may end a case or pass it on, and where it stands when it comes back.
@Suite struct HandTests {
    /// Item «required before close on every path»: declining a fee and referring are endings like withdrawing.
    @Test(arguments: TestDatabase.engines)
    func nobodyEndsWhatIsInAnothersHand(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let clerk = try #require(desk.people["store-agent"])
            let id = try await desk.registered(.complaint)
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: clerk) { tx, actor in
                    try tx.cases.refer(id, to: "城管", because: "非我方", by: actor)
                }
            }
            await #expect(throws: Case.Refusal.notPaid) {
                try await desk.act(as: clerk) { tx, actor in try tx.cases.quote(id, "改裤长", .yuan(10), by: actor) }
            }
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.attribute(id, Case.Attribution(verdict: .notOurs, reason: "人为损坏"), by: actor)
            }
            let manager = desk.who(.approveCompensation, .reassignCase)
            try await desk.act(as: manager) { tx, actor in try tx.cases.quote(id, "改裤长", .yuan(10), by: actor) }
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: clerk) { tx, actor in try tx.cases.declineFee(id, by: actor) }
            }
            _ = try await desk.sendSlip(.cooperation, on: id, by: manager, to: clerk)
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in try tx.cases.declineFee(id, by: actor) }
            }
            #expect(try await desk.state(of: id) == .registered)
        }
    }

    /// A case goes out of a hand by that hand, or by whoever may reassign; nobody hands it to themselves.
    @Test(arguments: TestDatabase.engines)
    func nobodyTakesACaseByHandingItToThemselves(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let clerk = try #require(desk.people["store-agent"])
            let id = try await desk.registered(.complaint)
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: clerk) { tx, actor in
                    try tx.cases.transfer(id, to: clerk, because: "我来", known: "", by: actor)
                }
            }
            await #expect(throws: Case.Refusal.noColleague) {
                try await desk.act(as: desk.agent) { [agent = desk.agent] tx, actor in
                    try tx.cases.transfer(id, to: agent, because: "给自己", known: "", by: actor)
                }
            }
            let other = try await desk.registered(.complaint)
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: clerk) { tx, actor in try tx.cases.link(id, to: other, by: actor) }
            }
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: clerk) { tx, actor in
                    try tx.cases.merge(id, into: other, because: "同一件事", by: actor)
                }
            }
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.merge(id, into: other, because: "同一件事", by: actor)
            }
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: clerk) { tx, actor in try tx.cases.unmerge(id, because: "不是", by: actor) }
            }
        }
    }

    /// The customer tells whoever took it in that it has settled itself (SOFT-60), whoever has it by now.
    @Test(arguments: TestDatabase.engines)
    func whoeverTookItInHearsThatItIsOver(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let clerk = try #require(desk.people["store-agent"])
            let id = try await desk.registered(.complaint)
            try await desk.act(as: desk.who(.reassignCase)) { tx, actor in
                try tx.cases.assign(id, to: clerk, because: "接手", by: actor)
            }
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.withdraw(id, because: "客户来电撤回", by: actor)
            }
            #expect(try await desk.state(of: id) == .withdrawn)
        }
    }

    /// GAME-87, GAME-89, §8.1: what was withdrawn goes on where it stood, with its clocks; no step is passed over.
    @Test(arguments: TestDatabase.engines)
    func whatComesBackGoesOnWhereItStood(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.registered(.complaint)
            let before = try await desk.running(of: id)
            try await desk.act(as: agent) { tx, actor in try tx.cases.withdraw(id, because: "误按", by: actor) }
            #expect(try await desk.running(of: id).isEmpty)
            desk.clock.advance(by: .hours(2))
            try await desk.act(as: desk.who(.reopenCase)) { tx, actor in
                try tx.cases.reopen(id, because: "客户没有撤回", by: actor)
            }
            let file = try await desk.file(of: id)
            #expect(file.record.state == .registered && file.record.round == 1 && file.record.outcome == nil)
            let after = try await desk.running(of: id)
            #expect(after.map(\.clause) == before.map(\.clause) && !after.isEmpty)
            let times = zip(before, after)
            #expect(times.allSatisfy { $1.dueAt >= $0.dueAt && $1.startedAt == $0.startedAt })
            #expect(times.contains { $1.dueAt == $0.dueAt + .hours(2) }, "the time in between was nobody's")
            #expect(after.allSatisfy { $0.breachedAt == nil })
        }
    }

    /// What was referred by mistake is judged all the same.
    @Test(arguments: TestDatabase.engines)
    func whatWasReferredComesBackToItsJudgement(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            let agent = desk.agent
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.accept(id, as: .ordinary, by: actor)
                try tx.cases.refer(id, to: "渠道商", because: "渠道充值", by: actor)
            }
            try await desk.act(as: desk.who(.reopenCase)) { tx, actor in
                try tx.cases.reopen(id, because: "渠道商不认", by: actor)
            }
            let record = try await desk.file(of: id).record
            #expect(record.state == .accepted && record.judgement == nil)
        }
    }

    /// CHAIN-58: who investigated is no stranger, whoever has the case by now.
    @Test(arguments: TestDatabase.engines)
    func whoDidTheWorkDoesNotAskAboutIt(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let agent = desk.agent
            let supervisor = desk.who(.reassignCase)
            let clerk = try #require(desk.people["store-agent"])
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: agent, until: .awaitingVisit)
            try await desk.act(as: supervisor) { tx, actor in
                try tx.cases.assign(id, to: clerk, because: "轮岗", by: actor)
                try tx.cases.entrust(id, to: clerk, because: "轮岗", by: actor)
            }
            let report = VisitReport(result: .reached, isSolved: true, wasTold: true, satisfaction: 5, note: "满意")
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.visit(id, report, by: actor) }
            }
            #expect(refusal?.objections.map(\.clause) == ["6.3"])
            try await desk.act(as: clerk) { tx, actor in try tx.cases.visit(id, report, by: actor) }
            #expect(try await desk.file(of: id).visits.map(\.by) == [clerk])
        }
    }

    /// §4.8, §4.17: nothing that was asked for or granted is left hanging when the case is filed.
    @Test(arguments: TestDatabase.engines)
    func noCompensationIsLeftHanging(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let agent = desk.agent
            let approver = desk.who(.approveCompensation, .summariseCase)
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: agent, until: .summarising)
            try await desk.act(as: agent) { tx, actor in
                let wish = CompensationWish(kind: .refund, value: .yuan(9000), reason: "安抚", deliverBy: nil)
                try tx.cases.compensate(id, wish, by: actor)
            }
            let asked = try #require(try await desk.file(of: id).compensations.first?.id)
            let category = desk.handbook.categories.first ?? "其他"
            func archive() async throws {
                try await desk.act(as: approver) { tx, actor in
                    try tx.cases.archive(id, evaluation: "及时", lesson: "无", category: category, by: actor)
                }
            }
            let refusal = await #expect(throws: GateRefusal.self) { try await archive() }
            #expect(refusal?.objections.map(\.missing) == [Sentence(.gateCompensationOpen)])
            try await desk.act(as: approver) { tx, actor in
                try tx.cases.refuseCompensation(asked, of: id, because: "没有依据", by: actor)
            }
            await #expect(throws: Compensation.Refusal.alreadyRefused) {
                try await desk.act(as: approver) { tx, actor in
                    try tx.cases.approveCompensation(asked, of: id, by: actor)
                }
            }
            try await archive()
            #expect(try await desk.file(of: id).compensations.first?.refusal?.reason == "没有依据")
        }
    }

    /// The owner of a corrective action sees the case it belongs to (§4.19); nobody reports it done for them.
    @Test(arguments: TestDatabase.engines)
    func theOwnerOfAMeasureSeesItsCase(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let clerk = try #require(desk.people["store-agent"])
            let store = try #require(desk.people["store-manager"])
            let id = try await desk.registered(.complaint)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.take(
                    correction: "验货疏漏", measure: "加一道抽检", owner: store, due: tx.now + .days(2), on: id, by: actor)
            }
            let file = try await desk.file(of: id)
            let measure = try #require(file.correctives.first?.id)
            #expect(file.concerns(store) && !file.record.concerns(store))
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: clerk) { tx, actor in try tx.cases.finish(measure, of: id, with: "做了", by: actor)
                }
            }
            try await desk.act(as: store) { tx, actor in try tx.cases.finish(measure, of: id, with: "已抽检", by: actor) }
        }
    }
}

extension TestDesk {
    fileprivate func running(of id: Case.ID) async throws -> [Obligation] {
        try await database.read { tx in
            try tx.obligations.open(of: Subject(.serviceCase, id.rawValue)).sorted {
                ($0.clause, $0.dueAt) < ($1.clause, $1.dueAt)
            }
        }
    }
}
