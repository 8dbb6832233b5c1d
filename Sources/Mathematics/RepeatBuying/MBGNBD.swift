import Foundation

/// MBG/NBD: as BG/NBD, but customers may leave after the first purchase too. So who bought only once, long ago, is less
/// likely to be a customer than who did so yesterday; in BG/NBD both are for certain.
///
/// Source: E. P. Batislam, M. Denizel and A. Filiztekin, "Empirical validation and comparison of models for customer base
/// analysis", International Journal of Research in Marketing 24 (2007) 201–209; D. Hoppe and U. Wagner, "Customer base
/// analysis: the case for a central variant of the betageometric/NBD model", Marketing ZFP 3 (2007) 75–90, who call it
/// CBG/NBD. Parameters as in `BGNBD`.
public struct MBGNBD: RepeatBuyingModel {
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

    /// Costs as `BGNBD.fit`.
    public static func fit(
        _ histories: PurchaseHistories, leastRepeaters: Int
    ) throws(FitRefusal) -> ModelFit<MBGNBD> {
        try BetaGeometricLikelihood.fit(histories, leastRepeaters: leastRepeaters) {
            BetaGeometricLikelihood($0, chances: 1)
        } model: {
            MBGNBD(r: $0.x, alpha: $0.y, a: $0.z, b: $0.w)
        }
    }

    /// Who did not leave after the first purchase (b of a+b) goes on as in BG/NBD, having stayed once. Costs as there.
    public func expectedRepeats(within time: Double) -> Double {
        b / (a + b) * BetaGeometricPurchases(r: r, alpha: alpha, a: a, b: b + 1).expected(within: time)
    }

    /// P(X(t) = n): that a new customer buys again exactly `count` times within `time` of the first purchase.
    public func probability(of count: Int, within time: Double) -> Double {
        let staying = BetaGeometricPurchases(r: r, alpha: alpha, a: a, b: b + 1)
        let bought = b / (a + b) * staying.probability(of: count, within: time)
        return count == 0 ? bought + a / (a + b) : bought
    }

    /// Below 1 also for who never came back.
    public func probabilityAlive(_ history: PurchaseHistory) -> Double {
        let x = Double(history.frequency)
        let longer = log((alpha + history.age) / (alpha + history.recency))
        return BetaGeometricLikelihood.share(log((b + x) / a) - (r + x) * longer).share
    }

    /// What a customer with rate (r+x, α+T) who stayed x+1 times would buy, times P(alive).
    public func expectedPurchases(_ history: PurchaseHistory, within time: Double) -> Double {
        let x = Double(history.frequency)
        let purchases = BetaGeometricPurchases(r: r + x, alpha: alpha + history.age, a: a, b: b + x + 1)
        return probabilityAlive(history) * purchases.expected(within: time)
    }
}
