import Foundation
import Mathematics
import Testing

/// What the models foretell at known parameters: published figures, and figures computed elsewhere from the published
/// formulas with forty digits (hypergeometric functions and all).
@Suite struct RepeatBuyingForecastTests {
    private let paper = BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)
    private let shop = BGNBD(r: 0.2425929, alpha: 4.41353142, a: 0.79288622, b: 2.42575367)
    private let modified = MBGNBD(r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614)

    /// B. G. S. Hardie's spreadsheet of the paper. Its 78 weeks, 1.8576, are a little short: with forty digits, 1.8580.
    @Test(arguments: [
        (1 / 7.0, "0.0078"), (1, "0.0532"), (3, "0.1506"), (31.857, "1.0405"), (32, "1.0437"), (78, "1.8580"),
    ])
    func aNewCustomerOfTheRecordShop(weeks: Double, repeats: String) {
        #expect(printed([shop.expectedRepeats(within: weeks)], 4) == [repeats])
    }

    @Test func newCustomersWithFortyDigits() {
        let weeks = [1.0, 32, 78, 5000]
        let expected = [0.05318474085875975, 1.043737216014827, 1.857971736154157, 11.97590575176155]
        near(weeks.map(shop.expectedRepeats), expected, within: 1e-13)
        let later = [0.05305577395534173, 1.182166163730751, 1.803448123739655]
        near([1.0, 39, 78].map(modified.expectedRepeats), later, within: 1e-13)
    }

    /// The published formula divides nothing by nothing here.
    @Test func parametersAtWhichTheFormulaHasNoValueAreNumbersLikeOthers() {
        let one = BGNBD(r: 0.3, alpha: 2, a: 1, b: 0.7).expectedRepeats(within: 50)
        let sum = BGNBD(r: 0.3, alpha: 2, a: 0.4, b: 0.6).expectedRepeats(within: 50)
        near([one, sum], [1.3384324098972, 2.6041452202278], within: 1e-11)
    }

    /// The worked example of the paper, 1.226; then customers with forty digits, up to one who bought 3000 times.
    @Test func knownCustomersOfTheRecordShop() {
        let worked = PurchaseHistory(frequency: 2, recency: 30.43, age: 38.86)
        #expect(printed([paper.expectedPurchases(worked, within: 39)], 3) == ["1.226"])
        #expect(printed([shop.probabilityAlive(worked)], 4) == ["0.7266"])
        let histories = [
            worked, PurchaseHistory(frequency: 0, recency: 0, age: 38.86),
            PurchaseHistory(frequency: 29, recency: 38, age: 38.86),
            PurchaseHistory(frequency: 400, recency: 500, age: 520),
            PurchaseHistory(frequency: 3000, recency: 500, age: 520),
        ]
        let expected = [
            1.225910436232395, 0.1947808418681089, 19.45301165288754, 0.002551106954175424, 1.772772728146862e-45,
        ]
        near(histories.map { shop.expectedPurchases($0, within: 39) }, expected, within: 1e-11)
    }

    /// Hardie's spreadsheet again.
    @Test func howManyBuyHowOften() {
        near([paper.probability(of: 0, within: 39)], [0.5737864], within: 1e-7)
        near([paper.probability(of: 10, within: 2)], [1.07869e-07], within: 1e-5)
        let expected = [
            0.0019995214, 0.0015170236, 0.0011633150, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913,
            0.0003467171, 0.0002769613, 0.0002222260,
        ]
        near((11...20).map { paper.probability(of: $0, within: 30) }, expected, within: 1e-6)
    }

    /// P. S. Fader, B. G. S. Hardie and K. L. Lee, "A note on implementing the Pareto/NBD model in MATLAB" (2005); the
    /// vignette of the R package BTYD.
    @Test func paretoNBDOfThePapers() {
        let paper = ParetoNBD(r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562)
        let customer = PurchaseHistory(frequency: 26, recency: 30.86, age: 31)
        #expect(printed([paper.probabilityAlive(customer)], 4) == ["0.9979"])
        #expect(abs(paper.expectedPurchases(customer, within: 52) - 25.46) < 0.006)
        #expect(printed([paper.expectedRepeats(within: 52)], 3) == ["1.473"])
        let published = [0.05078, 0.09916, 0.14543, 0.18979, 0.23247, 0.27361, 0.31335, 0.35181, 0.38909]
        for (week, repeats) in published.enumerated() {
            #expect(abs(paper.expectedRepeats(within: Double(week + 1)) - repeats) < 0.01)
        }
    }

    /// α below β, α above β, and parameters far from those of a shop.
    @Test(arguments: [
        (
            ParetoNBD(r: 0.55327548, alpha: 10.57761223, s: 0.60621365, beta: 11.66791449),
            [
                0.8691187108889878, 0.295097171169805, 0.9979179432133616, 1.759354699809983e-10,
                0.004672926354322282, 0.001644067501054099,
            ]
        ),
        (
            ParetoNBD(r: 0.553, alpha: 20, s: 1.4, beta: 3),
            [
                0.6852102714317296, 0.01509990272770876, 0.9940256528839641, 4.567940361981489e-9,
                0.002336604288712772, 1.600895555821087e-6,
            ]
        ),
        (
            ParetoNBD(r: 2, alpha: 3, s: 30, beta: 200),
            [
                0.2300202747697139, 9.991090797543271e-5, 0.9809126817022305, 6.527303922932767e-17,
                4.954223352806995e-5, 5.116394004482504e-49,
            ]
        ),
        (
            ParetoNBD(r: 0.05, alpha: 0.01, s: 0.02, beta: 50),
            [
                0.9974313378401152, 0.9878769952498904, 0.9999632822811041, 6.430168709337058e-14,
                0.1132836922791193, 0.8999793487897244,
            ]
        ),
    ])
    func whoIsStillACustomerOfParetoNBD(model: ParetoNBD, expected: [Double]) {
        let histories = [
            PurchaseHistory(frequency: 2, recency: 30.43, age: 38.86),
            PurchaseHistory(frequency: 0, recency: 0, age: 38.86),
            PurchaseHistory(frequency: 26, recency: 30.86, age: 31),
            PurchaseHistory(frequency: 29, recency: 10, age: 38.86),
            PurchaseHistory(frequency: 300, recency: 500, age: 520),
            PurchaseHistory(frequency: 0, recency: 0, age: 5000),
        ]
        near(histories.map(model.probabilityAlive), expected, within: 1e-11)
    }
}
