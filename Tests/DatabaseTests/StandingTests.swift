import Database
import Kernel
import Testing
import Testkit

/// What is kept in memory is what lies in the database, whoever changed it and whatever was undone.
struct StandingTests {
    @Test(arguments: TestDatabase.engines)
    func aChangeIsSeenByEveryConnection(engine: Engine) async throws {
        try await withShelf(engine) { database async throws in
            for pieces in 1...20 {
                try await database.write { tx in
                    try tx.put(pieces, of: "mug")
                    try tx.renew(shelf)
                    #expect(try tx.standing(shelf) == pieces, "in the very transaction that made it")
                }
                // More than there are readers, so that each is asked.
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<16 { group.addTask { try await database.read { try $0.standing(shelf) } } }
                    for try await seen in group { #expect(seen == pieces) }
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aChangeThatIsUndoneLeavesNothingBehind(engine: Engine) async throws {
        try await withShelf(engine) { database async throws in
            await #expect(throws: NotToday()) {
                try await database.write { tx in
                    try tx.put(5, of: "mug")
                    try tx.renew(shelf)
                    #expect(try tx.standing(shelf) == 5)
                    throw NotToday()
                }
            }
            #expect(try await database.write { try $0.standing(shelf) } == 0)
            #expect(try await database.read { try $0.standing(shelf) } == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPartThatFailsTakesItsChangeAlong(engine: Engine) async throws {
        try await withShelf(engine) { database async throws in
            try await database.write { tx in
                #expect(try tx.standing(shelf) == 0)
                do {
                    try tx.savepoint {
                        try tx.put(5, of: "mug")
                        try tx.renew(shelf)
                        #expect(try tx.standing(shelf) == 5)
                        throw NotToday()
                    }
                } catch is NotToday {}
                #expect(try tx.standing(shelf) == 0)
            }
            #expect(try await database.read { try $0.standing(shelf) } == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatHasNotChangedIsNotReadAgain(engine: Engine) async throws {
        try await withShelf(engine) { database async throws in
            try await database.write { tx in
                #expect(try tx.standing(shelf) == 0)
                try tx.put(5, of: "mug")
                #expect(try tx.standing(shelf) == 0, "nobody said that it has changed")
                try tx.renew(shelf)
                #expect(try tx.standing(shelf) == 5)
            }
        }
    }

    /// A list under a stamp of its own row: read again with every new stamp and with nothing else; the last six stay, for all connections.
    @Test(arguments: TestDatabase.engines)
    func aLongListIsReadAgainWithItsStampAlone(engine: Engine) async throws {
        try await withShelf(engine) { database async throws in
            try await database.write { tx in
                var loads: [String] = []
                func read(_ name: String, _ stamp: String) -> String {
                    tx.list(name, under: stamp) {
                        loads.append(name + stamp)
                        return name + stamp
                    }
                }
                for stamp in ["1", "1", "2", "2"] { #expect(read("a", stamp) == "a" + stamp) }
                #expect(loads == ["a1", "a2"])
                for name in ["b", "c", "d", "e", "f", "a", "g", "a", "b"] { _ = read(name, "2") }
                #expect(
                    loads == ["a1", "a2"] + ["b", "c", "d", "e", "f", "g", "b"].map { $0 + "2" },
                    "of seven lists the six asked for last are kept")
                let other = tx.list("b", under: "2", where: { $0 == "another" }) { "anew" }
                #expect(other == "anew", "what does not fit is made anew")
                #expect(tx.freshStamp != tx.freshStamp)
            }
        }
    }
}

private let shelf = Standing("shelf") { tx in try tx.pieces(of: "mug") }

private func withShelf(_ engine: Engine, _ body: (any Database) async throws -> Void) async throws {
    try await withDatabase(engine, migrations: stockTables + StandingSchema.migrations, body)
}
