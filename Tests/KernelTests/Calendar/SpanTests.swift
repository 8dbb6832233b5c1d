import Foundation
import Kernel
import Testing

struct SpanTests {
    private let office = SampleCalendar.chinaOffice

    private func at(_ text: String) throws -> Instant { try #require(Instant(iso: text, zone: .shanghai)) }
    private func span(_ text: String) throws -> Span { try #require(Span(text)) }

    private func due(_ text: String, from start: String, pauses: [(String, String)] = []) throws -> String {
        let pauses = try pauses.map { try at($0.0)..<at($0.1) }
        return try span(text).deadline(from: at(start), on: office, pauses: pauses).iso(in: .shanghai)
    }

    @Test(arguments: ["30m", "48h", "7d", "90bm", "16bh", "15wd", "3cd", "1m", "3652d"])
    func aLengthIsReadAndWrittenAlike(text: String) throws {
        let span = try span(text)
        #expect(span.description == text)
        #expect(span.cell == .text(text))
        #expect(try JSONDecoder().decode([Span].self, from: JSONEncoder().encode([span])) == [span])
    }

    @Test(arguments: [
        "0h", "-1h", "+1h", "h", "48", "48 h", " 48h", "4.5h", "048h", "48x", "48H", "3653d", "11y", "99999999999h",
        "4８h", "4\u{301}h", "",
    ])
    func aLengthThatCannotBeMeantIsRefused(text: String) {
        #expect(Span(text) == nil)
    }

    @Test(arguments: [
        ("30m", "30 分钟", "30 minutes"), ("1h", "1 小时", "1 hour"), ("48h", "48 小时", "48 hours"),
        ("7d", "7 天", "7 days"), ("90bm", "90 个工作分钟", "90 working minutes"),
        ("16bh", "16 个工作小时", "16 working hours"), ("1wd", "1 个工作日", "1 working day"),
        ("15wd", "15 个工作日", "15 working days"), ("3cd", "3 个自然日", "3 calendar days"),
    ])
    func aLengthIsSaidInBothLanguages(text: String, chinese: String, english: String) throws {
        #expect(try span(text).spoken(.chinese) == chinese)
        #expect(try span(text).spoken(.english) == english)
    }

    @Test func hoursRunThroughTheNightAndTheHoliday() throws {
        #expect(try due("48h", from: "2026-02-14 16:00") == "2026-02-16T16:00:00.000+08:00")
        #expect(try due("7d", from: "2026-02-14 16:00:30") == "2026-02-21T16:00:30.000+08:00")
    }

    @Test func workingHoursRest() throws {
        #expect(try due("16bh", from: "2026-02-13 16:00") == "2026-02-24T16:00:00.000+08:00")
        #expect(try due("90bm", from: "2026-02-13 11:00") == "2026-02-13T13:30:00.000+08:00")
    }

    @Test func workingDaysEndWhenTheNextWorkingDayBegins() throws {
        // The fifth working date after Thursday 1 January 2026 (a holiday until the 3rd; Sunday the 4th is worked) is
        // Thursday the 8th; an answer on Friday would be the sixth.
        #expect(try due("5wd", from: "2026-01-01 10:00") == "2026-01-08T23:59:59.999+08:00")
        // The fifteenth after Monday the 5th is Monday the 26th.
        #expect(try due("15wd", from: "2026-01-05 23:59") == "2026-01-26T23:59:59.999+08:00")
        // Where a weekend follows, an answer on Sunday has not used another working date.
        #expect(try due("4wd", from: "2026-01-05 08:00") == "2026-01-11T23:59:59.999+08:00")
        #expect(try due("3cd", from: "2026-01-05 08:00") == "2026-01-08T23:59:59.999+08:00")
    }

    @Test func waitingForTheCustomerIsGivenBackInTheUnitOfTheSpan() throws {
        // From five to half past eleven: eighteen and a half hours round the clock, three and a half of working time.
        let wait = [("2026-01-05 17:00", "2026-01-06 11:30")]
        #expect(try due("4h", from: "2026-01-05 16:00", pauses: wait) == "2026-01-06T14:30:00.000+08:00")
        #expect(try due("4bh", from: "2026-01-05 16:00", pauses: wait) == "2026-01-06T15:30:00.000+08:00")
        #expect(try due("2wd", from: "2026-01-05 16:00", pauses: wait) == "2026-01-08T23:59:59.999+08:00")
        #expect(try due("2cd", from: "2026-01-05 16:00", pauses: wait) == "2026-01-08T23:59:59.999+08:00")
    }

    @Test func aPauseOfMillisecondsGivesBackMilliseconds() throws {
        let pause = [("2026-01-05 16:30:00.001", "2026-01-05 16:30:00.128")]
        #expect(try due("1bh", from: "2026-01-05 16:00", pauses: pause) == "2026-01-05T17:00:00.127+08:00")
        #expect(try due("1h", from: "2026-01-05 16:00", pauses: pause) == "2026-01-05T17:00:00.127+08:00")
    }

    @Test func aPauseThatBeginsWhenTheTimeIsUpChangesNothing() throws {
        #expect(
            try due("1h", from: "2026-01-05 16:00", pauses: [("2026-01-05 17:00", "2026-01-05 18:00")])
                == "2026-01-05T17:00:00.000+08:00")
        // But one that the first pause has moved into reach does.
        let pauses = [("2026-01-05 17:30", "2026-01-05 17:40"), ("2026-01-05 16:10", "2026-01-05 17:10")]
        #expect(try due("1h", from: "2026-01-05 16:00", pauses: pauses) == "2026-01-05T18:10:00.000+08:00")
        #expect(
            try due("1wd", from: "2026-01-05 16:00", pauses: [("2026-01-07 09:00", "2026-01-20 09:00")])
                == "2026-01-06T23:59:59.999+08:00")
    }

    @Test func aDateThatBeginsPausedIsGivenBackWhole() throws {
        // Wednesday the 7th would have been too late, but it is paused from its first instant to its last.
        let wednesday = [("2026-01-07 00:00", "2026-01-08 00:00")]
        #expect(try due("1wd", from: "2026-01-05 16:00", pauses: wednesday) == "2026-01-07T23:59:59.999+08:00")
        #expect(try due("1cd", from: "2026-01-05 16:00", pauses: wednesday) == "2026-01-07T23:59:59.999+08:00")
        // A pause within one date gives no date back.
        let noon = [("2026-01-06 09:00", "2026-01-06 23:00")]
        #expect(try due("1wd", from: "2026-01-05 16:00", pauses: noon) == "2026-01-06T23:59:59.999+08:00")
    }

    @Test func overlappingReasonsGiveAnHourBackOnce() throws {
        let pauses = [
            ("2026-01-05 10:00", "2026-01-05 11:00"), ("2026-01-05 10:30", "2026-01-05 11:30"),
            ("2026-01-05 11:30", "2026-01-05 12:00"), ("2026-01-05 10:00", "2026-01-05 11:00"),
        ]
        #expect(try due("2bh", from: "2026-01-05 09:30", pauses: pauses) == "2026-01-05T14:30:00.000+08:00")
    }

    @Test func warningsComeAtTheirShareOfTheSpan() throws {
        let start = try at("2026-01-05 09:00")
        func warning(_ text: String, _ share: Double) throws -> String {
            try span(text).instant(at: share, from: start, on: office).iso(in: .shanghai)
        }
        #expect(try warning("48h", 0.5) == "2026-01-06T09:00:00.000+08:00")
        #expect(try warning("10bh", 0.7) == "2026-01-05T17:00:00.000+08:00")
        #expect(try warning("10bh", 0.9) == "2026-01-06T10:00:00.000+08:00")
        // Of one working date after today, seven tenths have passed at 16:48 tomorrow.
        #expect(try warning("1wd", 0.7) == "2026-01-06T16:47:59.999+08:00")
        #expect(try warning("10wd", 0.7) == "2026-01-14T23:59:59.999+08:00")
        #expect(try warning("3wd", 1.0) == due("3wd", from: "2026-01-05 09:00"))
        #expect(try warning("3wd", 0) == start.iso(in: .shanghai))
    }

    @Test func lateIsStrictlyMoreThanTheLimit() throws {
        let start = try at("2026-01-05 09:00")
        let day = try span("8bh")
        #expect(!day.isLate(from: start, to: try at("2026-01-05 18:00"), on: office))
        // Nothing of the working time has passed during the night.
        #expect(!day.isLate(from: start, to: try at("2026-01-06 09:00"), on: office))
        #expect(day.isLate(from: start, to: try at("2026-01-06 09:00:00.001"), on: office))
        let working = try span("4wd")
        #expect(!working.isLate(from: start, to: try at("2026-01-09 23:59:59.999"), on: office))
        #expect(!working.isLate(from: start, to: try at("2026-01-11 23:59:59.999"), on: office))
        #expect(working.isLate(from: start, to: try at("2026-01-12 00:00"), on: office))
    }
}
