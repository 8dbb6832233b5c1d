import Handbook
import Kernel

/// 过渡: what becomes of the clocks of a case when a new edition says that running ones are set anew (`restate`).
///
///     running, in time ──▶ void, and the new edition's clocks of the same rule, from the same start
///     overdue          ──▶ stays: that it was not done in time is a fact (base 1.8)
///
/// Clocks that only the new edition has begin with the next event that starts them; a past event is not replayed.
struct HandbookRestatement {
    /// A clock of the new edition, and how often its person was warned and its ladder climbed under the old one.
    struct Successor: Equatable {
        let clock: RunningClock
        let predecessor: Obligation.ID
        let warnings: Int
        let rungs: Int
    }

    private(set) var voided: [Obligation] = []
    private(set) var opened: [Successor] = []
    /// Checks by a named person, under the clause of the same number.
    private(set) var checksAgain: [Obligation] = []

    init(
        of open: [Obligation], under new: Handbook, circumstances: Circumstances,
        on calendar: BusinessCalendar, at now: Instant
    ) {
        var done: Set<Place> = []
        for obligation in open where !obligation.isOverdue(at: now) {
            switch obligation.rule {
            case .deadline(let rule):
                guard rule.concernsCases else { continue }
                voided.append(obligation)
                let place = Place(rule: rule, item: obligation.item, round: obligation.round)
                guard done.insert(place).inserted else { continue }
                for (clause, deadline) in new.deadlines(rule, for: circumstances) {
                    let due = Self.due(of: obligation, by: deadline, on: calendar)
                    opened.append(Self.successor(of: obligation, clause, deadline, due: due, on: calendar, at: now))
                }
            case .attestation:
                voided.append(obligation)
                if case .attestation = new.clause(obligation.clause)?.enforcement { checksAgain.append(obligation) }
            case .gate:
                continue
            }
        }
    }

    private struct Place: Hashable {
        let rule: DeadlineRule
        let item: String?
        let round: Int
    }

    /// A promise keeps the time that was promised, and so does what hangs on it.
    private static func due(of obligation: Obligation, by deadline: Deadline, on calendar: BusinessCalendar) -> Instant
    {
        deadline.within?.deadline(from: obligation.startedAt, on: calendar, pauses: obligation.pauses)
            ?? obligation.dueAt
    }

    private static func successor(
        of old: Obligation, _ clause: Clause, _ deadline: Deadline, due: Instant, on calendar: BusinessCalendar,
        at now: Instant
    ) -> Successor {
        let clock = RunningClock(
            clause: clause.number, rule: deadline.rule, item: old.item, round: old.round, startedAt: old.startedAt,
            within: deadline.within, owedBy: deadline.owedBy, warnAt: deadline.warnings, dueAt: due, pauses: old.pauses,
            pausedSince: old.pausedSince)
        // What was said is not said again; a share that the new time has passed unannounced is still announced.
        let passed = clock.warnings(on: calendar).count { $0 <= now }
        return Successor(
            clock: clock, predecessor: old.id, warnings: min(old.warnings, passed),
            rungs: min(old.rungs, deadline.escalation.count))
    }
}

extension Obligation {
    fileprivate func isOverdue(at now: Instant) -> Bool { breachedAt != nil || (pausedSince == nil && dueAt < now) }
}
