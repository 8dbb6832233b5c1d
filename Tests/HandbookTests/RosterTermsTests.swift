import Handbook
import Testing

/// By which day of the month before a roster is published, as packs say it (SOFT-66).
struct RosterTermsTests {
    @Test func oneManualNamesTheDay() throws {
        let days = try Shelf.names.map { pack in
            try Shelf.handbook(pack).deadlines(.publishRoster, for: Circumstances()).first?.deadline.day
        }
        #expect(days.compactMap(\.self) == [25])
        let software = try Shelf.handbook("software-support")
        #expect(software.clause("11.6")?.sources == ["SOFT-66"])
    }

    private func trial(_ clause: String) -> String { Trial.head + "  - {no: \"1.1\", text: 正文, \(clause)}\n" }

    /// Every month has the day, so none beyond the 28th; a clause without one, or with a length of time, is refused.
    @Test func aDayIsOneThatEveryMonthHas() throws {
        let owedBy = "owed-by: 当值主管"
        #expect(try Trial.problems(trial("rule: roster.publish, day: 28, \(owedBy)")) == [])
        for wrong in ["day: 29, ", "day: 0, ", "", "day: 25, within: 5d, ", "day: 25, days: 2, "] {
            let problems = try Trial.problems(trial("rule: roster.publish, \(wrong)\(owedBy)"))
            #expect(!problems.isEmpty, "\(wrong)")
        }
        let elsewhere = try Trial.problems(trial("rule: report.daily, minutes: 30, day: 25, owed-by: handler"))
        #expect(!elsewhere.isEmpty, "the day belongs to the roster alone")
    }
}
