import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// 移交: the slip that is kept, the signature, the one return, and the result that comes back (SOFT-76, SOFT-60).
@Suite struct TransferTests {
    /// SOFT-76: what was known, the mood and the wanted result stay on the slip after it was signed for; no clock begins
    /// anew; the signature is owed by the receiving hand within 30 minutes.
    @Test(arguments: TestDatabase.engines)
    func theSlipIsKeptWhateverBecomesOfTheTransfer(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let engineer = desk.people["engineer"] ?? ""
            let id = try await desk.accepted(by: desk.agent)
            let due = try await desk.due(.complete, of: id)
            desk.clock.advance(by: .minutes(30))
            try await desk.handOn(id, from: desk.agent, to: engineer)
            #expect(try await desk.owes(.signTransfer, of: id) == [engineer])
            #expect(try await desk.due(.signTransfer, of: id) == desk.clock.now + .minutes(30))
            try await desk.act(as: engineer) { tx, actor in try tx.cases.signTransfer(id, by: actor) }
            let slip = try #require(try await desk.file(of: id).transfers.first)
            #expect(slip.known == "客户端 3.2，点保存即退出" && slip.mood == .anxious && slip.wanted == "今天能报税")
            #expect(slip.signature?.by == engineer && slip.from == desk.agent)
            #expect(try await desk.due(.complete, of: id) == due, "the clocks go on")
        }
    }

    /// SOFT-76: signed for and found to be wrong, it may go back within two hours, once; the second return goes to the
    /// manager, who decides.
    @Test(arguments: TestDatabase.engines)
    func theSecondReturnGoesToTheManager(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let (engineer, manager) = (desk.people["engineer"] ?? "", desk.people["manager"] ?? "")
            let id = try await desk.accepted(by: desk.agent)
            try await desk.handOn(id, from: desk.agent, to: engineer)
            try await desk.act(as: engineer) { tx, actor in try tx.cases.signTransfer(id, by: actor) }
            desk.clock.advance(by: .minutes(121))
            let late = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: engineer) { tx, actor in
                    try tx.cases.returnTransfer(id, because: "是网络问题", by: actor)
                }
            }
            #expect(late?.objections.map(\.clause) == ["5.3"])
            desk.clock.advance(by: .minutes(-61))
            try await desk.act(as: engineer) { tx, actor in
                try tx.cases.returnTransfer(id, because: "是网络问题", by: actor)
            }
            #expect(try await desk.file(of: id).record.handler == desk.agent)
            #expect(try await desk.owes(.complete, of: id) == [desk.agent])

            try await desk.handOn(id, from: desk.agent, to: engineer)
            try await desk.act(as: engineer) { tx, actor in
                try tx.cases.returnTransfer(id, because: "仍是网络问题", by: actor)
            }
            let file = try await desk.file(of: id)
            #expect(file.transfers.compactMap(\.rejection).map(\.reason) == ["是网络问题", "仍是网络问题"])
            #expect(file.record.handler == manager && file.record.transfer == nil)
            #expect(try await desk.owes(.complete, of: id) == [manager])
        }
    }

    /// SOFT-76: the result goes back to whoever handed it on, who owes the customer the answer; before that nothing is
    /// completed.
    @Test(arguments: TestDatabase.engines)
    func theResultGoesBackToWhomTheCustomerKnows(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let (agent, engineer) = (desk.agent, desk.people["engineer"] ?? "")
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: agent, until: .investigating)
            try await desk.handOn(id, from: agent, to: engineer)
            try await desk.act(as: engineer) { tx, actor in try tx.cases.signTransfer(id, by: actor) }
            try await desk.walk(id, receivedBy: engineer, until: .awaitingCustomer)
            let early = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: engineer) { tx, actor in
                    try tx.cases.answered(id, .accepted, saying: "好了", through: .phone, by: actor)
                }
            }
            #expect(early?.objections.map(\.clause) == ["8.6"])
            try await desk.act(as: engineer) { tx, actor in try tx.cases.reportBack(id, "补丁已装，可以保存", by: actor) }
            #expect(try await desk.owes(.answerCustomer, of: id) == [agent])
            #expect(try await desk.due(.answerCustomer, of: id) == desk.clock.now + .hours(2))
            #expect(try await desk.notices(of: agent, .caseTransferReported) == 1)
            await #expect(throws: Case.Refusal.nobodyWaits) {
                try await desk.act(as: engineer) { tx, actor in try tx.cases.reportBack(id, "再说一次", by: actor) }
            }
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.reply(id, "已修好，请再试。", by: actor)
                try tx.cases.answered(id, .accepted, saying: "好了", through: .phone, by: actor)
            }
            let file = try await desk.file(of: id)
            #expect(file.record.state == .awaitingVisit && file.transfers.first?.report?.result == "补丁已装，可以保存")
            #expect(try await desk.owes(.answerCustomer, of: id).isEmpty)
        }
    }

    /// SOFT-60: the duty to the customer passes by a recorded reassignment of a supervisor, with its clocks, and in no
    /// other way: not by a transfer.
    @Test(arguments: TestDatabase.engines)
    func theFirstReceiversDutyPassesByARecordedReassignment(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let (agent, engineer) = (desk.agent, desk.people["engineer"] ?? "")
            let supervisor = desk.people["supervisor"] ?? ""
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: agent, until: .awaitingVisit)
            #expect(try await desk.owes(.returnVisit, of: id) == [agent])
            await #expect(throws: NotAllowed.self) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.entrust(id, to: engineer, because: "我要离职", by: actor)
                }
            }
            try await desk.act(as: supervisor) { tx, actor in
                try tx.cases.entrust(id, to: engineer, because: "原接线员离职", by: actor)
            }
            #expect(try await desk.file(of: id).record.firstReceiver == engineer)
            #expect(try await desk.owes(.returnVisit, of: id) == [engineer])
            let report = VisitReport(result: .reached, isSolved: true, wasTold: true, satisfaction: 5, note: "")
            let refused = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.visit(id, report, by: actor) }
            }
            #expect(refused?.objections.map(\.clause) == ["6.3"])
            try await desk.act(as: engineer) { tx, actor in try tx.cases.visit(id, report, by: actor) }
            let event = try await desk.database.read { tx in
                try tx.events.about(Subject(.serviceCase, id.rawValue)).first { $0.kind == .caseEntrusted }
            }
            #expect(event?.details["reason"] == "原接线员离职" && event?.actor == supervisor)
        }
    }
}

extension TestDesk {
    func handOn(_ id: Case.ID, from: Staff.ID, to: Staff.ID) async throws {
        try await act(as: from) { tx, actor in
            // The first level says first whether it is ours (SOFT-07).
            if try tx.cases.require(id).attribution == nil {
                try tx.cases.attribute(id, Case.Attribution(verdict: .ours, reason: "客户端闪退"), by: actor)
            }
            try tx.cases.transfer(
                id, to: to,
                HandOver(reason: "需要工程师", known: "客户端 3.2，点保存即退出", mood: .anxious, wanted: "今天能报税"), by: actor)
        }
    }

    /// When the open clock of a rule is due.
    func due(_ rule: DeadlineRule, of id: Case.ID) async throws -> Instant? {
        try await database.read { tx in
            try tx.obligations.open(of: Subject(.serviceCase, id.rawValue)).first { $0.rule == .deadline(rule) }?.dueAt
        }
    }
}
