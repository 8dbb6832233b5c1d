import Foundation

/// BG/NBD: customers buy at random at a rate of their own, and after each repeat purchase leave for good with a probability
/// of their own. Who bought only once is a customer by definition, however long ago that was.
///
/// Rates are gamma distributed over customers (shape `r`, rate `alpha` in units of time), probabilities of leaving beta
/// distributed (`a`, `b`). Source: P. S. Fader, B. G. S. Hardie and K. L. Lee, "Counting your customers the easy way: an
/// alternative to the Pareto/NBD model", Marketing Science 24 (2005) 275–284.
public struct BGNBD: RepeatBuyingModel {
    public let r: Double
    public let alpha: Double
    public let a: Double
    public let b: Double

    /// All above zero.
    public init(r: Double, alpha: Double, a: Double, b: Double) {
        self.r = r
        self.alpha = alpha
        self.a = a
        self.b = b
    }

    /// Maximum of equation (6) of the paper. Costs two logarithms and two exponentials a step and different customer:
    /// a million customers take a second or two.
    public static func fit(
        _ histories: PurchaseHistories, leastRepeaters: Int
    ) throws(FitRefusal) -> ModelFit<BGNBD> {
        try BetaGeometricLikelihood.fit(histories, leastRepeaters: leastRepeaters) {
            BetaGeometricLikelihood($0, chances: 0)
        } model: {
            BGNBD(r: $0.x, alpha: $0.y, a: $0.z, b: $0.w)
        }
    }

    /// Equation (9) of the paper, as a series of positive terms: some 37·(1 + t/α) of them.
    public func expectedRepeats(within time: Double) -> Double {
        BetaGeometricPurchases(r: r, alpha: alpha, a: a, b: b).expected(within: time)
    }

    /// P(X(t) = n): that a new customer buys again exactly `count` times within `time` of the first purchase (equation (8)).
    /// Costs n steps; right to about 1e-15, not relative to a smaller probability.
    public func probability(of count: Int, within time: Double) -> Double {
        BetaGeometricPurchases(r: r, alpha: alpha, a: a, b: b).probability(of: count, within: time)
    }

    /// P. S. Fader and B. G. S. Hardie, "Computing P(alive) using the BG/NBD model" (2008). 1 for who never came back.
    public func probabilityAlive(_ history: PurchaseHistory) -> Double {
        guard history.frequency > 0 else { return 1 }
        let x = Double(history.frequency)
        let longer = log((alpha + history.age) / (alpha + history.recency))
        return BetaGeometricLikelihood.share(log((b + x - 1) / a) - (r + x) * longer).share
    }

    /// Equation (10) of the paper: what a customer with rate (r+x, α+T) who stayed x times would buy, times P(alive).
    public func expectedPurchases(_ history: PurchaseHistory, within time: Double) -> Double {
        let x = Double(history.frequency)
        let purchases = BetaGeometricPurchases(r: r + x, alpha: alpha + history.age, a: a, b: b + x)
        return probabilityAlive(history) * purchases.expected(within: time)
    }
}
