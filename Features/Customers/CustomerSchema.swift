import Database

enum CustomerSchema {
    static let migrations = [
        Migration(
            name: "customer",
            statements: [
                """
                CREATE TABLE customer (
                    id TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL,
                    phone TEXT,
                    phone_last_four TEXT,
                    member_number TEXT NOT NULL,
                    unit_id TEXT NOT NULL,
                    known_since BIGINT NOT NULL
                )
                """,
                "CREATE INDEX customer_by_phone ON customer (phone)",
                "CREATE INDEX customer_by_last_four ON customer (phone_last_four, known_since)",
                "CREATE INDEX customer_by_name ON customer (name, known_since)",
                "CREATE INDEX customer_by_member_number ON customer (member_number)",
                """
                CREATE TABLE reveal (
                    id TEXT NOT NULL PRIMARY KEY,
                    customer_id TEXT NOT NULL REFERENCES customer (id),
                    staff_id TEXT NOT NULL,
                    reason TEXT NOT NULL,
                    at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX reveal_by_staff ON reveal (staff_id, at)",
            ]
        )
    ]
}
