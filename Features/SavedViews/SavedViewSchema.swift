import Database

enum SavedViewSchema {
    static let migrations = [
        Migration(
            name: "saved_view",
            statements: [
                """
                CREATE TABLE saved_view (
                    id TEXT NOT NULL PRIMARY KEY,
                    owner_id TEXT NOT NULL,
                    unit_id TEXT,
                    name TEXT NOT NULL,
                    query TEXT NOT NULL,
                    position BIGINT NOT NULL,
                    made_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX saved_view_of_owner ON saved_view (owner_id, position, id)",
                "CREATE INDEX saved_view_of_unit ON saved_view (unit_id, position, id) WHERE unit_id IS NOT NULL",
                """
                CREATE TABLE saved_view_default (
                    staff_id TEXT NOT NULL PRIMARY KEY,
                    view_id TEXT NOT NULL
                )
                """,
            ]
        )
    ]
}
