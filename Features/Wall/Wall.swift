import Handbook
import Kernel

/// 主管墙: what a supervisor has to see at one glance. A view of cases, obligations, presence and assignments; it keeps
/// nothing of its own, and every figure on it is the length of the list behind it.
struct Wall: Sendable {
    /// Where a case waits, in the five stages in which a queue is read.
    enum Stage: String, CaseIterable, Sendable {
        case waiting, working, deciding, customer, closing

        var states: [Case.State] { Case.State.allCases.filter { Stage($0) == self } }

        /// Every open state of every type's way has its stage; what is over has none.
        init?(_ state: Case.State) {
            switch state {
            case .registered: self = .waiting
            case .accepted, .investigating, .proposing, .implementing, .unfounded, .answering, .assessing, .responding,
                .dispatching, .taking, .arriving, .fixing, .mediating:
                self = .working
            case .awaitingDecision: self = .deciding
            case .awaitingCustomer, .signing, .agreeing: self = .customer
            case .awaitingVisit, .summarising, .thanking: self = .closing
            case .archived, .referred, .withdrawn, .merged: return nil
            }
        }
    }

    struct Queue: Equatable, Sendable {
        let unit: Unit.ID
        let name: String
        var counts: [Stage: Int] = [:]
        /// Since when the oldest case waits to be accepted, and since when the oldest of all is open.
        var waitingSince: Instant?
        var openSince: Instant?

        var open: Int { counts.values.reduce(0, +) }

        mutating func add(_ stage: Stage, _ count: Int, oldest: Instant) {
            counts[stage, default: 0] += count
            openSince = min(openSince ?? oldest, oldest)
            if stage == .waiting { waitingSince = min(waitingSince ?? oldest, oldest) }
        }
    }

    struct LineQueue: Sendable {
        let view: LineView
        let oldest: Instant?
    }

    struct Duty: Sendable {
        let person: OnDuty
        let unit: String
        let load: Int
    }

    /// Who waits for us on the telephone: put on hold, missed and not called back, promised a call.
    struct Calls: Equatable, Sendable {
        var held = 0
        var missed = 0
        var promised = 0
        /// Since when the one waits who waits longest.
        var oldest: Instant?

        var all: Int { held + missed + promised }
    }

    /// Something owed within the next half hour.
    struct Deadline: Sendable {
        let obligation: Obligation
        let record: Case.ID?
        let number: String
        let subject: String
        let unit: String
        let owedBy: String
        /// The share of the time that is used up.
        let used: Double
        let suggestion: Suggestion?
    }

    /// A reassignment made a moment ago, which one click takes back.
    struct Recent: Sendable {
        let reassignment: Reassignment
        let number: String
        let from: String
        let to: String
    }

    struct Cell: Equatable, Sendable {
        var kept = 0
        var all = 0

        /// In whole per cent; only what was always kept is a hundred.
        var percent: Int { all == 0 ? 100 : kept * 100 / all }
    }

    struct Heat: Sendable {
        let clauses: [(number: String, text: String)]
        let units: [(id: Unit.ID, name: String)]
        let cells: [String: [Unit.ID: Cell]]
        let days: Int
        let isCut: Bool
    }

    let queues: [Queue]
    let lines: [LineQueue]
    let duty: [Duty]
    let deadlines: [Deadline]
    let dueSoon: Int
    let breached: Int
    let pooled: Int
    let calls: Calls
    let recent: [Recent]
    let heat: Heat?
    /// Commands that nobody has answered (GAME-28); nothing for whoever gives none.
    var unanswered: Int?

    var open: Int { queues.reduce(0) { $0 + $1.open } }

    func count(_ stage: Stage) -> Int { queues.reduce(0) { $0 + ($1.counts[stage] ?? 0) } }

    /// How far ahead deadlines are shown.
    static let horizon = Duration.minutes(30)
    static let heatDays = 7
    /// Rows of the grid and of the list of deadlines.
    static let mostClauses = 12
    static let mostUnits = 12
    static let mostDeadlines = 20
    /// Beyond these a figure says «at least».
    static let mostHeat = 100_000
    static let mostCounted = 10_000
}

/// The list behind a figure of the wall.
enum WallFigure: Equatable, Sendable {
    case stage(Wall.Stage?, unit: Unit.ID?)
    /// What somebody has in hand, offers counted.
    case handler(Staff.ID)
    case waiting(Assignment.State, line: Line.ID?)
    case dueSoon(unit: Unit.ID?)
    case breached(since: Instant)
    case heat(clause: String, unit: Unit.ID, since: Instant)
}
