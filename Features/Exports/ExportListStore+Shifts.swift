import Database
import Handbook
import Kernel

/// What a unit's day came to: each list is of one unit and one day, as its page shows them (GAME-28, CHAIN-82, MART-26).
extension ExportList {
    /// 指挥调度记录: who was told what, and what came of it.
    static let dispatches = ExportList(
        code: "dispatches", word: .dispatchLog, page: "/dispatches/log", needs: .giveDispatch,
        columns: [
            ExportColumn(code: "number", word: .dispatchNumber, width: 18),
            ExportColumn(code: "unit", word: .dispatchUnit), ExportColumn(code: "giver", word: .dispatchGiver),
            ExportColumn(code: "person", word: .dispatchPerson),
            ExportColumn(code: "text", word: .dispatchText, width: 40),
            ExportColumn(code: "given_at", word: .dispatchGivenAt, width: 17),
            ExportColumn(code: "wanted_by", word: .dispatchWanted, width: 17),
            ExportColumn(code: "state", word: .dispatchState),
            ExportColumn(code: "acknowledged_at", word: .dispatchAcknowledgedAt, width: 17),
            ExportColumn(code: "ended_at", word: .dispatchEndedAt, width: 17),
            ExportColumn(code: "note", word: .dispatchNote, width: 40),
        ],
        ids: { ask, tx, limit in
            let (unit, day) = ExportForms.dayOfUnit(ask.query)
            return try tx.dispatches.log(of: unit, on: day, for: ask.actor).dispatches.prefix(limit).map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let dispatches = try tx.dispatches.find(ids)
            let names = try tx.names(of: Set(dispatches.flatMap { [$0.giver, $0.staff] }))
            let units = try tx.unitNames(of: Set(dispatches.map(\.unit)))
            return cells(of: dispatches, by: \.id) { dispatch in
                [
                    "number": .text(dispatch.number), "unit": SheetCell(units[dispatch.unit]),
                    "giver": SheetCell(names[dispatch.giver]), "person": SheetCell(names[dispatch.staff]),
                    "text": SheetCell(dispatch.plan.text), "given_at": .time(dispatch.givenAt, ask.zone),
                    "wanted_by": .time(dispatch.plan.wantedBy, ask.zone),
                    "state": .text(ask.language(dispatch.state.word)),
                    "acknowledged_at": SheetCell(dispatch.acknowledgedAt, ask.zone),
                    "ended_at": SheetCell(dispatch.ending?.at, ask.zone), "note": SheetCell(dispatch.ending?.note),
                ]
            }
        })

    /// 工作小结: what people handed in; of a draft only that it is one.
    static let dailyReports = ExportList(
        code: "daily-reports", word: .dailyReportTeam, page: "/daily-reports/team", needs: .readReports,
        columns: [
            ExportColumn(code: "day", word: .dailyReportDay), ExportColumn(code: "unit", word: .dailyReportCompany),
            ExportColumn(code: "person", word: .dailyReportPerson),
            ExportColumn(code: "state", word: .dailyReportState),
            ExportColumn(code: "handed_in_at", word: .dailyReportHandedInAt, width: 17),
        ] + DailyFigure.allCases.map { ExportColumn(code: $0.rawValue, word: $0.word) } + [
            ExportColumn(code: "review", word: .dailyReportReviewed, width: 40),
            ExportColumn(code: "results", word: .dailyReportResults, width: 40),
            ExportColumn(code: "problems", word: .dailyReportProblems, width: 40),
            ExportColumn(code: "plan", word: .dailyReportPlan, width: 40),
        ],
        ids: { ask, tx, limit in
            let (unit, day) = ExportForms.dayOfUnit(ask.query)
            return try tx.dailyReports.team(ask.actor, in: unit?.rawValue ?? "", on: day).lines
                .compactMap(\.report).prefix(limit).map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let reports = try tx.dailyReports.find(ids)
            let names = try tx.names(of: Set(reports.map(\.staff)))
            let units = try tx.unitNames(of: Set(reports.map(\.unit)))
            let t = ask.language
            return cells(of: reports, by: \.id) { report in
                let handedIn = report.handedIn
                let words = handedIn == nil ? DailyReport.Words() : report.words
                let review = words.review.map { "\($0.text) \(t($0.isDone ? .dailyReportDone : .dailyReportUndone))" }
                var cells: [String: SheetCell] = [
                    "day": .text(report.day.description), "unit": SheetCell(units[report.unit]),
                    "person": SheetCell(names[report.staff]), "state": .text(t(report.state.word)),
                    "handed_in_at": SheetCell(handedIn?.at, ask.zone),
                    "review": SheetCell(review.joined(separator: "\n")), "results": SheetCell(words.results),
                    "problems": SheetCell(words.problems), "plan": SheetCell(words.plan.joined(separator: "\n")),
                ]
                for (figure, value) in handedIn?.figures ?? [:] { cells[figure.rawValue] = .number(Double(value)) }
                return cells
            }
        })

    /// 当日流程日志: every step of the day, done or not, with what was counted (F-110).
    static let daySteps = ExportList(
        code: "day-plans", word: .dayLogTitle, page: "/day-plans/log", needs: .approveAbsence,
        columns: [
            ExportColumn(code: "plan", word: .dayPlanName), ExportColumn(code: "day", word: .dayPlanDay),
            ExportColumn(code: "step", word: .dayStepName, width: 30),
            ExportColumn(code: "at", word: .dayStepTime, width: 17), ExportColumn(code: "state", word: .dayLogState),
            ExportColumn(code: "person", word: .dayPlanPerson),
            ExportColumn(code: "done_at", word: .dayStepDoneAt, width: 17),
            ExportColumn(code: "number", word: .dayStepCountTitle),
            ExportColumn(code: "measure", word: .dayStepMeasure),
            ExportColumn(code: "difference", word: .handoverDifference),
            ExportColumn(code: "note", word: .dayStepRemark, width: 40),
        ],
        ids: { ask, tx, limit in
            let (unit, day) = ExportForms.dayOfUnit(ask.query)
            return try tx.dayPlans.logged(of: unit, on: day, for: ask.actor).steps.prefix(limit).map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let steps = try tx.daySteps.find(ids)
            let plans = try tx.dayPlans.find(Set(steps.map(\.plan)))
            let names = try tx.names(of: Set(steps.map { $0.actedBy ?? $0.owedBy }))
            let t = ask.language
            return cells(of: steps, by: \.id) { step in
                [
                    "plan": SheetCell(plans[step.plan]?.name(in: t)),
                    "day": SheetCell(plans[step.plan]?.day.description), "step": .text(step.terms.name(in: t)),
                    "at": .time(step.at, ask.zone), "state": .text(t(step.state.word)),
                    "person": SheetCell(names[step.actedBy ?? step.owedBy]),
                    "done_at": SheetCell(step.actedAt, ask.zone),
                    "number": step.number.map { .number(Double($0)) } ?? .empty,
                    "measure": SheetCell(step.number == nil ? nil : step.terms.measure),
                    "difference": step.difference.map { .number(Double($0)) } ?? .empty, "note": SheetCell(step.note),
                ]
            }
        })
}
