import Database
import Kernel

/// The tokens of programs, as the database keeps them: by their hash.
struct ApiTokenRows {
    let tx: Transaction

    func find(hash: String) throws -> ApiToken? {
        try tx.execute("\(Self.select) WHERE token_hash = \(hash)").first.map(ApiToken.init(row:))
    }

    func find(_ id: ApiToken.ID) throws -> ApiToken? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(ApiToken.init(row:))
    }

    /// Those of one person, the newest first.
    func all(of staff: Staff.ID, limit: Int = 50) throws -> [ApiToken] {
        try tx.execute("\(Self.select) WHERE staff_id = \(staff) ORDER BY created_at DESC, id DESC LIMIT \(limit)")
            .map(ApiToken.init(row:))
    }

    func countValid(of staff: Staff.ID) throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS n FROM api_token
            WHERE staff_id = \(staff) AND revoked_at IS NULL AND expires_at > \(tx.now)
            """
        ).first?.int("n") ?? 0
    }

    func insert(_ token: ApiToken, hash: String) throws {
        try tx.execute(
            """
            INSERT INTO api_token (id, token_hash, staff_id, name, scopes, created_at, expires_at)
            VALUES (\(token.id), \(hash), \(token.staff), \(token.name),
                    \(token.scopes.sorted().joined(separator: " ")), \(token.createdAt), \(token.expiresAt))
            """
        )
    }

    func save(_ token: ApiToken) throws {
        try tx.execute("UPDATE api_token SET revoked_at = \(token.revokedAt) WHERE id = \(token.id)")
    }

    /// Takes back all that one person has. Answers how many.
    func revokeAll(of staff: Staff.ID) throws -> Int {
        try tx.execute(
            """
            UPDATE api_token SET revoked_at = \(tx.now)
            WHERE staff_id = \(staff) AND revoked_at IS NULL AND expires_at > \(tx.now)
            RETURNING id
            """
        ).count
    }

    /// Those of one person that still open the door.
    func valid(of staff: Staff.ID) throws -> [ApiToken] { try all(of: staff).filter { $0.isValid(at: tx.now) } }

    func noteUse(_ id: ApiToken.ID) throws {
        try tx.execute(
            """
            UPDATE api_token SET used_at = \(tx.now)
            WHERE id = \(id) AND (used_at IS NULL OR used_at <= \(tx.now - ApiToken.notesUse))
            """
        )
    }

    private static let select: SQL = """
        SELECT id, staff_id, name, scopes, created_at, expires_at, revoked_at, used_at FROM api_token
        """
}

extension Transaction {
    var apiTokens: ApiTokenRows { ApiTokenRows(tx: self) }
}

extension ApiToken {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), staff: try row.id("staff_id"), name: try row.text("name"),
            scopes: Set(try row.text("scopes").split(separator: " ").map(String.init)),
            createdAt: try row.instant("created_at"), expiresAt: try row.instant("expires_at"),
            revokedAt: try row.instant(ifPresent: "revoked_at"), usedAt: try row.instant(ifPresent: "used_at"))
    }
}
