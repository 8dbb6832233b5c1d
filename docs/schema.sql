-- event

CREATE TABLE event (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    unit_id TEXT,
    actor_id TEXT,
    at BIGINT NOT NULL,
    details TEXT NOT NULL
);

CREATE INDEX event_by_subject ON event (subject_kind, subject_id, at, id);

CREATE INDEX event_by_time ON event (at, id);

CREATE INDEX event_by_actor ON event (actor_id, at, id);

CREATE TABLE event_unsealed (event_id TEXT NOT NULL PRIMARY KEY REFERENCES event (id));

-- event seal

CREATE TABLE event_seal (
    position BIGINT NOT NULL PRIMARY KEY CHECK (position > 0),
    event_id TEXT NOT NULL UNIQUE REFERENCES event (id),
    hash BYTEA NOT NULL,
    sealed_at BIGINT NOT NULL
);

CREATE TABLE event_chain (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL
);

-- SQLite only:
--   INSERT INTO event_chain (id, position, hash) VALUES (1, 0, zeroblob(32))

-- PostgreSQL only:
--   INSERT INTO event_chain (id, position, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))

-- house

CREATE TABLE chore (
    name TEXT NOT NULL PRIMARY KEY,
    next_at BIGINT NOT NULL,
    finished_at BIGINT,
    runs BIGINT NOT NULL,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    last_error TEXT
);

CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES event (id),
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    next_at BIGINT,
    done_at BIGINT,
    last_error TEXT,
    -- Waiting, done or dead: a message is never two of them.
    CHECK (next_at IS NULL OR done_at IS NULL)
);

CREATE INDEX outbox_waiting ON outbox (next_at, id) WHERE next_at IS NOT NULL;

CREATE INDEX outbox_done ON outbox (done_at, id) WHERE done_at IS NOT NULL;

CREATE INDEX outbox_dead ON outbox (created_at, id) WHERE next_at IS NULL AND done_at IS NULL;

CREATE INDEX outbox_by_event ON outbox (event_id);

CREATE TABLE notice (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL,
    event_id TEXT NOT NULL REFERENCES event (id),
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    read_at BIGINT,
    UNIQUE (staff_id, event_id)
);

CREATE INDEX notice_of_staff ON notice (staff_id, at, id);

CREATE INDEX notice_unread ON notice (staff_id, at, id) WHERE read_at IS NULL;

-- staff

CREATE TABLE unit (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('headquarters', 'region', 'store', 'estate', 'department', 'group')),
    parent_id TEXT REFERENCES unit (id),
    handbook TEXT,
    CHECK (parent_id IS NULL OR parent_id <> id),
    CHECK (parent_id IS NOT NULL OR handbook IS NOT NULL)
);

CREATE INDEX unit_by_parent ON unit (parent_id);

CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL UNIQUE CHECK (account = lower(account)),
    name TEXT NOT NULL,
    phone TEXT,
    language TEXT NOT NULL CHECK (language IN ('zh-CN', 'en')),
    theme TEXT NOT NULL CHECK (theme IN ('auto', 'light', 'dark')),
    password TEXT NOT NULL,
    must_choose_password INTEGER NOT NULL CHECK (must_choose_password IN (0, 1)),
    pin TEXT,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    joined_on TEXT NOT NULL
);

CREATE INDEX staff_by_name ON staff (name, id);

CREATE TABLE appointment (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    post TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT,
    appointed_by TEXT REFERENCES staff (id),
    CHECK (ends_at IS NULL OR ends_at >= starts_at),
    CHECK (appointed_by IS NULL OR appointed_by <> staff_id)
);

CREATE INDEX appointment_by_staff ON appointment (staff_id, starts_at);

CREATE INDEX appointment_by_post ON appointment (unit_id, post);

CREATE UNIQUE INDEX appointment_once ON appointment (staff_id, post, unit_id) WHERE ends_at IS NULL;

CREATE TABLE delegation (
    id TEXT NOT NULL PRIMARY KEY,
    from_staff_id TEXT NOT NULL REFERENCES staff (id),
    to_staff_id TEXT NOT NULL REFERENCES staff (id),
    post TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    reason TEXT NOT NULL,
    given_by TEXT NOT NULL REFERENCES staff (id),
    CHECK (from_staff_id <> to_staff_id),
    CHECK (given_by <> to_staff_id),
    CHECK (starts_at < ends_at),
    CHECK (ended_at IS NULL OR ended_at < ends_at)
);

CREATE INDEX delegation_by_recipient ON delegation (to_staff_id, ends_at);

CREATE INDEX delegation_by_giver ON delegation (from_staff_id, ends_at);

CREATE INDEX delegation_by_post ON delegation (unit_id, post);

-- sign-in

CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    agent_hash TEXT NOT NULL,
    agent TEXT NOT NULL,
    address TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    locked_at BIGINT,
    ended_at BIGINT,
    ended_by TEXT,
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK (ended_by IS NULL OR ended_by IN ('person', 'successor', 'password', 'manager', 'age'))
);

CREATE INDEX session_by_staff ON session (staff_id, ended_at, started_at);

CREATE INDEX session_by_start ON session (started_at);

CREATE TABLE sign_in_limit (
    scope TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    last_at BIGINT NOT NULL
);

CREATE INDEX sign_in_limit_by_time ON sign_in_limit (last_at);

CREATE TABLE sign_in_attempt (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    account_hash TEXT NOT NULL,
    staff_id TEXT REFERENCES staff (id),
    address TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('sign_in', 'unlock', 'switch')),
    succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1))
);

CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (at);

CREATE INDEX sign_in_attempt_by_staff ON sign_in_attempt (staff_id, at);

-- staff-reveal

CREATE TABLE staff_reveal (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    subject_id TEXT NOT NULL REFERENCES staff (id),
    reason TEXT NOT NULL
);

CREATE INDEX staff_reveal_by_staff ON staff_reveal (staff_id, at);

CREATE INDEX staff_reveal_by_subject ON staff_reveal (subject_id, at);

-- calendar

CREATE TABLE unit_calendar (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL,
    plan TEXT,
    set_by TEXT,
    set_at BIGINT NOT NULL
);

CREATE INDEX unit_calendar_by_unit ON unit_calendar (unit_id, set_at, id);

CREATE TABLE statutory_notice (
    id TEXT NOT NULL PRIMARY KEY,
    year BIGINT NOT NULL CHECK (year BETWEEN 2007 AND 2099),
    digest TEXT NOT NULL,
    given_by TEXT,
    given_at BIGINT NOT NULL
);

CREATE INDEX statutory_notice_by_year ON statutory_notice (year, given_at, id);

CREATE TABLE statutory_day (
    notice_id TEXT NOT NULL REFERENCES statutory_notice (id),
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    is_off INTEGER NOT NULL CHECK (is_off IN (0, 1)),
    PRIMARY KEY (notice_id, day)
);

CREATE TABLE calendar_recount (
    id TEXT NOT NULL PRIMARY KEY,
    units TEXT NOT NULL,
    after_id TEXT NOT NULL,
    started_at BIGINT NOT NULL
);

-- handbook

CREATE TABLE handbook_version (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    number TEXT NOT NULL,
    version TEXT NOT NULL,
    effective_at BIGINT NOT NULL,
    digest TEXT NOT NULL,
    texts TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued')),
    drafted_by TEXT,
    drafted_at BIGINT NOT NULL,
    issued_by TEXT,
    issued_at BIGINT,
    CHECK ((state = 'issued') = (issued_at IS NOT NULL))
);

CREATE UNIQUE INDEX handbook_version_once ON handbook_version (code, version);

CREATE INDEX handbook_version_in_force ON handbook_version (code, state, effective_at);

CREATE TABLE acknowledgement (
    version_id TEXT NOT NULL REFERENCES handbook_version (id),
    staff_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (version_id, staff_id)
);

-- handbook.transition

CREATE TABLE handbook_transition (
    version_id TEXT NOT NULL PRIMARY KEY REFERENCES handbook_version (id),
    took_effect_at BIGINT NOT NULL,
    law TEXT NOT NULL CHECK (law IN ('keep', 'restate')),
    is_done INTEGER NOT NULL CHECK (is_done IN (0, 1))
);

CREATE INDEX handbook_transition_waiting ON handbook_transition (took_effect_at) WHERE is_done = 0;

-- obligation

CREATE TABLE obligation (
    id TEXT NOT NULL PRIMARY KEY,
    clause TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES handbook_version (id),
    rule TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    item TEXT,
    round BIGINT NOT NULL CHECK (round >= 1),
    unit_id TEXT NOT NULL,
    owed_by TEXT NOT NULL,
    owed_by_staff TEXT,
    started_at BIGINT NOT NULL,
    within TEXT,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'late', 'broken', 'exempted', 'void')),
    paused_since BIGINT,
    breached_at BIGINT,
    ended_at BIGINT,
    ended_by TEXT,
    opened_by_event TEXT NOT NULL REFERENCES event (id),
    ended_by_event TEXT REFERENCES event (id),
    warnings INTEGER NOT NULL DEFAULT 0,
    rungs INTEGER NOT NULL DEFAULT 0,
    act_at BIGINT,
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK (act_at IS NULL OR state = 'open'),
    CHECK (paused_since IS NULL OR state = 'open')
);

CREATE INDEX obligation_of_subject ON obligation (subject_kind, subject_id, state);

CREATE INDEX obligation_to_act ON obligation (act_at) WHERE act_at IS NOT NULL;

CREATE INDEX obligation_of_staff ON obligation (owed_by_staff, due_at) WHERE state = 'open';

CREATE INDEX obligation_of_duty ON obligation (unit_id, owed_by, due_at) WHERE state = 'open';

CREATE INDEX obligation_by_start ON obligation (started_at, clause);

CREATE INDEX obligation_by_clause ON obligation (clause, started_at);

CREATE TABLE obligation_pause (
    obligation_id TEXT NOT NULL REFERENCES obligation (id),
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL CHECK (to_at > from_at),
    reason TEXT NOT NULL,
    PRIMARY KEY (obligation_id, from_at)
);

CREATE TABLE exception (
    id TEXT NOT NULL PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    clause TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES handbook_version (id),
    obligation_id TEXT REFERENCES obligation (id),
    reason TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'declined', 'used')),
    decided_by TEXT,
    decided_at BIGINT,
    decision TEXT,
    used_at BIGINT,
    CHECK ((state = 'requested') = (decided_at IS NULL)),
    CHECK ((state = 'used') = (used_at IS NOT NULL)),
    CHECK (decided_by IS NULL OR decided_by <> requested_by)
);

CREATE INDEX exception_of_subject ON exception (subject_kind, subject_id, clause);

CREATE INDEX exception_waiting ON exception (state, requested_at);

CREATE INDEX exception_by_time ON exception (requested_at, clause);

-- obligation_breached

CREATE INDEX obligation_breached ON obligation (clause, breached_at) WHERE breached_at IS NOT NULL;

-- customer

CREATE TABLE customer (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT,
    phone_last_four TEXT,
    member_number TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    known_since BIGINT NOT NULL
);

CREATE INDEX customer_by_phone ON customer (phone);

CREATE INDEX customer_by_last_four ON customer (phone_last_four, known_since);

CREATE INDEX customer_by_name ON customer (name, known_since);

CREATE INDEX customer_by_member_number ON customer (member_number);

CREATE TABLE reveal (
    id TEXT NOT NULL PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    staff_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX reveal_by_staff ON reveal (staff_id, at);

-- customer_file

ALTER TABLE customer ADD COLUMN number TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'organisation', 'household'));

ALTER TABLE customer ADD COLUMN salutation TEXT NOT NULL DEFAULT '' CHECK (salutation IN ('', 'mr', 'ms'));

ALTER TABLE customer ADD COLUMN grade TEXT NOT NULL DEFAULT '' CHECK (grade IN ('', 'A', 'B', 'C'));

ALTER TABLE customer ADD COLUMN contract_number TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN contract_until TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN language TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN contact_window TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN computer_skill TEXT NOT NULL DEFAULT '' CHECK (computer_skill IN ('', 'none', 'some', 'good'));

ALTER TABLE customer ADD COLUMN special_needs TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN preferences TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN address TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN source TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN owner_id TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN products TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN environment TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN note TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN name_key TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'blocked', 'merged', 'anonymised'));

ALTER TABLE customer ADD COLUMN state_kind TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN state_reason TEXT NOT NULL DEFAULT '';

ALTER TABLE customer ADD COLUMN state_by TEXT;

ALTER TABLE customer ADD COLUMN state_at BIGINT;

ALTER TABLE customer ADD COLUMN merged_into TEXT REFERENCES customer (id);

ALTER TABLE customer ADD COLUMN verified_by TEXT;

ALTER TABLE customer ADD COLUMN verified_at BIGINT;

ALTER TABLE customer ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

ALTER TABLE customer ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;

ALTER TABLE customer ADD COLUMN is_indexed INTEGER NOT NULL DEFAULT 0 CHECK (is_indexed IN (0, 1));

UPDATE customer SET changed_at = known_since, number = numbers.number
FROM (
    SELECT id AS numbered, 'K' || (100000 + ROW_NUMBER() OVER (ORDER BY known_since, id)) AS number
    FROM customer
) AS numbers
WHERE numbers.numbered = customer.id;

CREATE UNIQUE INDEX customer_by_number ON customer (number);

CREATE INDEX customer_by_name_key ON customer (name_key);

CREATE INDEX customer_by_unit ON customer (unit_id, state, known_since, id);

CREATE INDEX customer_by_time ON customer (state, known_since, id);

CREATE INDEX customer_by_owner ON customer (owner_id, known_since);

CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX customer_not_indexed ON customer (id) WHERE is_indexed = 0;

CREATE TABLE customer_contact (
    id TEXT NOT NULL PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN (
        'decider', 'user', 'technical', 'payer', 'owner', 'tenant', 'family', 'other')),
    power TEXT NOT NULL CHECK (power IN ('decides', 'advises', 'none')),
    is_helper INTEGER NOT NULL CHECK (is_helper IN (0, 1)),
    note TEXT NOT NULL,
    known_since BIGINT NOT NULL
);

CREATE INDEX customer_contact_of_customer ON customer_contact (customer_id, known_since, id);

CREATE TABLE contact_point (
    id TEXT NOT NULL PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    contact_id TEXT REFERENCES customer_contact (id),
    kind TEXT NOT NULL CHECK (kind IN ('mobile', 'landline', 'email', 'wechat', 'qq', 'other')),
    value TEXT NOT NULL,
    last_four TEXT,
    label TEXT NOT NULL,
    is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
    verified_at BIGINT,
    known_since BIGINT NOT NULL,
    CHECK ((last_four IS NOT NULL) = (kind IN ('mobile', 'landline')))
);

CREATE INDEX contact_point_of_customer ON contact_point (customer_id, known_since, id);

CREATE INDEX contact_point_of_contact ON contact_point (contact_id) WHERE contact_id IS NOT NULL;

CREATE INDEX contact_point_by_value ON contact_point (value, known_since);

CREATE INDEX contact_point_by_last_four ON contact_point (last_four, known_since) WHERE last_four IS NOT NULL;

INSERT INTO contact_point (id, customer_id, kind, value, last_four, label, is_primary, known_since)
SELECT id || '-phone', id, CASE WHEN phone LIKE '1__________' THEN 'mobile' ELSE 'landline' END, phone,
       phone_last_four, '', 1, known_since
FROM customer WHERE phone IS NOT NULL;

CREATE TABLE customer_key (
    word TEXT NOT NULL,
    known_since BIGINT NOT NULL,
    unit_id TEXT NOT NULL,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    PRIMARY KEY (word, known_since, unit_id, customer_id)
);

CREATE INDEX customer_key_of_customer ON customer_key (customer_id);

CREATE TABLE customer_consent (
    id TEXT NOT NULL PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    channel TEXT NOT NULL CHECK (channel IN ('phone', 'sms', 'email', 'wechat', 'post')),
    is_given INTEGER NOT NULL CHECK (is_given IN (0, 1)),
    source TEXT NOT NULL,
    said_to TEXT,
    at BIGINT NOT NULL
);

CREATE INDEX customer_consent_of_customer ON customer_consent (customer_id, at, id);

CREATE TABLE customer_change (
    id TEXT NOT NULL PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    field TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    reason TEXT NOT NULL,
    changed_by TEXT,
    at BIGINT NOT NULL
);

CREATE INDEX customer_change_of_customer ON customer_change (customer_id, at, id);

CREATE INDEX reveal_of_customer ON reveal (customer_id, at);

-- SQLite only:
--   CREATE TABLE customer_number (name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT

-- SQLite only:
--   INSERT INTO customer_number (name, last) SELECT 'customer', 100000 + COUNT(*) FROM customer

-- PostgreSQL only:
--   ALTER TABLE customer_key ALTER COLUMN word TYPE TEXT COLLATE "C"

-- PostgreSQL only:
--   CREATE SEQUENCE customer_number START 100001

-- PostgreSQL only:
--   SELECT setval('customer_number', 100001 + (SELECT COUNT(*) FROM customer), false)

-- customer_merging

CREATE TABLE customer_duplicate (
    first_id TEXT NOT NULL REFERENCES customer (id),
    second_id TEXT NOT NULL REFERENCES customer (id),
    score BIGINT NOT NULL CHECK (score BETWEEN 1 AND 100),
    reasons TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'dismissed', 'merged')),
    found_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id <> second_id)
);

CREATE INDEX customer_duplicate_of_second ON customer_duplicate (second_id);

CREATE INDEX customer_duplicate_open ON customer_duplicate (state, score, found_at);

CREATE TABLE customer_merge (
    id TEXT NOT NULL PRIMARY KEY,
    survivor_id TEXT NOT NULL REFERENCES customer (id),
    absorbed_id TEXT NOT NULL REFERENCES customer (id),
    merged_by TEXT NOT NULL,
    merged_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    facts_before TEXT NOT NULL,
    facts_after TEXT NOT NULL,
    block_kind TEXT,
    block_reason TEXT,
    block_by TEXT,
    block_at BIGINT,
    undone_by TEXT,
    undone_at BIGINT,
    CHECK (survivor_id <> absorbed_id),
    CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);

CREATE INDEX customer_merge_of_survivor ON customer_merge (survivor_id, merged_at);

CREATE INDEX customer_merge_of_absorbed ON customer_merge (absorbed_id, merged_at);

CREATE TABLE customer_merge_move (
    merge_id TEXT NOT NULL REFERENCES customer_merge (id),
    kind TEXT NOT NULL CHECK (kind IN ('case', 'contact-point', 'contact', 'consent', 'primary')),
    record_id TEXT NOT NULL,
    PRIMARY KEY (merge_id, kind, record_id)
);

CREATE TABLE customer_erasure (
    id TEXT NOT NULL PRIMARY KEY,
    customer_id TEXT NOT NULL,
    customer_number TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('anonymise', 'delete')),
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'done', 'declined')),
    decided_by TEXT,
    decided_at BIGINT,
    decision TEXT,
    CHECK ((state = 'asked') = (decided_by IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> asked_by)
);

CREATE INDEX customer_erasure_of_customer ON customer_erasure (customer_id, asked_at);

CREATE INDEX customer_erasure_open ON customer_erasure (state, asked_at);

-- service_case

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
);

CREATE INDEX service_case_by_deadline ON service_case (unit_id, state, next_due_at, id);

CREATE INDEX service_case_by_handler ON service_case (handler_id, state, next_due_at, id);

CREATE INDEX service_case_by_receiver ON service_case (first_receiver_id, reported_at, id);

CREATE INDEX service_case_by_time ON service_case (reported_at, id);

CREATE INDEX service_case_of_customer ON service_case (customer_id, reported_at);

CREATE INDEX service_case_suspended ON service_case (suspended_until) WHERE suspended_until IS NOT NULL;

CREATE INDEX service_case_open ON service_case (next_due_at, id) WHERE state NOT IN ('archived', 'referred', 'withdrawn');

CREATE TABLE case_word (
    word TEXT NOT NULL,
    reported_at BIGINT NOT NULL,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    PRIMARY KEY (word, reported_at, case_id)
);

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
);

CREATE TABLE promise (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    body TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    kept_at BIGINT,
    notices BIGINT NOT NULL
);

CREATE INDEX promise_of_case ON promise (case_id, made_at);

CREATE TABLE penalty_line (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    target TEXT NOT NULL CHECK (target IN ('direct', 'department-manager')),
    person TEXT NOT NULL,
    result TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_by TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX penalty_line_of_case ON penalty_line (case_id, at);

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
);

CREATE INDEX compensation_of_case ON compensation (case_id, asked_at);

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
);

CREATE INDEX return_visit_of_case ON return_visit (case_id, at);

CREATE TABLE case_entry (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    kind TEXT NOT NULL CHECK (kind IN ('reply', 'call', 'customer', 'note')),
    author_id TEXT,
    at BIGINT NOT NULL,
    body TEXT NOT NULL
);

CREATE INDEX case_entry_of_case ON case_entry (case_id, at, id);

CREATE TABLE case_draft (
    case_id TEXT NOT NULL REFERENCES service_case (id),
    staff_id TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, staff_id)
);

-- SQLite only:
--   CREATE TABLE case_number (name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT

-- SQLite only:
--   INSERT INTO case_number (name, last) VALUES ('case', 10000), ('archive', 0)

-- PostgreSQL only:
--   CREATE SEQUENCE case_number START 10001

-- PostgreSQL only:
--   CREATE SEQUENCE case_archive_number START 1

-- case_draft_kind

ALTER TABLE case_draft ADD COLUMN kind TEXT NOT NULL DEFAULT 'reply';

-- case_list_indexes

CREATE INDEX service_case_open_by_deadline ON service_case (COALESCE(next_due_at, 9007199254740991), id)
WHERE state NOT IN ('archived', 'referred', 'withdrawn');

CREATE INDEX service_case_open_by_time ON service_case (reported_at, id)
WHERE state NOT IN ('archived', 'referred', 'withdrawn');

CREATE INDEX service_case_left ON service_case (reported_at, id)
WHERE state IN ('referred', 'withdrawn');

CREATE INDEX service_case_handled ON service_case (handler_id, reported_at, id);

CREATE INDEX service_case_of_unit ON service_case (unit_id, reported_at, id);

CREATE INDEX service_case_of_category ON service_case (category, reported_at, id);

CREATE INDEX service_case_of_product ON service_case (product, reported_at, id);

CREATE INDEX service_case_of_severity ON service_case (severity, reported_at, id);

CREATE INDEX service_case_in_transfer ON service_case (transfer_to) WHERE transfer_to IS NOT NULL;

-- staged_case

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
);

CREATE INDEX staged_case_of_import ON staged_case (import_id, chunk, id);

-- search

CREATE TABLE search_document (
    number BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('case', 'entry', 'lesson')),
    record TEXT NOT NULL,
    part TEXT NOT NULL,
    body TEXT NOT NULL
);

CREATE UNIQUE INDEX search_document_of_record ON search_document (record, kind, part);

CREATE TABLE search_reading (
    name TEXT NOT NULL PRIMARY KEY,
    reported_at BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    done INTEGER NOT NULL CHECK (done IN (0, 1))
);

INSERT INTO search_reading (name, reported_at, case_id, done) VALUES ('case', 0, '', 0);

DROP TABLE case_word;

-- SQLite only:
--   CREATE TABLE search_word (
--       word TEXT NOT NULL,
--       kind TEXT NOT NULL,
--       document INTEGER NOT NULL,
--       PRIMARY KEY (word, kind, document)
--   ) STRICT, WITHOUT ROWID

-- PostgreSQL only:
--   CREATE TABLE search_word (
--       word TEXT COLLATE "C" NOT NULL,
--       kind TEXT NOT NULL,
--       document BIGINT NOT NULL,
--       PRIMARY KEY (word, kind, document)
--   )

-- search postings

INSERT INTO search_reading (name, reported_at, case_id, done) VALUES ('tidying', 0, '', 1);

-- SQLite only:
--   CREATE VIRTUAL TABLE search_posting
--   USING fts5(cuts, content = '', detail = none, columnsize = 0, tokenize = 'ascii')

-- SQLite only:
--   INSERT INTO search_posting (rowid, cuts)
--   SELECT document, group_concat(substr(kind, 1, 1) || word, ' ') FROM search_word
--   GROUP BY document ORDER BY document

-- SQLite only:
--   DROP TABLE search_word

-- presence

CREATE TABLE presence (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    began_at BIGINT NOT NULL,
    entered_by TEXT REFERENCES staff (id),
    away_since BIGINT,
    ended_at BIGINT,
    ending TEXT CHECK (ending IN ('person', 'supervisor', 'idle', 'longest')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (ended_at IS NULL OR ended_at >= began_at),
    CHECK (ended_at IS NULL OR away_since IS NULL)
);

CREATE UNIQUE INDEX presence_once ON presence (staff_id) WHERE ended_at IS NULL;

CREATE INDEX presence_of_staff ON presence (staff_id, began_at);

CREATE INDEX presence_of_unit ON presence (unit_id, began_at);

CREATE INDEX presence_standing ON presence (began_at, id) WHERE ended_at IS NULL;

-- assignment

CREATE TABLE work_line (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    types TEXT NOT NULL,
    severities TEXT NOT NULL,
    sources TEXT NOT NULL,
    channels TEXT NOT NULL,
    categories TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('round-robin', 'weighted', 'least-load')),
    keeps_first_receiver INTEGER NOT NULL CHECK (keeps_first_receiver IN (0, 1)),
    prefers_last_handler INTEGER NOT NULL CHECK (prefers_last_handler IN (0, 1)),
    prefers_nearest INTEGER NOT NULL CHECK (prefers_nearest IN (0, 1)),
    minutes_to_take BIGINT NOT NULL CHECK (minutes_to_take BETWEEN 1 AND 1440),
    refusals_allowed BIGINT NOT NULL CHECK (refusals_allowed BETWEEN 1 AND 20),
    -- One more with every pick: whoever picks at the same time waits, and counts what the other gave.
    turn BIGINT NOT NULL,
    UNIQUE (unit_id, name)
);

CREATE TABLE line_need (
    line_id TEXT NOT NULL REFERENCES work_line (id),
    skill TEXT NOT NULL,
    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
    PRIMARY KEY (line_id, skill)
);

CREATE TABLE line_member (
    line_id TEXT NOT NULL REFERENCES work_line (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    weight BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 100),
    ceiling BIGINT NOT NULL CHECK (ceiling BETWEEN 1 AND 500),
    turn BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    PRIMARY KEY (line_id, staff_id)
);

CREATE INDEX line_member_by_staff ON line_member (staff_id);

CREATE TABLE staff_skill (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    skill TEXT NOT NULL,
    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
    PRIMARY KEY (staff_id, skill)
);

CREATE TABLE dedicated_agent (
    customer_id TEXT NOT NULL PRIMARY KEY REFERENCES customer (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    since BIGINT NOT NULL,
    by_staff TEXT NOT NULL
);

CREATE TABLE case_assignment (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES service_case (id),
    unit_id TEXT NOT NULL,
    line_id TEXT NOT NULL REFERENCES work_line (id),
    state TEXT NOT NULL CHECK (state IN ('offered', 'pooled', 'taken')),
    pool TEXT CHECK (pool IN ('nobody', 'refused')),
    since BIGINT NOT NULL,
    refusals BIGINT NOT NULL,
    CHECK ((state = 'pooled') = (pool IS NOT NULL))
);

CREATE INDEX case_assignment_waiting ON case_assignment (line_id, state, since) WHERE state <> 'taken';

CREATE INDEX case_assignment_pooled ON case_assignment (since, case_id) WHERE state = 'pooled';

CREATE TABLE case_offer (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    line_id TEXT NOT NULL REFERENCES work_line (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    lapses_at BIGINT NOT NULL,
    because TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'refused', 'lapsed', 'withdrawn')),
    answered_at BIGINT,
    reason TEXT NOT NULL,
    CHECK ((state = 'open') = (answered_at IS NULL)),
    CHECK (state <> 'refused' OR reason <> '')
);

CREATE UNIQUE INDEX case_offer_once ON case_offer (case_id) WHERE state = 'open';

CREATE INDEX case_offer_of_case ON case_offer (case_id, at);

CREATE INDEX case_offer_to ON case_offer (staff_id, lapses_at) WHERE state = 'open';

CREATE INDEX case_offer_lapsing ON case_offer (lapses_at) WHERE state = 'open';

CREATE INDEX case_offer_by_time ON case_offer (at, staff_id, state);

CREATE TABLE case_reassignment (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    from_staff TEXT,
    to_staff TEXT NOT NULL,
    by_staff TEXT NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    undone_at BIGINT
);

CREATE INDEX case_reassignment_of_case ON case_reassignment (case_id, at);

CREATE INDEX case_reassignment_by_time ON case_reassignment (at, id);

CREATE INDEX case_reassignment_by_staff ON case_reassignment (by_staff, at);

-- assignment-tries

ALTER TABLE case_assignment ADD COLUMN tried_at BIGINT NOT NULL DEFAULT 0;

CREATE INDEX case_assignment_tries ON case_assignment (tried_at, case_id) WHERE state = 'pooled' AND pool = 'nobody';

-- wall

CREATE INDEX service_case_queue ON service_case (unit_id, state, reported_at) WHERE state NOT IN ('archived', 'referred', 'withdrawn');

CREATE INDEX obligation_by_due ON obligation (due_at, unit_id) WHERE state = 'open';

CREATE INDEX obligation_by_breach ON obligation (breached_at, unit_id) WHERE breached_at IS NOT NULL;

CREATE INDEX obligation_heat ON obligation (started_at, unit_id, clause, state, breached_at);

CREATE INDEX obligation_of_cell ON obligation (unit_id, clause, started_at);

-- attachment

CREATE TABLE stored_content (
    digest TEXT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL CHECK (size > 0),
    mime TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    scan TEXT NOT NULL CHECK (scan IN ('none', 'waiting', 'clean', 'infected')),
    finding TEXT NOT NULL,
    preview TEXT NOT NULL CHECK (preview IN ('none', 'waiting', 'made', 'failed')),
    tries BIGINT NOT NULL,
    care_at BIGINT
);

CREATE INDEX stored_content_care ON stored_content (care_at) WHERE care_at IS NOT NULL;

CREATE INDEX stored_content_unscanned ON stored_content (digest) WHERE scan = 'none';

CREATE INDEX stored_content_begun ON stored_content (begun_at);

CREATE TABLE content_piece (
    digest TEXT NOT NULL REFERENCES stored_content (digest),
    number BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (digest, number)
);

CREATE TABLE content_preview (
    digest TEXT NOT NULL REFERENCES stored_content (digest),
    size TEXT NOT NULL CHECK (size IN ('small', 'large')),
    bytes BYTEA NOT NULL,
    PRIMARY KEY (digest, size)
);

CREATE TABLE attachment (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    unit_id TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    size BIGINT NOT NULL,
    mime TEXT NOT NULL,
    provider TEXT NOT NULL CHECK (provider IN ('customer', 'ours')),
    note TEXT NOT NULL,
    attached_by TEXT NOT NULL,
    attached_at BIGINT NOT NULL,
    voided_by TEXT,
    voided_at BIGINT,
    voided_reason TEXT,
    erased_at BIGINT,
    CHECK ((voided_at IS NULL) = (voided_by IS NULL)),
    CHECK ((voided_at IS NULL) = (voided_reason IS NULL))
);

CREATE INDEX attachment_of_case ON attachment (case_id, attached_at, id);

CREATE INDEX attachment_of_content ON attachment (digest);

CREATE INDEX attachment_of_unit ON attachment (unit_id, size) WHERE voided_at IS NULL AND erased_at IS NULL;

-- import

CREATE TABLE data_import (
    id TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('cases', 'customers')),
    unit_id TEXT NOT NULL,
    source TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    file_digest TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    sheet TEXT NOT NULL,
    mapping TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    chunk_count BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'uploaded', 'read', 'previewed', 'running', 'finished', 'cancelled', 'failed')),
    mode TEXT CHECK (mode IN ('good-rows-only', 'all-or-nothing')),
    existing TEXT CHECK (existing IN ('update', 'skip')),
    reason_zh TEXT,
    reason_en TEXT,
    progress TEXT NOT NULL,
    started_at BIGINT,
    published_at BIGINT,
    ended_at BIGINT,
    worked_at BIGINT NOT NULL,
    rows_cleared INTEGER NOT NULL CHECK (rows_cleared IN (0, 1)),
    CHECK ((mode IS NULL) = (started_at IS NULL))
);

CREATE INDEX data_import_by_state ON data_import (state, worked_at, id);

CREATE INDEX data_import_by_time ON data_import (at, id);

CREATE TABLE import_chunk (
    import_id TEXT NOT NULL REFERENCES data_import (id),
    number BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (import_id, number)
);

CREATE TABLE import_problem (
    import_id TEXT NOT NULL REFERENCES data_import (id),
    row_number BIGINT NOT NULL,
    position BIGINT NOT NULL,
    chunk BIGINT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('check', 'run')),
    column_index BIGINT,
    field TEXT,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    PRIMARY KEY (import_id, row_number, position)
);

CREATE INDEX import_problem_of_chunk ON import_problem (import_id, chunk, row_number);

CREATE TABLE import_key (
    import_id TEXT NOT NULL REFERENCES data_import (id),
    external_number TEXT NOT NULL,
    row_number BIGINT NOT NULL,
    PRIMARY KEY (import_id, external_number)
);

CREATE TABLE external_number (
    kind TEXT NOT NULL CHECK (kind IN ('cases', 'customers')),
    source TEXT NOT NULL,
    number TEXT NOT NULL,
    record_id TEXT NOT NULL,
    import_id TEXT,
    PRIMARY KEY (kind, source, number)
);

CREATE INDEX external_number_of_record ON external_number (record_id);

CREATE TABLE import_counter (last BIGINT NOT NULL);

INSERT INTO import_counter (last) VALUES (0);

CREATE TABLE import_heading (
    kind TEXT NOT NULL,
    heading TEXT NOT NULL,
    field TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (kind, heading)
);

-- export

CREATE TABLE data_export (
    id TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    list TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    query TEXT NOT NULL,
    columns TEXT NOT NULL,
    reason TEXT NOT NULL,
    reveals INTEGER NOT NULL CHECK (reveals IN (0, 1)),
    row_count BIGINT NOT NULL,
    language TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'asked', 'approved', 'declined', 'produced', 'destroyed', 'failed')),
    decided_by TEXT,
    decided_at BIGINT,
    decision TEXT,
    produced_rows BIGINT NOT NULL,
    produced_chunks BIGINT NOT NULL,
    ended_at BIGINT,
    expires_at BIGINT,
    downloads BIGINT NOT NULL,
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> staff_id)
);

CREATE INDEX data_export_by_state ON data_export (state, at, id);

CREATE INDEX data_export_by_time ON data_export (at, id);

CREATE TABLE export_chunk (
    export_id TEXT NOT NULL REFERENCES data_export (id),
    number BIGINT NOT NULL,
    ids TEXT NOT NULL,
    body TEXT,
    PRIMARY KEY (export_id, number)
);

CREATE TABLE export_download (
    id TEXT NOT NULL PRIMARY KEY,
    export_id TEXT NOT NULL REFERENCES data_export (id),
    staff_id TEXT NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv')),
    address TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX export_download_of_export ON export_download (export_id, at);

CREATE TABLE export_counter (last BIGINT NOT NULL);

INSERT INTO export_counter (last) VALUES (0);

-- integration

CREATE TABLE api_token (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    staff_id TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    used_at BIGINT
);

CREATE INDEX api_token_of_staff ON api_token (staff_id, created_at);

CREATE TABLE api_reply (
    token_id TEXT NOT NULL REFERENCES api_token (id),
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    version TEXT,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (token_id, idempotency_key)
);

CREATE INDEX api_reply_by_time ON api_reply (at);

CREATE TABLE webhook (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL,
    url TEXT NOT NULL,
    kinds TEXT NOT NULL,
    secret TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1))
);

CREATE INDEX webhook_of_staff ON webhook (staff_id, created_at);

CREATE INDEX webhook_active ON webhook (id) WHERE active = 1;

CREATE TABLE webhook_place (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    position BIGINT NOT NULL
);

INSERT INTO webhook_place (id, position) SELECT 1, COALESCE(MAX(position), 0) FROM event_seal;

-- case_ways

DROP INDEX service_case_by_deadline;

DROP INDEX service_case_by_handler;

DROP INDEX service_case_open;

DROP INDEX service_case_open_by_deadline;

DROP INDEX service_case_open_by_time;

DROP INDEX service_case_left;

DROP INDEX service_case_queue;

DROP INDEX service_case_handled;

DROP INDEX service_case_of_unit;

ALTER TABLE service_case ADD COLUMN standing TEXT NOT NULL DEFAULT 'registered' CHECK (standing IN (
    'registered', 'accepted', 'investigating', 'proposing', 'awaiting-decision', 'implementing',
    'awaiting-customer', 'unfounded', 'awaiting-visit', 'summarising', 'archived', 'referred', 'withdrawn',
    'answering', 'assessing', 'responding', 'thanking', 'dispatching', 'taking', 'arriving', 'fixing',
    'signing', 'mediating', 'agreeing', 'merged'));

UPDATE service_case SET standing = state;

ALTER TABLE service_case DROP COLUMN state;

ALTER TABLE service_case RENAME COLUMN standing TO state;

CREATE INDEX service_case_by_deadline ON service_case (unit_id, state, next_due_at, id);

CREATE INDEX service_case_by_handler ON service_case (handler_id, state, next_due_at, id);

CREATE INDEX service_case_handled ON service_case (handler_id, reported_at, id);

CREATE INDEX service_case_of_unit ON service_case (unit_id, reported_at, id);

CREATE INDEX service_case_open ON service_case (next_due_at, id)
WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged');

CREATE INDEX service_case_open_by_deadline ON service_case (COALESCE(next_due_at, 9007199254740991), id)
WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged');

CREATE INDEX service_case_open_by_time ON service_case (reported_at, id)
WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged');

CREATE INDEX service_case_queue ON service_case (unit_id, state, reported_at)
WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged');

CREATE INDEX service_case_left ON service_case (reported_at, id)
WHERE state IN ('referred', 'withdrawn', 'merged');

ALTER TABLE case_entry ADD COLUMN sort TEXT NOT NULL DEFAULT 'note'
    CHECK (sort IN ('reply', 'call', 'customer', 'note', 'receipt', 'asking'));

UPDATE case_entry SET sort = kind;

ALTER TABLE case_entry DROP COLUMN kind;

ALTER TABLE case_entry RENAME COLUMN sort TO kind;

ALTER TABLE service_case ADD COLUMN opinion TEXT NOT NULL DEFAULT '';

ALTER TABLE service_case ADD COLUMN expectation TEXT NOT NULL DEFAULT '';

ALTER TABLE service_case ADD COLUMN grade TEXT NOT NULL DEFAULT 'ordinary'
    CHECK (grade IN ('key', 'ordinary', 'general', 'trial', 'out-of-term'));

ALTER TABLE service_case ADD COLUMN attribution TEXT
    CHECK (attribution IN ('ours', 'not-ours', 'unclear'));

ALTER TABLE service_case ADD COLUMN attribution_reason TEXT;

ALTER TABLE service_case ADD COLUMN adopted INTEGER CHECK (adopted IN (0, 1));

ALTER TABLE service_case ADD COLUMN assessment_reason TEXT;

ALTER TABLE service_case ADD COLUMN outcome TEXT CHECK (outcome IN (
    'solved', 'partly-solved', 'expectation-unmet', 'unfounded', 'answered', 'adopted', 'declined', 'referred',
    'fee-declined', 'withdrawn', 'merged'));

ALTER TABLE service_case ADD COLUMN second_askings BIGINT NOT NULL DEFAULT 0;

ALTER TABLE service_case ADD COLUMN handed_up_at BIGINT;

ALTER TABLE service_case ADD COLUMN parent_id TEXT;

ALTER TABLE service_case ADD COLUMN merged_into TEXT;

ALTER TABLE service_case ADD COLUMN state_before TEXT;

ALTER TABLE service_case ADD COLUMN split_from TEXT;

CREATE INDEX service_case_of_parent ON service_case (parent_id, id) WHERE parent_id IS NOT NULL;

CREATE INDEX service_case_merged ON service_case (merged_into, id) WHERE merged_into IS NOT NULL;

CREATE INDEX service_case_by_cause ON service_case (cause, reported_at, id) WHERE cause IS NOT NULL;

CREATE INDEX service_case_archived ON service_case (archived_at, id) WHERE archived_at IS NOT NULL;

ALTER TABLE proposal ADD COLUMN chosen_at BIGINT;

ALTER TABLE proposal ADD COLUMN chosen_channel TEXT;

ALTER TABLE penalty_line ADD COLUMN basis TEXT NOT NULL DEFAULT '';

ALTER TABLE compensation ADD COLUMN proof TEXT NOT NULL DEFAULT '';

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
);

CREATE TABLE dispute_party (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    name TEXT NOT NULL,
    phone TEXT,
    role TEXT NOT NULL CHECK (role IN ('claimant', 'respondent', 'third-party')),
    claim TEXT NOT NULL
);

CREATE INDEX dispute_party_of_case ON dispute_party (case_id, id);

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
);

CREATE TABLE dispute_agreement (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES service_case (id),
    body TEXT NOT NULL,
    signatories TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL
);

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
);

CREATE TABLE referral (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    party TEXT NOT NULL,
    phone TEXT NOT NULL,
    reason TEXT NOT NULL,
    referred_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    from_directory INTEGER NOT NULL CHECK (from_directory IN (0, 1))
);

CREATE INDEX referral_of_case ON referral (case_id, at);

CREATE INDEX referral_by_party ON referral (party, at);

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
);

CREATE INDEX corrective_action_of_case ON corrective_action (case_id, taken_at);

CREATE INDEX corrective_action_by_owner ON corrective_action (owner_id, done_at, due_at);

CREATE TABLE extra_service (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    body TEXT NOT NULL,
    given_by TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX extra_service_of_case ON extra_service (case_id, at);

CREATE INDEX extra_service_by_staff ON extra_service (given_by, at);

CREATE TABLE case_detail (
    case_id TEXT NOT NULL REFERENCES service_case (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (case_id, name)
);

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
);

CREATE INDEX case_merge_of_source ON case_merge (source_id, at);

CREATE INDEX case_merge_of_target ON case_merge (target_id, at);

-- slip

CREATE TABLE slip (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    unit_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('supervision', 'cooperation')),
    department TEXT NOT NULL,
    receiver_id TEXT NOT NULL,
    matter TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('ordinary', 'serious', 'major')),
    need_by BIGINT NOT NULL,
    sent_by TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sent', 'accepted', 'declined', 'done', 'verified')),
    person_id TEXT,
    promised_at BIGINT,
    answer TEXT NOT NULL,
    urged BIGINT NOT NULL,
    done_by TEXT,
    done_at BIGINT,
    verified_by TEXT,
    verified_at BIGINT,
    CHECK ((done_by IS NULL) = (done_at IS NULL)),
    CHECK ((verified_by IS NULL) = (verified_at IS NULL)),
    CHECK (verified_by IS NULL OR verified_by <> done_by)
);

CREATE INDEX slip_of_case ON slip (case_id, sent_at, id);

CREATE INDEX slip_by_unit ON slip (unit_id, state, need_by, id);

CREATE INDEX slip_by_receiver ON slip (receiver_id, state, need_by, id);

CREATE INDEX slip_by_time ON slip (sent_at, id);

-- case_library

CREATE TABLE case_study (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    title TEXT NOT NULL,
    background TEXT NOT NULL,
    course TEXT NOT NULL,
    cause TEXT NOT NULL,
    solution TEXT NOT NULL,
    standard_answer TEXT NOT NULL,
    author_id TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    approved_by TEXT,
    approved_at BIGINT,
    CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    CHECK (approved_by IS NULL OR approved_by <> author_id)
);

CREATE INDEX case_study_of_case ON case_study (case_id, written_at);

CREATE INDEX case_study_by_time ON case_study (written_at, id);

CREATE TABLE quality_issue (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    product TEXT NOT NULL,
    batch TEXT NOT NULL,
    defect TEXT NOT NULL,
    store TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    follow_up TEXT NOT NULL,
    outcome TEXT NOT NULL,
    closed_at BIGINT
);

CREATE INDEX quality_issue_of_case ON quality_issue (case_id, noted_at);

CREATE INDEX quality_issue_by_product ON quality_issue (product, batch, noted_at);

CREATE INDEX quality_issue_by_time ON quality_issue (noted_at, id);

CREATE TABLE problem_record (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    unit_id TEXT NOT NULL,
    cause TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    owner_id TEXT,
    measure TEXT NOT NULL,
    solved_at BIGINT
);

CREATE INDEX problem_record_by_cause ON problem_record (unit_id, cause, solved_at);

CREATE INDEX problem_record_by_time ON problem_record (opened_at, id);

CREATE TABLE problem_case (
    problem_id TEXT NOT NULL REFERENCES problem_record (id),
    case_id TEXT NOT NULL REFERENCES service_case (id),
    PRIMARY KEY (problem_id, case_id)
);

CREATE INDEX problem_case_of_case ON problem_case (case_id);

-- saved_view

CREATE TABLE saved_view (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL,
    unit_id TEXT,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    position BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE INDEX saved_view_of_owner ON saved_view (owner_id, position, id);

CREATE INDEX saved_view_of_unit ON saved_view (unit_id, position, id) WHERE unit_id IS NOT NULL;

CREATE TABLE saved_view_default (
    staff_id TEXT NOT NULL PRIMARY KEY,
    view_id TEXT NOT NULL
);

-- figure

CREATE INDEX service_case_by_completion ON service_case (completed_at, id) WHERE completed_at IS NOT NULL;

CREATE INDEX obligation_by_rule ON obligation (rule, started_at) WHERE subject_kind = 'case';

CREATE INDEX promise_by_due ON promise (due_at, id);

CREATE INDEX return_visit_by_time ON return_visit (at, id);

CREATE INDEX compensation_by_time ON compensation (asked_at, id);

CREATE INDEX penalty_line_by_time ON penalty_line (at, id);

CREATE INDEX event_by_kind ON event (kind, at, id);

-- figure_backlog

CREATE INDEX service_case_by_end ON service_case
    (COALESCE(completed_at, archived_at, 9007199254740991), reported_at)
WHERE state NOT IN ('referred', 'withdrawn', 'merged');

-- figure_extra_service

CREATE INDEX extra_service_by_time ON extra_service (at, id);

-- complaint_digest

CREATE TABLE complaint_digest (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL,
    month TEXT NOT NULL,
    drafted_by TEXT NOT NULL,
    drafted_at BIGINT NOT NULL,
    problems TEXT NOT NULL,
    causes TEXT NOT NULL,
    submitted_by TEXT,
    submitted_at BIGINT,
    CHECK ((submitted_by IS NULL) = (submitted_at IS NULL)),
    UNIQUE (unit_id, month)
);

CREATE INDEX complaint_digest_by_month ON complaint_digest (month, unit_id);

CREATE TABLE complaint_digest_line (
    digest_id TEXT NOT NULL REFERENCES complaint_digest (id),
    place BIGINT NOT NULL,
    category TEXT NOT NULL,
    number BIGINT NOT NULL,
    before BIGINT NOT NULL,
    founded BIGINT NOT NULL,
    unfounded BIGINT NOT NULL,
    departments TEXT NOT NULL,
    causes TEXT NOT NULL,
    in_time BIGINT NOT NULL,
    decided BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL,
    completed BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    reopened BIGINT NOT NULL,
    compensation_fen BIGINT NOT NULL,
    penalties BIGINT NOT NULL,
    PRIMARY KEY (digest_id, place)
);

CREATE TABLE countermeasure (
    id TEXT NOT NULL PRIMARY KEY,
    digest_id TEXT NOT NULL REFERENCES complaint_digest (id),
    body TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT NOT NULL,
    effect TEXT NOT NULL,
    checked_at BIGINT,
    at BIGINT NOT NULL
);

CREATE INDEX countermeasure_of_digest ON countermeasure (digest_id, at, id);

CREATE TABLE complaint_digest_reader (
    digest_id TEXT NOT NULL REFERENCES complaint_digest (id),
    staff_id TEXT NOT NULL,
    delivered_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (digest_id, staff_id)
);

CREATE TABLE day_digest (
    unit_id TEXT NOT NULL,
    day TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    enquiries BIGINT NOT NULL,
    complaints BIGINT NOT NULL,
    suggestions BIGINT NOT NULL,
    others BIGINT NOT NULL,
    completed BIGINT NOT NULL,
    unresolved BIGINT NOT NULL,
    late BIGINT NOT NULL,
    PRIMARY KEY (unit_id, day)
);

-- contact

CREATE TABLE contact (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    unit_id TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES handbook_version (id),
    direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    channel TEXT NOT NULL,
    receiver_id TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    returns_id TEXT,
    state TEXT NOT NULL CHECK (state IN ('answered', 'wrapped-up', 'missed')),
    ending TEXT,
    ended_at BIGINT,
    identified_at BIGINT,
    triage TEXT CHECK (triage IN ('now', 'chat', 'callback')),
    triaged_at BIGINT,
    held_since BIGINT,
    held BIGINT NOT NULL,
    holds BIGINT NOT NULL,
    rings BIGINT,
    hung_up_by TEXT CHECK (hung_up_by IN ('customer', 'us')),
    purpose TEXT,
    language TEXT NOT NULL,
    caller TEXT NOT NULL,
    organisation TEXT NOT NULL,
    phone TEXT,
    member_number TEXT NOT NULL,
    customer_id TEXT,
    case_id TEXT,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    answer TEXT NOT NULL,
    callback_to TEXT,
    callback_text TEXT,
    callback_promised_at BIGINT,
    callback_acknowledged_at BIGINT,
    callback_contacted_at BIGINT,
    callback_tries BIGINT,
    returned_at BIGINT,
    CHECK ((state = 'wrapped-up') = (ended_at IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK ((triage IS NULL) = (triaged_at IS NULL)),
    CHECK ((callback_to IS NULL) = (callback_promised_at IS NULL)),
    CHECK (returned_at IS NULL OR state = 'missed')
);

CREATE INDEX contact_by_unit ON contact (unit_id, started_at, id);

CREATE INDEX contact_by_receiver ON contact (receiver_id, started_at, id);

CREATE INDEX contact_by_time ON contact (started_at, id);

CREATE INDEX contact_of_customer ON contact (customer_id, started_at);

CREATE INDEX contact_to_call ON contact (callback_to, callback_promised_at)
WHERE callback_to IS NOT NULL AND callback_contacted_at IS NULL;

CREATE TABLE contact_draft (
    contact_id TEXT NOT NULL PRIMARY KEY REFERENCES contact (id),
    body TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- SQLite only:
--   CREATE TABLE contact_number (name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT

-- SQLite only:
--   INSERT INTO contact_number (name, last) VALUES ('contact', 10000)

-- PostgreSQL only:
--   CREATE SEQUENCE contact_number START 10001

-- contact_waiting

CREATE INDEX contact_waiting ON contact (unit_id, started_at, id)
WHERE (state = 'missed' AND returned_at IS NULL)
    OR (callback_to IS NOT NULL AND callback_contacted_at IS NULL)
    OR (state = 'answered' AND held_since IS NOT NULL);

-- message

CREATE TABLE message (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES handbook_version (id),
    taken_by TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    contact_id TEXT,
    addressee_id TEXT NOT NULL,
    caller TEXT NOT NULL,
    organisation TEXT NOT NULL,
    phone TEXT,
    matter TEXT NOT NULL,
    delivered_at BIGINT,
    handled_at BIGINT,
    handled_by TEXT,
    handling TEXT,
    told_back_at BIGINT,
    CHECK ((handled_at IS NULL) = (handled_by IS NULL)),
    CHECK (handled_at IS NULL OR delivered_at IS NOT NULL),
    CHECK (told_back_at IS NULL OR handled_at IS NOT NULL)
);

CREATE INDEX message_for ON message (addressee_id, handled_at, taken_at, id);

CREATE INDEX message_by ON message (taken_by, taken_at, id);

-- reception-channel

CREATE TABLE reception_channel (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'hotline', 'mobile', 'chat', 'mini-program', 'email', 'website', 'counter', 'letter')),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    published TEXT NOT NULL,
    standard TEXT NOT NULL,
    forward TEXT NOT NULL,
    hours TEXT NOT NULL,
    closed_at BIGINT,
    uncovered_since BIGINT,
    verified_by TEXT,
    verified_at BIGINT,
    CHECK ((verified_by IS NULL) = (verified_at IS NULL)),
    CHECK (closed_at IS NULL OR uncovered_since IS NULL)
);

CREATE INDEX reception_channel_by_unit ON reception_channel (unit_id, name, id);

CREATE INDEX reception_channel_open ON reception_channel (id) WHERE closed_at IS NULL;

CREATE TABLE reception_slot (
    id TEXT NOT NULL PRIMARY KEY,
    channel_id TEXT NOT NULL REFERENCES reception_channel (id),
    hours TEXT NOT NULL,
    holder_id TEXT NOT NULL,
    backup_id TEXT CHECK (backup_id <> holder_id),
    since BIGINT NOT NULL,
    since_by TEXT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT,
    reason TEXT NOT NULL,
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);

CREATE INDEX reception_slot_of_channel ON reception_slot (channel_id, since, id);

CREATE INDEX reception_slot_of_holder ON reception_slot (holder_id) WHERE ended_at IS NULL;

-- contact-reception-and-holds

ALTER TABLE contact ADD COLUMN reception_id TEXT;

CREATE INDEX contact_of_reception ON contact (reception_id, started_at) WHERE reception_id IS NOT NULL;

CREATE INDEX contact_by_phone ON contact (phone) WHERE phone IS NOT NULL;

ALTER TABLE contact ADD COLUMN hold_reason TEXT;

CREATE TABLE contact_hold (
    contact_id TEXT NOT NULL REFERENCES contact (id),
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('lookup', 'colleague', 'fetch', 'other')),
    PRIMARY KEY (contact_id, began_at),
    CHECK (ended_at >= began_at)
);

-- message-callers

CREATE INDEX message_by_phone ON message (phone) WHERE phone IS NOT NULL;

CREATE INDEX message_of_contact ON message (contact_id) WHERE contact_id IS NOT NULL;

-- customer_key_by_unit

CREATE INDEX customer_key_by_unit ON customer_key (unit_id, word, known_since, customer_id);

-- staged_case with opinion, expectation, grade and details

ALTER TABLE staged_case ADD COLUMN opinion TEXT NOT NULL DEFAULT '';

ALTER TABLE staged_case ADD COLUMN expectation TEXT NOT NULL DEFAULT '';

ALTER TABLE staged_case ADD COLUMN grade TEXT NOT NULL DEFAULT 'ordinary';

ALTER TABLE staged_case ADD COLUMN details TEXT NOT NULL DEFAULT '{}';

ALTER TABLE staged_case ADD COLUMN is_handler_said INTEGER NOT NULL DEFAULT 0
    CHECK (is_handler_said IN (0, 1));

-- case_handover

CREATE TABLE case_handover (
    transfer_id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    at BIGINT NOT NULL,
    known TEXT NOT NULL,
    matter TEXT NOT NULL,
    wanted TEXT NOT NULL,
    promises TEXT NOT NULL
);

CREATE INDEX case_handover_of_case ON case_handover (case_id, at);

-- held_reply

CREATE TABLE held_reply (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    author_id TEXT NOT NULL REFERENCES staff (id),
    body TEXT NOT NULL,
    acted_at BIGINT NOT NULL,
    send_at BIGINT NOT NULL,
    CHECK (send_at >= acted_at)
);

CREATE INDEX held_reply_of_case ON held_reply (case_id, acted_at, id);

CREATE INDEX held_reply_due ON held_reply (send_at, id);

-- case_tab

CREATE TABLE case_tab (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    case_id TEXT NOT NULL REFERENCES service_case (id),
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (staff_id, case_id)
);

-- case_watch

CREATE TABLE case_watch (
    case_id TEXT NOT NULL REFERENCES service_case (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    typing INTEGER NOT NULL CHECK (typing IN (0, 1)),
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, staff_id)
);

CREATE INDEX case_watch_by_time ON case_watch (seen_at);

-- palette_use

CREATE TABLE palette_use (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    entry TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (staff_id, entry)
);

CREATE INDEX palette_use_by_time ON palette_use (staff_id, used_at);

-- quick_text

CREATE TABLE quick_text (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES staff (id),
    unit_id TEXT REFERENCES unit (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE INDEX quick_text_of_owner ON quick_text (owner_id, title, id);

CREATE INDEX quick_text_of_unit ON quick_text (unit_id, title, id) WHERE unit_id IS NOT NULL;

CREATE TABLE quick_text_use (
    text_key TEXT NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    uses BIGINT NOT NULL CHECK (uses >= 1),
    last_at BIGINT NOT NULL,
    PRIMARY KEY (text_key, staff_id)
);

-- case_hands

CREATE TABLE proposal_reading (
    proposal_id TEXT NOT NULL REFERENCES proposal (id),
    case_id TEXT NOT NULL REFERENCES service_case (id),
    staff_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (proposal_id, staff_id)
);

CREATE INDEX proposal_reading_of_case ON proposal_reading (case_id, at);

INSERT INTO proposal_reading (proposal_id, case_id, staff_id, at)
SELECT id, case_id, read_by, read_at FROM proposal WHERE read_by IS NOT NULL;

ALTER TABLE proposal ADD COLUMN effect TEXT NOT NULL DEFAULT '';

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
);

CREATE INDEX case_transfer_of_case ON case_transfer (case_id, at);

INSERT INTO case_transfer (id, case_id, from_id, to_id, reason, known, wanted, at)
SELECT transfer_id, id, transfer_from, transfer_to, transfer_reason, transfer_known, demand, transferred_at
FROM service_case WHERE transfer_id IS NOT NULL;

ALTER TABLE service_case ADD COLUMN nature TEXT CHECK (nature IN ('technical', 'service'));

ALTER TABLE service_case ADD COLUMN investigator_id TEXT;

ALTER TABLE service_case ADD COLUMN statement TEXT NOT NULL DEFAULT '';

ALTER TABLE penalty_line ADD COLUMN amount_fen BIGINT CHECK (amount_fen >= 0);

ALTER TABLE penalty_line ADD COLUMN points BIGINT CHECK (points >= 0);

-- category_hint

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
);

CREATE UNIQUE INDEX category_training_open ON category_training (code)
WHERE state IN ('asked', 'running');

CREATE INDEX category_training_waiting ON category_training (care_at, id) WHERE care_at IS NOT NULL;

CREATE TABLE category_hint_switch (
    code TEXT NOT NULL PRIMARY KEY,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    switched_by TEXT NOT NULL,
    switched_at BIGINT NOT NULL
);

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
);

CREATE INDEX category_hint_by_time ON category_hint (code, at, id);

-- case_transfer_slip

ALTER TABLE case_transfer ADD COLUMN matter TEXT NOT NULL DEFAULT '';

ALTER TABLE case_transfer ADD COLUMN promises TEXT NOT NULL DEFAULT '[]';

UPDATE case_transfer SET
    matter = (SELECT matter FROM case_handover WHERE transfer_id = case_transfer.id),
    promises = (SELECT promises FROM case_handover WHERE transfer_id = case_transfer.id)
WHERE id IN (SELECT transfer_id FROM case_handover);

INSERT INTO case_transfer
    (id, case_id, to_id, reason, known, wanted, matter, promises, at, settled_at)
SELECT case_handover.transfer_id, case_handover.case_id,
       COALESCE(service_case.handler_id, service_case.first_receiver_id), '', case_handover.known,
       case_handover.wanted, case_handover.matter, case_handover.promises, case_handover.at,
       case_handover.at
FROM case_handover JOIN service_case ON service_case.id = case_handover.case_id
WHERE case_handover.transfer_id NOT IN (SELECT id FROM case_transfer);

DROP TABLE case_handover;

-- staged_customer

CREATE TABLE staged_customer (
    import_id TEXT NOT NULL,
    chunk BIGINT NOT NULL,
    position BIGINT NOT NULL,
    id TEXT NOT NULL,
    is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)),
    number TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    known_since BIGINT NOT NULL,
    phone TEXT,
    phone_last_four TEXT,
    point_id TEXT,
    point_kind TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    member_number TEXT NOT NULL,
    special_needs TEXT NOT NULL,
    preferences TEXT NOT NULL,
    contact_window TEXT NOT NULL,
    address TEXT NOT NULL,
    products TEXT NOT NULL,
    note TEXT NOT NULL,
    external_source TEXT,
    external_number TEXT,
    PRIMARY KEY (import_id, chunk, position)
);

CREATE INDEX staged_customer_by_phone ON staged_customer (import_id, phone) WHERE phone IS NOT NULL;

CREATE INDEX staged_customer_by_member ON staged_customer (import_id, member_number);

-- digest_duties

ALTER TABLE countermeasure ADD COLUMN owner_id TEXT;

ALTER TABLE countermeasure ADD COLUMN round BIGINT NOT NULL DEFAULT 1;

ALTER TABLE countermeasure ADD COLUMN done_at BIGINT;

ALTER TABLE countermeasure ADD COLUMN done_note TEXT NOT NULL DEFAULT '';

ALTER TABLE countermeasure ADD COLUMN worked_by TEXT;

ALTER TABLE countermeasure ADD COLUMN worked_at BIGINT;

ALTER TABLE countermeasure ADD COLUMN dropped_at BIGINT;

ALTER TABLE countermeasure ADD COLUMN dropped_because TEXT NOT NULL DEFAULT '';

CREATE INDEX countermeasure_by_owner ON countermeasure (owner_id, due);

CREATE TABLE countermeasure_check (
    countermeasure_id TEXT NOT NULL REFERENCES countermeasure (id),
    round BIGINT NOT NULL,
    worked INTEGER NOT NULL CHECK (worked IN (0, 1)),
    effect TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (countermeasure_id, round)
);

CREATE TABLE digest_receipt (
    kind TEXT NOT NULL CHECK (kind IN ('day', 'unsolved', 'week')),
    unit_id TEXT NOT NULL,
    period TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (kind, unit_id, period, staff_id)
);

CREATE TABLE week_digest (
    unit_id TEXT NOT NULL,
    week TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    reported BIGINT NOT NULL,
    completed BIGINT NOT NULL,
    unresolved BIGINT NOT NULL,
    PRIMARY KEY (unit_id, week)
);

CREATE TABLE week_digest_line (
    unit_id TEXT NOT NULL,
    week TEXT NOT NULL,
    ranking TEXT NOT NULL CHECK (ranking IN ('category', 'product')),
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    number BIGINT NOT NULL,
    before BIGINT NOT NULL,
    complaints BIGINT NOT NULL,
    unresolved BIGINT NOT NULL,
    PRIMARY KEY (unit_id, week, ranking, place)
);

-- case_sample

CREATE TABLE case_sample_draw (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL,
    clause TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES handbook_version (id),
    period TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    seed TEXT NOT NULL,
    population BIGINT NOT NULL,
    drawn BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CHECK (drawn <= population),
    UNIQUE (unit_id, clause, period)
);

CREATE INDEX case_sample_draw_by_time ON case_sample_draw (from_at, unit_id);

CREATE TABLE case_sample (
    id TEXT NOT NULL PRIMARY KEY,
    draw_id TEXT NOT NULL REFERENCES case_sample_draw (id),
    case_id TEXT NOT NULL REFERENCES service_case (id),
    unit_id TEXT NOT NULL,
    drawn_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL CHECK (attempts >= 0),
    verdict TEXT CHECK (verdict IN ('confirmed', 'disputed', 'unreachable')),
    note TEXT,
    verified_by TEXT,
    verified_at BIGINT,
    CHECK ((verdict IS NULL) = (verified_at IS NULL)),
    CHECK ((verdict IS NULL) = (verified_by IS NULL)),
    UNIQUE (draw_id, case_id)
);

CREATE INDEX case_sample_of_case ON case_sample (case_id);

CREATE INDEX case_sample_open ON case_sample (verdict, drawn_at, id);

-- import-runner

ALTER TABLE data_import ADD COLUMN runs_as TEXT;

-- import-patience

ALTER TABLE data_import ADD COLUMN is_ready INTEGER NOT NULL DEFAULT 1 CHECK (is_ready IN (0, 1));

ALTER TABLE data_import ADD COLUMN stumbles BIGINT NOT NULL DEFAULT 0;

CREATE INDEX data_import_by_readiness ON data_import (state, is_ready, worked_at, id);

CREATE INDEX data_import_by_staff ON data_import (staff_id, state);

-- outbox-receivers

ALTER TABLE outbox ADD COLUMN receiver TEXT NOT NULL DEFAULT '';

UPDATE outbox SET receiver = substr(payload, 1, 36) WHERE kind = 'webhook';

CREATE INDEX outbox_of_receiver ON outbox (kind, receiver, next_at, id) WHERE next_at IS NOT NULL;

-- integration-pacing

ALTER TABLE webhook ADD COLUMN rests_until BIGINT;

ALTER TABLE webhook ADD COLUMN failures BIGINT NOT NULL DEFAULT 0;

DELETE FROM api_reply;

ALTER TABLE api_reply ADD COLUMN rights TEXT NOT NULL DEFAULT '';

-- exception-rounds

ALTER TABLE exception ADD COLUMN round BIGINT NOT NULL DEFAULT 1 CHECK (round >= 1);

-- number-lookup

CREATE TABLE number_lookup (
    staff_id TEXT NOT NULL,
    hour BIGINT NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (staff_id, hour, mark)
);

CREATE INDEX number_lookup_by_hour ON number_lookup (hour, staff_id, mark);

-- contact-closings

ALTER TABLE contact ADD COLUMN left_information TEXT NOT NULL DEFAULT '';

ALTER TABLE contact ADD COLUMN second_contact TEXT NOT NULL DEFAULT '';

ALTER TABLE contact ADD COLUMN repeats_id TEXT;

CREATE INDEX contact_unmatched ON contact (started_at, id)
WHERE direction = 'outbound' AND returns_id IS NULL AND customer_id IS NULL AND case_id IS NULL;

CREATE INDEX contact_repeated ON contact (started_at, id) WHERE repeats_id IS NOT NULL;

-- case_readings

CREATE INDEX service_case_split ON service_case (split_from, id) WHERE split_from IS NOT NULL;

CREATE INDEX service_case_in_archive ON service_case (archived_at, id, unit_id, category)
WHERE state = 'archived' AND archived_at IS NOT NULL;

-- customer_countings

DROP INDEX customer_by_time;

CREATE INDEX customer_by_time ON customer (state, known_since, id, kind, grade, unit_id);

-- case_counts

CREATE INDEX service_case_open_facts ON service_case
    (handler_id, transfer_to, first_receiver_id, unit_id, severity, grade, next_due_at, state, id)
WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged');

-- obligation_posts

CREATE INDEX obligation_of_post ON obligation (owed_by, due_at, id, unit_id)
WHERE state = 'open' AND owed_by_staff IS NULL;

-- contact-particulars

ALTER TABLE contact ADD COLUMN errand TEXT NOT NULL DEFAULT 'service'
    CHECK (errand IN ('service', 'visit', 'marketing'));

ALTER TABLE contact ADD COLUMN call_result TEXT CHECK (call_result IN
    ('informed', 'agreed', 'interested', 'later', 'refused', 'do-not-call', 'not-reached'));

ALTER TABLE contact ADD COLUMN mood TEXT NOT NULL DEFAULT '';

ALTER TABLE contact ADD COLUMN satisfaction TEXT
    CHECK (satisfaction IN ('satisfied', 'neutral', 'dissatisfied'));

ALTER TABLE contact ADD COLUMN follow_up_id TEXT;

ALTER TABLE contact ADD COLUMN computer_skill TEXT CHECK (computer_skill IN ('none', 'some', 'good'));

ALTER TABLE contact ADD COLUMN helper TEXT NOT NULL DEFAULT '';

ALTER TABLE contact ADD COLUMN helper_phone TEXT NOT NULL DEFAULT '';

CREATE INDEX contact_of_ours ON contact (started_at, id) WHERE direction = 'outbound' AND returns_id IS NULL;

CREATE TABLE contact_item (
    contact_id TEXT NOT NULL REFERENCES contact (id),
    place BIGINT NOT NULL,
    text TEXT NOT NULL,
    answer TEXT NOT NULL,
    follow_up TEXT NOT NULL,
    due_at BIGINT,
    done_at BIGINT,
    owed_by TEXT NOT NULL,
    PRIMARY KEY (contact_id, place),
    CHECK (done_at IS NULL OR follow_up <> ''),
    CHECK (due_at IS NULL OR follow_up <> '')
);

CREATE INDEX contact_item_owed ON contact_item (owed_by, due_at)
WHERE follow_up <> '' AND done_at IS NULL;

CREATE TABLE contact_objection (
    contact_id TEXT NOT NULL REFERENCES contact (id),
    objection TEXT NOT NULL,
    answer TEXT NOT NULL,
    worked INTEGER NOT NULL CHECK (worked IN (0, 1)),
    PRIMARY KEY (contact_id, objection)
);

CREATE TABLE contact_material (
    contact_id TEXT NOT NULL REFERENCES contact (id),
    title TEXT NOT NULL,
    sent_through TEXT NOT NULL CHECK (sent_through IN ('told', 'chat', 'email', 'sms')),
    at BIGINT NOT NULL,
    PRIMARY KEY (contact_id, title)
);

-- reception-holidays

ALTER TABLE reception_channel ADD COLUMN keeps_holidays INTEGER NOT NULL DEFAULT 0
    CHECK (keeps_holidays IN (0, 1));

-- mailbox

CREATE TABLE mailbox (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL,
    address TEXT NOT NULL UNIQUE,
    sender TEXT NOT NULL,
    host TEXT NOT NULL,
    port BIGINT NOT NULL,
    line TEXT NOT NULL CHECK (line IN ('tls', 'starttls', 'plain')),
    user_name TEXT NOT NULL,
    secret TEXT NOT NULL,
    folder TEXT NOT NULL,
    smtp_host TEXT,
    smtp_port BIGINT,
    smtp_line TEXT CHECK (smtp_line IN ('tls', 'starttls', 'plain')),
    reception_id TEXT,
    sends_receipts INTEGER NOT NULL CHECK (sends_receipts IN (0, 1)),
    since BIGINT NOT NULL,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    keeper_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    validity BIGINT,
    last_uid BIGINT,
    next_at BIGINT,
    fetched_at BIGINT,
    failures BIGINT NOT NULL,
    trouble TEXT,
    trouble_words TEXT,
    trouble_since BIGINT,
    CHECK ((smtp_host IS NULL) = (smtp_port IS NULL) AND (smtp_host IS NULL) = (smtp_line IS NULL)),
    CHECK ((validity IS NULL) = (last_uid IS NULL)),
    CHECK ((trouble IS NULL) = (trouble_since IS NULL))
);

CREATE INDEX mailbox_due ON mailbox (next_at, id) WHERE next_at IS NOT NULL;

CREATE INDEX mailbox_of_unit ON mailbox (unit_id, address);

CREATE TABLE mailbox_fetch (
    id TEXT NOT NULL PRIMARY KEY,
    mailbox_id TEXT NOT NULL REFERENCES mailbox (id),
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    known BIGINT NOT NULL,
    trouble TEXT,
    words TEXT NOT NULL
);

CREATE INDEX mailbox_fetch_of ON mailbox_fetch (mailbox_id, began_at, id);

CREATE TABLE mail_letter (
    id TEXT NOT NULL PRIMARY KEY,
    mailbox_id TEXT NOT NULL REFERENCES mailbox (id),
    unit_id TEXT NOT NULL,
    validity BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    digest TEXT NOT NULL,
    arrived_at BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    size BIGINT NOT NULL,
    subject TEXT NOT NULL,
    from_name TEXT NOT NULL,
    from_address TEXT NOT NULL,
    reply_name TEXT,
    reply_address TEXT,
    message_id TEXT NOT NULL,
    answers TEXT NOT NULL,
    written_at BIGINT,
    body TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'personal', 'oversized', 'unreadable', 'copy', 'automatic', 'list', 'bounce', 'own')),
    is_cut INTEGER NOT NULL CHECK (is_cut IN (0, 1)),
    contact_id TEXT,
    settlement TEXT CHECK (settlement IN ('answered', 'passed-on', 'closed')),
    settled_at BIGINT,
    settled_by TEXT,
    UNIQUE (mailbox_id, digest),
    CHECK ((settlement IS NULL) = (settled_at IS NULL))
);

CREATE INDEX mail_letter_of_mailbox ON mail_letter (mailbox_id, arrived_at, id);

CREATE INDEX mail_letter_by_message ON mail_letter (message_id) WHERE message_id <> '';

CREATE INDEX mail_letter_of_contact ON mail_letter (contact_id) WHERE contact_id IS NOT NULL;

CREATE INDEX mail_letter_by_sender ON mail_letter (from_address, arrived_at);

CREATE INDEX mail_letter_open ON mail_letter (unit_id, arrived_at, id)
WHERE settlement IS NULL AND kind IN ('personal', 'oversized', 'unreadable');

CREATE TABLE mail_file (
    letter_id TEXT NOT NULL REFERENCES mail_letter (id),
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    mime TEXT NOT NULL,
    digest TEXT,
    PRIMARY KEY (letter_id, number)
);

CREATE INDEX mail_file_by_digest ON mail_file (digest) WHERE digest IS NOT NULL;

CREATE TABLE mail_answer (
    id TEXT NOT NULL PRIMARY KEY,
    mailbox_id TEXT NOT NULL REFERENCES mailbox (id),
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'receipt')),
    letter_id TEXT NOT NULL REFERENCES mail_letter (id),
    case_id TEXT,
    author_id TEXT,
    to_name TEXT NOT NULL,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    answers TEXT NOT NULL,
    acted_at BIGINT NOT NULL,
    send_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'waiting', 'sent', 'failed')),
    sent_at BIGINT,
    problem TEXT NOT NULL
);

CREATE INDEX mail_answer_held ON mail_answer (send_at, id) WHERE state = 'held';

CREATE INDEX mail_answer_of_letter ON mail_answer (letter_id, acted_at);

CREATE INDEX mail_answer_of_case ON mail_answer (case_id, acted_at) WHERE case_id IS NOT NULL;

CREATE INDEX mail_answer_receipts ON mail_answer (to_address, acted_at) WHERE kind = 'receipt';

CREATE INDEX mail_answer_by_mailbox ON mail_answer (mailbox_id, acted_at);

-- mail-letter-writers

CREATE INDEX mail_letter_by_writer ON mail_letter (lower(from_address), id);

-- mail-draft

CREATE INDEX mail_letter_of_nobody ON mail_letter (id) WHERE contact_id IS NULL;

CREATE INDEX mail_answer_by_address ON mail_answer (to_address, acted_at) WHERE kind = 'answer';

CREATE TABLE mail_draft (
    letter_id TEXT NOT NULL REFERENCES mail_letter (id),
    staff_id TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (letter_id, staff_id)
);

-- contact-letters

ALTER TABLE contact ADD COLUMN letter_id TEXT;

CREATE INDEX contact_letters ON contact (unit_id, started_at, id)
WHERE letter_id IS NOT NULL;

CREATE INDEX contact_of_case ON contact (case_id) WHERE case_id IS NOT NULL AND letter_id IS NOT NULL;

-- standing

CREATE TABLE standing (name TEXT NOT NULL PRIMARY KEY, stamp TEXT NOT NULL);

-- contact-counts

CREATE INDEX contact_by_callback ON contact (callback_to, id) WHERE callback_to IS NOT NULL;

-- data-export-counts

CREATE INDEX data_export_by_unit ON data_export (unit_id, at);

CREATE INDEX data_export_by_staff ON data_export (staff_id, at);

-- data-import-counts

CREATE INDEX data_import_by_unit ON data_import (unit_id, at);

-- exception-counts

CREATE INDEX exception_decided ON exception (decided_at, id) WHERE state <> 'requested';

CREATE INDEX exception_by_unit ON exception (unit_id, state);

CREATE INDEX exception_by_requester ON exception (requested_by, state);

-- slip-open

CREATE INDEX slip_open ON slip (need_by, id) WHERE state IN ('sent', 'accepted', 'done');

-- countermeasure-open

CREATE INDEX countermeasure_open ON countermeasure (due, id) WHERE worked_at IS NULL AND dropped_at IS NULL;

-- case-sample-verified

CREATE INDEX case_sample_verified ON case_sample (unit_id, verified_at, id) WHERE verdict IS NOT NULL;

-- intake-draft

CREATE TABLE intake_draft (
    staff_id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX intake_draft_by_age ON intake_draft (at, staff_id);

-- vitals

CREATE TABLE vital_node (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE INDEX vital_node_seen ON vital_node (seen_at, id);

CREATE TABLE vital_period (
    at BIGINT NOT NULL,
    node_id TEXT NOT NULL,
    memory BIGINT NOT NULL,
    streams BIGINT NOT NULL,
    PRIMARY KEY (at, node_id)
);

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
);

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
);

-- obligation-hands

ALTER TABLE obligation ADD COLUMN is_personal INTEGER NOT NULL DEFAULT 0 CHECK (is_personal IN (0, 1));

ALTER TABLE obligation ADD COLUMN breached_by TEXT;

UPDATE obligation SET is_personal = 1
WHERE state = 'open' AND owed_by = 'handler' AND item IN (
    SELECT id FROM corrective_action UNION ALL SELECT id FROM slip UNION ALL SELECT id FROM case_transfer);

-- proposal-attempt

ALTER TABLE proposal ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0);

UPDATE proposal SET attempt = (SELECT refusals FROM service_case WHERE service_case.id = proposal.case_id);

-- adherence-counting

CREATE TABLE adherence_change (
    id BIGSERIAL PRIMARY KEY,
    n INTEGER NOT NULL CHECK (n IN (-1, 1)),
    version_id TEXT NOT NULL,
    clause TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    person TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    slack BIGINT
);

CREATE TABLE adherence_reach (name TEXT NOT NULL PRIMARY KEY, from_at BIGINT NOT NULL);

INSERT INTO adherence_reach (name, from_at) VALUES ('obligation', 9223372036854775807);

-- SQLite only:
--   CREATE TABLE adherence_day (code TEXT NOT NULL,
--   zone TEXT NOT NULL,
--   day_at INTEGER NOT NULL,
--   clause TEXT NOT NULL,
--   unit_id TEXT NOT NULL,
--   person TEXT NOT NULL,
--   outcome TEXT NOT NULL,
--   is_timed INTEGER NOT NULL CHECK (is_timed IN (0, 1)),
--   slack INTEGER NOT NULL,
--   n INTEGER NOT NULL, PRIMARY KEY (code, zone, day_at, clause, unit_id, person, outcome, is_timed, slack)) STRICT, WITHOUT ROWID

-- SQLite only:
--   CREATE INDEX adherence_day_emptied ON adherence_day (day_at) WHERE n = 0

-- SQLite only:
--   CREATE TRIGGER obligation_came AFTER INSERT ON obligation WHEN NEW.state <> 'void'
--   BEGIN INSERT INTO adherence_change (n, version_id, clause, unit_id, person, started_at, outcome, slack)
--   SELECT 1, NEW.version_id, NEW.clause, NEW.unit_id, COALESCE(NULLIF(COALESCE(NEW.breached_by, NEW.owed_by_staff), ''), NEW.ended_by, ''), NEW.started_at, CASE WHEN NEW.state <> 'open' THEN NEW.state WHEN NEW.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END,
--       CASE WHEN NEW.state NOT IN ('kept', 'late')
--       OR (NEW.within IS NULL AND NEW.ended_at = NEW.started_at) THEN NULL
--   WHEN NEW.state = 'kept' AND NEW.due_at < NEW.ended_at THEN 0
--   ELSE NEW.due_at - NEW.ended_at END
--   WHERE NEW.state <> 'void'; END

-- SQLite only:
--   CREATE TRIGGER obligation_changed AFTER UPDATE ON obligation WHEN OLD.state <> NEW.state OR OLD.version_id <> NEW.version_id OR OLD.clause <> NEW.clause OR OLD.unit_id <> NEW.unit_id OR OLD.started_at <> NEW.started_at OR CASE WHEN OLD.state <> 'open' THEN OLD.state WHEN OLD.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END <> CASE WHEN NEW.state <> 'open' THEN NEW.state WHEN NEW.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END OR COALESCE(NULLIF(COALESCE(OLD.breached_by, OLD.owed_by_staff), ''), OLD.ended_by, '') <> COALESCE(NULLIF(COALESCE(NEW.breached_by, NEW.owed_by_staff), ''), NEW.ended_by, '') OR COALESCE(CASE WHEN OLD.state NOT IN ('kept', 'late')
--       OR (OLD.within IS NULL AND OLD.ended_at = OLD.started_at) THEN NULL
--   WHEN OLD.state = 'kept' AND OLD.due_at < OLD.ended_at THEN 0
--   ELSE OLD.due_at - OLD.ended_at END, 9223372036854775807) <> COALESCE(CASE WHEN NEW.state NOT IN ('kept', 'late')
--       OR (NEW.within IS NULL AND NEW.ended_at = NEW.started_at) THEN NULL
--   WHEN NEW.state = 'kept' AND NEW.due_at < NEW.ended_at THEN 0
--   ELSE NEW.due_at - NEW.ended_at END, 9223372036854775807)
--   BEGIN INSERT INTO adherence_change (n, version_id, clause, unit_id, person, started_at, outcome, slack)
--   SELECT -1, OLD.version_id, OLD.clause, OLD.unit_id, COALESCE(NULLIF(COALESCE(OLD.breached_by, OLD.owed_by_staff), ''), OLD.ended_by, ''), OLD.started_at, CASE WHEN OLD.state <> 'open' THEN OLD.state WHEN OLD.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END,
--       CASE WHEN OLD.state NOT IN ('kept', 'late')
--       OR (OLD.within IS NULL AND OLD.ended_at = OLD.started_at) THEN NULL
--   WHEN OLD.state = 'kept' AND OLD.due_at < OLD.ended_at THEN 0
--   ELSE OLD.due_at - OLD.ended_at END
--   WHERE OLD.state <> 'void'; INSERT INTO adherence_change (n, version_id, clause, unit_id, person, started_at, outcome, slack)
--   SELECT 1, NEW.version_id, NEW.clause, NEW.unit_id, COALESCE(NULLIF(COALESCE(NEW.breached_by, NEW.owed_by_staff), ''), NEW.ended_by, ''), NEW.started_at, CASE WHEN NEW.state <> 'open' THEN NEW.state WHEN NEW.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END,
--       CASE WHEN NEW.state NOT IN ('kept', 'late')
--       OR (NEW.within IS NULL AND NEW.ended_at = NEW.started_at) THEN NULL
--   WHEN NEW.state = 'kept' AND NEW.due_at < NEW.ended_at THEN 0
--   ELSE NEW.due_at - NEW.ended_at END
--   WHERE NEW.state <> 'void'; END

-- SQLite only:
--   CREATE TRIGGER obligation_went AFTER DELETE ON obligation WHEN OLD.state <> 'void'
--   BEGIN INSERT INTO adherence_change (n, version_id, clause, unit_id, person, started_at, outcome, slack)
--   SELECT -1, OLD.version_id, OLD.clause, OLD.unit_id, COALESCE(NULLIF(COALESCE(OLD.breached_by, OLD.owed_by_staff), ''), OLD.ended_by, ''), OLD.started_at, CASE WHEN OLD.state <> 'open' THEN OLD.state WHEN OLD.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END,
--       CASE WHEN OLD.state NOT IN ('kept', 'late')
--       OR (OLD.within IS NULL AND OLD.ended_at = OLD.started_at) THEN NULL
--   WHEN OLD.state = 'kept' AND OLD.due_at < OLD.ended_at THEN 0
--   ELSE OLD.due_at - OLD.ended_at END
--   WHERE OLD.state <> 'void'; END

-- PostgreSQL only:
--   CREATE TABLE adherence_day (code TEXT NOT NULL,
--   zone TEXT NOT NULL,
--   day_at BIGINT NOT NULL,
--   clause TEXT NOT NULL,
--   unit_id TEXT NOT NULL,
--   person TEXT NOT NULL,
--   outcome TEXT NOT NULL,
--   is_timed INTEGER NOT NULL CHECK (is_timed IN (0, 1)),
--   slack BIGINT NOT NULL,
--   n BIGINT NOT NULL, PRIMARY KEY (code, zone, day_at, clause, unit_id, person, outcome, is_timed, slack) INCLUDE (n))

-- PostgreSQL only:
--   CREATE INDEX adherence_day_emptied ON adherence_day (day_at) WHERE n = 0

-- PostgreSQL only:
--   CREATE FUNCTION count_obligation() RETURNS trigger LANGUAGE plpgsql AS $$
--   BEGIN
--       IF TG_OP <> 'INSERT' THEN INSERT INTO adherence_change (n, version_id, clause, unit_id, person, started_at, outcome, slack)
--   SELECT -1, OLD.version_id, OLD.clause, OLD.unit_id, COALESCE(NULLIF(COALESCE(OLD.breached_by, OLD.owed_by_staff), ''), OLD.ended_by, ''), OLD.started_at, CASE WHEN OLD.state <> 'open' THEN OLD.state WHEN OLD.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END,
--       CASE WHEN OLD.state NOT IN ('kept', 'late')
--       OR (OLD.within IS NULL AND OLD.ended_at = OLD.started_at) THEN NULL
--   WHEN OLD.state = 'kept' AND OLD.due_at < OLD.ended_at THEN 0
--   ELSE OLD.due_at - OLD.ended_at END
--   WHERE OLD.state <> 'void'; END IF;
--       IF TG_OP <> 'DELETE' THEN INSERT INTO adherence_change (n, version_id, clause, unit_id, person, started_at, outcome, slack)
--   SELECT 1, NEW.version_id, NEW.clause, NEW.unit_id, COALESCE(NULLIF(COALESCE(NEW.breached_by, NEW.owed_by_staff), ''), NEW.ended_by, ''), NEW.started_at, CASE WHEN NEW.state <> 'open' THEN NEW.state WHEN NEW.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END,
--       CASE WHEN NEW.state NOT IN ('kept', 'late')
--       OR (NEW.within IS NULL AND NEW.ended_at = NEW.started_at) THEN NULL
--   WHEN NEW.state = 'kept' AND NEW.due_at < NEW.ended_at THEN 0
--   ELSE NEW.due_at - NEW.ended_at END
--   WHERE NEW.state <> 'void'; END IF;
--       RETURN NULL;
--   END $$

-- PostgreSQL only:
--   CREATE TRIGGER obligation_came AFTER INSERT ON obligation
--   FOR EACH ROW WHEN (NEW.state <> 'void') EXECUTE FUNCTION count_obligation()

-- PostgreSQL only:
--   CREATE TRIGGER obligation_changed AFTER UPDATE ON obligation
--   FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.version_id <> NEW.version_id OR OLD.clause <> NEW.clause OR OLD.unit_id <> NEW.unit_id OR OLD.started_at <> NEW.started_at OR CASE WHEN OLD.state <> 'open' THEN OLD.state WHEN OLD.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END <> CASE WHEN NEW.state <> 'open' THEN NEW.state WHEN NEW.breached_at IS NULL THEN 'running'
--   ELSE 'broken' END OR COALESCE(NULLIF(COALESCE(OLD.breached_by, OLD.owed_by_staff), ''), OLD.ended_by, '') <> COALESCE(NULLIF(COALESCE(NEW.breached_by, NEW.owed_by_staff), ''), NEW.ended_by, '') OR COALESCE(CASE WHEN OLD.state NOT IN ('kept', 'late')
--       OR (OLD.within IS NULL AND OLD.ended_at = OLD.started_at) THEN NULL
--   WHEN OLD.state = 'kept' AND OLD.due_at < OLD.ended_at THEN 0
--   ELSE OLD.due_at - OLD.ended_at END, 9223372036854775807) <> COALESCE(CASE WHEN NEW.state NOT IN ('kept', 'late')
--       OR (NEW.within IS NULL AND NEW.ended_at = NEW.started_at) THEN NULL
--   WHEN NEW.state = 'kept' AND NEW.due_at < NEW.ended_at THEN 0
--   ELSE NEW.due_at - NEW.ended_at END, 9223372036854775807)) EXECUTE FUNCTION count_obligation()

-- PostgreSQL only:
--   CREATE TRIGGER obligation_went AFTER DELETE ON obligation
--   FOR EACH ROW WHEN (OLD.state <> 'void') EXECUTE FUNCTION count_obligation()

-- case_lists

CREATE INDEX service_case_open_of_unit ON service_case
    (unit_id, COALESCE(next_due_at, 9007199254740991), id)
WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged');

CREATE INDEX service_case_open_severe ON service_case (severity, unit_id)
WHERE severity IN ('serious', 'major') AND state NOT IN ('archived', 'referred', 'withdrawn', 'merged');

CREATE INDEX service_case_open_key ON service_case
    (COALESCE(next_due_at, 9007199254740991), id, grade, state)
WHERE grade = 'key' AND state NOT IN ('archived', 'referred', 'withdrawn', 'merged');

-- case_papers

ALTER TABLE compensation ADD COLUMN received_by TEXT NOT NULL DEFAULT '';

ALTER TABLE compensation ADD COLUMN budget TEXT NOT NULL DEFAULT '';

UPDATE promise SET kept_at = (
    SELECT service_case.completed_at FROM service_case WHERE service_case.id = promise.case_id
)
WHERE kept_at IS NULL AND made_at <= (
    SELECT service_case.completed_at FROM service_case WHERE service_case.id = promise.case_id
);

-- case_study_meeting

ALTER TABLE case_study ADD COLUMN met_on TEXT;

-- compensation-refusal

ALTER TABLE compensation ADD COLUMN refused_by TEXT;

ALTER TABLE compensation ADD COLUMN refused_at BIGINT;

ALTER TABLE compensation ADD COLUMN refused_reason TEXT NOT NULL DEFAULT '';

ALTER TABLE mediation_session ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0);

UPDATE mediation_session SET attempt = (
    SELECT refusals FROM service_case WHERE service_case.id = mediation_session.case_id
);

-- case_authorities

ALTER TABLE service_case ADD COLUMN decided_post TEXT;

ALTER TABLE service_case ADD COLUMN decided_beyond INTEGER CHECK (decided_beyond IN (0, 1));

ALTER TABLE compensation ADD COLUMN applicant_limit BIGINT CHECK (applicant_limit >= 0);

-- digest_subtrees

ALTER TABLE day_digest ADD COLUMN counted BIGINT NOT NULL DEFAULT 1;

ALTER TABLE week_digest ADD COLUMN counted BIGINT NOT NULL DEFAULT 1;

-- given-passwords

ALTER TABLE staff ADD COLUMN password_given_at BIGINT
    CHECK (password_given_at IS NULL OR must_choose_password = 1);

UPDATE staff
SET password_given_at = (
    SELECT MAX(event.at) FROM event WHERE event.subject_kind = 'staff' AND event.subject_id = staff.id)
WHERE must_choose_password = 1;

-- roster

CREATE TABLE shift_template (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    code TEXT NOT NULL CHECK (code <> '' AND code <> '-'),
    name_zh TEXT NOT NULL CHECK (name_zh <> ''),
    name_en TEXT NOT NULL,
    starts_minute BIGINT NOT NULL CHECK (starts_minute BETWEEN 0 AND 1439),
    length_minutes BIGINT NOT NULL CHECK (length_minutes BETWEEN 30 AND 1440),
    break_minutes BIGINT NOT NULL CHECK (break_minutes >= 0),
    is_night INTEGER NOT NULL CHECK (is_night IN (0, 1)),
    retired_at BIGINT,
    UNIQUE (unit_id, code),
    CHECK (break_minutes < length_minutes)
);

CREATE TABLE shift_group (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL CHECK (name <> ''),
    line_id TEXT REFERENCES work_line (id),
    minimum BIGINT NOT NULL CHECK (minimum BETWEEN 0 AND 500),
    target BIGINT NOT NULL CHECK (target BETWEEN 0 AND 500),
    retired_at BIGINT,
    UNIQUE (unit_id, name),
    CHECK (target >= minimum)
);

CREATE TABLE shift_group_member (
    id TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES shift_group (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    from_on TEXT NOT NULL,
    until_on TEXT,
    CHECK (until_on IS NULL OR until_on >= from_on)
);

CREATE INDEX shift_group_member_of ON shift_group_member (group_id, from_on, id);

CREATE INDEX shift_group_member_is ON shift_group_member (staff_id, from_on);

CREATE TABLE rotation_pattern (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL CHECK (name <> ''),
    anchor_on TEXT NOT NULL,
    cycle TEXT NOT NULL CHECK (cycle <> ''),
    days TEXT NOT NULL CHECK (days IN ('every', 'working')),
    -- On so many first and last days of a month another template is worked instead (SOFT-19).
    edge_code TEXT,
    edge_first BIGINT NOT NULL CHECK (edge_first BETWEEN 0 AND 15),
    edge_last BIGINT NOT NULL CHECK (edge_last BETWEEN 0 AND 15),
    retired_at BIGINT,
    UNIQUE (unit_id, name),
    CHECK ((edge_code IS NULL) = (edge_first + edge_last = 0))
);

CREATE TABLE rotation_offset (
    pattern_id TEXT NOT NULL REFERENCES rotation_pattern (id),
    group_id TEXT NOT NULL REFERENCES shift_group (id),
    places BIGINT NOT NULL CHECK (places BETWEEN 0 AND 399),
    PRIMARY KEY (pattern_id, group_id)
);

CREATE INDEX rotation_offset_of_group ON rotation_offset (group_id);

CREATE TABLE roster (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'checked', 'published', 'in_force', 'closed', 'discarded')),
    -- One more with every change: whoever changes an older one is told so.
    version BIGINT NOT NULL CHECK (version >= 1),
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    checked_by TEXT,
    checked_at BIGINT,
    published_by TEXT,
    published_at BIGINT,
    in_force_at BIGINT,
    closed_by TEXT,
    closed_at BIGINT,
    CHECK (until_on >= from_on),
    CHECK ((checked_by IS NULL) = (checked_at IS NULL)),
    CHECK ((published_by IS NULL) = (published_at IS NULL)),
    CHECK ((published_at IS NOT NULL) = (state IN ('published', 'in_force', 'closed'))),
    CHECK (state NOT IN ('in_force', 'closed') OR in_force_at IS NOT NULL),
    CHECK ((closed_at IS NOT NULL) = (state = 'closed'))
);

CREATE INDEX roster_of_unit ON roster (unit_id, from_on, id);

CREATE INDEX roster_coming ON roster (from_on, id) WHERE state = 'published';

CREATE INDEX roster_current ON roster (until_on, id) WHERE state = 'in_force';

CREATE TABLE shift_assignment (
    id TEXT NOT NULL PRIMARY KEY,
    roster_id TEXT NOT NULL REFERENCES roster (id),
    unit_id TEXT NOT NULL,
    staff_id TEXT REFERENCES staff (id),
    template_id TEXT REFERENCES shift_template (id),
    group_id TEXT REFERENCES shift_group (id),
    line_id TEXT REFERENCES work_line (id),
    post TEXT NOT NULL,
    day_on TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    break_minutes BIGINT NOT NULL CHECK (break_minutes >= 0),
    origin TEXT NOT NULL CHECK (origin IN (
        'roster', 'swap', 'return', 'cover', 'open', 'adjusted')),
    is_shadow INTEGER NOT NULL CHECK (is_shadow IN (0, 1)),
    mentor_id TEXT REFERENCES staff (id),
    entered_by TEXT,
    entered_at BIGINT NOT NULL,
    taken_back_at BIGINT,
    taken_back_by TEXT,
    taken_back_for TEXT CHECK (taken_back_for IN ('adjusted', 'leave', 'swap', 'left', 'taken')),
    replaced_by TEXT REFERENCES shift_assignment (id),
    CHECK (ends_at > starts_at AND ends_at - starts_at <= 90000000),
    -- Whoever learns is somebody, and has somebody beside them who is not themselves (GAME-04).
    CHECK (is_shadow = 0 OR staff_id IS NOT NULL),
    CHECK (mentor_id IS NULL OR (is_shadow = 1 AND mentor_id <> staff_id)),
    CHECK ((taken_back_at IS NULL) = (taken_back_for IS NULL)),
    CHECK (replaced_by IS NULL OR taken_back_at IS NOT NULL)
);

CREATE INDEX shift_assignment_of_staff ON shift_assignment (staff_id, starts_at);

CREATE INDEX shift_assignment_of_unit ON shift_assignment (unit_id, starts_at);

CREATE INDEX shift_assignment_of_roster ON shift_assignment (roster_id, day_on, id);

CREATE INDEX shift_assignment_open ON shift_assignment (unit_id, starts_at) WHERE staff_id IS NULL AND taken_back_at IS NULL;

CREATE TABLE roster_change (
    id TEXT NOT NULL PRIMARY KEY,
    roster_id TEXT NOT NULL REFERENCES roster (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    at BIGINT NOT NULL,
    by_staff TEXT,
    what TEXT NOT NULL CHECK (what IN (
        'added', 'moved', 'taken_off', 'opened', 'taken', 'given', 'leave', 'swap', 'duty')),
    staff_id TEXT,
    day_on TEXT NOT NULL,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (roster_id, number)
);

CREATE TABLE shift_feed (
    staff_id TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
    token TEXT NOT NULL UNIQUE,
    made_at BIGINT NOT NULL
);

-- duty

CREATE TABLE duty_assignment (
    id TEXT NOT NULL PRIMARY KEY,
    roster_id TEXT NOT NULL REFERENCES roster (id),
    unit_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('duty', 'supervisor')),
    day_on TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    primary_id TEXT NOT NULL REFERENCES staff (id),
    backup_id TEXT REFERENCES staff (id),
    phone TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    taken_back_at BIGINT,
    taken_back_by TEXT,
    CHECK (ends_at > starts_at AND ends_at - starts_at <= 604800000),
    CHECK (backup_id IS NULL OR backup_id <> primary_id),
    CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL))
);

CREATE INDEX duty_assignment_of_unit ON duty_assignment (unit_id, starts_at);

CREATE INDEX duty_assignment_of_roster ON duty_assignment (roster_id, starts_at, id);

CREATE INDEX duty_assignment_of_primary ON duty_assignment (primary_id, starts_at);

CREATE INDEX duty_assignment_of_backup ON duty_assignment (backup_id, starts_at) WHERE backup_id IS NOT NULL;

-- leave

CREATE TABLE leave_request (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    asked_on TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    type TEXT NOT NULL CHECK (type <> ''),
    rule TEXT NOT NULL CHECK (rule IN (
        'ordinary', 'sudden', 'holiday', 'retroactive', 'official', 'statutory')),
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    half_days BIGINT NOT NULL CHECK (half_days >= 0),
    first_shift_at BIGINT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    proof TEXT NOT NULL,
    substitute_id TEXT REFERENCES staff (id),
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'submitted', 'approved', 'rejected', 'withdrawn', 'taken', 'reported_back')),
    decided_by TEXT,
    decided_at BIGINT,
    opinion TEXT NOT NULL,
    ended_at BIGINT,
    reported_at BIGINT,
    later_proof TEXT NOT NULL,
    CHECK (to_at > from_at),
    CHECK (substitute_id IS NULL OR substitute_id <> staff_id),
    -- Nobody decides on their own.
    CHECK (decided_by IS NULL OR decided_by <> staff_id),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (decided_at IS NOT NULL OR state IN ('submitted', 'withdrawn')),
    CHECK ((reported_at IS NOT NULL) = (state = 'reported_back'))
);

CREATE INDEX leave_request_of_staff ON leave_request (staff_id, from_at, id);

CREATE INDEX leave_request_of_unit ON leave_request (unit_id, from_at, id);

CREATE INDEX leave_request_of_day ON leave_request (asked_on);

CREATE INDEX leave_request_waiting ON leave_request (unit_id, asked_at, id) WHERE state = 'submitted';

CREATE INDEX leave_request_coming ON leave_request (from_at, id) WHERE state = 'approved';

CREATE INDEX leave_request_going ON leave_request (to_at, id) WHERE state = 'taken' AND ended_at IS NULL;

CREATE TABLE annual_leave_entry (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    year BIGINT NOT NULL CHECK (year BETWEEN 2000 AND 2999),
    half_days BIGINT NOT NULL CHECK (half_days <> 0),
    kind TEXT NOT NULL CHECK (kind IN ('granted', 'taken', 'returned')),
    leave_id TEXT REFERENCES leave_request (id),
    working_since_on TEXT,
    entered_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    CHECK ((kind = 'granted') = (leave_id IS NULL)),
    CHECK ((kind = 'granted') = (working_since_on IS NOT NULL)),
    CHECK (kind <> 'taken' OR half_days < 0),
    CHECK (kind <> 'returned' OR half_days > 0)
);

CREATE INDEX annual_leave_entry_of ON annual_leave_entry (staff_id, year, entered_at, id);

CREATE UNIQUE INDEX annual_leave_entry_once ON annual_leave_entry (leave_id, kind) WHERE leave_id IS NOT NULL;

-- shift-swap

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
);

CREATE INDEX shift_swap_by_initiator ON shift_swap (initiator_id, swap_month, id);

CREATE INDEX shift_swap_by_counterpart ON shift_swap (counterpart_id, swap_month, id);

CREATE INDEX shift_swap_of_unit ON shift_swap (unit_id, swap_starts_at, id);

CREATE INDEX shift_swap_of_day ON shift_swap (requested_on);

CREATE INDEX shift_swap_of_shift ON shift_swap (swap_shift_id);

CREATE INDEX shift_swap_of_return ON shift_swap (return_shift_id);

CREATE INDEX shift_swap_pending ON shift_swap (first_at, id) WHERE state IN ('requested', 'accepted');

CREATE INDEX shift_swap_waiting ON shift_swap (unit_id, first_at, id) WHERE state IN ('requested', 'accepted');

CREATE INDEX shift_swap_going ON shift_swap (swap_ends_at, id) WHERE state IN ('approved', 'worked');

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
);

CREATE INDEX swap_liability_of_unit ON swap_liability (unit_id, opened_at, id);

-- shift-endings

CREATE INDEX shift_assignment_ending ON shift_assignment (ends_at, unit_id)
WHERE staff_id IS NOT NULL AND taken_back_at IS NULL;

-- handover

CREATE TABLE handover (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    opened_on TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL CHECK (kind IN ('shift', 'leave', 'transfer', 'resignation')),
    until_at BIGINT NOT NULL,
    next_from_at BIGINT,
    next_to_at BIGINT,
    leave_id TEXT REFERENCES leave_request (id),
    opened_at BIGINT NOT NULL,
    giver_id TEXT NOT NULL REFERENCES staff (id),
    taker_id TEXT REFERENCES staff (id),
    state TEXT NOT NULL CHECK (state IN (
        'drafted', 'offered', 'refused', 'signed', 'settled', 'dropped')),
    none TEXT NOT NULL,
    other TEXT NOT NULL,
    offered_at BIGINT,
    taken_by TEXT,
    taken_at BIGINT,
    arrived_at BIGINT,
    witnessed_by TEXT,
    witnessed_at BIGINT,
    CHECK ((next_from_at IS NULL) = (next_to_at IS NULL)),
    CHECK (next_to_at IS NULL OR next_to_at > next_from_at),
    CHECK (next_from_at IS NULL OR kind = 'shift'),
    CHECK ((leave_id IS NOT NULL) = (kind = 'leave')),
    CHECK (taker_id IS NULL OR taker_id <> giver_id),
    CHECK ((offered_at IS NOT NULL) = (state IN ('offered', 'signed', 'settled'))),
    CHECK ((taken_at IS NOT NULL) = (state IN ('signed', 'settled'))),
    CHECK ((taken_at IS NULL) = (taken_by IS NULL) AND (taken_at IS NULL) = (arrived_at IS NULL)),
    CHECK (kind <> 'shift' OR state <> 'signed'),
    -- Nobody signs twice.
    CHECK ((witnessed_by IS NULL) = (witnessed_at IS NULL)),
    CHECK (witnessed_by IS NULL OR (witnessed_by <> giver_id AND witnessed_by <> taker_id)),
    CHECK (witnessed_at IS NULL OR (state = 'settled' AND kind <> 'shift'))
);

CREATE INDEX handover_of_unit ON handover (unit_id, until_at, id);

CREATE INDEX handover_of_day ON handover (opened_on);

CREATE INDEX handover_by_giver ON handover (giver_id, until_at, id);

CREATE INDEX handover_by_taker ON handover (taker_id, until_at, id) WHERE taker_id IS NOT NULL;

CREATE INDEX handover_pending ON handover (unit_id, until_at, id)
WHERE state IN ('drafted', 'offered', 'refused', 'signed');

CREATE UNIQUE INDEX handover_of_change ON handover (unit_id, until_at)
WHERE kind = 'shift' AND state <> 'dropped';

CREATE UNIQUE INDEX handover_of_leave ON handover (leave_id)
WHERE leave_id IS NOT NULL AND state <> 'dropped';

CREATE TABLE handover_line (
    handover_id TEXT NOT NULL REFERENCES handover (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    item TEXT NOT NULL,
    name TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('equipment', 'count', 'check', 'leaving')),
    standing TEXT NOT NULL CHECK (standing IN (
        'fine', 'fault', 'done', 'undone', 'counted', 'told')),
    expected BIGINT,
    actual BIGINT,
    measure TEXT NOT NULL,
    remark TEXT NOT NULL,
    PRIMARY KEY (handover_id, item),
    CHECK ((part = 'count') = (actual IS NOT NULL)),
    CHECK (standing <> 'fault' OR remark <> '')
);

CREATE TABLE handover_entry (
    handover_id TEXT NOT NULL REFERENCES handover (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    part TEXT NOT NULL CHECK (part IN ('case', 'promise', 'message', 'staffing', 'matter')),
    record_id TEXT NOT NULL,
    text TEXT NOT NULL,
    due_at BIGINT,
    PRIMARY KEY (handover_id, place)
);

CREATE TABLE handover_matter (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    handover_id TEXT NOT NULL REFERENCES handover (id),
    is_leaving INTEGER NOT NULL CHECK (is_leaving IN (0, 1)),
    text TEXT NOT NULL CHECK (text <> ''),
    case_id TEXT REFERENCES service_case (id),
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_by TEXT,
    closed_at BIGINT,
    closing TEXT NOT NULL,
    CHECK ((closed_by IS NULL) = (closed_at IS NULL)),
    CHECK (closed_at IS NULL OR closing <> '')
);

CREATE INDEX handover_matter_of ON handover_matter (handover_id, opened_at, id);

CREATE INDEX handover_matter_open ON handover_matter (unit_id, opened_at, id)
WHERE closed_at IS NULL AND is_leaving = 0;

CREATE INDEX handover_matter_of_case ON handover_matter (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE handover_objection (
    id TEXT NOT NULL PRIMARY KEY,
    handover_id TEXT NOT NULL REFERENCES handover (id),
    raised_by TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    is_refusal INTEGER NOT NULL CHECK (is_refusal IN (0, 1)),
    answered_by TEXT,
    answered_at BIGINT,
    answer TEXT NOT NULL,
    CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
    CHECK (answered_by IS NULL OR answered_by <> raised_by)
);

CREATE INDEX handover_objection_waiting ON handover_objection (handover_id)
WHERE answered_at IS NULL;

CREATE INDEX handover_objection_of ON handover_objection (handover_id, raised_at, id);

-- leave-papers

CREATE TABLE leave_draft (
    staff_id TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
    type TEXT NOT NULL,
    from_at BIGINT,
    to_at BIGINT,
    reason TEXT NOT NULL,
    proof TEXT NOT NULL,
    substitute_id TEXT REFERENCES staff (id),
    kept_at BIGINT NOT NULL
);

CREATE TABLE leave_proof (
    id TEXT NOT NULL PRIMARY KEY,
    leave_id TEXT NOT NULL REFERENCES leave_request (id),
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    mime TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL
);

CREATE INDEX leave_proof_of ON leave_proof (leave_id, added_at, id);

CREATE INDEX leave_proof_of_content ON leave_proof (digest);

-- liability-shares

CREATE TABLE liability_share (
    liability_id TEXT NOT NULL REFERENCES swap_liability (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    unit_id TEXT NOT NULL,
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 100),
    missed_at BIGINT NOT NULL,
    settled_by TEXT NOT NULL,
    settled_at BIGINT NOT NULL,
    PRIMARY KEY (liability_id, staff_id)
);

CREATE INDEX liability_share_of ON liability_share (staff_id, missed_at, liability_id);

CREATE INDEX liability_share_in ON liability_share (unit_id, missed_at, liability_id);

-- roster_proposal

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
);

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
);

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
);

CREATE UNIQUE INDEX roster_proposal_open ON roster_proposal (unit_id)
WHERE state IN ('asked', 'running');

CREATE INDEX roster_proposal_waiting ON roster_proposal (care_at, id) WHERE care_at IS NOT NULL;

CREATE INDEX roster_proposal_of_roster ON roster_proposal (roster_id, asked_at, id);

-- attendance

CREATE TABLE device_file (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    device TEXT NOT NULL,
    digest TEXT NOT NULL,
    rows BIGINT NOT NULL CHECK (rows >= 0),
    taken BIGINT NOT NULL CHECK (taken >= 0 AND taken <= rows),
    entered_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL
);

CREATE INDEX device_file_of_unit ON device_file (unit_id, entered_at, id);

CREATE TABLE device_file_problem (
    file_id TEXT NOT NULL REFERENCES device_file (id),
    row_number BIGINT NOT NULL CHECK (row_number >= 1),
    reason TEXT NOT NULL CHECK (reason IN (
        'unreadable', 'missing_hour', 'nobody', 'several', 'elsewhere', 'future', 'too_old', 'locked',
        'twice', 'known')),
    text TEXT NOT NULL,
    PRIMARY KEY (file_id, row_number)
);

CREATE TABLE clock_correction (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    asked_on TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL CHECK (kind IN ('in', 'out')),
    at BIGINT NOT NULL,
    day_on TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    proof TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'rejected', 'withdrawn')),
    decided_by TEXT,
    decided_at BIGINT,
    opinion TEXT NOT NULL,
    CHECK (at <= asked_at),
    -- Nobody decides on their own.
    CHECK (decided_by IS NULL OR decided_by <> staff_id),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_at IS NOT NULL) = (state IN ('approved', 'rejected')))
);

CREATE INDEX clock_correction_of_staff ON clock_correction (staff_id, day_on, id);

CREATE INDEX clock_correction_of_day ON clock_correction (asked_on);

CREATE INDEX clock_correction_waiting ON clock_correction (unit_id, asked_at, id) WHERE state = 'asked';

CREATE TABLE clock_event (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL CHECK (kind IN ('in', 'out', 'unknown')),
    at BIGINT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('web', 'device', 'correction')),
    device TEXT NOT NULL,
    file_id TEXT REFERENCES device_file (id),
    correction_id TEXT REFERENCES clock_correction (id),
    entered_by TEXT,
    entered_at BIGINT NOT NULL,
    CHECK (at <= entered_at),
    CHECK ((source = 'device') = (file_id IS NOT NULL)),
    CHECK ((source = 'correction') = (correction_id IS NOT NULL))
);

CREATE UNIQUE INDEX clock_event_once ON clock_event (staff_id, at, kind);

CREATE UNIQUE INDEX clock_event_corrected ON clock_event (correction_id) WHERE correction_id IS NOT NULL;

CREATE TABLE attendance_sheet (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    month_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'objected', 'confirmed', 'checked', 'locked')),
    -- The days as they were confirmed; an empty list before.
    days TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    objection TEXT NOT NULL,
    objected_at BIGINT,
    answer TEXT NOT NULL,
    answered_by TEXT,
    answered_at BIGINT,
    checked_by TEXT,
    checked_at BIGINT,
    locked_by TEXT,
    locked_at BIGINT,
    UNIQUE (staff_id, month_on),
    CHECK ((confirmed_at IS NOT NULL) = (state IN ('confirmed', 'checked', 'locked'))),
    CHECK ((checked_at IS NOT NULL) = (state IN ('checked', 'locked'))),
    CHECK ((locked_at IS NOT NULL) = (state = 'locked')),
    CHECK ((checked_by IS NULL) = (checked_at IS NULL)),
    CHECK ((locked_by IS NULL) = (locked_at IS NULL)),
    CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
    CHECK ((objection = '') = (objected_at IS NULL)),
    CHECK (state <> 'objected' OR objected_at IS NOT NULL),
    -- Nobody checks or locks their own.
    CHECK (checked_by IS NULL OR checked_by <> staff_id),
    CHECK (locked_by IS NULL OR locked_by <> staff_id)
);

CREATE INDEX attendance_sheet_of_unit ON attendance_sheet (unit_id, month_on, staff_id);

-- leave posts

CREATE TABLE leave_post (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    asked_on TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    shift_id TEXT NOT NULL REFERENCES shift_assignment (id),
    minutes BIGINT NOT NULL CHECK (minutes BETWEEN 1 AND 240),
    reason TEXT NOT NULL CHECK (reason <> ''),
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'asked', 'approved', 'rejected', 'withdrawn', 'out', 'back')),
    decided_by TEXT,
    decided_at BIGINT,
    opinion TEXT NOT NULL,
    left_at BIGINT,
    due_at BIGINT,
    overrun_at BIGINT,
    returned_at BIGINT,
    -- Nobody agrees to their own.
    CHECK (decided_by IS NULL OR decided_by <> staff_id),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (decided_at IS NOT NULL OR state IN ('asked', 'withdrawn')),
    CHECK ((left_at IS NOT NULL) = (state IN ('out', 'back'))),
    CHECK ((left_at IS NULL) = (due_at IS NULL)),
    CHECK ((returned_at IS NOT NULL) = (state = 'back')),
    CHECK (overrun_at IS NULL OR left_at IS NOT NULL)
);

CREATE INDEX leave_post_of_staff ON leave_post (staff_id, asked_at, id);

CREATE INDEX leave_post_of_shift ON leave_post (shift_id, id);

CREATE INDEX leave_post_of_day ON leave_post (asked_on);

CREATE INDEX leave_post_waiting ON leave_post (unit_id, asked_at, id) WHERE state = 'asked';

CREATE INDEX leave_post_out ON leave_post (unit_id, left_at, id) WHERE state = 'out';

CREATE INDEX leave_post_overdue ON leave_post (due_at, id) WHERE state = 'out' AND overrun_at IS NULL;

CREATE UNIQUE INDEX leave_post_live ON leave_post (staff_id) WHERE state IN ('asked', 'approved', 'out');

-- overtime

CREATE TABLE overtime (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    asked_on TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    day_on TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    compensation TEXT NOT NULL CHECK (compensation IN ('lieu', 'pay')),
    rate TEXT NOT NULL CHECK (rate IN ('workday', 'rest', 'holiday')),
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'rejected', 'withdrawn', 'settled')),
    decided_by TEXT,
    decided_at BIGINT,
    opinion TEXT NOT NULL,
    minutes BIGINT CHECK (minutes >= 0),
    settled_at BIGINT,
    CHECK (to_at > from_at AND to_at - from_at <= 43200000),
    -- Beforehand, always.
    CHECK (asked_at < from_at),
    CHECK (decided_by IS NULL OR decided_by <> staff_id),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (decided_at IS NOT NULL OR state IN ('asked', 'withdrawn')),
    CHECK ((settled_at IS NOT NULL) = (state = 'settled')),
    CHECK ((settled_at IS NULL) = (minutes IS NULL))
);

CREATE INDEX overtime_of_staff ON overtime (staff_id, day_on, id);

CREATE INDEX overtime_of_day ON overtime (asked_on);

CREATE INDEX overtime_waiting ON overtime (unit_id, asked_at, id) WHERE state = 'asked';

CREATE INDEX overtime_ending ON overtime (to_at, id) WHERE state = 'approved';

CREATE TABLE lieu_entry (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    overtime_id TEXT NOT NULL REFERENCES overtime (id),
    minutes BIGINT NOT NULL CHECK (minutes <> 0),
    kind TEXT NOT NULL CHECK (kind IN ('earned', 'taken', 'returned')),
    until_on TEXT NOT NULL,
    leave_id TEXT REFERENCES leave_request (id),
    entered_by TEXT,
    entered_at BIGINT NOT NULL,
    CHECK ((kind = 'earned') = (leave_id IS NULL)),
    CHECK (kind <> 'taken' OR minutes < 0),
    CHECK (kind = 'taken' OR minutes > 0)
);

CREATE INDEX lieu_entry_of ON lieu_entry (staff_id, until_on, id);

CREATE UNIQUE INDEX lieu_entry_earned ON lieu_entry (overtime_id) WHERE kind = 'earned';

CREATE UNIQUE INDEX lieu_entry_once ON lieu_entry (leave_id, overtime_id, kind) WHERE leave_id IS NOT NULL;

-- pre-shift checks

CREATE TABLE pre_shift_check (
    shift_id TEXT NOT NULL PRIMARY KEY REFERENCES shift_assignment (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    -- Codes of what was in order, with commas between.
    in_order TEXT NOT NULL,
    note TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    reviewed_by TEXT,
    reviewed_at BIGINT,
    score BIGINT CHECK (score BETWEEN 0 AND 100),
    opinion TEXT NOT NULL,
    CHECK (reviewed_by IS NULL OR reviewed_by <> staff_id),
    CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
    CHECK ((reviewed_by IS NULL) = (score IS NULL))
);

CREATE INDEX pre_shift_check_of_unit ON pre_shift_check (unit_id, done_at, shift_id);

-- duty log

CREATE TABLE duty_log_entry (
    id TEXT NOT NULL PRIMARY KEY,
    duty_id TEXT NOT NULL REFERENCES duty_assignment (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    what TEXT NOT NULL CHECK (what IN ('call', 'call_out', 'occurrence')),
    happened_at BIGINT NOT NULL,
    reached_at BIGINT,
    caller TEXT NOT NULL,
    matter TEXT NOT NULL,
    action TEXT NOT NULL,
    result TEXT NOT NULL,
    is_abnormal BIGINT NOT NULL CHECK (is_abnormal IN (0, 1)),
    follow TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES staff (id),
    entered_at BIGINT NOT NULL,
    closed_by TEXT REFERENCES staff (id),
    closed_at BIGINT,
    closing TEXT NOT NULL,
    CHECK (reached_at IS NULL OR (what = 'call_out' AND reached_at >= happened_at)),
    CHECK ((closed_by IS NULL) = (closed_at IS NULL)),
    CHECK (closed_at IS NULL OR follow <> '')
);

CREATE INDEX duty_log_entry_of_duty ON duty_log_entry (duty_id, happened_at, id);

CREATE INDEX duty_log_entry_open ON duty_log_entry (unit_id, happened_at, id)
WHERE closed_at IS NULL AND follow <> '';

CREATE TABLE duty_log_signature (
    duty_id TEXT NOT NULL PRIMARY KEY REFERENCES duty_assignment (id),
    signed_by TEXT NOT NULL REFERENCES staff (id),
    signed_at BIGINT NOT NULL,
    remark TEXT NOT NULL
);

-- leave-recounts

DROP INDEX annual_leave_entry_once;

CREATE INDEX annual_leave_entry_by_leave ON annual_leave_entry (leave_id, year) WHERE leave_id IS NOT NULL;

DROP INDEX lieu_entry_once;

CREATE INDEX lieu_entry_by_leave ON lieu_entry (leave_id, overtime_id) WHERE leave_id IS NOT NULL;

-- leave-stand-ins

ALTER TABLE leave_request ADD COLUMN stand_in_answer TEXT
    CHECK (stand_in_answer IN ('agreed', 'declined'));

ALTER TABLE leave_request ADD COLUMN stand_in_answered_at BIGINT;

-- liability-lapses

CREATE INDEX swap_liability_decided ON swap_liability (decided_at, id) WHERE state = 'decided';

-- dispatches

CREATE TABLE dispatch (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    order_id TEXT NOT NULL,
    given_on TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    giver_id TEXT NOT NULL REFERENCES staff (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    group_id TEXT REFERENCES shift_group (id),
    text TEXT NOT NULL CHECK (text <> ''),
    wanted_by_at BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('given', 'acknowledged', 'done', 'refused', 'withdrawn')),
    acknowledged_at BIGINT,
    ended_at BIGINT,
    note TEXT NOT NULL,
    -- Nobody tells themselves.
    CHECK (giver_id <> staff_id),
    CHECK (wanted_by_at > given_at),
    CHECK (acknowledged_at IS NULL OR state <> 'given'),
    CHECK (acknowledged_at IS NOT NULL OR state IN ('given', 'refused', 'withdrawn')),
    CHECK ((ended_at IS NULL) = (state IN ('given', 'acknowledged'))),
    CHECK (ended_at IS NOT NULL OR note = ''),
    -- Whoever refuses says why.
    CHECK (state <> 'refused' OR note <> '')
);

CREATE INDEX dispatch_open ON dispatch (staff_id, wanted_by_at, id)
WHERE state IN ('given', 'acknowledged');

CREATE INDEX dispatch_of_staff ON dispatch (staff_id, given_at, id);

CREATE INDEX dispatch_of_giver ON dispatch (giver_id, given_at, id);

CREATE INDEX dispatch_of_unit ON dispatch (unit_id, given_on, given_at, id);

CREATE INDEX dispatch_of_day ON dispatch (given_on);

CREATE INDEX dispatch_unanswered ON dispatch (unit_id, given_at, id) WHERE state = 'given';

-- daily reports

CREATE TABLE daily_report (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    day_on TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'handed_in', 'waived')),
    results TEXT NOT NULL,
    problems TEXT NOT NULL,
    handed_in_at BIGINT,
    until_at BIGINT,
    waived_by TEXT,
    waived_at BIGINT,
    waived_reason TEXT NOT NULL,
    CHECK ((handed_in_at IS NOT NULL) = (state = 'handed_in')),
    CHECK ((handed_in_at IS NULL) = (until_at IS NULL)),
    -- Says what was hard, or that nothing was.
    CHECK (state <> 'handed_in' OR problems <> ''),
    CHECK ((waived_at IS NOT NULL) = (state = 'waived')),
    CHECK ((waived_at IS NULL) = (waived_by IS NULL)),
    -- Nobody lets themselves off.
    CHECK (waived_by IS NULL OR waived_by <> staff_id)
);

CREATE UNIQUE INDEX daily_report_once ON daily_report (staff_id, day_on);

CREATE INDEX daily_report_of_unit ON daily_report (unit_id, day_on, staff_id);

CREATE TABLE daily_report_line (
    report_id TEXT NOT NULL REFERENCES daily_report (id),
    kind TEXT NOT NULL CHECK (kind IN ('review', 'plan')),
    place BIGINT NOT NULL CHECK (place >= 1),
    text TEXT NOT NULL CHECK (text <> ''),
    is_done INTEGER CHECK (is_done IN (0, 1)),
    PRIMARY KEY (report_id, kind, place),
    CHECK ((is_done IS NOT NULL) = (kind = 'review'))
);

CREATE TABLE daily_report_figure (
    report_id TEXT NOT NULL REFERENCES daily_report (id),
    figure TEXT NOT NULL CHECK (figure IN (
        'taken', 'answered', 'closed', 'visited', 'contacts', 'callbacks', 'messages', 'overdue',
        'in_hand')),
    value BIGINT NOT NULL CHECK (value >= 0),
    PRIMARY KEY (report_id, figure)
);

CREATE TABLE daily_report_reading (
    report_id TEXT NOT NULL REFERENCES daily_report (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    read_at BIGINT NOT NULL,
    PRIMARY KEY (report_id, staff_id)
);

CREATE TABLE daily_report_remark (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES daily_report (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    text TEXT NOT NULL CHECK (text <> ''),
    said_at BIGINT NOT NULL
);

CREATE INDEX daily_report_remark_of_report ON daily_report_remark (report_id, said_at, id);

-- day plans

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
);

CREATE UNIQUE INDEX day_plan_once ON day_plan (unit_id, code, slot) WHERE state <> 'dropped';

CREATE INDEX day_plan_of_day ON day_plan (unit_id, day_on, starts_at, id);

CREATE INDEX day_plan_of_unit ON day_plan (unit_id, ends_at, id);

CREATE INDEX day_plan_open ON day_plan (closes_at, id) WHERE state = 'open';

CREATE INDEX day_plan_turns ON day_plan (unit_id, code, day_on) WHERE takers = 'turn';

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
);

CREATE INDEX day_step_waiting ON day_step (begins_at, id) WHERE state = 'waiting';

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
);

CREATE TABLE day_log_reading (
    unit_id TEXT NOT NULL REFERENCES unit (id),
    day_on TEXT NOT NULL,
    read_by TEXT NOT NULL REFERENCES staff (id),
    read_at BIGINT NOT NULL,
    opinion TEXT NOT NULL,
    PRIMARY KEY (unit_id, day_on, read_by)
);

-- handover-steps

ALTER TABLE handover_entry RENAME TO handover_entry_before;

CREATE TABLE handover_entry (
    handover_id TEXT NOT NULL REFERENCES handover (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    part TEXT NOT NULL CHECK (part IN ('case', 'promise', 'message', 'staffing', 'matter', 'step')),
    record_id TEXT NOT NULL,
    text TEXT NOT NULL,
    due_at BIGINT,
    PRIMARY KEY (handover_id, place)
);

INSERT INTO handover_entry (handover_id, place, part, record_id, text, due_at)
SELECT handover_id, place, part, record_id, text, due_at FROM handover_entry_before;

DROP TABLE handover_entry_before;

-- leave-post-presence

ALTER TABLE leave_post ADD COLUMN presence_id TEXT;

-- roster-stamps

ALTER TABLE roster ADD COLUMN shifts_stamp TEXT NOT NULL DEFAULT '';

-- liability-legs

DROP INDEX swap_liability_of_unit;

DROP INDEX swap_liability_decided;

DROP INDEX liability_share_of;

DROP INDEX liability_share_in;

ALTER TABLE liability_share RENAME TO liability_share_before;

ALTER TABLE swap_liability RENAME TO swap_liability_before;

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
);

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
FROM swap_liability_before AS before JOIN shift_swap ON shift_swap.id = before.swap_id;

CREATE TABLE liability_share (
    liability_id TEXT NOT NULL REFERENCES swap_liability (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    unit_id TEXT NOT NULL,
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 100),
    missed_at BIGINT NOT NULL,
    settled_by TEXT NOT NULL,
    settled_at BIGINT NOT NULL,
    PRIMARY KEY (liability_id, staff_id)
);

INSERT INTO liability_share (liability_id, staff_id, unit_id, share, missed_at, settled_by, settled_at)
SELECT liability_id, staff_id, unit_id, share, missed_at, settled_by, settled_at FROM liability_share_before;

DROP TABLE liability_share_before;

DROP TABLE swap_liability_before;

CREATE INDEX swap_liability_of_unit ON swap_liability (unit_id, opened_at, id);

CREATE INDEX swap_liability_appealable ON swap_liability (appeal_by_at, id) WHERE state = 'decided';

CREATE INDEX liability_share_of ON liability_share (staff_id, missed_at, liability_id);

CREATE INDEX liability_share_in ON liability_share (unit_id, missed_at, liability_id);

ALTER TABLE shift_swap ADD COLUMN awaited_leg TEXT CHECK (awaited_leg IN ('swap', 'return'));

ALTER TABLE shift_swap ADD COLUMN awaited_until_at BIGINT;

CREATE INDEX shift_swap_awaited ON shift_swap (awaited_until_at, id) WHERE awaited_until_at IS NOT NULL;

-- shift-feed-digests

ALTER TABLE shift_feed RENAME COLUMN token TO token_hash;

-- message-units

CREATE INDEX message_of_unit ON message (unit_id, taken_at, id);

-- line-guests

ALTER TABLE line_member ADD COLUMN is_guest INTEGER NOT NULL DEFAULT 0 CHECK (is_guest IN (0, 1));

ALTER TABLE work_line ADD COLUMN grades TEXT NOT NULL DEFAULT '';

CREATE INDEX shift_assignment_on_line ON shift_assignment (line_id, starts_at)
WHERE line_id IS NOT NULL AND taken_back_at IS NULL;

-- annual-leave-basis

CREATE TABLE annual_leave_basis (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    working_since_on TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL
);

INSERT INTO annual_leave_basis (id, staff_id, working_since_on, entered_by, entered_at)
SELECT id, staff_id, working_since_on, entered_by, entered_at FROM annual_leave_entry
WHERE kind = 'granted';

CREATE INDEX annual_leave_basis_of ON annual_leave_basis (staff_id, entered_at, id);

-- leave-asked

CREATE INDEX leave_request_asked ON leave_request (substitute_id, asked_at, id)
WHERE state = 'submitted' AND substitute_id IS NOT NULL;

-- liability-waiting

CREATE INDEX swap_liability_waiting ON swap_liability (unit_id, opened_at, id)
WHERE state IN ('opened', 'appealed');

-- swap-waivers

ALTER TABLE shift_swap ADD COLUMN waived_by TEXT;

ALTER TABLE shift_swap ADD COLUMN waived_at BIGINT;

ALTER TABLE shift_swap ADD COLUMN waived_for TEXT;

ALTER TABLE shift_swap ADD COLUMN waiver_agreed_at BIGINT;

CREATE INDEX shift_swap_agreed ON shift_swap (unit_id, swap_starts_at, id)
WHERE state IN ('approved', 'worked');

-- handover-languages

ALTER TABLE handover_entry ADD COLUMN text_english TEXT NOT NULL DEFAULT '';
