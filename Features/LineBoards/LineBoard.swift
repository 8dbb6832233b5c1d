import Kernel

/// 分线表: who of a shift stands on which line of work (GAME-19). It is filled for the shift, and says nothing of the next.
///
/// What it says stands with the shift itself (`ShiftAssignment.line`), so that leave, swaps and the roster carry it along.
struct LineBoard: Sendable {
    /// People of a unit who begin at one minute.
    struct Turn: Equatable, Sendable {
        /// To the end of the longest of them.
        let span: Range<Instant>
        let shifts: [ShiftAssignment]
        var people: Int { shifts.count }
    }

    /// One person of the turn.
    struct Place: Sendable {
        let shift: ShiftAssignment
        let name: String
        /// Their group, and beside whom they learn; may be empty.
        let group: String
        let mentor: String
        /// What they lack for a line, of those for which they lack something.
        let lacking: [Line.ID: Line.Need]
    }

    /// What the leader says of one person; `was` is what their page showed.
    struct Choice: Equatable, Sendable {
        let shift: ShiftAssignment.ID
        let was: Line.ID?
        /// Nothing: the lines they are a member of.
        let line: Line.ID?
    }

    /// Why somebody cannot be put there. All of them are said at once.
    struct Problem: Equatable, Sendable {
        enum Why: Equatable, Sendable {
            case over
            /// Not on this shift any more.
            case gone
            /// Somebody else has put them on a line meanwhile: this one, or none.
            case changed(to: String?)
            /// Learns beside somebody, and stands nowhere alone (GAME-04).
            case learns
            case lacks(Line.Need, line: String, clause: String?)
            case mayNotWorkCases
        }

        let name: String
        let why: Why
    }

    enum Refusal: Error, Equatable {
        case problems([Problem])
    }

    /// People of one turn on one page: as many as one form carries.
    static let mostPlaces = 240
    /// Hours before and after a minute of which the turns are shown.
    static let before = Duration.hours(12)
    static let after = Duration.hours(36)

    /// Those of some shifts that somebody works, by when they begin.
    static func turns(of shifts: [ShiftAssignment]) -> [Turn] {
        Dictionary(grouping: shifts.filter { $0.isLive && $0.staff != nil }, by: \.span.lowerBound)
            .map { start, shifts in
                Turn(span: start..<(shifts.map(\.span.upperBound).max() ?? start), shifts: shifts)
            }
            .sorted { $0.span.lowerBound < $1.span.lowerBound }
    }

    /// The one that begins at a minute; else the latest that is on then, the next one, or the last of all.
    static func turn(at instant: Instant, of turns: [Turn]) -> Turn? {
        turns.first { $0.span.lowerBound == instant } ?? turns.last { $0.span.contains(instant) }
            ?? turns.first { $0.span.lowerBound > instant } ?? turns.last
    }
}
