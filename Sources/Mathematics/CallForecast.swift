import Foundation
public import Kernel

/// Calls of the days to come, by half hour (or whatever the intervals are), from the days that were.
///
/// An ordinary day follows the same weekdays before it: the day's total and its shape over the day are robust means, in
/// which a day counts half as much for each `halfLife` weeks it lies back. Holidays and make-up days are forecast from
/// their own kind alone: by how their totals stood to an ordinary day of that time. So a National Day neither drags the
/// next Thursday down nor is taken for one.
public struct CallForecast: Sendable {
    /// What kind of day it is for callers.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case ordinary, holiday, makeUpDay
    }

    /// A day that was, or that comes.
    public struct CallDay: Sendable, Equatable {
        public var day: Day
        public var kind: Kind
        /// Calls by interval; every day has as many intervals.
        public var calls: [Double]

        public init(_ day: Day, _ kind: Kind = .ordinary, calls: [Double]) {
            self.day = day
            self.kind = kind
            self.calls = calls
        }

        public var total: Double { calls.reduce(0, +) }
    }

    /// Calls expected on a day, and how many days of the past that rests on.
    public struct Expected: Sendable, Equatable {
        public let day: Day
        public let calls: [Double]
        public let basis: Int
    }

    /// How far forecasts were from what then came, on weeks held out in turn.
    public struct Accuracy: Sendable, Equatable {
        public let days: Int
        /// Sum of the absolute errors of the intervals, as a share of all calls (WAPE), and the same of whole days.
        public let ofIntervals: Double
        public let ofDays: Double
        /// Forecast too high (positive) or too low in all, as a share of all calls.
        public let bias: Double
    }

    private let history: [CallDay]
    private let halfLife: Double
    private let intervals: Int

    /// - Parameters:
    ///   - history: in any order; days without any call and days of another length are left out.
    ///   - halfLife: in weeks. Four were best on eight held-out weeks of `bank-calls-5min`, of 1 to 100 (6.3 % of calls).
    public init(history: [CallDay], halfLife: Double = 4) {
        let longest = history.map(\.calls.count).max() ?? 0
        intervals = longest
        self.history = history.filter { $0.calls.count == longest && $0.total > 0 }.sorted { $0.day < $1.day }
        self.halfLife = halfLife
    }

    /// Nothing where no day of the past says anything about such a day. Only days before `before` are used.
    public func expected(on day: Day, _ kind: Kind = .ordinary, before: Day? = nil) -> Expected? {
        let past = before.map { limit in history.filter { $0.day < limit } } ?? history
        switch kind {
        case .ordinary:
            return ordinary(day, past)
        case .holiday, .makeUpDay:
            let same = past.filter { $0.kind == kind }
            // A make-up day is a weekend day on which people work: it is measured by the working weekdays.
            let ratios = same.compactMap { that -> RobustMean.Weighted? in
                level(at: that.day, past).map { (that.total / $0, weight(of: that.day, at: day)) }
            }
            guard let ratio = RobustMean.of(ratios), let level = level(at: day, past) else { return nil }
            return shaped(total: ratio * level, like: same, at: day)
        }
    }

    /// Forecasts each of the last `weeks` weeks from what came before it, and compares.
    public func measured(weeks: Int) -> Accuracy? {
        guard let last = history.last?.day, weeks > 0 else { return nil }
        let monday = last.advanced(by: 1 - last.weekday.rawValue)
        var (days, intervals, totals, bias, all) = (0, 0.0, 0.0, 0.0, 0.0)
        for week in 0..<weeks {
            let first = monday.advanced(by: -7 * week)
            for real in history where real.day >= first && real.day < first.advanced(by: 7) {
                guard let expected = expected(on: real.day, real.kind, before: first) else { continue }
                let sum = expected.calls.reduce(0, +)
                days += 1
                intervals += zip(expected.calls, real.calls).reduce(0) { $0 + abs($1.0 - $1.1) }
                totals += abs(sum - real.total)
                bias += sum - real.total
                all += real.total
            }
        }
        guard all > 0 else { return nil }
        return Accuracy(days: days, ofIntervals: intervals / all, ofDays: totals / all, bias: bias / all)
    }

    private func ordinary(_ day: Day, _ past: [CallDay]) -> Expected? {
        let same = past.filter { $0.kind == .ordinary && $0.day.weekday == day.weekday }
        guard let total = RobustMean.of(same.map { ($0.total, weight(of: $0.day, at: day)) }) else { return nil }
        return shaped(total: total, like: same, at: day)
    }

    /// The total, spread over the day as those days were.
    private func shaped(total: Double, like days: [CallDay], at day: Day) -> Expected {
        let shares = (0..<intervals).map { place in
            max(0, RobustMean.of(days.map { ($0.calls[place] / $0.total, weight(of: $0.day, at: day)) }) ?? 0)
        }
        let sum = shares.reduce(0, +)
        return Expected(day: day, calls: shares.map { sum > 0 ? total * $0 / sum : 0 }, basis: days.count)
    }

    /// An ordinary working day's total around a day: the robust mean of all ordinary weekdays.
    private func level(at day: Day, _ past: [CallDay]) -> Double? {
        RobustMean.of(
            past.filter { $0.kind == .ordinary && $0.day.weekday.rawValue <= 5 }
                .map { ($0.total, weight(of: $0.day, at: day)) })
    }

    private func weight(of day: Day, at other: Day) -> Double {
        pow(0.5, Double(abs(day.distance(to: other))) / 7 / halfLife)
    }
}
