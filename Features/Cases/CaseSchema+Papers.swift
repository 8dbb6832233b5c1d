import Database

/// What the printed forms ask of a compensation (F-16), and promises that a finished case had left open.
extension CaseSchema {
    static let papers = Migration(
        name: "case_papers",
        statements: [
            "ALTER TABLE compensation ADD COLUMN received_by TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE compensation ADD COLUMN budget TEXT NOT NULL DEFAULT ''",
            // The ledger has them kept since the case was completed: now the promise says the same.
            """
            UPDATE promise SET kept_at = (
                SELECT service_case.completed_at FROM service_case WHERE service_case.id = promise.case_id
            )
            WHERE kept_at IS NULL AND made_at <= (
                SELECT service_case.completed_at FROM service_case WHERE service_case.id = promise.case_id
            )
            """,
        ])
}
