import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// What is to leave the house leaves it: not before its transaction, not twice, and not silently never.
struct OutboxTests {
    @Test(arguments: TestDatabase.engines)
    func aColleagueIsToldOfAnEventOnceHoweverOftenItIsDelivered(engine: Engine) async throws {
        try await withHouse(engine) { database, time in
            let chores = RunningChores([.delivery([.notice])], on: database)
            try await chores.register()
            try await database.write { tx in
                let event = try tx.recordSomething()
                try tx.notify(["staff-li", "staff-wang", "staff-li"], of: event)
                try tx.notify(["staff-li"], of: event)
            }

            #expect(try await chores.runDue().map(\.outcome) == [.done])

            let notices = try await database.unread(of: "staff-li")
            #expect(notices.map(\.subject) == [Subject(.serviceCase, "case-1")])
            #expect(notices.map(\.kind) == [.caseNoted])
            #expect(try await database.unread(of: "staff-wang").count == 0, "it was her own act")
            time.advance(by: .days(1))
            #expect(try await chores.runDue().isEmpty, "nothing waits")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nothingIsToldOfATransactionThatWasUndone(engine: Engine) async throws {
        try await withHouse(engine) { database, _ in
            await #expect(throws: Undone.self) { try await notifyAndThinkBetter(of: "staff-li", on: database) }
            let counts = try await database.outboxCounts
            #expect(counts == OutboxCounts(waiting: 0, dead: 0, oldestDue: nil))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDeliveryThatFailsIsTriedAgainWithGrowingPausesAndGivenUpAfterTen(engine: Engine) async throws {
        try await withHouse(engine) { database, time in
            let broken = OutboxDelivery(kind: "mail") { _, tx in
                try tx.recordSomething()
                throw Undone()
            }
            let chores = RunningChores([.delivery([broken])], on: database)
            try await chores.register()
            try await database.write { tx in try tx.outbox.add("mail", "to: li", of: try tx.recordSomething().id) }

            var minutes: [Int] = []
            var waited = 0
            while try await database.outboxCounts.waiting > 0, waited < 3000 {
                if try await !chores.runDue().isEmpty { minutes.append(waited) }
                time.advance(by: .minutes(1))
                waited += 1
            }

            #expect(minutes == [0, 1, 3, 7, 15, 31, 63, 127, 255, 511])
            let letters = try await database.deadLetters
            #expect(letters.map(\.attempts) == [10])
            #expect(letters.map(\.lastError) == ["Undone()"])
            #expect(try await database.unsealed == 1, "what the attempts did is undone")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func oneMessageThatFailsDoesNotHoldUpTheOthers(engine: Engine) async throws {
        try await withHouse(engine) { database, _ in
            let picky = OutboxDelivery(kind: "mail") { message, tx in
                // A statement that the database refuses spoils no more than its own message.
                if message.payload == "bad" { try tx.execute("INSERT INTO chore (name) VALUES ('no due date')") }
            }
            let chores = RunningChores([.delivery([picky])], on: database)
            try await chores.register()
            try await database.write { tx in
                let event = try tx.recordSomething()
                for payload in ["good", "bad", "good"] { try tx.outbox.add("mail", payload, of: event.id) }
                try tx.outbox.add("pigeon", "nobody takes pigeons", of: event.id)
            }
            try await chores.runDue()
            let counts = try await database.outboxCounts
            #expect(counts.waiting == 2)
            #expect(counts.dead == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDeadLetterThatIsRevivedIsDelivered(engine: Engine) async throws {
        try await withHouse(engine) { database, _ in
            let chores = RunningChores([.delivery([.notice])], on: database)
            try await chores.register()
            let id = try await database.write { tx in
                let id = try tx.outbox.add("notice", "staff-li", of: try tx.recordSomething().id)
                try tx.execute("UPDATE outbox SET next_at = NULL, attempts = 10 WHERE id = \(id)")
                return id
            }
            #expect(try await database.revive(id))
            #expect(try await !database.revive(id), "it is not dead any more")
            try await chores.runDue()
            #expect(try await database.unread(of: "staff-li").count == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func severalNodesDeliverEachMessageOnce(engine: Engine) async throws {
        try await withHouse(engine) { database, _ in
            let counting = OutboxDelivery(kind: "mail") { _, tx in try tx.recordSomething() }
            let nodes = (1...3).map { _ in RunningChores([.delivery([counting])], on: database) }
            try await nodes[0].register()
            try await database.write { tx in
                let event = try tx.recordSomething()
                for number in 1...120 { try tx.outbox.add("mail", String(number), of: event.id) }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for node in nodes { group.addTask { _ = try await node.runDue() } }
                try await group.waitForAll()
            }
            #expect(try await database.outboxCounts.waiting == 0)
            #expect(try await database.unsealed == 121)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatWasDeliveredAMonthAgoIsForgotten(engine: Engine) async throws {
        try await withHouse(engine) { database, time in
            let chores = RunningChores([.delivery([.notice]), .tidyingOutbox], on: database)
            try await chores.register()
            try await database.write { tx in try tx.notify(["staff-li"], of: try tx.recordSomething()) }
            try await chores.runDue()
            time.advance(by: .days(29))
            try await chores.runDue()
            #expect(try await database.outboxRows == 1)
            time.advance(by: .days(2))
            try await chores.runDue()
            #expect(try await database.outboxRows == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func onlyThePersonConcernedReadsANotice(engine: Engine) async throws {
        try await withHouse(engine) { database, time in
            let chores = RunningChores([.delivery([.notice])], on: database)
            try await chores.register()
            try await database.write { tx in try tx.notify(["staff-li", "staff-zhao"], of: try tx.recordSomething()) }
            try await chores.runDue()
            let notice = try #require(try await database.unread(of: "staff-li").first)

            #expect(try await !database.markRead(notice.id, by: "staff-zhao"))
            #expect(try await database.markRead(notice.id, by: "staff-li"))
            #expect(try await database.unread(of: "staff-li").count == 0)
            let latest = try await database.read { tx in try tx.notices.latest(of: "staff-li") }
            #expect(latest.map(\.readAt) == [time.now])
            let now = time.now
            try await database.write { tx in try tx.notices.markAllRead(by: "staff-zhao", until: now) }
            #expect(try await database.unread(of: "staff-zhao").count == 0)
        }
    }
}

private struct Undone: Error {}

private func notifyAndThinkBetter(of staff: Staff.ID, on database: any Database) async throws {
    try await database.write { tx in
        try tx.notify([staff], of: try tx.recordSomething())
        throw Undone()
    }
}
