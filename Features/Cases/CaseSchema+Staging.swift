import Database

extension CaseSchema {
    /// What a case can say of itself by now, for cases that wait to be published with their import; and whose it is, where
    /// the file says so.
    static let staging = Migration(
        name: "staged_case with opinion, expectation, grade and details",
        statements: [
            "ALTER TABLE staged_case ADD COLUMN opinion TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE staged_case ADD COLUMN expectation TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE staged_case ADD COLUMN grade TEXT NOT NULL DEFAULT 'ordinary'",
            "ALTER TABLE staged_case ADD COLUMN details TEXT NOT NULL DEFAULT '{}'",
            """
            ALTER TABLE staged_case ADD COLUMN is_handler_said INTEGER NOT NULL DEFAULT 0
                CHECK (is_handler_said IN (0, 1))
            """,
        ]
    )
}
