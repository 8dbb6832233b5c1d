import Foundation

/// The log-likelihood of Pareto/NBD: a customer is one still, or left at some moment after the last purchase,
///
///     ln Γ(r+x) − ln Γ(r) + r ln α + s ln β
///       + ln [ (α+T)^−(r+x) (β+T)^−s  +  ∫_{t_x}^{T} s (α+τ)^−(r+x) (β+τ)^−(s+1) dτ ]
///
/// The last logarithm is of a sum of many ways in which it may have been. Its gradient is the mean of the gradients of
/// their logarithms, weighted by how likely each way is; its second derivatives are the mean of theirs plus the covariance
/// of the gradients (T. A. Louis, "Finding the observed information matrix when using the EM algorithm", Journal of the
/// Royal Statistical Society B 44, 1982). Parameters in the order r, α, s, β.
struct ParetoLikelihood: Likelihood {
    static let names = ["r", "alpha", "s", "beta"]

    let histories: PurchaseHistories
    private let rate: PurchaseRateTerms

    init(_ histories: PurchaseHistories) {
        self.histories = histories
        rate = PurchaseRateTerms(histories)
    }

    func thinned(to limit: Int) -> Self { Self(histories.thinned(to: limit)) }

    var starts: [[Double]] {
        let time = 1 / histories.rate
        let age = max(time, histories.different.map(\.history.age).max() ?? time)
        return [
            [0.5, 0.5 * time, 0.5, 0.3 * age], [1, time, 1, age], [2, 2 * time, 0.2, age],
            [0.3, 0.3 * time, 3, 4 * age],
        ]
    }

    /// Costs eight points a panel, and a panel for each e⁴-fold fall; mostly one or two a customer.
    func shape(at parameters: SIMD4<Double>) -> LocalShape {
        let (r, alpha, s, beta) = (parameters.x, parameters.y, parameters.z, parameters.w)
        var shape = rate.shape(r: r, alpha: alpha)
        let all = Double(histories.customers)
        shape.value += all * s * log(beta)
        shape.gradient += all * SIMD4(0, 0, log(beta), s / beta)
        shape.hessian.add(all / beta, 2, 3)
        shape.hessian.add(-all * s / (beta * beta), 3, 3)
        let integral = DropOutIntegral(r: r, alpha: alpha, s: s, beta: beta)
        for alike in histories.different {
            add(alike.history, weight: Double(alike.customers), integral, to: &shape)
        }
        return shape
    }

    private func add(
        _ history: PurchaseHistory, weight: Double, _ integral: DropOutIntegral, to shape: inout LocalShape
    ) {
        let power = integral.r + Double(history.frequency)
        let s = integral.s
        // Gradients are taken from that of who is still a customer, so that their squares stay small.
        let (endA, endB) = (integral.alpha + history.age, integral.beta + history.age)
        let (logEndA, logEndB) = (log(endA), log(endB))
        let alive = SIMD4(-logEndA, -power / endA, -logEndB, -s / endB)
        var ways = Ways()
        let (scale, sum) = integral.sum(history) { logA, a, logB, b, mass in
            let gradient = SIMD4(-logA, -power / a, 1 / s - logB, -(s + 1) / b)
            ways.add(gradient - alive, mass, power: power, a: a, s: s, b: b)
        }
        let logAlive = -power * logEndA - s * logEndB
        let (gone, logSum) = BetaGeometricLikelihood.share(scale + log(sum) - logAlive)
        shape.value += weight * (logAlive + logSum)
        let stay = 1 - gone
        // Each part of the integral, as a share of all there is.
        let part = sum > 0 ? gone / sum : 0
        let mean = ways.gradient * part
        shape.gradient += weight * (alive + mean)
        var hessian = ways.squares
        hessian.scale(by: part)
        hessian.addSquare(of: mean, weight: -1)
        hessian.add(-ways.byA * part - stay / endA, 0, 1)
        hessian.add(power * (ways.byAA * part + stay / (endA * endA)), 1, 1)
        hessian.add(-gone / (s * s), 2, 2)
        hessian.add(-ways.byB * part - stay / endB, 2, 3)
        hessian.add((s + 1) * ways.byBB * part + s * stay / (endB * endB), 3, 3)
        hessian.scale(by: weight)
        shape.hessian += hessian
    }
}

/// Sums over the moments at which somebody may have left.
private struct Ways {
    var gradient = SIMD4<Double>.zero
    var squares = Matrix4()
    var (byA, byAA, byB, byBB) = (0.0, 0.0, 0.0, 0.0)

    @inline(__always)
    mutating func add(_ more: SIMD4<Double>, _ mass: Double, power: Double, a: Double, s: Double, b: Double) {
        gradient += mass * more
        squares.addSquare(of: more, weight: mass)
        byA += mass / a
        byAA += mass / (a * a)
        byB += mass / b
        byBB += mass / (b * b)
    }
}
