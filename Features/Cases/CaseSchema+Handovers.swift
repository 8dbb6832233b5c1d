import Database

extension CaseSchema {
    /// What stood on a transfer slip when it was written (F-44).
    static let handovers = Migration(
        name: "case_handover",
        statements: [
            """
            CREATE TABLE case_handover (
                transfer_id TEXT NOT NULL PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES service_case (id),
                at BIGINT NOT NULL,
                known TEXT NOT NULL,
                matter TEXT NOT NULL,
                wanted TEXT NOT NULL,
                promises TEXT NOT NULL
            )
            """,
            "CREATE INDEX case_handover_of_case ON case_handover (case_id, at)",
        ]
    )
}
