import Database
import Kernel

/// 证明: a certificate as a file. It may tell of an illness: the person sees it, and whoever decides on the leave.
struct LeaveProofFile: Entity {
    /// More files prove nothing more.
    static let most = 10

    let id: ID
    let leave: Leave.ID
    let name: FileName
    let content: StoredContent
    let by: Staff.ID
    let at: Instant
}

struct LeaveProofs {
    let tx: Transaction

    func of(_ leave: Leave.ID) throws -> [LeaveProofFile] {
        try tx.execute(
            "\(Self.select) WHERE p.leave_id = \(leave) ORDER BY p.added_at, p.id LIMIT \(LeaveProofFile.most)"
        ).map(LeaveProofFile.init(row:))
    }

    func find(_ id: LeaveProofFile.ID, of leave: Leave.ID) throws -> LeaveProofFile? {
        try tx.execute("\(Self.select) WHERE p.id = \(id) AND p.leave_id = \(leave)").first.map(
            LeaveProofFile.init(row:))
    }

    func insert(_ proof: LeaveProofFile) throws {
        try tx.execute(
            """
            INSERT INTO leave_proof (id, leave_id, name, digest, size, mime, added_by, added_at)
            VALUES (\(proof.id), \(proof.leave), \(proof.name), \(proof.content.digest), \(proof.content.size),
                    \(proof.content.mime), \(proof.by), \(proof.at))
            """
        )
    }

    private static let select: SQL = """
        SELECT p.id, p.leave_id, p.name, p.digest, p.size, p.mime, p.added_by, p.added_at,
            COALESCE(c.scan, 'none') AS scan, COALESCE(c.finding, '') AS finding,
            COALESCE(c.preview, 'none') AS preview, COALESCE(c.tries, 0) AS tries
        FROM leave_proof p LEFT JOIN stored_content c ON c.digest = p.digest
        """
}

extension Transaction {
    var leaveProofs: LeaveProofs { LeaveProofs(tx: self) }
}

extension LeaveProofFile {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), leave: try row.id("leave_id"), name: FileName(stored: try row.text("name")),
            content: try StoredContent(row: row), by: try row.id("added_by"), at: try row.instant("added_at"))
    }
}
