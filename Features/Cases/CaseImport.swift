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

/// A case made ready: numbered, through the gate, not yet saved. Its customer is known or made when it is finished.
struct PreparedCase {
    var work: CaseWork
    let passage: Passage?
    let intake: Intake

    var record: Case { work.file.record }
    /// It came in closed: no clause listens to it, and nothing is owed.
    var isHistory: Bool { record.state == .archived }
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
            ("special_needs", \.specialNeeds),
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
}
