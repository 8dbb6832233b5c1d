import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Merge and split, parent and child; what is required before closing is required on every path.
@Suite struct KinshipTests {
    /// Nothing is lost: the number stays findable, what was owed is void with the reason and comes back on undo.
    @Test(arguments: TestDatabase.engines)
    func aMergeVoidsWhatIsOwedAndItsUndoBringsItBack(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let agent = desk.agent
            let (first, second) = (try await desk.registered(.complaint), try await desk.registered(.complaint))
            let before = try await desk.open(of: second)
            #expect(!before.isEmpty)
            let target = try await desk.file(of: first).record.number
            desk.clock.advance(by: .minutes(20))
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.merge(second, intoNumber: target, because: "同一件事", by: actor)
            }
            let merged = try await desk.file(of: second).record
            #expect(merged.state == .merged && merged.kinship.mergedInto == first && merged.outcome == .merged)
            #expect(try await desk.open(of: second).isEmpty)
            #expect(try await desk.database.read { tx in try tx.cases.find(number: merged.number)?.id } == second)
            await #expect(throws: Case.Refusal.notNow(.merged)) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.accept(second, as: .ordinary, by: actor) }
            }
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.unmerge(second, because: "是两件事", by: actor)
            }
            #expect(try await desk.file(of: second).record.state == .registered)
            #expect(try await desk.open(of: second) == before, "the same starts and the same due instants")
        }
    }

    /// A breach stays a fact through merge and undo.
    @Test(arguments: TestDatabase.engines)
    func whatWasLateBeforeTheMergeIsLateAfterItsUndo(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let agent = desk.agent
            let (first, second) = (try await desk.registered(.complaint), try await desk.registered(.complaint))
            desk.clock.advance(by: .days(3))
            for _ in 0..<3 { try await desk.chores() }
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.merge(second, into: first, because: "重复", by: actor)
                try tx.cases.unmerge(second, because: "误并", by: actor)
            }
            let late = try await desk.database.read { tx in
                try tx.obligations.open(of: Subject(.serviceCase, second.rawValue)).filter { $0.breachedAt != nil }
            }
            #expect(late.contains { $0.rule == .deadline(.firstReply) && $0.breachedAt == $0.dueAt })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func casesMergeInOneLineAndNeverInACircle(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let agent = desk.agent
            let (first, second) = (try await desk.registered(.complaint), try await desk.registered(.complaint))
            try await desk.act(as: agent) { tx, actor in
                #expect(throws: Case.Refusal.itself) { try tx.cases.merge(first, into: first, because: "", by: actor) }
                try tx.cases.link(second, to: first, by: actor)
                #expect(throws: Case.Refusal.circle) { try tx.cases.link(first, to: second, by: actor) }
                #expect(throws: Case.Refusal.circle) {
                    try tx.cases.merge(first, into: second, because: "", by: actor)
                }
            }
        }
    }

    /// Split off with everything known, its clocks from now; taken back it is merged into where it came from.
    @Test(arguments: TestDatabase.engines)
    func aSplitIsACaseOfItsOwnAndCanBeTakenBack(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.registered(.complaint)
            let part = try await desk.act(as: agent) { tx, actor in
                try tx.cases.split(id, subject: "另有服务态度问题", content: "导购推诿", to: nil, by: actor).id
            }
            let record = try await desk.file(of: part).record
            #expect(record.kinship.splitFrom == id && record.customer != nil && record.report.product == "羽绒服")
            #expect(!(try await desk.open(of: part)).isEmpty)
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.unsplit(part, because: "一并处理", by: actor)
            }
            #expect(try await desk.file(of: part).record.kinship.mergedInto == id)
        }
    }

    /// A parent cannot close over an open child: at the customer's word, at the signature, at the archive.
    @Test(arguments: TestDatabase.engines)
    func aParentCannotCloseOverAnOpenChild(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let agent = desk.agent
            let parent = try await desk.registered(.complaint)
            let child = try await desk.registered(.enquiry) { $0.parent = parent }
            try await desk.walk(parent, receivedBy: agent, until: .awaitingCustomer)
            await #expect(throws: Case.Refusal.openChildren(1)) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.answered(parent, .accepted, saying: "好", through: .phone, by: actor)
                }
            }
            try await desk.walk(child, receivedBy: agent)
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.answered(parent, .accepted, saying: "好", through: .phone, by: actor)
            }
            #expect(try await desk.state(of: parent) == .awaitingVisit)
        }
    }

    /// However a parent ends: whoever waits for a part of the matter is not left behind (found by Tests/LawTests).
    @Test(arguments: TestDatabase.engines)
    func aParentIsNeitherWithdrawnNorReferredOverAnOpenChild(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let agent = desk.agent
            let parent = try await desk.registered(.complaint)
            let child = try await desk.registered(.enquiry) { $0.parent = parent }
            await #expect(throws: Case.Refusal.openChildren(1)) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.withdraw(parent, because: "误报", by: actor)
                }
            }
            await #expect(throws: Case.Refusal.openChildren(1)) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.refer(parent, to: "物流公司", because: "运输损坏", by: actor)
                }
            }
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.withdraw(child, because: "误报", by: actor)
                try tx.cases.withdraw(parent, because: "误报", by: actor)
            }
            #expect(try await desk.state(of: parent) == .withdrawn)
        }
    }

    /// What is over is over for money, measures and favours as well, also for whoever had the page open before.
    @Test(arguments: TestDatabase.engines)
    func nothingIsGrantedOrBegunOnWhatIsOver(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let agent = desk.agent
            let boss = desk.who(.approveCompensation, .decideCase, but: agent)
            let id = try await desk.registered(.complaint)
            let wish = CompensationWish(kind: .refund, value: Money(fen: 5_000), reason: "致歉", deliverBy: nil)
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.compensate(id, wish, by: actor)
                try tx.cases.withdraw(id, because: "误报", by: actor)
            }
            let asked = try #require(try await desk.file(of: id).compensations.first?.id)
            let over = Case.Refusal.notNow(.withdrawn)
            await #expect(throws: over) {
                try await desk.act(as: boss) { tx, actor in
                    try tx.cases.approveCompensation(asked, of: id, by: actor)
                }
            }
            await #expect(throws: over) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.noteExtraService(id, "代为寄回", by: actor) }
            }
            await #expect(throws: over) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.take(
                        correction: "培训不足", measure: "重新培训", owner: agent, due: tx.now + .days(2), on: id, by: actor)
                }
            }
        }
    }

    /// MART-13, GEN3-04: a second escalation while one is open has a clock of its own.
    @Test(arguments: TestDatabase.engines)
    func everyEscalationIsOwed(engine: Engine) async throws {
        try await TestDesk.open("supermarket", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.escalate(id, because: "答不上来", by: actor)
                try tx.cases.escalate(id, because: "顾客要见主管", by: actor)
            }
            let rule = DeadlineRule.takeEscalation.rawValue
            #expect(try await desk.owed(by: id).filter { $0 == rule }.count == 2)
            try await desk.act(as: desk.who(.decideCase, but: desk.agent)) { tx, actor in
                try tx.cases.takeEscalation(id, by: actor)
            }
            #expect(try await desk.owed(by: id).contains(rule) == false, "taken on, all of it")
        }
    }

    /// Looking at a case gives no right to ask for an exception from it.
    @Test(arguments: TestDatabase.engines)
    func whoOnlyReadsAsksForNoException(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            await #expect(throws: NotAllowed.self) {
                try await desk.act(as: desk.people["analysis-specialist"] ?? "nobody") { tx, actor in
                    try tx.exceptions.request(["3.1"], of: id, obligation: nil, because: "想看看", by: actor)
                }
            }
        }
    }
}

extension TestDesk {
    /// Clause, start and due instant of all that is open.
    func open(of id: Case.ID) async throws -> [String] {
        try await database.read { tx in
            try tx.obligations.open(of: Subject(.serviceCase, id.rawValue))
                .map { "\($0.clause) \($0.startedAt.milliseconds) \($0.dueAt.milliseconds)" }
        }
    }
}
