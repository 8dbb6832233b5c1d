public import Kernel
import Mathematics

/// RFM (M-23): how long ago, how often and for how much members bought, each scored from 1 to 5, 5 the best.
///
/// R counts whole days from the last purchase to the day of the analysis, so less is better: its score is turned round. Equal
/// values have equal scores, and so the fifths need not be of one size. Source of the scores: A. M. Hughes, "Strategic
/// Database Marketing" (1994), with thresholds in place of equal heaps.
public struct RecencyFrequencyMoney: Sendable {
    /// Four numbers that rise: up to the first is one fifth, above the last another.
    public struct Thresholds: Hashable, Sendable {
        public let recency: [Double]
        public let frequency: [Double]
        /// In the currency, not in thousandths.
        public let money: [Double]

        public init(recency: [Double], frequency: [Double], money: [Double]) {
            precondition([recency, frequency, money].allSatisfy { $0.count == 4 })
            self.recency = recency
            self.frequency = frequency
            self.money = money
        }
    }

    public struct Score: Hashable, Sendable, Comparable, CustomStringConvertible {
        public let recency, frequency, money: Int

        public init(recency: Int, frequency: Int, money: Int) {
            self.recency = recency
            self.frequency = frequency
            self.money = money
        }

        /// `555`
        public var description: String { "\(recency)\(frequency)\(money)" }

        public static func < (one: Score, other: Score) -> Bool {
            (one.recency, one.frequency, one.money) < (other.recency, other.frequency, other.money)
        }
    }

    public let day: Day
    public let thresholds: Thresholds
    /// By the member's number; nothing for whoever bought nothing.
    public let scores: [Score?]
    public let members: Int

    /// - Parameters:
    ///   - day: of the analysis; R is counted up to it.
    ///   - fixed: the handbook's thresholds; nothing: fifths of those who bought, by linear interpolation.
    ///
    /// Costs three sorts of the members: 0.4 s for a million.
    public init?(_ totals: MemberTotals, on day: Day, thresholds fixed: Thresholds? = nil) {
        let buyers = totals.totals.filter(\.isBuyer)
        guard !buyers.isEmpty else { return nil }
        let today = Int32(day.number)
        let thresholds =
            fixed
            ?? Thresholds(
                recency: Self.fifths(buyers.map { Double(today - $0.last) }),
                frequency: Self.fifths(buyers.map { Double($0.tickets) }),
                money: Self.fifths(buyers.map { Double($0.spent) / 1000 }))
        self.day = day
        self.thresholds = thresholds
        members = buyers.count
        scores = totals.totals.map { total in
            guard total.isBuyer else { return nil }
            return Score(
                recency: 6 - Self.score(Double(today - total.last), thresholds.recency),
                frequency: Self.score(Double(total.tickets), thresholds.frequency),
                money: Self.score(Double(total.spent) / 1000, thresholds.money))
        }
    }

    /// How many members have each score, by score.
    public var counts: [Score: Int] {
        scores.reduce(into: [:]) { counts, score in if let score { counts[score, default: 0] += 1 } }
    }

    /// How many have each of the five scores of one of the three: place 0 for a score of 1.
    public func counts(of part: KeyPath<Score, Int>) -> [Int] {
        scores.reduce(into: [Int](repeating: 0, count: 5)) { counts, score in
            if let score { counts[score[keyPath: part] - 1] += 1 }
        }
    }

    private static func fifths(_ values: [Double]) -> [Double] {
        let sample = Quantiles(values)
        return [0.2, 0.4, 0.6, 0.8].compactMap { sample.value(at: $0) }
    }

    private static func score(_ value: Double, _ thresholds: [Double]) -> Int {
        1 + thresholds.count { value > $0 }
    }
}
