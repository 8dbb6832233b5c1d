/// Repeat purchases of all customers together, week by week, as they were and as the model foretold: whether a model
/// follows (P. S. Fader, B. G. S. Hardie and K. L. Lee, 2005, figures 3 and 4).
///
///     begin             end of calibration              end of holdout
///     |  first purchases …                                        |
///     └──── periods 1, 2, 3 … of equal length, over both ─────────┘
public struct Tracking: Sendable, Equatable {
    /// Repeat purchases foretold and observed from the beginning to the end of each period: never falling.
    public let expected: [Double]
    public let observed: [Int]

    /// - Parameters:
    ///   - model: fitted on the calibration.
    ///   - histories: of the calibration. Who came first is taken for that long before its end.
    ///   - calibration: length of the calibration, in the unit of the histories; not less than the greatest age.
    ///   - observed: repeat purchases of all these customers in each period, from the beginning of the calibration on.
    ///   - period: length of a period, in the unit of the histories: 1 for weeks if that is their unit.
    ///
    /// Costs an expectation for each period and different age.
    public init(
        _ model: some RepeatBuyingModel, of histories: PurchaseHistories, calibration: Double, observed: [Int],
        period: Double = 1
    ) {
        var ages: [Double: Int] = [:]
        for alike in histories.different { ages[alike.history.age, default: 0] += alike.customers }
        let firsts = ages.sorted { $0.key > $1.key }.map { (begin: calibration - $0.key, customers: Double($0.value)) }
        expected = observed.indices.map { place in
            let end = Double(place + 1) * period
            return firsts.reduce(0) { sum, first in
                end > first.begin ? sum + first.customers * model.expectedRepeats(within: end - first.begin) : sum
            }
        }
        var sum = 0
        self.observed = observed.map {
            sum += $0
            return sum
        }
    }

    /// Foretold too many (positive) or too few in periods `from`…`through` (counted from 1), as a share of those observed;
    /// nothing where nobody bought, or where there are no such periods.
    public func error(from: Int, through: Int) -> Double? {
        guard from >= 1, from <= through, through <= observed.count else { return nil }
        let bought = observed[through - 1] - (from > 1 ? observed[from - 2] : 0)
        let foretold = expected[through - 1] - (from > 1 ? expected[from - 2] : 0)
        return bought == 0 ? nil : foretold / Double(bought) - 1
    }
}
