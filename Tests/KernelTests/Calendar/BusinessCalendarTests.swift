import Kernel
import Testing

struct BusinessCalendarTests {
    private let office = SampleCalendar.chinaOffice

    private func at(_ text: String, _ zone: Zone = .shanghai) throws -> Instant {
        try #require(Instant(iso: text, zone: zone))
    }

    @Test func workThatFillsTheDayIsDueAtClosingTimeAndNotTomorrowMorning() throws {
        let due = office.deadline(after: try at("2026-01-05 09:00"), working: .hours(8))
        #expect(due.dateAndTime(in: .shanghai) == "2026-01-05 18:00")
        let lunch = office.deadline(after: try at("2026-01-05 09:00"), working: .hours(3))
        #expect(lunch.dateAndTime(in: .shanghai) == "2026-01-05 12:00")
    }

    @Test func whatArrivesAtNightBeginsInTheMorning() throws {
        let due = office.deadline(after: try at("2026-01-05 23:10"), working: .minutes(1))
        #expect(due.dateAndTime(in: .shanghai) == "2026-01-06 09:01")
    }

    @Test func noWorkIsDueAtOnce() throws {
        let night = try at("2026-01-05 23:10")
        #expect(office.deadline(after: night, working: .zero) == night)
        #expect(office.deadline(after: night, working: .hours(-3)) == night)
        #expect(office.workingTime(from: night, to: night - .days(3)) == .zero)
    }

    @Test func springFestival2026RestsNineDaysAndItsTwoSaturdaysWork() throws {
        // Friday 13 February has two hours left, Saturday 14 has eight, the holiday ends on Monday 23.
        let due = office.deadline(after: try at("2026-02-13 16:00"), working: .hours(16))
        #expect(due.dateAndTime(in: .shanghai) == "2026-02-24 16:00")
        #expect(office.isWorkingDay(Day(2026, 2, 14)))
        #expect(office.isWorkingDay(Day(2026, 2, 28)))
        #expect(!office.isWorkingDay(Day(2026, 2, 23)))
        #expect(office.workingDays(after: Day(2026, 2, 13), through: Day(2026, 2, 28)) == 6)
    }

    @Test(arguments: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
    func aMakeUpDayOf2026OpensWithMondaysHours(text: String) throws {
        let day = try #require(Day(iso: text))
        #expect(day.weekday.isWeekend)
        #expect(office.exceptions[day] == SampleCalendar.office)
        #expect(SampleCalendar.halfSaturdays.exceptions[day] == SampleCalendar.office)
        #expect(office.workingTime(from: office.instant(day, .midnight), to: office.instant(day, .at(24))) == .hours(8))
    }

    @Test func aCalendarNamesTheWeekdayWhoseHoursAMakeUpDayHas() throws {
        let week = SampleCalendar.days("mon-thu", SampleCalendar.office)
            .merging([.friday: SampleCalendar.plan("09:00-15:00")]) { $1 }
        let calendar = try BusinessCalendar(zone: .shanghai, week: week, holidays: .china, makeUpDaysLike: .friday)
        #expect(calendar.exceptions[Day(2026, 2, 14)] == SampleCalendar.plan("09:00-15:00"))
        // The notice of 2020 named a Monday, too; it goes on as Mondays do.
        #expect(StatutoryHolidays.china[Day(2020, 2, 3)]?.isOff == false)
        #expect(calendar.exceptions[Day(2020, 2, 3)] == nil)
        // Nobody works on Saturdays here, so a Saturday cannot say how a make-up day goes: the date keeps its own hours.
        let other = try BusinessCalendar(zone: .shanghai, week: week, holidays: .china, makeUpDaysLike: .saturday)
        #expect(!other.isWorkingDay(Day(2026, 2, 14)))
    }

    @Test func theHouseGoesBeforeTheState() throws {
        let calendar = try BusinessCalendar(
            zone: .shanghai, week: SampleCalendar.days("mon-sun", SampleCalendar.plan("10:00-22:00")), holidays: .china,
            exceptions: [Day(2026, 10, 1): SampleCalendar.plan("10:00-24:00")])
        #expect(calendar.isWorkingDay(Day(2026, 10, 1)))
        #expect(calendar.names[Day(2026, 10, 1)] == nil)
        #expect(!calendar.isWorkingDay(Day(2026, 10, 2)))
        #expect(calendar.names[Day(2026, 10, 2)] == "国庆节")
    }

    @Test func aNightIsSevenHoursInSpringAndNineInAutumn() throws {
        let nights = SampleCalendar.stockholmNights
        let zone = nights.zone
        let spring = try #require(nights.openings(on: Day(2026, 3, 28)).first)
        let autumn = try #require(nights.openings(on: Day(2026, 10, 24)).first)
        #expect(spring.upperBound - spring.lowerBound == .hours(7))
        #expect(autumn.upperBound - autumn.lowerBound == .hours(9))
        let shortNight = nights.deadline(after: try at("2026-03-28 22:00", zone), working: .hours(8))
        #expect(shortNight.dateAndTime(in: zone) == "2026-03-29 23:00")
        let longNight = nights.deadline(after: try at("2026-10-24 22:00", zone), working: .hours(8))
        #expect(longNight.dateAndTime(in: zone) == "2026-10-25 05:00")
    }

    @Test func aShiftThatBeganYesterdayIsStillOpen() throws {
        let nights = SampleCalendar.stockholmNights
        #expect(nights.isOpen(at: try at("2026-06-02 05:59", nights.zone)))
        #expect(!nights.isOpen(at: try at("2026-06-02 06:00", nights.zone)))
        // Nobody begins on Christmas Eve, but those who began the day before finish.
        #expect(nights.isOpen(at: try at("2026-12-24 05:59", nights.zone)))
        #expect(!nights.isOpen(at: try at("2026-12-25 05:59", nights.zone)))
        let next = nights.nextOpening(from: try at("2026-12-24 06:00", nights.zone))
        #expect(next.lowerBound.dateAndTime(in: nights.zone) == "2026-12-25 18:00")
    }

    @Test func aWeekThatNeverOpensIsRefused() {
        #expect(throws: BusinessCalendar.Refusal.neverOpens) {
            try BusinessCalendar(
                zone: .utc, week: [.monday: .closed, .friday: .open([])],
                exceptions: [Day(2026, 1, 1): SampleCalendar.office])
        }
    }

    @Test(arguments: [
        ("09:00-13:00, 12:00-18:00", "周一 的时段 09:00-13:00 与 12:00-18:00 重叠或次序颠倒"),
        ("13:00-18:00, 09:00-12:00", "周一 的时段 13:00-18:00 与 09:00-12:00 重叠或次序颠倒"),
    ])
    func overlappingAndBackwardHoursAreRefusedWithWhatIsWrong(plan: String, sentence: String) throws {
        let refusal = #expect(throws: BusinessCalendar.Refusal.self) {
            try BusinessCalendar(zone: .utc, week: [.monday: SampleCalendar.plan(plan)])
        }
        #expect(refusal?.sentence(in: .chinese) == sentence)
    }

    @Test func aNightThatRunsIntoTheMorningIsRefusedAlsoOnAnExceptionalDate() {
        let night = SampleCalendar.plan("22:00-06:00")
        let weekly = #expect(throws: BusinessCalendar.Refusal.self) {
            try BusinessCalendar(zone: .utc, week: [.sunday: night, .monday: SampleCalendar.plan("05:00-09:00")])
        }
        #expect(
            weekly?.sentence(in: .english) == "Sun: the night hours 22:00-06:00 run into Mon, which opens 05:00-09:00")
        let dated = #expect(throws: BusinessCalendar.Refusal.self) {
            try BusinessCalendar(
                zone: .utc, week: [.sunday: night], exceptions: [Day(2026, 1, 5): SampleCalendar.plan("00:00-12:00")])
        }
        #expect(
            dated
                == .runsInto(
                    "22:00-06:00", on: .day(Day(2026, 1, 4)), next: "00:00-12:00", onNext: .day(Day(2026, 1, 5))))
    }

    @Test func calendarsAreEqualWhenTheyOpenAlike() throws {
        let again = try BusinessCalendar(zone: office.zone, week: office.week, holidays: .china)
        #expect(again == office)
        #expect(SampleCalendar.halfSaturdays != office)
    }
}
