/// The histories that a model is fitted to. Equal customers stand together with their number, so that each different
/// history is computed once.
///
/// Costs a sort of all customers at the beginning; 32 bytes a different history after that.
public struct PurchaseHistories: Sendable {
    public struct Alike: Sendable, Equatable {
        public let history: PurchaseHistory
        /// Customers who share it.
        public let customers: Int
    }

    /// Different histories, by frequency, recency and age.
    public let different: [Alike]
    public let customers: Int
    /// Customers who bought again at all.
    public let repeaters: Int
    /// Σx, all repeat purchases.
    public let repeats: Int

    /// Refuses, naming everything at once: negative or more than `highestFrequency` repeats, times that are negative or no
    /// numbers, a last purchase after the end, repeats without time between first and last, time without repeats. Nobody
    /// at all is no mistake: the fit says that this is too thin.
    public init(_ histories: some Sequence<PurchaseHistory>) throws(BadHistories) {
        var sorted = Array(histories)
        try BadHistories.refuse(sorted.lazy.map(Self.problem), of: "customer")
        sorted.sort { ($0.frequency, $0.recency, $0.age) < ($1.frequency, $1.recency, $1.age) }
        var different: [Alike] = []
        var begin = 0
        for place in sorted.indices where place + 1 == sorted.count || sorted[place + 1] != sorted[place] {
            different.append(Alike(history: sorted[place], customers: place + 1 - begin))
            begin = place + 1
        }
        self.init(different: different)
    }

    init(different: [Alike]) {
        self.different = different
        customers = different.reduce(0) { $0 + $1.customers }
        repeaters = different.reduce(0) { $0 + ($1.history.frequency > 0 ? $1.customers : 0) }
        repeats = different.reduce(0) { $0 + $1.history.frequency * $1.customers }
    }

    /// Repeats a unit of time, over all customers.
    var rate: Double {
        let time = different.reduce(0) { $0 + $1.history.age * Double($1.customers) }
        return time > 0 ? Double(repeats) / time : 0
    }

    /// How many customers bought again more than i times, for i = 0, 1, … up to the last one that anybody did.
    ///
    /// Σ over customers of Σ_{i<x} f(i) is Σ over i of moreThan[i]·f(i): so ratios of gamma functions become sums that
    /// lose no digits, however large the parameters grow.
    var moreThan: [Double] {
        var counts = [Double](repeating: 0, count: different.last?.history.frequency ?? 0)
        for alike in different where alike.history.frequency > 0 {
            counts[alike.history.frequency - 1] += Double(alike.customers)
        }
        for place in counts.indices.dropLast().reversed() { counts[place] += counts[place + 1] }
        return counts
    }

    /// Every n-th different history, at most `limit` of them: enough to tell good starting points from bad ones.
    func thinned(to limit: Int) -> PurchaseHistories {
        guard different.count > limit else { return self }
        let step = (different.count + limit - 1) / limit
        return PurchaseHistories(different: stride(from: 0, to: different.count, by: step).map { different[$0] })
    }

    private static func problem(_ history: PurchaseHistory) -> String? {
        let (repeats, recency, age) = (history.frequency, history.recency, history.age)
        if repeats < 0 { return "a negative number of repeat purchases" }
        if repeats > highestFrequency { return "more than \(highestFrequency) repeat purchases" }
        if !recency.isFinite || !age.isFinite { return "a time that is no number" }
        if recency < 0 || age < 0 { return "a negative time" }
        if recency > age { return "a last purchase after the end of the observation" }
        if repeats == 0 && recency > 0 { return "time between first and last purchase, but no repeat purchase" }
        if repeats > 0 && recency == 0 {
            return "repeat purchases at the very time of the first (merge those of a day)"
        }
        return nil
    }

    /// One every day for 273 years.
    public static let highestFrequency = 100_000
}
