import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Warnings, breaches and the ladder: what the house does by itself, and that it does it once.
struct ClockTests {
    private static let start = TimeMachine.start
    /// 2.1: within four hours.
    private static let due = start + .hours(4)

    @Test(arguments: TestDatabase.engines)
    func inTimeIsUpToAndIncludingTheLastMillisecond(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            department.time.set(to: Self.due)
            try await department.chore()
            #expect(try await department.events(.obligationBreached).isEmpty)

            department.time.set(to: Self.due + .milliseconds(1))
            try await department.chore(times: 5)

            let owed = try #require(try await department.owed(.accept).first)
            #expect(owed.breachedAt == Self.due, "the fact is dated by the deadline")
            #expect(owed.isOpen, "late is not done")
            #expect(try await department.events(.obligationBreached).count == 1, "however often the chore runs")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func warningsComeAtSeventyAndNinetyPercent(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            department.time.set(to: Self.start + .minutes(168) - .milliseconds(1))
            try await department.chore()
            #expect(try await department.events(.obligationWarned).isEmpty)

            department.time.set(to: Self.start + .minutes(168))
            try await department.chore(times: 2)
            #expect(try await department.events(.obligationWarned).map { $0.details["share"] } == ["70"])

            department.time.set(to: Self.start + .minutes(216))
            try await department.chore(times: 2)
            #expect(try await department.events(.obligationWarned).map { $0.details["share"] } == ["70", "90"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func afterThreeDaysOfSilenceEverythingIsWrittenDownOnceInItsOrder(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            department.time.advance(by: .days(3))
            try await department.chore(times: 4)

            let acts = try await department.events(.obligationWarned, .obligationBreached, .obligationEscalated)
                .filter { $0.details["clause"] == "2.1" }
                .map {
                    [$0.kind.rawValue, $0.details["share"], $0.details["to"]].compactMap(\.self).joined(separator: " ")
                }
            #expect(
                acts == [
                    "obligation.warned 70", "obligation.warned 90", "obligation.escalated duty-supervisor",
                    "obligation.breached", "obligation.escalated post:manager", "obligation.escalated post:executive",
                ])
            #expect(try await department.owed(.accept).first?.breachedAt == Self.due)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theLadderIsClimbedRungByRung(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            func rungs(at instant: Instant) async throws -> [String?] {
                department.time.set(to: instant)
                try await department.chore()
                return try await department.events(.obligationEscalated).map { $0.details["to"] }
            }
            #expect(try await rungs(at: Self.start + .minutes(216)) == ["duty-supervisor"])
            #expect(try await rungs(at: Self.due) == ["duty-supervisor"])
            #expect(try await rungs(at: Self.due + .milliseconds(1)).last == "post:manager")
            #expect(try await rungs(at: Self.due + .hours(2)).count == 2)
            #expect(try await rungs(at: Self.due + .hours(2) + .milliseconds(1)).last == "post:executive")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func doneAtTheLastMillisecondIsKeptAndOneLaterIsLate(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            department.time.set(to: Self.due)
            try await department.happens(.caseAccepted)
            department.time.set(to: Self.start + .hours(24) + .milliseconds(1))
            try await department.happens(.caseReplied)

            let accepted = try #require(try await department.owed(.accept).first)
            let replied = try #require(try await department.owed(.firstReply).first)
            #expect(accepted.state == .ended(.kept, at: Self.due, by: Department.zhang))
            #expect(accepted.breachedAt == nil)
            #expect(accepted.slack == .zero)
            #expect(
                replied.state == .ended(.late, at: Self.start + .hours(24) + .milliseconds(1), by: Department.zhang))
            #expect(replied.breachedAt == Self.start + .hours(24), "late has a breach, whether or not a chore saw it")
            #expect(replied.slack == .milliseconds(-1))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsDoneIsNotWarnedOfAnyMore(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            try await department.happens(.caseAccepted)
            try await department.happens(.caseReplied)
            try await department.happens(.caseCompleted)
            department.time.advance(by: .days(30))
            try await department.chore(times: 2)

            #expect(try await department.events(.obligationWarned, .obligationBreached, .obligationEscalated).isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatRestsIsNeitherWarnedOfNorBrokenAndGetsItsTimeBack(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            let before = try #require(try await department.owed(.complete).first)
            department.time.advance(by: .hours(1))
            try await department.happens(.caseSuspended)
            department.time.advance(by: .days(14))
            try await department.chore()
            #expect(try await department.events(.obligationBreached).allSatisfy { $0.details["clause"] != "3.4" })

            try await department.happens(.caseResumed)

            let after = try #require(try await department.owed(.complete).first)
            #expect(after.isOpen)
            // Fourteen days hold ten working dates.
            #expect(after.dueAt == before.dueAt + .days(14))
            #expect(after.pauses.count == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theChoreOfEveryMinuteGoesOnUntilNothingIsDue(engine: Engine) async throws {
        try await Department.open(engine) { department in
            for round in 1...3 { try await department.happens(.caseReported, round: round) }
            department.time.advance(by: .days(2))
            let chores = RunningChores([.obligationMoments], on: department.database)
            try await chores.register()
            try await chores.runDue()

            #expect(try await department.events(.obligationBreached).count { $0.details["clause"] == "2.1" } == 3)
            department.time.advance(by: .days(1))
            #expect(try await chores.runDue().isEmpty, "nothing is left to do")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPromiseIsOwedUntilItsOwnTime(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.promiseMade, item: "promise-1", promised: Self.start + .hours(30))
            try await department.happens(.promiseMade, item: "promise-2", promised: Self.start + .hours(20))
            department.time.advance(by: .hours(25))
            try await department.happens(.promiseKept, item: "promise-1")
            try await department.happens(.promiseKept, item: "promise-2")

            let outcomes = try await department.owed(.keepPromise).map { "\($0.item ?? "") \($0.state.outcome)" }
            #expect(Set(outcomes) == ["promise-1 kept", "promise-2 late"])
        }
    }
}

extension Obligation.State {
    var outcome: String {
        switch self {
        case .open: "open"
        case .ended(let outcome, _, _): outcome.rawValue
        }
    }
}
