import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit
import Web

@testable import Desk

/// Advise, require, forbid: what the handbook says against a step, and how one gets past it.
struct GateTests {
    @Test(arguments: TestDatabase.engines)
    func whatIsOnlyAdvisedIsSaidAndCountedAndNotInTheWay(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let advice = try await department.step(against: "3.1")

            #expect(advice == [Sentence(.gateSolution)])
            let counts = try await department.counts(of: "3.1")
            #expect(counts?.broken == 1)
            #expect(counts?.applied == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everyClauseThatRequiresObjectsAtOnceAndNothingIsEntered(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let refusal = await #expect(throws: GateRefusal.self) {
                try await department.step(against: "3.1", "3.2", "3.3")
            }

            #expect(refusal?.objections.map(\.clause) == ["3.2", "3.3"])
            let advised = try await department.counts(of: "3.1")
            #expect(advised == nil, "a refused step leaves no trace")
            #expect(refusal?.status == .conflict)
            #expect(refusal?.clause?.url == "/handbook/version-1#c-3.2")
            #expect(
                refusal?.sentence(in: .chinese)
                    == "手册不允许这一步，有 2 条：§3.2 先查明原因再提方案。（请写明解决办法。） §3.3 没有解决办法不得办结。（请写明解决办法。）")
            #expect(refusal?.remedy?.url == "/exceptions/new?case=case-1&clause=3.2&clause=3.3")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodyIsSentToAskAboutACaseThatWasNotRegistered(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let refusal = await #expect(throws: GateRefusal.self) { try await department.step(against: "2.3") }

            #expect(refusal?.remedy == nil)
            #expect(refusal?.sentence(in: .english) == "登记须齐全。 (Write down the solution.)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anOverrideCarriesReasonAndApproverAndIsCountedAndServesOnce(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let id = try await department.ask("3.2")
            try await department.act(as: Department.wang) { tx, wang in
                try tx.exceptions.approve(id, saying: "同意，仅此一次", by: wang)
            }
            department.time.advance(by: .minutes(10))

            try await department.step(against: "3.2")

            let request = try #require(try await department.read { tx in try tx.exceptions.find(id) })
            #expect(request.reason == "客户住院，无法当面确认")
            #expect(
                request.state
                    == .used(
                        by: Department.wang, approvedAt: TimeMachine.start, text: "同意，仅此一次",
                        at: TimeMachine.start + .minutes(10)))
            #expect(try await department.counts(of: "3.2")?.exempted == 1)
            await #expect(throws: GateRefusal.self, "the exception is used up") {
                try await department.step(against: "3.2")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aRefusedStepDoesNotUseUpAnExceptionForAnotherClause(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let id = try await department.ask("3.2")
            try await department.act(as: Department.wang) { tx, wang in
                try tx.exceptions.approve(id, saying: "", by: wang)
            }

            await #expect(throws: GateRefusal.self) { try await department.step(against: "3.2", "3.3") }

            try await department.step(against: "3.2")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatTheHandbookForbidsOnlySomebodyAboveTheAskerAllows(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let id = try await department.ask("3.3", by: Department.wang)
            try await department.act(as: Department.qian) { tx, _ in
                // A second supervisor of the same unit has the right to decide, and stands no higher.
                let peer = try tx.staff.require(Department.zhao)
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: "appointment-peer", peer, to: "supervisor", in: Department.east, from: tx.now, by: nil))
            }

            await #expect(throws: ExceptionRequest.Refusal.needsSuperior) {
                try await department.act(as: Department.zhao) { tx, peer in
                    try tx.exceptions.approve(id, saying: "", by: peer)
                }
            }
            try await department.act(as: Department.li) { tx, li in try tx.exceptions.approve(id, saying: "", by: li) }

            try await department.step(against: "3.3")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodyDecidesOnTheirOwnRequestAndNothingIsDecidedTwice(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let id = try await department.ask("3.2", by: Department.wang)

            await #expect(throws: ExceptionRequest.Refusal.ownRequest) {
                try await department.act(as: Department.wang) { tx, wang in
                    try tx.exceptions.approve(id, saying: "", by: wang)
                }
            }
            try await department.act(as: Department.li) { tx, li in try tx.exceptions.decline(id, saying: "不急", by: li)
            }
            await #expect(throws: ExceptionRequest.Refusal.alreadyDecided) {
                try await department.act(as: Department.qian) { tx, qian in
                    try tx.exceptions.approve(id, saying: "", by: qian)
                }
            }
            await #expect(throws: GateRefusal.self) { try await department.step(against: "3.2") }
        }
    }

    /// What was allowed in one round of a record excuses nothing after it was reopened: it would have to be asked anew.
    @Test(arguments: TestDatabase.engines)
    func anExceptionOfAnEarlierRoundExcusesNothingInALaterOne(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let id = try await department.ask("3.2")
            try await department.act(as: Department.wang) { tx, wang in
                try tx.exceptions.approve(id, saying: "", by: wang)
            }
            await #expect(throws: GateRefusal.self) { try await department.step(against: "3.2", round: 2) }
            let again = try await department.ask("3.2", round: 2)
            try await department.act(as: Department.wang) { tx, wang in
                try tx.exceptions.approve(again, saying: "", by: wang)
            }
            try await department.step(against: "3.2", round: 2)
            let (first, second) = try await department.read { tx in
                (try tx.exceptions.find(id)?.state, try tx.exceptions.find(again)?.state)
            }
            if case .approved = first {} else { Issue.record("the first one was used: \(String(describing: first))") }
            if case .used = second {} else { Issue.record("the second one was not: \(String(describing: second))") }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoMayNotDecideInThatUnitIsRefused(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let id = try await department.ask("3.2")

            await #expect(throws: NotFound.self) {
                try await department.act(as: Department.zhao) { tx, zhao in
                    try tx.exceptions.approve(id, saying: "", by: zhao)
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSameIsNotAskedTwice(engine: Engine) async throws {
        try await Department.open(engine) { department in
            _ = try await department.ask("3.2")

            await #expect(throws: ExceptionRequest.Refusal.alreadyAsked) { try await department.ask("3.2") }
            await #expect(throws: ExceptionRequest.Refusal.nothingToExcept) { try await department.ask("1.1") }
            await #expect(throws: ExceptionRequest.Refusal.notOwed) { try await department.ask("2.1") }
            await #expect(throws: NotFound.self) { try await department.ask("9.9") }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anApprovedExceptionEndsTheClockAndIsNeitherKeptNorBroken(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            let id = try await department.ask("2.1")
            try await department.act(as: Department.wang) { tx, wang in
                try tx.exceptions.approve(id, saying: "", by: wang)
            }
            department.time.advance(by: .days(2))
            try await department.chore(times: 3)

            let owed = try #require(try await department.owed(.accept).first)
            #expect(owed.state == .ended(.exempted, at: TimeMachine.start, by: Department.wang))
            #expect(owed.breachedAt == nil)
            let counts = try await department.counts(of: "2.1")
            #expect(counts?.exempted == 1)
            #expect(counts?.rate == nil)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func thePeopleAboveAreToldOfARequestAndTheAskerOfTheDecision(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let id = try await department.ask("3.2")
            try await department.act(as: Department.li) { tx, li in try tx.exceptions.decline(id, saying: "不急", by: li)
            }
            let chores = RunningChores([.delivery([.notice])], on: department.database)
            try await chores.register()
            try await chores.runDue()

            let (wang, zhang) = try await department.read { tx in
                (
                    try tx.notices.unread(of: Department.wang).map(\.kind),
                    try tx.notices.unread(of: Department.zhang).map(\.kind)
                )
            }
            #expect(wang == [.exceptionRequested])
            #expect(zhang == [.exceptionDecided])
        }
    }
}
