import Foundation

/// Logarithm of the gamma function and its first two derivatives, for x > 0, to about 1e-15 (of 1 or of the value,
/// whichever is more): x is raised above 10 by recurrence, and the asymptotic series does the rest (M. Abramowitz and
/// I. Stegun, "Handbook of Mathematical Functions", 1964, 6.1.40, 6.3.18 and 6.4.12).
enum Polygamma {
    /// ln Γ(x).
    static func logGamma(_ x: Double) -> Double { lgamma(x).0 }

    /// ψ(x) = d/dx ln Γ(x).
    static func digamma(_ x: Double) -> Double {
        let (raised, steps) = raise(x)
        let square = 1 / (raised * raised)
        let tail =
            square
            * (1 / 12 - square
                * (1 / 120 - square
                    * (1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32760 - square / 12))))))
        return steps.reduce(log(raised) - 0.5 / raised - tail) { $0 - 1 / $1 }
    }

    /// ψ′(x).
    static func trigamma(_ x: Double) -> Double {
        let (raised, steps) = raise(x)
        let square = 1 / (raised * raised)
        let tail =
            square
            * (1 / 6 - square
                * (1 / 30 - square
                    * (1 / 42 - square * (1 / 30 - square * (5 / 66 - square * (691 / 2730 - square * 7 / 6))))))
        return steps.reduce((1 + 0.5 / raised + tail) / raised) { $0 + 1 / ($1 * $1) }
    }

    /// x + n above 10, and the x, x+1, … that were passed.
    private static func raise(_ x: Double) -> (raised: Double, steps: [Double]) {
        var raised = x
        var steps: [Double] = []
        while raised < 10 {
            steps.append(raised)
            raised += 1
        }
        return (raised, steps)
    }
}
