import Database
import Handbook
import Kernel

@testable import Desk

extension Transaction {
    /// What the day of a unit leaves behind: a command of its leader, and the report and a step of whoever works there. All of
    /// today.
    func leaveDay(of unit: Desk.Unit.ID, by leader: Staff.ID, worker: Staff.ID) throws {
        let today = Zone.shanghai.day(of: now)
        let dispatch = Dispatch(
            id: "dispatch", number: "ZH1", order: "dispatch", unit: unit, giver: leader, staff: worker, group: nil,
            plan: Dispatch.Plan(text: "先处理排队最久的", wantedBy: now + .hours(1)), givenAt: now)
        try dispatches.insert(dispatch, on: today)
        var report = DailyReport(
            id: "report", unit: unit, staff: worker, day: today, openedAt: now, dueAt: now + .hours(8))
        try dailyReports.insert(report)
        try report.write(DailyReport.Words(results: "接了四十件", problems: "系统慢", plan: ["回访三家"]), by: worker)
        try dailyReports.saveLines(of: report)
        try report.handIn([.taken: 4], until: now, by: worker, at: now)
        try dailyReports.save(report)
        let plan = DayPlan(
            id: "plan", unit: unit, code: "day", name: "每日流程", english: "The day", takers: .each, day: today, slot: "1",
            isRostered: false, owner: worker, span: now..<(now + .hours(8)), closesAt: now + .hours(9), laidAt: now)
        let step = DayStep(
            id: "step", plan: plan.id, place: 0,
            terms: DayStep.Terms(
                code: "trolleys", name: "清点推车", english: "Count the trolleys", measure: "辆", expected: 120,
                isConfirmed: false, link: ""),
            at: now, dueAt: now + .hours(1), owedBy: worker)
        try dayPlans.insert(plan, [step])
    }
}
