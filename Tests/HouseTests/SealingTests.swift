import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Events are sealed into one chain, each exactly once, whoever seals and however late a writer commits.
struct SealingTests {
    @Test(arguments: TestDatabase.engines)
    func anEventIsUnsealedUntilTheSealerHasBeenThere(engine: Engine) async throws {
        try await withHouse(engine) { database, _ in
            try await record(3, on: database)
            #expect(try await database.unsealed == 3)

            let sealed = try await database.seal()

            #expect(sealed == 3)
            #expect(try await database.unsealed == 0)
            #expect(try await database.chainHead().position == 3)
            #expect(try await AuditVerification(database).run().isIntact)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aLargeHeapIsSealedInBoundedPieces(engine: Engine) async throws {
        try await withHouse(engine) { database, _ in
            try await record(Seals.batch + 30, on: database)
            let chores = RunningChores([.sealing], on: database)
            try await chores.register()

            let runs = try await chores.runDue()

            #expect(runs.map(\.outcome) == [.more, .done])
            let report = try await AuditVerification(database, batch: 7).run()
            #expect(report.isIntact)
            #expect(report.seals == Seals.batch + 30)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSealerWritesNothingWhenThereIsNothingToSeal(engine: Engine) async throws {
        try await withHouse(engine) { database, _ in
            let chores = RunningChores([.sealing], on: database)
            try await chores.register()
            #expect(try await chores.runDue().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func twoSealersAtOnceSealEachEventOnce(engine: Engine) async throws {
        try await withHouse(engine) { database, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...4 {
                    group.addTask { for _ in 1...10 { try await record(1, on: database) } }
                }
                for _ in 1...2 {
                    group.addTask {
                        for _ in 1...10 { try await database.seal(limit: 3) }
                    }
                }
                try await group.waitForAll()
            }
            try await database.seal()

            let report = try await AuditVerification(database).run()
            #expect(report.findings == [])
            #expect(report.seals == 40)
            #expect(report.unsealed == 0)
        }
    }

    /// The writer with the smaller id takes its time: when it commits, later events have their seals already.
    @Test(.enabled(if: TestDatabase.postgresURL != nil, "needs PostgreSQL: SQLite has one writer and no late commits"))
    func anEventThatCommitsLateIsSealedAllTheSame() async throws {
        try await withHouse(.postgres) { database, _ in
            let late = Gate()
            async let slow: Void = database.write { tx in
                try tx.recordSomething(id: "event-0001")
                late.open()
                late.waitForSecond()
            }
            await late.hasOpened()
            try await database.write { tx in try tx.recordSomething(id: "event-0002") }
            try await database.seal()
            late.openSecond()
            try await slow
            try await database.seal()

            let order = try await database.read { tx in
                try tx.seals.links(after: 0, through: 10, limit: 10).map(\.seal.event)
            }
            #expect(order == ["event-0002", "event-0001"])
            #expect(try await AuditVerification(database).run().isIntact)
        }
    }

    /// The bytes are a promise to other programs: put together by hand here, and hashed with `sha256sum`.
    @Test func theCanonicalBytesOfASealAreWhatTheDocumentSays() {
        let event = SealedText(
            id: "e1", columns: ["e1", "case.reported", "case", "c1", nil, "张三", "1767574800000", "{}"])

        let seal = Seal(of: event, after: .origin, at: TimeMachine.start)

        #expect(
            Secrets.hex(seal.hash) == "5ae5b2b42805e82923706b860d5f452cc89099e7cb2796ba035c1fb19b85c051"
        )
        #expect(seal.holds(for: event, after: Seal.origin))
    }

    @Test(arguments: [
        "", "1", "x:00", "-1:" + String(repeating: "0", count: 64), "1:00", "1:" + String(repeating: "g", count: 64),
    ])
    func aHeadThatIsNoneIsRefused(text: String) {
        #expect(ChainHead(text) == nil)
    }

    @Test func aHeadIsReadBackAsItIsWritten() {
        let head = ChainHead(position: 42, hash: [UInt8](repeating: 171, count: 32))
        #expect(ChainHead(head.description) == head)
    }
}
