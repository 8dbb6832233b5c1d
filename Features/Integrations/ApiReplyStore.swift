import Database
import Kernel

/// What was answered to a request with an `Idempotency-Key`, kept for a day: whoever did not hear the answer asks again,
/// and nothing is done twice.
struct ApiReplies {
    let tx: Transaction

    struct Kept: Equatable, Sendable {
        let requestHash: String
        let status: Int
        let version: String?
        var body: String
        /// A digest of the rights under which it was given.
        var rights = ""
    }

    static let keptFor = Duration.days(1)
    static let longestKey = 100

    func find(_ key: String, of token: ApiToken.ID) throws -> Kept? {
        try tx.execute(
            """
            SELECT request_hash, status, version, body, rights FROM api_reply
            WHERE token_id = \(token) AND idempotency_key = \(key) AND at > \(tx.now - Self.keptFor)
            """
        ).first.map { row in
            Kept(
                requestHash: try row.text("request_hash"), status: try row.int("status"),
                version: try row.text(ifPresent: "version"), body: try row.text("body"),
                rights: try row.text("rights"))
        }
    }

    func keep(_ kept: Kept, under key: String, of token: ApiToken.ID) throws {
        try tx.execute(
            """
            INSERT INTO api_reply (token_id, idempotency_key, request_hash, status, version, body, at, rights)
            VALUES (\(token), \(key), \(kept.requestHash), \(kept.status), \(kept.version), \(kept.body), \(tx.now),
                    \(kept.rights))
            ON CONFLICT (token_id, idempotency_key) DO UPDATE SET
                request_hash = \(kept.requestHash), status = \(kept.status), version = \(kept.version),
                body = \(kept.body), at = \(tx.now), rights = \(kept.rights)
            """
        )
    }

    /// Forgets what tells of a customer whose data go (PIPL 47): a program that asks again reads the record as it is.
    func forget(_ redaction: CustomerRedaction, ids: [Customer.ID]) throws {
        let named = ids.map { id -> SQL in "body LIKE \("%\(id.rawValue)%")" }
        try tx.execute(
            "DELETE FROM api_reply WHERE \(redaction.mayBe(in: "body")) OR \(SQL(named, joinedBy: " OR "))")
    }

    /// Forgets what is older than a day. Answers how many.
    func forgetOld(limit: Int) throws -> Int {
        try tx.execute(
            """
            DELETE FROM api_reply WHERE (token_id, idempotency_key) IN (
                SELECT token_id, idempotency_key FROM api_reply WHERE at <= \(tx.now - Self.keptFor)
                ORDER BY at, token_id, idempotency_key LIMIT \(limit)
            )
            RETURNING token_id
            """
        ).count
    }
}

extension Transaction {
    var apiReplies: ApiReplies { ApiReplies(tx: self) }
}
