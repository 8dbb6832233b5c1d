import Database
import Kernel
import Synchronization
import Testkit
import Testing

@testable import Desk

/// How the house has run: counted in memory, written by the quarter, shown to whoever looks after the machine.
@Suite struct VitalTests {
    @Test func timesAreSortedIntoBucketsAndReadAsQuantiles() throws {
        var count = WorkCount()
        for milliseconds in 1...100 { count.add(.milliseconds(milliseconds), isFailure: milliseconds > 98) }
        #expect(count.runs == 100 && count.failures == 2 && count.total == .milliseconds(5050))
        #expect(count.mean == 50.5)
        #expect(count.quantile(0.5) == 50 && count.quantile(0.99) == 99 && count.quantile(1) == 100)
        #expect(WorkCount().quantile(0.5) == nil)
        let again = try #require(
            WorkCount(
                runs: count.runs, failures: count.failures, slowStatements: 0, microseconds: count.microseconds,
                longest: count.longest, buckets: count.bucketText))
        #expect(again == count)
        #expect(
            WorkCount(runs: 1, failures: 0, slowStatements: 0, microseconds: 1, longest: 1, buckets: "1 2") == nil,
            "buckets of another version")
        var lone = WorkCount()
        lone.add(.seconds(9), isFailure: false)
        #expect(lone.quantile(0.5).map { $0 > 5000 && $0 <= 9000 } == true, "beyond the last bound")
    }

    @Test func aQuarterIsClosedByTheClockAndNothingGrowsWithoutEnd() {
        let clock = Mutex(Instant(milliseconds: 900_000 * 10 + 5))
        let tally = VitalTally(clock: { clock.withLock { $0 } })
        for number in 0..<700 {
            tally.add(VitalWork(kind: .route, name: "GET /\(number)"), .milliseconds(1), isFailure: false)
            tally.addSlow("SELECT \(number)", of: VitalWork(kind: .chore, name: "c"), .milliseconds(300))
        }
        clock.withLock { $0 = $0 + .minutes(15) }
        tally.add(VitalWork(kind: .route, name: "GET /"), .milliseconds(1), isFailure: true)
        // A clock that is set back opens no quarter anew.
        clock.withLock { $0 = $0 + .minutes(-40) }
        tally.add(VitalWork(kind: .route, name: "GET /"), .milliseconds(1), isFailure: false)
        let quarters = tally.quarters(memory: 7, streams: 3)
        #expect(quarters.map(\.at.milliseconds) == [9_000_000, 9_900_000])
        #expect(quarters[0].works.count <= VitalTally.mostWorks + 2)
        #expect(quarters[0].sum(of: .route).runs == 700)
        #expect(quarters[0].sum(of: .chore).slowStatements == 700)
        #expect(quarters[0].statements.count == VitalTally.mostStatements + 1)
        #expect(quarters[0].statements.map(\.count).reduce(0, +) == 700)
        #expect(quarters[1].sum(of: .route).runs == 2 && quarters[1].sum(of: .route).failures == 1)
        #expect(quarters[1].memory == 7 && quarters[1].streams == 3)
        tally.forget(through: quarters[0].at)
        #expect(tally.quarters(memory: 5, streams: 1).map(\.at.milliseconds) == [9_900_000])
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsWrittenTwiceIsCountedOnceAndOldQuartersAreForgotten(engine: Engine) async throws {
        let time = TimeMachine()
        try await withDatabase(engine, clock: time, migrations: Schema.migrations) { database in
            let told = Mutex<[String]>([])
            let care = VitalCare(
                database, node: "a:1", version: "1", slow: .zero, ids: .counting(), clock: time.clock
            ) { work, statement, _ in told.withLock { $0.append("\(work): \(statement)") } }
            for _ in 0..<3 {
                _ = try await care.around("GET /cases/{id}", isFailure: { $0 == 500 }) {
                    try await database.read { tx in
                        _ = try tx.execute("SELECT name FROM unit WHERE name = \("秘密")")
                        return 500
                    }
                }
            }
            await #expect(throws: CancellationError.self) {
                try await care.around("GET /broken", isFailure: { (_: Int) in false }) { throw CancellationError() }
            }
            #expect(told.withLock { $0.first } == "GET /cases/{id}: SELECT name FROM unit WHERE name = $1")
            try await care.round(memory: 1, streams: 2)
            try await care.round(memory: 9, streams: 1)
            let report = try await database.read { tx in try tx.vitals.report(.day) }
            #expect(report.sum(of: .route).runs == 4 && report.sum(of: .route).failures == 4)
            #expect(Set(report.lines(of: .route).map(\.work.name)) == ["GET /cases/{id}", "GET /broken"])
            #expect(report.statements.map(\.count) == [3])
            #expect(!report.statements.contains { $0.statement.contains("秘密") }, "no value is kept")
            #expect(report.memory == 9 && report.streams == 2 && report.nodes.map(\.name) == ["a:1"])
            #expect(report.points.count == 96 && report.points.map(\.count.runs).reduce(0, +) == 4)
            let week = try await database.read { tx in try tx.vitals.report(.week) }
            #expect(week.points.count == 84 && week.sum(of: .route).runs == 4)

            time.advance(by: .days(9))
            #expect(try await database.write { tx in try tx.vitals.forget(limit: 1) }, "a row at a time")
            while try await database.write({ tx in try tx.vitals.forget(limit: 10) }) {}
            let left = try await database.read { tx in
                try tx.execute(
                    """
                    SELECT at FROM vital_work UNION ALL SELECT at FROM vital_statement
                    UNION ALL SELECT at FROM vital_period UNION ALL SELECT seen_at FROM vital_node
                    """)
            }
            #expect(left.isEmpty)
        }
    }
}
