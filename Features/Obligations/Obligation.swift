import Handbook
import Kernel

/// A clause applied to a record: who owes what by when, opened by an event, ended by another.
///
///     open ──▶ kept · late (done after it was due) · broken (a check said no, a step was taken against advice)
///       │ ╲
///       │  ╲──▶ exempted (an exception was approved)
///       └────▶ void (the record was withdrawn, or another clause took over)
///
/// That it was not done in time is a fact of its own (`breachedAt`), written once, exact to the minute, whether it is
/// done afterwards or never.
struct Obligation: Entity {
    let id: ID
    let clause: String
    let version: HandbookVersion.ID
    let rule: Rule
    let subject: Subject
    /// The promise or transfer within the record, the member of staff within a handbook version.
    let item: String?
    let round: Int
    let unit: Unit.ID
    let owedBy: Duty
    var owedByStaff: Staff.ID?
    /// Somebody's own part of the record (a slip, a corrective action, a signature): it stays with them whoever handles
    /// the record.
    var isPersonal = false
    /// Who owed it when its time ran out, where it has gone to somebody else since; no id where nobody had it.
    var breachedBy: Staff.ID? = nil
    let startedAt: Instant
    /// Nothing where the due instant was promised, or where a step was simply checked.
    let within: Span?
    var dueAt: Instant
    var state: State
    var pausedSince: Instant?
    var pauses: [Range<Instant>]
    var breachedAt: Instant?
    /// Warnings given and rungs of the ladder climbed so far, and when the next of them, or the breach, is due.
    var warnings: Int
    var rungs: Int
    var actAt: Instant?

    enum Rule: Equatable, Sendable {
        case deadline(DeadlineRule)
        case gate(Gate.Rule)
        case attestation

        var name: String {
            switch self {
            case .deadline(let rule): rule.rawValue
            case .gate(let rule): rule.rawValue
            case .attestation: "attestation"
            }
        }

        init?(name: String) {
            guard let rule = Self.named[name] else { return nil }
            self = rule
        }

        /// An enum looks for a text among its cases one by one; there are some two hundred of them, and every row of the
        /// ledger asks.
        private static let named: [String: Self] = Dictionary(
            (DeadlineRule.allCases.map(Self.deadline) + Gate.Rule.allCases.map(Self.gate) + [.attestation])
                .map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    enum State: Equatable, Sendable {
        case open
        case ended(Outcome, at: Instant, by: Staff.ID?)
    }

    enum Outcome: String, CaseIterable, Sendable {
        case kept, late, broken, exempted, void
    }
}

extension Obligation {
    var isOpen: Bool { state == .open }

    /// Whose it is in the reports: that it was late stays with whoever had it then.
    var accountable: Staff.ID? { breachedBy.map { $0.rawValue.isEmpty ? nil : $0 } ?? owedByStaff }

    /// As the pure engine of the handbook sees it.
    func clock(under handbook: Handbook) -> RunningClock? {
        guard case .deadline(let rule) = self.rule else { return nil }
        var warnAt: [Double] = []
        if let clause = handbook.clause(clause), case .deadline(let deadline) = clause.enforcement {
            warnAt = deadline.warnings
        }
        return RunningClock(
            clause: clause, rule: rule, item: item, round: round, startedAt: startedAt, within: within, owedBy: owedBy,
            warnAt: warnAt, dueAt: dueAt, pauses: pauses, pausedSince: pausedSince)
    }

    mutating func end(_ outcome: Outcome, at instant: Instant, by staff: Staff.ID?) {
        guard isOpen else { return }
        if outcome == .late, breachedAt == nil { breachedAt = dueAt }
        // A clock that was set back meanwhile makes no time below nothing.
        state = .ended(outcome, at: max(instant, startedAt), by: staff)
        actAt = nil
        pausedSince = nil
    }

    /// How much of the time is used up: 0 at the start, 1 when due, more when late. The promise bar draws this.
    func used(at now: Instant, on calendar: BusinessCalendar) -> Double {
        let instant = pausedSince ?? now
        guard let within else {
            let whole = (dueAt - startedAt).milliseconds
            return whole > 0 ? Double((instant - startedAt).milliseconds) / Double(whole) : 1
        }
        return within.used(from: startedAt, to: instant, on: calendar, pauses: pauses)
    }
}
