import Database
import Kernel

/// What is to leave the house, written in the transaction that decided it.
struct Outbox {
    let tx: Transaction

    @discardableResult
    func add(
        _ kind: String, _ payload: String, of event: Event.ID, to receiver: String = ""
    ) throws -> OutboxMessage.ID {
        let id: OutboxMessage.ID = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO outbox (id, event_id, kind, payload, created_at, attempts, next_at, receiver)
            VALUES (\(id), \(event), \(kind), \(payload), \(tx.now), 0, \(tx.now), \(receiver))
            """
        )
        return id
    }

    /// Many of one kind, to nobody in particular.
    func add(_ kind: String, _ messages: [(payload: String, event: Event.ID)]) throws {
        try tx.insert(
            "INSERT INTO outbox (id, event_id, kind, payload, created_at, attempts, next_at, receiver)",
            rows: messages.map { payload, event -> [Cell] in
                let id: OutboxMessage.ID = tx.ids.make()
                return [
                    id.cell, event.cell, kind.cell, payload.cell, tx.now.cell, 0.cell, tx.now.cell, "".cell,
                ]
            })
    }

    /// What is due to be delivered inside the house, in a transaction; what leaves it is taken by `claim`.
    func due(limit: Int) throws -> [OutboxMessage] {
        try tx.execute(
            """
            \(Self.select)
            WHERE next_at IS NOT NULL AND next_at <= \(tx.now) AND kind NOT IN \(list: OutboxMessage.carriedKinds)
            ORDER BY next_at, id
            LIMIT \(limit)
            """
        ).map(OutboxMessage.init(row:))
    }

    /// Takes what is due for one receiver of a kind that a courier carries, the longest waiting first: it is due again
    /// when the lease is over, unless it was marked.
    func claim(_ kind: String, to receiver: String, for lease: Duration) throws -> OutboxMessage? {
        try tx.execute(
            """
            UPDATE outbox SET next_at = \(tx.now + lease)
            WHERE id IN (
                SELECT id FROM outbox
                WHERE next_at IS NOT NULL AND next_at <= \(tx.now) AND kind = \(kind) AND receiver = \(receiver)
                ORDER BY next_at, id
                LIMIT 1
            )
            RETURNING id, event_id, kind, payload, created_at, attempts, last_error
            """
        ).first.map(OutboxMessage.init(row:))
    }

    /// Whether more than so many wait for one receiver; counts no further.
    func isWaiting(_ kind: String, to receiver: String, moreThan most: Int) throws -> Bool {
        let count = try tx.execute(
            """
            SELECT COUNT(*) AS n FROM (
                SELECT id FROM outbox WHERE next_at IS NOT NULL AND kind = \(kind) AND receiver = \(receiver)
                LIMIT \(most + 1)) AS waiting
            """
        ).first?.int("n")
        return (count ?? 0) > most
    }

    /// Given up after the last attempt, the oldest first: for a person to look at.
    func deadLetters(limit: Int = 200) throws -> [OutboxMessage] {
        try tx.execute(
            """
            \(Self.select)
            WHERE next_at IS NULL AND done_at IS NULL
            ORDER BY created_at, id
            LIMIT \(limit)
            """
        ).map(OutboxMessage.init(row:))
    }

    /// Gives a dead letter another ten attempts. Answers no if it is not dead.
    @discardableResult
    func revive(_ id: OutboxMessage.ID) throws -> Bool {
        try !tx.execute(
            """
            UPDATE outbox SET next_at = \(tx.now), attempts = 0
            WHERE id = \(id) AND next_at IS NULL AND done_at IS NULL
            RETURNING id
            """
        ).isEmpty
    }

    /// The same for every dead letter there is; answers how many.
    func reviveAll() throws -> Int {
        try tx.execute(
            """
            UPDATE outbox SET next_at = \(tx.now), attempts = 0
            WHERE next_at IS NULL AND done_at IS NULL
            RETURNING id
            """
        ).count
    }

    func counts() throws -> OutboxCounts {
        let waiting = try tx.execute(
            "SELECT COUNT(*) AS number, MIN(next_at) AS oldest FROM outbox WHERE next_at IS NOT NULL"
        ).first
        let dead = try tx.execute(
            "SELECT COUNT(*) AS number FROM outbox WHERE next_at IS NULL AND done_at IS NULL"
        ).first
        return OutboxCounts(
            waiting: try waiting?.int("number") ?? 0, dead: try dead?.int("number") ?? 0,
            oldestDue: try waiting?.instant(ifPresent: "oldest"))
    }

    func markDone(_ message: OutboxMessage) throws {
        try tx.execute(
            """
            UPDATE outbox SET done_at = \(tx.now), next_at = NULL, attempts = \(message.attempts + 1), last_error = NULL
            WHERE id = \(message.id)
            """
        )
    }

    /// Puts a message off, or gives it up after the last attempt.
    func markFailed(_ message: OutboxMessage, because reason: String) throws {
        let attempts = message.attempts + 1
        let next = attempts < OutboxMessage.mostAttempts ? tx.now + Backoff.delivery.pause(after: attempts) : nil
        try tx.execute(
            """
            UPDATE outbox SET next_at = \(next), attempts = \(attempts),
                              last_error = \(String(reason.prefix(OutboxMessage.longestError)))
            WHERE id = \(message.id)
            """
        )
    }

    /// Forgets what was delivered long ago. Answers how many it forgot.
    func forgetDelivered(before instant: Instant, limit: Int) throws -> Int {
        try tx.execute(
            """
            DELETE FROM outbox WHERE id IN (
                SELECT id FROM outbox WHERE done_at IS NOT NULL AND done_at < \(instant) ORDER BY done_at, id LIMIT \(limit)
            )
            RETURNING id
            """
        ).count
    }

    private static let select: SQL = "SELECT id, event_id, kind, payload, created_at, attempts, last_error FROM outbox"
}

extension Transaction {
    var outbox: Outbox { Outbox(tx: self) }
}

extension OutboxMessage {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), event: try row.id("event_id"), kind: try row.text("kind"),
            payload: try row.text("payload"), createdAt: try row.instant("created_at"),
            attempts: try row.int("attempts"), lastError: try row.text(ifPresent: "last_error"))
    }
}
