import Database

enum HandbookSchema {
    static let migrations = [
        Migration(
            name: "handbook",
            statements: [
                """
                CREATE TABLE handbook_version (
                    id TEXT NOT NULL PRIMARY KEY,
                    code TEXT NOT NULL,
                    title TEXT NOT NULL,
                    number TEXT NOT NULL,
                    version TEXT NOT NULL,
                    effective_at BIGINT NOT NULL,
                    digest TEXT NOT NULL,
                    texts TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('draft', 'issued')),
                    drafted_by TEXT,
                    drafted_at BIGINT NOT NULL,
                    issued_by TEXT,
                    issued_at BIGINT,
                    CHECK ((state = 'issued') = (issued_at IS NOT NULL))
                )
                """,
                "CREATE UNIQUE INDEX handbook_version_once ON handbook_version (code, version)",
                "CREATE INDEX handbook_version_in_force ON handbook_version (code, state, effective_at)",
                """
                CREATE TABLE acknowledgement (
                    version_id TEXT NOT NULL REFERENCES handbook_version (id),
                    staff_id TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (version_id, staff_id)
                )
                """,
            ]
        ),
        Migration(
            name: "handbook.transition",
            statements: [
                // That an edition took effect, and how far its law of transition has been worked in.
                """
                CREATE TABLE handbook_transition (
                    version_id TEXT NOT NULL PRIMARY KEY REFERENCES handbook_version (id),
                    took_effect_at BIGINT NOT NULL,
                    law TEXT NOT NULL CHECK (law IN ('keep', 'restate')),
                    is_done INTEGER NOT NULL CHECK (is_done IN (0, 1))
                )
                """,
                "CREATE INDEX handbook_transition_waiting ON handbook_transition (took_effect_at) WHERE is_done = 0",
            ]
        ),
    ]
}
