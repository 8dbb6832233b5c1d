import Foundation
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

@Suite struct CalendarPlanTests {
    static let shop = CalendarPlan(
        zone: "Asia/Shanghai",
        week: [.monday: .hours("09:00-12:00, 13:00-18:00"), .saturday: .hours("22:00-06:00"), .sunday: []],
        keepsStatutoryHolidays: true, exceptions: [Day(2026, 12, 31): .hours("09:00-12:00"), Day(2026, 6, 1): []])

    @Test func aPlanIsKeptAsTextAndComesBackTheSame() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(Self.shop), as: UTF8.self)
        #expect(
            text == """
                {"exceptions":{"2026-06-01":[],"2026-12-31":["09:00-12:00"]},"statutory-holidays":true,\
                "week":{"mon":["09:00-12:00","13:00-18:00"],"sat":["22:00-06:00"]},"zone":"Asia/Shanghai"}
                """)
        let again = try JSONDecoder().decode(CalendarPlan.self, from: Data(text.utf8))
        #expect(again.exceptions == Self.shop.exceptions)
        // A weekday without hours and a weekday that is not named are the same.
        #expect(again.week == Self.shop.week.filter { !$0.value.isEmpty })
    }

    @Test func aPlanWithHoursNobodyCanReadIsNoPlan() {
        let text =
            #"{"exceptions":{},"statutory-holidays":false,"week":{"mon":["nine to five"]},"zone":"Asia/Shanghai"}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(CalendarPlan.self, from: Data(text.utf8)) }
    }

    /// 春节 2026: 15–23 February are off, Saturdays 14 and 28 February are worked; a half day of our own on the 13th.
    @Test func theMonthOfTheSpringFestivalShowsHolidaysMakeUpDaysAndHalfDays() throws {
        let plan = CalendarPlan(
            zone: "Asia/Shanghai",
            week: Dictionary(
                uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, .hours("09:00-12:00, 13:00-18:00")) }),
            keepsStatutoryHolidays: true,
            exceptions: [
                Day(2026, 2, 13): .hours("09:00-12:00"), Day(2026, 2, 21): .hours("10:00-14:00"), Day(2026, 2, 26): [],
            ])
        let month = CalendarMonth(of: Day(2026, 2, 10), on: try plan.calendar(), exceptions: Set(plan.exceptions.keys))
        let lines = month.weeks.joined().filter(\.isInMonth).map { date in
            "\(date.day) \(date.day.weekday.code) \(date.kind) \(date.hours.map(\.hours).joined(separator: ", "))"
        }
        golden(
            lines.joined(separator: "\n") + "\n\(month.workingDays) working days, \(month.minutes) minutes",
            named: "february-2026")
    }

    @Test func aYearGivenByTheDepartmentReplacesWhatWasKnownOfItAndNothingElse() {
        let off = StatutoryHolidays.Holiday(name: "元旦", isOff: true)
        let first = StatutoryHolidays.china.replacing(2027, with: [Day(2027, 1, 1): off, Day(2027, 1, 2): off])
        let second = first.replacing(2027, with: [Day(2027, 1, 1): off])
        #expect(StatutoryHolidays.china.isProvisional(2027))
        #expect(!first.isProvisional(2027))
        #expect(second[Day(2027, 1, 2)] == nil)
        #expect(second[Day(2026, 2, 14)]?.isOff == false)
    }
}
