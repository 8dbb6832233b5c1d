import Database

/// What each day came to, as its person handed it in (CHAIN-82).
enum DailyReportSchema {
    static let migrations = [
        Migration(
            name: "daily reports",
            statements: [
                """
                CREATE TABLE daily_report (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    day_on TEXT NOT NULL,
                    opened_at BIGINT NOT NULL,
                    due_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('draft', 'handed_in', 'waived')),
                    results TEXT NOT NULL,
                    problems TEXT NOT NULL,
                    handed_in_at BIGINT,
                    until_at BIGINT,
                    waived_by TEXT,
                    waived_at BIGINT,
                    waived_reason TEXT NOT NULL,
                    CHECK ((handed_in_at IS NOT NULL) = (state = 'handed_in')),
                    CHECK ((handed_in_at IS NULL) = (until_at IS NULL)),
                    -- Says what was hard, or that nothing was.
                    CHECK (state <> 'handed_in' OR problems <> ''),
                    CHECK ((waived_at IS NOT NULL) = (state = 'waived')),
                    CHECK ((waived_at IS NULL) = (waived_by IS NULL)),
                    -- Nobody lets themselves off.
                    CHECK (waived_by IS NULL OR waived_by <> staff_id)
                )
                """,
                // Of two clocks at once, one opens it.
                "CREATE UNIQUE INDEX daily_report_once ON daily_report (staff_id, day_on)",
                "CREATE INDEX daily_report_of_unit ON daily_report (unit_id, day_on, staff_id)",
                // The lines of the plan, and those of the plan before with what became of them.
                """
                CREATE TABLE daily_report_line (
                    report_id TEXT NOT NULL REFERENCES daily_report (id),
                    kind TEXT NOT NULL CHECK (kind IN ('review', 'plan')),
                    place BIGINT NOT NULL CHECK (place >= 1),
                    text TEXT NOT NULL CHECK (text <> ''),
                    is_done INTEGER CHECK (is_done IN (0, 1)),
                    PRIMARY KEY (report_id, kind, place),
                    CHECK ((is_done IS NOT NULL) = (kind = 'review'))
                )
                """,
                // As they were counted when it was handed in.
                """
                CREATE TABLE daily_report_figure (
                    report_id TEXT NOT NULL REFERENCES daily_report (id),
                    figure TEXT NOT NULL CHECK (figure IN (
                        'taken', 'answered', 'closed', 'visited', 'contacts', 'callbacks', 'messages', 'overdue',
                        'in_hand')),
                    value BIGINT NOT NULL CHECK (value >= 0),
                    PRIMARY KEY (report_id, figure)
                )
                """,
                """
                CREATE TABLE daily_report_reading (
                    report_id TEXT NOT NULL REFERENCES daily_report (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    read_at BIGINT NOT NULL,
                    PRIMARY KEY (report_id, staff_id)
                )
                """,
                """
                CREATE TABLE daily_report_remark (
                    id TEXT NOT NULL PRIMARY KEY,
                    report_id TEXT NOT NULL REFERENCES daily_report (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    text TEXT NOT NULL CHECK (text <> ''),
                    said_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX daily_report_remark_of_report ON daily_report_remark (report_id, said_at, id)",
            ])
    ]
}
