import Database

/// Who asked to be away and what came of it; how much annual leave a person has, entry by entry (GAME-55–60).
enum LeaveSchema {
    /// What is not sent yet, and certificates as files.
    static let papers = Migration(
        name: "leave-papers",
        statements: [
            """
            CREATE TABLE leave_draft (
                staff_id TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
                type TEXT NOT NULL,
                from_at BIGINT,
                to_at BIGINT,
                reason TEXT NOT NULL,
                proof TEXT NOT NULL,
                substitute_id TEXT REFERENCES staff (id),
                kept_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE leave_proof (
                id TEXT NOT NULL PRIMARY KEY,
                leave_id TEXT NOT NULL REFERENCES leave_request (id),
                name TEXT NOT NULL,
                digest TEXT NOT NULL,
                size BIGINT NOT NULL CHECK (size > 0),
                mime TEXT NOT NULL,
                added_by TEXT NOT NULL,
                added_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX leave_proof_of ON leave_proof (leave_id, added_at, id)",
            "CREATE INDEX leave_proof_of_content ON leave_proof (digest)",
        ])

    /// A leave is counted anew when a roster is published over it, taken from two years over New Year, and given back in part
    /// to whoever is back early: entries are many, and their sum says what it takes.
    static let recounts = Migration(
        name: "leave-recounts",
        statements: [
            "DROP INDEX annual_leave_entry_once",
            "CREATE INDEX annual_leave_entry_by_leave ON annual_leave_entry (leave_id, year) WHERE leave_id IS NOT NULL",
            "DROP INDEX lieu_entry_once",
            "CREATE INDEX lieu_entry_by_leave ON lieu_entry (leave_id, overtime_id) WHERE leave_id IS NOT NULL",
        ])

    /// Whoever is to stand in is asked.
    static let standIns = Migration(
        name: "leave-stand-ins",
        statements: [
            """
            ALTER TABLE leave_request ADD COLUMN stand_in_answer TEXT
                CHECK (stand_in_answer IN ('agreed', 'declined'))
            """,
            "ALTER TABLE leave_request ADD COLUMN stand_in_answered_at BIGINT",
        ])

    /// Since when somebody has worked is kept by itself: in the first year of work it grants nothing yet, and an entry of the
    /// ledger is never of nothing.
    static let basis = Migration(
        name: "annual-leave-basis",
        statements: [
            """
            CREATE TABLE annual_leave_basis (
                id TEXT NOT NULL PRIMARY KEY,
                staff_id TEXT NOT NULL REFERENCES staff (id),
                working_since_on TEXT NOT NULL,
                entered_by TEXT NOT NULL,
                entered_at BIGINT NOT NULL
            )
            """,
            """
            INSERT INTO annual_leave_basis (id, staff_id, working_since_on, entered_by, entered_at)
            SELECT id, staff_id, working_since_on, entered_by, entered_at FROM annual_leave_entry
            WHERE kind = 'granted'
            """,
            "CREATE INDEX annual_leave_basis_of ON annual_leave_basis (staff_id, entered_at, id)",
        ])

    /// What waits for the word of whoever is to stand in, asked at each opening of their day.
    static let asked = Migration(
        name: "leave-asked",
        statements: [
            """
            CREATE INDEX leave_request_asked ON leave_request (substitute_id, asked_at, id)
            WHERE state = 'submitted' AND substitute_id IS NOT NULL
            """
        ])

    static let migrations = [
        Migration(
            name: "leave",
            statements: [
                """
                CREATE TABLE leave_request (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    asked_on TEXT NOT NULL,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    type TEXT NOT NULL CHECK (type <> ''),
                    rule TEXT NOT NULL CHECK (rule IN (
                        'ordinary', 'sudden', 'holiday', 'retroactive', 'official', 'statutory')),
                    from_at BIGINT NOT NULL,
                    to_at BIGINT NOT NULL,
                    half_days BIGINT NOT NULL CHECK (half_days >= 0),
                    first_shift_at BIGINT NOT NULL,
                    reason TEXT NOT NULL CHECK (reason <> ''),
                    proof TEXT NOT NULL,
                    substitute_id TEXT REFERENCES staff (id),
                    asked_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN (
                        'submitted', 'approved', 'rejected', 'withdrawn', 'taken', 'reported_back')),
                    decided_by TEXT,
                    decided_at BIGINT,
                    opinion TEXT NOT NULL,
                    ended_at BIGINT,
                    reported_at BIGINT,
                    later_proof TEXT NOT NULL,
                    CHECK (to_at > from_at),
                    CHECK (substitute_id IS NULL OR substitute_id <> staff_id),
                    -- Nobody decides on their own.
                    CHECK (decided_by IS NULL OR decided_by <> staff_id),
                    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
                    CHECK (decided_at IS NOT NULL OR state IN ('submitted', 'withdrawn')),
                    CHECK ((reported_at IS NOT NULL) = (state = 'reported_back'))
                )
                """,
                "CREATE INDEX leave_request_of_staff ON leave_request (staff_id, from_at, id)",
                "CREATE INDEX leave_request_of_unit ON leave_request (unit_id, from_at, id)",
                "CREATE INDEX leave_request_of_day ON leave_request (asked_on)",
                "CREATE INDEX leave_request_waiting ON leave_request (unit_id, asked_at, id) WHERE state = 'submitted'",
                "CREATE INDEX leave_request_coming ON leave_request (from_at, id) WHERE state = 'approved'",
                "CREATE INDEX leave_request_going ON leave_request (to_at, id) WHERE state = 'taken' AND ended_at IS NULL",
                // Half days, positive and negative; what is left is their sum and nothing else.
                """
                CREATE TABLE annual_leave_entry (
                    id TEXT NOT NULL PRIMARY KEY,
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    year BIGINT NOT NULL CHECK (year BETWEEN 2000 AND 2999),
                    half_days BIGINT NOT NULL CHECK (half_days <> 0),
                    kind TEXT NOT NULL CHECK (kind IN ('granted', 'taken', 'returned')),
                    leave_id TEXT REFERENCES leave_request (id),
                    working_since_on TEXT,
                    entered_by TEXT NOT NULL,
                    entered_at BIGINT NOT NULL,
                    CHECK ((kind = 'granted') = (leave_id IS NULL)),
                    CHECK ((kind = 'granted') = (working_since_on IS NOT NULL)),
                    CHECK (kind <> 'taken' OR half_days < 0),
                    CHECK (kind <> 'returned' OR half_days > 0)
                )
                """,
                "CREATE INDEX annual_leave_entry_of ON annual_leave_entry (staff_id, year, entered_at, id)",
                // What a leave was taken for once, it gives back once.
                "CREATE UNIQUE INDEX annual_leave_entry_once ON annual_leave_entry (leave_id, kind) WHERE leave_id IS NOT NULL",
            ])
    ]
}
