import Database
import Foundation
import Kernel

/// The index, kept in the transaction of the change itself: what is saved is found.
struct SearchIndex {
    let tx: Transaction

    /// Enters a text, or what has become of it. Costs one question where nothing has changed.
    func put(_ kind: SearchKind, of record: String, part: String = "", at instant: Instant, _ body: String) throws {
        let known = try find(kind, record, part)
        if let known, known.body == body, known.number.instant == instant { return }
        let words = SearchText(body).words
        guard let known, known.number.instant == instant else {
            if known != nil { try remove(kind, of: record, part: part) }
            guard !body.isEmpty else { return }
            try add(words, kind, try insert(kind, record, part, instant, body))
            return
        }
        let old = SearchText(known.body).words
        try tx.execute("UPDATE search_document SET body = \(body) WHERE number = \(known.number)")
        try take(old.subtracting(words), kind, known.number)
        try add(words.subtracting(old), kind, known.number)
    }

    /// Enters texts of records that are not in the index yet, all of them together: the words in the order in which the
    /// index keeps them, so that neighbours are written where the page is at hand already.
    func putNew(_ texts: [NewText]) throws {
        let texts = texts.filter { !$0.body.isEmpty }
        guard !texts.isEmpty else { return }
        let numbers = try freeNumbers(texts.map { ($0.at, "\($0.kind.rawValue)/\($0.record)/\($0.part)") })
        try tx.insert(
            "INSERT INTO search_document (number, kind, record, part, body)",
            rows: zip(texts, numbers).map { text, number in
                [number.cell, text.kind.rawValue.cell, text.record.cell, text.part.cell, text.body.cell]
            })
        var entries: [Entry] = []
        for (text, number) in zip(texts, numbers) {
            entries += SearchText(text.body).words.map { Entry(word: $0, kind: text.kind.rawValue, number: number) }
        }
        entries.sort()
        try tx.insert(
            "INSERT INTO search_word (word, kind, document)",
            rows: entries.map { [$0.word.cell, $0.kind.cell, $0.number.cell] })
    }

    struct NewText {
        let kind: SearchKind
        let record: String
        var part = ""
        let at: Instant
        let body: String
    }

    /// One number for each, which nobody has.
    private func freeNumbers(_ records: [(at: Instant, key: String)]) throws -> [SearchNumber] {
        let first = records.map { SearchNumber($0.at, of: $0.key) }
        var taken: Set<Int64> = []
        for start in stride(from: 0, to: first.count, by: 50) {
            var asked = Array(first[start..<min(start + 50, first.count)])
            asked += Array(repeating: asked[0], count: 50 - asked.count)
            for row in try tx.execute(
                "SELECT number FROM search_document WHERE number IN \(list: asked) ORDER BY number LIMIT 50")
            { taken.insert(try row.integer("number")) }
        }
        return try zip(records, first).map { record, first in
            if taken.insert(first.value).inserted { return first }
            for tries in 1..<64 {
                let next = SearchNumber(record.at, of: record.key, tries: tries)
                guard !taken.contains(next.value) else { continue }
                let isKnown = try !tx.execute("SELECT number FROM search_document WHERE number = \(next)").isEmpty
                if !isKnown, taken.insert(next.value).inserted { return next }
            }
            throw SearchIndexFull(instant: record.at)
        }
    }

    /// In the order of the bytes, as both engines keep them.
    private struct Entry: Comparable {
        let word: String
        let kind: String
        let number: SearchNumber
        /// The first eight bytes of the word: nearly always the whole of it.
        private let beginning: UInt64

        init(word: String, kind: String, number: SearchNumber) {
            self.word = word
            self.kind = kind
            self.number = number
            var bytes = word.utf8.makeIterator()
            beginning = (0..<8).reduce(0) { sum, _ in sum << 8 | UInt64(bytes.next() ?? 0) }
        }

        static func < (a: Self, b: Self) -> Bool {
            if a.beginning != b.beginning { return a.beginning < b.beginning }
            if a.word != b.word { return a.word.utf8.lexicographicallyPrecedes(b.word.utf8) }
            return a.kind == b.kind ? a.number < b.number : a.kind < b.kind
        }
    }

    func remove(_ kind: SearchKind, of record: String, part: String = "") throws {
        guard let known = try find(kind, record, part) else { return }
        try take(SearchText(known.body).words, kind, known.number)
        try tx.execute("DELETE FROM search_document WHERE number = \(known.number)")
    }

    /// Forgets a record altogether: nothing of it is found any more.
    func forget(_ record: String) throws {
        let rows = try tx.execute(
            "SELECT kind, part FROM search_document WHERE record = \(record) ORDER BY kind, part LIMIT 1000")
        for row in rows { try remove(try row.choice("kind"), of: record, part: try row.text("part")) }
    }

    private func find(
        _ kind: SearchKind, _ record: String, _ part: String
    ) throws -> (number: SearchNumber, body: String)? {
        try tx.execute(
            """
            SELECT number, body FROM search_document
            WHERE record = \(record) AND kind = \(kind.rawValue) AND part = \(part)
            """
        ).first.map { (SearchNumber(value: try $0.integer("number")), try $0.text("body")) }
    }

    private func insert(
        _ kind: SearchKind, _ record: String, _ part: String, _ instant: Instant, _ body: String
    ) throws -> SearchNumber {
        for tries in 0..<64 {
            let number = SearchNumber(instant, of: "\(kind.rawValue)/\(record)/\(part)", tries: tries)
            let rows = try tx.execute(
                """
                INSERT INTO search_document (number, kind, record, part, body)
                VALUES (\(number), \(kind.rawValue), \(record), \(part), \(body))
                ON CONFLICT (number) DO NOTHING
                RETURNING number
                """
            )
            if !rows.isEmpty { return number }
        }
        throw SearchIndexFull(instant: instant)
    }

    /// All words of a text in one statement, handed over as a list in one value.
    private func add(_ words: Set<String>, _ kind: SearchKind, _ number: SearchNumber) throws {
        guard !words.isEmpty else { return }
        let list = try Self.list(words)
        let source: SQL =
            switch tx.engine {
            case .sqlite: "json_each(\(list)) WHERE true"
            case .postgres: "jsonb_array_elements_text(CAST(\(list) AS jsonb)) AS listed (value)"
            }
        try tx.execute(
            """
            INSERT INTO search_word (word, kind, document)
            SELECT value, \(kind.rawValue), CAST(\(number) AS BIGINT) FROM \(source)
            ON CONFLICT (word, kind, document) DO NOTHING
            """
        )
    }

    private func take(_ words: Set<String>, _ kind: SearchKind, _ number: SearchNumber) throws {
        guard !words.isEmpty else { return }
        let list = try Self.list(words)
        let source: SQL =
            switch tx.engine {
            case .sqlite: "json_each(\(list))"
            case .postgres: "jsonb_array_elements_text(CAST(\(list) AS jsonb)) AS listed (value)"
            }
        try tx.execute(
            """
            DELETE FROM search_word
            WHERE kind = \(kind.rawValue) AND document = \(number) AND word IN (SELECT value FROM \(source))
            """
        )
    }

    private static func list(_ words: Set<String>) throws -> String {
        String(decoding: try JSONEncoder().encode(words.sorted()), as: UTF8.self)
    }
}

/// More than sixty records of one millisecond with one hash: the numbers of this instant have run out.
struct SearchIndexFull: Error, Equatable {
    let instant: Instant
}

extension Transaction {
    var searchIndex: SearchIndex { SearchIndex(tx: self) }
}
