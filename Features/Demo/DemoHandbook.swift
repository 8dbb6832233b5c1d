import Handbook
import Kernel

/// What a plot asks of the handbook it is played under.
extension Handbook {
    func gate(_ rule: Gate.Rule) -> (clause: Clause, gate: Gate)? {
        gates().first { $0.1.rule == rule }.map { (clause: $0.0, gate: $0.1) }
    }

    /// Whether the clause refuses, and does not merely advise.
    func insists(on rule: Gate.Rule) -> Bool {
        switch gate(rule)?.clause.strength {
        case .require, .forbid: true
        case .advise, nil: false
        }
    }

    var leastProposals: Int {
        if case .proposals(let minimum, _, _, _) = gate(.proposals)?.gate { minimum } else { 1 }
    }

    /// The post to which a case goes that was handed on too often.
    var lastHand: String? {
        if case .transferLimit(_, .post(let post), _, _) = gate(.transferLimit)?.gate { post } else { nil }
    }

    /// The post that a clock of this kind points at, where it points at one.
    func post(owing rule: DeadlineRule, in circumstances: Circumstances) -> String? {
        for (_, deadline) in deadlines(rule, for: circumstances) {
            if case .post(let code) = deadline.owedBy { return code }
        }
        return nil
    }

    /// How long a clock runs on the wall, near enough to choose when an open case began.
    func length(of rule: DeadlineRule, in circumstances: Circumstances) -> Duration? {
        deadlines(rule, for: circumstances).compactMap(\.deadline.within?.onTheWall).min()
    }
}

extension Span {
    /// Working days take their share of the week, working hours three times their length.
    fileprivate var onTheWall: Duration {
        switch unit {
        case .minutes: .minutes(count)
        case .hours: .hours(count)
        case .days, .calendarDays: .days(count)
        case .businessMinutes: .minutes(count * 3)
        case .businessHours: .hours(count * 3)
        case .workingDays: .hours(count * 24 * 7 / 5)
        }
    }
}
