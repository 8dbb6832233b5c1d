import Kernel

/// That somebody looked for a whole telephone number. A masked number hides four digits: whoever may try ten thousand
/// numbers finds them without ever asking to see them (GB/T 35273-2020, 7.2). So the numbers a person looks for are
/// counted, each once an hour, and beyond what anybody answers in an hour or a day there are no more.
///
/// Nothing is found by a part of a number but the last four, which are shown anyway.
enum NumberLookup {
    static let mostInAnHour = 120
    static let mostInADay = 600

    /// Too many: an hour from the first of them, or a day, until there is room again.
    struct TooMany: Error, Equatable {
        let limit: Int
        let isDaily: Bool
    }

    /// The whole numbers in what was typed: mobiles, and landlines with their area code. Gaps, brackets and hyphens
    /// count for nothing, nor does what is around a number; the number of a case and a date are none.
    static func numbers(in typed: String) -> Set<String> {
        var numbers: Set<String> = []
        var run = ""
        func flush() {
            if let number = whole(run) { numbers.insert(number) }
            run = ""
        }
        for character in typed.prefix(longest) {
            let folded = Folding.fold(character)
            if folded.count == 1, let digit = folded.first, ("0"..."9").contains(digit) {
                run.append(digit)
            } else if !isGap(character) {
                flush()
            }
        }
        flush()
        return numbers
    }

    /// What a search passes over between digits.
    private static func isGap(_ character: Character) -> Bool {
        " -()+（）－—\u{3000}\u{A0}.".contains(character)
            || character.unicodeScalars.allSatisfy { [.control, .format].contains($0.properties.generalCategory) }
    }

    private static let longest = 2000

    private static func whole(_ digits: String) -> String? {
        var digits = digits
        if digits.hasPrefix("0086") { digits.removeFirst(4) }
        if digits.hasPrefix("86"), digits.count == 13 { digits.removeFirst(2) }
        let isMobile = digits.count == 11 && digits.hasPrefix("1")
        let isLandline = (10...12).contains(digits.count) && digits.hasPrefix("0")
        return isMobile || isLandline ? digits : nil
    }

    /// What is kept of a number: enough to count it once, too little to know it by.
    static func mark(of number: String) -> String { String(Secrets.sha256(ofText: "lookup \(number)").prefix(6)) }
}
