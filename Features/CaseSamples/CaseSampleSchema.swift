import Database

enum CaseSampleSchema {
    /// What was verified, by unit, newest first.
    static let verified = Migration(
        name: "case-sample-verified",
        statements: [
            "CREATE INDEX case_sample_verified ON case_sample (unit_id, verified_at, id) WHERE verdict IS NOT NULL"
        ])

    static let migrations = [
        Migration(
            name: "case_sample",
            statements: [
                """
                CREATE TABLE case_sample_draw (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL,
                    clause TEXT NOT NULL,
                    version_id TEXT NOT NULL REFERENCES handbook_version (id),
                    period TEXT NOT NULL,
                    from_at BIGINT NOT NULL,
                    until_at BIGINT NOT NULL,
                    seed TEXT NOT NULL,
                    population BIGINT NOT NULL,
                    drawn BIGINT NOT NULL,
                    at BIGINT NOT NULL,
                    CHECK (drawn <= population),
                    UNIQUE (unit_id, clause, period)
                )
                """,
                "CREATE INDEX case_sample_draw_by_time ON case_sample_draw (from_at, unit_id)",
                """
                CREATE TABLE case_sample (
                    id TEXT NOT NULL PRIMARY KEY,
                    draw_id TEXT NOT NULL REFERENCES case_sample_draw (id),
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    unit_id TEXT NOT NULL,
                    drawn_at BIGINT NOT NULL,
                    attempts BIGINT NOT NULL CHECK (attempts >= 0),
                    verdict TEXT CHECK (verdict IN ('confirmed', 'disputed', 'unreachable')),
                    note TEXT,
                    verified_by TEXT,
                    verified_at BIGINT,
                    CHECK ((verdict IS NULL) = (verified_at IS NULL)),
                    CHECK ((verdict IS NULL) = (verified_by IS NULL)),
                    UNIQUE (draw_id, case_id)
                )
                """,
                "CREATE INDEX case_sample_of_case ON case_sample (case_id)",
                "CREATE INDEX case_sample_open ON case_sample (verdict, drawn_at, id)",
            ])
    ]
}
