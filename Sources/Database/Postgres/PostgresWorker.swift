import Foundation
import Kernel

/// One thread's connection to the server, opened when it is needed and again after it broke.
final class PostgresWorker {
    private let door: PostgresDoor
    private let announcer: PostgresAnnouncer
    private let lines: PostgresLines
    private let chance: @Sendable () -> Double
    private var connection: PostgresConnection?

    init(
        _ door: PostgresDoor, _ announcer: PostgresAnnouncer, _ lines: PostgresLines,
        chance: @escaping @Sendable () -> Double
    ) {
        self.door = door
        self.lines = lines
        self.announcer = announcer
        self.chance = chance
    }

    /// The body touches nothing but its transaction, so after a collision it is simply run again.
    ///
    /// A body whose commit may have happened is never run again: it fails with `unavailable`. Nor is one that writes and
    /// whose link broke before: it may have been the reason. One that only reads is read once more on a new link, since
    /// nothing can be doubled.
    func transaction<T>(
        _ begin: Control,
        clock: () -> Instant,
        ids: IDs,
        watch: StatementWatch?,
        _ body: (Transaction) throws -> T
    ) throws -> T {
        var attempt = 1
        var mayReadAgain = begin == .beginRepeatableRead
        var clashes = 0
        var isInLine = false
        var isAhead = false
        defer {
            if isAhead { lines.letOthersBegin() }
            if isInLine { leaveLine() }
        }
        while true {
            if attempt == attemptsBesideOthers + 1, !isInLine { isInLine = lineUp() }
            // Those who come fresh can win again and again: for the rest of the attempts none begins on this node.
            if attempt == attemptsBesideFresh + 1, !isAhead {
                lines.holdOthers()
                isAhead = true
            }
            let connection = try self.begin(begin)
            do {
                let transaction = Transaction(connection: connection, now: clock(), ids: ids, watch: watch)
                let value = try transaction.perform(body)
                // Told even where nobody knows whether it happened: to look again without need harms nobody.
                defer { announcer.tell(transaction.topics) }
                try connection.commit()
                return value
            } catch {
                giveUp(connection)
                guard let error = error as? DatabaseError else { throw error }
                if error.kind == .unavailable, mayReadAgain {
                    mayReadAgain = false
                    continue
                }
                // Of two who look whether a row is there and then make it, the loser may be told of the row and not of the
                // collision: a look at the new state of things shows which it was.
                if error.kind == .unique, begin == .beginSerializable, clashes < clashLimit {
                    clashes += 1
                } else {
                    guard error.kind == .serialization, attempt < attemptLimit else { throw error }
                }
            }
            // Who stands at the head of the line does not wait besides: those who come fresh wait less, and would win.
            if !isInLine { pause(after: attempt) }
            attempt += 1
        }
    }

    /// One statement that is a transaction of its own, or can be in none.
    func administer(_ statement: String) throws {
        let connection = try connection ?? door.open()
        self.connection = connection
        do { try connection.runOnce(statement) } catch {
            self.connection = nil
            throw error
        }
    }

    /// Losers of a row that everybody wants stand in one line, over all nodes: then each of them meets only those who come
    /// fresh, and not all the others who have lost as well. Taken before the transaction begins, so that its snapshot is
    /// made after the wait. Where it cannot be had, the attempts go on as before.
    private func lineUp() -> Bool {
        guard let connection else { return false }
        do {
            try connection.runOnce(
                "SELECT pg_advisory_lock(hashtext('qingting losers'), hashtext(current_schema()))")
            return true
        } catch { return false }
    }

    private func leaveLine() {
        do { try connection?.runOnce("SELECT pg_advisory_unlock_all()") } catch { connection = nil }
    }

    /// A link may have died while nobody used it, or its server may have become a standby, which begins nothing that
    /// writes. Nothing has been said on it yet, so a new one serves as well.
    private func begin(_ word: Control) throws(DatabaseError) -> PostgresConnection {
        if let connection {
            do {
                try connection.control(word)
                return connection
            } catch {
                self.connection = nil
            }
        }
        let fresh = try door.open()
        do { try fresh.control(word) } catch {
            throw DatabaseError(kind: .unavailable, message: "cannot begin: \(error.message)")
        }
        connection = fresh
        return fresh
    }

    /// Back to where another transaction can begin; with a new link if this one cannot.
    private func giveUp(_ connection: PostgresConnection) {
        do { try connection.control(.rollback) } catch { self.connection = nil }
    }

    /// Two losers who try again at once lose again: a random moment, longer each time, up to 64 ms.
    private func pause(after attempt: Int) {
        let longest = Double(500 << min(attempt, 7)) / 1_000_000
        Thread.sleep(forTimeInterval: chance() * longest)
    }
}

/// After so many lost ones.
private let attemptsBesideOthers = 4

/// At the head of the line, against those who come fresh.
private let attemptsBesideFresh = 10

/// A row that is there in earnest is refused again, a few milliseconds later.
private let clashLimit = 2

/// Five immediate attempts were measured not to be enough for a row that everybody wants.
private let attemptLimit = 20
