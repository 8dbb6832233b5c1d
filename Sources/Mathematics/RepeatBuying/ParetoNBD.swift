import Foundation

/// Pareto/NBD: customers buy at random at a rate of their own, and leave for good at a moment of their own, whether they
/// buy or not.
///
/// Rates of buying are gamma distributed over customers (shape `r`, rate `alpha`), rates of leaving too (`s`, `beta`); α and
/// β are in units of time. Sources: D. C. Schmittlein, D. G. Morrison and R. Colombo, "Counting your customers: who are
/// they and what will they do next?", Management Science 33 (1987) 1–24; P. S. Fader and B. G. S. Hardie, "A note on
/// deriving the Pareto/NBD model and related expressions" (2005).
public struct ParetoNBD: RepeatBuyingModel {
    public let r: Double
    public let alpha: Double
    public let s: Double
    public let beta: Double

    /// All above zero.
    public init(r: Double, alpha: Double, s: Double, beta: Double) {
        self.r = r
        self.alpha = alpha
        self.s = s
        self.beta = beta
    }

    /// Costs eight points of an integral or a few more a step and different customer: a million customers take some seconds.
    public static func fit(
        _ histories: PurchaseHistories, leastRepeaters: Int
    ) throws(FitRefusal) -> ModelFit<ParetoNBD> {
        try ParetoLikelihood.fit(histories, leastRepeaters: leastRepeaters) {
            ParetoLikelihood($0)
        } model: {
            ParetoNBD(r: $0.x, alpha: $0.y, s: $0.z, beta: $0.w)
        }
    }

    /// r/α · β/(s−1) · [1 − (β/(β+t))^(s−1)], and its limit where s = 1.
    public func expectedRepeats(within time: Double) -> Double {
        r / alpha * presence(beta: beta, within: time)
    }

    /// One part of the likelihood of the other. Costs as one customer of `fit`.
    public func probabilityAlive(_ history: PurchaseHistory) -> Double {
        let power = r + Double(history.frequency)
        let alive = -power * log(alpha + history.age) - s * log(beta + history.age)
        let (scale, sum) = DropOutIntegral(r: r, alpha: alpha, s: s, beta: beta).sum(history) { _, _, _, _, _ in }
        return BetaGeometricLikelihood.share(alive - scale - log(sum)).share
    }

    /// What a customer with rates (r+x, α+T) and (s, β+T) would buy, times P(alive).
    public func expectedPurchases(_ history: PurchaseHistory, within time: Double) -> Double {
        let rate = (r + Double(history.frequency)) / (alpha + history.age)
        return probabilityAlive(history) * rate * presence(beta: beta + history.age, within: time)
    }

    /// How much of `time` somebody is a customer who is one at its beginning: ∫_0^t (β/(β+u))^s du.
    private func presence(beta: Double, within time: Double) -> Double {
        guard time > 0 else { return 0 }
        let growth = log1p(time / beta)
        let power = (1 - s) * growth
        return beta * growth * (abs(power) < 1e-8 ? 1 + power / 2 : expm1(power) / power)
    }
}
