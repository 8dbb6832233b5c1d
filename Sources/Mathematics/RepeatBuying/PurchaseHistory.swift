public import Kernel

/// What the models of repeat buying need to know of one customer: how often they came back, when last, and how long ago
/// they came first. Nothing else about their purchases changes the likelihood (sufficient statistics).
///
///     first purchase ──── x repeats ────▶ last          end of observation
///     0                                   recency                    age
///
/// Times are in whatever unit the caller chooses (weeks in the papers), the same for all customers of a fit; α and β come
/// out in that unit. Source: P. S. Fader, B. G. S. Hardie and K. L. Lee, "Counting your customers the easy way",
/// Marketing Science 24 (2005), where they are x, t_x and T.
public struct PurchaseHistory: Hashable, Sendable {
    /// x: purchases after the first one.
    public let frequency: Int
    /// t_x: from the first purchase to the last one; 0 where nothing was bought again. Not «days since the last purchase».
    public let recency: Double
    /// T: from the first purchase to the end of the observation.
    public let age: Double

    public init(frequency: Int, recency: Double, age: Double) {
        self.frequency = frequency
        self.recency = recency
        self.age = age
    }

    /// From the days on which somebody bought, in any order; several purchases of a day are one, later days are left out.
    /// Nothing for who had not bought by then.
    /// - Parameters:
    ///   - end: the last day of the observation.
    ///   - unit: days in a unit of time; 7 for weeks.
    public init?(days: some Sequence<Day>, end: Day, unit: Double = 7) {
        let numbers = Set(days.lazy.map(\.number).filter { $0 <= end.number })
        guard let first = numbers.min(), let last = numbers.max() else { return nil }
        self.init(
            frequency: numbers.count - 1, recency: Double(last - first) / unit, age: Double(end.number - first) / unit)
    }
}
