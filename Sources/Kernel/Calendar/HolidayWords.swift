/// The names of the statutory holidays. In Chinese as announced; in English by their parts, and what has no
/// translation stays as it is, since a calendar may name its days as it likes.
func holidayName(_ name: String, in language: Language) -> String {
    switch language {
    case .chinese: name
    case .english:
        name.split(separator: "、").map { part in
            Word.holidays.first { $0.chinese == part }?.english ?? String(part)
        }.joined(separator: " and ")
    }
}

extension Word {
    static let holidays = [
        Word("元旦", "New Year"), Word("春节", "Spring Festival"), Word("清明节", "Qingming Festival"),
        Word("劳动节", "Labour Day"), Word("端午节", "Dragon Boat Festival"), Word("中秋节", "Mid-Autumn Festival"),
        Word("国庆节", "National Day"), Word("抗战胜利纪念日", "Victory Day"),
    ]
}

extension StatutoryHolidays.Holiday {
    /// 春节; Spring Festival.
    public func name(in language: Language) -> String { holidayName(name, in: language) }
}
