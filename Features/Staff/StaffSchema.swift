import Database

enum StaffSchema {
    static let migrations = [organisation, signIn, reveal]

    private static let organisation = Migration(
        name: "staff",
        statements: [
            """
            CREATE TABLE unit (
                id TEXT NOT NULL PRIMARY KEY,
                code TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                kind TEXT NOT NULL
                    CHECK (kind IN ('headquarters', 'region', 'store', 'estate', 'department', 'group')),
                parent_id TEXT REFERENCES unit (id),
                handbook TEXT,
                CHECK (parent_id IS NULL OR parent_id <> id),
                CHECK (parent_id IS NOT NULL OR handbook IS NOT NULL)
            )
            """,
            "CREATE INDEX unit_by_parent ON unit (parent_id)",
            """
            CREATE TABLE staff (
                id TEXT NOT NULL PRIMARY KEY,
                account TEXT NOT NULL UNIQUE CHECK (account = lower(account)),
                name TEXT NOT NULL,
                phone TEXT,
                language TEXT NOT NULL CHECK (language IN ('zh-CN', 'en')),
                theme TEXT NOT NULL CHECK (theme IN ('auto', 'light', 'dark')),
                password TEXT NOT NULL,
                must_choose_password INTEGER NOT NULL CHECK (must_choose_password IN (0, 1)),
                pin TEXT,
                is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
                joined_on TEXT NOT NULL
            )
            """,
            "CREATE INDEX staff_by_name ON staff (name, id)",
            """
            CREATE TABLE appointment (
                id TEXT NOT NULL PRIMARY KEY,
                staff_id TEXT NOT NULL REFERENCES staff (id),
                post TEXT NOT NULL,
                unit_id TEXT NOT NULL REFERENCES unit (id),
                starts_at BIGINT NOT NULL,
                ends_at BIGINT,
                appointed_by TEXT REFERENCES staff (id),
                CHECK (ends_at IS NULL OR ends_at >= starts_at),
                CHECK (appointed_by IS NULL OR appointed_by <> staff_id)
            )
            """,
            "CREATE INDEX appointment_by_staff ON appointment (staff_id, starts_at)",
            "CREATE INDEX appointment_by_post ON appointment (unit_id, post)",
            // Nobody holds the same post of the same unit twice at a time.
            "CREATE UNIQUE INDEX appointment_once ON appointment (staff_id, post, unit_id) WHERE ends_at IS NULL",
            """
            CREATE TABLE delegation (
                id TEXT NOT NULL PRIMARY KEY,
                from_staff_id TEXT NOT NULL REFERENCES staff (id),
                to_staff_id TEXT NOT NULL REFERENCES staff (id),
                post TEXT NOT NULL,
                unit_id TEXT NOT NULL REFERENCES unit (id),
                starts_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                ended_at BIGINT,
                reason TEXT NOT NULL,
                given_by TEXT NOT NULL REFERENCES staff (id),
                CHECK (from_staff_id <> to_staff_id),
                CHECK (given_by <> to_staff_id),
                CHECK (starts_at < ends_at),
                CHECK (ended_at IS NULL OR ended_at < ends_at)
            )
            """,
            "CREATE INDEX delegation_by_recipient ON delegation (to_staff_id, ends_at)",
            "CREATE INDEX delegation_by_giver ON delegation (from_staff_id, ends_at)",
            "CREATE INDEX delegation_by_post ON delegation (unit_id, post)",
        ]
    )

    private static let signIn = Migration(
        name: "sign-in",
        statements: [
            """
            CREATE TABLE session (
                id TEXT NOT NULL PRIMARY KEY,
                token_hash TEXT NOT NULL UNIQUE,
                staff_id TEXT NOT NULL REFERENCES staff (id),
                agent_hash TEXT NOT NULL,
                agent TEXT NOT NULL,
                address TEXT NOT NULL,
                started_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                locked_at BIGINT,
                ended_at BIGINT,
                ended_by TEXT,
                CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
                CHECK (ended_by IS NULL OR ended_by IN ('person', 'successor', 'password', 'manager', 'age'))
            )
            """,
            "CREATE INDEX session_by_staff ON session (staff_id, ended_at, started_at)",
            "CREATE INDEX session_by_start ON session (started_at)",
            """
            CREATE TABLE sign_in_limit (
                scope TEXT NOT NULL PRIMARY KEY,
                failures INTEGER NOT NULL CHECK (failures >= 0),
                last_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX sign_in_limit_by_time ON sign_in_limit (last_at)",
            // What was typed as the account is kept as a hash: people type their passwords into it by mistake.
            """
            CREATE TABLE sign_in_attempt (
                id TEXT NOT NULL PRIMARY KEY,
                at BIGINT NOT NULL,
                account_hash TEXT NOT NULL,
                staff_id TEXT REFERENCES staff (id),
                address TEXT NOT NULL,
                way TEXT NOT NULL CHECK (way IN ('sign_in', 'unlock', 'switch')),
                succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1))
            )
            """,
            "CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (at)",
            "CREATE INDEX sign_in_attempt_by_staff ON sign_in_attempt (staff_id, at)",
        ]
    )

    /// When a first password was given, because it lapses. For those that wait to be replaced, the last thing that was done
    /// about the person is at or after that; a password of one's own was given by nobody.
    static let givenPasswords = Migration(
        name: "given-passwords",
        statements: [
            """
            ALTER TABLE staff ADD COLUMN password_given_at BIGINT
                CHECK (password_given_at IS NULL OR must_choose_password = 1)
            """,
            """
            UPDATE staff
            SET password_given_at = (
                SELECT MAX(event.at) FROM event WHERE event.subject_kind = 'staff' AND event.subject_id = staff.id)
            WHERE must_choose_password = 1
            """,
        ]
    )

    private static let reveal = Migration(
        name: "staff-reveal",
        statements: [
            """
            CREATE TABLE staff_reveal (
                id TEXT NOT NULL PRIMARY KEY,
                at BIGINT NOT NULL,
                staff_id TEXT NOT NULL REFERENCES staff (id),
                subject_id TEXT NOT NULL REFERENCES staff (id),
                reason TEXT NOT NULL
            )
            """,
            "CREATE INDEX staff_reveal_by_staff ON staff_reveal (staff_id, at)",
            "CREATE INDEX staff_reveal_by_subject ON staff_reveal (subject_id, at)",
        ]
    )
}
