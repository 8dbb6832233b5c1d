/// Quantiles of a sample by linear interpolation between order statistics (Hyndman & Fan 1996, type 7: what numpy and R
/// do unless told otherwise).
public struct Quantiles: Sendable {
    private let sorted: [Double]

    /// Sorts once: n log n.
    public init(_ values: some Sequence<Double>) { sorted = values.sorted() }

    public var count: Int { sorted.count }

    /// The value below which a share `p` (0…1) of the sample lies; nothing for an empty sample.
    public func value(at p: Double) -> Double? {
        guard let last = sorted.indices.last, (0...1).contains(p) else { return nil }
        let position = p * Double(last)
        let lower = Int(position)
        guard lower < last else { return sorted[last] }
        return sorted[lower] + (position - Double(lower)) * (sorted[lower + 1] - sorted[lower])
    }

    public var median: Double? { value(at: 0.5) }
}
