import Kernel

/// What one person works: a month, the next ones, the duties, and what is open to be taken.
struct MyShifts: Sendable {
    let month: Day
    let shifts: [ShiftAssignment]
    let next: [ShiftAssignment]
    let duties: [DutyAssignment]
    let open: [ShiftAssignment]
    let templates: [ShiftTemplate.ID: ShiftTemplate]
    let units: [Unit.ID: String]
    /// Those of the next shifts on which somebody has put the person (GAME-19).
    let lines: [Line.ID: String]
    /// What is due on the next shifts: the bar under each line.
    let promises: [Subject: RunningPromise]
    let calendar: BusinessCalendar
    let hasFeed: Bool
}
