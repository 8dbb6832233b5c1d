import Handbook
import Kernel
import Testing

/// When the departments of the six packs are at work.
struct PackCalendarTests {
    private func openings(_ pack: String, on day: Day) throws -> [String] {
        try Shelf.handbook(pack).calendar.calendar().openings(on: day).map {
            "\($0.lowerBound.dateAndTime(in: .shanghai).suffix(5))-\($0.upperBound.dateAndTime(in: .shanghai).suffix(5))"
        }
    }

    @Test func theChainWorksOnAMakeUpSaturdayAndRestsAtSpringFestival() throws {
        #expect(try openings("chain-retail", on: Day(2026, 2, 28)) == ["09:00-12:00", "13:30-18:00"])
        #expect(try openings("chain-retail", on: Day(2026, 2, 17)) == [])
        #expect(try openings("chain-retail", on: Day(2026, 3, 7)) == [])
    }

    @Test func theGameDepartmentAnswersOnNewYearsDayToo() throws {
        #expect(try openings("game-support", on: Day(2026, 1, 1)) == ["09:00-21:00"])
    }

    @Test func theEstateOfficeIsOpenOnSaturdayMorning() throws {
        #expect(try openings("property", on: Day(2026, 3, 7)) == ["08:30-12:00"])
        #expect(try openings("property", on: Day(2026, 3, 8)) == [])
    }

    @Test func theSupermarketIsOpenFromEightToTenAtNight() throws {
        #expect(try openings("supermarket", on: Day(2026, 10, 1)) == ["08:00-22:00"])
    }

    @Test func threeWorkingDaysBetweenTwoHolidaysEndWithTheSecond() throws {
        let property = try Shelf.handbook("property")
        let (_, deadline) = try #require(property.deadlines(.complete, for: Circumstances()).first)
        let reported = try #require(Instant(iso: "2026-09-24T17:00", zone: .shanghai))
        let due = try #require(deadline.within).deadline(from: reported, on: try property.calendar.calendar())
        // Mid-Autumn lasts until the 27th; 28, 29 and 30 September are the three days, and the National Day holiday that
        // follows counts for nothing: late is who answers on 8 October.
        #expect(due.dateAndTime(in: .shanghai) == "2026-10-07 23:59")
    }
}
