import Database

enum HandoverSchema {
    /// The steps of the day stand on the sheet too.
    static let steps = Migration(
        name: "handover-steps",
        statements: [
            "ALTER TABLE handover_entry RENAME TO handover_entry_before",
            """
            CREATE TABLE handover_entry (
                handover_id TEXT NOT NULL REFERENCES handover (id),
                place INTEGER NOT NULL CHECK (place >= 0),
                part TEXT NOT NULL CHECK (part IN ('case', 'promise', 'message', 'staffing', 'matter', 'step')),
                record_id TEXT NOT NULL,
                text TEXT NOT NULL,
                due_at BIGINT,
                PRIMARY KEY (handover_id, place)
            )
            """,
            """
            INSERT INTO handover_entry (handover_id, place, part, record_id, text, due_at)
            SELECT handover_id, place, part, record_id, text, due_at FROM handover_entry_before
            """,
            "DROP TABLE handover_entry_before",
        ])

    /// What the house filled in is kept in both languages.
    static let languages = Migration(
        name: "handover-languages",
        statements: ["ALTER TABLE handover_entry ADD COLUMN text_english TEXT NOT NULL DEFAULT ''"])

    static let migrations = [
        Migration(
            name: "handover",
            statements: [
                """
                CREATE TABLE handover (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    opened_on TEXT NOT NULL,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    kind TEXT NOT NULL CHECK (kind IN ('shift', 'leave', 'transfer', 'resignation')),
                    until_at BIGINT NOT NULL,
                    next_from_at BIGINT,
                    next_to_at BIGINT,
                    leave_id TEXT REFERENCES leave_request (id),
                    opened_at BIGINT NOT NULL,
                    giver_id TEXT NOT NULL REFERENCES staff (id),
                    taker_id TEXT REFERENCES staff (id),
                    state TEXT NOT NULL CHECK (state IN (
                        'drafted', 'offered', 'refused', 'signed', 'settled', 'dropped')),
                    none TEXT NOT NULL,
                    other TEXT NOT NULL,
                    offered_at BIGINT,
                    taken_by TEXT,
                    taken_at BIGINT,
                    arrived_at BIGINT,
                    witnessed_by TEXT,
                    witnessed_at BIGINT,
                    CHECK ((next_from_at IS NULL) = (next_to_at IS NULL)),
                    CHECK (next_to_at IS NULL OR next_to_at > next_from_at),
                    CHECK (next_from_at IS NULL OR kind = 'shift'),
                    CHECK ((leave_id IS NOT NULL) = (kind = 'leave')),
                    CHECK (taker_id IS NULL OR taker_id <> giver_id),
                    CHECK ((offered_at IS NOT NULL) = (state IN ('offered', 'signed', 'settled'))),
                    CHECK ((taken_at IS NOT NULL) = (state IN ('signed', 'settled'))),
                    CHECK ((taken_at IS NULL) = (taken_by IS NULL) AND (taken_at IS NULL) = (arrived_at IS NULL)),
                    CHECK (kind <> 'shift' OR state <> 'signed'),
                    -- Nobody signs twice.
                    CHECK ((witnessed_by IS NULL) = (witnessed_at IS NULL)),
                    CHECK (witnessed_by IS NULL OR (witnessed_by <> giver_id AND witnessed_by <> taker_id)),
                    CHECK (witnessed_at IS NULL OR (state = 'settled' AND kind <> 'shift'))
                )
                """,
                "CREATE INDEX handover_of_unit ON handover (unit_id, until_at, id)",
                "CREATE INDEX handover_of_day ON handover (opened_on)",
                "CREATE INDEX handover_by_giver ON handover (giver_id, until_at, id)",
                "CREATE INDEX handover_by_taker ON handover (taker_id, until_at, id) WHERE taker_id IS NOT NULL",
                """
                CREATE INDEX handover_pending ON handover (unit_id, until_at, id)
                WHERE state IN ('drafted', 'offered', 'refused', 'signed')
                """,
                // One sheet for the end of a shift, one for a leave.
                """
                CREATE UNIQUE INDEX handover_of_change ON handover (unit_id, until_at)
                WHERE kind = 'shift' AND state <> 'dropped'
                """,
                """
                CREATE UNIQUE INDEX handover_of_leave ON handover (leave_id)
                WHERE leave_id IS NOT NULL AND state <> 'dropped'
                """,
                """
                CREATE TABLE handover_line (
                    handover_id TEXT NOT NULL REFERENCES handover (id),
                    place INTEGER NOT NULL CHECK (place >= 0),
                    item TEXT NOT NULL,
                    name TEXT NOT NULL,
                    part TEXT NOT NULL CHECK (part IN ('equipment', 'count', 'check', 'leaving')),
                    standing TEXT NOT NULL CHECK (standing IN (
                        'fine', 'fault', 'done', 'undone', 'counted', 'told')),
                    expected BIGINT,
                    actual BIGINT,
                    measure TEXT NOT NULL,
                    remark TEXT NOT NULL,
                    PRIMARY KEY (handover_id, item),
                    CHECK ((part = 'count') = (actual IS NOT NULL)),
                    CHECK (standing <> 'fault' OR remark <> '')
                )
                """,
                // What the system filled in, as it was when the sheet was handed over.
                """
                CREATE TABLE handover_entry (
                    handover_id TEXT NOT NULL REFERENCES handover (id),
                    place INTEGER NOT NULL CHECK (place >= 0),
                    part TEXT NOT NULL CHECK (part IN ('case', 'promise', 'message', 'staffing', 'matter')),
                    record_id TEXT NOT NULL,
                    text TEXT NOT NULL,
                    due_at BIGINT,
                    PRIMARY KEY (handover_id, place)
                )
                """,
                """
                CREATE TABLE handover_matter (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    handover_id TEXT NOT NULL REFERENCES handover (id),
                    is_leaving INTEGER NOT NULL CHECK (is_leaving IN (0, 1)),
                    text TEXT NOT NULL CHECK (text <> ''),
                    case_id TEXT REFERENCES service_case (id),
                    opened_by TEXT NOT NULL,
                    opened_at BIGINT NOT NULL,
                    closed_by TEXT,
                    closed_at BIGINT,
                    closing TEXT NOT NULL,
                    CHECK ((closed_by IS NULL) = (closed_at IS NULL)),
                    CHECK (closed_at IS NULL OR closing <> '')
                )
                """,
                "CREATE INDEX handover_matter_of ON handover_matter (handover_id, opened_at, id)",
                """
                CREATE INDEX handover_matter_open ON handover_matter (unit_id, opened_at, id)
                WHERE closed_at IS NULL AND is_leaving = 0
                """,
                "CREATE INDEX handover_matter_of_case ON handover_matter (case_id) WHERE case_id IS NOT NULL",
                """
                CREATE TABLE handover_objection (
                    id TEXT NOT NULL PRIMARY KEY,
                    handover_id TEXT NOT NULL REFERENCES handover (id),
                    raised_by TEXT NOT NULL,
                    raised_at BIGINT NOT NULL,
                    text TEXT NOT NULL CHECK (text <> ''),
                    is_refusal INTEGER NOT NULL CHECK (is_refusal IN (0, 1)),
                    answered_by TEXT,
                    answered_at BIGINT,
                    answer TEXT NOT NULL,
                    CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
                    CHECK (answered_by IS NULL OR answered_by <> raised_by)
                )
                """,
                """
                CREATE INDEX handover_objection_waiting ON handover_objection (handover_id)
                WHERE answered_at IS NULL
                """,
                "CREATE INDEX handover_objection_of ON handover_objection (handover_id, raised_at, id)",
            ])
    ]
}
