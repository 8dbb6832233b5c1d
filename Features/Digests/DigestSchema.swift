import Database

enum DigestSchema {
    /// Measures that have not worked yet are few beside those of all months.
    static let waiting = Migration(
        name: "countermeasure-open",
        statements: [
            "CREATE INDEX countermeasure_open ON countermeasure (due, id) WHERE worked_at IS NULL AND dropped_at IS NULL"
        ])

    static let migrations = [
        Migration(
            name: "complaint_digest",
            statements: [
                """
                CREATE TABLE complaint_digest (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL,
                    month TEXT NOT NULL,
                    drafted_by TEXT NOT NULL,
                    drafted_at BIGINT NOT NULL,
                    problems TEXT NOT NULL,
                    causes TEXT NOT NULL,
                    submitted_by TEXT,
                    submitted_at BIGINT,
                    CHECK ((submitted_by IS NULL) = (submitted_at IS NULL)),
                    UNIQUE (unit_id, month)
                )
                """,
                "CREATE INDEX complaint_digest_by_month ON complaint_digest (month, unit_id)",
                """
                CREATE TABLE complaint_digest_line (
                    digest_id TEXT NOT NULL REFERENCES complaint_digest (id),
                    place BIGINT NOT NULL,
                    category TEXT NOT NULL,
                    number BIGINT NOT NULL,
                    before BIGINT NOT NULL,
                    founded BIGINT NOT NULL,
                    unfounded BIGINT NOT NULL,
                    departments TEXT NOT NULL,
                    causes TEXT NOT NULL,
                    in_time BIGINT NOT NULL,
                    decided BIGINT NOT NULL,
                    milliseconds BIGINT NOT NULL,
                    completed BIGINT NOT NULL,
                    accepted BIGINT NOT NULL,
                    refused BIGINT NOT NULL,
                    reopened BIGINT NOT NULL,
                    compensation_fen BIGINT NOT NULL,
                    penalties BIGINT NOT NULL,
                    PRIMARY KEY (digest_id, place)
                )
                """,
                """
                CREATE TABLE countermeasure (
                    id TEXT NOT NULL PRIMARY KEY,
                    digest_id TEXT NOT NULL REFERENCES complaint_digest (id),
                    body TEXT NOT NULL,
                    owner TEXT NOT NULL,
                    due TEXT NOT NULL,
                    effect TEXT NOT NULL,
                    checked_at BIGINT,
                    at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX countermeasure_of_digest ON countermeasure (digest_id, at, id)",
                """
                CREATE TABLE complaint_digest_reader (
                    digest_id TEXT NOT NULL REFERENCES complaint_digest (id),
                    staff_id TEXT NOT NULL,
                    delivered_at BIGINT NOT NULL,
                    read_at BIGINT,
                    PRIMARY KEY (digest_id, staff_id)
                )
                """,
                """
                CREATE TABLE day_digest (
                    unit_id TEXT NOT NULL,
                    day TEXT NOT NULL,
                    made_at BIGINT NOT NULL,
                    enquiries BIGINT NOT NULL,
                    complaints BIGINT NOT NULL,
                    suggestions BIGINT NOT NULL,
                    others BIGINT NOT NULL,
                    completed BIGINT NOT NULL,
                    unresolved BIGINT NOT NULL,
                    late BIGINT NOT NULL,
                    PRIMARY KEY (unit_id, day)
                )
                """,
            ])
    ]

    /// How many units a day or a week counts: a headquarters tells what came in below it (MART-27).
    static let subtrees = Migration(
        name: "digest_subtrees",
        statements: [
            "ALTER TABLE day_digest ADD COLUMN counted BIGINT NOT NULL DEFAULT 1",
            "ALTER TABLE week_digest ADD COLUMN counted BIGINT NOT NULL DEFAULT 1",
        ])

    /// Measures with a person, a clock and a look at their effect; weeks; who has read what.
    static let duties = Migration(
        name: "digest_duties",
        statements: [
            "ALTER TABLE countermeasure ADD COLUMN owner_id TEXT",
            "ALTER TABLE countermeasure ADD COLUMN round BIGINT NOT NULL DEFAULT 1",
            "ALTER TABLE countermeasure ADD COLUMN done_at BIGINT",
            "ALTER TABLE countermeasure ADD COLUMN done_note TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE countermeasure ADD COLUMN worked_by TEXT",
            "ALTER TABLE countermeasure ADD COLUMN worked_at BIGINT",
            "ALTER TABLE countermeasure ADD COLUMN dropped_at BIGINT",
            "ALTER TABLE countermeasure ADD COLUMN dropped_because TEXT NOT NULL DEFAULT ''",
            "CREATE INDEX countermeasure_by_owner ON countermeasure (owner_id, due)",
            """
            CREATE TABLE countermeasure_check (
                countermeasure_id TEXT NOT NULL REFERENCES countermeasure (id),
                round BIGINT NOT NULL,
                worked INTEGER NOT NULL CHECK (worked IN (0, 1)),
                effect TEXT NOT NULL,
                checked_by TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (countermeasure_id, round)
            )
            """,
            """
            CREATE TABLE digest_receipt (
                kind TEXT NOT NULL CHECK (kind IN ('day', 'unsolved', 'week')),
                unit_id TEXT NOT NULL,
                period TEXT NOT NULL,
                staff_id TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (kind, unit_id, period, staff_id)
            )
            """,
            """
            CREATE TABLE week_digest (
                unit_id TEXT NOT NULL,
                week TEXT NOT NULL,
                made_at BIGINT NOT NULL,
                reported BIGINT NOT NULL,
                completed BIGINT NOT NULL,
                unresolved BIGINT NOT NULL,
                PRIMARY KEY (unit_id, week)
            )
            """,
            """
            CREATE TABLE week_digest_line (
                unit_id TEXT NOT NULL,
                week TEXT NOT NULL,
                ranking TEXT NOT NULL CHECK (ranking IN ('category', 'product')),
                place BIGINT NOT NULL,
                name TEXT NOT NULL,
                number BIGINT NOT NULL,
                before BIGINT NOT NULL,
                complaints BIGINT NOT NULL,
                unresolved BIGINT NOT NULL,
                PRIMARY KEY (unit_id, week, ranking, place)
            )
            """,
        ])
}
