import Foundation

/// The log-likelihood of Gamma-Gamma, of one customer
///
///     ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln(γ/M) + px ln(x·z̄/M) − ln z̄        M = γ + x·z̄
///
/// Parameters in the order p, q, γ.
struct GammaGammaLikelihood: Likelihood {
    static let names = ["p", "q", "gamma"]

    let histories: SpendHistories

    func thinned(to limit: Int) -> Self { Self(histories: histories.thinned(to: limit)) }

    /// Means of q and of p around those of shops, γ so that the mean of all is that of the data.
    var starts: [[Double]] {
        [(5.0, 4.0), (1, 2), (20, 3), (2, 15)].map { p, q in [p, q, histories.mean * (q - 1) / p] }
    }

    func shape(at parameters: SIMD4<Double>) -> LocalShape {
        let (p, q, gamma) = (parameters.x, parameters.y, parameters.z)
        let (digammaQ, trigammaQ) = (Polygamma.digamma(q), Polygamma.trigamma(q))
        let logGammaQ = Polygamma.logGamma(q)
        var shape = LocalShape()
        var terms = Terms(purchases: 0, p: p, q: q)
        for alike in histories.different {
            let x = Double(alike.history.purchases)
            if x != terms.purchases { terms = Terms(purchases: x, p: p, q: q) }
            let weight = Double(alike.customers)
            let spent = x * alike.history.mean
            let all = gamma + spent
            // ln(spent/all) and ln(γ/all); both are below zero.
            let (own, others) = (-log1p(gamma / spent), -log1p(spent / gamma))
            shape.value += weight * (terms.value - logGammaQ + q * others + p * x * own - log(alike.history.mean))
            shape.gradient +=
                weight
                * SIMD4(
                    x * (terms.byP + own), terms.byQ - digammaQ + others, q / gamma - (p * x + q) / all, 0)
            shape.hessian.add(weight * x * x * terms.byPP, 0, 0)
            shape.hessian.add(weight * x * terms.byPQ, 0, 1)
            shape.hessian.add(-weight * x / all, 0, 2)
            shape.hessian.add(weight * (terms.byPQ - trigammaQ), 1, 1)
            shape.hessian.add(weight * spent / (gamma * all), 1, 2)
            shape.hessian.add(weight * ((p * x + q) / (all * all) - q / (gamma * gamma)), 2, 2)
        }
        return shape
    }

    /// What depends on the number of purchases only: ln Γ(px+q) − ln Γ(px) and its derivatives, those by p over x.
    private struct Terms {
        let purchases: Double
        let value: Double
        let byP: Double
        let byQ: Double
        let byPP: Double
        let byPQ: Double

        init(purchases: Double, p: Double, q: Double) {
            let own = p * purchases
            self.purchases = purchases
            guard own > 0 else {
                (value, byP, byQ, byPP, byPQ) = (0, 0, 0, 0, 0)
                return
            }
            value = Polygamma.logGamma(own + q) - Polygamma.logGamma(own)
            byQ = Polygamma.digamma(own + q)
            byP = byQ - Polygamma.digamma(own)
            byPQ = Polygamma.trigamma(own + q)
            byPP = byPQ - Polygamma.trigamma(own)
        }
    }
}
