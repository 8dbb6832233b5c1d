import Database

enum MessageSchema {
    static let migrations = [
        Migration(
            name: "message",
            statements: [
                """
                CREATE TABLE message (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL,
                    version_id TEXT NOT NULL REFERENCES handbook_version (id),
                    taken_by TEXT NOT NULL,
                    taken_at BIGINT NOT NULL,
                    contact_id TEXT,
                    addressee_id TEXT NOT NULL,
                    caller TEXT NOT NULL,
                    organisation TEXT NOT NULL,
                    phone TEXT,
                    matter TEXT NOT NULL,
                    delivered_at BIGINT,
                    handled_at BIGINT,
                    handled_by TEXT,
                    handling TEXT,
                    told_back_at BIGINT,
                    CHECK ((handled_at IS NULL) = (handled_by IS NULL)),
                    CHECK (handled_at IS NULL OR delivered_at IS NOT NULL),
                    CHECK (told_back_at IS NULL OR handled_at IS NOT NULL)
                )
                """,
                "CREATE INDEX message_for ON message (addressee_id, handled_at, taken_at, id)",
                "CREATE INDEX message_by ON message (taken_by, taken_at, id)",
            ]
        )
    ]

    /// How many were taken in the hours of a shift (F-110).
    static let units = Migration(
        name: "message-units", statements: ["CREATE INDEX message_of_unit ON message (unit_id, taken_at, id)"])

    /// By whom it was left: asked when a customer's data go.
    static let callers = Migration(
        name: "message-callers",
        statements: [
            "CREATE INDEX message_by_phone ON message (phone) WHERE phone IS NOT NULL",
            "CREATE INDEX message_of_contact ON message (contact_id) WHERE contact_id IS NOT NULL",
        ])
}
