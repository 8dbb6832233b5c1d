import Database

/// Narrow indexes for the figures of the wall, over tables that others own.
enum WallSchema {
    static let migrations = [
        Migration(
            name: "wall",
            statements: [
                "CREATE INDEX service_case_queue ON service_case (unit_id, state, reported_at) WHERE state NOT IN ('archived', 'referred', 'withdrawn')",
                "CREATE INDEX obligation_by_due ON obligation (due_at, unit_id) WHERE state = 'open'",
                "CREATE INDEX obligation_by_breach ON obligation (breached_at, unit_id) WHERE breached_at IS NOT NULL",
                "CREATE INDEX obligation_heat ON obligation (started_at, unit_id, clause, state, breached_at)",
                "CREATE INDEX obligation_of_cell ON obligation (unit_id, clause, started_at)",
            ]
        )
    ]
}
