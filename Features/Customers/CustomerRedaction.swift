import Kernel

/// What is taken out of texts when a customer's personal data go (PIPL 47): names, numbers, addresses and accounts, as
/// they were on file. It finds numbers however they were typed (138 0013 8000, １３８-0013-8000, +86…) and letters of
/// either case; what the file never held, it cannot know. Pure.
struct CustomerRedaction: Equatable, Sendable {
    /// Stands where something was.
    static let mark = "［已匿名］"
    /// One character is a part of too many words.
    static let shortestName = 2
    /// Fewer digits are a price or a year.
    static let shortestNumber = 7

    private static let mobileNumber = 11

    private let words: [[Character]]
    private let numbers: Set<String>
    /// How a database looks for it: names and numbers as patterns of LIKE, with `!` before what would be a wildcard.
    let traces: [String]

    init(names: some Sequence<String>, numbers: some Sequence<String>) {
        var words: Set<String> = []
        for name in names {
            let name = name.withoutBlankEnds
            if name.count >= Self.shortestName, !name.allSatisfy(\.isNumber) { words.insert(Self.folded(name)) }
        }
        // The longer first: of 欧阳娜娜 nothing may stay because 娜娜 was found before.
        self.words = words.sorted { ($0.count, $1) > ($1.count, $0) }.map(Array.init)
        self.numbers = Set(numbers.map(Self.digits).filter { $0.count >= Self.shortestNumber })
        traces = (self.words.map { String($0) } + self.numbers.sorted()).map { trace in
            trace.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
        }
    }

    var isEmpty: Bool { words.isEmpty && numbers.isEmpty }

    func redact(_ text: String) -> String {
        guard !isEmpty, !text.isEmpty else { return text }
        let written = Array(text)
        let folded = written.map { Self.folded(String($0)).first ?? $0 }
        var result = ""
        var index = 0
        while index < written.count {
            if let end = wordEnd(folded, at: index) ?? numberEnd(folded, at: index) {
                if !result.hasSuffix(Self.mark) { result += Self.mark }
                index = end
            } else {
                result.append(written[index])
                index += 1
            }
        }
        return result
    }

    private func wordEnd(_ text: [Character], at start: Int) -> Int? {
        words.first { word in
            start + word.count <= text.count && text[start..<(start + word.count)].elementsEqual(word)
        }.map { start + $0.count }
    }

    /// A run of digits, with blanks and dashes in between, that is one of the numbers, with or without 86 or 0 before it.
    private func numberEnd(_ text: [Character], at start: Int) -> Int? {
        guard Self.isDigit(text[start]) || text[start] == "+" else { return nil }
        let isBeginning = start == 0 || !Self.isDigit(text[start - 1])
        var digits = ""
        var end = start
        var index = start
        while index < text.count, digits.count <= 24 {
            if Self.isDigit(text[index]) {
                digits.append(text[index])
                end = index + 1
            } else if !Self.between.contains(text[index]) {
                break
            }
            index += 1
        }
        // Two numbers one after the other are one run: the longest beginning that is a number counts.
        var length = digits.count
        while length >= Self.shortestNumber {
            if isKnown(String(digits.prefix(length))) {
                let stop = length == digits.count ? end : position(of: length, in: text, from: start)
                // A mobile number is found inside longer ones too; a short one may be a part of anything.
                let isApart = isBeginning && (stop == text.count || !Self.isDigit(text[stop]))
                if length >= Self.mobileNumber || isApart { return stop }
            }
            length -= 1
        }
        return nil
    }

    private func position(of count: Int, in text: [Character], from start: Int) -> Int {
        var seen = 0
        var index = start
        while seen < count {
            if Self.isDigit(text[index]) { seen += 1 }
            index += 1
        }
        return index
    }

    private func isKnown(_ digits: String) -> Bool {
        if numbers.contains(digits) { return true }
        for prefix in ["0086", "86", "0"] where digits.hasPrefix(prefix) {
            if numbers.contains(String(digits.dropFirst(prefix.count))) { return true }
        }
        return false
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
    private static let between: Set<Character> = [
        " ", "-", "–", "—", "·", "(", ")", "（", "）", "\u{3000}", "\u{A0}", "+",
    ]

    private static func digits(_ text: String) -> String {
        let all = folded(text).filter(isDigit)
        return all.hasPrefix("86") && all.count == 13 ? String(all.dropFirst(2)) : all
    }

    /// Full-width forms as the plain ones, letters small: one character stays one.
    private static func folded(_ text: String) -> String {
        String(
            text.map { character -> Character in
                guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
                    return character
                }
                var value = scalar.value
                if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
                if (0x41...0x5A).contains(value) { value += 0x20 }
                return Unicode.Scalar(value).map(Character.init) ?? character
            })
    }
}
