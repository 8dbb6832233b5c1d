import Kernel

/// One line of a roster's record of changes (F-60): what was, what became of it, and why. Never changed itself.
struct RosterChange: Entity {
    enum What: String, CaseIterable, Sendable {
        case added
        case moved
        case takenOff = "taken_off"
        case opened
        /// Somebody took an open shift.
        case taken
        /// A supervisor gave an open shift to somebody.
        case given
        case leave
        case swap
        case duty
    }

    let id: ID
    let roster: Roster.ID
    let number: Int
    let at: Instant
    /// Nothing: the house itself.
    let by: Staff.ID?
    let what: What
    let staff: Staff.ID?
    let day: Day
    /// `早 09:00-21:00`, as the page would say it; empty where there was nothing.
    let was: String
    let became: String
    let reason: String
}
