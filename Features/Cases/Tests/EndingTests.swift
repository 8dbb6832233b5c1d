import Database
import Foundation
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// The ways around: what ends a case, makes it lighter or gives it away without the steps that the handbook wants.
@Suite struct EndingTests {
    /// «A parent cannot close over an open child» and «required before close» on every way on which a case ends.
    @Test(arguments: TestDatabase.engines)
    func noWayEndsACaseOverAnOpenChild(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let agent = desk.agent
            let parent = try await desk.registered(.complaint)
            let other = try await desk.registered(.complaint)
            let number = try await desk.file(of: other).record.number
            _ = try await desk.registered(.enquiry) { $0.parent = parent }
            await #expect(throws: Case.Refusal.openChildren(1)) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.withdraw(parent, because: "不要了", by: actor) }
            }
            await #expect(throws: Case.Refusal.openChildren(1)) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.refer(parent, to: "厂家", because: "非我方", by: actor)
                }
            }
            await #expect(throws: Case.Refusal.openChildren(1)) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.merge(parent, intoNumber: number, because: "同一件事", by: actor)
                }
            }
            #expect(try await desk.state(of: parent) == .registered)
        }
    }

    /// §5.13: whoever sent a slip has it verified first.
    @Test(arguments: TestDatabase.engines)
    func noWayEndsACaseOverAnOpenSlip(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let supervisor = desk.who(.reassignCase)
            let id = try await desk.registered(.complaint)
            _ = try await desk.sendSlip(.cooperation, on: id, by: supervisor, to: desk.agent)
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: supervisor) { tx, actor in
                    try tx.cases.withdraw(id, because: "不要了", by: actor)
                }
            }
        }
    }

    /// A case is withdrawn, merged away and made lighter by whoever has it in hand, or by whoever may reassign it; what was
    /// withdrawn by mistake is opened again.
    @Test(arguments: TestDatabase.engines)
    func whoDoesNotHaveItInHandDoesNotEndIt(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let agent = desk.agent
            let manager = desk.who(.reassignCase, .reopenCase)
            let id = try await desk.registered(.complaint) { $0.severity = .major }
            let plain = try await desk.registered(.complaint)
            let number = try await desk.file(of: plain).record.number
            let handler = try #require(try await desk.file(of: id).record.handler)
            #expect(handler != agent, "SOFT-09: a major matter is the manager's")
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.assess(id, as: .ordinary, because: "没那么严重", by: actor)
                }
            }
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.withdraw(id, because: "不要了", by: actor) }
            }
            await #expect(throws: Case.Refusal.notYours) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.merge(id, intoNumber: number, because: "同一件事", by: actor)
                }
            }
            await #expect(throws: Case.Refusal.lesserSeverity) {
                try await desk.act(as: handler) { tx, actor in
                    try tx.cases.merge(id, intoNumber: number, because: "同一件事", by: actor)
                }
            }
            await #expect(throws: Case.Refusal.severityReason) {
                try await desk.act(as: handler) { tx, actor in try tx.cases.assess(id, as: .ordinary, by: actor) }
            }
            try await desk.act(as: handler) { tx, actor in
                try tx.cases.assess(id, as: .ordinary, because: "客户已说明是误会", by: actor)
                try tx.cases.withdraw(id, because: "客户撤回", by: actor)
            }
            try await desk.act(as: manager) { tx, actor in
                try tx.cases.reopen(
                    id, because: "客户没有撤回",
                    pledge: Intake.Pledge(text: "明日答复", due: tx.now + .hours(20), isAgreed: true), by: actor)
            }
            #expect(try await !desk.state(of: id).isOver)
        }
    }

    /// The matter of one customer is not hidden in that of another.
    @Test(arguments: TestDatabase.engines)
    func theCasesOfTwoCustomersAreNotMerged(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let one = try await desk.registered(.complaint)
            let other = try await desk.registered(.complaint) {
                $0.complainant = "王小明"
                $0.phone = PhoneNumber(typed: "13900139000")
                $0.memberNumber = "M-2002"
            }
            let number = try await desk.file(of: other).record.number
            await #expect(throws: Case.Refusal.otherCustomer) {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.cases.merge(one, intoNumber: number, because: "同一件事", by: actor)
                }
            }
        }
    }

    /// GAME-93: what the customer refused is not put forward again; new proposals are made, and read, and decided.
    @Test(arguments: TestDatabase.engines)
    func whatTheCustomerRefusedIsNotDecidedAgain(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: agent, until: .awaitingCustomer)
            let first = try await desk.file(of: id).currentProposals
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.answered(id, .refused, saying: "不行", through: .phone, by: actor)
            }
            #expect(try await desk.state(of: id) == .proposing)
            #expect(try await desk.file(of: id).currentProposals.isEmpty)
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
            }
            try await desk.propose("加倍补偿道具", 3000, on: id, by: agent)
            try await desk.propose("退还全部充值", 9000, on: id, by: agent)
            try await desk.act(as: agent) { tx, actor in try tx.cases.submitProposals(id, by: actor) }
            let again = try await desk.file(of: id)
            #expect(again.currentProposals.count == 2 && again.proposals.count == first.count + 2, "nothing is lost")
            let decider = try #require(try await desk.decider(of: id))
            await #expect(throws: Case.Refusal.proposalUnknown) {
                try await desk.act(as: decider) { tx, actor in
                    try tx.cases.decide(id, proposal: first[0].id, saying: "同意", by: actor)
                }
            }
        }
    }

    /// Base §1.8: that something was late stays with whoever had it then, whoever does it afterwards.
    @Test(arguments: TestDatabase.engines)
    func aBreachStaysWithWhoeverLetItHappen(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.registered(.complaint)
            let other = desk.who(.createCase, .workCase, but: agent)
            desk.clock.advance(by: .days(6))
            try await desk.chores()
            let supervisor = desk.who(.reassignCase)
            try await desk.act(as: supervisor) { tx, actor in
                try tx.cases.assign(id, to: other, because: "接手", by: actor)
            }
            let owed = try await desk.obligations(of: id).filter { $0.owedBy == .handler }
            let late = owed.filter { $0.breachedAt != nil || $0.dueAt < desk.clock.now }
            #expect(!late.isEmpty && owed.allSatisfy { $0.owedByStaff == other })
            #expect(late.allSatisfy { $0.accountable == agent })
            #expect(owed.filter { !late.contains($0) }.allSatisfy { $0.accountable == other })
        }
    }

    /// §4.19, §5.10: a corrective action is its owner's, whoever handles the case.
    @Test(arguments: TestDatabase.engines)
    func somebodysOwnPartStaysTheirs(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let supervisor = desk.who(.reassignCase)
            let other = desk.who(.createCase, .workCase, but: desk.agent, supervisor)
            let id = try await desk.registered(.complaint)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.take(
                    correction: "验货疏漏", measure: "加一道抽检", owner: supervisor, due: tx.now + .days(2), on: id, by: actor)
            }
            try await desk.act(as: supervisor) { tx, actor in
                try tx.cases.assign(id, to: other, because: "接手", by: actor)
            }
            let owed = try await desk.obligations(of: id)
            #expect(owed.contains { $0.isPersonal && $0.owedByStaff == supervisor })
            #expect(owed.filter { $0.owedBy == .handler && !$0.isPersonal }.allSatisfy { $0.owedByStaff == other })
        }
    }

    /// §8.1: the time of a part runs since the customer brought the whole; a major part is told to the manager.
    @Test(arguments: TestDatabase.engines)
    func theClocksOfAPartGoOn(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let id = try await desk.registered(.complaint) { $0.severity = .major }
            let whole = try await desk.obligations(of: id)
            desk.clock.advance(by: .hours(3))
            let part = try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.split(id, subject: "导购推诿", content: "另有服务态度问题", to: nil, by: actor)
            }
            #expect(try await part.reportedAt == desk.file(of: id).record.reportedAt)
            let owed = try await desk.obligations(of: part.id)
            let completion = DeadlineRule.complete
            let due = whole.first { $0.rule == .deadline(completion) }?.dueAt
            #expect(due != nil && owed.first { $0.rule == .deadline(completion) }?.dueAt == due)
            #expect(owed.contains { $0.rule == .deadline(.informManager) }, "§5.5")
        }
    }

    /// The handbook's list of categories holds by whichever way a case comes.
    @Test(arguments: TestDatabase.engines)
    func whatIsNotInTheListIsNoCategory(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            await #expect(throws: Case.Refusal.noSuchCategory) {
                _ = try await desk.registered(.complaint) { $0.report.category = "胡编" }
            }
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: desk.agent, until: .summarising)
            await #expect(throws: Case.Refusal.noSuchCategory) {
                try await desk.act(as: desk.who(.summariseCase)) { tx, actor in
                    try tx.cases.archive(id, evaluation: "好", lesson: "好", category: "胡编", by: actor)
                }
            }
        }
    }
}

extension TestDesk {
    fileprivate func obligations(of id: Case.ID) async throws -> [Obligation] {
        try await database.read { tx in try tx.obligations.open(of: Subject(.serviceCase, id.rawValue)) }
    }
}
