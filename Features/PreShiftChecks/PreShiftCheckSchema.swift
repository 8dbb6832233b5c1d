import Database

/// The check before each shift (GAME-44, GAME-52).
enum PreShiftCheckSchema {
    static let migrations = [
        Migration(
            name: "pre-shift checks",
            statements: [
                """
                CREATE TABLE pre_shift_check (
                    shift_id TEXT NOT NULL PRIMARY KEY REFERENCES shift_assignment (id),
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    -- Codes of what was in order, with commas between.
                    in_order TEXT NOT NULL,
                    note TEXT NOT NULL,
                    done_at BIGINT NOT NULL,
                    reviewed_by TEXT,
                    reviewed_at BIGINT,
                    score BIGINT CHECK (score BETWEEN 0 AND 100),
                    opinion TEXT NOT NULL,
                    CHECK (reviewed_by IS NULL OR reviewed_by <> staff_id),
                    CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
                    CHECK ((reviewed_by IS NULL) = (score IS NULL))
                )
                """,
                "CREATE INDEX pre_shift_check_of_unit ON pre_shift_check (unit_id, done_at, shift_id)",
            ])
    ]
}
