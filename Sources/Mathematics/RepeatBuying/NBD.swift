import Foundation

/// NBD: customers buy at random at a rate of their own, and nobody ever leaves. The yardstick that a model with leaving
/// has to beat, and what such models become where nobody seems to leave.
///
/// Source: A. S. C. Ehrenberg, "The pattern of consumer purchases", Applied Statistics 8 (1959) 26–41. Rates are gamma
/// distributed over customers (shape `r`, rate `alpha` in units of time).
public struct NBD: RepeatBuyingModel {
    public let r: Double
    public let alpha: Double

    /// Both above zero.
    public init(r: Double, alpha: Double) {
        self.r = r
        self.alpha = alpha
    }

    /// Costs a logarithm a step and different customer.
    public static func fit(_ histories: PurchaseHistories, leastRepeaters: Int) throws(FitRefusal) -> ModelFit<NBD> {
        try NBDLikelihood.fit(histories, leastRepeaters: leastRepeaters) {
            NBDLikelihood($0)
        } model: {
            NBD(r: $0.x, alpha: $0.y)
        }
    }

    public func expectedRepeats(within time: Double) -> Double { r / alpha * max(0, time) }

    /// Always 1.
    public func probabilityAlive(_ history: PurchaseHistory) -> Double { 1 }

    public func expectedPurchases(_ history: PurchaseHistory, within time: Double) -> Double {
        (r + Double(history.frequency)) / (alpha + history.age) * max(0, time)
    }
}

/// ln Γ(r+x) − ln Γ(r) + r ln α − (r+x) ln(α+T), in the form of the other models (purchases at their times, not only their
/// number). Parameters in the order r, α.
struct NBDLikelihood: Likelihood {
    static let names = ["r", "alpha"]

    let histories: PurchaseHistories
    private let rate: PurchaseRateTerms

    init(_ histories: PurchaseHistories) {
        self.histories = histories
        rate = PurchaseRateTerms(histories)
    }

    func thinned(to limit: Int) -> Self { Self(histories.thinned(to: limit)) }

    var starts: [[Double]] {
        let time = 1 / histories.rate
        return [[0.3, 0.3 * time], [1, time], [5, 5 * time]]
    }

    func shape(at parameters: SIMD4<Double>) -> LocalShape {
        let (r, alpha) = (parameters.x, parameters.y)
        var shape = rate.shape(r: r, alpha: alpha)
        for alike in histories.different {
            let weight = Double(alike.customers)
            let power = r + Double(alike.history.frequency)
            let end = alpha + alike.history.age
            shape.value -= weight * power * log(end)
            shape.gradient -= weight * SIMD4(log(end), power / end, 0, 0)
            shape.hessian.add(-weight / end, 0, 1)
            shape.hessian.add(weight * power / (end * end), 1, 1)
        }
        return shape
    }
}
