import Database
import Kernel
import Synchronization

@testable import Desk

/// What came of one act: which attempt counted, at which instant, what was answered, and what it had seen.
struct Witness: Sendable {
    enum Outcome: Equatable, Sendable {
        case done(String)
        /// The business said no; the words of the refusal.
        case refused(String)
        /// Anything else: nobody should ever meet it.
        case fault(String)
    }

    let act: String
    let deed: Deed
    let number: Int
    let at: Instant
    let outcome: Outcome
    /// The place in which it was heard to be over.
    let completed: Int
    /// PostgreSQL: what it could see when it began, and its own number, if it wrote.
    let snapshot: Snapshot?
    let transaction: UInt64?

    /// The other was committed when this one began, or stood before it with the one writer of SQLite.
    func saw(_ other: Witness) -> Bool {
        guard let snapshot else { return other.number < number }
        return other.transaction.map(snapshot.sees) ?? false
    }

    var isDone: Bool { if case .done = outcome { true } else { false } }
    var label: String { "\(act) by \(deed.person) (\(Marks.name(number, 0)))" }
}

/// What a transaction of PostgreSQL sees: `xmin:xmax:xip,xip`.
struct Snapshot: Sendable {
    let below: UInt64
    let from: UInt64
    let running: Set<UInt64>

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let below = UInt64(parts[0]), let from = UInt64(parts[1]) else { return nil }
        self.below = below
        self.from = from
        running = Set(parts[2].split(separator: ",").compactMap { UInt64($0) })
    }

    func sees(_ transaction: UInt64) -> Bool {
        transaction < below || (transaction < from && !running.contains(transaction))
    }
}

/// What is noted while an attempt runs; the last attempt is the one that counts.
final class Attempt: Sendable {
    struct Note: Sendable {
        var number = 0
        var at = Instant(milliseconds: 0)
        var snapshot: Snapshot?
        var transaction: UInt64?
    }

    let note = Mutex(Note())
}

/// Done on a department as the server does it: the house tries again by itself what collided.
struct Doing: Sendable {
    let database: any Database
    let marks: Marks

    /// `again`: the number and the instant of the attempt that is done again.
    func perform(_ act: String, _ deed: Deed, completed: @Sendable () -> Int) async -> Witness {
        let attempt = Attempt()
        let outcome = await outcome { [marks] tx in
            let number = marks.next()
            attempt.note.withLock { $0 = Attempt.Note(number: number, at: tx.now) }
            return try marks.within(number) {
                let isShared = tx.engine == .postgres
                if isShared {
                    let seen = try tx.execute("SELECT CAST(pg_current_snapshot() AS TEXT) AS seen").first?.text("seen")
                    attempt.note.withLock { $0.snapshot = seen.flatMap(Snapshot.init) }
                }
                let said = try deed.body(tx, tx.actor(deed.person))
                if isShared {
                    let own = try tx.execute("SELECT CAST(pg_current_xact_id_if_assigned() AS TEXT) AS own").first
                    let id = try own?.text(ifPresent: "own").flatMap { UInt64($0) }
                    attempt.note.withLock { $0.transaction = id }
                }
                return said
            }
        }
        let note = attempt.note.withLock { $0 }
        return Witness(
            act: act, deed: deed, number: note.number, at: note.at, outcome: outcome, completed: completed(),
            snapshot: note.snapshot, transaction: note.transaction)
    }

    func repeated(_ witness: Witness, isKept: Bool) async -> Witness.Outcome {
        await outcome { [marks] tx in
            let said = try marks.within(witness.number) {
                try witness.deed.body(tx, tx.actor(witness.deed.person))
            }
            guard isKept else { throw NotThisTime(said: said) }
            return said
        }
    }

    private func outcome(_ body: @Sendable @escaping (Transaction) throws -> String) async -> Witness.Outcome {
        do { return .done(try await database.write(body)) } catch let error as DatabaseError {
            return .fault("\(error)")
        } catch let error as Corrupt {
            return .fault("\(error)")
        } catch let error as NotThisTime {
            return .done(error.said)
        } catch { return .refused("\(error)") }
    }

    private struct NotThisTime: Error { let said: String }
}
