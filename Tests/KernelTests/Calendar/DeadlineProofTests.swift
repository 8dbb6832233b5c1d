import Kernel
import Testing

struct DeadlineProofTests {
    private let office = SampleCalendar.chinaOffice

    private func at(_ text: String) throws -> Instant { try #require(Instant(iso: text, zone: .shanghai)) }

    @Test func workingHoursOverSpringFestivalAreProvedIntervalByInterval() throws {
        let wait = DeadlineProof.Pause(
            reason: "等待客户资料", during: try at("2026-02-24 10:00")..<at("2026-02-25 15:00"))
        let after = DeadlineProof.Pause(reason: "客户出差", during: try at("2026-03-02 09:00")..<at("2026-03-05 09:00"))
        let proof = DeadlineProof(
            start: try at("2026-02-13 16:00"), span: try #require(Span("16bh")), calendar: office,
            pauses: [after, wait])
        #expect(
            proof.sentences(in: .chinese) == [
                "起算：2026年2月13日(周五) 16:00。",
                "期限：16 个工作小时，时区 Asia/Shanghai。只计工作时间。",
                "计入：2月13日 16:00 至 18:00，2 小时。",
                "计入：2月14日 09:00 至 12:00，3 小时。",
                "计入：2月14日 13:00 至 18:00，5 小时。",
                "计入：2月24日 09:00 至 10:00，1 小时。",
                "计入：2月25日 15:00 至 18:00，3 小时。",
                "计入：2月26日 09:00 至 11:00，2 小时。",
                "2月14日(周六) 因春节调休，照常上班。",
                "不计：2月15日(周日) 至 2月23日(周一)，春节。",
                "暂停：2月24日 10:00 至 2月25日 15:00（等待客户资料），归还 12 小时。",
                "暂停：3月2日 09:00 至 3月5日 09:00（客户出差），始于到期之后，不归还。",
                "到期：2026年2月26日(周四) 11:00。",
            ])
    }

    @Test func workingDaysAreProvedDateByDate() throws {
        let wait = DeadlineProof.Pause(reason: "waiting", during: try at("2026-02-26 17:00")..<at("2026-02-27 09:00"))
        let proof = DeadlineProof(
            start: try at("2026-02-13 16:00"), span: try #require(Span("4wd")), calendar: office, pauses: [wait])
        #expect(
            proof.sentences(in: .english) == [
                "Began Fri 13 Feb 2026 16:00.",
                "Time allowed: 4 working days, zone Asia/Shanghai. The first date does not count, nor do days off.",
                "Counted date 1: Sat 14 Feb, worked in exchange for Spring Festival.",
                "Counted date 2: Tue 24 Feb.",
                "Counted date 3: Wed 25 Feb.",
                "Counted date 4: Thu 26 Feb.",
                "Not counted: Sun 15 Feb to Mon 23 Feb, Spring Festival.",
                "Paused: 26 Feb 17:00 to 27 Feb 09:00 (waiting), gives back 1 d.",
                "Due before the end of Fri 27 Feb 2026; late from Sat 28 Feb.",
            ])
    }

    @Test func roundTheClockIsOneInterval() throws {
        let proof = DeadlineProof(
            start: try at("2026-02-14 16:00:30"), span: try #require(Span("48h")), calendar: office)
        #expect(
            proof.sentences(in: .chinese) == [
                "起算：2026年2月14日(周六) 16:00:30。",
                "期限：48 小时，时区 Asia/Shanghai。按 24 小时连续计算。",
                "计入：2月14日 16:00:30 至 2月16日 16:00:30，48 小时。",
                "到期：2026年2月16日(周一) 16:00:30。",
            ])
    }

    @Test func aProofOfYearsListsFourHundredIntervalsAndSumsTheRest() throws {
        let proof = DeadlineProof(
            start: try at("2020-01-01 00:00"), span: try #require(Span("8000bh")), calendar: office)
        #expect(proof.counted.count == 400)
        // Two hundred working dates of eight hours are listed.
        #expect(proof.rest == .time(.hours(8000 - 200 * 8)))
        #expect(proof.sentences(in: .chinese).contains("此后合计 6400 小时，不再逐段列出。"))
        let dates = DeadlineProof(
            start: try at("2020-01-01 00:00"), span: try #require(Span("1000wd")), calendar: office)
        #expect(dates.counted.count == 400)
        #expect(dates.rest == .dates(600))
    }

    @Test(arguments: SampleCalendar.all)
    func whatIsListedAddsUpToTheSpanAndEndsWhenItIsDue(sample: SampleCalendar) throws {
        var dice = SeededDice(12)
        for text in ["30h", "90bm", "7bh", "6wd", "4cd"] {
            let span = try #require(Span(text))
            for round in 0..<40 {
                let start = dice.wholeMinute(2019...2027)
                let pauses = dice.pauses(round % 5, near: start).map { DeadlineProof.Pause(reason: "等待", during: $0) }
                let proof = DeadlineProof(start: start, span: span, calendar: sample.calendar, pauses: pauses)
                #expect(proof.due == span.deadline(from: start, on: sample.calendar, pauses: pauses.map(\.during)))
                check(proof, pauses)
            }
        }
    }

    private func check(_ proof: DeadlineProof, _ pauses: [DeadlineProof.Pause]) {
        var (sum, days, end) = (Duration.zero, 0, proof.start)
        for counted in proof.counted {
            switch counted {
            case .time(let range):
                #expect(range.lowerBound >= end)
                #expect(!pauses.contains { $0.during.overlaps(range) })
                sum += range.upperBound - range.lowerBound
                end = range.upperBound
            case .date: days += 1
            }
        }
        let wanted = proof.span.count
        switch proof.span.unit {
        case .minutes, .businessMinutes: #expect(sum == .minutes(wanted) && end == proof.due)
        case .hours, .businessHours: #expect(sum == .hours(wanted) && end == proof.due)
        case .days: #expect(sum == .days(wanted) && end == proof.due)
        case .workingDays, .calendarDays: #expect(days == wanted)
        }
        #expect(proof.rest.isZero)
    }
}
