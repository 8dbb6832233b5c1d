import Handbook
import Kernel

/// Plays the events of one record after another through the handbook's clock engine and counts what becomes of the
/// clocks.
///
/// What a log leaves to be decided is decided here:
///
/// * A repeated event counts once, the first; `completed` once a round, `waiting` once a wait.
/// * A wait ends with the next event of the record, of whatever kind (METRICS 7). One that never ends counts nothing.
/// * `reopened` begins a round of its own. While a reopened case has not been completed again, another `reopened` is a
///   repetition.
/// * The first end counts. If it precedes the start, the record is excluded from the clause, even if a later end follows
///   (METRICS 5); at the very instant of the start it is in time.
struct RecordPlay {
    private(set) var tallies: [ClauseTally]
    private(set) var log = Figures()

    /// What playing finds out about the log itself.
    struct Figures: Equatable, Sendable {
        var repeated: [Rehearsal.LogEvent: Int] = [:]
        var pausedRecords = 0
        var pausedMilliseconds: Int64 = 0
        var reopenedRecords = 0
    }

    private let handbook: Handbook
    private let calendar: BusinessCalendar
    private let circumstances: Circumstances
    private var record = Record()

    private struct Record {
        var running: [RunningClock] = []
        /// When each event happened first.
        var firsts: [Rehearsal.LogEvent: Instant] = [:]
        var round = 1
        var completedRound = 0
        var waitingSince: Instant?
    }

    init(_ handbook: Handbook, on calendar: BusinessCalendar, _ circumstances: Circumstances) {
        self.handbook = handbook
        self.calendar = calendar
        self.circumstances = circumstances
        tallies = DeadlineRule.allCases.filter { $0.endInLog != nil }.flatMap { rule in
            handbook.deadlines(rule, for: circumstances).map { ClauseTally(clause: $0.clause.number, rule: rule) }
        }
    }

    /// `events` in the order of time.
    mutating func play(_ events: some Sequence<Rehearsal.Log.Entry>) {
        record = Record()
        for entry in events { play(entry.event, at: entry.at) }
        for clock in record.running { count(clock) { tally in tally.countOpen(clock) } }
        if record.firsts[.waiting] != nil { log.pausedRecords += 1 }
        if record.round > 1 { log.reopenedRecords += 1 }
    }

    private mutating func play(_ event: Rehearsal.LogEvent?, at now: Instant) {
        if let since = record.waitingSince, event != .waiting {
            record.waitingSince = nil
            log.pausedMilliseconds += (now - since).milliseconds
            tell(.resumed, at: now)
        }
        guard let event, event != .resumed else { return }
        guard !isRepeated(event) else {
            log.repeated[event, default: 0] += 1
            return
        }
        switch event {
        case .waiting: record.waitingSince = now
        case .completed: record.completedRound = record.round
        case .reopened: record.round += 1
        case .reported, .accepted, .firstReply, .resumed: break
        }
        if record.firsts[event] == nil { record.firsts[event] = now }
        tell(event, at: now)
    }

    private func isRepeated(_ event: Rehearsal.LogEvent) -> Bool {
        switch event {
        case .reported, .accepted, .firstReply: record.firsts[event] != nil
        case .waiting: record.waitingSince != nil
        case .completed: record.completedRound == record.round
        case .reopened: record.round > 1 && record.completedRound < record.round
        case .resumed: false
        }
    }

    private mutating func tell(_ event: Rehearsal.LogEvent, at now: Instant) {
        let round = event == .reported || event == .accepted ? 1 : record.round
        let changes = handbook.changes(
            after: Happening(event.kind, at: now, round: round), to: circumstances, running: record.running,
            on: calendar)
        for change in changes { live(change, at: now) }
    }

    private mutating func live(_ change: ClockChange, at now: Instant) {
        switch change {
        case .opened(let clock): open(clock, at: now)
        case .ended(let clock, let kept):
            remove(clock)
            count(clock) { [calendar] tally in tally.countEnd(of: clock, kept: kept, at: now, on: calendar) }
        case .paused(let clock), .resumed(let clock):
            remove(clock)
            record.running.append(clock)
        case .voided(let clock), .lapsed(let clock): remove(clock)
        }
    }

    private mutating func open(_ clock: RunningClock, at now: Instant) {
        guard let end = clock.rule.endInLog else { return }
        guard clock.round == 1, let ended = record.firsts[end] else { return record.running.append(clock) }
        count(clock) { [calendar] tally in
            guard ended == now else { return tally.countEndBeforeStart() }
            // No time has passed, so nothing can be late.
            tally.countEnd(of: clock, kept: true, at: now, on: calendar)
        }
    }

    private mutating func remove(_ clock: RunningClock) {
        record.running.removeAll { $0.clause == clock.clause && $0.round == clock.round }
    }

    private mutating func count(_ clock: RunningClock, _ body: (inout ClauseTally) -> Void) {
        guard let place = tallies.firstIndex(where: { $0.clause == clock.clause }) else { return }
        body(&tallies[place])
    }
}
