import Mathematics

/// Whether a figure departs from its run (CHAIN-41): from what it was on the same day of the week before, or in the months
/// before.
///
/// Measured by the median of the run and the median of the distances from it, so that one strange day of the past neither hides
/// the next one nor makes all others strange: the modified z-score above 3.5 (B. Iglewicz, D. C. Hoaglin, "How to Detect and Handle
/// Outliers", 1993). A figure that hardly moves is not called strange for a hair: it must also lie a fifth beside the median.
public struct Departure: Hashable, Sendable {
    /// Fewer say nothing.
    public static let shortest = 6

    /// The median of the run, and between what a figure is as ever.
    public let expected: Double
    public let low: Double
    public let high: Double

    /// - Parameters:
    ///   - run: what it was before, in any order.
    ///   - least: how far from the median at least, as a part of it.
    public init?(from run: [Double], least: Double = 0.2) {
        guard run.count >= Self.shortest, run.allSatisfy(\.isFinite), let median = Quantiles(run).median,
            let distance = Quantiles(run.map { abs($0 - median) }).median
        else { return nil }
        let reach = max(3.5 / 0.6745 * distance, least * abs(median))
        expected = median
        low = median - reach
        high = median + reach
    }

    public func isBeyond(_ value: Double) -> Bool { value < low || value > high }
}
