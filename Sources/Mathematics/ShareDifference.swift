/// How far two shares are apart, with the interval in which the difference lies in 95 of 100 such cases.
///
/// Newcombe's hybrid score interval (R. G. Newcombe, "Interval estimation for the difference between independent
/// proportions", Statistics in Medicine 17 (1998), method 10): it holds for few and for none, where the plain one of the
/// textbooks says that nothing is certain to be so.
public struct ShareDifference: Hashable, Sendable {
    public let difference: Double
    public let lower: Double
    public let upper: Double

    /// Nothing where one of the two is of nobody.
    public init?(_ one: (part: Int, whole: Int), minus other: (part: Int, whole: Int)) {
        guard one.whole > 0, other.whole > 0, (0...one.whole).contains(one.part), (0...other.whole).contains(other.part)
        else { return nil }
        let (p, q) = (Double(one.part) / Double(one.whole), Double(other.part) / Double(other.whole))
        let (mine, theirs) = (Self.wilson(p, Double(one.whole)), Self.wilson(q, Double(other.whole)))
        func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
        difference = p - q
        lower = p - q - root(p - mine.lower, theirs.upper - q)
        upper = p - q + root(mine.upper - p, q - theirs.lower)
    }

    /// Nothing lies between them with certainty where the interval holds 0.
    public var isCertain: Bool { lower > 0 || upper < 0 }

    /// Wilson's score interval of one share.
    private static func wilson(_ p: Double, _ n: Double) -> (lower: Double, upper: Double) {
        let z = 1.959_963_984_540_054
        let middle = 2 * n * p + z * z
        let reach = z * (z * z + 4 * n * p * (1 - p)).squareRoot()
        let whole = 2 * (n + z * z)
        return ((middle - reach) / whole, (middle + reach) / whole)
    }
}
