/// A weighted mean on which a few wild values have little hold: Huber's M-estimator, found by reweighting from the
/// weighted median (P. J. Huber, "Robust estimation of a location parameter", 1964; k = 1.5, spread by the weighted
/// median of deviations × 1.4826).
public enum RobustMean {
    public typealias Weighted = (value: Double, weight: Double)

    /// Nothing for no values, or where no weight is above zero.
    public static func of(_ values: [Weighted]) -> Double? {
        guard let median = median(values) else { return nil }
        let spread = 1.4826 * (Self.median(values.map { (abs($0.value - median), $0.weight) }) ?? 0)
        guard spread > 0 else { return median }
        var mean = median
        for _ in 0..<steps {
            var (sum, weights) = (0.0, 0.0)
            for (value, weight) in values {
                let distance = abs(value - mean)
                let held = distance > 1.5 * spread ? weight * 1.5 * spread / distance : weight
                sum += held * value
                weights += held
            }
            let next = sum / weights
            if abs(next - mean) <= 1e-9 * max(1, abs(mean)) { return next }
            mean = next
        }
        return mean
    }

    /// The value at which half of the weight is reached.
    public static func median(_ values: [Weighted]) -> Double? {
        let sorted = values.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
        let half = sorted.reduce(0) { $0 + $1.weight } / 2
        var reached = 0.0
        for (value, weight) in sorted {
            reached += weight
            if reached >= half { return value }
        }
        return nil
    }

    /// Converges in a handful; more would mean that two halves of the values pull.
    private static let steps = 50
}
