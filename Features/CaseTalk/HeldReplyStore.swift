import Database
import Handbook
import Kernel

/// What is held at this moment. A row goes when it is sent or taken back; what became of it, the events say.
struct HeldReplies {
    let tx: Transaction

    func of(_ id: Case.ID) throws -> [HeldReply] {
        try tx.execute(
            "\(Self.select) WHERE case_id = \(id) ORDER BY acted_at, id LIMIT 50"
        ).map(HeldReply.init(row:))
    }

    func find(_ id: HeldReply.ID) throws -> HeldReply? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(HeldReply.init(row:))
    }

    func due(at now: Instant, limit: Int) throws -> [HeldReply] {
        try tx.execute(
            "\(Self.select) WHERE send_at <= \(now) ORDER BY send_at, id LIMIT \(limit)"
        ).map(HeldReply.init(row:))
    }

    func insert(_ held: HeldReply) throws {
        try tx.execute(
            """
            INSERT INTO held_reply (id, case_id, author_id, body, acted_at, send_at)
            VALUES (\(held.id), \(held.serviceCase), \(held.author), \(held.text), \(held.actedAt), \(held.sendAt))
            """
        )
    }

    func remove(_ id: HeldReply.ID) throws {
        try tx.execute("DELETE FROM held_reply WHERE id = \(id)")
    }

    private static let select: SQL = "SELECT id, case_id, author_id, body, acted_at, send_at FROM held_reply"
}

extension Transaction {
    var heldReplies: HeldReplies { HeldReplies(tx: self) }
}

extension HeldReply {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), serviceCase: try row.id("case_id"), author: try row.id("author_id"),
            text: try row.text("body"), actedAt: try row.instant("acted_at"), sendAt: try row.instant("send_at"))
    }
}
