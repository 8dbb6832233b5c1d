import Foundation
import Kernel
import Testing

struct DayTests {
    @Test func everyDayOfSixCenturiesIsTheOneAfterTheLast() {
        var day = Day(1600, 1, 1)
        var (year, month, dayOfMonth) = (1600, 1, 1)
        func length(_ month: Int, _ year: Int) -> Int {
            if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
            return [4, 6, 9, 11].contains(month) ? 30 : 31
        }
        while year < 2200 {
            guard (day.year, day.month, day.day) == (year, month, dayOfMonth), Day(year, month, dayOfMonth) == day
            else {
                Issue.record("\(day) instead of \(year)-\(month)-\(dayOfMonth)")
                return
            }
            day = day.advanced(by: 1)
            dayOfMonth += 1
            if dayOfMonth > length(month, year) { (month, dayOfMonth) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(day == Day(2200, 1, 1))
    }

    @Test func theEpochWasAThursday() {
        #expect(Day(1970, 1, 1).number == 0)
        #expect(Day(1970, 1, 1).weekday == .thursday)
        #expect(Day(2026, 2, 14).weekday == .saturday)
        #expect(Day(1969, 12, 28).weekday == .sunday)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-4", "2026-01-04 ", "20260104", "", "二〇二六-01-04",
    ])
    func whatIsNoDateIsRefused(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func aDateIsItsTextInFilesAndInTheDatabase() throws {
        let day = try #require(Day(iso: "2024-02-29"))
        #expect("\(day)" == "2024-02-29")
        #expect(day.cell == .text("2024-02-29"))
        let written = try JSONEncoder().encode([day])
        #expect(String(decoding: written, as: UTF8.self) == #"["2024-02-29"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: written) == [day])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data(#"["2023-02-29"]"#.utf8))
        }
    }

    @Test func aMonthHasAFirstAndALastDay() {
        #expect(Day(2024, 2, 11).lastOfMonth == Day(2024, 2, 29))
        #expect(Day(2026, 12, 31).lastOfMonth == Day(2026, 12, 31))
        #expect(Day(2026, 12, 31).firstOfMonth == Day(2026, 12, 1))
        #expect(Array(Day(2026, 2, 27)..<Day(2026, 3, 2)).count == 3)
    }

    @Test func datesAreSaidInBothLanguages() {
        let day = Day(2026, 1, 5)
        #expect(day.text(in: .chinese) == "2026年1月5日(周一)")
        #expect(day.text(in: .english) == "Mon 5 Jan 2026")
        #expect(day.shortText(in: .chinese) == "1月5日")
        #expect(day.shortText(in: .english) == "5 Jan")
    }
}

struct TimeOfDayTests {
    @Test func hoursOverMidnightBelongToTheDateTheyBeginOn() throws {
        let night = try #require(Range<TimeOfDay>(hours: "22:00-06:00"))
        #expect(night == .at(22)..<(.at(30)))
        #expect(night.hours == "22:00-06:00")
        #expect(Range<TimeOfDay>(hours: "09:00 - 12:30") == .at(9)..<(.at(12, 30)))
        #expect(Range<TimeOfDay>(hours: "00:00-24:00")?.hours == "00:00-24:00")
        #expect(Range<TimeOfDay>(hours: "08:00-00:00") == .at(8)..<(.at(24)))
    }

    @Test(arguments: [
        "08:00-08:00", "9-12", "09:00", "24:00-26:00", "09:00-49:00", "09:60-10:00", "09:00-12:00-13:00", "",
    ])
    func hoursThatCannotBeMeantAreRefused(text: String) {
        #expect(Range<TimeOfDay>(hours: text) == nil)
    }

    @Test func weekdaysAreNamedAsAHandbookNamesThem() {
        #expect(Weekday.days("mon-fri") == [.monday, .tuesday, .wednesday, .thursday, .friday])
        #expect(Weekday.days("sat-mon") == [.saturday, .sunday, .monday])
        #expect(Weekday.days("Wed") == [.wednesday])
        #expect(Weekday.days("mon-sun")?.count == 7)
        #expect(Weekday.days("mo-fr") == nil)
        #expect(Weekday.days("mon-") == nil)
    }
}
