import Handbook
import Kernel

/// Something the house does by itself while an obligation is open: warn, state the breach, climb a rung of the ladder.
struct Moment: Equatable {
    enum Act: Equatable {
        case warn(share: Double)
        case breach
        case escalate(to: Duty)
    }

    let act: Act
    let at: Instant
}

extension Obligation {
    /// The next thing to do and when; nothing once the breach has been stated and the ladder climbed.
    ///
    /// In time is up to and including the due instant; the breach begins with the first instant of working time after it.
    func nextMoment(under handbook: Handbook, on calendar: BusinessCalendar) -> Moment? {
        var moments: [Moment] = []
        let clock = clock(under: handbook)
        if let clock {
            let instants = clock.warnings(on: calendar)
            if warnings < instants.count {
                moments.append(Moment(act: .warn(share: clock.warnAt[warnings]), at: instants[warnings]))
            }
        }
        let late = clock?.lateFrom(on: calendar) ?? dueAt + .milliseconds(1)
        if breachedAt == nil { moments.append(Moment(act: .breach, at: late)) }
        if let clause = handbook.clause(clause), case .deadline(let deadline) = clause.enforcement,
            rungs < deadline.escalation.count
        {
            let rung = deadline.escalation[rungs]
            let at: Instant =
                switch rung.at {
                case .share(let share): instant(at: share, on: calendar)
                case .afterBreach(nil): late
                case .afterBreach(let span?): span.deadline(from: late, on: calendar)
                }
            moments.append(Moment(act: .escalate(to: rung.to), at: at))
        }
        return moments.min { ($0.at, $0.order) < ($1.at, $1.order) }
    }

    private func instant(at share: Double, on calendar: BusinessCalendar) -> Instant {
        guard let within else {
            return startedAt + .milliseconds(Int64((Double((dueAt - startedAt).milliseconds) * share).rounded()))
        }
        return within.instant(at: share, from: startedAt, on: calendar, pauses: pauses)
    }
}

extension Moment {
    /// At one instant: first the warning, then the breach, then the ladder.
    fileprivate var order: Int {
        switch act {
        case .warn: 0
        case .breach: 1
        case .escalate: 2
        }
    }
}
