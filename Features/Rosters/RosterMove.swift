import Handbook
import Kernel

/// What a drag changed on the grid, and what the clauses say of the days and people it touched (GAME-17, GAME-18).
struct RosterMove: Sendable {
    /// A person's day, or that of the open shifts.
    struct Place: Hashable, Sendable {
        let staff: Staff.ID?
        let day: Day
    }

    /// The foot of the grid.
    struct Foot: Sendable {
        let day: Day
        let present: Int
        let isShort: Bool
    }

    let roster: Roster
    let places: [(place: Place, shifts: [ShiftAssignment])]
    /// Minutes of each person over the days that are shown.
    let sums: [Staff.ID: Int]
    let feet: [Foot]
    let findings: [RosterFinding]
    let templates: [ShiftTemplate]
    let names: [Staff.ID: String]
    let groups: [ShiftGroup]
    let calendar: BusinessCalendar
}
