import Database

/// Who works when: what shifts there are, who takes turns, the rosters made of them and every single shift (C10).
enum RosterSchema {
    /// Which shifts end soon, wherever: their handover is due.
    static let endings = Migration(
        name: "shift-endings",
        statements: [
            """
            CREATE INDEX shift_assignment_ending ON shift_assignment (ends_at, unit_id)
            WHERE staff_id IS NOT NULL AND taken_back_at IS NULL
            """
        ])

    /// Another one with every change of the roster's shifts, which are kept in memory under it.
    static let stamps = Migration(
        name: "roster-stamps",
        statements: ["ALTER TABLE roster ADD COLUMN shifts_stamp TEXT NOT NULL DEFAULT ''"])

    /// What a feed keeps is the digest of its address, and is called so.
    static let feedDigests = Migration(
        name: "shift-feed-digests", statements: ["ALTER TABLE shift_feed RENAME COLUMN token TO token_hash"])

    static let migrations = [
        Migration(
            name: "roster",
            statements: [
                // 班次. It may cross midnight: starts + length goes up to the midnight after next.
                """
                CREATE TABLE shift_template (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    code TEXT NOT NULL CHECK (code <> '' AND code <> '-'),
                    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
                    name_en TEXT NOT NULL,
                    starts_minute BIGINT NOT NULL CHECK (starts_minute BETWEEN 0 AND 1439),
                    length_minutes BIGINT NOT NULL CHECK (length_minutes BETWEEN 30 AND 1440),
                    break_minutes BIGINT NOT NULL CHECK (break_minutes >= 0),
                    is_night INTEGER NOT NULL CHECK (is_night IN (0, 1)),
                    retired_at BIGINT,
                    UNIQUE (unit_id, code),
                    CHECK (break_minutes < length_minutes)
                )
                """,
                // 班组 A, B, C: how many must be there when it works, how many should.
                """
                CREATE TABLE shift_group (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    name TEXT NOT NULL CHECK (name <> ''),
                    line_id TEXT REFERENCES work_line (id),
                    minimum BIGINT NOT NULL CHECK (minimum BETWEEN 0 AND 500),
                    target BIGINT NOT NULL CHECK (target BETWEEN 0 AND 500),
                    retired_at BIGINT,
                    UNIQUE (unit_id, name),
                    CHECK (target >= minimum)
                )
                """,
                // From a day through another; nothing: until further notice.
                """
                CREATE TABLE shift_group_member (
                    id TEXT NOT NULL PRIMARY KEY,
                    group_id TEXT NOT NULL REFERENCES shift_group (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    from_on TEXT NOT NULL,
                    until_on TEXT,
                    CHECK (until_on IS NULL OR until_on >= from_on)
                )
                """,
                "CREATE INDEX shift_group_member_of ON shift_group_member (group_id, from_on, id)",
                "CREATE INDEX shift_group_member_is ON shift_group_member (staff_id, from_on)",
                // The cycle as codes with commas between, `-` for a day off; its first turn falls on `anchor_on`.
                """
                CREATE TABLE rotation_pattern (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    name TEXT NOT NULL CHECK (name <> ''),
                    anchor_on TEXT NOT NULL,
                    cycle TEXT NOT NULL CHECK (cycle <> ''),
                    days TEXT NOT NULL CHECK (days IN ('every', 'working')),
                    -- On so many first and last days of a month another template is worked instead (SOFT-19).
                    edge_code TEXT,
                    edge_first BIGINT NOT NULL CHECK (edge_first BETWEEN 0 AND 15),
                    edge_last BIGINT NOT NULL CHECK (edge_last BETWEEN 0 AND 15),
                    retired_at BIGINT,
                    UNIQUE (unit_id, name),
                    CHECK ((edge_code IS NULL) = (edge_first + edge_last = 0))
                )
                """,
                """
                CREATE TABLE rotation_offset (
                    pattern_id TEXT NOT NULL REFERENCES rotation_pattern (id),
                    group_id TEXT NOT NULL REFERENCES shift_group (id),
                    places BIGINT NOT NULL CHECK (places BETWEEN 0 AND 399),
                    PRIMARY KEY (pattern_id, group_id)
                )
                """,
                "CREATE INDEX rotation_offset_of_group ON rotation_offset (group_id)",
                """
                CREATE TABLE roster (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    from_on TEXT NOT NULL,
                    until_on TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN (
                        'draft', 'checked', 'published', 'in_force', 'closed', 'discarded')),
                    -- One more with every change: whoever changes an older one is told so.
                    version BIGINT NOT NULL CHECK (version >= 1),
                    made_by TEXT NOT NULL,
                    made_at BIGINT NOT NULL,
                    checked_by TEXT,
                    checked_at BIGINT,
                    published_by TEXT,
                    published_at BIGINT,
                    in_force_at BIGINT,
                    closed_by TEXT,
                    closed_at BIGINT,
                    CHECK (until_on >= from_on),
                    CHECK ((checked_by IS NULL) = (checked_at IS NULL)),
                    CHECK ((published_by IS NULL) = (published_at IS NULL)),
                    CHECK ((published_at IS NOT NULL) = (state IN ('published', 'in_force', 'closed'))),
                    CHECK (state NOT IN ('in_force', 'closed') OR in_force_at IS NOT NULL),
                    CHECK ((closed_at IS NOT NULL) = (state = 'closed'))
                )
                """,
                "CREATE INDEX roster_of_unit ON roster (unit_id, from_on, id)",
                "CREATE INDEX roster_coming ON roster (from_on, id) WHERE state = 'published'",
                "CREATE INDEX roster_current ON roster (until_on, id) WHERE state = 'in_force'",
                // One person in one shift; nobody yet: an open shift. What was taken back stays, with the reason.
                """
                CREATE TABLE shift_assignment (
                    id TEXT NOT NULL PRIMARY KEY,
                    roster_id TEXT NOT NULL REFERENCES roster (id),
                    unit_id TEXT NOT NULL,
                    staff_id TEXT REFERENCES staff (id),
                    template_id TEXT REFERENCES shift_template (id),
                    group_id TEXT REFERENCES shift_group (id),
                    line_id TEXT REFERENCES work_line (id),
                    post TEXT NOT NULL,
                    day_on TEXT NOT NULL,
                    starts_at BIGINT NOT NULL,
                    ends_at BIGINT NOT NULL,
                    break_minutes BIGINT NOT NULL CHECK (break_minutes >= 0),
                    origin TEXT NOT NULL CHECK (origin IN (
                        'roster', 'swap', 'return', 'cover', 'open', 'adjusted')),
                    is_shadow INTEGER NOT NULL CHECK (is_shadow IN (0, 1)),
                    mentor_id TEXT REFERENCES staff (id),
                    entered_by TEXT,
                    entered_at BIGINT NOT NULL,
                    taken_back_at BIGINT,
                    taken_back_by TEXT,
                    taken_back_for TEXT CHECK (taken_back_for IN ('adjusted', 'leave', 'swap', 'left', 'taken')),
                    replaced_by TEXT REFERENCES shift_assignment (id),
                    CHECK (ends_at > starts_at AND ends_at - starts_at <= 90000000),
                    -- Whoever learns is somebody, and has somebody beside them who is not themselves (GAME-04).
                    CHECK (is_shadow = 0 OR staff_id IS NOT NULL),
                    CHECK (mentor_id IS NULL OR (is_shadow = 1 AND mentor_id <> staff_id)),
                    CHECK ((taken_back_at IS NULL) = (taken_back_for IS NULL)),
                    CHECK (replaced_by IS NULL OR taken_back_at IS NOT NULL)
                )
                """,
                "CREATE INDEX shift_assignment_of_staff ON shift_assignment (staff_id, starts_at)",
                "CREATE INDEX shift_assignment_of_unit ON shift_assignment (unit_id, starts_at)",
                "CREATE INDEX shift_assignment_of_roster ON shift_assignment (roster_id, day_on, id)",
                "CREATE INDEX shift_assignment_open ON shift_assignment (unit_id, starts_at) WHERE staff_id IS NULL AND taken_back_at IS NULL",
                // What was changed on a roster after it was made: F-60's record of changes.
                """
                CREATE TABLE roster_change (
                    id TEXT NOT NULL PRIMARY KEY,
                    roster_id TEXT NOT NULL REFERENCES roster (id),
                    number BIGINT NOT NULL CHECK (number >= 1),
                    at BIGINT NOT NULL,
                    by_staff TEXT,
                    what TEXT NOT NULL CHECK (what IN (
                        'added', 'moved', 'taken_off', 'opened', 'taken', 'given', 'leave', 'swap', 'duty')),
                    staff_id TEXT,
                    day_on TEXT NOT NULL,
                    was TEXT NOT NULL,
                    became TEXT NOT NULL,
                    reason TEXT NOT NULL,
                    UNIQUE (roster_id, number)
                )
                """,
                // A person's calendar for their telephone: the address is a secret, kept as its digest.
                """
                CREATE TABLE shift_feed (
                    staff_id TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
                    token TEXT NOT NULL UNIQUE,
                    made_at BIGINT NOT NULL
                )
                """,
            ])
    ]
}
