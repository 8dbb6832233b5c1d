import Database
import Handbook
import Kernel

/// The plans of today, as far as the day has come: laid out by the house, the first steps done by whom they were dealt to, one
/// left for the leader to confirm (SOFT-78, GAME-43).
struct DemoDays {
    let tx: Transaction

    func open() throws {
        while try tx.dayPlans.lay(limit: 100) >= 100 {}
        while try tx.dayPlans.openDue(limit: 200) >= 200 {}
        for plan in try tx.dayPlans.open() where plan.span.contains(tx.now) {
            let steps = try tx.daySteps.of(plan.id).filter { $0.state == .due }
            // What has just come up is still to do.
            for step in steps.dropLast(steps.count > 1 ? 1 : 0) {
                let number = step.terms.measure.isEmpty ? nil : step.terms.expected ?? 12
                try tx.dayPlans.tick(step.id, number: number, saying: "", by: tx.actor(step.owedBy))
            }
        }
    }
}
