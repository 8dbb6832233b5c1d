import Database
import Kernel

extension Chore {
    /// The plans of the shifts of today are there, and follow who works them.
    static let dayPlanLaying = Chore(
        name: "day_plan.lay", rhythm: .every(.minutes(5)),
        work: { tx in try tx.dayPlans.lay(limit: 100) >= 100 ? .more : .done })

    /// Each step is owed from its time on.
    static let dayStepOpening = Chore(
        name: "day_step.open", rhythm: .every(.minutes(1)),
        isNeeded: { tx in try !tx.daySteps.waiting(until: tx.now, limit: 1).isEmpty },
        work: { tx in try tx.dayPlans.openDue(limit: 200) >= 200 ? .more : .done })

    static let dayPlanClosing = Chore(
        name: "day_plan.close", rhythm: .every(.minutes(5)),
        isNeeded: { tx in try !tx.dayPlans.over(at: tx.now, limit: 1).isEmpty },
        work: { tx in try tx.dayPlans.closeOver(limit: 100) >= 100 ? .more : .done })
}
