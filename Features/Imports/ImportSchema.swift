import Database

enum ImportSchema {
    /// An import that another than its uploader starts runs with the starter's rights.
    static let runner = Migration(
        name: "import-runner", statements: ["ALTER TABLE data_import ADD COLUMN runs_as TEXT"])

    /// Whether rows may be looked through is said beside the state, so that uploads which wait for a person do not stand
    /// before those which wait for us; and how often the next step has gone wrong.
    static let patience = Migration(
        name: "import-patience",
        statements: [
            "ALTER TABLE data_import ADD COLUMN is_ready INTEGER NOT NULL DEFAULT 1 CHECK (is_ready IN (0, 1))",
            "ALTER TABLE data_import ADD COLUMN stumbles BIGINT NOT NULL DEFAULT 0",
            "CREATE INDEX data_import_by_readiness ON data_import (state, is_ready, worked_at, id)",
            "CREATE INDEX data_import_by_staff ON data_import (staff_id, state)",
        ])

    /// A list says how many it holds without walking those of others.
    static let counts = Migration(
        name: "data-import-counts",
        statements: [
            "CREATE INDEX data_import_by_unit ON data_import (unit_id, at)"
        ])

    static let migrations = [
        Migration(
            name: "import",
            statements: [
                """
                CREATE TABLE data_import (
                    id TEXT NOT NULL PRIMARY KEY,
                    number BIGINT NOT NULL UNIQUE,
                    kind TEXT NOT NULL CHECK (kind IN ('cases', 'customers')),
                    unit_id TEXT NOT NULL,
                    source TEXT NOT NULL,
                    file_name TEXT NOT NULL,
                    file_size BIGINT NOT NULL,
                    file_digest TEXT NOT NULL,
                    staff_id TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    sheet TEXT NOT NULL,
                    mapping TEXT NOT NULL,
                    row_count BIGINT NOT NULL,
                    chunk_count BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN (
                        'uploaded', 'read', 'previewed', 'running', 'finished', 'cancelled', 'failed')),
                    mode TEXT CHECK (mode IN ('good-rows-only', 'all-or-nothing')),
                    existing TEXT CHECK (existing IN ('update', 'skip')),
                    reason_zh TEXT,
                    reason_en TEXT,
                    progress TEXT NOT NULL,
                    started_at BIGINT,
                    published_at BIGINT,
                    ended_at BIGINT,
                    worked_at BIGINT NOT NULL,
                    rows_cleared INTEGER NOT NULL CHECK (rows_cleared IN (0, 1)),
                    CHECK ((mode IS NULL) = (started_at IS NULL))
                )
                """,
                "CREATE INDEX data_import_by_state ON data_import (state, worked_at, id)",
                "CREATE INDEX data_import_by_time ON data_import (at, id)",
                """
                CREATE TABLE import_chunk (
                    import_id TEXT NOT NULL REFERENCES data_import (id),
                    number BIGINT NOT NULL,
                    row_count BIGINT NOT NULL,
                    body TEXT NOT NULL,
                    PRIMARY KEY (import_id, number)
                )
                """,
                // What is wrong with the rows: found on looking through, or when they were brought in.
                """
                CREATE TABLE import_problem (
                    import_id TEXT NOT NULL REFERENCES data_import (id),
                    row_number BIGINT NOT NULL,
                    position BIGINT NOT NULL,
                    chunk BIGINT NOT NULL,
                    stage TEXT NOT NULL CHECK (stage IN ('check', 'run')),
                    column_index BIGINT,
                    field TEXT,
                    zh TEXT NOT NULL,
                    en TEXT NOT NULL,
                    PRIMARY KEY (import_id, row_number, position)
                )
                """,
                "CREATE INDEX import_problem_of_chunk ON import_problem (import_id, chunk, row_number)",
                // The external numbers of a file's own rows, to find those that stand in it twice.
                """
                CREATE TABLE import_key (
                    import_id TEXT NOT NULL REFERENCES data_import (id),
                    external_number TEXT NOT NULL,
                    row_number BIGINT NOT NULL,
                    PRIMARY KEY (import_id, external_number)
                )
                """,
                // The number a record has in the system it came from: unique in each.
                """
                CREATE TABLE external_number (
                    kind TEXT NOT NULL CHECK (kind IN ('cases', 'customers')),
                    source TEXT NOT NULL,
                    number TEXT NOT NULL,
                    record_id TEXT NOT NULL,
                    import_id TEXT,
                    PRIMARY KEY (kind, source, number)
                )
                """,
                "CREATE INDEX external_number_of_record ON external_number (record_id)",
                "CREATE TABLE import_counter (last BIGINT NOT NULL)",
                "INSERT INTO import_counter (last) VALUES (0)",
                // Headings that a person once assigned by hand.
                """
                CREATE TABLE import_heading (
                    kind TEXT NOT NULL,
                    heading TEXT NOT NULL,
                    field TEXT NOT NULL,
                    staff_id TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (kind, heading)
                )
                """,
            ]
        )
    ]
}
