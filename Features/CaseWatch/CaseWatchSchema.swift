import Database

enum CaseWatchSchema {
    static let migrations = [
        Migration(
            name: "case_watch",
            statements: [
                """
                CREATE TABLE case_watch (
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    typing INTEGER NOT NULL CHECK (typing IN (0, 1)),
                    seen_at BIGINT NOT NULL,
                    PRIMARY KEY (case_id, staff_id)
                )
                """,
                "CREATE INDEX case_watch_by_time ON case_watch (seen_at)",
            ]
        )
    ]
}
