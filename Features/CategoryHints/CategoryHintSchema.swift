import Database

enum CategoryHintSchema {
    static let migrations = [
        Migration(
            name: "category_hint",
            statements: [
                """
                CREATE TABLE category_training (
                    id TEXT NOT NULL PRIMARY KEY,
                    code TEXT NOT NULL,
                    number BIGINT NOT NULL CHECK (number >= 1),
                    state TEXT NOT NULL CHECK (state IN ('asked', 'running', 'done', 'idle')),
                    asked_by TEXT,
                    asked_at BIGINT NOT NULL,
                    care_at BIGINT,
                    finished_at BIGINT,
                    cases BIGINT NOT NULL,
                    through_at BIGINT NOT NULL,
                    labels TEXT NOT NULL,
                    matrix TEXT NOT NULL,
                    width BIGINT NOT NULL,
                    sharpness DOUBLE PRECISION NOT NULL,
                    digest TEXT,
                    weights BYTEA,
                    UNIQUE (code, number),
                    CHECK ((state IN ('asked', 'running')) = (care_at IS NOT NULL)),
                    CHECK ((state IN ('done', 'idle')) = (finished_at IS NOT NULL)),
                    CHECK ((state = 'done') = (digest IS NOT NULL))
                )
                """,
                // One at a time in a department.
                """
                CREATE UNIQUE INDEX category_training_open ON category_training (code)
                WHERE state IN ('asked', 'running')
                """,
                "CREATE INDEX category_training_waiting ON category_training (care_at, id) WHERE care_at IS NOT NULL",
                """
                CREATE TABLE category_hint_switch (
                    code TEXT NOT NULL PRIMARY KEY,
                    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                    switched_by TEXT NOT NULL,
                    switched_at BIGINT NOT NULL
                )
                """,
                // What was suggested, and what the person chose.
                """
                CREATE TABLE category_hint (
                    id TEXT NOT NULL PRIMARY KEY,
                    code TEXT NOT NULL,
                    training_id TEXT NOT NULL REFERENCES category_training (id),
                    case_id TEXT NOT NULL,
                    place TEXT NOT NULL CHECK (place IN ('intake', 'contact', 'case')),
                    offered TEXT NOT NULL,
                    percent BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100),
                    chosen TEXT NOT NULL,
                    outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'changed', 'declined')),
                    staff_id TEXT NOT NULL,
                    at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX category_hint_by_time ON category_hint (code, at, id)",
            ])
    ]
}
