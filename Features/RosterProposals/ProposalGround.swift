import Handbook
import Kernel

/// Everything that a proposal is made of, read at once. Pure from here on.
struct ProposalGround: Sendable {
    struct Person: Sendable {
        let id: Staff.ID
        let name: String
        let group: ShiftGroup.ID?
        /// Days of the roster on which they belong to the unit's groups.
        let days: [ClosedRange<Day>]
        /// May stand alone (GAME-04).
        let isQualified: Bool
        /// Hours in which they are on leave.
        let away: [Range<Instant>]
        /// What they work anyhow, by another roster or in free hours of this one; it counts towards rest and week.
        let fixed: [ShiftAssignment]
        /// What they worked in the fortnight before.
        let past: [ShiftAssignment]
        let wishes: [ShiftWish]
    }

    let days: ClosedRange<Day>
    let calendar: BusinessCalendar
    let templates: [ShiftTemplate]
    let groups: [ShiftGroup]
    /// How the groups take turns, those that are used (GAME-17).
    let patterns: [RotationPattern]
    /// By which days a pattern of working days goes.
    let office: OfficeDays
    let people: [Person]
    let draft: [ShiftAssignment]
    let demand: ProposalDemand
    let terms: StaffingTerms
    /// Hours between two shifts, hours of a week, whether a week has a free day.
    let restHours: Int?
    let weekHours: Int?
    let hasDayOff: Bool
    /// How many of a group must be there together when any of it is (GAME-18).
    let asksGroups: Bool
    let seconds: Int
}
