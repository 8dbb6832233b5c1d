import Database

enum SlipSchema {
    /// What other departments still owe is little beside what they ever owed.
    static let waiting = Migration(
        name: "slip-open",
        statements: [
            "CREATE INDEX slip_open ON slip (need_by, id) WHERE state IN ('sent', 'accepted', 'done')"
        ])

    static let migrations = [
        Migration(
            name: "slip",
            statements: [
                """
                CREATE TABLE slip (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    unit_id TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('supervision', 'cooperation')),
                    department TEXT NOT NULL,
                    receiver_id TEXT NOT NULL,
                    matter TEXT NOT NULL,
                    level TEXT NOT NULL CHECK (level IN ('ordinary', 'serious', 'major')),
                    need_by BIGINT NOT NULL,
                    sent_by TEXT NOT NULL,
                    sent_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('sent', 'accepted', 'declined', 'done', 'verified')),
                    person_id TEXT,
                    promised_at BIGINT,
                    answer TEXT NOT NULL,
                    urged BIGINT NOT NULL,
                    done_by TEXT,
                    done_at BIGINT,
                    verified_by TEXT,
                    verified_at BIGINT,
                    CHECK ((done_by IS NULL) = (done_at IS NULL)),
                    CHECK ((verified_by IS NULL) = (verified_at IS NULL)),
                    CHECK (verified_by IS NULL OR verified_by <> done_by)
                )
                """,
                "CREATE INDEX slip_of_case ON slip (case_id, sent_at, id)",
                "CREATE INDEX slip_by_unit ON slip (unit_id, state, need_by, id)",
                "CREATE INDEX slip_by_receiver ON slip (receiver_id, state, need_by, id)",
                "CREATE INDEX slip_by_time ON slip (sent_at, id)",
            ])
    ]
}
