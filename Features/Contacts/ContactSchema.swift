import Database

enum ContactSchema {
    /// How many are one's own is counted along whoever received them and whoever is to call back.
    static let counts = Migration(
        name: "contact-counts",
        statements: [
            "CREATE INDEX contact_by_callback ON contact (callback_to, id) WHERE callback_to IS NOT NULL"
        ])

    static let migrations = [
        Migration(
            name: "contact",
            statements: [
                """
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
                )
                """,
                "CREATE INDEX contact_by_unit ON contact (unit_id, started_at, id)",
                "CREATE INDEX contact_by_receiver ON contact (receiver_id, started_at, id)",
                "CREATE INDEX contact_by_time ON contact (started_at, id)",
                "CREATE INDEX contact_of_customer ON contact (customer_id, started_at)",
                """
                CREATE INDEX contact_to_call ON contact (callback_to, callback_promised_at)
                WHERE callback_to IS NOT NULL AND callback_contacted_at IS NULL
                """,
                """
                CREATE TABLE contact_draft (
                    contact_id TEXT NOT NULL PRIMARY KEY REFERENCES contact (id),
                    body TEXT NOT NULL,
                    at BIGINT NOT NULL
                )
                """,
            ],
            onlySQLite: [
                "CREATE TABLE contact_number (name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT",
                "INSERT INTO contact_number (name, last) VALUES ('contact', 10000)",
            ],
            onlyPostgres: ["CREATE SEQUENCE contact_number START 10001"]
        ),
        // Who waits for us at this minute: the figure of the wall.
        Migration(
            name: "contact_waiting",
            statements: [
                """
                CREATE INDEX contact_waiting ON contact (unit_id, started_at, id)
                WHERE (state = 'missed' AND returned_at IS NULL)
                    OR (callback_to IS NOT NULL AND callback_contacted_at IS NULL)
                    OR (state = 'answered' AND held_since IS NOT NULL)
                """
            ]),
    ]

    /// What was left at the end of a call of ours (GAME-102), and which contact was thought solved (SOFT-34).
    static let closings = Migration(
        name: "contact-closings",
        statements: [
            "ALTER TABLE contact ADD COLUMN left_information TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE contact ADD COLUMN second_contact TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE contact ADD COLUMN repeats_id TEXT",
            """
            CREATE INDEX contact_unmatched ON contact (started_at, id)
            WHERE direction = 'outbound' AND returns_id IS NULL AND customer_id IS NULL AND case_id IS NULL
            """,
            "CREATE INDEX contact_repeated ON contact (started_at, id) WHERE repeats_id IS NOT NULL",
        ])

    /// What our calls come to (GAME-84, GAME-98, GAME-101), what the caller can do at a computer (SOFT-42), what was sent
    /// (SOFT-40), and the lines of the diary (SOFT-45).
    static let particulars = Migration(
        name: "contact-particulars",
        statements: [
            """
            ALTER TABLE contact ADD COLUMN errand TEXT NOT NULL DEFAULT 'service'
                CHECK (errand IN ('service', 'visit', 'marketing'))
            """,
            """
            ALTER TABLE contact ADD COLUMN call_result TEXT CHECK (call_result IN
                ('informed', 'agreed', 'interested', 'later', 'refused', 'do-not-call', 'not-reached'))
            """,
            "ALTER TABLE contact ADD COLUMN mood TEXT NOT NULL DEFAULT ''",
            """
            ALTER TABLE contact ADD COLUMN satisfaction TEXT
                CHECK (satisfaction IN ('satisfied', 'neutral', 'dissatisfied'))
            """,
            "ALTER TABLE contact ADD COLUMN follow_up_id TEXT",
            "ALTER TABLE contact ADD COLUMN computer_skill TEXT CHECK (computer_skill IN ('none', 'some', 'good'))",
            "ALTER TABLE contact ADD COLUMN helper TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE contact ADD COLUMN helper_phone TEXT NOT NULL DEFAULT ''",
            """
            CREATE INDEX contact_of_ours ON contact (started_at, id) WHERE direction = 'outbound' AND returns_id IS NULL
            """,
            """
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
            )
            """,
            """
            CREATE INDEX contact_item_owed ON contact_item (owed_by, due_at)
            WHERE follow_up <> '' AND done_at IS NULL
            """,
            """
            CREATE TABLE contact_objection (
                contact_id TEXT NOT NULL REFERENCES contact (id),
                objection TEXT NOT NULL,
                answer TEXT NOT NULL,
                worked INTEGER NOT NULL CHECK (worked IN (0, 1)),
                PRIMARY KEY (contact_id, objection)
            )
            """,
            """
            CREATE TABLE contact_material (
                contact_id TEXT NOT NULL REFERENCES contact (id),
                title TEXT NOT NULL,
                sent_through TEXT NOT NULL CHECK (sent_through IN ('told', 'chat', 'email', 'sms')),
                at BIGINT NOT NULL,
                PRIMARY KEY (contact_id, title)
            )
            """,
        ])

    /// The letter that a contact is, where it came into a mailbox (CHAIN-11). An open one lies there and waits: nobody is
    /// on the line.
    static let letters = Migration(
        name: "contact-letters",
        statements: [
            "ALTER TABLE contact ADD COLUMN letter_id TEXT",
            """
            CREATE INDEX contact_letters ON contact (unit_id, started_at, id)
            WHERE letter_id IS NOT NULL
            """,
            "CREATE INDEX contact_of_case ON contact (case_id) WHERE case_id IS NOT NULL AND letter_id IS NOT NULL",
        ])

    /// By which channel of the register a contact came (SOFT-70, F-54), and every wait of the customer with its reason
    /// (SOFT-47).
    static let receptions = Migration(
        name: "contact-reception-and-holds",
        statements: [
            "ALTER TABLE contact ADD COLUMN reception_id TEXT",
            "CREATE INDEX contact_of_reception ON contact (reception_id, started_at) WHERE reception_id IS NOT NULL",
            "CREATE INDEX contact_by_phone ON contact (phone) WHERE phone IS NOT NULL",
            "ALTER TABLE contact ADD COLUMN hold_reason TEXT",
            """
            CREATE TABLE contact_hold (
                contact_id TEXT NOT NULL REFERENCES contact (id),
                began_at BIGINT NOT NULL,
                ended_at BIGINT NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('lookup', 'colleague', 'fetch', 'other')),
                PRIMARY KEY (contact_id, began_at),
                CHECK (ended_at >= began_at)
            )
            """,
        ])
}
