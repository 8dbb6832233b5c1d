import Foundation
import Kernel

/// One thread's connection to the server, opened when it is needed and again after it broke.
final class PostgresWorker {
    private let address: PostgresAddress
    private let announcer: PostgresAnnouncer
    private let chance: @Sendable () -> Double
    private var connection: PostgresConnection?

    init(_ address: PostgresAddress, _ announcer: PostgresAnnouncer, chance: @escaping @Sendable () -> Double) {
        self.address = address
        self.announcer = announcer
        self.chance = chance
    }

    /// The body touches nothing but its transaction, so after a collision it is simply run again.
    ///
    /// A body whose commit may have happened is never run again: it fails with `unavailable`.
    func transaction<T>(
        _ begin: Control,
        clock: () -> Instant,
        ids: IDs,
        watch: StatementWatch?,
        _ body: (Transaction) throws -> T
    ) throws -> T {
        var attempt = 1
        while true {
            let connection = try self.begin(begin)
            do {
                let transaction = Transaction(connection: connection, now: clock(), ids: ids, watch: watch)
                let value = try transaction.perform(body)
                try connection.commit()
                announcer.tell(transaction.topics)
                return value
            } catch {
                giveUp(connection)
                guard let error = error as? DatabaseError, error.kind == .serialization, attempt < attemptLimit else {
                    throw error
                }
            }
            pause(after: attempt)
            attempt += 1
        }
    }

    /// A link may have died while nobody used it. Nothing has been said on it yet, so a new one serves as well.
    private func begin(_ word: Control) throws(DatabaseError) -> PostgresConnection {
        if let connection {
            do {
                try connection.control(word)
                return connection
            } catch {
                self.connection = nil
                guard error.kind == .unavailable else { throw error }
            }
        }
        let fresh = try PostgresConnection(address)
        try fresh.control(word)
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

/// Five immediate attempts were measured not to be enough for a row that everybody wants.
private let attemptLimit = 20
