import Database

/// What rosters are proposed from, what people wish, and the proposals.
enum RosterProposalSchema {
    static let migrations = [
        Migration(
            name: "roster_proposal",
            statements: [
                // By what a unit's need is computed and what its soft rules weigh; without a row the house's own terms.
                """
                CREATE TABLE staffing_terms (
                    unit_id TEXT NOT NULL PRIMARY KEY REFERENCES unit (id),
                    share BIGINT NOT NULL CHECK (share BETWEEN 1 AND 99),
                    within_seconds BIGINT NOT NULL CHECK (within_seconds BETWEEN 1 AND 3600),
                    patience_seconds BIGINT CHECK (patience_seconds BETWEEN 1 AND 3600),
                    occupancy BIGINT NOT NULL CHECK (occupancy BETWEEN 10 AND 100),
                    shrinkage BIGINT NOT NULL CHECK (shrinkage BETWEEN 0 AND 80),
                    handling_seconds BIGINT CHECK (handling_seconds BETWEEN 1 AND 7200),
                    case_minutes BIGINT NOT NULL CHECK (case_minutes BETWEEN 0 AND 480),
                    least BIGINT NOT NULL CHECK (least BETWEEN 1 AND 500),
                    weight_cover BIGINT NOT NULL CHECK (weight_cover BETWEEN 0 AND 1000),
                    weight_spare BIGINT NOT NULL CHECK (weight_spare BETWEEN 0 AND 1000),
                    weight_wish BIGINT NOT NULL CHECK (weight_wish BETWEEN 0 AND 1000),
                    weight_nights BIGINT NOT NULL CHECK (weight_nights BETWEEN 0 AND 1000),
                    weight_weekends BIGINT NOT NULL CHECK (weight_weekends BETWEEN 0 AND 1000),
                    weight_evenness BIGINT NOT NULL CHECK (weight_evenness BETWEEN 0 AND 1000),
                    weight_pattern BIGINT NOT NULL CHECK (weight_pattern BETWEEN 0 AND 1000)
                )
                """,
                """
                CREATE TABLE shift_wish (
                    id TEXT NOT NULL PRIMARY KEY,
                    staff_id TEXT NOT NULL REFERENCES staff (id),
                    day_on TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('off', 'works', 'avoids')),
                    code TEXT NOT NULL,
                    strength BIGINT NOT NULL CHECK (strength BETWEEN 1 AND 3),
                    wished_at BIGINT NOT NULL,
                    UNIQUE (staff_id, day_on),
                    CHECK ((kind = 'off') = (code = ''))
                )
                """,
                """
                CREATE TABLE roster_proposal (
                    id TEXT NOT NULL PRIMARY KEY,
                    roster_id TEXT NOT NULL REFERENCES roster (id),
                    unit_id TEXT NOT NULL,
                    asked_by TEXT NOT NULL,
                    asked_at BIGINT NOT NULL,
                    seconds BIGINT NOT NULL CHECK (seconds BETWEEN 5 AND 600),
                    state TEXT NOT NULL CHECK (state IN ('asked', 'running', 'done', 'taken', 'dropped', 'failed')),
                    -- Until when a node has it in hand; another takes it over afterwards.
                    care_at BIGINT,
                    is_stopping INTEGER NOT NULL CHECK (is_stopping IN (0, 1)),
                    tries BIGINT NOT NULL,
                    started_at BIGINT,
                    finished_at BIGINT,
                    cost BIGINT,
                    bound BIGINT,
                    searched_ms BIGINT NOT NULL,
                    reason_zh TEXT NOT NULL,
                    reason_en TEXT NOT NULL,
                    -- The roster that was found, with what it was made from, as JSON.
                    found TEXT,
                    CHECK ((state IN ('asked', 'running')) = (care_at IS NOT NULL)),
                    CHECK ((state IN ('asked', 'running')) = (finished_at IS NULL)),
                    CHECK (state NOT IN ('done', 'taken') OR found IS NOT NULL)
                )
                """,
                // One at a time in a unit.
                """
                CREATE UNIQUE INDEX roster_proposal_open ON roster_proposal (unit_id)
                WHERE state IN ('asked', 'running')
                """,
                "CREATE INDEX roster_proposal_waiting ON roster_proposal (care_at, id) WHERE care_at IS NOT NULL",
                "CREATE INDEX roster_proposal_of_roster ON roster_proposal (roster_id, asked_at, id)",
            ])
    ]
}
