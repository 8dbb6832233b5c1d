import Kernel
import Testing

/// CHAIN-38, CHAIN-67: birthdays as stores send them, and what cannot be one.
struct BirthdayReadingTests {
    @Test(arguments: [
        ("1985-03-12", "1985-03-12"), ("1985/3/12", "1985-03-12"), ("1985年3月12日", "1985-03-12"),
        ("1985.3.12", "1985-03-12"), ("19850312", "1985-03-12"), ("１９８５年３月１２日", "1985-03-12"),
        ("1985-03-12 00:00:00", "1985-03-12"), ("31118", "1985-03-12"), ("公历1985年3月12日", "1985-03-12"),
        ("2000-02-29", "2000-02-29"), ("3月12日", "--03-12"), ("3-12", "--03-12"), ("3/12", "--03-12"),
        ("--03-12", "--03-12"), ("2月29日", "--02-29"), ("三月十二日", "--03-12"), ("1985年三月十二日", "1985-03-12"),
        ("二月二十九号", "--02-29"), ("阳历三月十二", "--03-12"),
        ("L1985-08-15", "L1985-08-15"), ("L--L04-02", "L--L04-02"), ("农历1985年8月15日", "L1985-08-15"),
        ("1985-08-15(农历)", "L1985-08-15"), ("1985-08-15（农历）", "L1985-08-15"), ("农历：八月十五", "L--08-15"),
        ("农历8月15", "L--08-15"), ("阴历8-15", "L--08-15"), ("农历1985年八月十五", "L1985-08-15"),
        ("闰四月初二", "L--L04-02"), ("2020年闰四月初二", "L2020-L04-02"), ("农历闰4月2日", "L--L04-02"),
        ("腊月廿九", "L--12-29"), ("腊月二十九", "L--12-29"), ("正月初一", "L--01-01"), ("冬月三十", "L--11-30"),
        ("农历二月三十", "L--02-30"), ("农历1985-02-30", "L1985-02-30"), ("十二月初十", "L--12-10"),
        ("九月卅", "L--09-30"), ("農曆八月十五", "L--08-15"),
    ])
    func read(typed: String, canonical: String) throws {
        let reading = try Birthday.read(typed).get()
        #expect(reading.birthday?.description == canonical && !reading.lostItsYear)
    }

    @Test(
        arguments: [
            ("", .empty), ("　", .empty), ("12/3/1985", .ambiguous), ("28-02-1985", .ambiguous), ("85-3-12", .ambiguous),
            ("八月十五", .ambiguous), ("1985-02-29", .noSuchDay), ("2月30日", .noSuchDay), ("13-1", .noSuchDay),
            ("2101-01-01", .noSuchDay), ("2020年闰五月初二", .noSuchDay), ("L1985-L04-02", .unreadable),
            ("农历1984-02-30", .noSuchDay), ("1985", .unreadable), ("不详", .unreadable), ("保密", .unreadable),
            ("1985-03", .unreadable), ("农历", .unreadable), ("公历腊月廿九", .unreadable), ("属牛", .unreadable),
            ("月日", .unreadable), ("年", .unreadable), ("初一", .unreadable), ("廿", .unreadable), ("0312", .unreadable),
            ("八月十五十六", .unreadable), ("闰", .unreadable), ("八月廿廿", .unreadable), ("-", .unreadable),
        ] as [(String, TypedDate.Fault)])
    func whatCannotBeReadIsTold(typed: String, fault: TypedDate.Fault) {
        #expect(Birthday.read(typed) == .failure(fault))
    }

    /// Forms are filled with 1900 or 0001 where the year is not known, programs fill in the whole of it.
    @Test func yearsThatAreNobodys() throws {
        for typed in ["1900-01-01", "0001-01-01", "1899-12-30", "1899-12-31", "1900/1/1", "19000101", "农历1900年正月初一"] {
            let reading = try Birthday.read(typed).get()
            #expect(reading.birthday == nil && reading.lostItsYear, "\(typed)")
        }
        for typed in ["1900-03-12", "0001-03-12", "1900年3月12日", "1800-03-12"] {
            let reading = try Birthday.read(typed).get()
            #expect(reading.birthday?.description == "--03-12" && reading.lostItsYear, "\(typed)")
        }
        #expect(try Birthday.read("农历1900年八月十五").get().birthday?.description == "L--08-15")
        #expect(try Birthday.read("1901-01-01").get().birthday?.description == "1901-01-01")
    }

    @Test func theOrderOfTheSource() throws {
        #expect(try Birthday.read("12-03-1985", order: .dayFirst).get().birthday?.description == "1985-03-12")
        #expect(try Birthday.read("3/12/1985", order: .monthFirst).get().birthday?.description == "1985-03-12")
        #expect(try Birthday.read("12-03", order: .dayFirst).get().birthday?.description == "--03-12")
        #expect(Birthday.read("3/13/1985", order: .dayFirst) == .failure(.noSuchDay))
    }

    @Test(arguments: [
        ("1985-03-12", "1985年3月12日", "12 Mar 1985"), ("--02-29", "2月29日", "29 Feb"),
        ("L1985-08-15", "农历1985年八月十五", "day 15 of lunar month 8, 1985"),
        ("L--L04-02", "农历闰四月初二", "day 2 of lunar month leap 4"),
        ("L--12-29", "农历腊月廿九", "day 29 of lunar month 12"), ("L--01-10", "农历正月初十", "day 10 of lunar month 1"),
        ("L--11-20", "农历冬月二十", "day 20 of lunar month 11"), ("L--02-30", "农历二月三十", "day 30 of lunar month 2"),
        ("L--10-11", "农历十月十一", "day 11 of lunar month 10"), ("L--10-21", "农历十月廿一", "day 21 of lunar month 10"),
    ])
    func said(canonical: String, chinese: String, english: String) throws {
        let birthday = try #require(Birthday(canonical: canonical))
        #expect(birthday.text(in: .chinese) == chinese && birthday.text(in: .english) == english)
        // What we say is what we read.
        #expect(try Birthday.read(chinese).get().birthday == birthday)
    }
}
