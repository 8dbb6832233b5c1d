import Foundation
import Handbook
import Kernel
import Testing

@testable import Desk

/// Messages of citizens to a Chinese city and its replies, 2011 to 2019: by natural days, calendar days, working days and
/// working hours of the PRC, make-up days 调休 included.
@Suite(.enabled(if: SharedData.isThere("zhengwu-messages"), SharedData.absent))
struct ZhengwuTests {
    private let log: Rehearsal.Log
    private let facts: Fact

    init() throws {
        facts = try #require(try SharedData.facts("zhengwu-messages/facts.json")["附件4"])
        let rows = try SharedData.table("zhengwu-messages/附件4_留言与答复.csv", "留言编号", "留言时间", "答复时间")
        let lines = rows.flatMap { ["\($0[0]),reported,\($0[1])", "\($0[0]),completed,\($0[2])"] }
        log = try Rehearsal.Log(Array((["record,event,at"] + lines).joined(separator: "\n").utf8), zone: .shanghai)
    }

    private func figures(_ span: String) throws -> Rehearsal.Report.ClauseFigures {
        let handbook = try Stage.handbook(
            zone: "Asia/Shanghai", week: #"mon-fri: "09:00-12:00, 13:00-18:00""#, holidays: "cn-statutory",
            [.complete(span)])
        return try Rehearsal(handbook: handbook).run(log).clauses[0]
    }

    @Test func messagesAreAnsweredWithinWorkingHoursAsFarAsTheAnswersSay() throws {
        let spans = ["24x7_48h": "48h", "CN_5x8_16bh(2 working days)": "16bh", "CN_5x8_48bh(6 working days)": "48bh"]
        for (key, span) in spans {
            try figures(span).hold(facts["sla_hours"]?[key], key)
        }
    }

    @Test(arguments: [("wd", "over_workdays"), ("cd", "over_calendar_days"), ("d", "over_natural_days")])
    func soManyMessagesTookMoreThanSoManyDays(unit: String, section: String) throws {
        let answers = try #require(facts[section])
        #expect(answers.keys.count == 9)
        for days in answers.keys {
            let figures = try figures("\(days)\(unit)")
            #expect(figures.late == answers[days]?.count, "\(days)\(unit)")
            #expect(figures.applied == facts["rows"]?.count)
        }
    }

    @Test func workingDaysAreWholeDates() throws {
        let answers = try #require(facts["workdays"])
        let elapsed = try figures("15wd").elapsed
        try elapsed.hold(answers, "working days")
        #expect(elapsed.unit == "working_days")
    }

    @Test func naturalDaysAreTwentyFourHours() throws {
        let elapsed = try figures("15d").elapsed
        let mean = try #require(facts["natural_days"]?["mean"]?.number)
        #expect(abs((elapsed.mean ?? 0) / 24 - mean) < 1e-6)
    }
}
