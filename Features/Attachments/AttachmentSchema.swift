import Database

enum AttachmentSchema {
    static let migrations = [
        Migration(
            name: "attachment",
            statements: [
                """
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
                )
                """,
                "CREATE INDEX stored_content_care ON stored_content (care_at) WHERE care_at IS NOT NULL",
                "CREATE INDEX stored_content_unscanned ON stored_content (digest) WHERE scan = 'none'",
                "CREATE INDEX stored_content_begun ON stored_content (begun_at)",
                """
                CREATE TABLE content_piece (
                    digest TEXT NOT NULL REFERENCES stored_content (digest),
                    number BIGINT NOT NULL,
                    bytes BYTEA NOT NULL,
                    PRIMARY KEY (digest, number)
                )
                """,
                """
                CREATE TABLE content_preview (
                    digest TEXT NOT NULL REFERENCES stored_content (digest),
                    size TEXT NOT NULL CHECK (size IN ('small', 'large')),
                    bytes BYTEA NOT NULL,
                    PRIMARY KEY (digest, size)
                )
                """,
                """
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
                )
                """,
                "CREATE INDEX attachment_of_case ON attachment (case_id, attached_at, id)",
                "CREATE INDEX attachment_of_content ON attachment (digest)",
                "CREATE INDEX attachment_of_unit ON attachment (unit_id, size) WHERE voided_at IS NULL AND erased_at IS NULL",
            ]
        )
    ]
}
