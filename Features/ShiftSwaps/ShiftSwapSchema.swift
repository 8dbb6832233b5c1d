import Database

/// Who swapped with whom, and who answers for what was missed (GAME-61–67).
enum ShiftSwapSchema {
    /// What a missed shift comes to for each of the two, once it is final: what assessments read (GAME-64).
    static let shares = Migration(
        name: "liability-shares",
        statements: [
            """
            CREATE TABLE liability_share (
                liability_id TEXT NOT NULL REFERENCES swap_liability (id),
                staff_id TEXT NOT NULL REFERENCES staff (id),
                unit_id TEXT NOT NULL,
                share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 100),
                missed_at BIGINT NOT NULL,
                settled_by TEXT NOT NULL,
                settled_at BIGINT NOT NULL,
                PRIMARY KEY (liability_id, staff_id)
            )
            """,
            "CREATE INDEX liability_share_of ON liability_share (staff_id, missed_at, liability_id)",
            "CREATE INDEX liability_share_in ON liability_share (unit_id, missed_at, liability_id)",
        ])

    /// What nobody appealed against is final after a while.
    static let lapses = Migration(
        name: "liability-lapses",
        statements: [
            "CREATE INDEX swap_liability_decided ON swap_liability (decided_at, id) WHERE state = 'decided'"
        ])

    /// Either leg may be missed, each has its own matter, and a decision has a day until which it can be appealed against
    /// (GAME-64). The shares lean on the table, so they are laid anew with it. A swap that has been missed by one leg
    /// waits for the other to be judged.
    static let legs = Migration(
        name: "liability-legs",
        statements: [
            "DROP INDEX swap_liability_of_unit",
            "DROP INDEX swap_liability_decided",
            "DROP INDEX liability_share_of",
            "DROP INDEX liability_share_in",
            "ALTER TABLE liability_share RENAME TO liability_share_before",
            "ALTER TABLE swap_liability RENAME TO swap_liability_before",
            """
            CREATE TABLE swap_liability (
                id TEXT NOT NULL PRIMARY KEY,
                swap_id TEXT NOT NULL REFERENCES shift_swap (id),
                leg TEXT NOT NULL CHECK (leg IN ('swap', 'return')),
                unit_id TEXT NOT NULL,
                initiator_id TEXT NOT NULL,
                counterpart_id TEXT NOT NULL,
                missed_at BIGINT NOT NULL,
                -- Nobody: the clocks said so.
                opened_by TEXT,
                opened_at BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('opened', 'decided', 'appealed', 'final')),
                initiator_statement TEXT NOT NULL,
                counterpart_statement TEXT NOT NULL,
                initiator_share BIGINT CHECK (initiator_share BETWEEN 0 AND 100),
                reason TEXT NOT NULL,
                decided_by TEXT,
                decided_at BIGINT,
                -- So long the decision can be appealed against.
                appeal_by_at BIGINT,
                appeal TEXT NOT NULL,
                appealed_by TEXT,
                appealed_at BIGINT,
                initiator_accepts INTEGER NOT NULL CHECK (initiator_accepts IN (0, 1)),
                counterpart_accepts INTEGER NOT NULL CHECK (counterpart_accepts IN (0, 1)),
                final_share BIGINT CHECK (final_share BETWEEN 0 AND 100),
                final_reason TEXT NOT NULL,
                final_by TEXT,
                final_at BIGINT,
                UNIQUE (swap_id, leg),
                CHECK ((decided_by IS NULL) = (initiator_share IS NULL)),
                CHECK ((decided_by IS NULL) = (appeal_by_at IS NULL)),
                CHECK (decided_by IS NULL OR (decided_by <> initiator_id AND decided_by <> counterpart_id)),
                CHECK ((state = 'final') = (final_share IS NOT NULL))
            )
            """,
            """
            INSERT INTO swap_liability
                (id, swap_id, leg, unit_id, initiator_id, counterpart_id, missed_at, opened_by, opened_at, state,
                 initiator_statement, counterpart_statement, initiator_share, reason, decided_by, decided_at,
                 appeal_by_at, appeal, appealed_by, appealed_at, initiator_accepts, counterpart_accepts, final_share,
                 final_reason, final_by, final_at)
            SELECT before.id, before.swap_id,
                   CASE WHEN before.missed_at = shift_swap.return_starts_at
                        AND before.missed_at <> shift_swap.swap_starts_at THEN 'return' ELSE 'swap' END,
                   before.unit_id, before.initiator_id, before.counterpart_id, before.missed_at, before.opened_by,
                   before.opened_at, before.state, before.initiator_statement, before.counterpart_statement,
                   before.initiator_share, before.reason, before.decided_by, before.decided_at,
                   before.decided_at + 432000000, before.appeal, before.appealed_by, before.appealed_at,
                   before.initiator_accepts, before.counterpart_accepts, before.final_share, before.final_reason,
                   before.final_by, before.final_at
            FROM swap_liability_before AS before JOIN shift_swap ON shift_swap.id = before.swap_id
            """,
            """
            CREATE TABLE liability_share (
                liability_id TEXT NOT NULL REFERENCES swap_liability (id),
                staff_id TEXT NOT NULL REFERENCES staff (id),
                unit_id TEXT NOT NULL,
                share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 100),
                missed_at BIGINT NOT NULL,
                settled_by TEXT NOT NULL,
                settled_at BIGINT NOT NULL,
                PRIMARY KEY (liability_id, staff_id)
            )
            """,
            """
            INSERT INTO liability_share (liability_id, staff_id, unit_id, share, missed_at, settled_by, settled_at)
            SELECT liability_id, staff_id, unit_id, share, missed_at, settled_by, settled_at FROM liability_share_before
            """,
            "DROP TABLE liability_share_before",
            "DROP TABLE swap_liability_before",
            "CREATE INDEX swap_liability_of_unit ON swap_liability (unit_id, opened_at, id)",
            "CREATE INDEX swap_liability_appealable ON swap_liability (appeal_by_at, id) WHERE state = 'decided'",
            "CREATE INDEX liability_share_of ON liability_share (staff_id, missed_at, liability_id)",
            "CREATE INDEX liability_share_in ON liability_share (unit_id, missed_at, liability_id)",
            "ALTER TABLE shift_swap ADD COLUMN awaited_leg TEXT CHECK (awaited_leg IN ('swap', 'return'))",
            "ALTER TABLE shift_swap ADD COLUMN awaited_until_at BIGINT",
            "CREATE INDEX shift_swap_awaited ON shift_swap (awaited_until_at, id) WHERE awaited_until_at IS NOT NULL",
        ])

    /// What waits for a decision is asked for whenever somebody opens their day.
    static let waiting = Migration(
        name: "liability-waiting",
        statements: [
            """
            CREATE INDEX swap_liability_waiting ON swap_liability (unit_id, opened_at, id)
            WHERE state IN ('opened', 'appealed')
            """
        ])

    /// A return that was taken off the roster is decided: why it is done without, who said so, and when the colleague agreed.
    static let waivers = Migration(
        name: "swap-waivers",
        statements: [
            "ALTER TABLE shift_swap ADD COLUMN waived_by TEXT",
            "ALTER TABLE shift_swap ADD COLUMN waived_at BIGINT",
            "ALTER TABLE shift_swap ADD COLUMN waived_for TEXT",
            "ALTER TABLE shift_swap ADD COLUMN waiver_agreed_at BIGINT",
            """
            CREATE INDEX shift_swap_agreed ON shift_swap (unit_id, swap_starts_at, id)
            WHERE state IN ('approved', 'worked')
            """,
        ])

    static let migrations = [
        Migration(
            name: "shift-swap",
            statements: [
                """
                CREATE TABLE shift_swap (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    requested_on TEXT NOT NULL,
                    unit_id TEXT NOT NULL REFERENCES unit (id),
                    initiator_id TEXT NOT NULL REFERENCES staff (id),
                    counterpart_id TEXT REFERENCES staff (id),
                    reason TEXT NOT NULL CHECK (reason IN ('family', 'health', 'errand', 'study', 'other')),
                    reason_text TEXT NOT NULL CHECK (reason_text <> ''),
                    briefing TEXT NOT NULL CHECK (briefing <> ''),
                    swap_shift_id TEXT NOT NULL REFERENCES shift_assignment (id),
                    swap_starts_at BIGINT NOT NULL,
                    swap_ends_at BIGINT NOT NULL,
                    swap_month TEXT NOT NULL,
                    swap_became_id TEXT REFERENCES shift_assignment (id),
                    return_shift_id TEXT REFERENCES shift_assignment (id),
                    return_starts_at BIGINT,
                    return_ends_at BIGINT,
                    return_month TEXT,
                    return_became_id TEXT REFERENCES shift_assignment (id),
                    requested_at BIGINT NOT NULL,
                    consented_at BIGINT,
                    state TEXT NOT NULL CHECK (state IN (
                        'requested', 'accepted', 'declined', 'approved', 'rejected', 'withdrawn', 'expired', 'worked',
                        'returned', 'missed')),
                    decided_by TEXT,
                    decided_at BIGINT,
                    opinion TEXT NOT NULL,
                    initiator_briefed_at BIGINT,
                    counterpart_briefed_at BIGINT,
                    -- When the earlier shift begins: before that it has to be agreed to.
                    first_at BIGINT NOT NULL,
                    CHECK (swap_ends_at > swap_starts_at),
                    CHECK (counterpart_id IS NULL OR counterpart_id <> initiator_id),
                    CHECK ((return_shift_id IS NULL) = (return_starts_at IS NULL)),
                    CHECK ((return_shift_id IS NULL) = (return_month IS NULL)),
                    CHECK (consented_at IS NULL OR counterpart_id IS NOT NULL),
                    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
                    CHECK (decided_by IS NULL OR decided_by <> initiator_id),
                    CHECK (decided_by IS NULL OR decided_by <> counterpart_id),
                    CHECK (state NOT IN ('approved', 'worked', 'returned', 'missed')
                        OR (swap_became_id IS NOT NULL AND consented_at IS NOT NULL AND decided_at IS NOT NULL))
                )
                """,
                "CREATE INDEX shift_swap_by_initiator ON shift_swap (initiator_id, swap_month, id)",
                "CREATE INDEX shift_swap_by_counterpart ON shift_swap (counterpart_id, swap_month, id)",
                "CREATE INDEX shift_swap_of_unit ON shift_swap (unit_id, swap_starts_at, id)",
                "CREATE INDEX shift_swap_of_day ON shift_swap (requested_on)",
                "CREATE INDEX shift_swap_of_shift ON shift_swap (swap_shift_id)",
                "CREATE INDEX shift_swap_of_return ON shift_swap (return_shift_id)",
                "CREATE INDEX shift_swap_pending ON shift_swap (first_at, id) WHERE state IN ('requested', 'accepted')",
                "CREATE INDEX shift_swap_waiting ON shift_swap (unit_id, first_at, id) WHERE state IN ('requested', 'accepted')",
                "CREATE INDEX shift_swap_going ON shift_swap (swap_ends_at, id) WHERE state IN ('approved', 'worked')",
                """
                CREATE TABLE swap_liability (
                    id TEXT NOT NULL PRIMARY KEY,
                    swap_id TEXT NOT NULL UNIQUE REFERENCES shift_swap (id),
                    unit_id TEXT NOT NULL,
                    initiator_id TEXT NOT NULL,
                    counterpart_id TEXT NOT NULL,
                    missed_at BIGINT NOT NULL,
                    opened_by TEXT NOT NULL,
                    opened_at BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('opened', 'decided', 'appealed', 'final')),
                    initiator_statement TEXT NOT NULL,
                    counterpart_statement TEXT NOT NULL,
                    initiator_share BIGINT CHECK (initiator_share BETWEEN 0 AND 100),
                    reason TEXT NOT NULL,
                    decided_by TEXT,
                    decided_at BIGINT,
                    appeal TEXT NOT NULL,
                    appealed_by TEXT,
                    appealed_at BIGINT,
                    initiator_accepts INTEGER NOT NULL CHECK (initiator_accepts IN (0, 1)),
                    counterpart_accepts INTEGER NOT NULL CHECK (counterpart_accepts IN (0, 1)),
                    final_share BIGINT CHECK (final_share BETWEEN 0 AND 100),
                    final_reason TEXT NOT NULL,
                    final_by TEXT,
                    final_at BIGINT,
                    CHECK ((decided_by IS NULL) = (initiator_share IS NULL)),
                    CHECK (decided_by IS NULL OR (decided_by <> initiator_id AND decided_by <> counterpart_id)),
                    CHECK ((state = 'final') = (final_share IS NOT NULL))
                )
                """,
                "CREATE INDEX swap_liability_of_unit ON swap_liability (unit_id, opened_at, id)",
            ])
    ]
}
