import Kernel
import Testing

/// CHAIN-43, CHAIN-67: dates in five forms, and the sixth only where the source has said its order.
struct TypedDateTests {
    private let day = Day(2011, 1, 5)

    @Test(
        arguments: [
            ("2011-01-05", nil), ("2011/1/5", nil), ("2011年1月5日", nil), ("2011.1.5", nil), ("20110105", nil),
            ("40548", nil),
            ("２０１１－０１－０５", nil), ("\u{3000}2011-1-5 ", nil), ("2011年01月05号", nil), ("2011-01-05 08:26:00", 506),
            ("2011-01-05T08:26", 506), ("2011/1/5 8:26", 506), ("2011-01-05 08:26:59.123", 506),
            ("20110105082600", 506),
            ("201101050826", 506), ("20110105 08:26", 506), ("2011年1月5日 上午8时26分", 506),
            ("2011年1月5日8时26分0秒", 506), ("2011年1月5日 下午3点5分", 905), ("2011-1-5 3:05 PM", 905),
            ("2011-1-5 12:05 am", 5), ("2011-1-5 下午12:05", 725), ("2011-1-5 下午15:05", 905), ("2011年1月5日下午3时", 900),
            ("40548.3513888889", 506), ("40548.0", 0), ("2011-01-05 00:00:00", 0), ("2011-01-05 23:59", 1439),
        ] as [(String, Int?)])
    func read(text: String, minute: Int?) throws {
        let date = try TypedDate.read(text).get()
        #expect(date.day == day && date.minute == minute)
    }

    @Test func theYearLast() throws {
        #expect(TypedDate.read("12/1/2010 8:26") == .failure(.ambiguous))
        #expect(TypedDate.read("28-02-2014") == .failure(.ambiguous), "unique here, but not in the next row")
        let month = try TypedDate.read("12/1/2010 8:26", order: .monthFirst).get()
        #expect(month.day == Day(2010, 12, 1) && month.minute == 506)
        #expect(try TypedDate.read("12/1/2010", order: .dayFirst).get().day == Day(2010, 1, 12))
        #expect(try TypedDate.read("28-02-2014", order: .dayFirst).get().day == Day(2014, 2, 28))
        #expect(TypedDate.read("2/28/2014", order: .dayFirst) == .failure(.noSuchDay))
        #expect(TypedDate.read("2014-02-28", order: .dayFirst).map(\.day) == .success(Day(2014, 2, 28)))
        #expect(TypedDate.read("12/1/10", order: .monthFirst) == .failure(.ambiguous))
    }

    @Test(arguments: ["2011-02-29", "2011-13-01", "20110230", "2011-0-1", "0000-01-01", "20111301082600"])
    func noSuchDay(text: String) { #expect(TypedDate.read(text) == .failure(.noSuchDay)) }

    @Test(arguments: [
        "2011", "2011-1", "2011年1月", "2011-1/5", "2011-01-05x", "2011-01-05 8", "2011-01-05 24:00", "2011-01-05 8:60",
        "2011-01-05 8:5", "2011-01-05 13:05 am", "2011-01-05T08:26Z", "2011-01-05T08:26+08:00", "2011 1 5", "昨天", "-1",
        "12345", "99999", "40548.", "40548.x", "20110105082660", "201101050", "2011-001-05", "2011-01-0508:26",
        "2011-01-05 下午0:30", "2011-1-5-6",
    ])
    func unreadable(text: String) { #expect(TypedDate.read(text) == .failure(.unreadable)) }

    @Test func nothing() {
        #expect(TypedDate.read("") == .failure(.empty) && TypedDate.read(" \u{3000}") == .failure(.empty))
        #expect(TypedDate.read("40548", serials: 1...2) == .failure(.unreadable))
        #expect(TypedDate.read("31118", serials: 10_000...73_050).map(\.day) == .success(Day(1985, 3, 12)))
    }

    /// Midnight that a spreadsheet's fraction just misses is the next day's, and no 24:00.
    @Test func justBeforeMidnight() throws {
        let date = try TypedDate.read("40548.999999").get()
        #expect(date.day == Day(2011, 1, 6) && date.minute == 0)
        #expect(try TypedDate.read("40548.99999").get().minute == 1439)
    }
}
