import Foundation
import Mathematics
import Testing

/// Customers who do what a model says: it finds them again, and foretells what they then do.
@Suite struct MadeCustomersTests {
    /// What was put in, within four standard errors; and standard errors that mean something.
    @Test func parametersAreFoundAgain() throws {
        var made = MadeCustomers(seed: 2005)
        let bg = BGNBD(r: 0.5, alpha: 6, a: 0.8, b: 2.5)
        let pareto = ParetoNBD(r: 0.6, alpha: 8, s: 0.7, beta: 15)
        let ages = (0..<5000).map { 40 + Double($0 % 130) / 10 }
        let first = try BGNBD.fit(
            PurchaseHistories(ages.map { PurchaseHistory(times: made.purchases(bg, within: $0), age: $0) }))
        expect(first, [bg.r, bg.alpha, bg.a, bg.b])
        let second = try MBGNBD.fit(
            PurchaseHistories(
                ages.map { PurchaseHistory(times: made.purchases(bg, within: $0, leavesAtOnce: true), age: $0) }))
        expect(second, [bg.r, bg.alpha, bg.a, bg.b])
        let third = try ParetoNBD.fit(
            PurchaseHistories(
                ages.prefix(3000).map { PurchaseHistory(times: made.purchases(pareto, within: $0), age: $0) }))
        expect(third, [pareto.r, pareto.alpha, pareto.s, pareto.beta])
        let spend = (0..<5000).map { place in
            let (purchases, rate) = (1 + place % 6, made.gamma(shape: 4, rate: 15))
            return SpendHistory(
                purchases: purchases, mean: made.gamma(shape: 6 * Double(purchases), rate: rate) / Double(purchases))
        }
        expect(try GammaGamma.fit(SpendHistories(spend)), [6, 4, 15])
    }

    /// Of 10,000 customers, those who bought just so often by week 30 buy by week 60 what was foretold.
    @Test func theySpendTheNextThirtyWeeksAsForetold() {
        var made = MadeCustomers(seed: 39)
        let bg = BGNBD(r: 0.8, alpha: 6, a: 0.8, b: 2.5)
        let mbg = MBGNBD(r: 0.8, alpha: 6, a: 0.8, b: 2.5)
        let pareto = ParetoNBD(r: 0.8, alpha: 8, s: 0.7, beta: 15)
        expectCalibrated(bg) { made.purchases(bg, within: 60) }
        expectCalibrated(mbg) { made.purchases(bg, within: 60, leavesAtOnce: true) }
        expectCalibrated(pareto) { made.purchases(pareto, within: 60) }
    }

    private func expectCalibrated(_ model: some RepeatBuyingModel, _ times: () -> [Double]) {
        let all = (0..<10_000).map { _ in times() }
        let calibration = FrequencyCalibration(
            model, all.map { (PurchaseHistory(times: $0, age: 30), $0.count { $0 > 30 }) }, holdout: 30)
        for group in calibration.groups {
            // Purchases of a group spread some three times as wide as a Poisson number would.
            let error = 4 * (3 * Double(group.observed)).squareRoot()
            #expect(abs(group.expected - Double(group.observed)) < error, "\(model) \(group)")
        }
        let mean = Double(all.reduce(0) { $0 + $1.count }) / 10_000
        #expect(abs(model.expectedRepeats(within: 60) / mean - 1) < 0.05, "\(model) \(mean)")
    }

    private func expect(_ fit: ModelFit<some Sendable>, _ truth: [Double]) {
        for (place, name) in fit.names.enumerated() {
            let (found, error) = (fit.estimates[place], fit.standardErrors[place])
            #expect(abs(found - truth[place]) < 4 * error && error < truth[place], "\(name) \(found) ± \(error)")
        }
        #expect(fit.open.isEmpty)
    }
}
