import Database
import Kernel

/// The chain of seals. Only the sealer adds to it, and nothing ever takes from it.
struct Seals {
    let tx: Transaction

    /// Where the chain ends; nothing if somebody has removed the row that says so.
    func head() throws -> ChainHead? {
        try tx.execute("SELECT position, hash FROM event_chain WHERE id = 1").first
            .map { ChainHead(position: try $0.integer("position"), hash: try $0.bytes("hash")) }
    }

    /// The last seal there is, which is what the head should say.
    func last() throws -> Seal? {
        try tx.execute("SELECT position, event_id, hash, sealed_at FROM event_seal ORDER BY position DESC LIMIT 1")
            .first.map(Seal.init(row:))
    }

    /// Committed events that have no seal yet, by their ids: the order in which they were made. An event that was made
    /// earlier and committed later is still marked, so it comes with the next batch.
    func unsealed(limit: Int) throws -> [SealedText] {
        try tx.execute(
            """
            SELECT event.id, event.kind, event.subject_kind, event.subject_id, event.unit_id, event.actor_id, event.at,
                   event.details
            FROM event_unsealed JOIN event ON event.id = event_unsealed.event_id
            WHERE NOT EXISTS (SELECT 1 FROM event_seal WHERE event_seal.event_id = event_unsealed.event_id)
            ORDER BY event_unsealed.event_id
            LIMIT \(limit)
            """
        ).map(SealedText.init(row:))
    }

    /// How many events wait for their seal, counted up to `limit`.
    func unsealedCount(limit: Int = 10_000) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS number FROM (SELECT event_id FROM event_unsealed LIMIT \(limit)) AS marks")
            .first?.int("number") ?? 0
    }

    /// Takes the link that follows `head`; refuses (nothing changes, answers false) if the chain ends elsewhere by now.
    func advance(from head: ChainHead, to next: ChainHead) throws -> Bool {
        try !tx.execute(
            """
            UPDATE event_chain SET position = \(next.position), hash = \(next.hash)
            WHERE id = 1 AND position = \(head.position) AND hash = \(head.hash)
            RETURNING position
            """
        ).isEmpty
    }

    func insert(_ seals: [Seal]) throws {
        try tx.insert(
            "INSERT INTO event_seal (position, event_id, hash, sealed_at)",
            rows: seals.map { [$0.position.cell, $0.event.cell, $0.hash.cell, $0.sealedAt.cell] })
        // In pieces of one length, so that there is one statement to prepare.
        for start in stride(from: 0, to: seals.count, by: 50) {
            var events = seals[start..<min(start + 50, seals.count)].map(\.event)
            events += Array(repeating: events[0], count: 50 - events.count)
            try tx.execute("DELETE FROM event_unsealed WHERE event_id IN \(list: events)")
        }
    }
}

extension Transaction {
    var seals: Seals { Seals(tx: self) }
}

extension Seal {
    init(row: Row) throws {
        self.init(
            position: try row.integer("position"), event: try row.text("event_id"), hash: try row.bytes("hash"),
            sealedAt: try row.instant("sealed_at"))
    }
}

extension SealedText {
    init(row: Row) throws {
        self.init(
            id: try row.text("id"),
            columns: [
                try row.text("id"), try row.text("kind"), try row.text("subject_kind"), try row.text("subject_id"),
                try row.text(ifPresent: "unit_id"), try row.text(ifPresent: "actor_id"), String(try row.integer("at")),
                try row.text("details"),
            ])
    }
}
