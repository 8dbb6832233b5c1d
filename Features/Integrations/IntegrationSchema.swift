import Database

enum IntegrationSchema {
    /// Each receiver of webhooks at its own pace. The secrets of webhooks no longer stand in kept answers; beside an
    /// answer stand the rights it was given under.
    static let pacing = Migration(
        name: "integration-pacing",
        statements: [
            "ALTER TABLE webhook ADD COLUMN rests_until BIGINT",
            "ALTER TABLE webhook ADD COLUMN failures BIGINT NOT NULL DEFAULT 0",
            "DELETE FROM api_reply",
            "ALTER TABLE api_reply ADD COLUMN rights TEXT NOT NULL DEFAULT ''",
        ])

    static let migrations = [
        Migration(
            name: "integration",
            statements: [
                """
                CREATE TABLE api_token (
                    id TEXT NOT NULL PRIMARY KEY,
                    token_hash TEXT NOT NULL UNIQUE,
                    staff_id TEXT NOT NULL,
                    name TEXT NOT NULL,
                    scopes TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    expires_at BIGINT NOT NULL,
                    revoked_at BIGINT,
                    used_at BIGINT
                )
                """,
                "CREATE INDEX api_token_of_staff ON api_token (staff_id, created_at)",
                """
                CREATE TABLE api_reply (
                    token_id TEXT NOT NULL REFERENCES api_token (id),
                    idempotency_key TEXT NOT NULL,
                    request_hash TEXT NOT NULL,
                    status BIGINT NOT NULL,
                    version TEXT,
                    body TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (token_id, idempotency_key)
                )
                """,
                "CREATE INDEX api_reply_by_time ON api_reply (at)",
                """
                CREATE TABLE webhook (
                    id TEXT NOT NULL PRIMARY KEY,
                    staff_id TEXT NOT NULL,
                    url TEXT NOT NULL,
                    kinds TEXT NOT NULL,
                    secret TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    active INTEGER NOT NULL CHECK (active IN (0, 1))
                )
                """,
                "CREATE INDEX webhook_of_staff ON webhook (staff_id, created_at)",
                "CREATE INDEX webhook_active ON webhook (id) WHERE active = 1",
                """
                CREATE TABLE webhook_place (
                    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
                    position BIGINT NOT NULL
                )
                """,
                "INSERT INTO webhook_place (id, position) SELECT 1, COALESCE(MAX(position), 0) FROM event_seal",
            ]
        )
    ]
}
