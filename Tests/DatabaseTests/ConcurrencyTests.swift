import Database
import Foundation
import Kernel
import Synchronization
import Testing
import Testkit

struct ConcurrencyTests {
    @Test(arguments: TestDatabase.engines)
    func concurrentWritersLoseNothing(engine: Engine) async throws {
        try await withStock(engine) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<25 {
                            try await database.write { tx in try tx.put(try tx.pieces(of: "mug") + 1, of: "mug") }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.pieces(of: "mug") } == 100)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func inACrowdEachRefusalUndoesOnlyItself(engine: Engine) async throws {
        try await withStock(engine) { database in
            let refused = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        do {
                            try await database.write { tx in
                                try tx.add("item \(number)")
                                if number.isMultiple(of: 3) { throw NotToday() }
                                if number.isMultiple(of: 5) { try tx.add("mug") }
                            }
                            return false
                        } catch { return true }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            let kept = try await database.read { tx in
                try tx.execute("SELECT item FROM stock WHERE item LIKE 'item %' ORDER BY item LIMIT 500")
                    .map { try $0.text("item") }
            }
            let expected = (0..<200).filter { !$0.isMultiple(of: 3) && !$0.isMultiple(of: 5) }.map { "item \($0)" }
            #expect(kept == expected.sorted())
            #expect(refused == 200 - expected.count)
        }
    }

    /// Each attempt of the slow one meets several that are done before it: alone it would lose them all.
    @Test(arguments: TestDatabase.engines)
    func whoIsSlowComesToTheirTurn(engine: Engine) async throws {
        try await withStock(engine) { database in
            let end = End()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        while !end.isThere {
                            try await database.write { tx in try tx.put(try tx.pieces(of: "mug") + 1, of: "mug") }
                        }
                    }
                }
                defer { end.come() }
                for _ in 0..<2 {
                    try await database.write { tx in
                        let pieces = try tx.pieces(of: "mug")
                        Thread.sleep(forTimeInterval: 0.03)
                        try tx.put(pieces + 1_000_000, of: "mug")
                    }
                }
                end.come()
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.pieces(of: "mug") } >= 2_000_000)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverHasWrittenReadsWhatHeWrote(engine: Engine) async throws {
        try await withStock(engine) { database in
            for number in 1...50 {
                try await database.write { try $0.put(number, of: "mug") }
                #expect(try await database.read { try $0.pieces(of: "mug") } == number)
            }
        }
    }

    /// While the first writer holds the thread, the others gather behind it: they must all be in the next group.
    @Test func writersWhoStandInLineAreAllServed() async throws {
        try await withStock(.sqlite) { database in
            let meeting = Meeting()
            async let first: Void = database.write { tx in
                meeting.firstIsThere()
                meeting.waitForSecond()
                try tx.put(try tx.pieces(of: "mug") + 1, of: "mug")
            }
            await meeting.first()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<150 {
                    group.addTask {
                        try await database.write { tx in try tx.put(try tx.pieces(of: "mug") + 1, of: "mug") }
                    }
                }
                meeting.secondIsDone()
                try await group.waitForAll()
            }
            try await first
            #expect(try await database.read { try $0.pieces(of: "mug") } == 151)
        }
    }

    /// Two look whether a row is there and make it: PostgreSQL may tell the loser of the row and not of the collision. They
    /// are run again and find it; a row that is there in earnest is refused all the same.
    @Test(.enabled(if: TestDatabase.postgresURL != nil))
    func whoFindsThatAnotherHasJustMadeTheRowLooksAgain() async throws {
        try await withStock(.postgres) { database in
            let meeting = Meeting()
            let attempts = Mutex(0)
            async let found: Bool = database.write { tx in
                let isThere = try tx.pieces(of: "cup") >= 0
                let attempt = attempts.withLock {
                    $0 += 1; return $0
                }
                if attempt == 1 {
                    meeting.firstIsThere()
                    meeting.waitForSecond()
                }
                if !isThere { try tx.add("cup") }
                return isThere
            }
            await meeting.first()
            try await database.write { try $0.add("cup") }
            meeting.secondIsDone()
            #expect(try await found)
            let error = await #expect(throws: DatabaseError.self) { try await database.write { try $0.add("cup") } }
            #expect(error?.kind == .unique)
        }
    }

    /// The first attempt reads, another writer commits, the first one writes: it is run again and sees the other's mug.
    @Test(.enabled(if: TestDatabase.postgresURL != nil))
    func theLoserOfACollisionIsRunAgain() async throws {
        try await withStock(.postgres) { database in
            let meeting = Meeting()
            let attempts = Mutex(0)
            async let slow: Void = database.write { tx in
                let pieces = try tx.pieces(of: "mug")
                let attempt = attempts.withLock {
                    $0 += 1; return $0
                }
                if attempt == 1 {
                    meeting.firstIsThere()
                    meeting.waitForSecond()
                }
                try tx.put(pieces + 1, of: "mug")
                tx.announce("attempt \(attempt)")
            }
            var heard = database.announcements().makeAsyncIterator()
            await meeting.first()
            try await database.write { try $0.put(10, of: "mug") }
            meeting.secondIsDone()
            try await slow
            #expect(attempts.withLock { $0 } == 2)
            #expect(try await database.read { try $0.pieces(of: "mug") } == 11)
            #expect(await heard.next() == "attempt 2")
        }
    }

    /// Two doctors on call may each leave if the other stays: no row is written twice, and yet one must stay.
    @Test(arguments: TestDatabase.engines)
    func twoDecisionsThatExcludeEachOtherAreNotBothTaken(engine: Engine) async throws {
        try await withStock(engine) { database in
            try await database.write { tx in
                try tx.put(1, of: "mug")
                try tx.add("cup", pieces: 1)
            }
            await withTaskGroup(of: Void.self) { group in
                for item in ["mug", "cup"] {
                    group.addTask {
                        try? await database.write { tx in
                            if try tx.pieces(of: "mug") + tx.pieces(of: "cup") < 2 { throw NotToday() }
                            try tx.put(0, of: item)
                        }
                    }
                }
            }
            #expect(try await database.read { try $0.pieces(of: "mug") + $0.pieces(of: "cup") } == 1)
        }
    }

    @Test(.enabled(if: TestDatabase.postgresURL != nil))
    func whoLosesTwentyTimesIsToldSo() async throws {
        try await withStock(.postgres) { database in
            let attempts = Mutex(0)
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    attempts.withLock { $0 += 1 }
                    try tx.execute(collision)
                }
            }
            #expect(error?.kind == .serialization)
            #expect(attempts.withLock { $0 } == 20)
        }
    }
}

/// A statement that the server answers with 40001, as it answers the loser of a collision. A DO block cannot be
/// prepared with values, and needs none.
private let collision: SQL = "DO $$ BEGIN RAISE EXCEPTION 'collision' USING ERRCODE = '40001'; END $$"

/// Tells those who go on until then.
private final class End: Sendable {
    private let came = Atomic(false)

    var isThere: Bool { came.load(ordering: .relaxed) }

    func come() { came.store(true, ordering: .relaxed) }
}
