import Database
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk

/// The house does its chores at their rhythm, once, and says so when it cannot.
struct ChoreTests {
    @Test(arguments: TestDatabase.engines)
    func aChoreRunsAtItsRhythmAndNotInBetween(engine: Engine) async throws {
        try await withHouse(engine) { database, time in
            let chores = RunningChores([.counting(every: .minutes(1))], on: database)
            try await chores.register()

            #expect(try await chores.runDue().count == 1, "what is new is due at once")
            #expect(try await chores.runDue().isEmpty)
            time.advance(by: .seconds(59))
            #expect(try await chores.runDue().isEmpty)
            time.advance(by: .seconds(1))
            #expect(try await chores.runDue().count == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func afterALongSleepAChoreCatchesUpWithOneRun(engine: Engine) async throws {
        try await withHouse(engine) { database, time in
            let chores = RunningChores([.counting(every: .minutes(1))], on: database)
            try await chores.register()
            try await chores.runDue()
            time.advance(by: .days(3))
            #expect(try await chores.runDue().map(\.outcome) == [.done])
            #expect(try await chores.runDue().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aClockThatWasAheadAndIsSetBackHoldsNoChoreUp(engine: Engine) async throws {
        try await withHouse(engine) { database, time in
            let chores = RunningChores([.counting(every: .minutes(1))], on: database)
            try await chores.register()
            time.advance(by: .hours(1))
            #expect(try await chores.runDue().count == 1)
            time.advance(by: .hours(-1))
            #expect(try await chores.runDue().map(\.outcome) == [.done], "nobody waits an hour for the clock")
            #expect(try await chores.runDue().isEmpty, "and then it goes by its rhythm")
            time.advance(by: .minutes(1))
            #expect(try await chores.runDue().count == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func twoNodesDoEachBeatOnce(engine: Engine) async throws {
        try await withHouse(engine) { database, time in
            let nodes = (1...3).map { _ in RunningChores([.counting(every: .minutes(1))], on: database) }
            try await nodes[0].register()
            for beat in 1...5 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for node in nodes { group.addTask { _ = try await node.runDue() } }
                    try await group.waitForAll()
                }
                #expect(try await database.unsealed == beat)
                time.advance(by: .minutes(1))
            }
        }
    }

    @Test(.enabled(if: TestDatabase.postgresURL != nil, "needs PostgreSQL"))
    func twoNodesOnOnePostgresClaimAChoreOnce() async throws {
        try await withSchema { url, schema in
            let time = TimeMachine()
            let ids = IDs.counting()
            var nodes: [PostgresDatabase] = []
            for seed in 1...2 {
                nodes.append(
                    try await PostgresDatabase(
                        url: url, connections: 2, schema: schema, clock: time.clock, ids: ids,
                        chance: SeededDice.chance(seed: UInt64(seed))))
            }
            _ = try await nodes[0].migrate(EventSchema.migrations + SealSchema.migrations + HouseSchema.migrations)
            try await RunningChores([.counting(every: .seconds(1))], on: nodes[0]).register()
            for _ in 1...20 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for node in nodes {
                        group.addTask {
                            _ = try await RunningChores([.counting(every: .seconds(1))], on: node).runDue()
                        }
                    }
                    try await group.waitForAll()
                }
                time.advance(by: .seconds(1))
            }
            #expect(try await nodes[1].unsealed == 20)
            for node in nodes { await node.close() }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aFailureIsUndoneCountedAndTriedAgainAfterAGrowingPause(engine: Engine) async throws {
        try await withHouse(engine) { database, time in
            let chores = RunningChores([.failing], on: database)
            try await chores.register()

            #expect(try await chores.runDue().map(\.outcome) == [.failed(times: 1, because: "Broken()")])
            #expect(try await chores.runDue().isEmpty)
            time.advance(by: .seconds(1))
            #expect(try await chores.runDue().map(\.outcome) == [.failed(times: 2, because: "Broken()")])
            time.advance(by: .seconds(1))
            #expect(try await chores.runDue().isEmpty)
            time.advance(by: .seconds(1))
            #expect(try await chores.runDue().map(\.outcome) == [.failed(times: 3, because: "Broken()")])

            let state = try #require(try await chores.states().first)
            #expect(state.failures == 3)
            #expect(state.lastError == "Broken()")
            #expect(state.needsAttention)
            #expect(try await database.unsealed == 0, "what a failed run did is undone")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func oneChoreThatFailsDoesNotKeepTheOthersFromTheirs(engine: Engine) async throws {
        try await withHouse(engine) { database, _ in
            let chores = RunningChores([.failing, .counting(every: .minutes(1))], on: database)
            try await chores.register()
            #expect(Set(try await chores.runDue().map(\.chore)) == ["test.fail", "test.count"])
            #expect(try await database.unsealed == 1)
        }
    }

    @Test func aChoreThatAlwaysHasMoreGivesWayAtLast() async throws {
        try await withHouse(.sqlite) { database, _ in
            let chores = RunningChores(
                [Chore(name: "test.more", rhythm: .every(.hours(1))) { _ in .more }], on: database)
            try await chores.register()
            #expect(try await chores.runDue().count == 1000)
        }
    }

    @Test func aChoreNobodyRunsIsSeenToBeForgottenButOneWithoutWorkIsNot() async throws {
        try await withHouse(.sqlite) { database, time in
            let chores = RunningChores([.counting(every: .minutes(1)), .sealing], on: database)
            try await chores.register()
            time.advance(by: .minutes(11))
            #expect(try await chores.states().filter(\.needsAttention).map(\.name) == ["test.count"])
        }
    }

    @Test func twoChoresOfOneNameAreRefused() async throws {
        try await withHouse(.sqlite) { database, _ in
            let chores = RunningChores([.failing, .sealing, .failing], on: database)
            await #expect(throws: ChoreNamedTwice(name: "test.fail")) { try await chores.register() }
        }
    }

    @Test func beatsLieOnTheClock() {
        let shanghai = Zone.shanghai
        let nine = TimeMachine.start
        #expect(Rhythm.every(.minutes(1)).beat(after: nine) == nine + .minutes(1))
        #expect(Rhythm.every(.minutes(1)).beat(after: nine + .milliseconds(1)) == nine + .minutes(1))
        #expect(Rhythm.every(.minutes(1)).beat(after: Instant(milliseconds: -1)) == Instant(milliseconds: 0))
        #expect(Rhythm.daily(.at(9), shanghai).beat(after: nine) == nine + .days(1))
        #expect(Rhythm.daily(.at(10), shanghai).beat(after: nine) == nine + .hours(1))
        #expect(Rhythm.daily(.at(2), shanghai).beat(after: nine) == nine + .hours(17))
    }

    @Test func pausesGrowAndEnd() {
        let pauses = [1, 2, 3, 10, 11, 100, Int.max].map { Backoff.chore.pause(after: $0) }
        #expect(pauses == [1, 2, 4, 512, 600, 600, 600].map { .seconds($0) })
    }
}

private struct Broken: Error {}

extension Chore {
    /// Leaves one event a run.
    fileprivate static func counting(every length: Duration) -> Chore {
        Chore(name: "test.count", rhythm: .every(length)) { tx in
            try tx.recordSomething()
            return .done
        }
    }

    fileprivate static let failing = Chore(name: "test.fail", rhythm: .every(.seconds(1))) { tx in
        try tx.recordSomething()
        throw Broken()
    }
}
