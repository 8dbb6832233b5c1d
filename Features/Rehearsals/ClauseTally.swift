import Handbook
import Kernel

/// What a rehearsal has found out about one clause so far.
struct ClauseTally {
    let clause: String
    let rule: DeadlineRule
    private(set) var first = Counts()
    /// The clocks that a reopening started, counted apart.
    private(set) var reopened = Counts()
    private(set) var endBeforeStart = 0
    /// Of the first clocks that have ended, in the clause's own unit.
    private(set) var elapsed: [Double] = []

    struct Counts: Equatable, Sendable {
        var kept = 0
        var late = 0
        var open = 0
        var applied: Int { kept + late + open }

        fileprivate mutating func countEnd(kept isKept: Bool) {
            if isKept { kept += 1 } else { late += 1 }
        }
    }

    init(clause: String, rule: DeadlineRule) {
        self.clause = clause
        self.rule = rule
    }

    /// `kept` is what the engine says.
    mutating func countEnd(of clock: RunningClock, kept: Bool, at end: Instant, on calendar: BusinessCalendar) {
        guard clock.round == 1 else { return reopened.countEnd(kept: kept) }
        first.countEnd(kept: kept)
        guard let within = clock.within else { return }
        elapsed.append(within.amount(within.used(from: clock.startedAt, to: end, on: calendar, pauses: clock.pauses)))
    }

    mutating func countOpen(_ clock: RunningClock) {
        if clock.round == 1 { first.open += 1 } else { reopened.open += 1 }
    }

    mutating func countEndBeforeStart() { endBeforeStart += 1 }
}

extension Span {
    /// Which of the four ways of counting, and so what an amount of it is counted in.
    enum Measure: String, Sendable {
        case hours
        case businessHours = "business_hours"
        case workingDays = "working_days"
        case calendarDays = "calendar_days"
    }

    var measure: Measure {
        switch unit {
        case .minutes, .hours, .days: .hours
        case .businessMinutes, .businessHours: .businessHours
        case .workingDays: .workingDays
        case .calendarDays: .calendarDays
        }
    }

    /// A share of the span in its measure: hours as they are, dates whole, as METRICS 4 counts them.
    func amount(_ used: Double) -> Double {
        let amount = used * Double(count)
        switch unit {
        case .minutes, .businessMinutes: return amount / 60
        case .hours, .businessHours: return amount
        case .days: return amount * 24
        // A date that has begun counts. What is less than a millisecond of it is an error of the division.
        case .workingDays, .calendarDays: return ((amount * 1e9).rounded() / 1e9).rounded(.up)
        }
    }
}
