import Handbook
import Kernel

/// The rosters of a unit, so many at a time, the latest first.
struct RosterShelf: Sendable {
    static let size = 12

    let unit: Unit
    let rosters: [Roster]
    let mayMake: Bool
    /// From 1.
    let page: Int
    let hasEarlier: Bool
}

/// A roster as its pages show it.
struct RosterView: Sendable {
    let roster: Roster
    let unit: String
    /// At most a month of it; on paper all of it.
    let days: ClosedRange<Day>
    let shifts: [ShiftAssignment]
    /// On a page of a single day: what began on the day before.
    let earlier: [ShiftAssignment]
    let duties: [DutyAssignment]
    let templates: [ShiftTemplate]
    let groups: [ShiftGroup]
    /// In the order of the rows: by group, then by name.
    let people: [(id: Staff.ID, name: String)]
    let groupOf: [Staff.ID: ShiftGroup.ID]
    let names: [Staff.ID: String]
    let findings: [RosterFinding]
    /// Nothing stands in it yet, on no day of it: there is nothing to be looked at.
    let isEmpty: Bool
    let coverage: ShiftCoverage
    /// The latest of them, in the order in which they were made.
    let changes: [RosterChange]
    let calendar: BusinessCalendar
    /// How many each half hour of a day needs by the forecast; empty where it was not asked for.
    let demand: [Day: [Int]]
    let mayChange: Bool
    /// Of whom the coverage is looked at, and of whom it could be.
    var part = ShiftCoverage.Part.unit
    var parts: [(part: ShiftCoverage.Part, name: Sentence)] = []

    static let mostDays = 31

    /// Lines of the record of changes that are older than those shown.
    var earlierChanges: Int { (changes.first?.number ?? 1) - 1 }

    var template: [ShiftTemplate.ID: ShiftTemplate] { Dictionary(templates.map { ($0.id, $0) }) { $1 } }

    func code(of shift: ShiftAssignment, _ templates: [ShiftTemplate.ID: ShiftTemplate]) -> String {
        shift.template.flatMap { templates[$0]?.code } ?? "*"
    }
}
