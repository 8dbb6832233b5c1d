import Database

/// How far those who decided and who asked for a compensation could go then (F-12, F-16): a form of a finished case does
/// not change with the posts of today. Rows from before have nothing; what was held at their time is looked up.
extension CaseSchema {
    static let authorities = Migration(
        name: "case_authorities",
        statements: [
            "ALTER TABLE service_case ADD COLUMN decided_post TEXT",
            "ALTER TABLE service_case ADD COLUMN decided_beyond INTEGER CHECK (decided_beyond IN (0, 1))",
            "ALTER TABLE compensation ADD COLUMN applicant_limit BIGINT CHECK (applicant_limit >= 0)",
        ])
}
