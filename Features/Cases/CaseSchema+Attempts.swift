import Database

extension CaseSchema {
    /// How often the customer had refused before a proposal was made. Those of before belong to where their case stands.
    static let attempts = Migration(
        name: "proposal-attempt",
        statements: [
            "ALTER TABLE proposal ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0)",
            """
            UPDATE proposal SET attempt = (SELECT refusals FROM service_case WHERE service_case.id = proposal.case_id)
            """,
        ])
}
