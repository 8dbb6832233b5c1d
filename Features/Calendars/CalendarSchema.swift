import Database

enum CalendarSchema {
    static let migrations = [
        Migration(
            name: "calendar",
            statements: [
                // Plans are added and never altered: the newest one counts, and a deadline that was met under an older
                // one can still be proved by it. A row without a plan says that the unit went back to the one above.
                """
                CREATE TABLE unit_calendar (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL,
                    plan TEXT,
                    set_by TEXT,
                    set_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX unit_calendar_by_unit ON unit_calendar (unit_id, set_at, id)",
                """
                CREATE TABLE statutory_notice (
                    id TEXT NOT NULL PRIMARY KEY,
                    year BIGINT NOT NULL CHECK (year BETWEEN 2007 AND 2099),
                    digest TEXT NOT NULL,
                    given_by TEXT,
                    given_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX statutory_notice_by_year ON statutory_notice (year, given_at, id)",
                """
                CREATE TABLE statutory_day (
                    notice_id TEXT NOT NULL REFERENCES statutory_notice (id),
                    day TEXT NOT NULL,
                    name TEXT NOT NULL,
                    is_off INTEGER NOT NULL CHECK (is_off IN (0, 1)),
                    PRIMARY KEY (notice_id, day)
                )
                """,
                // What a change of calendar has still to work in: the deadlines after `after_id`, in these units.
                """
                CREATE TABLE calendar_recount (
                    id TEXT NOT NULL PRIMARY KEY,
                    units TEXT NOT NULL,
                    after_id TEXT NOT NULL,
                    started_at BIGINT NOT NULL
                )
                """,
            ]
        )
    ]
}
