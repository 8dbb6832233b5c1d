import Foundation

/// The log-likelihood of BG/NBD and MBG/NBD, which differ in one thing: how many chances to leave there are before the
/// first repeat purchase, none or one. With m = x + chances it is, for one customer,
///
///     ln Γ(r+x) − ln Γ(r) + r ln α + ln B(a, b+m) − ln B(a, b)
///       + ln [ (α+T)^−(r+x)  +  a/(b+m−1) · (α+t_x)^−(r+x) ]        the second term only where m > 0
///
/// still a customer, or gone after the last purchase. Parameters in the order r, α, a, b.
struct BetaGeometricLikelihood: Likelihood {
    static let names = ["r", "alpha", "a", "b"]

    let histories: PurchaseHistories
    private let chances: Int
    private let rate: PurchaseRateTerms
    private let moreThan: [Double]

    init(_ histories: PurchaseHistories, chances: Int) {
        self.histories = histories
        self.chances = chances
        rate = PurchaseRateTerms(histories)
        moreThan = Array(repeating: Double(histories.customers), count: chances) + histories.moreThan
    }

    func thinned(to limit: Int) -> Self { Self(histories.thinned(to: limit), chances: chances) }

    var starts: [[Double]] {
        let time = 1 / histories.rate
        return [[0.3, 0.4 * time, 0.8, 2.5], [1, time, 1, 1], [2, 2 * time, 0.2, 4], [0.1, 0.05 * time, 0.3, 0.6]]
    }

    /// Costs two logarithms and two exponentials a different customer.
    func shape(at parameters: SIMD4<Double>) -> LocalShape {
        let (r, alpha, a, b) = (parameters.x, parameters.y, parameters.z, parameters.w)
        var shape = rate.shape(r: r, alpha: alpha)
        addStaying(to: &shape, a: a, b: b)
        var value = 0.0
        var gradient = SIMD4<Double>.zero
        var hessian = Matrix4()
        let logA = log(a)
        for alike in histories.different {
            let weight = Double(alike.customers)
            let history = alike.history
            let power = r + Double(history.frequency)
            let end = alpha + history.age
            let logEnd = log(end)
            let alive = SIMD4(-logEnd, -power / end, 0, 0)
            let chancesTaken = history.frequency + chances
            guard chancesTaken > 0 else {
                value -= weight * power * logEnd
                gradient += weight * alive
                hessian.add(-weight / end, 0, 1)
                hessian.add(weight * power / (end * end), 1, 1)
                continue
            }
            let last = alpha + history.recency
            let logLast = log(last)
            let stayed = b + Double(chancesTaken - 1)
            let gone = SIMD4(-logLast, -power / last, 1 / a, -1 / stayed)
            let aliveValue = -power * logEnd
            // ln of how much likelier it is that the customer left after the last purchase.
            let odds = logA - log(stayed) + power * (logEnd - logLast)
            let (share, logSum) = Self.share(odds)
            value += weight * (aliveValue + logSum)
            let rest = 1 - share
            gradient += weight * (rest * alive + share * gone)
            hessian.add(-weight * (rest / end + share / last), 0, 1)
            hessian.add(weight * power * (rest / (end * end) + share / (last * last)), 1, 1)
            hessian.add(-weight * share / (a * a), 2, 2)
            hessian.add(weight * share / (stayed * stayed), 3, 3)
            hessian.addSquare(of: gone - alive, weight: weight * share * rest)
        }
        shape.value += value
        shape.gradient += gradient
        shape.hessian += hessian
        return shape
    }

    /// e^odds/(1+e^odds) and ln(1+e^odds), without overflow.
    static func share(_ odds: Double) -> (share: Double, logSum: Double) {
        let small = exp(-abs(odds))
        let share = odds > 0 ? 1 / (1 + small) : small / (1 + small)
        return (share, max(0, odds) + log1p(small))
    }

    /// ln B(a, b+m) − ln B(a, b) = Σ_{i<m} ln ((b+i)/(a+b+i)): that m chances to leave were not taken.
    private func addStaying(to shape: inout LocalShape, a: Double, b: Double) {
        var (byA, byB, byAA, byBB) = (0.0, 0.0, 0.0, 0.0)
        for (chance, customers) in moreThan.enumerated() {
            let stayed = b + Double(chance)
            let all = a + stayed
            shape.value -= customers * log1p(a / stayed)
            byA -= customers / all
            byB += customers * a / (stayed * all)
            byAA += customers / (all * all)
            byBB -= customers * a * (stayed + all) / (stayed * stayed * all * all)
        }
        shape.gradient += SIMD4(0, 0, byA, byB)
        shape.hessian.add(byAA, 2, 2)
        shape.hessian.add(byAA, 2, 3)
        shape.hessian.add(byBB, 3, 3)
    }
}
