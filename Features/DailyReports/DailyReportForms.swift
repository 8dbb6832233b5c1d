import Handbook
import Kernel
import Web

/// What a person writes of their day, as the form sends it.
enum DailyReportForms {
    /// A draft may lack anything; to hand it in, what was hard and the plan are said.
    static func words(
        _ typed: FormData, reviewing before: [String], isHandedIn: Bool, in t: Language
    ) throws(Invalid) -> DailyReport.Words {
        let done = Set(typed.all("done").compactMap { Int($0) })
        let review = before.enumerated().map { DailyReport.Review(text: $1, isDone: done.contains($0)) }
        let results: String?
        let problems: String?
        let plan: [String]
        let own = typed.optional("results", max: 2000)
        let matters = lines(typed, isRequired: isHandedIn, in: t)
        if isHandedIn {
            let read = try form(own, typed.required("problems", max: 2000), matters)
            (results, problems, plan) = (read.0, read.1, read.2)
        } else {
            (results, problems, plan) = try form(own, typed.optional("problems", max: 2000), matters)
        }
        return DailyReport.Words(review: review, results: results ?? "", problems: problems ?? "", plan: plan)
    }

    /// One matter a line; empty lines say nothing.
    private static func lines(_ typed: FormData, isRequired: Bool, in t: Language) -> Field<[String]> {
        let lines = typed.text("plan").split(separator: "\n").map(bare).filter { !$0.isEmpty }
        if isRequired, lines.isEmpty { return .bad(name: "plan", problem: t(.dailyReportPlanMissing)) }
        if lines.count > DailyReport.mostLines {
            return .bad(name: "plan", problem: t(.dailyReportTooManyLines, String(DailyReport.mostLines)))
        }
        if lines.contains(where: { $0.count > DailyReport.longestLine }) {
            return .bad(name: "plan", problem: t(.dailyReportLineTooLong, String(DailyReport.longestLine)))
        }
        return .good(lines)
    }

    /// Without the white space around it.
    private static func bare(_ line: Substring) -> String {
        let rest = line.drop { $0.isWhitespace }
        return String(rest.prefix(rest.count - rest.reversed().prefix { $0.isWhitespace }.count))
    }
}
