import Handbook
import Kernel

/// What is not as the clauses ask, found on a roster: all of it at once, each with the clause that asks (GAME-04, 17, 18).
struct RosterFinding: Hashable, Sendable {
    enum Matter: Hashable, Sendable {
        /// Fewer than the group's minimum: group, hours, present, minimum.
        case belowMinimum(ShiftGroup.ID, Range<Instant>, present: Int, minimum: Int)
        /// Nobody at all in hours in which the unit promises somebody.
        case unmanned(Range<Instant>)
        /// A person without the training or skill, alone on the line (GAME-04).
        case unqualified(ShiftAssignment.ID, Staff.ID, skill: String)
        /// There to learn, and no qualified mentor on the same shift (GAME-04).
        case noMentor(ShiftAssignment.ID, Staff.ID)
        case overlap(Staff.ID, Range<Instant>, Range<Instant>)
        case shortRest(Staff.ID, Instant, minutes: Int, asked: Int)
        case longWeek(Staff.ID, Day, minutes: Int, asked: Int)
        case noDayOff(Staff.ID, Day)
        /// A shift nobody has taken yet.
        case open(ShiftAssignment.ID, Range<Instant>)
        /// A duty with nobody, or without the second one (MART-13, SOFT-66).
        case dutyUnmanned(DutyAssignment.Kind, Range<Instant>)
        case dutyWithoutBackup(DutyAssignment.Kind, Range<Instant>)
        /// Fewer than at the edge of a month must be there (SOFT-19).
        case monthEdge(Day, present: Int, minimum: Int)
    }

    let matter: Matter
    /// The clause that asks; nothing: no handbook has to say that nobody works twice at once.
    let clause: String?
    /// Publishing and approvals are refused.
    let isBlock: Bool

    /// An open shift is said and counts for nothing: what it lacks, the minimum says.
    var counts: Bool {
        if case .open = matter { false } else { true }
    }
}
