import Database

/// The plans of the day, their steps, and what was done about each (SOFT-78, MART-26, GAME-43).
enum DayPlanSchema {
    static let migrations = [
        Migration(
            name: "day plans",
            statements: [
                """
                CREATE TABLE day_plan (
                    id TEXT NOT NULL PRIMARY KEY,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    code TEXT NOT NULL CHECK (code <> ''),
                    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
                    name_en TEXT NOT NULL CHECK (name_en <> ''),
                    takers TEXT NOT NULL CHECK (takers IN ('each', 'shared', 'turn')),
                    day_on TEXT NOT NULL,
                    slot TEXT NOT NULL,
                    is_rostered INTEGER NOT NULL CHECK (is_rostered IN (0, 1)),
                    owner_id TEXT REFERENCES staff (id),
                    starts_at BIGINT NOT NULL,
                    ends_at BIGINT NOT NULL,
                    closes_at BIGINT NOT NULL,
                    laid_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'dropped')),
                    CHECK (ends_at > starts_at AND closes_at >= ends_at),
                    CHECK ((owner_id IS NULL) = (takers = 'shared'))
                )
                """,
                // Laid out once, however often the chore runs and on however many nodes.
                "CREATE UNIQUE INDEX day_plan_once ON day_plan (unit_id, code, slot) WHERE state <> 'dropped'",
                "CREATE INDEX day_plan_of_day ON day_plan (unit_id, day_on, starts_at, id)",
                "CREATE INDEX day_plan_of_unit ON day_plan (unit_id, ends_at, id)",
                "CREATE INDEX day_plan_open ON day_plan (closes_at, id) WHERE state = 'open'",
                "CREATE INDEX day_plan_turns ON day_plan (unit_id, code, day_on) WHERE takers = 'turn'",
                """
                CREATE TABLE day_step (
                    id TEXT NOT NULL PRIMARY KEY,
                    plan_id TEXT NOT NULL REFERENCES day_plan (id),
                    place BIGINT NOT NULL CHECK (place >= 0),
                    code TEXT NOT NULL CHECK (code <> ''),
                    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
                    name_en TEXT NOT NULL CHECK (name_en <> ''),
                    measure TEXT NOT NULL,
                    expected BIGINT,
                    is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)),
                    link TEXT NOT NULL,
                    begins_at BIGINT NOT NULL,
                    due_at BIGINT NOT NULL,
                    owed_by TEXT NOT NULL REFERENCES staff (id),
                    state TEXT NOT NULL CHECK (state IN (
                        'waiting', 'due', 'done', 'reported', 'confirmed', 'skipped', 'missed', 'dropped')),
                    number BIGINT,
                    acted_by TEXT REFERENCES staff (id),
                    acted_at BIGINT,
                    note TEXT NOT NULL,
                    UNIQUE (plan_id, place),
                    CHECK (expected IS NULL OR measure <> ''),
                    CHECK ((acted_by IS NULL) = (acted_at IS NULL)),
                    CHECK ((acted_at IS NOT NULL) = (state IN ('done', 'reported', 'confirmed', 'skipped'))),
                    CHECK (number IS NULL OR (measure <> '' AND state IN ('done', 'reported', 'confirmed'))),
                    CHECK (number IS NOT NULL OR measure = '' OR state NOT IN ('done', 'reported', 'confirmed')),
                    CHECK (state NOT IN ('reported', 'confirmed') OR is_confirmed = 1),
                    CHECK (state <> 'skipped' OR note <> '')
                )
                """,
                "CREATE INDEX day_step_waiting ON day_step (begins_at, id) WHERE state = 'waiting'",
                // Facts, one after another; never changed.
                """
                CREATE TABLE day_step_fact (
                    step_id TEXT NOT NULL REFERENCES day_step (id),
                    place BIGINT NOT NULL CHECK (place >= 0),
                    kind TEXT NOT NULL CHECK (kind IN (
                        'ticked', 'skipped', 'undone', 'corrected', 'confirmed', 'missed', 'sent_back')),
                    made_by TEXT,
                    made_at BIGINT NOT NULL,
                    number BIGINT,
                    text TEXT NOT NULL,
                    PRIMARY KEY (step_id, place),
                    CHECK ((made_by IS NULL) = (kind = 'missed')),
                    CHECK (text <> '' OR kind NOT IN ('skipped', 'corrected', 'sent_back'))
                )
                """,
                // 阅: who of the leaders has read the log of a day.
                """
                CREATE TABLE day_log_reading (
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    day_on TEXT NOT NULL,
                    read_by TEXT NOT NULL REFERENCES staff (id),
                    read_at BIGINT NOT NULL,
                    opinion TEXT NOT NULL,
                    PRIMARY KEY (unit_id, day_on, read_by)
                )
                """,
            ])
    ]
}
