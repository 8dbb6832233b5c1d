import Database
import Kernel

/// The attachments of cases, as the database keeps them.
struct Attachments {
    let tx: Transaction

    func of(_ record: Case.ID, limit: Int = 200) throws -> [Attachment] {
        try tx.execute("\(Self.select) WHERE a.case_id = \(record) ORDER BY a.attached_at, a.id LIMIT \(limit)")
            .map(Attachment.init(row:))
    }

    func find(_ id: Attachment.ID, of record: Case.ID) throws -> Attachment? {
        try tx.execute("\(Self.select) WHERE a.id = \(id) AND a.case_id = \(record)").first
            .map(Attachment.init(row:))
    }

    /// Whose bytes these are; bounded, for a verdict that concerns them all.
    func holding(_ digest: String, limit: Int = 500) throws -> [Attachment] {
        try tx.execute("\(Self.select) WHERE a.digest = \(digest) ORDER BY a.id LIMIT \(limit)")
            .map(Attachment.init(row:))
    }

    func of(customer: Customer.ID, limit: Int = 1000) throws -> [Attachment] {
        try tx.execute(
            """
            \(Self.select)
            WHERE a.erased_at IS NULL
                AND a.case_id IN (SELECT id FROM service_case WHERE customer_id = \(customer))
            ORDER BY a.id
            LIMIT \(limit)
            """
        ).map(Attachment.init(row:))
    }

    func count(of record: Case.ID) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM attachment WHERE case_id = \(record) AND voided_at IS NULL").first?
            .int("n") ?? 0
    }

    /// Bytes of a unit that count against its limit.
    func total(of unit: Unit.ID) throws -> Int64 {
        try tx.execute(
            """
            SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS n FROM attachment
            WHERE unit_id = \(unit) AND voided_at IS NULL AND erased_at IS NULL
            """
        ).first?.integer("n") ?? 0
    }

    func insert(_ attachment: Attachment) throws {
        try tx.execute(
            """
            INSERT INTO attachment (id, case_id, unit_id, name, digest, size, mime, provider, note, attached_by,
                                    attached_at)
            VALUES (\(attachment.id), \(attachment.record), \(attachment.unit), \(attachment.name),
                    \(attachment.content.digest), \(attachment.content.size), \(attachment.content.mime),
                    \(attachment.provider.rawValue), \(attachment.note), \(attachment.by), \(attachment.at))
            """
        )
    }

    func save(_ attachment: Attachment) throws {
        try tx.execute(
            """
            UPDATE attachment
            SET voided_by = \(attachment.voiding?.by), voided_at = \(attachment.voiding?.at),
                voided_reason = \(attachment.voiding?.reason)
            WHERE id = \(attachment.id)
            """
        )
    }

    /// Nothing that tells whose it was stays: neither the name the sender gave it nor the note.
    func markErased(_ attachment: Attachment.ID, as name: FileName) throws {
        try tx.execute(
            "UPDATE attachment SET erased_at = \(tx.now), name = \(name), note = '' WHERE id = \(attachment)")
    }

    // The content is gone after an erasure; the attachment still knows its size and type.
    private static let select: SQL =
        """
        SELECT a.id, a.case_id, a.unit_id, a.name, a.digest, a.size, a.mime, a.provider, a.note, a.attached_by,
            a.attached_at, a.voided_by, a.voided_at, a.voided_reason, a.erased_at,
            COALESCE(c.scan, 'none') AS scan, COALESCE(c.finding, '') AS finding,
            COALESCE(c.preview, 'none') AS preview, COALESCE(c.tries, 0) AS tries
        FROM attachment a LEFT JOIN stored_content c ON c.digest = a.digest
        """
}

extension Transaction {
    var attachments: Attachments { Attachments(tx: self) }
}

extension Attachment {
    fileprivate init(row: Row) throws {
        var voiding: Voiding?
        if let by: Staff.ID = try row.id(ifPresent: "voided_by") {
            voiding = Voiding(by: by, at: try row.instant("voided_at"), reason: try row.text("voided_reason"))
        }
        self.init(
            id: try row.id("id"), record: try row.id("case_id"), unit: try row.id("unit_id"),
            name: FileName(stored: try row.text("name")), content: try StoredContent(row: row),
            provider: Provider(rawValue: try row.text("provider")) ?? .ours, note: try row.text("note"),
            by: try row.id("attached_by"), at: try row.instant("attached_at"), voiding: voiding,
            erasedAt: try row.instant(ifPresent: "erased_at"))
    }
}
