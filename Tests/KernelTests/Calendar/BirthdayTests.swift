import Foundation
import Kernel
import Testing

/// CHAIN-48: a card before, a gift and a call on the day; whatever calendar the day is kept by.
struct BirthdayTests {
    private func birthday(_ text: String) throws -> Birthday { try #require(Birthday(canonical: text), "\(text)") }

    @Test(arguments: [
        "1985-03-12", "--03-12", "L1985-08-15", "L2020-L04-02", "L--08-15", "L--L04-30", "--02-29", "2000-02-29",
    ])
    func theCanonicalTextIsReadBack(text: String) throws {
        let birthday = try birthday(text)
        #expect("\(birthday)" == text && birthday.cell == .text(text))
        let written = try JSONEncoder().encode([birthday])
        #expect(String(decoding: written, as: UTF8.self) == "[\"\(text)\"]")
        #expect(try JSONDecoder().decode([Birthday].self, from: written) == [birthday])
    }

    @Test(arguments: [
        "", "1985-02-29", "--02-30", "--13-01", "--00-10", "1985-3-12", "1985-03-12 ", "85-03-12", "1985-L04-02",
        "L1985-L04-02", "L--08-31", "L1899-08-15", "1899-12-31", "2101-01-01", "L--8-15", "L", "L-", "--", "1985",
        "1985-03", "l1985-08-15", "１９８５-03-12", "--03-12-01", "L2024-12-30", "+985-03-12",
    ])
    func whatIsNoBirthdayIsRefused(text: String) { #expect(Birthday(canonical: text) == nil) }

    /// The law counts by the common calendar: 周岁.
    @Test func completedYears() throws {
        let anna = try birthday("1985-03-12")
        #expect(anna.age(on: Day(2026, 3, 11)) == 40 && anna.age(on: Day(2026, 3, 12)) == 41)
        #expect(anna.age(on: Day(1985, 3, 12)) == 0 && anna.age(on: Day(1985, 3, 11)) == nil)
        #expect(try birthday("--03-12").age(on: Day(2026, 3, 12)) == nil)
        let leap = try birthday("2012-02-29")
        #expect(leap.age(on: Day(2026, 2, 28)) == 13 && leap.age(on: Day(2026, 3, 1)) == 14)
        #expect(leap.age(on: Day(2024, 2, 28)) == 11 && leap.age(on: Day(2024, 2, 29)) == 12)
        // 乙丑年八月十五 was 29 September 1985.
        let moon = try birthday("L1985-08-15")
        #expect(moon.born == Day(1985, 9, 29))
        #expect(moon.age(on: Day(2026, 9, 28)) == 40 && moon.age(on: Day(2026, 9, 29)) == 41)
    }

    @Test func theTwentyNinthOfFebruaryForSixYears() throws {
        let leap = try birthday("1996-02-29")
        #expect(
            (2023...2028).map { leap.celebrated(in: $0) } == [
                Day(2023, 2, 28), Day(2024, 2, 29), Day(2025, 2, 28), Day(2026, 2, 28), Day(2027, 2, 28),
                Day(2028, 2, 29),
            ])
        #expect(leap.celebrated(in: 2026, leapDay: .march1) == Day(2026, 3, 1))
        #expect(leap.celebrated(in: 2028, leapDay: .march1) == Day(2028, 2, 29))
    }

    @Test func theFifteenthOfTheEighthForSixYears() throws {
        let moon = try birthday("L1985-08-15")
        #expect(
            (2023...2028).map { moon.celebrated(in: $0) } == [
                Day(2023, 9, 29), Day(2024, 9, 17), Day(2025, 10, 6), Day(2026, 9, 25), Day(2027, 9, 15),
                Day(2028, 10, 3),
            ])
        #expect(moon.celebrated(in: 2101) == nil && moon.celebrated(in: 1899) == nil)
    }

    /// 30 in a month of 29 days, and a leap month that comes round once in nineteen years.
    @Test func whatTheLunarYearLacksIsMoved() throws {
        let eve = try birthday("L1985-12-30")
        #expect(eve.celebrated(in: 2024) == Day(2025, 1, 28) && eve.celebrated(in: 2023) == Day(2024, 2, 9))
        let leap = try birthday("L1987-L06-10")
        #expect(leap.celebrated(in: 2025) == Day(2025, 8, 3) && leap.celebrated(in: 2026) == Day(2026, 7, 23))
        #expect(try birthday("L1987-06-10").celebrated(in: 2025) == Day(2025, 7, 4))
    }

    /// A lunar birthday around New Year comes round twice in 2025 or not at all, but once in each lunar year.
    @Test func twiceOrNeverInACommonYear() throws {
        let winter = try birthday("L1980-12-01")
        func year(_ year: Int) -> [Birthday.Celebration] {
            winter.celebrations(in: Day(year, 1, 1)...Day(year, 12, 31))
        }
        #expect(year(2024).map(\.day) == [Day(2024, 1, 11), Day(2024, 12, 31)])
        #expect(year(2024).map(\.year) == [2023, 2024])
        #expect(year(2025).isEmpty && year(2026).map(\.day) == [Day(2026, 1, 19)])
        #expect(winter.next(from: Day(2025, 1, 1)) == .init(year: 2025, day: Day(2026, 1, 19)))
        #expect(winter.next(from: Day(2026, 1, 19)) == .init(year: 2025, day: Day(2026, 1, 19)))
        #expect(year(1981).map(\.day) == [Day(1981, 12, 26)], "the day of birth, 6 January, is none")
    }

    /// Whoever looks members up by key misses nobody: every birthday that is celebrated on a day stands under its keys.
    @Test func theKeysOfADayMissNobody() throws {
        var all: [Birthday] = []
        for month in 1...12 {
            for day in 1...31 {
                for reckoning in [Birthday.Reckoning.solar, .lunar, .lunarLeap] {
                    if let one = Birthday(reckoning, year: nil, month: month, day: day) { all.append(one) }
                }
            }
        }
        let keys = (Day(2024, 1, 1)...Day(2029, 2, 28)).map { Birthday.listKeys(in: $0...$0) }
        #expect(all.count == 366 + 720 && keys.allSatisfy { $0.count <= 4 })
        for leapDay in Birthday.LeapDay.allCases {
            for one in all {
                for year in 2024...2028 {
                    let day = try #require(one.celebrated(in: year, leapDay: leapDay))
                    #expect(keys[day.number - Day(2024, 1, 1).number].contains(one.listKey), "\(one) on \(day)")
                }
            }
        }
        #expect(try birthday("--03-12").listKey == 312 && birthday("L--08-15").listKey == 5815)
        #expect(Birthday.listKeys(in: Day(2026, 2, 28)...Day(2026, 2, 28)) == [228, 229, 5112])
    }
}
