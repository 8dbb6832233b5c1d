import Database
import Kernel

/// What somebody has begun to ask for and not sent: theirs alone, one at a time, on no roster and in no register.
struct LeaveDraft: Equatable, Sendable {
    var type = ""
    var from: Instant?
    var to: Instant?
    var reason = ""
    var proof = ""
    var substitute: Staff.ID?
    var keptAt: Instant?
}

/// 草稿: leave before it is submitted (GAME-60).
struct LeaveDrafts {
    let tx: Transaction

    func of(_ staff: Staff.ID) throws -> LeaveDraft? {
        try tx.execute(
            """
            SELECT type, from_at, to_at, reason, proof, substitute_id, kept_at FROM leave_draft WHERE staff_id = \(staff)
            """
        ).first.map { row in
            LeaveDraft(
                type: try row.text("type"), from: try row.instant(ifPresent: "from_at"),
                to: try row.instant(ifPresent: "to_at"), reason: try row.text("reason"), proof: try row.text("proof"),
                substitute: try row.id(ifPresent: "substitute_id"), keptAt: try row.instant("kept_at"))
        }
    }

    func keep(_ draft: LeaveDraft, of staff: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO leave_draft (staff_id, type, from_at, to_at, reason, proof, substitute_id, kept_at)
            VALUES (\(staff), \(draft.type), \(draft.from), \(draft.to), \(draft.reason), \(draft.proof),
                    \(draft.substitute), \(tx.now))
            ON CONFLICT (staff_id) DO UPDATE SET type = excluded.type, from_at = excluded.from_at, to_at = excluded.to_at,
                reason = excluded.reason, proof = excluded.proof, substitute_id = excluded.substitute_id,
                kept_at = excluded.kept_at
            """
        )
    }

    func discard(of staff: Staff.ID) throws { try tx.execute("DELETE FROM leave_draft WHERE staff_id = \(staff)") }
}

extension Transaction {
    var leaveDrafts: LeaveDrafts { LeaveDrafts(tx: self) }
}
