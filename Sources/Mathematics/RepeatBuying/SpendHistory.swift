/// What a customer spends: how many purchases, and how much on average.
public struct SpendHistory: Hashable, Sendable {
    /// x: purchases that the mean is of. The papers take repeat purchases only, since the first one is often unlike them.
    public let purchases: Int
    /// z̄: mean amount of them, in any currency unit, the same for all customers of a fit.
    public let mean: Double

    public init(purchases: Int, mean: Double) {
        self.purchases = purchases
        self.mean = mean
    }
}

/// What customers spend, those who can be fitted: equal ones stand together with their number. Costs a sort.
public struct SpendHistories: Sendable {
    public struct Alike: Sendable, Equatable {
        public let history: SpendHistory
        public let customers: Int
    }

    /// Different histories, by purchases and mean.
    public let different: [Alike]
    public let customers: Int
    /// Customers without a purchase, and customers with purchases who paid nothing: no mean of theirs can be fitted, since
    /// a gamma distribution knows no zero. Say so where the figure is shown.
    public let withoutPurchases: Int
    public let withoutSpend: Int

    /// Refuses, naming everything at once: a negative number of purchases, or more than
    /// `PurchaseHistories.highestFrequency`; a mean that is negative (take returns out before) or no number.
    public init(_ histories: some Sequence<SpendHistory>) throws(BadHistories) {
        let all = Array(histories)
        try BadHistories.refuse(all.lazy.map(Self.problem), of: "customer's spend")
        var sorted = all.filter { $0.purchases > 0 && $0.mean > 0 }
        sorted.sort { ($0.purchases, $0.mean) < ($1.purchases, $1.mean) }
        var different: [Alike] = []
        var begin = 0
        for place in sorted.indices where place + 1 == sorted.count || sorted[place + 1] != sorted[place] {
            different.append(Alike(history: sorted[place], customers: place + 1 - begin))
            begin = place + 1
        }
        let without = all.count { $0.purchases == 0 }
        self.init(different: different, withoutPurchases: without, withoutSpend: all.count - without - sorted.count)
    }

    private init(different: [Alike], withoutPurchases: Int, withoutSpend: Int) {
        self.different = different
        self.withoutPurchases = withoutPurchases
        self.withoutSpend = withoutSpend
        customers = different.reduce(0) { $0 + $1.customers }
    }

    /// Mean of the customers' means; 0 where there is nobody.
    public var mean: Double { customers == 0 ? 0 : average { $0.mean } }

    /// Pearson's correlation between how often customers buy and how much they spend, −1…1. Gamma-Gamma takes it for zero;
    /// nothing where all are alike.
    public var correlation: Double? {
        guard customers > 0 else { return nil }
        let (often, much) = (average { Double($0.purchases) }, mean)
        let together = average { (Double($0.purchases) - often) * ($0.mean - much) }
        let apart = average { square(Double($0.purchases) - often) } * average { square($0.mean - much) }
        return apart > 0 ? together / apart.squareRoot() : nil
    }

    func thinned(to limit: Int) -> SpendHistories {
        guard different.count > limit else { return self }
        let step = (different.count + limit - 1) / limit
        let some = stride(from: 0, to: different.count, by: step).map { different[$0] }
        return SpendHistories(different: some, withoutPurchases: 0, withoutSpend: 0)
    }

    private func average(_ value: (SpendHistory) -> Double) -> Double {
        different.reduce(0) { $0 + Double($1.customers) * value($1.history) } / Double(customers)
    }

    private static func problem(_ history: SpendHistory) -> String? {
        if history.purchases < 0 { return "a negative number of purchases" }
        if history.purchases > PurchaseHistories.highestFrequency {
            return "more than \(PurchaseHistories.highestFrequency) purchases"
        }
        if !history.mean.isFinite { return "a mean spend that is no number" }
        if history.mean < 0 { return "a negative mean spend" }
        return nil
    }
}

private func square(_ value: Double) -> Double { value * value }
