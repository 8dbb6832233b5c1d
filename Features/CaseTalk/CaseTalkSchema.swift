import Database

enum CaseTalkSchema {
    static let migrations = [
        Migration(
            name: "held_reply",
            statements: [
                """
                CREATE TABLE held_reply (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    author_id TEXT NOT NULL REFERENCES staff (id),
                    body TEXT NOT NULL,
                    acted_at BIGINT NOT NULL,
                    send_at BIGINT NOT NULL,
                    CHECK (send_at >= acted_at)
                )
                """,
                "CREATE INDEX held_reply_of_case ON held_reply (case_id, acted_at, id)",
                "CREATE INDEX held_reply_due ON held_reply (send_at, id)",
            ]
        )
    ]
}
