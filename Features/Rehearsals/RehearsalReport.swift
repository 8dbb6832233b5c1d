public import Handbook
public import Kernel
import Mathematics

extension Rehearsal {
    /// What a rehearsal answers: the log as it was understood, and every deadline clause of the handbook.
    public struct Report: Equatable, Sendable {
        public let handbook: Cover
        public let log: LogFigures
        public let clauses: [ClauseFigures]

        public struct Cover: Equatable, Sendable {
            public let code: String
            public let title: String
            public let version: String
            /// Times without an offset were read in it.
            public let zone: String
        }

        /// Something counted by name.
        public struct Count: Equatable, Sendable {
            public let name: String
            public let count: Int
        }
    }
}

extension Rehearsal.Report {
    /// Everything the file held: `lines` = `events` + all `unknown` + all `malformed`; the repeated are among the events.
    public struct LogFigures: Equatable, Sendable {
        public let records: Int
        public let events: Int
        public let lines: Int
        public let repeated: [Count]
        public let unknown: [Count]
        public let malformed: [Count]
        /// Lines earlier than a line of the same record before them. They are put in order, not left out.
        public let outOfOrder: Int
        /// Records that waited, and how long in all, round the clock (METRICS 7).
        public let pausedRecords: Int
        public let pausedHours: Double
        public let reopenedRecords: Int

        init(reading: Rehearsal.Reading, recordCount: Int, playing: RecordPlay.Figures) {
            records = recordCount
            events = reading.events
            lines = reading.lines
            repeated = Rehearsal.LogEvent.allCases.compactMap { event in
                playing.repeated[event].map { Count(name: event.rawValue, count: $0) }
            }
            unknown = reading.unknown.map { Count(name: $0.key, count: $0.value) }
                .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
            malformed = Rehearsal.LineFault.allCases.compactMap { fault in
                reading.malformed[fault].map { Count(name: fault.rawValue, count: $0) }
            }
            outOfOrder = reading.outOfOrder
            pausedRecords = playing.pausedRecords
            pausedHours = Double(playing.pausedMilliseconds) / 3_600_000
            reopenedRecords = playing.reopenedRecords
        }
    }

    /// One clause: `applied` = `kept` + `late` + `open`, and with the excluded all records of the log.
    public struct ClauseFigures: Equatable, Sendable {
        public let number: String
        public let rule: DeadlineRule
        /// Nothing where a promise sets the time.
        public let within: Span?
        public let kept: Int
        /// Strictly more than the limit (METRICS 5).
        public let late: Int
        /// Begun, and not ended in the log.
        public let open: Int
        public let excluded: [Count]
        public let elapsed: Elapsed
        /// Clocks that a reopening started; not among those above.
        public let reopened: Reopened
        public let silence: Silence?

        public var applied: Int { kept + late + open }

        public struct Reopened: Equatable, Sendable {
            public let kept: Int
            public let late: Int
            public let open: Int
            public var applied: Int { kept + late + open }
        }
    }

    /// Why a record says nothing of a clause.
    public enum Exclusion: String, CaseIterable, Sendable {
        /// The event that starts the clock is not in the log.
        case noStart = "no_start"
        /// The first end precedes the start (METRICS 5).
        case endBeforeStart = "end_before_start"
    }

    /// Why a clause has nothing to say.
    public enum Silence: String, Equatable, Sendable {
        /// A log cannot hold the events between which its clock runs: a decision, a promise, a visit.
        case eventsNotInLog = "events_not_in_log"
        /// It is for other types, severities, sources or channels than those rehearsed, or a more particular clause
        /// takes its place.
        case otherCircumstances = "other_circumstances"
    }

    /// How long those took that ended, kept or late, in the unit of the clause: hours for `m` `h` `d`, business hours for
    /// `bm` `bh`, dates for `wd` `cd`. Waits are taken off where the clock rests.
    public struct Elapsed: Equatable, Sendable {
        /// `hours`, `business_hours`, `working_days` or `calendar_days`.
        public let unit: String
        public let count: Int
        public let sum: Double
        private let quantiles: [Double]

        public var mean: Double? { count > 0 ? sum / Double(count) : nil }
        public var least: Double? { quantiles.first }
        public var p25: Double? { quantile(1) }
        public var median: Double? { quantile(2) }
        public var p75: Double? { quantile(3) }
        public var p90: Double? { quantile(4) }
        public var p95: Double? { quantile(5) }
        public var most: Double? { quantiles.last }

        init(_ values: [Double], unit: String) {
            // Summed in rising order, so that the order of the file does not show in the last digit.
            let values = values.sorted()
            let sample = Quantiles(values)
            self.unit = unit
            count = values.count
            sum = values.reduce(0, +)
            quantiles = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 1].compactMap { sample.value(at: $0) }
        }

        private func quantile(_ place: Int) -> Double? { place < quantiles.count ? quantiles[place] : nil }
    }
}

extension Rehearsal.Report.ClauseFigures {
    init(_ clause: Clause, _ deadline: Deadline, _ tally: ClauseTally?, recordCount: Int) {
        number = clause.number
        rule = deadline.rule
        within = deadline.within
        kept = tally?.first.kept ?? 0
        late = tally?.first.late ?? 0
        open = tally?.first.open ?? 0
        elapsed = Rehearsal.Report.Elapsed(
            tally?.elapsed ?? [], unit: (deadline.within?.measure ?? Span.Measure.hours).rawValue)
        reopened = Reopened(
            kept: tally?.reopened.kept ?? 0, late: tally?.reopened.late ?? 0, open: tally?.reopened.open ?? 0)
        if let tally {
            let noStart = recordCount - tally.first.applied - tally.endBeforeStart
            excluded = [(Rehearsal.Report.Exclusion.noStart, noStart), (.endBeforeStart, tally.endBeforeStart)]
                .filter { $0.1 > 0 }.map { Rehearsal.Report.Count(name: $0.0.rawValue, count: $0.1) }
            silence = nil
        } else {
            excluded = []
            silence = deadline.rule.endInLog == nil ? .eventsNotInLog : .otherCircumstances
        }
    }
}
