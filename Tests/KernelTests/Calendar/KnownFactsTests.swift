import Foundation
import Kernel
import Testing

/// Answers that others computed from real logs (definitions: METRICS 1–6 beside the data), against ours.
struct KnownFactsTests {
    private func at(_ value: Any?, _ zone: Zone = .shanghai) throws -> Instant {
        let text = try #require(value as? String)
        return try #require(Instant(iso: text, zone: zone))
    }

    private func samples(_ value: Any?) throws -> [[String: Any]] { try #require(value as? [[String: Any]]) }

    @Test(.enabled(if: SharedData.has("cn-holidays/facts.json"), "shared/data/cn-holidays lies beside the checkout"))
    func workingDaysOfEveryMonthAndYear() throws {
        let facts = try SharedData.json("cn-holidays/facts.json")
        let office = SampleCalendar.chinaOffice
        let months = try #require(facts["workdays_per_month"] as? [String: Int])
        #expect(months.count == 120)
        for (month, count) in months {
            let first = try #require(Day(iso: month + "-01"))
            #expect(office.workingDays(after: first.advanced(by: -1), through: first.lastOfMonth) == count, "\(month)")
        }
        let years = try #require(facts["workdays_per_year"] as? [String: Int])
        #expect(years.count == 10)
        for (year, count) in years {
            let number = try #require(Int(year))
            #expect(
                office.workingDays(after: Day(number - 1, 12, 31), through: Day(number, 12, 31)) == count, "\(year)")
        }
    }

    @Test(.enabled(if: SharedData.has("cn-holidays/facts.json"), "shared/data/cn-holidays lies beside the checkout"))
    func elapsedAndDueTimesInAChineseOffice() throws {
        let office = SampleCalendar.chinaOffice
        let elapsed = try samples(try SharedData.json("cn-holidays/facts.json")["elapsed_samples"])
        #expect(elapsed.count == 20)
        for sample in elapsed {
            let (start, end) = (try at(sample["start"]), try at(sample["end"]))
            #expect(Span("16bh")?.deadline(from: start, on: office) == (try at(sample["due_16bh"])))
            #expect(Span("48bh")?.deadline(from: start, on: office) == (try at(sample["due_48bh"])))
            #expect(
                office.workingDays(after: office.day(of: start), through: office.day(of: end)) == sample[
                    "workdays_after"] as? Int)
            let hours = Double(office.workingTime(from: start, to: end).milliseconds) / 3_600_000
            #expect(abs(hours - (try #require(sample["business_hours_CN5x8"] as? Double))) < 1e-6)
        }
    }

    @Test(
        .enabled(if: SharedData.has("helpdesk-it/facts.json"), "shared/data/helpdesk-it lies beside the checkout"),
        arguments: [
            ("helpdesk-it/facts.json", "Europe/Rome"), ("bpi2013-volvo/facts_incidents.json", "Europe/Stockholm"),
            ("bpi2013-volvo/facts_closed_problems.json", "Europe/Stockholm"),
        ])
    func dueTimesOfTwoHelpDesks(path: String, zone: String) throws {
        let calendar = SampleCalendar.made(
            SampleCalendar.zone(zone), SampleCalendar.days("mon-fri", SampleCalendar.plan("09:00-18:00")))
        let due = try samples(try SharedData.json(path)["due_samples"])
        #expect(due.count >= 20)
        for sample in due {
            let start = try at(sample["start"], calendar.zone)
            for hours in [18, 48] {
                let expected = try at(sample["due_MonFri_0900-1800_\(hours)bh"], calendar.zone)
                #expect(Span("\(hours)bh")?.deadline(from: start, on: calendar) == expected, "\(sample)")
            }
        }
    }

    @Test(
        .enabled(
            if: SharedData.has("zhengwu-messages/facts.json"), "shared/data/zhengwu-messages lies beside the checkout"))
    func dueTimesOfACityThatAnswersItsCitizens() throws {
        let office = SampleCalendar.chinaOffice
        let replies = try #require(try SharedData.json("zhengwu-messages/facts.json")["附件4"] as? [String: Any])
        let due = try samples(replies["due_samples"])
        #expect(due.count == 30)
        for sample in due {
            let (start, end) = (try at(sample["留言时间"]), try at(sample["答复时间"]))
            #expect(Span("16bh")?.deadline(from: start, on: office) == (try at(sample["due_16bh_CN5x8"])))
            #expect(
                office.workingDays(after: office.day(of: start), through: office.day(of: end)) == sample["workdays"]
                    as? Int)
            let hours = Double(office.workingTime(from: start, to: end).milliseconds) / 3_600_000
            #expect(abs(hours - (try #require(sample["elapsed_bh_CN5x8"] as? Double))) < 1e-6)
        }
    }

    @Test(
        .enabled(
            if: SharedData.has("zhengwu-messages/附件4_留言与答复.csv"),
            "shared/data/zhengwu-messages lies beside the checkout"))
    func lateAnswersOfACityAreCountedByWorkingDaysHoursAndDates() throws {
        let office = SampleCalendar.chinaOffice
        let facts = try #require(try SharedData.json("zhengwu-messages/facts.json")["附件4"] as? [String: Any])
        let rows = try SharedData.csv("zhengwu-messages/附件4_留言与答复.csv").dropFirst()
            .map { (asked: try at($0[3]), answered: try at($0[6])) }
        #expect(rows.count == 1408)
        func late(_ span: Span) -> Int { rows.count { span.isLate(from: $0.asked, to: $0.answered, on: office) } }
        for (name, unit) in [("over_workdays", "wd"), ("over_calendar_days", "cd"), ("over_natural_days", "d")] {
            for (days, count) in try #require(facts[name] as? [String: Int]) {
                #expect(late(try #require(Span(days + unit))) == count, "\(days)\(unit)")
            }
        }
        let limits = try #require(facts["sla_hours"] as? [String: [String: Any]])
        for (name, span) in [
            ("24x7_48h", "48h"), ("CN_5x8_16bh(2 working days)", "16bh"), ("CN_5x8_48bh(6 working days)", "48bh"),
        ] {
            #expect(late(try #require(Span(span))) == limits[name]?["breached"] as? Int, "\(name)")
        }
        // For dates the due instant is the last one in time, so the ledger may compare instants.
        let days = try #require(Span("15wd"))
        #expect(rows.count { $0.answered > days.deadline(from: $0.asked, on: office) } == late(days))
        #expect(
            rows.count { !office.isWorkingDay(office.day(of: $0.answered)) } == facts["replies_on_non_working_dates"]
                as? Int)
        #expect(
            rows.count { !office.isWorkingDay(office.day(of: $0.asked)) } == facts["messages_on_non_working_dates"]
                as? Int)
    }
}
