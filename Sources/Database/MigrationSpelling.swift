import RegexBuilder

extension Migration {
    func statements(for engine: Engine) -> [String] {
        switch engine {
        case .sqlite: statements.map(\.spelledForSQLite) + onlySQLite
        case .postgres: statements + onlyPostgres
        }
    }

    /// FNV-1a, 64 bits, over all that the migration says, for whichever engine: it notices a change, it does not
    /// guard against malice. (Fowler, Noll and Vo, http://www.isthe.com/chongo/tech/comp/fnv)
    var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for texts in [[name], statements, onlySQLite, onlyPostgres] {
            // 0xFF is no byte of UTF-8, so moving a word from one statement to the next is a change too.
            let bytes = texts.map { Array($0.utf8) }.joined(separator: [0xFF]) + [0xFF, 0xFF]
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension String {
    /// The exchange of words that the comment of `Migration` states.
    fileprivate var spelledForSQLite: String {
        var text = self
        for (word, replacement) in [
            ("BIGSERIAL PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT"),
            ("BIGINT", "INTEGER"),
            ("DOUBLE PRECISION", "REAL"),
            ("BYTEA", "BLOB"),
        ] where text.contains(word) {
            text.replace(
                Regex {
                    Anchor.wordBoundary; word; Anchor.wordBoundary
                }, with: replacement)
        }
        guard text.prefixMatch(of: /\s*CREATE\s+TABLE\b/) != nil else { return text }
        return text.replacing(/\)[\s;]*$/, with: ") STRICT")
    }
}
