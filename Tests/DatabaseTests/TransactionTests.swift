import Database
import Kernel
import Testing
import Testkit

struct TransactionTests {
    @Test(arguments: TestDatabase.engines)
    func aRefusalUndoesEverything(engine: Engine) async throws {
        try await withStock(engine) { database async throws in
            await #expect(throws: NotToday()) {
                try await database.write { tx in
                    try tx.put(5, of: "mug")
                    throw NotToday()
                }
            }
            #expect(try await database.read { try $0.pieces(of: "mug") } == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aReaderMayNotWrite(engine: Engine) async throws {
        try await withStock(engine) { database async throws in
            let refused: [@Sendable (Transaction) throws -> Void] = [
                { try $0.put(5, of: "mug") },
                { try $0.add("pen") },
                { try $0.execute("DELETE FROM stock WHERE item = 'mug'") },
                { try $0.execute("CREATE TABLE shelf (id TEXT NOT NULL PRIMARY KEY)") },
            ]
            for body in refused {
                let error = await #expect(throws: DatabaseError.self) { try await database.read(body) }
                #expect(error?.kind == .readOnly)
            }
            #expect(try await database.read { try $0.pieces(of: "mug") } == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aReaderSeesOneMomentWhileOthersWrite(engine: Engine) async throws {
        try await withStock(engine) { database async throws in
            let meeting = Meeting()
            async let both = database.read { tx in
                let before = try tx.pieces(of: "mug")
                meeting.firstIsThere()
                meeting.waitForSecond()
                return [before, try tx.pieces(of: "mug")]
            }
            await meeting.first()
            try await database.write { try $0.put(7, of: "mug") }
            meeting.secondIsDone()
            #expect(try await both == [0, 0])
            #expect(try await database.read { try $0.pieces(of: "mug") } == 7)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPartThatFailsUndoesOnlyItself(engine: Engine) async throws {
        try await withStock(engine) { database async throws in
            try await database.write { tx in
                try tx.put(1, of: "mug")
                do {
                    try tx.savepoint {
                        try tx.add("pen")
                        try tx.savepoint { try tx.put(2, of: "mug") }
                        try tx.add("mug")
                    }
                    Issue.record("a second mug was accepted")
                } catch let error as DatabaseError where error.kind == .unique {
                    try tx.add("cup")
                }
            }
            #expect(try await database.read { try $0.pieces(of: "mug") } == 1)
            #expect(try await database.read { try $0.pieces(of: "pen") } == -1)
            #expect(try await database.read { try $0.pieces(of: "cup") } == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aSwallowedErrorSpoilsTheTransaction(engine: Engine) async throws {
        try await withStock(engine) { database async throws in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    try tx.put(1, of: "mug")
                    try? tx.add("mug")
                }
            }
            #expect(error?.kind == .unique)
            #expect(try await database.read { try $0.pieces(of: "mug") } == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nothingMoreIsAnsweredAfterAnError(engine: Engine) async throws {
        try await withStock(engine) { database async throws in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    try? tx.add("mug")
                    _ = try tx.pieces(of: "mug")
                }
            }
            #expect(error?.kind == .unique)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func timeStandsStillInsideATransaction(engine: Engine) async throws {
        let time = TimeMachine()
        try await withDatabase(engine, clock: time, migrations: stockTables) { database async throws in
            let moments = try await database.write { tx in
                let before = tx.now
                time.advance(by: .hours(1))
                return [before, tx.now]
            }
            #expect(moments == [TimeMachine.start, TimeMachine.start])
            #expect(try await database.read { $0.now } == TimeMachine.start + .hours(1))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func idsComeInTheOrderOfCreation(engine: Engine) async throws {
        try await withStock(engine) { database async throws in
            let ids = try await database.write { tx in (1...11).map { _ in tx.ids.make(Shelf.self).rawValue } }
            #expect(ids.first == "id-0000001")
            #expect(ids == ids.sorted())
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aClosedDatabaseRefuses(engine: Engine) async throws {
        try await withStock(engine) { database async throws in
            await database.close()
            await database.close()
            let error = await #expect(throws: DatabaseError.self) { try await database.read { $0.now } }
            #expect(error?.kind == .unavailable)
        }
    }
}

private struct Shelf: Entity {}
