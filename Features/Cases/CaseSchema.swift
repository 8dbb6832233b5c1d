import Database

enum CaseSchema {
    static let migrations = [
        Migration(
            name: "service_case",
            statements: [
                """
                CREATE TABLE service_case (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    unit_id TEXT NOT NULL,
                    type TEXT NOT NULL,
                    source TEXT NOT NULL,
                    channel TEXT NOT NULL,
                    severity TEXT NOT NULL CHECK (severity IN ('ordinary', 'serious', 'major')),
                    state TEXT NOT NULL CHECK (state IN (
                        'registered', 'accepted', 'investigating', 'proposing', 'awaiting-decision', 'implementing',
                        'awaiting-customer', 'unfounded', 'awaiting-visit', 'summarising', 'archived', 'referred',
                        'withdrawn')),
                    round BIGINT NOT NULL CHECK (round >= 1),
                    version_id TEXT NOT NULL REFERENCES handbook_version (id),
                    customer_id TEXT REFERENCES customer (id),
                    reported_at BIGINT NOT NULL,
                    first_receiver_id TEXT NOT NULL,
                    handler_id TEXT,
                    subject TEXT NOT NULL,
                    content TEXT NOT NULL,
                    demand TEXT NOT NULL,
                    category TEXT NOT NULL,
                    product TEXT NOT NULL,
                    place TEXT NOT NULL,
                    organisation TEXT NOT NULL,
                    special_needs TEXT NOT NULL,
                    grounds_sufficient INTEGER CHECK (grounds_sufficient IN (0, 1)),
                    demand_reasonable INTEGER CHECK (demand_reasonable IN (0, 1)),
                    founded INTEGER CHECK (founded IN (0, 1)),
                    judgement_reason TEXT,
                    department TEXT,
                    cause TEXT,
                    root_cause TEXT,
                    responsible_person TEXT,
                    decided_proposal_id TEXT,
                    decided_text TEXT,
                    decided_by TEXT,
                    decided_at BIGINT,
                    solution TEXT,
                    refusals BIGINT NOT NULL,
                    transfers BIGINT NOT NULL,
                    suspended_reason TEXT,
                    suspended_notice TEXT,
                    suspended_since BIGINT,
                    suspended_until BIGINT,
                    transfer_id TEXT,
                    transfer_to TEXT,
                    transfer_from TEXT,
                    transfer_reason TEXT,
                    transfer_known TEXT,
                    transferred_at BIGINT,
                    completed_at BIGINT,
                    archive_number TEXT UNIQUE,
                    evaluation TEXT,
                    lesson TEXT,
                    archived_at BIGINT,
                    archived_by TEXT,
                    next_due_at BIGINT,
                    next_clause TEXT,
                    changed_at BIGINT NOT NULL,
                    CHECK ((founded IS NULL) = (judgement_reason IS NULL)),
                    CHECK ((suspended_since IS NULL) = (suspended_until IS NULL)),
                    CHECK ((transfer_id IS NULL) = (transfer_to IS NULL)),
                    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
                    CHECK (archived_at IS NULL OR archive_number IS NOT NULL)
                )
                """,
                "CREATE INDEX service_case_by_deadline ON service_case (unit_id, state, next_due_at, id)",
                "CREATE INDEX service_case_by_handler ON service_case (handler_id, state, next_due_at, id)",
                "CREATE INDEX service_case_by_receiver ON service_case (first_receiver_id, reported_at, id)",
                "CREATE INDEX service_case_by_time ON service_case (reported_at, id)",
                "CREATE INDEX service_case_of_customer ON service_case (customer_id, reported_at)",
                "CREATE INDEX service_case_suspended ON service_case (suspended_until) WHERE suspended_until IS NOT NULL",
                "CREATE INDEX service_case_open ON service_case (next_due_at, id) WHERE state NOT IN ('archived', 'referred', 'withdrawn')",
                """
                CREATE TABLE case_word (
                    word TEXT NOT NULL,
                    reported_at BIGINT NOT NULL,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    PRIMARY KEY (word, reported_at, case_id)
                )
                """,
                """
                CREATE TABLE proposal (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    number BIGINT NOT NULL,
                    round BIGINT NOT NULL,
                    body TEXT NOT NULL,
                    cost_fen BIGINT NOT NULL CHECK (cost_fen >= 0),
                    benefit TEXT NOT NULL,
                    author_id TEXT NOT NULL,
                    made_at BIGINT NOT NULL,
                    read_by TEXT,
                    read_at BIGINT,
                    offered INTEGER NOT NULL CHECK (offered IN (0, 1)),
                    CHECK ((read_by IS NULL) = (read_at IS NULL)),
                    UNIQUE (case_id, number)
                )
                """,
                """
                CREATE TABLE promise (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    body TEXT NOT NULL,
                    made_by TEXT NOT NULL,
                    made_at BIGINT NOT NULL,
                    due_at BIGINT NOT NULL,
                    kept_at BIGINT,
                    notices BIGINT NOT NULL
                )
                """,
                "CREATE INDEX promise_of_case ON promise (case_id, made_at)",
                """
                CREATE TABLE penalty_line (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    target TEXT NOT NULL CHECK (target IN ('direct', 'department-manager')),
                    person TEXT NOT NULL,
                    result TEXT NOT NULL,
                    reason TEXT NOT NULL,
                    set_by TEXT NOT NULL,
                    at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX penalty_line_of_case ON penalty_line (case_id, at)",
                """
                CREATE TABLE compensation (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    kind TEXT NOT NULL,
                    value_fen BIGINT NOT NULL CHECK (value_fen >= 0),
                    reason TEXT NOT NULL,
                    applicant_id TEXT NOT NULL,
                    asked_at BIGINT NOT NULL,
                    deliver_by TEXT,
                    approved_by TEXT,
                    approved_at BIGINT,
                    delivered_at BIGINT,
                    CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
                    CHECK (delivered_at IS NULL OR approved_at IS NOT NULL)
                )
                """,
                "CREATE INDEX compensation_of_case ON compensation (case_id, asked_at)",
                """
                CREATE TABLE return_visit (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    made_by TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    round BIGINT NOT NULL,
                    result TEXT NOT NULL,
                    solved INTEGER NOT NULL CHECK (solved IN (0, 1)),
                    told INTEGER NOT NULL CHECK (told IN (0, 1)),
                    satisfaction BIGINT CHECK (satisfaction BETWEEN 1 AND 5),
                    note TEXT NOT NULL
                )
                """,
                "CREATE INDEX return_visit_of_case ON return_visit (case_id, at)",
                """
                CREATE TABLE case_entry (
                    id TEXT NOT NULL PRIMARY KEY,
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    kind TEXT NOT NULL CHECK (kind IN ('reply', 'call', 'customer', 'note')),
                    author_id TEXT,
                    at BIGINT NOT NULL,
                    body TEXT NOT NULL
                )
                """,
                "CREATE INDEX case_entry_of_case ON case_entry (case_id, at, id)",
                """
                CREATE TABLE case_draft (
                    case_id TEXT NOT NULL REFERENCES service_case (id),
                    staff_id TEXT NOT NULL,
                    body TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (case_id, staff_id)
                )
                """,
            ],
            onlySQLite: [
                "CREATE TABLE case_number (name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT",
                "INSERT INTO case_number (name, last) VALUES ('case', 10000), ('archive', 0)",
            ],
            onlyPostgres: [
                "CREATE SEQUENCE case_number START 10001",
                "CREATE SEQUENCE case_archive_number START 1",
            ]
        ),
        // A note begun as a note comes back as a note, not as a reply to the customer.
        Migration(
            name: "case_draft_kind",
            statements: ["ALTER TABLE case_draft ADD COLUMN kind TEXT NOT NULL DEFAULT 'reply'"]
        ),
        // The lists: what is open in each order, and what leads over all cases (see CaseScope).
        Migration(
            name: "case_list_indexes",
            statements: [
                """
                CREATE INDEX service_case_open_by_deadline ON service_case (COALESCE(next_due_at, 9007199254740991), id)
                WHERE state NOT IN ('archived', 'referred', 'withdrawn')
                """,
                """
                CREATE INDEX service_case_open_by_time ON service_case (reported_at, id)
                WHERE state NOT IN ('archived', 'referred', 'withdrawn')
                """,
                """
                CREATE INDEX service_case_left ON service_case (reported_at, id)
                WHERE state IN ('referred', 'withdrawn')
                """,
                "CREATE INDEX service_case_handled ON service_case (handler_id, reported_at, id)",
                "CREATE INDEX service_case_of_unit ON service_case (unit_id, reported_at, id)",
                "CREATE INDEX service_case_of_category ON service_case (category, reported_at, id)",
                "CREATE INDEX service_case_of_product ON service_case (product, reported_at, id)",
                "CREATE INDEX service_case_of_severity ON service_case (severity, reported_at, id)",
                "CREATE INDEX service_case_in_transfer ON service_case (transfer_to) WHERE transfer_to IS NOT NULL",
            ]
        ),
        // Cases that wait to be published together, with the columns that a case is first saved with. The rest of the row is
        // what their own system said of them.
        Migration(
            name: "staged_case",
            statements: [
                """
                CREATE TABLE staged_case (
                    import_id TEXT NOT NULL,
                    chunk BIGINT NOT NULL,
                    id TEXT NOT NULL,
                    is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)),
                    number TEXT NOT NULL,
                    unit_id TEXT NOT NULL,
                    type TEXT NOT NULL,
                    source TEXT NOT NULL,
                    channel TEXT NOT NULL,
                    severity TEXT NOT NULL,
                    state TEXT NOT NULL,
                    version_id TEXT NOT NULL,
                    reported_at BIGINT NOT NULL,
                    first_receiver_id TEXT NOT NULL,
                    handler_id TEXT,
                    subject TEXT NOT NULL,
                    content TEXT NOT NULL,
                    demand TEXT NOT NULL,
                    category TEXT NOT NULL,
                    product TEXT NOT NULL,
                    place TEXT NOT NULL,
                    organisation TEXT NOT NULL,
                    special_needs TEXT NOT NULL,
                    solution TEXT,
                    completed_at BIGINT,
                    archive_number TEXT,
                    evaluation TEXT,
                    lesson TEXT,
                    complainant TEXT NOT NULL,
                    phone TEXT,
                    member_number TEXT NOT NULL,
                    external_source TEXT,
                    external_number TEXT,
                    PRIMARY KEY (import_id, id)
                )
                """,
                "CREATE INDEX staged_case_of_import ON staged_case (import_id, chunk, id)",
            ]
        ),
    ]
}
