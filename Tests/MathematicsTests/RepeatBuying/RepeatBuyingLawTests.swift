import Foundation
import Mathematics
import Testing

/// Laws that hold for every model and customer.
@Suite struct RepeatBuyingLawTests {
    static let models: [any RepeatBuyingModel] = [
        BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426), BGNBD(r: 3, alpha: 0.2, a: 0.01, b: 400),
        MBGNBD(r: 0.525, alpha: 6.183, a: 0.891, b: 1.614), MBGNBD(r: 20, alpha: 30, a: 5, b: 0.5),
        ParetoNBD(r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669), ParetoNBD(r: 2, alpha: 30, s: 1, beta: 3),
        NBD(r: 0.385, alpha: 12.072),
    ]

    @Test(arguments: models.indices) func whoIsStillACustomerIsAShareThatShrinksWithSilence(place: Int) {
        let model = Self.models[place]
        for frequency in [0, 1, 2, 10, 300] {
            let recency = frequency == 0 ? 0.0 : 20
            let alive = [20.0, 21, 30, 60, 500, 1e6].map {
                model.probabilityAlive(PurchaseHistory(frequency: frequency, recency: recency, age: $0))
            }
            #expect(alive.allSatisfy { (0...1).contains($0) }, "\(alive)")
            #expect(zip(alive, alive.dropFirst()).allSatisfy { $0 >= $1 }, "\(model) \(frequency): \(alive)")
        }
    }

    @Test(arguments: models.indices) func theLaterTheLastPurchaseTheLikelier(place: Int) {
        let alive = [0.1, 1, 10, 30, 39].map {
            Self.models[place].probabilityAlive(PurchaseHistory(frequency: 3, recency: $0, age: 39))
        }
        #expect(zip(alive, alive.dropFirst()).allSatisfy { $0 <= $1 }, "\(alive)")
    }

    @Test(arguments: models.indices) func aLongerTimeBringsMoreAndNoTimeNothing(place: Int) {
        let model = Self.models[place]
        let history = PurchaseHistory(frequency: 4, recency: 30, age: 39)
        let times = [0.0, 0.1, 1, 10, 100, 1000]
        for bought in [times.map(model.expectedRepeats), times.map { model.expectedPurchases(history, within: $0) }] {
            #expect(bought[0] == 0 && bought.allSatisfy(\.isFinite))
            #expect(zip(bought, bought.dropFirst()).allSatisfy { $0 < $1 }, "\(bought)")
        }
    }

    /// Whoever just bought for the first time is a new customer.
    @Test(arguments: models.indices) func whoJustCameIsNew(place: Int) {
        let model = Self.models[place]
        let just = PurchaseHistory(frequency: 0, recency: 0, age: 0)
        let (new, known) = (model.expectedRepeats(within: 52), model.expectedPurchases(just, within: 52))
        #expect(abs(new - known) < 1e-12 * new)
    }

    /// The unit of time is nobody's business: in days, what it is in weeks.
    @Test func daysSayWhatWeeksSay() {
        let weeks = ParetoNBD(r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669)
        let days = ParetoNBD(r: 0.553, alpha: 74.046, s: 0.606, beta: 81.683)
        let inWeeks = weeks.expectedPurchases(PurchaseHistory(frequency: 3, recency: 20, age: 39), within: 13)
        let inDays = days.expectedPurchases(PurchaseHistory(frequency: 3, recency: 140, age: 273), within: 91)
        #expect(abs(inWeeks - inDays) < 1e-12)
    }

    @Test func whatIsFarFromUsualIsStillANumber() {
        let odd = [
            PurchaseHistory(frequency: 100_000, recency: 3650, age: 3650),
            PurchaseHistory(frequency: 1, recency: 1e-9, age: 1e9), PurchaseHistory(frequency: 0, recency: 0, age: 1e9),
        ]
        for model in Self.models {
            for history in odd {
                let (alive, bought) = (model.probabilityAlive(history), model.expectedPurchases(history, within: 52))
                #expect((0...1).contains(alive) && bought.isFinite && bought >= 0, "\(model) \(history)")
            }
        }
    }

    /// Everybody buys some number of times, and the mean of these numbers is what is expected.
    @Test func theDistributionAddsUp() {
        let bg = BGNBD(r: 0.6, alpha: 4, a: 0.8, b: 2.4)
        let mbg = MBGNBD(r: 0.6, alpha: 4, a: 0.8, b: 2.4)
        for shares in [
            (0...600).map { bg.probability(of: $0, within: 39) }, (0...600).map { mbg.probability(of: $0, within: 39) },
        ] {
            #expect(abs(shares.reduce(0, +) - 1) < 1e-11 && shares.allSatisfy { $0 >= 0 })
        }
        let means = [
            (0...600).reduce(0) { $0 + Double($1) * bg.probability(of: $1, within: 39) },
            (0...600).reduce(0) { $0 + Double($1) * mbg.probability(of: $1, within: 39) },
        ]
        near([bg.expectedRepeats(within: 39), mbg.expectedRepeats(within: 39)], means, within: 1e-9)
    }
}
