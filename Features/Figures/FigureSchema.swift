import Database

enum FigureSchema {
    static let migrations = [
        Migration(
            name: "figure",
            statements: [
                // Each source of figures is walked by its time and by nothing else.
                "CREATE INDEX service_case_by_completion ON service_case (completed_at, id) WHERE completed_at IS NOT NULL",
                "CREATE INDEX obligation_by_rule ON obligation (rule, started_at) WHERE subject_kind = 'case'",
                "CREATE INDEX promise_by_due ON promise (due_at, id)",
                "CREATE INDEX return_visit_by_time ON return_visit (at, id)",
                "CREATE INDEX compensation_by_time ON compensation (asked_at, id)",
                "CREATE INDEX penalty_line_by_time ON penalty_line (at, id)",
                "CREATE INDEX event_by_kind ON event (kind, at, id)",
            ]),
        // What stood open at an instant: what ended after it or has not ended. All that was ever reported before it is
        // more every day, and was walked until now.
        Migration(
            name: "figure_backlog",
            statements: [
                """
                CREATE INDEX service_case_by_end ON service_case
                    (COALESCE(completed_at, archived_at, 9007199254740991), reported_at)
                WHERE state NOT IN ('referred', 'withdrawn', 'merged')
                """
            ]),
        // Services beyond what was asked for, by when they were given (GEN1-18).
        Migration(
            name: "figure_extra_service",
            statements: ["CREATE INDEX extra_service_by_time ON extra_service (at, id)"]),
    ]
}
