import Database

extension CaseSchema {
    /// Requests for a compensation that were refused, and how often an agreement had been refused before a session.
    static let refusals = Migration(
        name: "compensation-refusal",
        statements: [
            "ALTER TABLE compensation ADD COLUMN refused_by TEXT",
            "ALTER TABLE compensation ADD COLUMN refused_at BIGINT",
            "ALTER TABLE compensation ADD COLUMN refused_reason TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE mediation_session ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0)",
            // Those of before belong to where their case stands.
            """
            UPDATE mediation_session SET attempt = (
                SELECT refusals FROM service_case WHERE service_case.id = mediation_session.case_id
            )
            """,
        ])
}
