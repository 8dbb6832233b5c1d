import Database
import Foundation
import Handbook
import Kernel
import Testkit

@testable import Desk

/// A house with nothing in it but what every feature stands on.
func withHouse<Value>(
    _ engine: Engine, _ body: (any Database, TimeMachine) async throws -> Value
) async throws -> Value {
    let time = TimeMachine()
    return try await withDatabase(
        engine, clock: time,
        migrations: EventSchema.migrations + SealSchema.migrations + HouseSchema.migrations + [HouseSchema.receivers]
    ) { database in try await body(database, time) }
}

/// Events about one complaint, each in a transaction of its own.
func record(_ count: Int, on database: any Database) async throws {
    for _ in 0..<count { try await database.write { tx in try tx.recordSomething() } }
}

extension Transaction {
    @discardableResult
    func recordSomething(id: Event.ID? = nil) throws -> Event {
        let event = Event(
            id: id ?? ids.make(), kind: .caseNoted, subject: Subject(.serviceCase, "case-1"), unit: nil,
            actor: "staff-wang", at: now, details: ["note": "来电"])
        try events.append(event)
        return event
    }
}

/// Questions that tests ask. They have names, and no closure stands inside an `#expect`: the compiler of Swift 6.3 may
/// take a closure in a macro and one beside it, of the same type, for each other.
extension Database {
    var unsealed: Int { get async throws { try await read { tx in try tx.seals.unsealedCount() } } }

    @discardableResult
    func seal(limit: Int = Seals.batch) async throws -> Int {
        try await write { tx in try tx.seals.sealWaiting(limit: limit) }
    }

    var outboxCounts: OutboxCounts { get async throws { try await read { tx in try tx.outbox.counts() } } }

    var outboxRows: Int { get async throws { try await read { tx in try tx.execute("SELECT id FROM outbox").count } } }

    var deadLetters: [OutboxMessage] { get async throws { try await read { tx in try tx.outbox.deadLetters() } } }

    func unread(of staff: Staff.ID) async throws -> [Notice] {
        try await read { tx in try tx.notices.unread(of: staff) }
    }

    func markRead(_ id: Notice.ID, by staff: Staff.ID) async throws -> Bool {
        try await write { tx in try tx.notices.markRead(id, by: staff) }
    }

    func revive(_ id: OutboxMessage.ID) async throws -> Bool {
        try await write { tx in try tx.outbox.revive(id) }
    }

    func findings(batch: Int = 1000, expecting head: ChainHead? = nil) async throws -> [AuditFinding] {
        try await AuditVerification(self, batch: batch).run(expecting: head).findings
    }
}

/// Two doors that tests hold open and shut, to put transactions of two threads into one order.
final class Gate: Sendable {
    private let second = DispatchSemaphore(value: 0)
    private let opened = AsyncStream<Void>.makeStream()

    func open() { opened.continuation.finish() }
    func hasOpened() async { for await _ in opened.stream {} }

    /// Blocks the thread of a connection, never one of the pool that tasks run on. Gives up after ten seconds.
    func waitForSecond() { _ = second.wait(timeout: .now() + 10) }
    func openSecond() { second.signal() }
}
