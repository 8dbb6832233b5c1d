import Database

enum CaseTabSchema {
    static let migrations = [
        Migration(
            name: "case_tab",
            statements: [
                """
                CREATE TABLE case_tab (
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    opened_at BIGINT NOT NULL,
                    seen_at BIGINT NOT NULL,
                    PRIMARY KEY (staff_id, case_id)
                )
                """
            ]
        )
    ]
}
