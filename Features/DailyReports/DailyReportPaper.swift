import Handbook
import Kernel
import Press

/// F-72 工作计划与工作小结: what the day came to, the plan before and what became of it, problems, the plan for tomorrow,
/// who read it (CHAIN-82).
struct DailyReportPaper {
    let view: DailyReportView
    let head: FormHead

    private var t: Language { head.language }

    var paper: Paper {
        let report = view.report
        let figures = DailyFigure.allCases.map { Paper.Field(t($0.word), String(view.figures[$0] ?? 0)) }
        let review = view.review.map { line in
            "\(t(line.isDone ? .dailyReportDone : .dailyReportUndone))  \(Cover.numbersOnly(line.text))"
        }
        let plan = report.words.plan.map { Cover.numbersOnly($0) }
        let remarks = view.remarks.map {
            "\(view.names[$0.staff] ?? "") \(head.time($0.at))  \(Cover.numbersOnly($0.text))"
        }
        return head.paper(
            t(.dailyReportTitle), "F-72", report.day.description,
            [
                .fields(
                    [
                        Paper.Field(t(.dailyReportPerson), view.names[report.staff] ?? ""),
                        Paper.Field(t(.dailyReportDay), report.day.description),
                    ] + figures + [
                        Paper.Field(t(.dailyReportResults), Cover.numbersOnly(report.words.results), wide: true),
                        Paper.Field(t(.dailyReportReviewed), review.joined(separator: "\n"), wide: true),
                        Paper.Field(t(.dailyReportProblems), Cover.numbersOnly(report.words.problems), wide: true),
                        Paper.Field(t(.dailyReportPlan), plan.joined(separator: "\n"), wide: true),
                        Paper.Field(t(.dailyReportRemarks), remarks.joined(separator: "\n"), wide: true),
                    ]),
                .signatures([
                    Paper.Signature(
                        t(.dailyReportStaffSign), view.names[report.staff] ?? "", at: head.time(report.handedIn?.at)),
                    Paper.Signature(
                        t(.dailyReportManagerSign), view.readings.first.flatMap { view.names[$0.by] } ?? "",
                        at: head.time(view.readings.first?.at)),
                ]),
            ])
    }
}
