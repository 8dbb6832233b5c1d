import Database

extension CaseSchema {
    /// What somebody has begun to write into the register of a new matter: one for each person, gone when it is
    /// registered.
    static let drafts = Migration(
        name: "intake-draft",
        statements: [
            """
            CREATE TABLE intake_draft (
                staff_id TEXT NOT NULL PRIMARY KEY,
                body TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX intake_draft_by_age ON intake_draft (at, staff_id)",
        ])
}
