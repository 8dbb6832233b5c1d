import Database

enum SearchSchema {
    static let migrations = [
        Migration(
            name: "search",
            statements: [
                // The text is kept as it was cut: what stands in the index is taken out again by it, and what was found
                // is held against it.
                """
                CREATE TABLE search_document (
                    number BIGINT NOT NULL PRIMARY KEY,
                    kind TEXT NOT NULL CHECK (kind IN ('case', 'entry', 'lesson')),
                    record TEXT NOT NULL,
                    part TEXT NOT NULL,
                    body TEXT NOT NULL
                )
                """,
                "CREATE UNIQUE INDEX search_document_of_record ON search_document (record, kind, part)",
                // How far the cases of before this table have been read into it.
                """
                CREATE TABLE search_reading (
                    name TEXT NOT NULL PRIMARY KEY,
                    reported_at BIGINT NOT NULL,
                    case_id TEXT NOT NULL,
                    done INTEGER NOT NULL CHECK (done IN (0, 1))
                )
                """,
                "INSERT INTO search_reading (name, reported_at, case_id, done) VALUES ('case', 0, '', 0)",
                "DROP TABLE case_word",
            ],
            onlySQLite: [
                """
                CREATE TABLE search_word (
                    word TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    document INTEGER NOT NULL,
                    PRIMARY KEY (word, kind, document)
                ) STRICT, WITHOUT ROWID
                """
            ],
            onlyPostgres: [
                """
                CREATE TABLE search_word (
                    word TEXT COLLATE "C" NOT NULL,
                    kind TEXT NOT NULL,
                    document BIGINT NOT NULL,
                    PRIMARY KEY (word, kind, document)
                )
                """
            ]),
        // A row for each cut was written all over the file, sixteen times slower than this, and four times as large.
        Migration(
            name: "search postings",
            statements: [
                "INSERT INTO search_reading (name, reported_at, case_id, done) VALUES ('tidying', 0, '', 1)"
            ],
            onlySQLite: [
                """
                CREATE VIRTUAL TABLE search_posting
                USING fts5(cuts, content = '', detail = none, columnsize = 0, tokenize = 'ascii')
                """,
                """
                INSERT INTO search_posting (rowid, cuts)
                SELECT document, group_concat(substr(kind, 1, 1) || word, ' ') FROM search_word
                GROUP BY document ORDER BY document
                """,
                "DROP TABLE search_word",
            ]),
    ]
}
