import Handbook
import Kernel

/// A case as another system knew it, on its way into the register.
struct BroughtCase: Equatable, Sendable {
    var intake: Intake
    /// When the customer came; nothing is now.
    var reportedAt: Instant?
    var handler: Staff.ID?
    var closing: Closing?

    /// It was closed there: when, and with what.
    struct Closing: Equatable, Sendable {
        var at: Instant
        var solution: String
        var evaluation: String
        var lesson: String
    }
}

/// A case made ready: through the gate, not yet numbered or saved. Its customer is known or made when it is entered.
struct PreparedCase {
    var work: CaseWork
    let passage: Passage?
    let intake: Intake
    /// It was closed where it came from: it comes in as history.
    var closing: BroughtCase.Closing?
    /// The file says whose it is; otherwise the lines of the unit do.
    var isHandlerSaid = false

    var record: Case { work.file.record }
    /// It came in closed: no clause listens to it, and nothing is owed.
    var isHistory: Bool { closing != nil || record.state == .archived }
}

/// What a correction from the system a case came from says anew; what is empty stays.
struct CaseAmendment: Equatable, Sendable {
    var report: Case.Report

    /// The report with what is said anew, and the names of the fields that differ.
    func applied(to old: Case.Report) -> (report: Case.Report, changed: [String]) {
        var new = old
        var changed: [String] = []
        let fields: [(String, WritableKeyPath<Case.Report, String>)] = [
            ("subject", \.subject), ("content", \.content), ("demand", \.demand), ("category", \.category),
            ("product", \.product), ("place", \.place), ("organisation", \.organisation),
            ("special_needs", \.specialNeeds), ("opinion", \.opinion), ("expectation", \.expectation),
        ]
        for (name, path) in fields where !report[keyPath: path].isEmpty && report[keyPath: path] != old[keyPath: path] {
            new[keyPath: path] = report[keyPath: path]
            changed.append(name)
        }
        return (new, changed)
    }
}

/// A unit's desk as an import needs it: looked up once, used for many rows.
struct IntakeDesk {
    let unit: Unit.ID
    let code: String
    let version: HandbookVersion
    let handbook: Handbook
    let calendar: BusinessCalendar
    /// The issued editions of the code, for cases that were reported before this one took effect.
    let editions: [(version: HandbookVersion, handbook: Handbook)]
    let actor: Actor
    let limit: Money
    /// The editions that whoever brings the rows has acknowledged.
    let acknowledged: Set<HandbookVersion.ID>
    let mayServeBlocked: Bool
    let now: Instant
    let takers: CaseTakers

    /// The edition that bound the unit at an instant; nothing where there was none.
    func binding(at instant: Instant) -> (version: HandbookVersion, handbook: Handbook)? {
        editions.first { $0.version.effectiveAt <= instant }
    }

    func gateContext(under version: HandbookVersion.ID, _ handbook: Handbook) -> GateContext {
        GateContext(
            handbook: handbook, calendar: calendar, actor: actor.staff.id, limit: limit,
            posts: Set(actor.posts.map(\.code)), mayApprove: false, mayReassign: false,
            hasAcknowledged: acknowledged.contains(version),
            deciders: nil, now: now)
    }
}
