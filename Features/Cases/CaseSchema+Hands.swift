import Database

/// What a case keeps of the hands it went through: who read which proposal, each transfer with its slip, who looks into
/// the matter, and what a penalty was.
extension CaseSchema {
    static let hands = Migration(
        name: "case_hands",
        statements: [
            // Who read a proposal stands in a table of its own: the manager's reading is not the director's (GAME-91).
            // proposal.read_by and read_at hold nothing new from here on.
            """
            CREATE TABLE proposal_reading (
                proposal_id TEXT NOT NULL REFERENCES proposal (id),
                case_id TEXT NOT NULL REFERENCES service_case (id),
                staff_id TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (proposal_id, staff_id)
            )
            """,
            "CREATE INDEX proposal_reading_of_case ON proposal_reading (case_id, at)",
            """
            INSERT INTO proposal_reading (proposal_id, case_id, staff_id, at)
            SELECT id, case_id, read_by, read_at FROM proposal WHERE read_by IS NOT NULL
            """,
            "ALTER TABLE proposal ADD COLUMN effect TEXT NOT NULL DEFAULT ''",
            """
            CREATE TABLE case_transfer (
                id TEXT NOT NULL PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES service_case (id),
                from_id TEXT,
                to_id TEXT NOT NULL,
                reason TEXT NOT NULL,
                known TEXT NOT NULL,
                mood TEXT CHECK (mood IN ('calm', 'anxious', 'upset', 'furious')),
                wanted TEXT NOT NULL,
                at BIGINT NOT NULL,
                signed_by TEXT,
                signed_at BIGINT,
                returned_reason TEXT,
                returned_at BIGINT,
                settled_at BIGINT,
                result TEXT,
                reported_by TEXT,
                reported_at BIGINT,
                CHECK ((signed_by IS NULL) = (signed_at IS NULL)),
                CHECK ((returned_reason IS NULL) = (returned_at IS NULL)),
                CHECK ((reported_by IS NULL) = (reported_at IS NULL)),
                CHECK ((result IS NULL) = (reported_at IS NULL))
            )
            """,
            "CREATE INDEX case_transfer_of_case ON case_transfer (case_id, at)",
            // What is on its way when the table comes has its slip as well.
            """
            INSERT INTO case_transfer (id, case_id, from_id, to_id, reason, known, wanted, at)
            SELECT transfer_id, id, transfer_from, transfer_to, transfer_reason, transfer_known, demand, transferred_at
            FROM service_case WHERE transfer_id IS NOT NULL
            """,
            "ALTER TABLE service_case ADD COLUMN nature TEXT CHECK (nature IN ('technical', 'service'))",
            "ALTER TABLE service_case ADD COLUMN investigator_id TEXT",
            "ALTER TABLE service_case ADD COLUMN statement TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE penalty_line ADD COLUMN amount_fen BIGINT CHECK (amount_fen >= 0)",
            "ALTER TABLE penalty_line ADD COLUMN points BIGINT CHECK (points >= 0)",
        ])

    /// One slip, one table: what case_handover had of a slip comes along. Whose hands a transfer that is over went
    /// through stands in the events.
    static let slips = Migration(
        name: "case_transfer_slip",
        statements: [
            "ALTER TABLE case_transfer ADD COLUMN matter TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE case_transfer ADD COLUMN promises TEXT NOT NULL DEFAULT '[]'",
            """
            UPDATE case_transfer SET
                matter = (SELECT matter FROM case_handover WHERE transfer_id = case_transfer.id),
                promises = (SELECT promises FROM case_handover WHERE transfer_id = case_transfer.id)
            WHERE id IN (SELECT transfer_id FROM case_handover)
            """,
            """
            INSERT INTO case_transfer
                (id, case_id, to_id, reason, known, wanted, matter, promises, at, settled_at)
            SELECT case_handover.transfer_id, case_handover.case_id,
                   COALESCE(service_case.handler_id, service_case.first_receiver_id), '', case_handover.known,
                   case_handover.wanted, case_handover.matter, case_handover.promises, case_handover.at,
                   case_handover.at
            FROM case_handover JOIN service_case ON service_case.id = case_handover.case_id
            WHERE case_handover.transfer_id NOT IN (SELECT id FROM case_transfer)
            """,
            "DROP TABLE case_handover",
        ])

    /// What was split from a case is asked for with every reading of it; what stands in the archive, in its order.
    static let readings = Migration(
        name: "case_readings",
        statements: [
            "CREATE INDEX service_case_split ON service_case (split_from, id) WHERE split_from IS NOT NULL",
            """
            CREATE INDEX service_case_in_archive ON service_case (archived_at, id, unit_id, category)
            WHERE state = 'archived' AND archived_at IS NOT NULL
            """,
        ])

    /// Beside a list stands how many every view holds: counted in an index of what is open, without reading a case.
    static let counts = Migration(
        name: "case_counts",
        statements: [
            """
            CREATE INDEX service_case_open_facts ON service_case
                (handler_id, transfer_to, first_receiver_id, unit_id, severity, grade, next_due_at, state, id)
            WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
            """
        ])

    /// The lists of what is open, of one unit and of key customers, in the order of their deadlines; and how many of it
    /// are grave.
    static let lists = Migration(
        name: "case_lists",
        statements: [
            """
            CREATE INDEX service_case_open_of_unit ON service_case
                (unit_id, COALESCE(next_due_at, 9007199254740991), id)
            WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
            """,
            """
            CREATE INDEX service_case_open_severe ON service_case (severity, unit_id)
            WHERE severity IN ('serious', 'major') AND state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
            """,
            """
            CREATE INDEX service_case_open_key ON service_case
                (COALESCE(next_due_at, 9007199254740991), id, grade, state)
            WHERE grade = 'key' AND state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
            """,
        ])
}
