import Database

/// Overtime, and the time off it earned, lot by lot (GAME-103, SOFT-19).
enum OvertimeSchema {
    static let migrations = [
        Migration(
            name: "overtime",
            statements: [
                """
                CREATE TABLE overtime (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    asked_on TEXT NOT NULL,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    from_at BIGINT NOT NULL,
                    to_at BIGINT NOT NULL,
                    day_on TEXT NOT NULL,
                    reason TEXT NOT NULL CHECK (reason <> ''),
                    compensation TEXT NOT NULL CHECK (compensation IN ('lieu', 'pay')),
                    rate TEXT NOT NULL CHECK (rate IN ('workday', 'rest', 'holiday')),
                    asked_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'rejected', 'withdrawn', 'settled')),
                    decided_by TEXT,
                    decided_at BIGINT,
                    opinion TEXT NOT NULL,
                    minutes BIGINT CHECK (minutes >= 0),
                    settled_at BIGINT,
                    CHECK (to_at > from_at AND to_at - from_at <= 43200000),
                    -- Beforehand, always.
                    CHECK (asked_at < from_at),
                    CHECK (decided_by IS NULL OR decided_by <> staff_id),
                    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
                    CHECK (decided_at IS NOT NULL OR state IN ('asked', 'withdrawn')),
                    CHECK ((settled_at IS NOT NULL) = (state = 'settled')),
                    CHECK ((settled_at IS NULL) = (minutes IS NULL))
                )
                """,
                "CREATE INDEX overtime_of_staff ON overtime (staff_id, day_on, id)",
                "CREATE INDEX overtime_of_day ON overtime (asked_on)",
                "CREATE INDEX overtime_waiting ON overtime (unit_id, asked_at, id) WHERE state = 'asked'",
                "CREATE INDEX overtime_ending ON overtime (to_at, id) WHERE state = 'approved'",
                // Minutes, positive and negative, of one lot each; what is left of a lot is the sum.
                """
                CREATE TABLE lieu_entry (
                    id TEXT NOT NULL PRIMARY KEY,
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    overtime_id TEXT NOT NULL REFERENCES overtime (id),
                    minutes BIGINT NOT NULL CHECK (minutes <> 0),
                    kind TEXT NOT NULL CHECK (kind IN ('earned', 'taken', 'returned')),
                    until_on TEXT NOT NULL,
                    leave_id TEXT REFERENCES leave_request (id),
                    entered_by TEXT,
                    entered_at BIGINT NOT NULL,
                    CHECK ((kind = 'earned') = (leave_id IS NULL)),
                    CHECK (kind <> 'taken' OR minutes < 0),
                    CHECK (kind = 'taken' OR minutes > 0)
                )
                """,
                "CREATE INDEX lieu_entry_of ON lieu_entry (staff_id, until_on, id)",
                // A lot is earned once; a leave takes from a lot once, and gives back once.
                "CREATE UNIQUE INDEX lieu_entry_earned ON lieu_entry (overtime_id) WHERE kind = 'earned'",
                "CREATE UNIQUE INDEX lieu_entry_once ON lieu_entry (leave_id, overtime_id, kind) WHERE leave_id IS NOT NULL",
            ])
    ]
}
