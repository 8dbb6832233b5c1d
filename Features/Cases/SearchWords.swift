/// How text is cut for searching: every two neighbouring Chinese characters, and every word of letters or digits.
///
/// Both engines store the same cuts, so both find the same. (SQLite's own `trigram` and PostgreSQL's `pg_trgm` miss a
/// Chinese word of two characters.)
enum SearchWords {
    /// No text adds more words than this to the index.
    static let most = 200

    static func of(_ texts: String...) -> [String] {
        var words: Set<String> = []
        for text in texts {
            for word in cut(text.lowercased()) where words.count < most { words.insert(word) }
        }
        return words.sorted()
    }

    /// The cuts that a text must all have to contain what was typed: of two and more characters in a row only the pairs,
    /// since every pair stands in the index and says more than its halves.
    static func query(_ text: String) -> [String] {
        let words = Set(cut(text.lowercased()))
        let pairs = words.filter { $0.count == 2 && $0.allSatisfy(isHan) }
        let covered = Set(pairs.flatMap { $0.map(String.init) })
        return words.subtracting(covered).sorted().prefix(most / 10).map(\.self)
    }

    private static func cut(_ text: String) -> [String] {
        var words: [String] = []
        var latin = ""
        var han: Character?
        func flush() {
            if !latin.isEmpty { words.append(latin) }
            latin = ""
        }
        for character in text {
            if isHan(character) {
                flush()
                if let previous = han { words.append(String([previous, character])) }
                words.append(String(character))
                han = character
            } else {
                han = nil
                if character.isLetter || character.isNumber { latin.append(character) } else { flush() }
            }
        }
        flush()
        return words
    }

    private static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { $0.properties.isIdeographic } ?? false
    }
}
