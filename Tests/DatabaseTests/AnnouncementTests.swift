import Database
import Kernel
import Testing
import Testkit

struct AnnouncementTests {
    @Test(arguments: TestDatabase.engines)
    func whatWasUndoneIsNotAnnounced(engine: Engine) async throws {
        try await withStock(engine) { database in
            var heard = database.announcements().makeAsyncIterator()
            try? await database.write { tx in
                tx.announce("case:refused")
                throw NotToday()
            }
            try await database.write { tx in
                tx.announce("case:1")
                try? tx.savepoint {
                    tx.announce("case:half")
                    throw NotToday()
                }
                tx.announce("case:2")
                tx.announce("case:1")
            }
            try await database.write { $0.announce("case:3") }
            #expect(await [heard.next(), heard.next(), heard.next()] == ["case:1", "case:2", "case:3"])
        }
    }

    /// Whoever hears of a change finds it: the commit comes first.
    @Test(arguments: TestDatabase.engines)
    func whatIsAnnouncedCanBeRead(engine: Engine) async throws {
        try await withStock(engine) { database in
            var heard = database.announcements().makeAsyncIterator()
            for number in 1...20 {
                async let written: Void = database.write { tx in
                    try tx.put(number, of: "mug")
                    tx.announce("stock:mug:\(number)")
                }
                #expect(await heard.next() == "stock:mug:\(number)")
                #expect(try await database.read { try $0.pieces(of: "mug") } == number)
                try await written
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aTransactionThatChangesVeryMuchAnnouncesAnything(engine: Engine) async throws {
        try await withStock(engine) { database in
            var heard = database.announcements().makeAsyncIterator()
            try await database.write { tx in
                for number in 1...5000 { tx.announce("case:\(number)") }
            }
            for number in 1...Announcement.limit { #expect(await heard.next() == "case:\(number)") }
            #expect(await heard.next() == Announcement.anything)
        }
    }

    @Test(arguments: TestDatabase.engines, ["", String(repeating: "x", count: 1001), "a\0b"])
    func aTopicThatCannotTravelIsRefused(engine: Engine, topic: String) async throws {
        try await withStock(engine) { database in
            await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    try tx.put(1, of: "mug")
                    tx.announce(topic)
                }
            }
            let pieces = try await database.read { try $0.pieces(of: "mug") }
            #expect(pieces == 0)
        }
    }

    @Test func aSlowListenerIsToldToLookAtEverything() async throws {
        try await withStock(.sqlite) { database in
            let stream = database.announcements()
            for number in 0..<10 {
                try await database.write { tx in
                    for topic in 0..<250 { tx.announce("case:\(number * 250 + topic)") }
                }
            }
            await database.close()
            var topics: [String] = []
            for await topic in stream { topics.append(topic) }
            #expect(topics.count == 1024)
            #expect(topics.contains(Announcement.anything))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func listenersAreSentHomeWhenTheHouseCloses(engine: Engine) async throws {
        try await withStock(engine) { database in
            let stream = database.announcements()
            await database.close()
            for await topic in stream { Issue.record("heard \(topic)") }
            for await topic in database.announcements() { Issue.record("heard \(topic)") }
        }
    }

    @Test(.enabled(if: TestDatabase.postgresURL != nil))
    func theOtherNodeHearsItToo() async throws {
        try await withSchema { url, schema in
            let nodes = [try await node(url, schema), try await node(url, schema)]
            var heard = nodes[1].announcements().makeAsyncIterator()
            try await nodes[0].write { $0.announce("case:1") }
            #expect(await heard.next() == "case:1")
            for node in nodes { await node.close() }
        }
    }
}

func node(_ url: String, _ schema: String) async throws -> PostgresDatabase {
    try await PostgresDatabase(
        url: url, connections: 2, schema: schema, clock: TimeMachine().clock, ids: .counting(),
        chance: SeededDice.chance(seed: 7))
}
