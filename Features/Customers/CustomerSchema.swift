import Database

enum CustomerSchema {
    /// How many whole numbers each person looked for, hour by hour: marks of six hexadecimal letters, no numbers.
    static let lookups = Migration(
        name: "number-lookup",
        statements: [
            """
            CREATE TABLE number_lookup (
                staff_id TEXT NOT NULL,
                hour BIGINT NOT NULL,
                mark TEXT NOT NULL,
                PRIMARY KEY (staff_id, hour, mark)
            )
            """,
            "CREATE INDEX number_lookup_by_hour ON number_lookup (hour, staff_id, mark)",
        ])

    /// A list is counted under its filter without reading the customers themselves.
    static let countings = Migration(
        name: "customer_countings",
        statements: [
            "DROP INDEX customer_by_time",
            "CREATE INDEX customer_by_time ON customer (state, known_since, id, kind, grade, unit_id)",
        ])

    static let migrations = [
        Migration(
            name: "customer",
            statements: [
                """
                CREATE TABLE customer (
                    id TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL,
                    phone TEXT,
                    phone_last_four TEXT,
                    member_number TEXT NOT NULL,
                    unit_id TEXT NOT NULL,
                    known_since BIGINT NOT NULL
                )
                """,
                "CREATE INDEX customer_by_phone ON customer (phone)",
                "CREATE INDEX customer_by_last_four ON customer (phone_last_four, known_since)",
                "CREATE INDEX customer_by_name ON customer (name, known_since)",
                "CREATE INDEX customer_by_member_number ON customer (member_number)",
                """
                CREATE TABLE reveal (
                    id TEXT NOT NULL PRIMARY KEY,
                    customer_id TEXT NOT NULL REFERENCES customer (id),
                    staff_id TEXT NOT NULL,
                    reason TEXT NOT NULL,
                    at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX reveal_by_staff ON reveal (staff_id, at)",
            ]
        ),
        file,
        merging,
    ]

    /// The file card F-02: more than a name and a number. Records from before get their file numbers by age, and their
    /// keys by a chore, because readings are cut by the program.
    private static let file = Migration(
        name: "customer_file",
        statements: [
            "ALTER TABLE customer ADD COLUMN number TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'organisation', 'household'))",
            "ALTER TABLE customer ADD COLUMN salutation TEXT NOT NULL DEFAULT '' CHECK (salutation IN ('', 'mr', 'ms'))",
            "ALTER TABLE customer ADD COLUMN grade TEXT NOT NULL DEFAULT '' CHECK (grade IN ('', 'A', 'B', 'C'))",
            "ALTER TABLE customer ADD COLUMN contract_number TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN contract_until TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN language TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN contact_window TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN computer_skill TEXT NOT NULL DEFAULT '' CHECK (computer_skill IN ('', 'none', 'some', 'good'))",
            "ALTER TABLE customer ADD COLUMN special_needs TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN preferences TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN address TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN source TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN owner_id TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN products TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN environment TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN note TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN name_key TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'blocked', 'merged', 'anonymised'))",
            "ALTER TABLE customer ADD COLUMN state_kind TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN state_reason TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE customer ADD COLUMN state_by TEXT",
            "ALTER TABLE customer ADD COLUMN state_at BIGINT",
            "ALTER TABLE customer ADD COLUMN merged_into TEXT REFERENCES customer (id)",
            "ALTER TABLE customer ADD COLUMN verified_by TEXT",
            "ALTER TABLE customer ADD COLUMN verified_at BIGINT",
            "ALTER TABLE customer ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
            "ALTER TABLE customer ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE customer ADD COLUMN is_indexed INTEGER NOT NULL DEFAULT 0 CHECK (is_indexed IN (0, 1))",
            """
            UPDATE customer SET changed_at = known_since, number = numbers.number
            FROM (
                SELECT id AS numbered, 'K' || (100000 + ROW_NUMBER() OVER (ORDER BY known_since, id)) AS number
                FROM customer
            ) AS numbers
            WHERE numbers.numbered = customer.id
            """,
            "CREATE UNIQUE INDEX customer_by_number ON customer (number)",
            "CREATE INDEX customer_by_name_key ON customer (name_key)",
            "CREATE INDEX customer_by_unit ON customer (unit_id, state, known_since, id)",
            "CREATE INDEX customer_by_time ON customer (state, known_since, id)",
            "CREATE INDEX customer_by_owner ON customer (owner_id, known_since)",
            "CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL",
            "CREATE INDEX customer_not_indexed ON customer (id) WHERE is_indexed = 0",
            """
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
            )
            """,
            "CREATE INDEX customer_contact_of_customer ON customer_contact (customer_id, known_since, id)",
            """
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
            )
            """,
            "CREATE INDEX contact_point_of_customer ON contact_point (customer_id, known_since, id)",
            "CREATE INDEX contact_point_of_contact ON contact_point (contact_id) WHERE contact_id IS NOT NULL",
            "CREATE INDEX contact_point_by_value ON contact_point (value, known_since)",
            "CREATE INDEX contact_point_by_last_four ON contact_point (last_four, known_since) WHERE last_four IS NOT NULL",
            """
            INSERT INTO contact_point (id, customer_id, kind, value, last_four, label, is_primary, known_since)
            SELECT id || '-phone', id, CASE WHEN phone LIKE '1__________' THEN 'mobile' ELSE 'landline' END, phone,
                   phone_last_four, '', 1, known_since
            FROM customer WHERE phone IS NOT NULL
            """,
            """
            CREATE TABLE customer_key (
                word TEXT NOT NULL,
                known_since BIGINT NOT NULL,
                unit_id TEXT NOT NULL,
                customer_id TEXT NOT NULL REFERENCES customer (id),
                PRIMARY KEY (word, known_since, unit_id, customer_id)
            )
            """,
            "CREATE INDEX customer_key_of_customer ON customer_key (customer_id)",
            """
            CREATE TABLE customer_consent (
                id TEXT NOT NULL PRIMARY KEY,
                customer_id TEXT NOT NULL REFERENCES customer (id),
                channel TEXT NOT NULL CHECK (channel IN ('phone', 'sms', 'email', 'wechat', 'post')),
                is_given INTEGER NOT NULL CHECK (is_given IN (0, 1)),
                source TEXT NOT NULL,
                said_to TEXT,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX customer_consent_of_customer ON customer_consent (customer_id, at, id)",
            """
            CREATE TABLE customer_change (
                id TEXT NOT NULL PRIMARY KEY,
                customer_id TEXT NOT NULL REFERENCES customer (id),
                field TEXT NOT NULL,
                old TEXT NOT NULL,
                new TEXT NOT NULL,
                reason TEXT NOT NULL,
                changed_by TEXT,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX customer_change_of_customer ON customer_change (customer_id, at, id)",
            "CREATE INDEX reveal_of_customer ON reveal (customer_id, at)",
        ],
        onlySQLite: [
            "CREATE TABLE customer_number (name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT",
            "INSERT INTO customer_number (name, last) SELECT 'customer', 100000 + COUNT(*) FROM customer",
        ],
        onlyPostgres: [
            // Prefixes are ranges of bytes, whatever language the server sorts by.
            "ALTER TABLE customer_key ALTER COLUMN word TYPE TEXT COLLATE \"C\"",
            "CREATE SEQUENCE customer_number START 100001",
            "SELECT setval('customer_number', 100001 + (SELECT COUNT(*) FROM customer), false)",
        ])

    /// Two records that may be one, the merges and what they moved, and who asked to have a record emptied.
    private static let merging = Migration(
        name: "customer_merging",
        statements: [
            """
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
            )
            """,
            "CREATE INDEX customer_duplicate_of_second ON customer_duplicate (second_id)",
            "CREATE INDEX customer_duplicate_open ON customer_duplicate (state, score, found_at)",
            """
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
            )
            """,
            "CREATE INDEX customer_merge_of_survivor ON customer_merge (survivor_id, merged_at)",
            "CREATE INDEX customer_merge_of_absorbed ON customer_merge (absorbed_id, merged_at)",
            """
            CREATE TABLE customer_merge_move (
                merge_id TEXT NOT NULL REFERENCES customer_merge (id),
                kind TEXT NOT NULL CHECK (kind IN ('case', 'contact-point', 'contact', 'consent', 'primary')),
                record_id TEXT NOT NULL,
                PRIMARY KEY (merge_id, kind, record_id)
            )
            """,
            """
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
            )
            """,
            "CREATE INDEX customer_erasure_of_customer ON customer_erasure (customer_id, asked_at)",
            "CREATE INDEX customer_erasure_open ON customer_erasure (state, asked_at)",
        ])

    /// Spellings in the order of one unit: the first answers of a common beginning come straight from here.
    static let spellings = Migration(
        name: "customer_key_by_unit",
        statements: ["CREATE INDEX customer_key_by_unit ON customer_key (unit_id, word, known_since, customer_id)"])
}
