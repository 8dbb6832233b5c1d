/// Words that no text to a customer may hold (GAME-95, GEN2-12, SOFT-59, SOFT-62), and the clauses that say so.
public struct BannedPhrases: Equatable, Sendable {
    public let clause: Clause
    public let phrases: [String]

    /// Those that a text holds, in the order of the clause. Spaces and line ends between the characters hide nothing.
    public static func found(_ phrases: [String], in text: String) -> [String] {
        let bare = tight(text)
        return phrases.filter { bare.contains(tight($0)) }
    }

    private static func tight(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(
            contentsOf: text.lowercased().unicodeScalars.filter {
                !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
            })
        return String(scalars)
    }
}

extension Handbook {
    /// The clauses with such words that a text goes against, each with the words found.
    public func phrasesAgainst(_ text: String) -> [BannedPhrases] {
        gates().compactMap { clause, gate in
            guard case .bannedPhrases(let phrases) = gate else { return nil }
            let found = BannedPhrases.found(phrases, in: text)
            return found.isEmpty ? nil : BannedPhrases(clause: clause, phrases: found)
        }
    }
}
