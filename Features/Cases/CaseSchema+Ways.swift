import Database

/// The ways of their own, the verdicts, kinship: what cases have learned since the first edition of the table.
extension CaseSchema {
    static let ways = Migration(
        name: "case_ways",
        statements: stateAnew + entryKindAnew + columns + [
            """
            CREATE TABLE repair_order (
                case_id TEXT NOT NULL PRIMARY KEY REFERENCES service_case (id),
                kind TEXT NOT NULL CHECK (kind IN ('warranty', 'paid', 'common')),
                appointment_at BIGINT,
                repairer_id TEXT,
                dispatched_at BIGINT,
                taken_at BIGINT,
                arrived_at BIGINT,
                work TEXT,
                material TEXT,
                labour_minutes BIGINT CHECK (labour_minutes >= 0),
                cost_fen BIGINT CHECK (cost_fen >= 0),
                fixed_at BIGINT,
                signed_by TEXT,
                signed_at BIGINT,
                CHECK ((fixed_at IS NULL) = (work IS NULL)),
                CHECK ((signed_at IS NULL) = (signed_by IS NULL))
            )
            """,
            """
            CREATE TABLE dispute_party (
                id TEXT NOT NULL PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES service_case (id),
                name TEXT NOT NULL,
                phone TEXT,
                role TEXT NOT NULL CHECK (role IN ('claimant', 'respondent', 'third-party')),
                claim TEXT NOT NULL
            )
            """,
            "CREATE INDEX dispute_party_of_case ON dispute_party (case_id, id)",
            """
            CREATE TABLE mediation_session (
                id TEXT NOT NULL PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES service_case (id),
                number BIGINT NOT NULL,
                at BIGINT NOT NULL,
                place TEXT NOT NULL,
                attendees TEXT NOT NULL,
                body TEXT NOT NULL,
                mediator_id TEXT NOT NULL,
                UNIQUE (case_id, number)
            )
            """,
            """
            CREATE TABLE dispute_agreement (
                case_id TEXT NOT NULL PRIMARY KEY REFERENCES service_case (id),
                body TEXT NOT NULL,
                signatories TEXT NOT NULL,
                signed_at BIGINT NOT NULL,
                recorded_by TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE paid_service (
                case_id TEXT NOT NULL PRIMARY KEY REFERENCES service_case (id),
                item TEXT NOT NULL,
                quote_fen BIGINT NOT NULL CHECK (quote_fen >= 0),
                quoted_by TEXT NOT NULL,
                quoted_at BIGINT NOT NULL,
                consented_at BIGINT,
                evidence TEXT,
                declined_at BIGINT,
                CHECK (consented_at IS NULL OR declined_at IS NULL),
                CHECK ((consented_at IS NULL) = (evidence IS NULL))
            )
            """,
            """
            CREATE TABLE referral (
                id TEXT NOT NULL PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES service_case (id),
                party TEXT NOT NULL,
                phone TEXT NOT NULL,
                reason TEXT NOT NULL,
                referred_by TEXT NOT NULL,
                at BIGINT NOT NULL,
                from_directory INTEGER NOT NULL CHECK (from_directory IN (0, 1))
            )
            """,
            "CREATE INDEX referral_of_case ON referral (case_id, at)",
            "CREATE INDEX referral_by_party ON referral (party, at)",
            """
            CREATE TABLE corrective_action (
                id TEXT NOT NULL PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES service_case (id),
                cause TEXT NOT NULL,
                measure TEXT NOT NULL,
                owner_id TEXT NOT NULL,
                due_at BIGINT NOT NULL,
                taken_by TEXT NOT NULL,
                taken_at BIGINT NOT NULL,
                done_at BIGINT,
                result TEXT NOT NULL,
                verified_by TEXT,
                verified_at BIGINT,
                CHECK ((verified_by IS NULL) = (verified_at IS NULL)),
                CHECK (verified_at IS NULL OR done_at IS NOT NULL)
            )
            """,
            "CREATE INDEX corrective_action_of_case ON corrective_action (case_id, taken_at)",
            "CREATE INDEX corrective_action_by_owner ON corrective_action (owner_id, done_at, due_at)",
            """
            CREATE TABLE extra_service (
                id TEXT NOT NULL PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES service_case (id),
                body TEXT NOT NULL,
                given_by TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX extra_service_of_case ON extra_service (case_id, at)",
            "CREATE INDEX extra_service_by_staff ON extra_service (given_by, at)",
            """
            CREATE TABLE case_detail (
                case_id TEXT NOT NULL REFERENCES service_case (id),
                name TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (case_id, name)
            )
            """,
            """
            CREATE TABLE case_merge (
                id TEXT NOT NULL PRIMARY KEY,
                source_id TEXT NOT NULL REFERENCES service_case (id),
                target_id TEXT NOT NULL REFERENCES service_case (id),
                reason TEXT NOT NULL,
                merged_by TEXT NOT NULL,
                at BIGINT NOT NULL,
                event_id TEXT NOT NULL,
                undone_at BIGINT,
                CHECK (source_id <> target_id)
            )
            """,
            "CREATE INDEX case_merge_of_source ON case_merge (source_id, at)",
            "CREATE INDEX case_merge_of_target ON case_merge (target_id, at)",
        ])

    /// Neither engine alters a CHECK in place in a way the other reads: a new column takes over from the old one.
    private static let stateAnew = [
        "DROP INDEX service_case_by_deadline",
        "DROP INDEX service_case_by_handler",
        "DROP INDEX service_case_open",
        "DROP INDEX service_case_open_by_deadline",
        "DROP INDEX service_case_open_by_time",
        "DROP INDEX service_case_left",
        "DROP INDEX service_case_queue",
        "DROP INDEX service_case_handled",
        "DROP INDEX service_case_of_unit",
        """
        ALTER TABLE service_case ADD COLUMN standing TEXT NOT NULL DEFAULT 'registered' CHECK (standing IN (
            'registered', 'accepted', 'investigating', 'proposing', 'awaiting-decision', 'implementing',
            'awaiting-customer', 'unfounded', 'awaiting-visit', 'summarising', 'archived', 'referred', 'withdrawn',
            'answering', 'assessing', 'responding', 'thanking', 'dispatching', 'taking', 'arriving', 'fixing',
            'signing', 'mediating', 'agreeing', 'merged'))
        """,
        "UPDATE service_case SET standing = state",
        "ALTER TABLE service_case DROP COLUMN state",
        "ALTER TABLE service_case RENAME COLUMN standing TO state",
        "CREATE INDEX service_case_by_deadline ON service_case (unit_id, state, next_due_at, id)",
        "CREATE INDEX service_case_by_handler ON service_case (handler_id, state, next_due_at, id)",
        // Made again as well: of two indexes that would do, both engines take the younger one.
        "CREATE INDEX service_case_handled ON service_case (handler_id, reported_at, id)",
        "CREATE INDEX service_case_of_unit ON service_case (unit_id, reported_at, id)",
        """
        CREATE INDEX service_case_open ON service_case (next_due_at, id)
        WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
        """,
        """
        CREATE INDEX service_case_open_by_deadline ON service_case (COALESCE(next_due_at, 9007199254740991), id)
        WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
        """,
        """
        CREATE INDEX service_case_open_by_time ON service_case (reported_at, id)
        WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
        """,
        """
        CREATE INDEX service_case_queue ON service_case (unit_id, state, reported_at)
        WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
        """,
        """
        CREATE INDEX service_case_left ON service_case (reported_at, id)
        WHERE state IN ('referred', 'withdrawn', 'merged')
        """,
    ]

    private static let entryKindAnew = [
        """
        ALTER TABLE case_entry ADD COLUMN sort TEXT NOT NULL DEFAULT 'note'
            CHECK (sort IN ('reply', 'call', 'customer', 'note', 'receipt', 'asking'))
        """,
        "UPDATE case_entry SET sort = kind",
        "ALTER TABLE case_entry DROP COLUMN kind",
        "ALTER TABLE case_entry RENAME COLUMN sort TO kind",
    ]

    private static let columns = [
        "ALTER TABLE service_case ADD COLUMN opinion TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE service_case ADD COLUMN expectation TEXT NOT NULL DEFAULT ''",
        """
        ALTER TABLE service_case ADD COLUMN grade TEXT NOT NULL DEFAULT 'ordinary'
            CHECK (grade IN ('key', 'ordinary', 'general', 'trial', 'out-of-term'))
        """,
        """
        ALTER TABLE service_case ADD COLUMN attribution TEXT
            CHECK (attribution IN ('ours', 'not-ours', 'unclear'))
        """,
        "ALTER TABLE service_case ADD COLUMN attribution_reason TEXT",
        "ALTER TABLE service_case ADD COLUMN adopted INTEGER CHECK (adopted IN (0, 1))",
        "ALTER TABLE service_case ADD COLUMN assessment_reason TEXT",
        """
        ALTER TABLE service_case ADD COLUMN outcome TEXT CHECK (outcome IN (
            'solved', 'partly-solved', 'expectation-unmet', 'unfounded', 'answered', 'adopted', 'declined', 'referred',
            'fee-declined', 'withdrawn', 'merged'))
        """,
        "ALTER TABLE service_case ADD COLUMN second_askings BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE service_case ADD COLUMN handed_up_at BIGINT",
        "ALTER TABLE service_case ADD COLUMN parent_id TEXT",
        "ALTER TABLE service_case ADD COLUMN merged_into TEXT",
        "ALTER TABLE service_case ADD COLUMN state_before TEXT",
        "ALTER TABLE service_case ADD COLUMN split_from TEXT",
        "CREATE INDEX service_case_of_parent ON service_case (parent_id, id) WHERE parent_id IS NOT NULL",
        "CREATE INDEX service_case_merged ON service_case (merged_into, id) WHERE merged_into IS NOT NULL",
        "CREATE INDEX service_case_by_cause ON service_case (cause, reported_at, id) WHERE cause IS NOT NULL",
        "CREATE INDEX service_case_archived ON service_case (archived_at, id) WHERE archived_at IS NOT NULL",
        "ALTER TABLE proposal ADD COLUMN chosen_at BIGINT",
        "ALTER TABLE proposal ADD COLUMN chosen_channel TEXT",
        "ALTER TABLE penalty_line ADD COLUMN basis TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE compensation ADD COLUMN proof TEXT NOT NULL DEFAULT ''",
    ]
}
