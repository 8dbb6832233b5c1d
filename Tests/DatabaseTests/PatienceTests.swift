import Database
import Kernel
import Testing
import Testkit

/// A statement without end must not hold a reader, let alone the writer, forever.
struct PatienceTests {
    @Test func sqliteStopsAStatementWithoutEnd() async throws {
        try await withTemporaryFile(named: "house.db") { path in
            try await expectEndlessIsStopped(
                SQLiteDatabase(
                    path: path, readers: 1, patience: .milliseconds(50), clock: TimeMachine().clock, ids: .counting()))
        }
    }

    @Test(.enabled(if: TestDatabase.postgresURL != nil))
    func postgresStopsAStatementWithoutEnd() async throws {
        try await withSchema { url, schema in
            try await expectEndlessIsStopped(
                PostgresDatabase(
                    url: url, connections: 1, schema: schema, patience: .milliseconds(500), clock: TimeMachine().clock,
                    ids: .counting(), chance: { 0 }))
        }
    }

    private func expectEndlessIsStopped(_ database: any Database) async throws {
        let read = await #expect(throws: DatabaseError.self) { try await database.read { try $0.execute(endless) } }
        #expect(read?.kind == .busy)
        let write = await #expect(throws: DatabaseError.self) { try await database.write { try $0.execute(endless) } }
        #expect(write?.kind == .busy)
        let one = try await database.write { tx in try tx.execute("SELECT 1 AS n").first?.int("n") }
        #expect(one == 1)
        await database.close()
    }
}

private let endless: SQL = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 0 FROM n)
    SELECT COUNT(*) AS n FROM n
    """
