import Database

enum ReceptionChannelSchema {
    static let migrations = [
        Migration(
            name: "reception-channel",
            statements: [
                """
                CREATE TABLE reception_channel (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN (
                        'hotline', 'mobile', 'chat', 'mini-program', 'email', 'website', 'counter', 'letter')),
                    name TEXT NOT NULL,
                    address TEXT NOT NULL,
                    published TEXT NOT NULL,
                    standard TEXT NOT NULL,
                    forward TEXT NOT NULL,
                    hours TEXT NOT NULL,
                    closed_at BIGINT,
                    uncovered_since BIGINT,
                    verified_by TEXT,
                    verified_at BIGINT,
                    CHECK ((verified_by IS NULL) = (verified_at IS NULL)),
                    CHECK (closed_at IS NULL OR uncovered_since IS NULL)
                )
                """,
                "CREATE INDEX reception_channel_by_unit ON reception_channel (unit_id, name, id)",
                "CREATE INDEX reception_channel_open ON reception_channel (id) WHERE closed_at IS NULL",
                """
                CREATE TABLE reception_slot (
                    id TEXT NOT NULL PRIMARY KEY,
                    channel_id TEXT NOT NULL REFERENCES reception_channel (id),
                    hours TEXT NOT NULL,
                    holder_id TEXT NOT NULL,
                    backup_id TEXT CHECK (backup_id <> holder_id),
                    since BIGINT NOT NULL,
                    since_by TEXT NOT NULL,
                    ended_at BIGINT,
                    ended_by TEXT,
                    reason TEXT NOT NULL,
                    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
                )
                """,
                "CREATE INDEX reception_slot_of_channel ON reception_slot (channel_id, since, id)",
                "CREATE INDEX reception_slot_of_holder ON reception_slot (holder_id) WHERE ended_at IS NULL",
            ])
    ]

    /// Whether somebody is there on holidays too: without it the calendar of the unit takes them out of the hours.
    static let holidays = Migration(
        name: "reception-holidays",
        statements: [
            """
            ALTER TABLE reception_channel ADD COLUMN keeps_holidays INTEGER NOT NULL DEFAULT 0
                CHECK (keeps_holidays IN (0, 1))
            """
        ])
}
