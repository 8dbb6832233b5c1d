import Database

/// The log of duties (SOFT-66, F-49).
enum DutyLogSchema {
    static let migrations = [
        Migration(
            name: "duty log",
            statements: [
                """
                CREATE TABLE duty_log_entry (
                    id TEXT NOT NULL PRIMARY KEY,
                    duty_id TEXT NOT NULL REFERENCES duty_assignment (id),
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    what TEXT NOT NULL CHECK (what IN ('call', 'call_out', 'occurrence')),
                    happened_at BIGINT NOT NULL,
                    reached_at BIGINT,
                    caller TEXT NOT NULL,
                    matter TEXT NOT NULL,
                    action TEXT NOT NULL,
                    result TEXT NOT NULL,
                    is_abnormal BIGINT NOT NULL CHECK (is_abnormal IN (0, 1)),
                    follow TEXT NOT NULL,
                    entered_by TEXT NOT NULL REFERENCES staff (id),
                    entered_at BIGINT NOT NULL,
                    closed_by TEXT REFERENCES staff (id),
                    closed_at BIGINT,
                    closing TEXT NOT NULL,
                    CHECK (reached_at IS NULL OR (what = 'call_out' AND reached_at >= happened_at)),
                    CHECK ((closed_by IS NULL) = (closed_at IS NULL)),
                    CHECK (closed_at IS NULL OR follow <> '')
                )
                """,
                "CREATE INDEX duty_log_entry_of_duty ON duty_log_entry (duty_id, happened_at, id)",
                """
                CREATE INDEX duty_log_entry_open ON duty_log_entry (unit_id, happened_at, id)
                WHERE closed_at IS NULL AND follow <> ''
                """,
                """
                CREATE TABLE duty_log_signature (
                    duty_id TEXT NOT NULL PRIMARY KEY REFERENCES duty_assignment (id),
                    signed_by TEXT NOT NULL REFERENCES staff (id),
                    signed_at BIGINT NOT NULL,
                    remark TEXT NOT NULL
                )
                """,
            ])
    ]
}
