import Kernel
import Testing

struct StatutoryHolidaysTests {
    @Test func theListHoldsTwentyYears() {
        #expect(StatutoryHolidays.china.days.count == 678)
        #expect(StatutoryHolidays.china[Day(2026, 2, 17)] == .init(name: "春节", isOff: true))
        #expect(StatutoryHolidays.china[Day(2026, 2, 14)] == .init(name: "春节", isOff: false))
        #expect(StatutoryHolidays.china[Day(2026, 2, 13)] == nil)
        #expect(StatutoryHolidays.china[Day(2020, 10, 1)]?.name(in: .english) == "National Day and Mid-Autumn Festival")
    }

    @Test func aYearNobodyHasAnnouncedIsProvisional() throws {
        #expect(!StatutoryHolidays.china.isProvisional(2026))
        #expect(StatutoryHolidays.china.isProvisional(2027))
        #expect(StatutoryHolidays.china.isProvisional(2006))
        let day = Day(2027, 2, 8)
        let announced = StatutoryHolidays.china.adding([day: .init(name: "春节", isOff: true)], year: 2027)
        #expect(!announced.isProvisional(2027))
        #expect(announced[day]?.isOff == true)
        #expect(announced[Day(2026, 2, 17)]?.isOff == true)
    }

    @Test func aYearCanBeAddedFromItsFile() throws {
        let file = """
            {"year": 2027, "papers": ["…"], "days": [
                {"name": "元旦", "date": "2026-12-31", "isOffDay": true},
                {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
                {"name": "元旦", "date": "2027-01-03", "isOffDay": false}]}
            """
        let announced = try StatutoryHolidays.china.adding(holidayCN: Array(file.utf8))
        #expect(!announced.isProvisional(2027))
        #expect(announced[Day(2027, 1, 3)] == .init(name: "元旦", isOff: false))
        #expect(announced.days.count == 678 + 3)
    }

    @Test func aFileWithoutDaysLeavesTheYearProvisional() throws {
        let file = #"{"year": 2027, "papers": [], "days": []}"#
        #expect(try StatutoryHolidays.china.adding(holidayCN: Array(file.utf8)) == .china)
    }

    @Test(arguments: [
        "", "[]", #"{"year": 2027}"#,
        #"{"year": 2027, "days": [{"name": "元旦", "date": "2027-02-30", "isOffDay": true}]}"#,
        #"{"year": 2027, "days": [{"name": "元旦", "date": "2025-01-01", "isOffDay": true}]}"#,
        // Each of them stopped the whole server once.
        #"{"year": -9223372036854775808, "days": [{"name": "元旦", "date": "2026-01-01", "isOffDay": true}]}"#,
        #"{"year": 9223372036854775807, "days": [{"name": "元旦", "date": "2026-01-01", "isOffDay": true}]}"#,
    ])
    func aFileOfAnythingElseIsRefused(text: String) {
        #expect(throws: DecodingError.self) { try StatutoryHolidays.china.adding(holidayCN: Array(text.utf8)) }
    }

    @Test(.enabled(if: SharedData.has("cn-holidays/2026.json"), "shared/data/cn-holidays lies beside the checkout"))
    func theCommittedListIsThePublishedOne() throws {
        var published = StatutoryHolidays()
        for year in 2007...2026 {
            published = try published.adding(holidayCN: SharedData.bytes("cn-holidays/\(year).json"))
        }
        #expect(published.days.count == 678)
        #expect(published == .china)
        #expect(try published.adding(holidayCN: SharedData.bytes("cn-holidays/2027.json")).isProvisional(2027))
    }
}
