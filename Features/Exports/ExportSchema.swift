import Database

enum ExportSchema {
    /// A list says how many it holds without walking those of others.
    static let counts = Migration(
        name: "data-export-counts",
        statements: [
            "CREATE INDEX data_export_by_unit ON data_export (unit_id, at)",
            "CREATE INDEX data_export_by_staff ON data_export (staff_id, at)",
        ])

    static let migrations = [
        Migration(
            name: "export",
            statements: [
                """
                CREATE TABLE data_export (
                    id TEXT NOT NULL PRIMARY KEY,
                    number BIGINT NOT NULL UNIQUE,
                    list TEXT NOT NULL,
                    unit_id TEXT NOT NULL,
                    query TEXT NOT NULL,
                    columns TEXT NOT NULL,
                    reason TEXT NOT NULL,
                    reveals INTEGER NOT NULL CHECK (reveals IN (0, 1)),
                    row_count BIGINT NOT NULL,
                    language TEXT NOT NULL,
                    staff_id TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN (
                        'asked', 'approved', 'declined', 'produced', 'destroyed', 'failed')),
                    decided_by TEXT,
                    decided_at BIGINT,
                    decision TEXT,
                    produced_rows BIGINT NOT NULL,
                    produced_chunks BIGINT NOT NULL,
                    ended_at BIGINT,
                    expires_at BIGINT,
                    downloads BIGINT NOT NULL,
                    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
                    CHECK (decided_by IS NULL OR decided_by <> staff_id)
                )
                """,
                "CREATE INDEX data_export_by_state ON data_export (state, at, id)",
                "CREATE INDEX data_export_by_time ON data_export (at, id)",
                // First the ids that were asked for, then the rows that were made of them.
                """
                CREATE TABLE export_chunk (
                    export_id TEXT NOT NULL REFERENCES data_export (id),
                    number BIGINT NOT NULL,
                    ids TEXT NOT NULL,
                    body TEXT,
                    PRIMARY KEY (export_id, number)
                )
                """,
                """
                CREATE TABLE export_download (
                    id TEXT NOT NULL PRIMARY KEY,
                    export_id TEXT NOT NULL REFERENCES data_export (id),
                    staff_id TEXT NOT NULL,
                    format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv')),
                    address TEXT NOT NULL,
                    at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX export_download_of_export ON export_download (export_id, at)",
                "CREATE TABLE export_counter (last BIGINT NOT NULL)",
                "INSERT INTO export_counter (last) VALUES (0)",
            ]
        )
    ]
}
