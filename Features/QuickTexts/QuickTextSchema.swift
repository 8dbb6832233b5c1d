import Database

enum QuickTextSchema {
    static let migrations = [
        Migration(
            name: "quick_text",
            statements: [
                """
                CREATE TABLE quick_text (
                    id TEXT NOT NULL PRIMARY KEY,
                    owner_id TEXT NOT NULL REFERENCES staff (id),
                    unit_id TEXT REFERENCES unit (id),
                    title TEXT NOT NULL,
                    body TEXT NOT NULL,
                    version BIGINT NOT NULL CHECK (version >= 1),
                    made_at BIGINT NOT NULL,
                    changed_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX quick_text_of_owner ON quick_text (owner_id, title, id)",
                "CREATE INDEX quick_text_of_unit ON quick_text (unit_id, title, id) WHERE unit_id IS NOT NULL",
                """
                CREATE TABLE quick_text_use (
                    text_key TEXT NOT NULL,
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    uses BIGINT NOT NULL CHECK (uses >= 1),
                    last_at BIGINT NOT NULL,
                    PRIMARY KEY (text_key, staff_id)
                )
                """,
            ]
        )
    ]
}
