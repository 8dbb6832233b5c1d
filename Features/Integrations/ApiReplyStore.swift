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
        let body: String
    }

    static let keptFor = Duration.days(1)
    static let longestKey = 100

    func find(_ key: String, of token: ApiToken.ID) throws -> Kept? {
        try tx.execute(
            """
            SELECT request_hash, status, version, body FROM api_reply
            WHERE token_id = \(token) AND idempotency_key = \(key) AND at > \(tx.now - Self.keptFor)
            """
        ).first.map { row in
            Kept(
                requestHash: try row.text("request_hash"), status: try row.int("status"),
                version: try row.text(ifPresent: "version"), body: try row.text("body"))
        }
    }

    func keep(_ kept: Kept, under key: String, of token: ApiToken.ID) throws {
        try tx.execute(
            """
            INSERT INTO api_reply (token_id, idempotency_key, request_hash, status, version, body, at)
            VALUES (\(token), \(key), \(kept.requestHash), \(kept.status), \(kept.version), \(kept.body), \(tx.now))
            ON CONFLICT (token_id, idempotency_key) DO UPDATE SET
                request_hash = \(kept.requestHash), status = \(kept.status), version = \(kept.version),
                body = \(kept.body), at = \(tx.now)
            """
        )
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
