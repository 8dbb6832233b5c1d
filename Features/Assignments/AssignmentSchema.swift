import Database

enum AssignmentSchema {
    static let migrations = [
        Migration(
            name: "assignment",
            statements: [
                // Lists are kept as lines of text: they are few, short, and nobody asks by them.
                """
                CREATE TABLE work_line (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    name TEXT NOT NULL,
                    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
                    types TEXT NOT NULL,
                    severities TEXT NOT NULL,
                    sources TEXT NOT NULL,
                    channels TEXT NOT NULL,
                    categories TEXT NOT NULL,
                    method TEXT NOT NULL CHECK (method IN ('round-robin', 'weighted', 'least-load')),
                    keeps_first_receiver INTEGER NOT NULL CHECK (keeps_first_receiver IN (0, 1)),
                    prefers_last_handler INTEGER NOT NULL CHECK (prefers_last_handler IN (0, 1)),
                    prefers_nearest INTEGER NOT NULL CHECK (prefers_nearest IN (0, 1)),
                    minutes_to_take BIGINT NOT NULL CHECK (minutes_to_take BETWEEN 1 AND 1440),
                    refusals_allowed BIGINT NOT NULL CHECK (refusals_allowed BETWEEN 1 AND 20),
                    -- One more with every pick: whoever picks at the same time waits, and counts what the other gave.
                    turn BIGINT NOT NULL,
                    UNIQUE (unit_id, name)
                )
                """,
                """
                CREATE TABLE line_need (
                    line_id TEXT NOT NULL REFERENCES work_line (id),
                    skill TEXT NOT NULL,
                    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
                    PRIMARY KEY (line_id, skill)
                )
                """,
                """
                CREATE TABLE line_member (
                    line_id TEXT NOT NULL REFERENCES work_line (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    weight BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 100),
                    ceiling BIGINT NOT NULL CHECK (ceiling BETWEEN 1 AND 500),
                    turn BIGINT NOT NULL,
                    credit BIGINT NOT NULL,
                    PRIMARY KEY (line_id, staff_id)
                )
                """,
                "CREATE INDEX line_member_by_staff ON line_member (staff_id)",
                """
                CREATE TABLE staff_skill (
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    skill TEXT NOT NULL,
                    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
                    PRIMARY KEY (staff_id, skill)
                )
                """,
                """
                CREATE TABLE dedicated_agent (
                    customer_id TEXT NOT NULL PRIMARY KEY REFERENCES customer (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    since BIGINT NOT NULL,
                    by_staff TEXT NOT NULL
                )
                """,
                """
                CREATE TABLE case_assignment (
                    case_id TEXT NOT NULL PRIMARY KEY REFERENCES service_case (id),
                    unit_id TEXT NOT NULL,
                    line_id TEXT NOT NULL REFERENCES work_line (id),
                    state TEXT NOT NULL CHECK (state IN ('offered', 'pooled', 'taken')),
                    pool TEXT CHECK (pool IN ('nobody', 'refused')),
                    since BIGINT NOT NULL,
                    refusals BIGINT NOT NULL,
                    CHECK ((state = 'pooled') = (pool IS NOT NULL))
                )
                """,
                "CREATE INDEX case_assignment_waiting ON case_assignment (line_id, state, since) WHERE state <> 'taken'",
                "CREATE INDEX case_assignment_pooled ON case_assignment (since, case_id) WHERE state = 'pooled'",
                """
                CREATE TABLE case_offer (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    line_id TEXT NOT NULL REFERENCES work_line (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    at BIGINT NOT NULL,
                    lapses_at BIGINT NOT NULL,
                    because TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'refused', 'lapsed', 'withdrawn')),
                    answered_at BIGINT,
                    reason TEXT NOT NULL,
                    CHECK ((state = 'open') = (answered_at IS NULL)),
                    CHECK (state <> 'refused' OR reason <> '')
                )
                """,
                // A case is offered to one person at a time.
                "CREATE UNIQUE INDEX case_offer_once ON case_offer (case_id) WHERE state = 'open'",
                "CREATE INDEX case_offer_of_case ON case_offer (case_id, at)",
                "CREATE INDEX case_offer_to ON case_offer (staff_id, lapses_at) WHERE state = 'open'",
                "CREATE INDEX case_offer_lapsing ON case_offer (lapses_at) WHERE state = 'open'",
                "CREATE INDEX case_offer_by_time ON case_offer (at, staff_id, state)",
                """
                CREATE TABLE case_reassignment (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    from_staff TEXT,
                    to_staff TEXT NOT NULL,
                    by_staff TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    reason TEXT NOT NULL,
                    undone_at BIGINT
                )
                """,
                "CREATE INDEX case_reassignment_of_case ON case_reassignment (case_id, at)",
                "CREATE INDEX case_reassignment_by_time ON case_reassignment (at, id)",
                "CREATE INDEX case_reassignment_by_staff ON case_reassignment (by_staff, at)",
            ]
        ),
        Migration(
            name: "assignment-tries",
            statements: [
                "ALTER TABLE case_assignment ADD COLUMN tried_at BIGINT NOT NULL DEFAULT 0",
                "CREATE INDEX case_assignment_tries ON case_assignment (tried_at, case_id) WHERE state = 'pooled' AND pool = 'nobody'",
            ]),
    ]

    /// Whoever works a line only when the board of their shift says so (GAME-19).
    static let guests = Migration(
        name: "line-guests",
        statements: [
            """
            ALTER TABLE line_member ADD COLUMN is_guest INTEGER NOT NULL DEFAULT 0 CHECK (is_guest IN (0, 1))
            """,
            // A VIP line takes the cases of key customers, whatever they are about (GAME-19, SOFT-64).
            "ALTER TABLE work_line ADD COLUMN grades TEXT NOT NULL DEFAULT ''",
            """
            CREATE INDEX shift_assignment_on_line ON shift_assignment (line_id, starts_at)
            WHERE line_id IS NOT NULL AND taken_back_at IS NULL
            """,
        ])
}
