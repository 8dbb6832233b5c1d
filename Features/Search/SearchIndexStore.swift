import Database
import Kernel

/// The index, kept in the transaction of the change itself: what is saved is found.
struct SearchIndex {
    let tx: Transaction

    /// Enters a text, or what has become of it. Costs one question where nothing has changed.
    func put(_ kind: SearchKind, of record: String, part: String = "", at instant: Instant, _ body: String) throws {
        let known = try find(kind, record, part)
        if let known, known.body == body, known.number.instant == instant { return }
        guard let known, known.number.instant == instant else {
            if let known { try remove(known, kind) }
            guard !body.isEmpty else { return }
            try tx.searchPostings.add([posting(try insert(kind, record, part, instant, body), kind, body)])
            return
        }
        try tx.execute("UPDATE search_document SET body = \(body) WHERE number = \(known.number)")
        let (old, new) = (posting(known.number, kind, known.body), posting(known.number, kind, body))
        guard old.cuts != new.cuts else { return }
        try tx.searchPostings.remove(old)
        try tx.searchPostings.add([new])
    }

    /// Enters texts of records that are not in the index yet, all of them together.
    func putNew(_ texts: [NewText]) throws {
        let texts = texts.filter { !$0.body.isEmpty }
        guard !texts.isEmpty else { return }
        let numbers = try freeNumbers(texts.map { ($0.at, "\($0.kind.rawValue)/\($0.record)/\($0.part)") })
        try tx.insert(
            "INSERT INTO search_document (number, kind, record, part, body)",
            rows: zip(texts, numbers).map { text, number in
                [number.cell, text.kind.rawValue.cell, text.record.cell, text.part.cell, text.body.cell]
            })
        try tx.searchPostings.add(zip(texts, numbers).map { posting($1, $0.kind, $0.body) })
    }

    private func posting(_ number: SearchNumber, _ kind: SearchKind, _ body: String) -> SearchPostings.Posting {
        SearchPostings.Posting(number: number, kind: kind, cuts: SearchText(body).words)
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

    func remove(_ kind: SearchKind, of record: String, part: String = "") throws {
        guard let known = try find(kind, record, part) else { return }
        try remove(known, kind)
    }

    private func remove(_ known: (number: SearchNumber, body: String), _ kind: SearchKind) throws {
        try tx.searchPostings.remove(posting(known.number, kind, known.body))
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
}

/// More than sixty records of one millisecond with one hash: the numbers of this instant have run out.
struct SearchIndexFull: Error, Equatable {
    let instant: Instant
}

extension Transaction {
    var searchIndex: SearchIndex { SearchIndex(tx: self) }
}
