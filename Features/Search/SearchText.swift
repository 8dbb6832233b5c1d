import Kernel

/// A text as the index cuts it: Chinese characters one by one, words of letters, numbers, and signs such as emoji.
///
/// (SQLite's own `trigram` and PostgreSQL's `pg_trgm` both miss a Chinese word of two characters. So the house cuts
/// itself, both engines store the same cuts, and both find the same.)
struct SearchText: Sendable {
    enum Kind: Equatable, Sendable { case han, word, digits, sign }

    struct Token: Equatable, Sendable {
        let kind: Kind
        /// Folded: half width, small letters, simplified characters.
        let text: String
        /// Where it stands in the text as it was written.
        let range: Range<String.Index>
        /// Whether it follows the token before it without anything between them.
        let isJoined: Bool
    }

    let text: String
    let tokens: [Token]

    init(_ text: String) {
        self.text = text
        tokens = SearchText.cut(text)
    }

    /// A number at least so long may be somebody's: it is found whole or by its last four, never by a part.
    static let personal = 7
    static let lastDigits = 4
    /// Words of letters are found by their beginning, up to so many letters.
    static let longestPrefix = 20
    /// No text adds more cuts than this to the index: all of what the longest field of a form can hold.
    static let most = 16_000

    /// The cuts under which the text is found.
    var words: Set<String> {
        var words: Set<String> = []
        var previous: Token?
        for token in tokens {
            guard words.count < SearchText.most else { break }
            switch token.kind {
            case .han:
                words.insert(token.text)
                if let previous, previous.kind == .han, token.isJoined { words.insert(previous.text + token.text) }
            case .word:
                var prefix = ""
                for letter in token.text.prefix(SearchText.longestPrefix) {
                    prefix.append(letter)
                    words.insert(prefix)
                }
            case .digits:
                words.insert(String(token.text.prefix(SearchText.longestPrefix)))
                if token.text.count >= SearchText.personal { words.insert(token.lastFour) }
            case .sign: words.insert(token.text)
            }
            previous = token
        }
        return words
    }
}

extension SearchText.Token {
    var lastFour: String { String(text.suffix(SearchText.lastDigits)) }

    /// Whether what was typed means this token. Only the last word of a phrase may be unfinished.
    func answers(_ typed: Self, isLast: Bool) -> Bool {
        switch kind {
        case .han, .sign: text == typed.text
        case .word: text == typed.text || (isLast && typed.kind == .word && text.hasPrefix(typed.text))
        case .digits:
            text == typed.text
                || (text.count >= SearchText.personal && typed.text.count == SearchText.lastDigits
                    && lastFour == typed.text)
        }
    }
}

extension SearchText {
    private static func cut(_ text: String) -> [Token] {
        var tokens: [Token] = []
        var run: [(folded: String, index: String.Index)] = []
        var isJoined = false

        func flush(until end: String.Index) {
            guard let first = run.first else { return }
            let whole = run.map(\.folded).joined()
            if isWord(whole) {
                tokens.append(Token(kind: .word, text: whole, range: first.index..<end, isJoined: isJoined))
            } else {
                // Letters beside a long number are cut off, so that the number stays one that is found whole only.
                for piece in pieces(run, end) {
                    let isFirst = piece.range.lowerBound == first.index
                    tokens.append(
                        Token(
                            kind: piece.kind, text: piece.text, range: piece.range,
                            isJoined: isFirst ? isJoined : true))
                }
            }
            isJoined = true
            run = []
        }

        for index in text.indices {
            let character = text[index]
            // Nearly all of a text: one sign of the common block.
            if let ideograph = Folding.ideograph(character) {
                flush(until: index)
                tokens.append(
                    Token(
                        kind: .han, text: String(ideograph), range: index..<text.index(after: index),
                        isJoined: isJoined))
                isJoined = true
                continue
            }
            let folded = Folding.fold(character)
            guard let first = folded.unicodeScalars.first else { continue }
            if first.properties.isIdeographic {
                flush(until: index)
                // A compatibility character may fold to several (㍿): each is a character of its own.
                for scalar in folded.unicodeScalars {
                    tokens.append(
                        Token(
                            kind: scalar.properties.isIdeographic ? .han : .sign, text: String(Character(scalar)),
                            range: index..<text.index(after: index), isJoined: isJoined))
                    isJoined = true
                }
            } else if folded.allSatisfy({ $0.isLetter || $0.isNumber }) {
                run.append((folded, index))
            } else if !first.isASCII, first.properties.isEmoji || first.properties.generalCategory == .otherSymbol {
                flush(until: index)
                tokens.append(
                    Token(kind: .sign, text: folded, range: index..<text.index(after: index), isJoined: isJoined))
                isJoined = true
            } else {
                flush(until: index)
                isJoined = false
            }
        }
        flush(until: text.endIndex)
        return tokens
    }

    /// Letters, with numbers among them that are too short to be somebody's: `a3`, `zx9021`.
    private static func isWord(_ text: String) -> Bool {
        guard text.contains(where: { !isDigit($0) }) else { return false }
        var digits = 0
        for character in text {
            digits = isDigit(character) ? digits + 1 : 0
            if digits >= personal { return false }
        }
        return true
    }

    private static func pieces(
        _ run: [(folded: String, index: String.Index)], _ end: String.Index
    ) -> [(kind: Kind, text: String, range: Range<String.Index>)] {
        var pieces: [(kind: Kind, text: String, range: Range<String.Index>)] = []
        for (place, letter) in run.enumerated() {
            let next = place + 1 < run.count ? run[place + 1].index : end
            let kind: Kind = letter.folded.allSatisfy(isDigit) ? .digits : .word
            if let last = pieces.last, last.kind == kind {
                pieces[pieces.count - 1] = (kind, last.text + letter.folded, last.range.lowerBound..<next)
            } else {
                pieces.append((kind, letter.folded, letter.index..<next))
            }
        }
        return pieces
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
