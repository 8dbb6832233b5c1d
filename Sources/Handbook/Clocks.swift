public import Kernel

/// One thing that happened to a record, as far as clocks care.
public struct Happening: Sendable {
    public let kind: EventKind
    public let at: Instant
    /// The promise, transfer or other part of the record that it concerns, where there can be several.
    public let item: String?
    /// For a promise: the instant promised.
    public let promised: Instant?
    /// 1, and one more with each reopening: a reopened case has a new completion clock that is counted apart.
    public let round: Int

    public init(_ kind: EventKind, at: Instant, item: String? = nil, promised: Instant? = nil, round: Int = 1) {
        self.kind = kind
        self.at = at
        self.item = item
        self.promised = promised
        self.round = round
    }
}

/// A clock of one clause on one record. The obligations ledger keeps these in the database, a rehearsal in memory.
public struct RunningClock: Equatable, Sendable {
    public let clause: String
    public let rule: DeadlineRule
    public let item: String?
    public let round: Int
    public let startedAt: Instant
    /// Nothing where the due instant was promised.
    public let within: Span?
    public let owedBy: Duty
    public let warnAt: [Double]
    public var dueAt: Instant
    public var pauses: [Range<Instant>]
    public var pausedSince: Instant?

    public init(
        clause: String, rule: DeadlineRule, item: String?, round: Int, startedAt: Instant, within: Span?, owedBy: Duty,
        warnAt: [Double], dueAt: Instant, pauses: [Range<Instant>] = [], pausedSince: Instant? = nil
    ) {
        self.clause = clause
        self.rule = rule
        self.item = item
        self.round = round
        self.startedAt = startedAt
        self.within = within
        self.owedBy = owedBy
        self.warnAt = warnAt
        self.dueAt = dueAt
        self.pauses = pauses
        self.pausedSince = pausedSince
    }

    /// The first instant that is too late.
    public func lateFrom(on calendar: BusinessCalendar) -> Instant {
        within?.lateFrom(startedAt, on: calendar, pauses: pauses) ?? dueAt + .milliseconds(1)
    }

    /// The instants at which the person who owes is warned.
    public func warnings(on calendar: BusinessCalendar) -> [Instant] {
        warnAt.map { share in
            guard let within else {
                return startedAt + .milliseconds(Int64((Double((dueAt - startedAt).milliseconds) * share).rounded()))
            }
            return within.instant(at: share, from: startedAt, on: calendar, pauses: pauses)
        }
    }
}

/// What an event does to the clocks of its record.
public enum ClockChange: Equatable, Sendable {
    case opened(RunningClock)
    case ended(RunningClock, kept: Bool)
    case paused(RunningClock)
    case resumed(RunningClock)
    case voided(RunningClock)
    /// Nothing is owed any more, but it was late already: that it was not done stays a fact.
    case lapsed(RunningClock)
}

extension Handbook {
    /// Decides what an event opens, ends, pauses and voids. Pure: the live ledger and the rehearsal of a log both call
    /// it, so a rehearsal cannot answer differently from what the department will live through.
    ///
    /// Ends come before openings. `running` are the open clocks of the record; their number is small and bounded by the
    /// clauses of the handbook times the open promises.
    public func changes(
        after happening: Happening, to circumstances: Circumstances, running: [RunningClock],
        on calendar: BusinessCalendar
    ) -> [ClockChange] {
        var changes: [ClockChange] = []
        var left: [RunningClock] = []
        for clock in running {
            let (made, stays) = self.changes(of: clock, after: happening, to: circumstances, on: calendar)
            changes += made
            if let stays { left.append(stays) }
        }
        if happening.kind == .caseSeveritySet {
            changes += reassessed(&left, for: circumstances, at: happening.at, on: calendar)
        }
        for rule in DeadlineRule.opened(by: happening.kind) {
            for (clause, deadline) in deadlines(rule, for: circumstances) where starts(deadline, happening.kind) {
                let isRunning = left.contains {
                    $0.clause == clause.number && $0.item == happening.item && $0.round == happening.round
                }
                guard !isRunning else { continue }
                guard let clock = clock(of: clause, deadline, from: happening, on: calendar) else { continue }
                changes.append(.opened(clock))
            }
        }
        return changes
    }

    /// What an event does to one clock, and the clock that runs on after it.
    private func changes(
        of clock: RunningClock, after happening: Happening, to circumstances: Circumstances,
        on calendar: BusinessCalendar
    ) -> ([ClockChange], RunningClock?) {
        let events = clock.rule.events
        // An event about one promise says nothing about another; an event about the whole case concerns them all.
        guard happening.item == nil || clock.item == nil || happening.item == clock.item else { return ([], clock) }

        if events.voids.contains(happening.kind) {
            return ([clock.isLate(at: happening.at, on: calendar) ? .lapsed(clock) : .voided(clock)], nil)
        }
        if events.ends.contains(happening.kind) || events.renews.contains(happening.kind) {
            let ended = clock.resumed(at: happening.at, on: calendar)
            let ending = ClockChange.ended(ended, kept: happening.at < ended.lateFrom(on: calendar))
            // Renewal closes one obligation and opens the next under the same clause.
            guard events.renews.contains(happening.kind),
                let next = renewal(of: clock, happening, circumstances, on: calendar)
            else {
                return ([ending], nil)
            }
            return ([ending, .opened(next)], next)
        }
        guard clock.rule.restsWhileSuspended else { return ([], clock) }
        switch happening.kind {
        case .caseSuspended where clock.pausedSince == nil:
            var paused = clock
            paused.pausedSince = happening.at
            return ([.paused(paused)], paused)
        case .caseResumed where clock.pausedSince != nil:
            let resumed = clock.resumed(at: happening.at, on: calendar)
            return ([.resumed(resumed)], resumed)
        default:
            return ([], clock)
        }
    }

    /// By the clause that asks for it now: a restated edition may have given its number to another one.
    private func renewal(
        of ended: RunningClock, _ happening: Happening, _ circumstances: Circumstances, on calendar: BusinessCalendar
    ) -> RunningClock? {
        let asking = deadlines(ended.rule, for: circumstances)
        guard let (clause, deadline) = asking.first(where: { $0.clause.number == ended.clause }) ?? asking.first else {
            return nil
        }
        // The renewed clock is about what the old one was about, whichever part of the record brought the news.
        let about = Happening(
            happening.kind, at: happening.at, item: ended.item, promised: happening.promised, round: ended.round)
        return clock(of: clause, deadline, from: about, on: calendar)
    }

    /// A change of severity sets the clocks that now apply, from the starts of those that no longer do. What is late
    /// already stays as it is: no change of mind makes a breach undone.
    private func reassessed(
        _ running: inout [RunningClock], for circumstances: Circumstances, at instant: Instant,
        on calendar: BusinessCalendar
    ) -> [ClockChange] {
        var changes: [ClockChange] = []
        for old in running where old.rule.concernsCases && old.within != nil && !old.isLate(at: instant, on: calendar) {
            let applying = deadlines(old.rule, for: circumstances)
            guard !applying.contains(where: { $0.clause.number == old.clause }) else { continue }
            changes.append(.voided(old))
            running.removeAll { $0 == old }
            for (clause, deadline) in applying {
                guard let within = deadline.within else { continue }
                let new = RunningClock(
                    clause: clause.number, rule: old.rule, item: old.item, round: old.round, startedAt: old.startedAt,
                    within: within, owedBy: deadline.owedBy, warnAt: deadline.warnings,
                    dueAt: within.deadline(from: old.startedAt, on: calendar, pauses: old.pauses), pauses: old.pauses,
                    pausedSince: old.pausedSince)
                running.append(new)
                changes.append(.opened(new))
            }
        }
        return changes
    }

    private func starts(_ deadline: Deadline, _ kind: EventKind) -> Bool {
        guard deadline.rule == .complete else { return true }
        switch kind {
        case .caseReported: return !deadline.startsAtAcceptance
        case .caseAccepted: return deadline.startsAtAcceptance
        default: return true
        }
    }

    private func clock(
        of clause: Clause, _ deadline: Deadline, from happening: Happening, on calendar: BusinessCalendar
    ) -> RunningClock? {
        let due: Instant
        var within = deadline.within
        if deadline.rule.yieldsToPromise, let promised = happening.promised {
            (due, within) = (promised, nil)
        } else if deadline.rule.isSetByPromise {
            guard let promised = happening.promised else { return nil }
            due = promised
        } else {
            guard let within else { return nil }
            due = within.deadline(from: happening.at, on: calendar)
        }
        return RunningClock(
            clause: clause.number, rule: deadline.rule, item: happening.item, round: happening.round,
            startedAt: happening.at, within: within, owedBy: deadline.owedBy, warnAt: deadline.warnings, dueAt: due)
    }
}

extension RunningClock {
    func isLate(at instant: Instant, on calendar: BusinessCalendar) -> Bool {
        pausedSince == nil && instant >= lateFrom(on: calendar)
    }

    /// The clock after a pause: the paused time is given back, to the millisecond.
    public func resumed(at instant: Instant, on calendar: BusinessCalendar) -> RunningClock {
        guard let since = pausedSince, let within else { return self }
        var clock = self
        clock.pausedSince = nil
        if since < instant { clock.pauses.append(since..<instant) }
        clock.dueAt = within.deadline(from: startedAt, on: calendar, pauses: clock.pauses)
        return clock
    }
}
