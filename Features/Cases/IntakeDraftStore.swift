import Database
import Kernel

extension Cases {
    func intakeDraft(of staff: Staff.ID) throws -> IntakeDraft? {
        try tx.execute(
            """
            SELECT body, at FROM intake_draft
            WHERE staff_id = \(staff) AND at > \(tx.now - IntakeDraft.keptFor)
            """
        ).first.map { IntakeDraft(body: try $0.text("body"), at: try $0.instant("at")) }
    }

    func save(_ draft: IntakeDraft, of staff: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO intake_draft (staff_id, body, at) VALUES (\(staff), \(draft.body), \(draft.at))
            ON CONFLICT (staff_id) DO UPDATE SET body = excluded.body, at = excluded.at
            """
        )
    }

    func removeIntakeDraft(of staff: Staff.ID) throws {
        try tx.execute("DELETE FROM intake_draft WHERE staff_id = \(staff)")
    }

    /// Forgets what nobody has gone on with. Answers how many.
    func forgetOldIntakeDrafts(limit: Int) throws -> Int {
        try tx.execute(
            """
            DELETE FROM intake_draft WHERE staff_id IN (
                SELECT staff_id FROM intake_draft WHERE at <= \(tx.now - IntakeDraft.keptFor)
                ORDER BY at, staff_id LIMIT \(limit)
            )
            RETURNING staff_id
            """
        ).count
    }

    /// A customer's personal data go out of what is half typed about them (PIPL 47).
    func redactIntakeDrafts(_ redaction: CustomerRedaction) throws {
        try tx.redact(redaction, ["body"], of: "intake_draft", by: ["staff_id"], where: "1 = 1")
    }
}
