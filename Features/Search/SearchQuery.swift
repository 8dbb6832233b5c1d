import Kernel

/// What somebody typed to find something: phrases between spaces, all of which must stand in the text.
///
/// A phrase is found where its tokens stand one after another: 「羽绒服」 is not found in 「羽绒」 and 「绒服」 apart. A sign
/// inside a phrase (20260105-10001) may be there or not.
struct SearchQuery: Equatable, Sendable {
    /// What is looked at of it; nobody searches with a novel.
    static let longest = 80
    static let mostPhrases = 8

    let typed: String
    let phrases: [[SearchText.Token]]
    /// The bytes of the phrases that are nothing but Chinese characters in a row, as they are folded.
    private let rows: [[UInt8]?]

    init(_ typed: String) {
        self.typed = String(typed.prefix(SearchQuery.longest))
        phrases = self.typed.split(whereSeparator: \.isWhitespace)
            .map { SearchText(String($0)).tokens }
            .filter { !$0.isEmpty }
            .prefix(SearchQuery.mostPhrases).map(\.self)
        rows = phrases.map { phrase in
            guard phrase.allSatisfy({ $0.kind == .han }), phrase.dropFirst().allSatisfy(\.isJoined) else { return nil }
            let row = phrase.map(\.text).joined()
            return SearchText(row).tokens.map(\.text) == phrase.map(\.text) ? Array(row.utf8) : nil
        }
    }

    var isEmpty: Bool { phrases.isEmpty }

    /// The cuts that the index must hold for a text to be worth reading. Of several characters in a row only the pairs:
    /// a pair says more than its halves.
    var cuts: [String] {
        var cuts: Set<String> = []
        for phrase in phrases {
            for (place, token) in phrase.enumerated() {
                switch token.kind {
                case .han:
                    let before = place > 0 && phrase[place - 1].kind == .han && token.isJoined
                    let after =
                        place + 1 < phrase.count && phrase[place + 1].kind == .han && phrase[place + 1].isJoined
                    if before { cuts.insert(phrase[place - 1].text + token.text) }
                    if !before && !after { cuts.insert(token.text) }
                case .word, .digits: cuts.insert(String(token.text.prefix(SearchText.longestPrefix)))
                case .sign: cuts.insert(token.text)
                }
            }
        }
        return cuts.sorted()
    }

    /// Whether a text that has all the cuts is an answer without being read: each phrase is one cut.
    var isOfTheIndex: Bool {
        zip(phrases, rows).allSatisfy { $1 != nil && $0.count <= 2 } && cuts.count <= Search.mostCuts
    }

    /// Whether a text that has the cuts that were asked of the index has all the phrases. Characters that stand there as
    /// they are looked for need not be cut again.
    func isAnswered(by text: String) -> Bool {
        if isOfTheIndex { return true }
        var text = text
        let isPlain = text.withUTF8 { bytes in
            rows.allSatisfy { row in row.map { bytes.hold($0) } ?? false }
        }
        return isPlain || places(in: SearchText(text)) != nil
    }

    /// Where each phrase stands in a text; nothing if one of them does not.
    func places(in text: SearchText) -> [Range<String.Index>]? {
        var places: [Range<String.Index>] = []
        for phrase in phrases {
            let found = SearchQuery.places(of: phrase, in: text.tokens)
            guard !found.isEmpty else { return nil }
            places += found
        }
        return isEmpty ? nil : places.sorted { $0.lowerBound < $1.lowerBound }
    }

    private static func places(
        of phrase: [SearchText.Token], in tokens: [SearchText.Token]
    ) -> [Range<String.Index>] {
        guard tokens.count >= phrase.count else { return [] }
        return (0...(tokens.count - phrase.count)).compactMap { start in
            for (offset, typed) in phrase.enumerated() {
                let token = tokens[start + offset]
                guard token.answers(typed, isLast: offset == phrase.count - 1) else { return nil }
                // What was typed without a gap stands without a gap.
                if offset > 0, typed.isJoined, !token.isJoined { return nil }
            }
            return tokens[start].range.lowerBound..<tokens[start + phrase.count - 1].range.upperBound
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func hold(_ row: [UInt8]) -> Bool {
        guard let first = row.first, count >= row.count else { return false }
        return (0...(count - row.count)).contains { start in
            self[start] == first && row.indices.allSatisfy { self[start + $0] == row[$0] }
        }
    }
}

/// A piece of a text around what was found, cut at whole characters.
struct Excerpt: Equatable, Sendable {
    struct Piece: Equatable, Sendable {
        let text: String
        let isFound: Bool
    }

    let pieces: [Piece]

    /// For a sheet, where nothing is set apart.
    var plain: String { pieces.map(\.text).joined() }

    /// Characters shown before the first place found, and in all.
    static let before = 16
    static let length = 96

    init(of text: String, around places: [Range<String.Index>]) {
        let first = places.first?.lowerBound ?? text.startIndex
        let start = text.index(first, offsetBy: -Excerpt.before, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(start, offsetBy: Excerpt.length, limitedBy: text.endIndex) ?? text.endIndex
        var pieces: [Piece] = []
        var position = start
        if start > text.startIndex { pieces.append(Piece(text: "…", isFound: false)) }
        for place in places where place.lowerBound >= position && place.lowerBound < end {
            if position < place.lowerBound {
                pieces.append(Piece(text: Excerpt.line(text[position..<place.lowerBound]), isFound: false))
            }
            let last = min(place.upperBound, end)
            pieces.append(Piece(text: Excerpt.line(text[place.lowerBound..<last]), isFound: true))
            position = last
        }
        if position < end { pieces.append(Piece(text: Excerpt.line(text[position..<end]), isFound: false)) }
        if end < text.endIndex { pieces.append(Piece(text: "…", isFound: false)) }
        self.pieces = pieces
    }

    /// What was looked for stays as it was typed; names and numbers beside it are covered, and so is a name of which only
    /// a part was looked for.
    func covered(by cover: Cover) -> Excerpt {
        guard cover(plain) != plain else { return self }
        let pieces = pieces.map { $0.isFound ? $0 : Piece(text: cover($0.text), isFound: false) }
        let rest = pieces.map { $0.isFound && cover($0.text) != $0.text ? "…" : $0.text }.joined()
        return Excerpt(pieces: cover(rest) == rest ? pieces : [Piece(text: cover(plain), isFound: false)])
    }

    private init(pieces: [Piece]) { self.pieces = pieces }

    private static func line(_ text: Substring) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " · ")
    }
}
