import Foundation

/// What all models have in common: purchases of a customer come at random (Poisson), at a rate that differs between
/// customers by a gamma distribution of shape r and rate α (A. S. C. Ehrenberg, "The pattern of consumer purchases",
/// Applied Statistics 8, 1959). Of each history only x counts here:
///
///     ln Γ(r+x) − ln Γ(r) + r ln α
struct PurchaseRateTerms {
    private let customers: Double
    private let moreThan: [Double]

    init(_ histories: PurchaseHistories) {
        customers = Double(histories.customers)
        moreThan = histories.moreThan
    }

    /// The sum over all customers, with derivatives by r (0) and α (1). Costs a logarithm for each purchase of the most
    /// frequent buyer.
    func shape(r: Double, alpha: Double) -> LocalShape {
        var shape = LocalShape()
        let logAlpha = log(alpha)
        shape.value = customers * r * logAlpha
        shape.gradient = SIMD4(customers * logAlpha, customers * r / alpha, 0, 0)
        shape.hessian.add(customers / alpha, 0, 1)
        shape.hessian.add(-customers * r / (alpha * alpha), 1, 1)
        var bend = 0.0
        for (purchase, buyers) in moreThan.enumerated() {
            let place = r + Double(purchase)
            shape.value += buyers * log(place)
            shape.gradient.x += buyers / place
            bend -= buyers / (place * place)
        }
        shape.hessian.add(bend, 0, 0)
        return shape
    }
}
