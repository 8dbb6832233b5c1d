import Database

enum VitalSchema {
    static let migrations = [
        Migration(
            name: "vitals",
            statements: [
                """
                CREATE TABLE vital_node (
                    id TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL,
                    version TEXT NOT NULL,
                    started_at BIGINT NOT NULL,
                    seen_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX vital_node_seen ON vital_node (seen_at, id)",
                """
                CREATE TABLE vital_period (
                    at BIGINT NOT NULL,
                    node_id TEXT NOT NULL,
                    memory BIGINT NOT NULL,
                    streams BIGINT NOT NULL,
                    PRIMARY KEY (at, node_id)
                )
                """,
                """
                CREATE TABLE vital_work (
                    at BIGINT NOT NULL,
                    node_id TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('route', 'chore')),
                    name TEXT NOT NULL,
                    runs BIGINT NOT NULL,
                    failures BIGINT NOT NULL,
                    slow_statements BIGINT NOT NULL,
                    microseconds BIGINT NOT NULL,
                    longest BIGINT NOT NULL,
                    -- Runs by the time they took, one number for each bound and one for what took longer.
                    buckets TEXT NOT NULL,
                    PRIMARY KEY (at, node_id, kind, name)
                )
                """,
                """
                CREATE TABLE vital_statement (
                    at BIGINT NOT NULL,
                    node_id TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('route', 'chore')),
                    name TEXT NOT NULL,
                    statement TEXT NOT NULL,
                    count BIGINT NOT NULL,
                    milliseconds BIGINT NOT NULL,
                    longest BIGINT NOT NULL,
                    PRIMARY KEY (at, node_id, kind, name, statement)
                )
                """,
            ])
    ]
}
