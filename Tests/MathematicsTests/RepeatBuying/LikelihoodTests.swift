import Foundation
import Testing

@testable import Mathematics

/// Derivatives against differences, at points away from any summit.
@Suite struct LikelihoodTests {
    private func histories() throws -> PurchaseHistories {
        var made = MadeCustomers(seed: 7)
        let model = BGNBD(r: 0.8, alpha: 5, a: 0.7, b: 2)
        return try PurchaseHistories(
            (0..<300).map { place in
                let age = 20 + place % 200
                return PurchaseHistory(daysOf: made.purchases(model, within: Double(age)), age: age)
            })
    }

    @Test(arguments: [SIMD4(0.3, 4, 0.8, 2.4), SIMD4(2, 50, 0.05, 9), SIMD4(0.05, 0.3, 4, 0.2)])
    func derivativesOfBetaGeometric(place: SIMD4<Double>) throws {
        for chances in [0, 1] { expectDerivatives(BetaGeometricLikelihood(try histories(), chances: chances), place) }
    }

    @Test(arguments: [SIMD4(0.5, 10, 0.6, 12), SIMD4(2, 50, 0.05, 9), SIMD4(0.05, 0.3, 40, 100)])
    func derivativesOfPareto(place: SIMD4<Double>) throws {
        expectDerivatives(ParetoLikelihood(try histories()), place)
        expectDerivatives(NBDLikelihood(try histories()), place)
    }

    @Test(arguments: [SIMD4(6.0, 4, 15, 0), SIMD4(0.3, 0.5, 200, 0), SIMD4(90, 30, 3, 0)])
    func derivativesOfGammaGamma(place: SIMD4<Double>) throws {
        var made = MadeCustomers(seed: 8)
        let spend = (0..<300).map { _ in
            SpendHistory(purchases: 1 + Int(made.exponential(rate: 0.3)), mean: made.gamma(shape: 2, rate: 0.05))
        }
        expectDerivatives(GammaGammaLikelihood(histories: try SpendHistories(spend)), place)
    }

    /// ψ and ψ′ from elsewhere, with forty digits.
    @Test func derivativesOfTheGammaFunction() {
        let places = [0.001, 0.5, 1, 3.7, 9.99, 1000]
        let first = [
            -1000.5755719318103, -1.96351002602142348, -0.577215664901532861, 1.16715353936151139, 2.2507003728312011,
            6.90725519564881205,
        ]
        let second = [
            1000001.64253319587, 4.93480220054467931, 1.64493406684822644, 0.310037857670038319, 0.105276950148241787,
            0.00100050016666663333,
        ]
        near(places.map(Polygamma.digamma), first, within: 3e-15)
        near(places.map(Polygamma.trigamma), second, within: 3e-15)
    }

    private func expectDerivatives(_ likelihood: some Likelihood, _ place: SIMD4<Double>) {
        let shape = likelihood.shape(at: place)
        let names = type(of: likelihood).names
        for row in names.indices {
            var step = SIMD4<Double>.zero
            step[row] = 1e-5 * place[row]
            let (above, below) = (likelihood.shape(at: place + step), likelihood.shape(at: place - step))
            let slope = (above.value - below.value) / (2 * step[row])
            let scale = abs(shape.value) / place[row]
            #expect(abs(slope - shape.gradient[row]) < 1e-8 * scale, "\(names[row]): \(slope) \(shape.gradient)")
            for column in names.indices {
                let bend = (above.gradient[column] - below.gradient[column]) / (2 * step[row])
                let found = shape.hessian[row][column]
                #expect(
                    abs(bend - found) < 1e-7 * scale / place[column], "\(names[row]) \(names[column]): \(bend) \(found)"
                )
            }
        }
    }
}
