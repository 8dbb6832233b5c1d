public import Kernel

/// A clock with its numbers: what is owed, by whom, by when, and what follows if it is not done.
public struct Deadline: Equatable, Sendable {
    public let rule: DeadlineRule
    /// Nothing where the record brings its own due instant (a promise).
    public let within: Span?
    /// For the completion clock: from the report, so that slow acceptance counts, or from acceptance.
    public let startsAtAcceptance: Bool
    /// For the interim notice: the share of the promised time after which the house asks to call the customer first. The
    /// notice is owed before the promise runs out; one that is kept in time needs none (SOFT-54).
    public let share: Double
    /// For the review of the handbook: how many months after the last one the next is due (GEN4-08). 0 for other rules.
    public let months: Int
    /// For the sample that headquarters checks: how many of the settled cases of a period (CHAIN-93).
    public var sampling: Sampling?
    /// For the summary of the month: the types of case it covers; complaints alone where nothing is said (SOFT-28).
    public var covers: [CaseType] = []
    /// For what is handed over before somebody is away: for how many days at least (SOFT-68). 0 for other rules.
    public var days = 0
    /// For the report of the day: how long after the end of the shift it is still in time (CHAIN-82). 0 for other rules.
    public var minutes = 0
    /// For the publication of a roster: by which day of the month before, it included (SOFT-66). 0 for other rules.
    public var day = 0
    public let owedBy: Duty
    /// Shares of the time after which the person is warned, rising, e.g. 0.7 and 0.9.
    public let warnAt: [Double]
    public let escalation: [EscalationStep]
    public let condition: Condition

    /// When the person who owes is told, as shares of the time.
    public var warnings: [Double] { rule == .interimNotice ? [share] : warnAt }
}

extension Deadline {
    /// A share of the cases of every period, rounded up, and never fewer than the minimum where there are so many.
    public struct Sampling: Equatable, Sendable {
        public let share: Double
        public let minimum: Int
        public let every: Attestation.Rhythm
    }
}

/// A rung of the ladder: from a share of the time, or some time after the breach, a post takes notice.
public struct EscalationStep: Equatable, Sendable {
    public enum Moment: Equatable, Sendable {
        case share(Double)
        case afterBreach(Span?)
    }

    public let at: Moment
    public let to: Duty
}
