import Database
import Foundation
import Kernel

/// Which texts hold a cut. In SQLite a full-text index (FTS5) that is fed with the cuts and cuts nothing itself: it is
/// written by appending, a row for each cut is not (decision 0046). In PostgreSQL a row for each cut.
struct SearchPostings {
    let tx: Transaction

    /// A text that stands in the index, or is to stand there.
    struct Posting {
        let number: SearchNumber
        let kind: SearchKind
        let cuts: Set<String>
    }

    /// Enters texts that are not there yet.
    func add(_ postings: [Posting]) throws {
        let postings = postings.filter { !$0.cuts.isEmpty }
        switch tx.engine {
        case .sqlite:
            // Late, so that the acts of one commit make one segment of the index.
            try tx.insertLate(
                "INSERT INTO search_posting (rowid, cuts)", rows: postings.map { [$0.number.cell, $0.text.cell] })
        case .postgres:
            var entries = postings.flatMap { posting in posting.cuts.map { Entry(word: $0, posting) } }
            entries.sort()
            try tx.insert(
                "INSERT INTO search_word (word, kind, document)",
                rows: entries.map { [$0.word.cell, $0.kind.cell, $0.number.cell] })
        }
    }

    /// Takes a text out again, by the very cuts with which it was entered.
    func remove(_ posting: Posting) throws {
        guard !posting.cuts.isEmpty else { return }
        switch tx.engine {
        case .sqlite:
            try tx.settleLate()
            try tx.execute(
                """
                INSERT INTO search_posting (search_posting, rowid, cuts)
                VALUES ('delete', \(posting.number), \(posting.text))
                """
            )
        case .postgres:
            try tx.execute(
                """
                DELETE FROM search_word
                WHERE kind = \(posting.kind.rawValue) AND document = \(posting.number)
                    AND word IN \(list: posting.cuts.sorted())
                """
            )
        }
    }

    /// Rewrites a piece of the index without what was taken out of it, so that not even the pairs of characters of an
    /// erased text lie in the file. Answers whether there is more to do. In PostgreSQL its own vacuum does it.
    func tidy(isBeginning: Bool) throws -> Bool {
        guard tx.engine == .sqlite else { return false }
        let before = try changes()
        // The first merge takes all segments into one, those after it go on with it (the FTS5 documents, 6.8).
        try tx.execute(
            "INSERT INTO search_posting (search_posting, rank) VALUES ('merge', \(isBeginning ? -Self.pages : Self.pages))"
        )
        return try changes() - before >= 2
    }

    /// Pages of the index that are written at a time.
    private static let pages = 64

    private func changes() throws -> Int64 {
        try tx.execute("SELECT total_changes() AS n").first?.integer("n") ?? 0
    }

    /// In the order of the bytes, as PostgreSQL keeps them: neighbours are written where the page is at hand already.
    private struct Entry: Comparable {
        let word: String
        let kind: String
        let number: SearchNumber
        /// The first eight bytes of the word: nearly always the whole of it.
        private let beginning: UInt64

        init(word: String, _ posting: Posting) {
            self.word = word
            kind = posting.kind.rawValue
            number = posting.number
            var bytes = word.utf8.makeIterator()
            beginning = (0..<8).reduce(0) { sum, _ in sum << 8 | UInt64(bytes.next() ?? 0) }
        }

        static func < (a: Self, b: Self) -> Bool {
            if a.beginning != b.beginning { return a.beginning < b.beginning }
            if a.word != b.word { return a.word.utf8.lexicographicallyPrecedes(b.word.utf8) }
            return a.kind == b.kind ? a.number < b.number : a.kind < b.kind
        }
    }
}

/// The question which texts hold some cuts, as a statement without its order and its limit; it answers `document`.
extension SearchPostings {
    static func documents(
        holding cuts: [String], _ kind: SearchKind, in range: Range<SearchNumber>? = nil, _ engine: Engine
    ) -> SQL {
        switch engine {
        case .sqlite:
            let within: SQL =
                range.map { " AND rowid >= \($0.lowerBound) AND rowid < \($0.upperBound)" } ?? ""
            return """
                SELECT rowid AS document FROM search_posting
                WHERE search_posting MATCH \(match(cuts, kind))\(within)
                """
        case .postgres:
            let within: SQL =
                range.map { " AND document >= \($0.lowerBound) AND document < \($0.upperBound)" } ?? ""
            let others = cuts.dropFirst().map { " AND \(alsoHolds($0, kind, document: "hit.document"))" as SQL }
            return """
                SELECT document FROM search_word AS hit
                WHERE word = \(cuts.first ?? "") AND kind = \(kind.rawValue)\(within)\(SQL(others, joinedBy: ""))
                """
        }
    }

    /// SQLite: all of some cuts, in the words of FTS5.
    static func match(_ cuts: [String], _ kind: SearchKind) -> String {
        cuts.map { "\"\($0.posted(as: kind))\"" }.joined(separator: " AND ")
    }

    /// The records of the newest texts that hold some cuts.
    static func records(holding cuts: [String], _ kind: SearchKind, newest most: Int, _ engine: Engine) -> SQL {
        """
        SELECT search_document.record FROM (
            \(documents(holding: cuts, kind, engine))
            ORDER BY document DESC LIMIT \(most)) AS hits
        JOIN search_document ON search_document.number = hits.document
        """
    }

    /// PostgreSQL: whether a text holds one more cut.
    static func alsoHolds(_ cut: String, _ kind: SearchKind, document: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM search_word AS other WHERE other.word = \(cut)
            AND other.kind = \(kind.rawValue) AND other.document = \(document))
        """
    }
}

extension SearchPostings.Posting {
    /// What FTS5 is given: its `ascii` tokenizer parts it at the spaces again.
    fileprivate var text: String { cuts.map { $0.posted(as: kind) }.joined(separator: " ") }
}

extension String {
    /// A cut of a kind of text as one token of FTS5: signs of ASCII would part it.
    fileprivate func posted(as kind: SearchKind) -> String {
        // Most are Chinese throughout.
        if utf8.allSatisfy({ $0 >= 0x80 }) { return "\(kind.rawValue.prefix(1))\(self)" }
        let token = String(unicodeScalars.filter { !$0.isASCII || $0.properties.isAlphabetic || ("0"..."9") ~= $0 })
        return "\(kind.rawValue.prefix(1))\(token)"
    }
}

extension Transaction {
    var searchPostings: SearchPostings { SearchPostings(tx: self) }
}
