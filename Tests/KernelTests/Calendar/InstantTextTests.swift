import Foundation
import Kernel
import Testing

struct InstantTextTests {
    private let stockholm = SampleCalendar.stockholm

    private func at(_ text: String) throws -> Instant { try #require(Instant(iso: text, zone: .shanghai)) }

    @Test(arguments: [
        ("2010-02-10 08:50:20", "2010-02-10T08:50:20.000+08:00"),
        ("2016-02-29T01:16", "2016-02-29T01:16:00.000+08:00"),
        ("2010-03-31T16:59:42+02:00", "2010-03-31T22:59:42.000+08:00"),
        ("2010-03-31T16:59:42-0530", "2010-04-01T06:29:42.000+08:00"),
        ("2010-03-31T16:59+02", "2010-03-31T22:59:00.000+08:00"),
        ("2026-01-05T01:00:00.123456Z", "2026-01-05T09:00:00.123+08:00"),
        ("2026-01-05 01:00:00,5", "2026-01-05T01:00:00.500+08:00"),
        ("1969-12-31T23:59:59.999Z", "1970-01-01T07:59:59.999+08:00"),
    ])
    func timesAreReadAsTheWorldWritesThem(text: String, expected: String) throws {
        #expect(try at(text).iso(in: .shanghai) == expected)
    }

    @Test(arguments: [
        "2026-01-05", "2026-01-05 9:00", "2026-02-30 09:00", "2026-01-05 24:00", "2026-01-05 09:60",
        "2026-01-05 09:00:60",
        "2026-01-05 09:00:", "2026-01-05 09:00:00.", "2026-01-05 09:00 ", "2026-01-05T09:00+8", "2026-01-05T09:00Zulu",
        "2026-01-05T09:00+08:0", "2026/01/05 09:00", "２０２６-01-05 09:00", "",
    ])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(Instant(iso: text, zone: .shanghai) == nil)
    }

    @Test func writtenTimesAreReadBack() throws {
        var dice = SeededDice(3)
        for zone in [Zone.shanghai, stockholm, .utc, SampleCalendar.zone("America/St_Johns")] {
            for _ in 0..<2000 {
                let instant = dice.instant(1940...2110)
                #expect(Instant(iso: instant.iso(in: zone), zone: .utc) == instant)
                let bytes = Array("«\(instant.iso(in: zone))»".utf8)
                #expect(Instant(iso: bytes[2..<bytes.count - 2], zone: .utc) == instant)
            }
        }
    }

    @Test func aSummerEveningIsWrittenWithItsOffset() throws {
        #expect(try at("2026-07-01T18:00:00Z").iso(in: stockholm) == "2026-07-01T20:00:00.000+02:00")
        #expect(
            try at("2026-01-01T18:00:00Z").iso(in: SampleCalendar.zone("America/St_Johns")).hasSuffix(
                "T14:30:00.000-03:30"))
    }

    @Test func theWallShowsDateTimeAndSeconds() throws {
        let (day, time, seconds) = try at("2026-01-05 09:03:59.999").local(.shanghai)
        #expect(day == Day(2026, 1, 5) && time == .at(9, 3) && seconds == 59)
        #expect(try at("2026-01-05 23:59:59.999").dateAndTime(in: .shanghai) == "2026-01-05 23:59")
        #expect(try at("2026-01-05 09:00").monthAndTime(in: .shanghai, .chinese) == "1月5日 09:00")
        #expect(try at("2026-01-05 09:00").monthAndTime(in: .shanghai, .english) == "5 Jan 09:00")
    }

    @Test(arguments: [
        ("2026-01-05 14:00", "今天 14:00", "today 14:00"), ("2026-01-06 00:00", "明天 00:00", "tomorrow 00:00"),
        ("2026-01-04 23:59", "昨天 23:59", "yesterday 23:59"), ("2026-03-01 08:00", "3月1日 08:00", "1 Mar 08:00"),
        ("2025-12-31 08:00", "2025年12月31日 08:00", "31 Dec 2025 08:00"),
    ])
    func timesAreSaidAsPeopleSayThem(text: String, chinese: String, english: String) throws {
        let now = try at("2026-01-05 09:00")
        #expect(try at(text).relative(to: now, in: .shanghai, .chinese) == chinese)
        #expect(try at(text).relative(to: now, in: .shanghai, .english) == english)
    }

    @Test(arguments: [
        ("2026-01-05 10:20", "还有 1 小时 20 分", "1 h 20 min left"), ("2026-01-05 06:00", "超时 3 小时", "3 h overdue"),
        ("2026-01-05 09:20", "还有 20 分钟", "20 min left"), ("2026-01-05 08:59:30", "超时不到 1 分钟", "under 1 min overdue"),
        ("2026-01-05 09:00", "还有不到 1 分钟", "under 1 min left"), ("2026-01-07 12:30", "还有 2 天 3 小时", "2 d 3 h left"),
        ("2026-01-07 09:30", "还有 2 天", "2 d left"),
    ])
    func deadlinesCountDown(text: String, chinese: String, english: String) throws {
        let now = try at("2026-01-05 09:00")
        #expect(try at(text).countdown(from: now, .chinese) == chinese)
        #expect(try at(text).countdown(from: now, .english) == english)
    }

    @Test func durationsOfAProofAreExact() {
        #expect(Duration.milliseconds(10_080_000).spokenExactly(.chinese) == "2 小时 48 分")
        #expect(Duration.milliseconds(2_174_000).spokenExactly(.english) == "36 min 14 s")
        #expect(Duration.milliseconds(14_005).spokenExactly(.chinese) == "14.005 秒")
        #expect(Duration.zero.spokenExactly(.chinese) == "0 分")
        #expect(Duration.hours(30).spokenExactly(.chinese) == "30 小时")
    }
}
