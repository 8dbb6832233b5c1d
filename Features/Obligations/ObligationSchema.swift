import Database

enum ObligationSchema {
    /// An exception belongs to the round of the record in which it was asked. One of before counts for the first.
    static let rounds = Migration(
        name: "exception-rounds",
        statements: ["ALTER TABLE exception ADD COLUMN round BIGINT NOT NULL DEFAULT 1 CHECK (round >= 1)"])

    /// What a post owes, in the order in which it falls due, wherever it is owed.
    static let posts = Migration(
        name: "obligation_posts",
        statements: [
            """
            CREATE INDEX obligation_of_post ON obligation (owed_by, due_at, id, unit_id)
            WHERE state = 'open' AND owed_by_staff IS NULL
            """
        ])

    /// What was decided, newest first, and how much of it one may read.
    static let decisions = Migration(
        name: "exception-counts",
        statements: [
            "CREATE INDEX exception_decided ON exception (decided_at, id) WHERE state <> 'requested'",
            "CREATE INDEX exception_by_unit ON exception (unit_id, state)",
            "CREATE INDEX exception_by_requester ON exception (requested_by, state)",
        ])

    /// Whose part of a record something is, and who let it become late.
    static let hands = Migration(
        name: "obligation-hands",
        statements: [
            "ALTER TABLE obligation ADD COLUMN is_personal INTEGER NOT NULL DEFAULT 0 CHECK (is_personal IN (0, 1))",
            "ALTER TABLE obligation ADD COLUMN breached_by TEXT",
            """
            UPDATE obligation SET is_personal = 1
            WHERE state = 'open' AND owed_by = 'handler' AND item IN (
                SELECT id FROM corrective_action UNION ALL SELECT id FROM slip UNION ALL SELECT id FROM case_transfer)
            """,
        ])

    static let migrations = [
        Migration(
            name: "obligation",
            statements: [
                """
                CREATE TABLE obligation (
                    id TEXT NOT NULL PRIMARY KEY,
                    clause TEXT NOT NULL,
                    version_id TEXT NOT NULL REFERENCES handbook_version (id),
                    rule TEXT NOT NULL,
                    subject_kind TEXT NOT NULL,
                    subject_id TEXT NOT NULL,
                    item TEXT,
                    round BIGINT NOT NULL CHECK (round >= 1),
                    unit_id TEXT NOT NULL,
                    owed_by TEXT NOT NULL,
                    owed_by_staff TEXT,
                    started_at BIGINT NOT NULL,
                    within TEXT,
                    due_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'late', 'broken', 'exempted', 'void')),
                    paused_since BIGINT,
                    breached_at BIGINT,
                    ended_at BIGINT,
                    ended_by TEXT,
                    opened_by_event TEXT NOT NULL REFERENCES event (id),
                    ended_by_event TEXT REFERENCES event (id),
                    warnings INTEGER NOT NULL DEFAULT 0,
                    rungs INTEGER NOT NULL DEFAULT 0,
                    act_at BIGINT,
                    CHECK ((state = 'open') = (ended_at IS NULL)),
                    CHECK (act_at IS NULL OR state = 'open'),
                    CHECK (paused_since IS NULL OR state = 'open')
                )
                """,
                "CREATE INDEX obligation_of_subject ON obligation (subject_kind, subject_id, state)",
                "CREATE INDEX obligation_to_act ON obligation (act_at) WHERE act_at IS NOT NULL",
                "CREATE INDEX obligation_of_staff ON obligation (owed_by_staff, due_at) WHERE state = 'open'",
                "CREATE INDEX obligation_of_duty ON obligation (unit_id, owed_by, due_at) WHERE state = 'open'",
                "CREATE INDEX obligation_by_start ON obligation (started_at, clause)",
                "CREATE INDEX obligation_by_clause ON obligation (clause, started_at)",
                """
                CREATE TABLE obligation_pause (
                    obligation_id TEXT NOT NULL REFERENCES obligation (id),
                    from_at BIGINT NOT NULL,
                    to_at BIGINT NOT NULL CHECK (to_at > from_at),
                    reason TEXT NOT NULL,
                    PRIMARY KEY (obligation_id, from_at)
                )
                """,
                """
                CREATE TABLE exception (
                    id TEXT NOT NULL PRIMARY KEY,
                    subject_kind TEXT NOT NULL,
                    subject_id TEXT NOT NULL,
                    unit_id TEXT NOT NULL,
                    clause TEXT NOT NULL,
                    version_id TEXT NOT NULL REFERENCES handbook_version (id),
                    obligation_id TEXT REFERENCES obligation (id),
                    reason TEXT NOT NULL,
                    requested_by TEXT NOT NULL,
                    requested_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'declined', 'used')),
                    decided_by TEXT,
                    decided_at BIGINT,
                    decision TEXT,
                    used_at BIGINT,
                    CHECK ((state = 'requested') = (decided_at IS NULL)),
                    CHECK ((state = 'used') = (used_at IS NOT NULL)),
                    CHECK (decided_by IS NULL OR decided_by <> requested_by)
                )
                """,
                "CREATE INDEX exception_of_subject ON exception (subject_kind, subject_id, clause)",
                "CREATE INDEX exception_waiting ON exception (state, requested_at)",
                "CREATE INDEX exception_by_time ON exception (requested_at, clause)",
            ]
        ),
        // Which records broke a clause, the newest first: a filter of lists.
        Migration(
            name: "obligation_breached",
            statements: [
                "CREATE INDEX obligation_breached ON obligation (clause, breached_at) WHERE breached_at IS NOT NULL"
            ]
        ),
    ]
}
