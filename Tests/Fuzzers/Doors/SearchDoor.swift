import Kernel

@testable import Desk

extension Door {
    /// A question in the first line, and a text in which it is looked for.
    static let search = Door(
        name: "search", longest: 1024,
        words: [
            "羽绒服", "羽絨", "13800138000", "１３８", "㍿", "😀", "🇨🇳", "İ", "ﷺ", "a\u{301}", "\u{200D}", "(010) 8765 4321",
            "+86",
        ]
    ) { bytes in
        let pieces = bytes.pieces(2).map(\.text)
        let text = pieces.count > 1 ? pieces[1] : pieces[0]
        let cut = SearchText(text)
        var place = text.startIndex
        for token in cut.tokens {
            try hold(token.range.lowerBound >= place, "tokens stand one behind another")
            try hold(!token.range.isEmpty && !token.text.isEmpty, "a token is something")
            place = token.range.lowerBound
            let typed = String(text[token.range])
            if typed.count <= SearchQuery.longest { try found(typed, in: cut) }
        }
        try hold(cut.words.count <= SearchText.most + 40, "no text has more cuts than may be")
        try looked(for: pieces[0], in: cut)
        try masked(text)
    }

    /// A law: every text is found by each piece of itself.
    private static func found(_ typed: String, in cut: SearchText) throws {
        let query = SearchQuery(typed)
        guard !query.isEmpty else { return }
        try hold(
            query.places(in: cut) != nil,
            "«\(typed)» stands in its text: \(Array(typed.unicodeScalars).map { String($0.value, radix: 16) })")
        try hold(
            Set(query.cuts).isSubset(of: cut.words) || cut.words.count >= SearchText.most, "the index knows «\(typed)»")
    }

    private static func looked(for typed: String, in cut: SearchText) throws {
        let query = SearchQuery(typed)
        try hold(query.phrases.count <= SearchQuery.mostPhrases, "a question has few phrases")
        try hold(SearchQuery(query.typed) == query, "a question is the same asked again")
        guard let places = query.places(in: cut) else { return }
        try hold(
            Set(query.cuts).isSubset(of: cut.words) || cut.words.count >= SearchText.most,
            "what stands in a text is known to the index")
        if !query.isOfTheIndex { try hold(query.isAnswered(by: cut.text), "what has its places is an answer") }
        let excerpt = Excerpt(of: cut.text, around: places)
        try hold(excerpt.pieces.contains(where: \.isFound), "an excerpt shows what was found")
        try hold(
            excerpt.pieces.map(\.text.count).reduce(0, +) <= 3 * Excerpt.length + 2, "an excerpt is short")
        _ = excerpt.covered(by: Cover(names: [PersonName("张三丰")], numbers: []))
    }

    /// No whole number that was seen before is seen after.
    private static func masked(_ text: String) throws {
        let cover = Cover(names: [PersonName("张三丰"), PersonName("Ann Lee")], numbers: [])
        let covered = cover(text)
        let before = cover.numbers(in: text).map(\.revealed)
        let after = Set(cover.numbers(in: covered).map(\.revealed))
        try hold(after.isDisjoint(with: before), "a number that is seen is covered: \(before) in «\(covered)»")
        try hold(!before.isEmpty || covered.utf8.count <= text.utf8.count + 8, "what holds no number is hardly changed")
    }
}
