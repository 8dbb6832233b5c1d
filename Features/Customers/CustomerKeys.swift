import Kernel

/// Under which words a customer is found: the characters of the names, one by one and in pairs, their spellings in
/// Latin letters, and first letters. Stored beside the record, so that both engines find the same by an index.
enum CustomerKeys {
    /// No customer adds more.
    static let most = 400
    /// Firms are asked for by the initials of any part of their name: 上海倾听科技 by `shqtkj` and by `qtkj`.
    private static let suffixes = 10

    /// All the keys of the name of a customer, and of the names of its people.
    static func of(_ name: String, isFirm: Bool, people: [String] = []) -> Set<String> {
        var keys: Set<String> = []
        func add(_ words: [String]) { for word in words where keys.count < most { keys.insert(word) } }
        add(Array(cut(name)) + latin(name, isFirm: isFirm))
        for person in people { add(Array(cut(person)) + latin(person, isFirm: false)) }
        return keys
    }

    /// The words that a name must all have to contain what was typed: of two and more Chinese characters in a row only
    /// the pairs, since every pair is a key and says more than its halves.
    static func asked(_ typed: String) -> [String] {
        let words = cut(typed)
        let pairs = words.filter { $0.count == 2 && $0.unicodeScalars.allSatisfy(\.properties.isIdeographic) }
        return words.subtracting(pairs.flatMap { $0.map(String.init) }).sorted()
    }

    /// Chinese characters one by one and in pairs, words of letters, numbers, signs.
    private static func cut(_ text: String) -> Set<String> {
        var words: Set<String> = []
        var previous: SearchText.Token?
        for token in SearchText(text).tokens {
            words.insert(token.text)
            if let previous, previous.kind == .han, token.kind == .han, token.isJoined {
                words.insert(previous.text + token.text)
            }
            previous = token
        }
        return words
    }

    private static func latin(_ name: String, isFirm: Bool) -> [String] {
        name.spellings.flatMap { spelling -> [String] in
            let whole = [spelling.whole, spelling.initials, spelling.surnameFirst]
            guard isFirm else { return whole }
            let parts = (1..<max(2, min(suffixes, spelling.initials.count - 1))).map {
                String(spelling.initials.dropFirst($0))
            }
            return whole.prefix(2) + parts.filter { $0.count > 1 }
        }
    }

    /// Names as they are compared: without blanks, signs and the legal form of a firm, half-width, lower case.
    static func normal(_ name: String) -> String {
        var plain = String(
            String.UnicodeScalarView(
                name.lowercased().unicodeScalars.map { scalar in
                    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
                    return Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
                })
        ).filter { $0.isLetter || $0.isNumber }
        for form in legalForms where plain.hasSuffix(form) && plain.count > form.count + 1 {
            plain.removeLast(form.count)
        }
        return plain
    }

    private static let legalForms = ["有限责任公司", "股份有限公司", "有限公司", "集团", "公司", "coltd", "ltd", "inc"]
}
