import Foundation

/// Gamma-Gamma: what customers spend on a purchase, on average, in the long run. Somebody with one dear purchase is taken
/// for less dear than that, the more so the fewer purchases are known.
///
/// Amounts of a customer are gamma distributed (shape `p`, rate ν), and ν differs between customers by a gamma distribution
/// (shape `q`, rate `gamma`, in units of money). How often somebody buys says nothing of how much (`SpendHistories`
/// .correlation). Source: P. S. Fader and B. G. S. Hardie, "The Gamma-Gamma model of monetary value" (2013), after
/// P. S. Fader, B. G. S. Hardie and K. L. Lee, "RFM and CLV", Journal of Marketing Research 42 (2005) 415–430.
public struct GammaGamma: Equatable, Sendable {
    public let p: Double
    public let q: Double
    public let gamma: Double

    /// All above zero.
    public init(p: Double, q: Double, gamma: Double) {
        self.p = p
        self.q = q
        self.gamma = gamma
    }

    /// The likeliest parameters. Refuses where fewer than `least` customers are left to fit (one at least), and where none
    /// are found. Costs two logarithms a step and different customer, and six gamma functions for each number of purchases.
    public static func fit(
        _ histories: SpendHistories, least: Int = FitRefusal.leastRepeaters
    ) throws(FitRefusal) -> ModelFit<GammaGamma> {
        let customers = histories.customers
        guard customers >= max(1, least) else { throw .tooThin(repeaters: customers, least: max(1, least)) }
        let maximum = try GammaGammaLikelihood(histories: histories).maximum()
        return ModelFit(maximum, names: GammaGammaLikelihood.names, customers: customers, repeaters: customers) {
            GammaGamma(p: $0.x, q: $0.y, gamma: $0.z)
        }
    }

    /// E[M]: mean spend a purchase of a customer of whom nothing is known: p·γ/(q−1). Nothing where q ≤ 1: so unlike are
    /// customers then that there is no mean.
    public var expectedSpend: Double? { expectedSpend(SpendHistory(purchases: 0, mean: 0)) }

    /// E[M | x, z̄] = p(γ + x·z̄)/(p·x+q−1): mean spend a purchase of this customer, now and later, in the unit of the fit.
    /// Lies between the customer's own mean and that of all. Nothing where there is no mean (q ≤ 1 and no purchase).
    public func expectedSpend(_ history: SpendHistory) -> Double? {
        let x = Double(history.purchases)
        let weight = p * x + q - 1
        return weight > 0 ? p * (gamma + x * history.mean) / weight : nil
    }
}
