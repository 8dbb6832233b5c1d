import Database
import Kernel
import Testing
import Testkit

/// Rows that are put in with the commit belong to their act like all others.
struct LateRowsTests {
    @Test(arguments: TestDatabase.engines)
    func lateRowsAreThereWithTheCommit(engine: Engine) async throws {
        try await withStock(engine) { database in
            try await database.write { tx in
                try tx.addLate("cup", pieces: 3)
                try tx.add("bowl", pieces: 2)
            }
            let pieces = try await database.read { try [$0.pieces(of: "cup"), $0.pieces(of: "bowl")] }
            #expect(pieces == [3, 2])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverSettlesThemReadsThem(engine: Engine) async throws {
        try await withStock(engine) { database in
            try await database.write { tx in
                try tx.addLate("cup", pieces: 3)
                try tx.settleLate()
                let pieces = try tx.pieces(of: "cup")
                #expect(pieces == 3)
                try tx.put(4, of: "cup")
            }
            let pieces = try await database.read { try $0.pieces(of: "cup") }
            #expect(pieces == 4)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsUndoneTakesItsLateRowsWithIt(engine: Engine) async throws {
        try await withStock(engine) { database in
            try await database.write { tx in
                try tx.addLate("cup")
                try? tx.savepoint {
                    try tx.addLate("bowl")
                    try tx.settleLate()
                    try tx.addLate("plate")
                    throw NotToday()
                }
            }
            await #expect(throws: NotToday()) {
                try await database.write { tx in
                    try tx.addLate("spoon")
                    throw NotToday()
                }
            }
            let items = try await database.read { try $0.items() }
            #expect(items == ["cup", "mug"])
        }
    }

    /// Some settle what their neighbours left, and are undone: the neighbours' rows are put in all the same.
    @Test(arguments: TestDatabase.engines)
    func inACrowdEachKeepsItsOwnLateRows(engine: Engine) async throws {
        try await withStock(engine) { database in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try? await database.write { tx in
                            try tx.addLate("item \(number)")
                            if number.isMultiple(of: 4) { try tx.settleLate() }
                            if number.isMultiple(of: 3) { throw NotToday() }
                        }
                    }
                }
            }
            let expected = (0..<200).filter { !$0.isMultiple(of: 3) }.map { "item \($0)" } + ["mug"]
            let items = try await database.read { try $0.items() }
            #expect(items == expected.sorted())
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aLateRowThatIsRefusedUndoesItsAct(engine: Engine) async throws {
        try await withStock(engine) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    try tx.add("cup")
                    try tx.addLate("mug")
                }
            }
            #expect(error?.kind == .unique)
            let items = try await database.read { try $0.items() }
            #expect(items == ["mug"])
            try await database.write { try $0.addLate("plate") }
            let more = try await database.read { try $0.items() }
            #expect(more == ["mug", "plate"])
        }
    }
}

extension Transaction {
    fileprivate func addLate(_ item: String, pieces: Int = 0) throws {
        try insertLate("INSERT INTO stock (item, pieces)", rows: [[item.cell, pieces.cell]])
    }

    fileprivate func items() throws -> [String] {
        try execute("SELECT item FROM stock ORDER BY item LIMIT 1000").map { try $0.text("item") }
    }
}
