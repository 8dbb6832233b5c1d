import Kernel
import Synchronization
import Testing
import Testkit

@testable import Database

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

    /// Writers that wait (for a row, for a standby that is away) leave connections to those who read.
    @Test func whoReadsDoesNotWaitForThoseWhoWrite() async throws {
        try await withSchema { url, schema in
            let house = try await PostgresDatabase(
                url: url, connections: 4, schema: schema, clock: TimeMachine().clock, ids: .counting(), chance: { 0 })
            try await house.migrate(stockTables)
            let meeting = Meeting()
            let writers = (1...6).map { number in
                Task {
                    try await house.write { tx in
                        if number == 1 {
                            meeting.firstIsThere()
                            meeting.waitForSecond()
                        }
                        try tx.add("cup \(number)")
                    }
                }
            }
            await meeting.first()
            for _ in 1...20 { #expect(try await house.read { try $0.pieces(of: "mug") } == 0) }
            meeting.secondIsDone()
            await house.close()
            for writer in writers { try await writer.value }
        }
    }

    /// Everybody wants the same row, from two nodes, and each has it in the end.
    @Test func nobodyLosesForEver() async throws {
        try await withSchema { url, schema in
            var nodes: [PostgresDatabase] = []
            for seed in [1, 2] as [UInt64] {
                nodes.append(
                    try await PostgresDatabase(
                        url: url, connections: 10, schema: schema, clock: TimeMachine().clock, ids: .counting(),
                        chance: SeededDice.chance(seed: seed)))
            }
            try await nodes[0].migrate(stockTables)
            let each = 100
            try await withThrowingTaskGroup { group in
                for node in nodes {
                    for _ in 1...each {
                        group.addTask { try await node.write { try $0.put($0.pieces(of: "mug") + 1, of: "mug") } }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await nodes[0].read { try $0.pieces(of: "mug") } == nodes.count * each)
            for node in nodes { await node.close() }
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

    /// A read can be done again, since nothing can be doubled; the second break is told.
    @Test func aReadWhoseLinkBreaksIsReadOnceMore() async throws {
        try await withStock(.postgres) { database in
            try await database.write { try $0.put(3, of: "mug") }
            let runs = Mutex(0)
            let pieces = try await database.read { tx in
                if runs.withLock({
                    $0 += 1; return $0
                }) == 1 {
                    try tx.breakLink()
                }
                return try tx.pieces(of: "mug")
            }
            #expect(pieces == 3)
            #expect(runs.withLock { $0 } == 2)

            let error = await #expect(throws: DatabaseError.self) {
                try await database.read { tx in
                    runs.withLock { $0 += 1 }
                    try tx.breakLink()
                }
            }
            #expect(error?.kind == .unavailable)
            #expect(runs.withLock { $0 } == 4)
        }
    }

    /// When an administrator cancels what waits for the synchronous standby, PostgreSQL says COMMIT: the rows are on one
    /// disk only. That must not be taken for a promise.
    @Test func aCommitThatTheStandbyHasNotConfirmedIsNotAcknowledged() async throws {
        try await withSchema { url, schema in
            let house = try await node(url, schema)
            try await house.migrate(stockTables)
            let mark = url.contains("?") ? "&" : "?"
            let options = "options=-csynchronous_commit%3Don&application_name=\(schema)"
            let waiting = try await node("\(url)\(mark)\(options)", schema)
            try administer(url, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SELECT pg_reload_conf()")
            // The server hears of its standby a moment after it was told.
            let writing = Task {
                for number in 1...5000 { try await waiting.write { try $0.put(number, of: "mug") } }
            }
            let isOver = Mutex(false)
            let cancelling = Task.detached {
                while !isOver.withLock({ $0 }) {
                    try administer(
                        url,
                        """
                        SELECT pg_cancel_backend(pid) FROM pg_stat_activity
                        WHERE application_name = '\(schema)' AND wait_event = 'SyncRep'
                        """)
                }
            }
            let error = await #expect(throws: DatabaseError.self) { try await writing.value }
            isOver.withLock { $0 = true }
            try await cancelling.value
            try administer(url, "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()")
            #expect(error?.kind == .unavailable)
            #expect(error?.message.contains("the outcome of the commit is unknown") == true)
            await waiting.close()
            await house.close()
        }
    }

    /// A machine that stands still in the middle of a transaction keeps no row from the others for ever.
    @Test func aNodeThatStandsStillInATransactionLosesItsLocks() async throws {
        try await withSchema { url, schema in
            var nodes: [PostgresDatabase] = []
            for patience in [Duration.seconds(1), .seconds(20)] {
                nodes.append(
                    try await PostgresDatabase(
                        url: url, connections: 1, schema: schema, patience: patience, clock: TimeMachine().clock,
                        ids: .counting(), chance: { 0 }))
            }
            try await nodes[1].migrate(stockTables)
            let meeting = Meeting()
            let still = Task { [first = nodes[0]] in
                try await first.write { tx in
                    try tx.put(5, of: "mug")
                    meeting.firstIsThere()
                    meeting.waitForSecond()
                }
            }
            await meeting.first()
            try await nodes[1].write { try $0.put(7, of: "mug") }
            meeting.secondIsDone()
            let error = await #expect(throws: DatabaseError.self) { try await still.value }
            #expect(error?.kind == .unavailable)
            #expect(try await nodes[1].read { try $0.pieces(of: "mug") } == 7)
            for node in nodes { await node.close() }
        }
    }

    /// What was committed while the announcer's link was broken is told all the same.
    @Test func whatWasAnnouncedOnABrokenLinkIsAnnouncedAgain() async throws {
        try await withSchema { url, schema in
            let mark = url.contains("?") ? "&" : "?"
            let named = "\(url)\(mark)application_name=\(schema)"
            let nodes = [try await node(named, schema), try await node(named, schema)]
            var heard = nodes[1].announcements().makeAsyncIterator()
            try await nodes[0].write { $0.announce("case:1") }
            #expect(await heard.next() == "case:1")
            try administer(
                url,
                """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE application_name = '\(schema)' AND query NOT LIKE 'LISTEN%'
                """)
            try await nodes[0].write { $0.announce("case:2") }
            #expect(await heard.next() == "case:2")
            for node in nodes { await node.close() }
        }
    }
}

extension Transaction {
    fileprivate func breakLink() throws {
        try execute("SELECT CAST(pg_terminate_backend(pg_backend_pid()) AS INTEGER) AS done")
    }
}

/// One statement after another, each by itself: some may stand in no transaction.
private func administer(_ url: String, _ statements: String...) throws {
    let connection = try PostgresConnection(PostgresAddress(url: url, schema: nil, patience: .seconds(20)))
    for statement in statements { try connection.runOnce(statement) }
}
