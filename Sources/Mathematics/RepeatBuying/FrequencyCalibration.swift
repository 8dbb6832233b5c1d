/// Purchases in the weeks held out, foretold and observed, by how often customers bought in the calibration: whether a
/// model tells good customers from bad ones (P. S. Fader, B. G. S. Hardie and K. L. Lee, 2005, figure 5).
public struct FrequencyCalibration: Sendable, Equatable {
    /// Customers who bought again equally often in the calibration.
    public struct Group: Sendable, Equatable {
        /// Repeat purchases in the calibration; of the last group: so many or more.
        public let frequency: Int
        public internal(set) var customers: Int
        /// Purchases in the holdout of all of them.
        public internal(set) var expected: Double
        public internal(set) var observed: Int

        /// A customer, on average.
        public var expectedMean: Double { expected / Double(customers) }
        public var observedMean: Double { Double(observed) / Double(customers) }
    }

    /// By frequency; without groups that nobody is in.
    public let groups: [Group]

    /// - Parameters:
    ///   - model: fitted on the calibration.
    ///   - customers: history of the calibration, and purchases in the holdout, of everybody.
    ///   - holdout: its length, in the unit of the histories.
    ///   - last: the frequency from which on customers are one group.
    ///
    /// Costs an expectation a customer.
    public init(
        _ model: some RepeatBuyingModel, _ customers: some Sequence<(calibration: PurchaseHistory, holdout: Int)>,
        holdout: Double, last: Int = 7
    ) {
        let last = max(0, last)
        var groups = (0...last).map { Group(frequency: $0, customers: 0, expected: 0, observed: 0) }
        for (history, purchases) in customers {
            let place = min(last, max(0, history.frequency))
            groups[place].customers += 1
            groups[place].expected += model.expectedPurchases(history, within: holdout)
            groups[place].observed += purchases
        }
        self.groups = groups.filter { $0.customers > 0 }
    }

    public var expected: Double { groups.reduce(0) { $0 + $1.expected } }
    public var observed: Int { groups.reduce(0) { $0 + $1.observed } }

    /// The mean error of a group's mean, weighted by customers, as a share of the mean of all; nothing where nobody bought.
    public var error: Double? {
        guard observed > 0 else { return nil }
        return groups.reduce(0) { $0 + abs($1.expected - Double($1.observed)) } / Double(observed)
    }
}
