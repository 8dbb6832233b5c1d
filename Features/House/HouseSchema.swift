import Database

enum HouseSchema {
    /// What waits in the outbox for one receiver is found without what waits for the others. The payload of a webhook
    /// begins with its id, 36 characters.
    static let receivers = Migration(
        name: "outbox-receivers",
        statements: [
            "ALTER TABLE outbox ADD COLUMN receiver TEXT NOT NULL DEFAULT ''",
            "UPDATE outbox SET receiver = substr(payload, 1, 36) WHERE kind = 'webhook'",
            """
            CREATE INDEX outbox_of_receiver ON outbox (kind, receiver, next_at, id) WHERE next_at IS NOT NULL
            """,
        ])

    static let migrations = [
        Migration(
            name: "house",
            statements: [
                """
                CREATE TABLE chore (
                    name TEXT NOT NULL PRIMARY KEY,
                    next_at BIGINT NOT NULL,
                    finished_at BIGINT,
                    runs BIGINT NOT NULL,
                    failures INTEGER NOT NULL CHECK (failures >= 0),
                    last_error TEXT
                )
                """,
                """
                CREATE TABLE outbox (
                    id TEXT NOT NULL PRIMARY KEY,
                    event_id TEXT NOT NULL REFERENCES event (id),
                    kind TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    attempts INTEGER NOT NULL CHECK (attempts >= 0),
                    next_at BIGINT,
                    done_at BIGINT,
                    last_error TEXT,
                    -- Waiting, done or dead: a message is never two of them.
                    CHECK (next_at IS NULL OR done_at IS NULL)
                )
                """,
                "CREATE INDEX outbox_waiting ON outbox (next_at, id) WHERE next_at IS NOT NULL",
                "CREATE INDEX outbox_done ON outbox (done_at, id) WHERE done_at IS NOT NULL",
                "CREATE INDEX outbox_dead ON outbox (created_at, id) WHERE next_at IS NULL AND done_at IS NULL",
                "CREATE INDEX outbox_by_event ON outbox (event_id)",
                """
                CREATE TABLE notice (
                    id TEXT NOT NULL PRIMARY KEY,
                    staff_id TEXT NOT NULL,
                    event_id TEXT NOT NULL REFERENCES event (id),
                    kind TEXT NOT NULL,
                    subject_kind TEXT NOT NULL,
                    subject_id TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    read_at BIGINT,
                    UNIQUE (staff_id, event_id)
                )
                """,
                "CREATE INDEX notice_of_staff ON notice (staff_id, at, id)",
                "CREATE INDEX notice_unread ON notice (staff_id, at, id) WHERE read_at IS NULL",
            ]
        )
    ]
}
