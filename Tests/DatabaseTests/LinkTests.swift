import Database
import Kernel
import Synchronization
import Testing
import Testkit

/// What happens when the server goes away and comes back.
@Suite(.enabled(if: TestDatabase.postgresURL != nil))
struct LinkTests {
    @Test func aBodyWhoseLinkBreaksFailsAndIsNotRunAgain() async throws {
        try await withStock(.postgres) { database in
            let runs = Mutex(0)
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    runs.withLock { $0 += 1 }
                    try tx.put(1, of: "mug")
                    try tx.execute("SELECT CAST(pg_terminate_backend(pg_backend_pid()) AS INTEGER) AS done")
                }
            }
            #expect(error?.kind == .unavailable)
            #expect(runs.withLock { $0 } == 1)
            let pieces = try await database.read { try $0.pieces(of: "mug") }
            #expect(pieces == 0)
        }
    }

    @Test func aLinkThatBrokeWhileNobodyUsedItIsReplacedUnnoticed() async throws {
        try await withStock(.postgres) { database in
            try await withSchema { url, schema in
                let node = try await node(url, schema)
                try await node.migrate(stockTables)
                let backend = try await node.read { tx in
                    try tx.execute("SELECT pg_backend_pid() AS pid").first?.int("pid") ?? 0
                }
                try await database.write { tx in
                    try tx.execute(
                        "SELECT CAST(pg_terminate_backend(CAST(\(backend) AS INTEGER), 5000) AS INTEGER) AS done")
                }
                for number in 1...4 { try await node.write { try $0.put(number, of: "mug") } }
                #expect(try await node.read { try $0.pieces(of: "mug") } == 4)
                await node.close()
            }
        }
    }

    /// What was announced meanwhile is lost; the listeners look at everything again.
    @Test func whoeverListenedOnABrokenLinkIsToldToLookAtEverything() async throws {
        try await withSchema { url, schema in
            let node = try await node(url, schema)
            var heard = node.announcements().makeAsyncIterator()
            try await node.write { tx in
                try tx.execute(
                    """
                    SELECT CAST(pg_terminate_backend(pid, 5000) AS INTEGER) AS done
                    FROM pg_stat_activity WHERE query = \("LISTEN \"qingting_\(schema)\"")
                    """
                )
            }
            #expect(await heard.next() == Announcement.anything)
            try await node.write { $0.announce("case:1") }
            #expect(await heard.next() == "case:1")
            await node.close()
        }
    }

    @Test func aServerThatIsNotThereIsSaidToBeUnavailable() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await node("postgres://127.0.0.1:1/nowhere?connect_timeout=2", "public")
        }
        #expect(error?.kind == .unavailable)
    }
}
