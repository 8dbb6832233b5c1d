import Database

enum CaseLibrarySchema {
    /// When a case was talked through (F-13).
    static let meetings = Migration(
        name: "case_study_meeting", statements: ["ALTER TABLE case_study ADD COLUMN met_on TEXT"])

    static let migrations = [
        Migration(
            name: "case_library",
            statements: [
                """
                CREATE TABLE case_study (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    title TEXT NOT NULL,
                    background TEXT NOT NULL,
                    course TEXT NOT NULL,
                    cause TEXT NOT NULL,
                    solution TEXT NOT NULL,
                    standard_answer TEXT NOT NULL,
                    author_id TEXT NOT NULL,
                    written_at BIGINT NOT NULL,
                    approved_by TEXT,
                    approved_at BIGINT,
                    CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
                    CHECK (approved_by IS NULL OR approved_by <> author_id)
                )
                """,
                "CREATE INDEX case_study_of_case ON case_study (case_id, written_at)",
                "CREATE INDEX case_study_by_time ON case_study (written_at, id)",
                """
                CREATE TABLE quality_issue (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    product TEXT NOT NULL,
                    batch TEXT NOT NULL,
                    defect TEXT NOT NULL,
                    store TEXT NOT NULL,
                    noted_by TEXT NOT NULL,
                    noted_at BIGINT NOT NULL,
                    follow_up TEXT NOT NULL,
                    outcome TEXT NOT NULL,
                    closed_at BIGINT
                )
                """,
                "CREATE INDEX quality_issue_of_case ON quality_issue (case_id, noted_at)",
                "CREATE INDEX quality_issue_by_product ON quality_issue (product, batch, noted_at)",
                "CREATE INDEX quality_issue_by_time ON quality_issue (noted_at, id)",
                """
                CREATE TABLE problem_record (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    unit_id TEXT NOT NULL,
                    cause TEXT NOT NULL,
                    opened_at BIGINT NOT NULL,
                    owner_id TEXT,
                    measure TEXT NOT NULL,
                    solved_at BIGINT
                )
                """,
                "CREATE INDEX problem_record_by_cause ON problem_record (unit_id, cause, solved_at)",
                "CREATE INDEX problem_record_by_time ON problem_record (opened_at, id)",
                """
                CREATE TABLE problem_case (
                    problem_id TEXT NOT NULL REFERENCES problem_record (id),
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    PRIMARY KEY (problem_id, case_id)
                )
                """,
                "CREATE INDEX problem_case_of_case ON problem_case (case_id)",
            ])
    ]
}
