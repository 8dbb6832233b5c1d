/// A model of customers who are free to stay away for good without a word: who is still one, and what is to come of them.
///
/// Times are in the unit of the histories that it was fitted to. No answer is ever negative or no number.
public protocol RepeatBuyingModel: Sendable, Equatable {
    /// The likeliest parameters.
    ///
    /// Refuses where fewer than `leastRepeaters` customers bought again (one at least), and where none are found.
    static func fit(_ histories: PurchaseHistories, leastRepeaters: Int) throws(FitRefusal) -> ModelFit<Self>

    /// E[X(t)]: repeat purchases to be expected of a new customer within `time` of the first purchase.
    func expectedRepeats(within time: Double) -> Double

    /// P(alive | x, t_x, T): that somebody with this history is still a customer; 0…1.
    func probabilityAlive(_ history: PurchaseHistory) -> Double

    /// E[Y(t) | x, t_x, T]: purchases to be expected of somebody with this history within `time` from now.
    func expectedPurchases(_ history: PurchaseHistory, within time: Double) -> Double
}

extension RepeatBuyingModel {
    /// The likeliest parameters, where at least 200 customers bought again.
    public static func fit(_ histories: PurchaseHistories) throws(FitRefusal) -> ModelFit<Self> {
        try fit(histories, leastRepeaters: FitRefusal.leastRepeaters)
    }
}

extension Likelihood {
    /// What the `fit` of every model does.
    static func fit<Model>(
        _ histories: PurchaseHistories, leastRepeaters: Int, likelihood: (PurchaseHistories) -> Self,
        model: (SIMD4<Double>) -> Model
    ) throws(FitRefusal) -> ModelFit<Model> {
        let least = max(1, leastRepeaters)
        guard histories.repeaters >= least else { throw .tooThin(repeaters: histories.repeaters, least: least) }
        let maximum = try likelihood(histories).maximum()
        return ModelFit(
            maximum, names: names, customers: histories.customers, repeaters: histories.repeaters, model: model)
    }
}
