import Database

enum PresenceSchema {
    static let migrations = [
        Migration(
            name: "presence",
            statements: [
                """
                CREATE TABLE presence (
                    id TEXT NOT NULL PRIMARY KEY,
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    began_at BIGINT NOT NULL,
                    entered_by TEXT REFERENCES staff (id),
                    away_since BIGINT,
                    ended_at BIGINT,
                    ending TEXT CHECK (ending IN ('person', 'supervisor', 'idle', 'longest')),
                    CHECK ((ended_at IS NULL) = (ending IS NULL)),
                    CHECK (ended_at IS NULL OR ended_at >= began_at),
                    CHECK (ended_at IS NULL OR away_since IS NULL)
                )
                """,
                // Nobody is on duty twice.
                "CREATE UNIQUE INDEX presence_once ON presence (staff_id) WHERE ended_at IS NULL",
                "CREATE INDEX presence_of_staff ON presence (staff_id, began_at)",
                "CREATE INDEX presence_of_unit ON presence (unit_id, began_at)",
                "CREATE INDEX presence_standing ON presence (began_at, id) WHERE ended_at IS NULL",
            ]
        )
    ]
}
