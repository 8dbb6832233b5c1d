import Handbook
import Kernel
import Press

/// F-110 服务中心工作日志: the steps of a shift with their times, what was counted, what was left out, what came in and rolls on, and who read it
/// (MART-26).
struct DayPlanPaper {
    let view: DayPlanView
    let figures: DayFigures
    let readings: [DayLogReading]
    let readers: [Staff.ID: String]
    let head: FormHead

    private var t: Language { head.language }

    var paper: Paper {
        let plan = view.plan
        let people = view.steps.compactMap(\.actedBy).uniqued().compactMap { view.names[$0] }
        return head.paper(
            t(.dayPlanForm), "F-110", "\(plan.day)",
            [
                .fields([
                    Paper.Field(t(.dayPlanUnit), view.unit), Paper.Field(t(.dayPlanName), plan.name(in: t)),
                    Paper.Field(t(.dayPlanDay), plan.day.description),
                    Paper.Field(
                        t(.dayPlanShift), "\(head.time(plan.span.lowerBound))–\(head.time(plan.span.upperBound))"),
                ]),
                .table(
                    Paper.Table(
                        [
                            Paper.Column(t(.dayStepTime), 2), Paper.Column(t(.dayStepName), 5),
                            Paper.Column(t(.dayLogState), 3), Paper.Column(t(.dayPlanPerson), 2),
                            Paper.Column(t(.dayStepDoneAt), 2), Paper.Column(t(.dayStepCountTitle), 2),
                            Paper.Column(t(.dayStepRemark), 4),
                        ], view.steps.map(row), empty: t(.paperNothing))),
                .fields([
                    Paper.Field(t(.dayFigureComplaints), String(figures.complaints)),
                    Paper.Field(t(.dayFigureMessages), String(figures.messages)),
                ]),
                .table(
                    Paper.Table(
                        [Paper.Column(t(.dayFigureCarried), 1)], figures.carriedOver.map { [$0] },
                        empty: t(.paperNothing))),
                .signatures([
                    Paper.Signature(t(.dayPlanPerson), people.joined(separator: t(.listGap)), at: ""),
                    Paper.Signature(
                        t(.dayLogReadings), readings.first.flatMap { readers[$0.by] } ?? "",
                        at: head.time(readings.first?.at)),
                ]),
            ])
    }

    private func row(_ step: DayStep) -> [String] {
        let difference = step.difference.flatMap { $0 == 0 ? nil : $0 }.map { "（\($0 > 0 ? "+" : "−")\(abs($0))）" }
        return [
            time(step.at), step.terms.name(in: t), t(step.state.word),
            view.names[step.actedBy ?? step.owedBy] ?? "", step.actedAt.map(time) ?? "",
            step.number.map { "\($0) \(step.terms.measure)\(difference ?? "")" } ?? "", step.note,
        ]
    }

    private func time(_ instant: Instant) -> String { instant.local(head.zone).time.description }
}
