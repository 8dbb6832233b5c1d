import Foundation
import Kernel

/// The thirteen days of the year on which work is paid threefold (全国年节及纪念日放假办法, 2025; 劳动法 article 44): not the
/// whole holiday that is arranged around them. Until 2024 they were eleven (2013): without New Year's Eve and 2 May. By the
/// Chinese calendar as ICU computes it.
enum StatutoryDays {
    static func contains(_ day: Day) -> Bool {
        switch (day.month, day.day) {
        case (1, 1), (5, 1), (10, 1), (10, 2), (10, 3): return true
        case (5, 2): return day.year >= thirteenSince
        case (4, 4), (4, 5), (4, 6): return day.day == qingming(of: day.year)
        default: break
        }
        guard let lunar = lunar(day) else { return false }
        switch (lunar.month, lunar.day) {
        case (1, 1...3), (5, 5), (8, 15): return true
        default:
            // 除夕: the day before the first.
            guard day.year >= thirteenSince, lunar.month == 12, let next = self.lunar(day.advanced(by: 1)) else {
                return false
            }
            return next.month == 1 && next.day == 1
        }
    }

    private static let thirteenSince = 2025

    /// 清明 of this century, by the usual formula: [0.2422 y + 4.81] − [y / 4].
    private static func qingming(of year: Int) -> Int {
        let part = year % 100
        return Int((0.2422 * Double(part) + 4.81).rounded(.down)) - part / 4
    }

    /// Nothing in a leap month, which has no festivals.
    private static func lunar(_ day: Day) -> (month: Int, day: Int)? {
        var calendar = Calendar(identifier: .chinese)
        guard let zone = TimeZone(secondsFromGMT: 8 * 3600) else { return nil }
        calendar.timeZone = zone
        // Noon in China.
        let date = Date(timeIntervalSince1970: Double(day.number) * 86_400 + 4 * 3600)
        let parts = calendar.dateComponents([.month, .day], from: date)
        guard let month = parts.month, let number = parts.day, parts.isLeapMonth != true else { return nil }
        return (month, number)
    }
}
