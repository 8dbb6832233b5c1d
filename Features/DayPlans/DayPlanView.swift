import Kernel

/// One plan as a page shows it to somebody.
struct DayPlanView: Sendable {
    let plan: DayPlan
    let steps: [DayStep]
    let facts: [DayStep.ID: [DayStep.Fact]]
    let names: [Staff.ID: String]
    let unit: String
    let worksOn: Bool
    let leads: Bool
    /// What of it they may confirm or send back.
    let judged: Set<DayStep.ID>

    var done: Int { steps.count { !$0.state.isOpen } }
    var next: DayStep? { steps.first { $0.state.isOpen } }
}

/// The log of a day in a unit: what its leader reads.
struct DayLogView: Sendable {
    /// The steps of one plan, counted.
    struct Sum: Sendable {
        let plan: DayPlan
        var done = 0
        var open = 0
        var missed = 0
        var skipped = 0
        var reported = 0
    }

    let unit: Unit
    let day: Day
    let units: [Unit]
    let sums: [Sum]
    let toConfirm: [DayStep]
    /// Those of them that the reader may confirm.
    let judged: Set<DayStep.ID>
    /// Missed, left out, overdue.
    let amiss: [DayStep]
    let counts: [DayStep]
    /// Of the whole day.
    let figures: DayFigures
    let plans: [DayPlan.ID: DayPlan]
    let readings: [DayLogReading]
    let names: [Staff.ID: String]
}
