import Database

enum PaletteSchema {
    static let migrations = [
        Migration(
            name: "palette_use",
            statements: [
                """
                CREATE TABLE palette_use (
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    entry TEXT NOT NULL,
                    used_at BIGINT NOT NULL,
                    PRIMARY KEY (staff_id, entry)
                )
                """,
                "CREATE INDEX palette_use_by_time ON palette_use (staff_id, used_at)",
            ]
        )
    ]
}
