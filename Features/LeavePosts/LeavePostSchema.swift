import Database

/// Who left their post, with whose agreement, from when till when (GAME-49).
enum LeavePostSchema {
    /// Which stay on duty being out has interrupted: coming back sets it back.
    static let presence = Migration(
        name: "leave-post-presence",
        statements: ["ALTER TABLE leave_post ADD COLUMN presence_id TEXT"])

    static let migrations = [
        Migration(
            name: "leave posts",
            statements: [
                """
                CREATE TABLE leave_post (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    asked_on TEXT NOT NULL,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    shift_id TEXT NOT NULL REFERENCES shift_assignment (id),
                    minutes BIGINT NOT NULL CHECK (minutes BETWEEN 1 AND 240),
                    reason TEXT NOT NULL CHECK (reason <> ''),
                    asked_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN (
                        'asked', 'approved', 'rejected', 'withdrawn', 'out', 'back')),
                    decided_by TEXT,
                    decided_at BIGINT,
                    opinion TEXT NOT NULL,
                    left_at BIGINT,
                    due_at BIGINT,
                    overrun_at BIGINT,
                    returned_at BIGINT,
                    -- Nobody agrees to their own.
                    CHECK (decided_by IS NULL OR decided_by <> staff_id),
                    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
                    CHECK (decided_at IS NOT NULL OR state IN ('asked', 'withdrawn')),
                    CHECK ((left_at IS NOT NULL) = (state IN ('out', 'back'))),
                    CHECK ((left_at IS NULL) = (due_at IS NULL)),
                    CHECK ((returned_at IS NOT NULL) = (state = 'back')),
                    CHECK (overrun_at IS NULL OR left_at IS NOT NULL)
                )
                """,
                "CREATE INDEX leave_post_of_staff ON leave_post (staff_id, asked_at, id)",
                "CREATE INDEX leave_post_of_shift ON leave_post (shift_id, id)",
                "CREATE INDEX leave_post_of_day ON leave_post (asked_on)",
                "CREATE INDEX leave_post_waiting ON leave_post (unit_id, asked_at, id) WHERE state = 'asked'",
                "CREATE INDEX leave_post_out ON leave_post (unit_id, left_at, id) WHERE state = 'out'",
                "CREATE INDEX leave_post_overdue ON leave_post (due_at, id) WHERE state = 'out' AND overrun_at IS NULL",
                // Out twice at once is out once.
                "CREATE UNIQUE INDEX leave_post_live ON leave_post (staff_id) WHERE state IN ('asked', 'approved', 'out')",
            ])
    ]
}
