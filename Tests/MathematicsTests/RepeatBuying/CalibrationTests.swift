import Foundation
import Kernel
import Mathematics
import Testing

/// The weeks that were held out, against what was foretold of them.
@Suite struct CalibrationTests {
    private let model = NBD(r: 2, alpha: 4)

    /// Half a purchase a week: who came at the beginning, and who came a week later.
    @Test func trackingCountsFromEverybodysFirstPurchase() throws {
        let histories = try PurchaseHistories([
            PurchaseHistory(frequency: 1, recency: 1, age: 2), PurchaseHistory(frequency: 0, recency: 0, age: 1),
        ])
        let tracking = Tracking(model, of: histories, calibration: 2, observed: [1, 0, 3])
        #expect(tracking.expected == [0.5, 1.5, 2.5] && tracking.observed == [1, 1, 4])
        #expect(tracking.error(from: 3, through: 3) == 1 / 3.0 - 1)
        #expect(tracking.error(from: 2, through: 2) == nil, "nobody bought")
        #expect(tracking.error(from: 1, through: 4) == nil, "no such week")
    }

    @Test func groupsAreByFrequencyAndTheLastTakesTheRest() throws {
        let customers = [(0, 1), (0, 0), (2, 3), (9, 5)].map { frequency, bought in
            (PurchaseHistory(frequency: frequency, recency: frequency == 0 ? 0 : 3, age: 4), bought)
        }
        let calibration = FrequencyCalibration(model, customers, holdout: 8, last: 3)
        #expect(calibration.groups.map(\.frequency) == [0, 2, 3] && calibration.groups.map(\.customers) == [2, 1, 1])
        #expect(calibration.groups.map(\.expected) == [4, 4, 11] && calibration.groups.map(\.observed) == [1, 3, 5])
        #expect(calibration.groups[0].expectedMean == 2 && calibration.groups[0].observedMean == 0.5)
        #expect(calibration.expected == 19 && calibration.observed == 9 && calibration.error == 10 / 9.0)
    }

    /// The record shop from its purchases: the models follow the weeks held out.
    @Test(.enabled(if: Shop.isHere, "\(Shop.absence)")) func theRecordShopWeekByWeek() throws {
        let end = Day(1997, 9, 30)
        let begin = Day(1997, 1, 1)
        let days = try Shop.purchaseDays().values
        let histories = days.compactMap { PurchaseHistory(days: $0, end: end) }
        #expect(histories.count == 2357 && histories.reduce(0) { $0 + $1.frequency } == 2457)
        #expect(days.reduce(0) { $0 + $1.count { $0 > end } } == 1882)
        var weeks = [Int](repeating: 0, count: 78)
        for customer in days {
            for day in customer.sorted().dropFirst() { weeks[(begin.distance(to: day) - 1) / 7] += 1 }
        }
        let all = try PurchaseHistories(histories)
        let tracking = Tracking(
            try BGNBD.fit(all).model, of: all, calibration: Double(begin.distance(to: end)) / 7, observed: weeks)
        // 2 % too many in the weeks it knows, 11 % too few in those it does not.
        let (known, held) = (tracking.error(from: 1, through: 39), tracking.error(from: 40, through: 78))
        near([try #require(known), try #require(held)], [0.01605, -0.11341], within: 1e-3)
    }

    /// How many purchases each group brings: 1653.41 of all is the reference's, the rest was measured here.
    @Test(.enabled(if: Shop.isHere, "\(Shop.absence)")) func theRecordShopByFrequency() throws {
        let end = Day(1997, 9, 30)
        let customers = try Shop.purchaseDays().values.compactMap { days in
            PurchaseHistory(days: days, end: end).map { ($0, days.count { $0 > end }) }
        }
        let all = try PurchaseHistories(customers.map(\.0))
        let models: [(any RepeatBuyingModel, expected: Double, error: Double)] = [
            (try BGNBD.fit(all).model, 1653.41, 0.1215), (try MBGNBD.fit(all).model, 1576.73, 0.1622),
            (try ParetoNBD.fit(all).model, 1665.51, 0.1344),
        ]
        for (model, expected, error) in models {
            let calibration = FrequencyCalibration(model, customers.map { ($0, $1) }, holdout: 39)
            #expect(calibration.groups.map(\.customers) == [1411, 439, 214, 100, 62, 38, 29, 64])
            #expect(calibration.groups.map(\.observed).reduce(0, +) == 1882)
            let means = calibration.groups.map(\.expectedMean)
            #expect(zip(means, means.dropFirst()).allSatisfy { $0 < $1 }, "who came more often is expected more often")
            near([calibration.expected, try #require(calibration.error)], [expected, error], within: 1e-3)
        }
    }
}
