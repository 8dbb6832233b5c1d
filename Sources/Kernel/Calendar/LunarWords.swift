/// The words in which the days of the moon are written and said: 正月初一, 闰四月十五, 腊月廿九.
enum LunarWords {
    static let months = [
        "正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月",
    ]

    /// 初一 … 三十
    static func day(_ number: Int) -> String {
        let digits = Array("十一二三四五六七八九")
        switch number {
        case 10: return "初十"
        case 20: return "二十"
        case 30: return "三十"
        default: return ["初", "十", "廿"][number / 10] + String(digits[number % 10])
        }
    }

    /// Full width made narrow, without blanks and brackets.
    static func narrow(_ typed: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in typed.unicodeScalars.prefix(64) {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            guard let narrow = isWide ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar else { continue }
            if !narrow.properties.isWhitespace || narrow == " " { plain.append(narrow) }
        }
        return trimmed(String(plain))
    }

    /// Which calendar was named, if one was; the name is taken away.
    static func takeCalendar(from text: inout String) -> Birthday.Reckoning? {
        var said: Birthday.Reckoning?
        for (names, reckoning) in [(lunarNames, Birthday.Reckoning.lunar), (solarNames, .solar)] {
            for name in names where text.contains(name) {
                text = text.replacing(name, with: "")
                said = reckoning
            }
        }
        text = trimmed(String(text.filter { !"()[]:".contains($0) || (said == nil && $0 == ":") }))
        return said
    }

    private static let lunarNames = ["农历", "農曆", "阴历", "陰曆", "旧历", "舊曆", "(农)", "(阴)", "lunar"]
    private static let solarNames = ["公历", "公曆", "阳历", "陽曆", "新历", "新曆", "西历"]

    /// `1985年闰四月初二`, `八月十五`, `腊月29`
    struct Date {
        private(set) var year: Int?
        private(set) var month = 0
        private(set) var day = 0
        private(set) var isLeap = false
        /// One of its words is said of the moon alone.
        private(set) var isMoon = false
        /// 日 or 号 at its end: so the days of the common calendar are said.
        private(set) var endsInDay = false

        /// Nothing where it holds no word of the calendar, only numbers.
        init?(_ text: String) {
            var rest = Substring(text)
            if let end = rest.firstIndex(of: "年") {
                guard let number = wholeNumber(rest[..<end].utf8), rest[..<end].utf8.count == 4 else { return nil }
                year = number
                rest = rest[rest.index(after: end)...]
            }
            if rest.first == "闰" || rest.first == "閏" {
                (isLeap, isMoon) = (true, true)
                rest.removeFirst()
            }
            guard let end = rest.firstIndex(of: "月"), readMonth(String(rest[..<end])) else { return nil }
            rest = rest[rest.index(after: end)...]
            if let last = rest.last, "日号號".contains(last) {
                endsInDay = true
                rest.removeLast()
            }
            guard readDay(String(rest)), isMoon || hasWords(text) else { return nil }
        }

        private func hasWords(_ text: String) -> Bool { text.contains { "一二三四五六七八九十".contains($0) } }

        private mutating func readMonth(_ word: String) -> Bool {
            switch word {
            case "正": (month, isMoon) = (1, true)
            case "冬": (month, isMoon) = (11, true)
            case "腊", "臘": (month, isMoon) = (12, true)
            default: month = LunarWords.number(word) ?? 0
            }
            return (1...12).contains(month)
        }

        private mutating func readDay(_ word: String) -> Bool {
            var word = Substring(word)
            var tens = 0
            switch word.first {
            case "初": (tens, isMoon) = (0, true)
            case "廿": (tens, isMoon) = (20, true)
            case "卅": (tens, isMoon) = (30, true)
            default:
                day = LunarWords.number(String(word)) ?? 0
                return (1...31).contains(day)
            }
            word.removeFirst()
            day = tens + (word.isEmpty ? 0 : LunarWords.number(String(word)) ?? 99)
            return (1...31).contains(day)
        }
    }

    /// `7`, `七`, `十二`, `二十`, `三十一`: up to 39.
    private static func number(_ word: String) -> Int? {
        if let digits = wholeNumber(word.utf8) { return digits }
        let places = word.map { "一二三四五六七八九".firstIndex(of: $0).map(ones) }
        switch (word.count, word.firstIndex(of: "十")) {
        case (1, nil): return places[0]
        case (1, _?): return 10
        case (2, word.startIndex?): return places[1].map { 10 + $0 }
        case (2, _?): return places[0].map { $0 * 10 }
        case (3, _?):
            guard Array(word)[1] == "十", let tens = places[0], let ones = places[2] else { return nil }
            return tens * 10 + ones
        default: return nil
        }
    }

    private static func ones(_ index: String.Index) -> Int {
        let digits = "一二三四五六七八九"
        return digits.distance(from: digits.startIndex, to: index) + 1
    }
}

extension Birthday {
    /// 1985年3月12日, 3月12日, 农历1985年八月十五, 农历闰四月初二.
    public func text(in language: Language) -> String {
        switch reckoning {
        case .solar:
            let anyYear = Day(year ?? 2000, month, day)
            return year == nil ? anyYear.shortText(in: language) : anyYear.longText(in: language)
        case .lunar, .lunarLeap:
            let isLeap = reckoning == .lunarLeap
            let (monthName, dayName) =
                switch language {
                case .chinese: ((isLeap ? "闰" : "") + LunarWords.months[month - 1], LunarWords.day(day))
                case .english: ((isLeap ? "leap " : "") + "\(month)", "\(day)")
                }
            guard let year else { return language(.lunarDate, monthName, dayName) }
            return language(.lunarDateOfYear, monthName, dayName, "\(year)")
        }
    }
}
