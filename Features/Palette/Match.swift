import Kernel

/// How well a text answers what somebody has typed: by its characters, by pinyin, by first letters. Smaller is better.
enum Match {
    static let worst = 5

    /// Nothing where it does not match; an empty wish matches everything alike.
    static func rank(_ typed: String, in text: String) -> Int? {
        let wish = typed.lowercased().filter { !$0.isWhitespace }
        guard !wish.isEmpty else { return worst }
        let plain = text.lowercased().filter { !$0.isWhitespace }
        if plain.hasPrefix(wish) { return 0 }
        if plain.contains(wish) { return 3 }
        guard wish.unicodeScalars.allSatisfy(\.isASCII) else { return nil }
        // Each way to say it aloud: 重 is chong and zhong.
        let ways = text.spellings
        let initials = ways.map(\.initials) + [text.initials]
        let whole = ways.map(\.whole) + [text.pinyin.filter { !$0.isWhitespace }]
        if initials.contains(where: { $0.hasPrefix(wish) }) { return 1 }
        if whole.contains(where: { $0.hasPrefix(wish) }) { return 2 }
        if (initials + whole).contains(where: { $0.contains(wish) }) { return 3 }
        return wish.count > 1 && initials.contains { isWithin(wish, $0) } ? 4 : nil
    }

    /// All letters in their order, some of the text's own skipped.
    private static func isWithin(_ wish: String, _ letters: String) -> Bool {
        var rest = Substring(letters)
        for letter in wish {
            guard let place = rest.firstIndex(of: letter) else { return false }
            rest = rest[rest.index(after: place)...]
        }
        return true
    }
}
