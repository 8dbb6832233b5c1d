import Database
import Kernel
import Testing
import Testkit

struct BackupTests {
    @Test func aCopyHoldsTheLastCommitAndOverwritesNothing() async throws {
        try await withTemporaryFile(named: "house.db") { path in
            let copy = path + ".copy"
            let house = try SQLiteDatabase(path: path, clock: TimeMachine().clock, ids: .counting())
            try await house.migrate(stockTables)
            try await house.write { try $0.put(3, of: "mug") }
            try await house.backUp(to: copy)
            try await house.write { try $0.put(4, of: "mug") }
            await #expect(throws: DatabaseError.self) { try await house.backUp(to: copy) }
            await house.close()

            let restored = try SQLiteDatabase(path: copy, clock: TimeMachine().clock, ids: .counting())
            #expect(try await restored.read { try $0.pieces(of: "mug") } == 3)
            #expect(try await restored.appliedMigrations() == ["stock"])
            await restored.close()
        }
    }
}
