import Database
import Handbook
import Kernel

/// The webhooks, and how far the events have been told.
struct Webhooks {
    let tx: Transaction

    func find(_ id: Webhook.ID) throws -> Webhook? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Webhook.init(row:))
    }

    func all(of staff: Staff.ID, limit: Int = 50) throws -> [Webhook] {
        try tx.execute("\(Self.select) WHERE staff_id = \(staff) ORDER BY created_at DESC, id DESC LIMIT \(limit)")
            .map(Webhook.init(row:))
    }

    func countActive(of staff: Staff.ID) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM webhook WHERE staff_id = \(staff) AND active = 1").first?.int("n")
            ?? 0
    }

    /// Everybody who listens; a department has few.
    func active(limit: Int = 1000) throws -> [Webhook] {
        try tx.execute("\(Self.select) WHERE active = 1 ORDER BY id LIMIT \(limit)").map(Webhook.init(row:))
    }

    func insert(_ webhook: Webhook) throws {
        try tx.execute(
            """
            INSERT INTO webhook (id, staff_id, url, kinds, secret, created_at, active)
            VALUES (\(webhook.id), \(webhook.staff), \(webhook.url),
                    \(webhook.kinds.map(\.rawValue).sorted().joined(separator: " ")), \(webhook.secret),
                    \(webhook.createdAt), \(webhook.isActive))
            """
        )
    }

    /// Stops all that one person has. Answers how many.
    func stopAll(of staff: Staff.ID) throws -> Int {
        try tx.execute("UPDATE webhook SET active = 0 WHERE staff_id = \(staff) AND active = 1 RETURNING id").count
    }

    func save(_ webhook: Webhook) throws {
        try tx.execute(
            """
            UPDATE webhook SET active = \(webhook.isActive), rests_until = \(webhook.restsUntil),
                               failures = \(webhook.failures)
            WHERE id = \(webhook.id)
            """
        )
    }

    /// Those for whom something is due and who are not left alone just now; the one whose rest ended first stands
    /// first. One probe of an index for each webhook: what waits for one costs the others nothing.
    func due(limit: Int) throws -> [Webhook.ID] {
        try tx.execute(
            """
            SELECT webhook.id FROM webhook
            WHERE (webhook.rests_until IS NULL OR webhook.rests_until <= \(tx.now))
              AND EXISTS (SELECT 1 FROM outbox
                          WHERE outbox.kind = \(WebhookDelivery.kind) AND outbox.receiver = webhook.id
                            AND outbox.next_at IS NOT NULL AND outbox.next_at <= \(tx.now))
            ORDER BY COALESCE(webhook.rests_until, 0), webhook.id
            LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    /// Up to where in the chain of seals the events have been told.
    func place() throws -> Int64 {
        try tx.execute("SELECT position FROM webhook_place WHERE id = 1").first?.integer("position") ?? 0
    }

    func move(to position: Int64) throws {
        try tx.execute("UPDATE webhook_place SET position = \(position) WHERE id = 1")
    }

    /// Sealed events after a place, in the order of the chain: nothing can come in before them any more.
    func events(after position: Int64, limit: Int) throws -> [(position: Int64, event: Event)] {
        try tx.execute(
            """
            SELECT event_seal.position, event.id, event.kind, event.subject_kind, event.subject_id, event.unit_id,
                   event.actor_id, event.at, event.details
            FROM event_seal JOIN event ON event.id = event_seal.event_id
            WHERE event_seal.position > \(position)
            ORDER BY event_seal.position
            LIMIT \(limit)
            """
        ).map { (try $0.integer("position"), try Event(row: $0)) }
    }

    private static let select: SQL = """
        SELECT id, staff_id, url, kinds, secret, created_at, active, rests_until, failures FROM webhook
        """
}

extension Transaction {
    var webhooks: Webhooks { Webhooks(tx: self) }
}

extension Webhook {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), staff: try row.id("staff_id"), url: try row.text("url"),
            kinds: Set(try row.text("kinds").split(separator: " ").compactMap { EventKind.named(String($0)) }),
            secret: try row.text("secret"), createdAt: try row.instant("created_at"),
            isActive: try row.bool("active"), restsUntil: try row.instant(ifPresent: "rests_until"),
            failures: try row.int("failures"))
    }
}
