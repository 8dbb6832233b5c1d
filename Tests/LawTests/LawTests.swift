import Database
import Foundation
import Handbook
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk

/// Twenty people at once, and the same in line: what the department promises holds on both engines whoever meets whom.
///
///     make laws ACTS=20000        more of it, with dice of the day
@Suite(.serialized) struct LawTests {
    private static let count = ProcessInfo.processInfo.environment["QINGTING_LAW_ACTS"].flatMap { Int($0) } ?? 500
    private static let seed = ProcessInfo.processInfo.environment["QINGTING_LAW_SEED"].flatMap { UInt64($0) } ?? 7

    private static let goesOn = ProcessInfo.processInfo.environment["QINGTING_LAW_GOES_ON"] != nil

    /// CHAIN-56, GAME-24, GAME-30, GEN1-13, SOFT-60, SOFT-76: limits, counters, hands and machines under a crowd.
    @Test(arguments: TestDatabase.engines)
    func whatTwentyPeopleDoAtOnceIsAsIfTheyHadStoodInLine(engine: Engine) async throws {
        let report = try await Self.run(engine, acts: Self.count, seed: Self.seed)
        print("laws on \(engine.rawValue), seed \(Self.seed): \(report.summary)")
        #expect(report.violations.isEmpty, "\(report.violations.prefix(12).joined(separator: "\n"))")
        #expect(report.done.count > 40, "the dice should try nearly everything: \(report.summary)")
    }

    /// The checker is awake: each of these wrongs is found.
    @Test(arguments: Sabotage.all)
    func aWrongDoneOnPurposeIsFound(sabotage: Sabotage) async throws {
        let report = try await Self.run(.sqlite, acts: 1200, seed: 11, acts: Act.all + [sabotage.act])
        #expect(
            report.violations.contains { $0.contains(sabotage.says) },
            "\(sabotage.act.name): \(report.violations.prefix(5)) \(report.summary)")
    }

    private static func run(
        _ engine: Engine, acts count: Int, seed: UInt64, acts: [Act] = Act.all
    ) async throws -> Run.Report {
        let marks = Marks()
        let clock = TickingClock(TimeMachine.start)
        return try await withTemporaryFile(named: "line.db") { path in
            let mirror = try await Mirror(at: path, marks)
            return try await opened(engine, marks, clock) { database in
                var run = Run(
                    database: database, department: try Department(), marks: marks, clock: clock, seed: seed)
                run.acts = acts
                run.goesOn = goesOn
                let report: Run.Report
                do { report = try await run.go(acts: count, beside: mirror) } catch {
                    await mirror.close()
                    throw error
                }
                await mirror.close()
                return report
            }
        }
    }

    private static func opened<Value>(
        _ engine: Engine, _ marks: Marks, _ clock: TickingClock, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        switch engine {
        case .sqlite:
            return try await withTemporaryFile(named: "crowd.db") { path in
                let database = try SQLiteDatabase(path: path, readers: 4, clock: clock.clock, ids: marks.ids)
                return try await closing(database, body)
            }
        case .postgres:
            return try await withSchema { url, schema in
                let database = try await PostgresDatabase(
                    url: url, connections: 8, schema: schema, clock: clock.clock, ids: marks.ids,
                    chance: SeededDice.chance(seed: 1))
                return try await closing(database, body)
            }
        }
    }

    private static func closing<Value>(
        _ database: some Database, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        let result: Result<Value, any Error>
        do {
            try await database.migrate(Schema.migrations)
            result = .success(try await body(database))
        } catch { result = .failure(error) }
        await database.close()
        return try result.get()
    }
}
