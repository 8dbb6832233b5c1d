/// A date of the Chinese lunar calendar 农历: 乙巳年闰六月初一 is 2025, 6, leap, 1.
///
/// Only dates that exist from 1900 to 2100 can be made.
public struct LunarDate: Hashable, Sendable {
    /// Of the calendar year in which its first month begins.
    public let year: Int
    /// 1…12; a leap month has the number of the month it follows.
    public let month: Int
    public let isLeap: Bool
    /// 1…30
    public let day: Int

    public init?(_ year: Int, _ month: Int, _ day: Int, isLeap: Bool = false) {
        guard let length = LunarCalendar.length(of: month, isLeap: isLeap, in: year), (1...length).contains(day) else {
            return nil
        }
        self.init(known: year, month, day, isLeap: isLeap)
    }

    fileprivate init(known year: Int, _ month: Int, _ day: Int, isLeap: Bool) {
        self.year = year
        self.month = month
        self.isLeap = isLeap
        self.day = day
    }
}

/// 农历, from the first day of 1900 (31 January) to the last of 2100 (28 January 2101), as the almanacs print it.
///
/// A month begins on the day of the new moon in China, so no rule of arithmetic gives it: the table does. It was written from
/// the almanac table of lunar-python 1.4 (6tail, MIT), which agrees with GB/T 33661-2017; the new moons of September 2057
/// and August 2097 come so near to midnight that the almanacs of those years may yet have them a day apart.
public enum LunarCalendar {
    public static let years = 1900...2100
    public static let days = months[0].first...months[months.count - 1].last

    /// Nothing outside the table.
    public static func lunar(of day: Day) -> LunarDate? {
        guard days.contains(day) else { return nil }
        var (lower, upper) = (0, months.count)
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if months[middle].first <= day { lower = middle } else { upper = middle }
        }
        let here = months[lower]
        return LunarDate(known: here.year, here.month, day.number - here.first.number + 1, isLeap: here.isLeap)
    }

    public static func solar(of date: LunarDate) -> Day {
        let place = place(of: date.month, isLeap: date.isLeap, in: date.year)
        return months[place].first.advanced(by: date.day - 1)
    }

    /// The month that is followed by one of its own number; nothing in a year of twelve months and outside the table.
    public static func leapMonth(of year: Int) -> Int? {
        guard years.contains(year) else { return nil }
        let leap = Int(table[year - years.lowerBound] & 0xF)
        return leap > 0 ? leap : nil
    }

    /// 29 or 30; nothing for a month that the year lacks, and outside the table.
    public static func length(of month: Int, isLeap: Bool = false, in year: Int) -> Int? {
        guard years.contains(year), (1...12).contains(month), !isLeap || leapMonth(of: year) == month else {
            return nil
        }
        return months[place(of: month, isLeap: isLeap, in: year)].length
    }

    /// 春节, the first day of the year; nothing outside the table.
    public static func newYear(_ year: Int) -> Day? {
        years.contains(year) ? months[place(of: 1, isLeap: false, in: year)].first : nil
    }

    /// Of a month that the year has.
    private static func place(of month: Int, isLeap: Bool, in year: Int) -> Int {
        let leap = leapMonth(of: year) ?? 12
        return firstMonths[year - years.lowerBound] + month - (isLeap || month > leap ? 0 : 1)
    }

    private struct Month {
        let year, month: Int
        let isLeap: Bool
        let length: Int
        let first: Day

        var last: Day { first.advanced(by: length - 1) }
    }

    private static let months: [Month] = {
        var months: [Month] = []
        var day = Day(1900, 1, 31)
        for (bits, year) in zip(table, years) {
            func add(_ month: Int, isLeap: Bool, _ bit: UInt32) {
                let length = bits & bit == 0 ? 29 : 30
                months.append(Month(year: year, month: month, isLeap: isLeap, length: length, first: day))
                day = day.advanced(by: length)
            }
            for month in 1...12 {
                add(month, isLeap: false, 1 << UInt32(16 - month))
                if Int(bits & 0xF) == month { add(month, isLeap: true, 0x10000) }
            }
        }
        return months
    }()

    /// The places of the years' first months.
    private static let firstMonths = months.indices.filter { months[$0].month == 1 && !months[$0].isLeap }

    /// A year a number. From above: whether the leap month has 30 days; whether months 1 to 12 have; the leap month.
    private static let table: [UInt32] = [
        0x04bd8, 0x04ae0, 0x0a570, 0x054d5, 0x0d260, 0x0d950, 0x16554, 0x056a0, 0x09ad0, 0x055d2,
        0x04ae0, 0x0a5b6, 0x0a4d0, 0x0d250, 0x1d255, 0x0b540, 0x0d6a0, 0x0ada2, 0x095b0, 0x14977,
        0x04970, 0x0a4b0, 0x0b4b5, 0x06a50, 0x06d40, 0x1ab54, 0x02b60, 0x09570, 0x052f2, 0x04970,
        0x06566, 0x0d4a0, 0x0ea50, 0x16a95, 0x05ad0, 0x02b60, 0x186e3, 0x092e0, 0x1c8d7, 0x0c950,
        0x0d4a0, 0x1d8a6, 0x0b550, 0x056a0, 0x1a5b4, 0x025d0, 0x092d0, 0x0d2b2, 0x0a950, 0x0b557,
        0x06ca0, 0x0b550, 0x15355, 0x04da0, 0x0a5b0, 0x14573, 0x052b0, 0x0a9a8, 0x0e950, 0x06aa0,
        0x0aea6, 0x0ab50, 0x04b60, 0x0aae4, 0x0a570, 0x05260, 0x0f263, 0x0d950, 0x05b57, 0x056a0,
        0x096d0, 0x04dd5, 0x04ad0, 0x0a4d0, 0x0d4d4, 0x0d250, 0x0d558, 0x0b540, 0x0b6a0, 0x195a6,
        0x095b0, 0x049b0, 0x0a974, 0x0a4b0, 0x0b27a, 0x06a50, 0x06d40, 0x0af46, 0x0ab60, 0x09570,
        0x04af5, 0x04970, 0x064b0, 0x074a3, 0x0ea50, 0x06b58, 0x05ac0, 0x0ab60, 0x096d5, 0x092e0,
        0x0c960, 0x0d954, 0x0d4a0, 0x0da50, 0x07552, 0x056a0, 0x0abb7, 0x025d0, 0x092d0, 0x0cab5,
        0x0a950, 0x0b4a0, 0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930,
        0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530,
        0x05aa0, 0x076a3, 0x096d0, 0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45,
        0x0b5a0, 0x056d0, 0x055b2, 0x049b0, 0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0,
        0x14b63, 0x09370, 0x049f8, 0x04970, 0x064b0, 0x168a6, 0x0ea50, 0x06b20, 0x1a6c4, 0x0aae0,
        0x092e0, 0x0d2e3, 0x0c960, 0x0d557, 0x0d4a0, 0x0da50, 0x05d55, 0x056a0, 0x0a6d0, 0x055d4,
        0x052d0, 0x0a9b8, 0x0a950, 0x0b4a0, 0x0b6a6, 0x0ad50, 0x055a0, 0x0aba4, 0x0a5b0, 0x052b0,
        0x0b273, 0x06930, 0x07337, 0x06aa0, 0x0ad50, 0x14b55, 0x04b60, 0x0a570, 0x054e4, 0x0d160,
        0x0e968, 0x0d520, 0x0daa0, 0x16aa6, 0x056d0, 0x04ae0, 0x0a9d4, 0x0a2d0, 0x0d150, 0x0f252,
        0x0d520,
    ]
}
