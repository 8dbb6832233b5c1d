/// A model fitted by maximum likelihood, with how sure it is.
public struct ModelFit<Model: Sendable>: Sendable {
    public let model: Model
    /// The standard names of the parameters: `["r", "alpha", "a", "b"]`; estimates and standard errors stand in this order.
    public let names: [String]
    public let estimates: [Double]
    /// From the observed information; in the unit of the parameter. Infinite where the data say nothing.
    public let standardErrors: [Double]
    /// Natural logarithm, over all customers, in the papers' form: comparable between models of the same data.
    public let logLikelihood: Double
    /// Customers it rests on, and how many of them bought again.
    public let customers: Int
    public let repeaters: Int
    /// Newton steps on the whole data.
    public let steps: Int
    /// Names of parameters that the data leave open, as `a` and `b` where nobody seems to leave: what the model foretells
    /// may still be right, but the parameters mean nothing. Empty for an ordinary fit.
    public let open: [String]

    init(_ maximum: Maximum, names: [String], customers: Int, repeaters: Int, model: (SIMD4<Double>) -> Model) {
        var parameters = SIMD4<Double>.zero
        for (row, value) in maximum.parameters.enumerated() { parameters[row] = value }
        self.model = model(parameters)
        self.names = names
        estimates = maximum.parameters
        standardErrors = maximum.standardErrors
        logLikelihood = maximum.logLikelihood
        self.customers = customers
        self.repeaters = repeaters
        steps = maximum.steps
        open = maximum.open
    }
}

/// Why a model is not fitted. Whoever wanted it falls back to recency bands, and shows the reason.
public enum FitRefusal: Error, Equatable, CustomStringConvertible {
    /// So few customers bought again that four numbers could be anything.
    case tooThin(repeaters: Int, least: Int)
    /// The search for the likeliest parameters found none.
    case notConverged(Way)

    public enum Way: Sendable, Equatable {
        /// The likelihood still rises where the parameters are no sensible numbers any more: the data do not look like the
        /// model.
        case ranAway
        /// The search went on and on.
        case tired
        /// The likelihood is no number at the starting points.
        case lost
    }

    public var description: String {
        switch self {
        case .tooThin(let repeaters, let least):
            "Too few customers who came back: \(repeaters), and \(least) are needed."
        case .notConverged(.ranAway):
            "The customers do not look like the model: its parameters grow or shrink without end."
        case .notConverged(.tired): "The likeliest parameters were not found: the search did not come to an end."
        case .notConverged(.lost): "The likeliest parameters were not found: the likelihood is no number."
        }
    }

    /// Under so few, models are known to give any answer; a rule of thumb of practitioners, not a law.
    public static let leastRepeaters = 200
}
