import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Clauses of the complaint procedure that have a story of their own.
@Suite struct ProcedureTests {
    /// GAME-87: no judgement without its reason.
    @Test(arguments: TestDatabase.engines)
    func aJudgementHasItsReason(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.accepted(by: agent)
            let bare = Case.Judgement(
                groundsSufficient: false, demandReasonable: false, isFounded: false, reason: "", department: "")
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in try tx.cases.judge(id, bare, pledge: nil, by: actor) }
            }
            #expect(refusal?.objections.map(\.rule).contains(.judgement) == true)
        }
    }

    /// GAME-88: answered tactfully; who does not understand is heard by the supervisor; visited all the same.
    @Test(arguments: TestDatabase.engines)
    func whatDoesNotStandIsAnsweredReviewedAndVisited(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.accepted(by: agent)
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.judge(id, CaseStateTests.judgement(false), pledge: nil, by: actor)
                try tx.cases.answerUnfounded(id, "按公示规则处理，请您谅解", reaction: .notUnderstood, by: actor)
            }
            let record = try await desk.file(of: id).record
            #expect(record.state == .awaitingVisit && record.outcome == .unfounded)
            let owed = try await desk.owed(by: id)
            #expect(owed.contains(DeadlineRule.takeEscalation.rawValue))
            #expect(owed.contains(DeadlineRule.returnVisit.rawValue))
        }
    }

    /// GAME-90, SOFT-27: the investigation is timed, and finds cause, root cause and person.
    @Test(arguments: TestDatabase.engines)
    func anInvestigationFindsCauseAndPerson(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            try await desk.walk(id, receivedBy: desk.agent, until: .investigating)
            #expect(try await desk.owed(by: id).contains(DeadlineRule.investigate.rawValue))
            let half = Case.Finding(cause: "程序缺陷", rootCause: "", responsiblePerson: "")
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.who(.investigateCase)) { tx, actor in
                    try tx.cases.investigate(id, half, by: actor)
                }
            }
        }
    }

    /// GEN1-05: nothing is closed without its solution.
    @Test(arguments: TestDatabase.engines)
    func nothingIsClosedWithoutASolution(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let refusal = await #expect(throws: GateRefusal.self) {
                let id = try await desk.registered(.enquiry)
                try await desk.act(as: desk.agent) { tx, actor in try tx.cases.answer(id, "", by: actor) }
            }
            #expect(refusal?.objections.map(\.rule) == [.solution])
        }
    }

    /// SOFT-53, SOFT-54, GEN1-09, CHAIN-07: a promise is due when it was promised, the customer is called at 80 % of the
    /// time, a new time renews both clocks, and what cannot be kept is not promised.
    @Test(arguments: TestDatabase.engines)
    func aPromiseIsKeptOrTheCustomerIsCalledFirst(engine: Engine) async throws {
        try await TestDesk.open("software-support", on: engine) { desk in
            let agent = desk.agent
            let id = try await desk.registered(.complaint)
            let start = desk.clock.now
            let promise = try await desk.act(as: agent) { tx, actor in
                try tx.cases.promise("查清后回电", due: start + .minutes(100), isAgreed: true, on: id, by: actor).id
            }
            let due = try await desk.promiseClocks(of: id)
            #expect(due == [start + .minutes(100), start + .minutes(100)])
            let asked = try await desk.database.read { tx in
                try tx.obligations.open(of: Subject(.serviceCase, id.rawValue))
                    .first { $0.rule == .deadline(.interimNotice) }?.actAt
            }
            #expect(asked == start + .minutes(80), "the house asks to call first at 80 % of the time")
            desk.clock.advance(by: .minutes(70))
            let later = desk.clock.now + .hours(2)
            try await desk.act(as: agent) { tx, actor in
                try tx.cases.renewPromise(promise, of: id, until: later, isAgreed: true, saying: "还需两小时", by: actor)
            }
            #expect(try await desk.promiseClocks(of: id).last == later)
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.promise("下个月", due: tx.now + .days(40), isAgreed: true, on: id, by: actor)
                }
            }
            try await desk.act(as: agent) { tx, actor in try tx.cases.keepPromise(promise, of: id, by: actor) }
            #expect(try await desk.promiseClocks(of: id).isEmpty)
            let outcomes = try await desk.database.read { tx in
                try tx.obligations.all(of: Subject(.serviceCase, id.rawValue))
                    .filter { $0.rule == .deadline(.interimNotice) }.map { $0.state.isBroken }
            }
            #expect(!outcomes.contains(true), "a promise kept in time needed no call")
        }
    }

    /// CHAIN-09, CHAIN-10, GAME-48, GEN2-04: the first answer within a day, the end within two, by channel and pack.
    @Test(arguments: TestDatabase.engines)
    func theClocksOfAnswerAndEndRunFromTheReport(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            let start = desk.clock.now
            let due = try await desk.database.read { tx in
                Dictionary(
                    try tx.obligations.open(of: Subject(.serviceCase, id.rawValue)).map { ($0.rule.name, $0.dueAt) }
                ) { first, _ in first }
            }
            #expect(due[DeadlineRule.firstReply.rawValue] == start + .hours(24))
            #expect(due[DeadlineRule.complete.rawValue] == start + .hours(48))
        }
        try await TestDesk.open("software-support", on: engine) { desk in
            for (channel, minutes) in [(Channel.phone, 5), (.letter, 24 * 60)] {
                let id = try await desk.registered(.complaint) { $0.channel = channel }
                let start = desk.clock.now
                let due = try await desk.database.read { tx in
                    try tx.obligations.open(of: Subject(.serviceCase, id.rawValue))
                        .first { $0.rule == .deadline(.firstReply) }?.dueAt
                }
                #expect(due == start + .minutes(minutes), "\(channel)")
            }
        }
    }

    /// GEN3-02, GEN4-10: hours of a channel that nobody answers for are filled, the register of channels is verified.
    @Test(arguments: TestDesk.packs)
    func channelsAndTheirPeopleAreLookedAfter(pack: String) throws {
        let handbook = try Handbook(texts: TestDesk.shelf.lineage(pack))
        for (number, rule) in [("2.7", DeadlineRule.verifyChannel), ("2.8", .coverChannel)] {
            guard case .deadline(let deadline)? = handbook.clause(number)?.enforcement else {
                Issue.record("\(pack) \(number) is no clock")
                continue
            }
            #expect(deadline.rule == rule)
        }
    }
}

extension TestDesk {
    /// When the clocks of promises are due, the first first.
    func promiseClocks(of id: Case.ID) async throws -> [Instant] {
        try await database.read { tx in
            try tx.obligations.open(of: Subject(.serviceCase, id.rawValue))
                .filter { [.deadline(.keepPromise), .deadline(.interimNotice)].contains($0.rule) }.map(\.dueAt).sorted()
        }
    }
}
