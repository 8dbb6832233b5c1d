import Kernel
import Testing

struct LunarCalendarTests {
    /// As the almanacs print them; 2033 is the year whose leap month old tables had wrong.
    @Test(arguments: [
        (2024, Day(2024, 2, 10)), (2025, Day(2025, 1, 29)), (2026, Day(2026, 2, 17)), (2027, Day(2027, 2, 6)),
        (2028, Day(2028, 1, 26)), (2033, Day(2033, 1, 31)), (2034, Day(2034, 2, 19)), (1985, Day(1985, 2, 20)),
    ])
    func springFestivals(year: Int, day: Day) {
        #expect(LunarCalendar.newYear(year) == day)
        #expect(LunarCalendar.lunar(of: day) == LunarDate(year, 1, 1))
    }

    @Test(arguments: [
        (2025, 5, 5, Day(2025, 5, 31)), (2026, 5, 5, Day(2026, 6, 19)), (2025, 8, 15, Day(2025, 10, 6)),
        (2026, 8, 15, Day(2026, 9, 25)), (2033, 8, 15, Day(2033, 9, 8)), (1978, 8, 15, Day(1978, 9, 17)),
        (2024, 12, 29, Day(2025, 1, 28)), (2057, 9, 1, Day(2057, 9, 29)), (1900, 1, 1, Day(1900, 1, 31)),
        (2100, 12, 29, Day(2101, 1, 28)),
    ])
    func festivals(year: Int, month: Int, dayOfMonth: Int, day: Day) throws {
        let date = try #require(LunarDate(year, month, dayOfMonth))
        #expect(LunarCalendar.solar(of: date) == day && LunarCalendar.lunar(of: day) == date)
    }

    @Test func leapMonths() throws {
        #expect(LunarCalendar.leapMonth(of: 2025) == 6 && LunarCalendar.leapMonth(of: 2028) == 5)
        #expect(LunarCalendar.leapMonth(of: 2033) == 11 && LunarCalendar.leapMonth(of: 2034) == nil)
        #expect(LunarCalendar.leapMonth(of: 2023) == 2 && LunarCalendar.leapMonth(of: 1899) == nil)
        #expect(LunarCalendar.years.count { LunarCalendar.leapMonth(of: $0) != nil } == 74)
        let first = try #require(LunarDate(2025, 6, 1, isLeap: true))
        #expect(LunarCalendar.solar(of: first) == Day(2025, 7, 25))
    }

    /// 除夕 is not always the thirtieth.
    @Test func whatTheYearLacksIsNoDate() {
        #expect(LunarDate(2024, 12, 30) == nil && LunarDate(2023, 12, 30) != nil)
        #expect(LunarDate(2025, 5, 1, isLeap: true) == nil && LunarDate(2025, 13, 1) == nil)
        #expect(LunarDate(2025, 0, 1) == nil && LunarDate(2025, 1, 0) == nil && LunarDate(1899, 12, 1) == nil)
        #expect(LunarDate(2101, 1, 1) == nil && LunarDate(2100, 12, 30) == nil)
        #expect(LunarCalendar.lunar(of: Day(1900, 1, 30)) == nil && LunarCalendar.lunar(of: Day(2101, 1, 29)) == nil)
    }

    /// 73,412 days in their order: each is the one after the last, and there and back is where we were.
    @Test func everyDayOfTwoCenturies() throws {
        var before = try #require(LunarCalendar.lunar(of: LunarCalendar.days.lowerBound))
        var (months, count) = (1, 1)
        for day in LunarCalendar.days.dropFirst() {
            let date = try #require(LunarCalendar.lunar(of: day))
            let isNext =
                date.day == before.day + 1
                && (date.year, date.month, date.isLeap) == (before.year, before.month, before.isLeap)
            let isFirst =
                date.day == 1 && before.day >= 29
                && (date.isLeap
                    ? (date.year, date.month) == (before.year, before.month) && !before.isLeap
                    : date.month == before.month % 12 + 1 && date.year == before.year + (date.month == 1 ? 1 : 0))
            guard isNext || isFirst, LunarCalendar.solar(of: date) == day else {
                Issue.record("\(day) is \(date) after \(before)")
                return
            }
            if isFirst { months += 1 }
            (before, count) = (date, count + 1)
        }
        #expect(months == 201 * 12 + 74 && count == 73_412)
    }
}
