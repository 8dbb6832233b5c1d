import Database

enum EventSchema {
    static let migrations = [
        Migration(
            name: "event",
            statements: [
                """
                CREATE TABLE event (
                    id TEXT NOT NULL PRIMARY KEY,
                    kind TEXT NOT NULL,
                    subject_kind TEXT NOT NULL,
                    subject_id TEXT NOT NULL,
                    unit_id TEXT,
                    actor_id TEXT,
                    at BIGINT NOT NULL,
                    details TEXT NOT NULL
                )
                """,
                "CREATE INDEX event_by_subject ON event (subject_kind, subject_id, at, id)",
                "CREATE INDEX event_by_time ON event (at, id)",
                "CREATE INDEX event_by_actor ON event (actor_id, at, id)",
                // What the sealer has still to seal; written with the event, deleted with its seal.
                "CREATE TABLE event_unsealed (event_id TEXT NOT NULL PRIMARY KEY REFERENCES event (id))",
            ]
        )
    ]
}
