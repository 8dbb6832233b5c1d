import Database

/// When people came and went, what was put right, and the months as they were confirmed, checked and locked.
enum AttendanceSchema {
    static let migrations = [
        Migration(
            name: "attendance",
            statements: [
                // A file that a clock on the wall wrote, and what became of its rows.
                """
                CREATE TABLE device_file (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    name TEXT NOT NULL,
                    device TEXT NOT NULL,
                    digest TEXT NOT NULL,
                    rows BIGINT NOT NULL CHECK (rows >= 0),
                    taken BIGINT NOT NULL CHECK (taken >= 0 AND taken <= rows),
                    entered_by TEXT NOT NULL,
                    entered_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX device_file_of_unit ON device_file (unit_id, entered_at, id)",
                """
                CREATE TABLE device_file_problem (
                    file_id TEXT NOT NULL REFERENCES device_file (id),
                    row_number BIGINT NOT NULL CHECK (row_number >= 1),
                    reason TEXT NOT NULL CHECK (reason IN (
                        'unreadable', 'missing_hour', 'nobody', 'several', 'elsewhere', 'future', 'too_old', 'locked',
                        'twice', 'known')),
                    text TEXT NOT NULL,
                    PRIMARY KEY (file_id, row_number)
                )
                """,
                """
                CREATE TABLE clock_correction (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    asked_on TEXT NOT NULL,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    kind TEXT NOT NULL CHECK (kind IN ('in', 'out')),
                    at BIGINT NOT NULL,
                    day_on TEXT NOT NULL,
                    reason TEXT NOT NULL CHECK (reason <> ''),
                    proof TEXT NOT NULL,
                    asked_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'rejected', 'withdrawn')),
                    decided_by TEXT,
                    decided_at BIGINT,
                    opinion TEXT NOT NULL,
                    CHECK (at <= asked_at),
                    -- Nobody decides on their own.
                    CHECK (decided_by IS NULL OR decided_by <> staff_id),
                    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
                    CHECK ((decided_at IS NOT NULL) = (state IN ('approved', 'rejected')))
                )
                """,
                "CREATE INDEX clock_correction_of_staff ON clock_correction (staff_id, day_on, id)",
                "CREATE INDEX clock_correction_of_day ON clock_correction (asked_on)",
                "CREATE INDEX clock_correction_waiting ON clock_correction (unit_id, asked_at, id) WHERE state = 'asked'",
                """
                CREATE TABLE clock_event (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    kind TEXT NOT NULL CHECK (kind IN ('in', 'out', 'unknown')),
                    at BIGINT NOT NULL,
                    source TEXT NOT NULL CHECK (source IN ('web', 'device', 'correction')),
                    device TEXT NOT NULL,
                    file_id TEXT REFERENCES device_file (id),
                    correction_id TEXT REFERENCES clock_correction (id),
                    entered_by TEXT,
                    entered_at BIGINT NOT NULL,
                    CHECK (at <= entered_at),
                    CHECK ((source = 'device') = (file_id IS NOT NULL)),
                    CHECK ((source = 'correction') = (correction_id IS NOT NULL))
                )
                """,
                // The same clock twice is once.
                "CREATE UNIQUE INDEX clock_event_once ON clock_event (staff_id, at, kind)",
                "CREATE UNIQUE INDEX clock_event_corrected ON clock_event (correction_id) WHERE correction_id IS NOT NULL",
                """
                CREATE TABLE attendance_sheet (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    month_on TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('open', 'objected', 'confirmed', 'checked', 'locked')),
                    -- The days as they were confirmed; an empty list before.
                    days TEXT NOT NULL,
                    opened_at BIGINT NOT NULL,
                    confirmed_at BIGINT,
                    objection TEXT NOT NULL,
                    objected_at BIGINT,
                    answer TEXT NOT NULL,
                    answered_by TEXT,
                    answered_at BIGINT,
                    checked_by TEXT,
                    checked_at BIGINT,
                    locked_by TEXT,
                    locked_at BIGINT,
                    UNIQUE (staff_id, month_on),
                    CHECK ((confirmed_at IS NOT NULL) = (state IN ('confirmed', 'checked', 'locked'))),
                    CHECK ((checked_at IS NOT NULL) = (state IN ('checked', 'locked'))),
                    CHECK ((locked_at IS NOT NULL) = (state = 'locked')),
                    CHECK ((checked_by IS NULL) = (checked_at IS NULL)),
                    CHECK ((locked_by IS NULL) = (locked_at IS NULL)),
                    CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
                    CHECK ((objection = '') = (objected_at IS NULL)),
                    CHECK (state <> 'objected' OR objected_at IS NOT NULL),
                    -- Nobody checks or locks their own.
                    CHECK (checked_by IS NULL OR checked_by <> staff_id),
                    CHECK (locked_by IS NULL OR locked_by <> staff_id)
                )
                """,
                "CREATE INDEX attendance_sheet_of_unit ON attendance_sheet (unit_id, month_on, staff_id)",
            ])
    ]
}
