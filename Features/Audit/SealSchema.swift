import Database

enum SealSchema {
    static let migrations = [
        Migration(
            name: "event seal",
            statements: [
                """
                CREATE TABLE event_seal (
                    position BIGINT NOT NULL PRIMARY KEY CHECK (position > 0),
                    event_id TEXT NOT NULL UNIQUE REFERENCES event (id),
                    hash BYTEA NOT NULL,
                    sealed_at BIGINT NOT NULL
                )
                """,
                // One row: whoever seals moves it on, so two sealers can never put a link on the same one.
                """
                CREATE TABLE event_chain (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                    position BIGINT NOT NULL,
                    hash BYTEA NOT NULL
                )
                """,
            ],
            onlySQLite: ["INSERT INTO event_chain (id, position, hash) VALUES (1, 0, zeroblob(32))"],
            onlyPostgres: [
                "INSERT INTO event_chain (id, position, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))"
            ]
        )
    ]
}
