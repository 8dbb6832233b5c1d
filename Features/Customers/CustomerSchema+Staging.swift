import Database

extension CustomerSchema {
    /// Customers that wait to be published with their import, all at one instant.
    static let staging = Migration(
        name: "staged_customer",
        statements: [
            """
            CREATE TABLE staged_customer (
                import_id TEXT NOT NULL,
                chunk BIGINT NOT NULL,
                position BIGINT NOT NULL,
                id TEXT NOT NULL,
                is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)),
                number TEXT NOT NULL,
                unit_id TEXT NOT NULL,
                known_since BIGINT NOT NULL,
                phone TEXT,
                phone_last_four TEXT,
                point_id TEXT,
                point_kind TEXT,
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                name_key TEXT NOT NULL,
                member_number TEXT NOT NULL,
                special_needs TEXT NOT NULL,
                preferences TEXT NOT NULL,
                contact_window TEXT NOT NULL,
                address TEXT NOT NULL,
                products TEXT NOT NULL,
                note TEXT NOT NULL,
                external_source TEXT,
                external_number TEXT,
                PRIMARY KEY (import_id, chunk, position)
            )
            """,
            "CREATE INDEX staged_customer_by_phone ON staged_customer (import_id, phone) WHERE phone IS NOT NULL",
            "CREATE INDEX staged_customer_by_member ON staged_customer (import_id, member_number)",
        ]
    )
}
