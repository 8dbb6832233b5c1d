import Kernel

/// What became of the offers to one person in a period, and how often cases were taken from them or given to them.
struct AssignmentCount: Equatable, Sendable {
    let staff: Staff.ID
    var offered = 0
    var taken = 0
    var refused = 0
    var lapsed = 0
    /// 被改走
    var takenAway = 0
    /// 改派得到
    var given = 0

    mutating func add(_ state: Offer.State, _ count: Int) {
        offered += count
        switch state {
        case .taken: taken += count
        case .refused: refused += count
        case .lapsed: lapsed += count
        case .open, .withdrawn: break
        }
    }

    static func + (a: AssignmentCount, b: AssignmentCount) -> AssignmentCount {
        AssignmentCount(
            staff: a.staff, offered: a.offered + b.offered, taken: a.taken + b.taken, refused: a.refused + b.refused,
            lapsed: a.lapsed + b.lapsed, takenAway: a.takenAway + b.takenAway, given: a.given + b.given)
    }
}

/// The figures of the report, each of which opens exactly its list.
enum AssignmentFigure: String, CaseIterable, Sendable {
    case offered, taken, refused, lapsed
    case takenAway = "taken-away"
    case given
}

/// One line behind a figure.
struct AssignmentLine: Equatable, Sendable {
    let record: Case.ID
    let number: String
    let at: Instant
    /// The line, or who reassigned it.
    let by: String
    let reason: String
}
