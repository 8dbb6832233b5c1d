import Foundation

/// A log-likelihood of up to four positive parameters, given data.
protocol Likelihood {
    /// The standard names, in the order of the parameters.
    static var names: [String] { get }
    /// Value, gradient and second derivatives at these parameters. Must be right wherever all of them are above zero.
    func shape(at parameters: SIMD4<Double>) -> LocalShape
    /// Where a search may begin: several, since no one of them suits all data.
    var starts: [[Double]] { get }
    /// The same on part of the data.
    func thinned(to limit: Int) -> Self
}

extension Likelihood {
    /// The parameters under which the data are likeliest.
    ///
    /// All starts are tried on at most `sampleOfStarts` different customers; from the best summit the rest is climbed on
    /// all. Where that leads nowhere, or leaves a parameter open, all starts are tried on all: only then is it said.
    /// Costs five to ten evaluations of the whole data and forty of the sample; a hundred of all where the data are odd.
    func maximum() throws(FitRefusal) -> Maximum {
        let few = thinned(to: sampleOfStarts)
        if let best = Self.highest(starts.map { few.climb(from: $0.map { log($0) }) }) {
            let summit = climb(from: (0..<Self.names.count).map { best.place[$0] })
            let maximum = Maximum(summit, names: Self.names)
            if summit.end == .settled, maximum.open.isEmpty { return maximum }
        }
        guard let summit = Self.highest(starts.map { climb(from: $0.map { log($0) }) }) else {
            throw .notConverged(.lost)
        }
        switch summit.end {
        case .settled: return Maximum(summit, names: Self.names)
        case .ranAway: throw .notConverged(.ranAway)
        case .tired: throw .notConverged(.tired)
        case .lost: throw .notConverged(.lost)
        }
    }

    private static func highest(_ summits: [NewtonAscent.Summit]) -> NewtonAscent.Summit? {
        summits.filter { $0.end != .lost }.max { $0.shape.value < $1.shape.value }
    }

    private func climb(from start: [Double]) -> NewtonAscent.Summit {
        var place = SIMD4<Double>.zero
        for (row, value) in start.enumerated() { place[row] = value }
        return NewtonAscent.climb(from: place, dimensions: Self.names.count) { place in
            let parameters = SIMD4(exp(place.x), exp(place.y), exp(place.z), exp(place.w))
            return shape(at: parameters).byLogarithms(at: parameters)
        }
    }
}

/// Enough to tell a good start from a bad one.
private let sampleOfStarts = 2048

/// The summit of a likelihood, and how sure it is.
struct Maximum {
    let parameters: [Double]
    let standardErrors: [Double]
    let logLikelihood: Double
    let steps: Int
    /// Names of the parameters that the data leave open.
    let open: [String]

    /// Standard errors are roots of the diagonal of the inverse of the observed information, −∂²ln L (R. A. Fisher, 1922;
    /// B. Efron and D. V. Hinkley, Biometrika 65, 1978), taken by logarithms and carried back: at the summit both agree.
    init(_ summit: NewtonAscent.Summit, names: [String]) {
        let rows = names.indices
        let information = rows.map { row in rows.map { -summit.shape.hessian[row][$0] } }
        let largest = rows.map { abs(information[$0][$0]) }.max() ?? 0
        // Along a direction that the data leave open the information is zero, or less by rounding.
        let held = rows.map { row in rows.map { information[row][$0] + ($0 == row ? 1e-12 * largest : 0) } }
        let inverse = (Cholesky(information) ?? Cholesky(held))?.inverse
        let spread = rows.map { row in inverse.map { $0[row][row].squareRoot() } ?? .infinity }
        parameters = rows.map { exp(summit.place[$0]) }
        standardErrors = zip(parameters, spread).map { $0 * $1 }
        logLikelihood = summit.shape.value
        steps = summit.steps
        open = zip(names, spread).filter { !($0.1 < widest) }.map(\.0)
    }
}

/// A standard error of so many times the parameter itself says that any number would do as well.
private let widest = 10.0
