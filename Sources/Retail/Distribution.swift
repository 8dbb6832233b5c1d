import Mathematics

/// How a figure is spread over those whom it is of: quantiles by linear interpolation, sum and mean (METRICS 8).
public struct Distribution: Sendable, Equatable {
    /// `p10`, `p20`, `p25` … with the share below.
    public static let parts: [(name: String, share: Double)] = [
        ("p10", 0.1), ("p20", 0.2), ("p25", 0.25), ("p40", 0.4), ("p50", 0.5), ("p60", 0.6), ("p75", 0.75),
        ("p80", 0.8), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99),
    ]

    public let count: Int
    public let sum: Double
    public let min: Double
    public let max: Double
    /// In the order of `parts`.
    public let quantiles: [Double]

    public var mean: Double { sum / Double(count) }

    /// Whole numbers, each of them `scale` of the unit that is spoken of: exact sums. Nothing where there are none.
    public init?(_ values: some Collection<Int64>, scale: Double = 1) {
        guard let least = values.min(), let most = values.max() else { return nil }
        let sample = Quantiles(values.lazy.map { Double($0) / scale })
        count = values.count
        sum = Double(values.reduce(0, +)) / scale
        min = Double(least) / scale
        max = Double(most) / scale
        quantiles = Self.parts.compactMap { sample.value(at: $0.share) }
    }
}
