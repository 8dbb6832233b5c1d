import Handbook
import Kernel

/// Something that would alter the hours by which deadlines are counted. It is looked at before it is saved: which open
/// deadlines would move, and how.
enum CalendarChange: Equatable, Sendable {
    /// A unit's own hours; nothing gives it back those of the unit above it, or of its handbook.
    case hours(CalendarPlan?, of: Unit.ID)
    /// The holidays and make-up days of a year, for every unit that keeps them.
    case holidays([Day: StatutoryHolidays.Holiday], year: Int)

    enum Refusal: Error, Equatable {
        /// There is nothing to give back.
        case noOwnHours
        /// Exactly as it is now.
        case unchanged
    }
}

/// An open obligation as far as the hours of its unit decide about it. What is overdue is not among them: a breach is a
/// fact, and no later calendar takes it back (base 1.8).
struct OpenDeadline: Equatable, Sendable {
    let id: Obligation.ID
    let clause: String
    let version: HandbookVersion.ID
    let subject: Subject
    let unit: Unit.ID
    let startedAt: Instant
    let within: Span
    let dueAt: Instant
    let pauses: [Range<Instant>]

    func due(on calendar: BusinessCalendar) -> Instant {
        within.deadline(from: startedAt, on: calendar, pauses: pauses)
    }
}

/// A deadline that a change moves.
struct MovedDeadline: Equatable, Sendable {
    let deadline: OpenDeadline
    let due: Instant

    var isEarlier: Bool { due < deadline.dueAt }
}

/// What a change would do to the deadlines that are open now.
struct CalendarPreview: Equatable, Sendable {
    /// So many are listed one by one, those due soonest first; the others are counted.
    static let listLimit = 200
    /// So many open deadlines are looked at; of a department with more, the preview says that it has not seen all.
    static let lookLimit = 20_000

    private(set) var moved: [MovedDeadline] = []
    private(set) var earlier = 0
    private(set) var later = 0
    /// Moved to a time that has passed already: overdue as soon as the change is saved.
    private(set) var lateAtOnce = 0
    /// Open deadlines in the units concerned.
    private(set) var looked = 0
    /// Whether these are all.
    var isWhole = true

    var count: Int { earlier + later }

    mutating func look(at deadline: OpenDeadline, due: Instant, now: Instant) {
        looked += 1
        guard due != deadline.dueAt else { return }
        let change = MovedDeadline(deadline: deadline, due: due)
        if change.isEarlier { earlier += 1 } else { later += 1 }
        if due < now { lateAtOnce += 1 }
        moved.append(change)
    }

    /// In the order in which they are due, cut to what a page shows.
    mutating func arrange() {
        moved.sort { ($0.due, $0.deadline.id.rawValue) < ($1.due, $1.deadline.id.rawValue) }
        moved = Array(moved.prefix(Self.listLimit))
    }
}
