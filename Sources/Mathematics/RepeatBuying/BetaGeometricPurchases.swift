import Foundation

/// Purchases from now on of a customer who is one now, whose rate is of a gamma distribution (r, α) and who leaves after
/// each purchase with a probability of a beta distribution (a, b).
///
/// If nobody ever left, their number N within t would be negative binomial (r, z) with z = t/(α+t). The n-th purchase takes
/// place if N ≥ n and n−1 chances to leave were not taken, so
///
///     E[X(t)] = Σ_{n≥0} P(N = n) · Σ_{k<n} (b)_k/(a+b)_k            (b)_k = b(b+1)…(b+k−1)
///
/// It is the published (a+b−1)/(a−1) · [1 − (α/(α+t))^r ₂F₁(r, b; a+b−1; z)] written as a series of positive terms:
/// nothing is subtracted, so no digits are lost, and a = 1 and a+b = 1 are numbers like others.
struct BetaGeometricPurchases {
    var r: Double
    var alpha: Double
    var a: Double
    var b: Double

    /// Costs some 37·(1 + t/α) + r·t/α terms of five operations.
    func expected(within time: Double) -> Double {
        guard time > 0 else { return 0 }
        let z = probability(within: time)
        var (term, terms, stayed, purchases, sum) = (1.0, 1.0, 1.0, 0.0, 0.0)
        var n = 0.0
        while true {
            let ratio = z * (r + n) / (n + 1)
            purchases += stayed
            stayed *= (b + n) / (a + b + n)
            term *= ratio
            n += 1
            terms += term
            sum += term * purchases
            // What is left is less than a geometric series. Said the other way round, so that no number ends it too.
            if !(ratio >= 1 || term * purchases > 1e-17 * (1 - ratio) * sum) { return sum / terms }
            if terms > 1e250 {
                term *= 1e-250
                terms *= 1e-250
                sum *= 1e-250
            }
        }
    }

    /// P(X(t) = n). Costs n steps.
    func probability(of count: Int, within time: Double) -> Double {
        guard count >= 0 else { return 0 }
        let z = time > 0 ? probability(within: time) : 0
        var (term, before, stayed) = (exp(r * log1p(-z)), 0.0, 1.0)
        for n in 0..<count {
            before += term
            term *= z * (r + Double(n)) / Double(n + 1)
            stayed *= (b + Double(n)) / (a + b + Double(n))
        }
        // Bought n times and stayed; or would have bought n times at least, and left after the n-th.
        let leaving = count > 0 ? stayed * a / (b + Double(count - 1)) : 0
        return stayed * term + leaving * max(0, 1 - before)
    }

    /// z; a horizon of more than a million times α counts as that, so that every sum comes to an end.
    private func probability(within time: Double) -> Double {
        let scaled = min(time / alpha, 1e6)
        return scaled / (1 + scaled)
    }
}
