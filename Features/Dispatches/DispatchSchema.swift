import Database

/// Commands: to whom, by when, and what came of each (GAME-28).
enum DispatchSchema {
    static let migrations = [
        Migration(
            name: "dispatches",
            statements: [
                """
                CREATE TABLE dispatch (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    order_id TEXT NOT NULL,
                    given_on TEXT NOT NULL,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    giver_id TEXT NOT NULL REFERENCES staff (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    group_id TEXT REFERENCES shift_group (id),
                    text TEXT NOT NULL CHECK (text <> ''),
                    wanted_by_at BIGINT NOT NULL,
                    given_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('given', 'acknowledged', 'done', 'refused', 'withdrawn')),
                    acknowledged_at BIGINT,
                    ended_at BIGINT,
                    note TEXT NOT NULL,
                    -- Nobody tells themselves.
                    CHECK (giver_id <> staff_id),
                    CHECK (wanted_by_at > given_at),
                    CHECK (acknowledged_at IS NULL OR state <> 'given'),
                    CHECK (acknowledged_at IS NOT NULL OR state IN ('given', 'refused', 'withdrawn')),
                    CHECK ((ended_at IS NULL) = (state IN ('given', 'acknowledged'))),
                    CHECK (ended_at IS NOT NULL OR note = ''),
                    -- Whoever refuses says why.
                    CHECK (state <> 'refused' OR note <> '')
                )
                """,
                """
                CREATE INDEX dispatch_open ON dispatch (staff_id, wanted_by_at, id)
                WHERE state IN ('given', 'acknowledged')
                """,
                "CREATE INDEX dispatch_of_staff ON dispatch (staff_id, given_at, id)",
                "CREATE INDEX dispatch_of_giver ON dispatch (giver_id, given_at, id)",
                "CREATE INDEX dispatch_of_unit ON dispatch (unit_id, given_on, given_at, id)",
                "CREATE INDEX dispatch_of_day ON dispatch (given_on)",
                "CREATE INDEX dispatch_unanswered ON dispatch (unit_id, given_at, id) WHERE state = 'given'",
            ])
    ]
}
