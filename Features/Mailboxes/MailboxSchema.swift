import Database

enum MailboxSchema {
    static let migrations = [
        Migration(
            name: "mailbox",
            statements: [
                """
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
                )
                """,
                "CREATE INDEX mailbox_due ON mailbox (next_at, id) WHERE next_at IS NOT NULL",
                "CREATE INDEX mailbox_of_unit ON mailbox (unit_id, address)",
                """
                CREATE TABLE mailbox_fetch (
                    id TEXT NOT NULL PRIMARY KEY,
                    mailbox_id TEXT NOT NULL REFERENCES mailbox (id),
                    began_at BIGINT NOT NULL,
                    ended_at BIGINT NOT NULL,
                    taken BIGINT NOT NULL,
                    known BIGINT NOT NULL,
                    trouble TEXT,
                    words TEXT NOT NULL
                )
                """,
                "CREATE INDEX mailbox_fetch_of ON mailbox_fetch (mailbox_id, began_at, id)",
                """
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
                )
                """,
                "CREATE INDEX mail_letter_of_mailbox ON mail_letter (mailbox_id, arrived_at, id)",
                "CREATE INDEX mail_letter_by_message ON mail_letter (message_id) WHERE message_id <> ''",
                "CREATE INDEX mail_letter_of_contact ON mail_letter (contact_id) WHERE contact_id IS NOT NULL",
                "CREATE INDEX mail_letter_by_sender ON mail_letter (from_address, arrived_at)",
                """
                CREATE INDEX mail_letter_open ON mail_letter (unit_id, arrived_at, id)
                WHERE settlement IS NULL AND kind IN ('personal', 'oversized', 'unreadable')
                """,
                """
                CREATE TABLE mail_file (
                    letter_id TEXT NOT NULL REFERENCES mail_letter (id),
                    number BIGINT NOT NULL,
                    name TEXT NOT NULL,
                    size BIGINT NOT NULL,
                    mime TEXT NOT NULL,
                    digest TEXT,
                    PRIMARY KEY (letter_id, number)
                )
                """,
                "CREATE INDEX mail_file_by_digest ON mail_file (digest) WHERE digest IS NOT NULL",
                """
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
                )
                """,
                "CREATE INDEX mail_answer_held ON mail_answer (send_at, id) WHERE state = 'held'",
                "CREATE INDEX mail_answer_of_letter ON mail_answer (letter_id, acted_at)",
                "CREATE INDEX mail_answer_of_case ON mail_answer (case_id, acted_at) WHERE case_id IS NOT NULL",
                "CREATE INDEX mail_answer_receipts ON mail_answer (to_address, acted_at) WHERE kind = 'receipt'",
                "CREATE INDEX mail_answer_by_mailbox ON mail_answer (mailbox_id, acted_at)",
            ]),
        // Anonymising looks for letters by who wrote them.
        Migration(
            name: "mail-letter-writers",
            statements: ["CREATE INDEX mail_letter_by_writer ON mail_letter (lower(from_address), id)"]),
        // What programs wrote is looked through for whom it names.
        Migration(
            name: "mail-draft",
            statements: [
                "CREATE INDEX mail_letter_of_nobody ON mail_letter (id) WHERE contact_id IS NULL",
                "CREATE INDEX mail_answer_by_address ON mail_answer (to_address, acted_at) WHERE kind = 'answer'",
                """
                CREATE TABLE mail_draft (
                    letter_id TEXT NOT NULL REFERENCES mail_letter (id),
                    staff_id TEXT NOT NULL,
                    body TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (letter_id, staff_id)
                )
                """,
            ]),
    ]
}
