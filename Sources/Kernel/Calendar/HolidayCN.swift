import Foundation

extension StatutoryHolidays {
    /// The same with a year's file in the format of NateScarlet/holiday-cn:
    /// `{"year": 2026, "days": [{"name": "元旦", "date": "2026-01-01", "isOffDay": true}, …]}`.
    ///
    /// A file without days, as the project publishes before the notice is out, leaves the year provisional. Throws a
    /// `DecodingError` for anything else than the format, and refuses more than 366 days or a date more than a month
    /// outside the year.
    public func adding(holidayCN json: [UInt8]) throws -> StatutoryHolidays {
        let file = try JSONDecoder().decode(File.self, from: Data(json))
        guard !file.days.isEmpty else { return self }
        // A year that no date has: what comes of it overflows.
        guard (1...9998).contains(file.year) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "Not a year: \(file.year)"))
        }
        let span = Day(file.year - 1, 12, 1)...Day(file.year + 1, 1, 31)
        if file.days.count > 366 || file.days.contains(where: { !span.contains($0.date) }) {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "Not the days of \(file.year)"))
        }
        let days = file.days.map { ($0.date, Holiday(name: StatutoryHolidays.today($0.name), isOff: $0.isOffDay)) }
        return adding(Dictionary(days) { $1 }, year: file.year)
    }

    private struct File: Decodable {
        let year: Int
        let days: [Entry]

        struct Entry: Decodable {
            let name: String
            let date: Day
            let isOffDay: Bool
        }
    }

    /// The names as they are written today; the notices of 2007 spoke of “五一” and “十一”.
    private static func today(_ name: String) -> String {
        switch name {
        case "“五一”", "“五一”国际劳动节": "劳动节"
        case "“十一”": "国庆节"
        case "中秋节、国庆节": "国庆节、中秋节"
        case "抗日战争暨世界反法西斯战争胜利70周年纪念日": "抗战胜利纪念日"
        default: name
        }
    }
}
