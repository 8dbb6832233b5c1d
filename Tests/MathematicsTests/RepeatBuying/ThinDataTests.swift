import Foundation
import Kernel
import Mathematics
import Testing

/// What the models refuse, what they find too thin, and what is odd and works.
@Suite struct ThinDataTests {
    private func same(_ history: PurchaseHistory, _ customers: Int) throws -> PurchaseHistories {
        try PurchaseHistories(repeatElement(history, count: customers))
    }

    @Test func allMistakesAreNamedAtOnce() {
        let bad = [
            PurchaseHistory(frequency: 1, recency: 2, age: 3), PurchaseHistory(frequency: -1, recency: 0, age: 3),
            PurchaseHistory(frequency: 1, recency: 4, age: 3), PurchaseHistory(frequency: 1, recency: 5, age: 3),
            PurchaseHistory(frequency: 0, recency: 1, age: 3), PurchaseHistory(frequency: 2, recency: 0, age: 3),
            PurchaseHistory(frequency: 1, recency: .nan, age: 3), PurchaseHistory(frequency: 0, recency: 0, age: -1),
            PurchaseHistory(frequency: 100_001, recency: 1, age: 3),
        ]
        let error = #expect(throws: BadHistories.self) { try PurchaseHistories(bad) }
        #expect(
            error?.description == """
                A customer cannot be fitted as it is: 1 × a negative number of repeat purchases (first at 1); \
                2 × a last purchase after the end of the observation (first at 2); \
                1 × time between first and last purchase, but no repeat purchase (first at 4); \
                1 × repeat purchases at the very time of the first (merge those of a day) (first at 5); \
                1 × a time that is no number (first at 6); 1 × a negative time (first at 7); \
                1 × more than 100000 repeat purchases (first at 8).
                """)
    }

    @Test func daysBecomeAHistory() {
        let days = [Day(1997, 1, 8), Day(1997, 1, 1), Day(1997, 8, 2), Day(1997, 1, 8), Day(1997, 12, 12)]
        let end = Day(1997, 9, 30)
        let history = PurchaseHistory(days: days, end: end)
        #expect(history == PurchaseHistory(frequency: 2, recency: 213 / 7.0, age: 272 / 7.0), "those of a day are one")
        #expect(PurchaseHistory(days: days.suffix(1), end: end) == nil, "not a customer yet")
    }

    @Test func equalCustomersAreOneWithTheirNumber() throws {
        let histories = try PurchaseHistories(
            [(2, 5.0), (0, 0), (2, 5), (0, 0), (0, 0)].map { PurchaseHistory(frequency: $0, recency: $1, age: 9) })
        #expect(histories.different.map(\.customers) == [3, 2])
        #expect(histories.customers == 5 && histories.repeaters == 2 && histories.repeats == 4)
    }

    @Test func whereNobodyCameBackNothingIsFitted() throws {
        let once = try same(PurchaseHistory(frequency: 0, recency: 0, age: 30), 500)
        let refusal = FitRefusal.tooThin(repeaters: 0, least: 200)
        #expect(throws: refusal) { try BGNBD.fit(once) }
        #expect(throws: refusal) { try MBGNBD.fit(once) }
        #expect(throws: refusal) { try ParetoNBD.fit(once) }
        #expect(throws: refusal) { try NBD.fit(once) }
        #expect(throws: FitRefusal.tooThin(repeaters: 0, least: 1)) { try BGNBD.fit(once, leastRepeaters: 0) }
        #expect(throws: FitRefusal.tooThin(repeaters: 0, least: 200)) { try BGNBD.fit(PurchaseHistories([])) }
        #expect(refusal.description == "Too few customers who came back: 0, and 200 are needed.")
    }

    /// Whoever insists on fitting a single customer, or many equal ones, is refused or told that all is open.
    @Test(arguments: [1, 1000]) func customersAllAlikeTellNothing(customers: Int) throws {
        let alike = try same(PurchaseHistory(frequency: 3, recency: 20, age: 30), customers)
        expectNothingLearned { try BGNBD.fit(alike, leastRepeaters: 1) }
        expectNothingLearned { try MBGNBD.fit(alike, leastRepeaters: 1) }
        expectNothingLearned { try ParetoNBD.fit(alike, leastRepeaters: 1) }
        expectNothingLearned { try NBD.fit(alike, leastRepeaters: 1) }
        let spend = try SpendHistories(repeatElement(SpendHistory(purchases: 3, mean: 20), count: customers))
        expectNothingLearned { try GammaGamma.fit(spend, least: 1) }
    }

    private func expectNothingLearned<Model>(_ fit: () throws -> ModelFit<Model>) {
        do {
            let fit = try fit()
            #expect(!fit.open.isEmpty && fit.estimates.allSatisfy(\.isFinite), "\(fit)")
        } catch {
            guard case FitRefusal.notConverged = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    /// Customers of whom none ever leaves: as likely as under NBD, and the parameters of leaving are said to be open.
    @Test func whereNobodyLeavesTheParametersOfLeavingAreOpen() throws {
        var made = MadeCustomers(seed: 3)
        let histories = try PurchaseHistories(
            (0..<2000).map { _ in
                let rate = made.gamma(shape: 2, rate: 10)
                var (times, now) = ([Double](), made.exponential(rate: rate))
                while now < 100 {
                    times.append(now)
                    now += made.exponential(rate: rate)
                }
                return PurchaseHistory(times: times, age: 100)
            })
        let (staying, leaving) = (try NBD.fit(histories), try BGNBD.fit(histories))
        #expect(leaving.logLikelihood >= staying.logLikelihood - 1e-3)
        #expect(abs(leaving.model.r - staying.model.r) < 0.1, "\(leaving)")
    }

    @Test func spendOfNothingIsLeftOutAndCounted() throws {
        let spend = try SpendHistories([
            SpendHistory(purchases: 2, mean: 10), SpendHistory(purchases: 2, mean: 10),
            SpendHistory(purchases: 1, mean: 0), SpendHistory(purchases: 0, mean: 0),
        ])
        #expect(spend.customers == 2 && spend.withoutSpend == 1 && spend.withoutPurchases == 1 && spend.mean == 10)
        #expect(spend.correlation == nil)
        #expect(throws: FitRefusal.tooThin(repeaters: 2, least: 200)) { try GammaGamma.fit(spend) }
        let error = #expect(throws: BadHistories.self) {
            try SpendHistories([
                SpendHistory(purchases: 1, mean: -2), SpendHistory(purchases: -1, mean: 2),
                SpendHistory(purchases: 1, mean: .infinity),
            ])
        }
        #expect(error?.problems.map(\.first) == [0, 1, 2])
    }

    /// B. G. S. Hardie's spreadsheet: the first ten customers.
    @Test func whatIsSpentIsDrawnToTheMeanOfAll() throws {
        let model = GammaGamma(p: 6.25, q: 3.74, gamma: 15.44)
        let customers = [(2, 22.35, 24.65), (1, 11.77, 18.91), (0, 0, 35.17), (7, 73.74, 71.46)]
        for (purchases, mean, expected) in customers {
            let found = try #require(model.expectedSpend(SpendHistory(purchases: purchases, mean: mean)))
            #expect(abs(found - expected) < 0.1, "\(found)")
        }
        #expect(GammaGamma(p: 2, q: 0.9, gamma: 3).expectedSpend == nil, "no mean")
        #expect(GammaGamma(p: 2, q: 0.9, gamma: 3).expectedSpend(SpendHistory(purchases: 1, mean: 5)) != nil)
    }
}
