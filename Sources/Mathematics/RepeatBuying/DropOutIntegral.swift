import Foundation

/// Pareto/NBD does not know when a customer left. The likelihood of all moments τ after the last purchase together is
///
///     ∫_{t_x}^{T}  s (α+τ)^−(r+x) (β+τ)^−(s+1)  dτ
///
/// which the paper writes as a difference of two ₂F₁, one tiny number from another for frequent buyers. Here it is summed
/// as it stands, all terms positive: by ln(min(α,β)+τ), in which the integrand is smooth far off the real axis too, in
/// panels over which it falls no more than e⁴-fold, by eight points of Gauss and Legendre each. Right to 1e-12 of itself.
struct DropOutIntegral {
    let r: Double
    let alpha: Double
    let s: Double
    let beta: Double

    /// Goes through moments τ and tells `each` of them α+τ, β+τ, their logarithms, and the moment's part in the integral.
    /// - Returns: the sum of the parts; the integral is e^`scale` times that. `scale` is the logarithm of the integrand at
    ///   t_x, so that no part overflows.
    @inline(__always)
    func sum(
        _ history: PurchaseHistory,
        _ each: (_ logA: Double, _ a: Double, _ logB: Double, _ b: Double, _ part: Double) -> Void
    ) -> (scale: Double, sum: Double) {
        let power = r + Double(history.frequency)
        let alphaIsLess = alpha <= beta
        let least = min(alpha, beta) + history.recency
        let more = abs(alpha - beta)
        let scale = -power * log(alpha + history.recency) - (s + 1) * log(beta + history.recency)
        guard history.age > history.recency else { return (scale + log(s), 0) }
        let range = log1p((history.age - history.recency) / least)
        let logLeast = log(least)
        let panels = max(1, (range * max((power + s) / Self.fall, 1 / Self.width)).rounded(.up))
        let width = range / panels
        var sum = 0.0
        var panel = 0.0
        while panel < panels {
            var part = 0.0
            for (node, weight) in Self.nodes {
                let way = width * (panel + node)
                let near = least * exp(way)
                let far = near + more
                let (logNear, logFar) = (logLeast + way, log(far))
                let (a, logA) = alphaIsLess ? (near, logNear) : (far, logFar)
                let (b, logB) = alphaIsLess ? (far, logFar) : (near, logNear)
                // dτ = (min(α,β) + τ) d way.
                let mass = weight * width * exp(logNear - power * logA - (s + 1) * logB - scale)
                part += mass
                each(logA, a, logB, b, mass)
            }
            sum += part
            panel += 1
            if part <= 1e-17 * sum { break }
        }
        return (scale + log(s), sum)
    }

    /// Highest fall of the logarithm, and greatest width, of a panel.
    private static let fall = 4.0
    private static let width = 1.5

    /// Points and weights of Gauss and Legendre on 0…1, from those on −1…1 (M. Abramowitz and I. Stegun, "Handbook of
    /// Mathematical Functions", 1964, table 25.4, n = 8).
    private static let nodes: [(Double, Double)] = {
        let table: [(place: Double, weight: Double)] = [
            (0.183434642495649805, 0.362683783378361983), (0.525532409916328986, 0.313706645877887287),
            (0.796666477413626740, 0.222381034453374471), (0.960289856497536232, 0.101228536290376259),
        ]
        var nodes: [(Double, Double)] = []
        for (place, weight) in table {
            nodes.append(((1 - place) / 2, weight / 2))
            nodes.append(((1 + place) / 2, weight / 2))
        }
        return nodes
    }()
}
