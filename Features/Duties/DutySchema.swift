import Database

enum DutySchema {
    static let migrations = [
        Migration(
            name: "duty",
            statements: [
                """
                CREATE TABLE duty_assignment (
                    id TEXT NOT NULL PRIMARY KEY,
                    roster_id TEXT NOT NULL REFERENCES roster (id),
                    unit_id TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('duty', 'supervisor')),
                    day_on TEXT NOT NULL,
                    starts_at BIGINT NOT NULL,
                    ends_at BIGINT NOT NULL,
                    primary_id TEXT NOT NULL REFERENCES staff (id),
                    backup_id TEXT REFERENCES staff (id),
                    phone TEXT NOT NULL,
                    entered_by TEXT NOT NULL,
                    entered_at BIGINT NOT NULL,
                    taken_back_at BIGINT,
                    taken_back_by TEXT,
                    CHECK (ends_at > starts_at AND ends_at - starts_at <= 604800000),
                    CHECK (backup_id IS NULL OR backup_id <> primary_id),
                    CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL))
                )
                """,
                "CREATE INDEX duty_assignment_of_unit ON duty_assignment (unit_id, starts_at)",
                "CREATE INDEX duty_assignment_of_roster ON duty_assignment (roster_id, starts_at, id)",
                "CREATE INDEX duty_assignment_of_primary ON duty_assignment (primary_id, starts_at)",
                "CREATE INDEX duty_assignment_of_backup ON duty_assignment (backup_id, starts_at) WHERE backup_id IS NOT NULL",
            ])
    ]
}
