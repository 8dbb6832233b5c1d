import Mathematics
import Testing

struct ShareDifferenceTests {
    /// Table II of Newcombe's paper, method 10.
    @Test(arguments: [
        (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000), (10, 10, 0, 10, 0.6075, 1.0000),
    ])
    func intervals(a: Int, m: Int, b: Int, n: Int, lower: Double, upper: Double) throws {
        let difference = try #require(ShareDifference((a, m), minus: (b, n)))
        #expect(abs(difference.lower - lower) < 5.1e-5 && abs(difference.upper - upper) < 5.1e-5)
        #expect(abs(difference.difference - (Double(a) / Double(m) - Double(b) / Double(n))) < 1e-12)
        #expect(difference.isCertain == (lower > 0))
        let turned = try #require(ShareDifference((b, n), minus: (a, m)))
        #expect(abs(turned.lower + upper) < 5.1e-5 && abs(turned.upper + lower) < 5.1e-5)
    }

    @Test func ofNobodyNothingIsSaid() {
        #expect(ShareDifference((0, 0), minus: (1, 2)) == nil && ShareDifference((1, 2), minus: (0, 0)) == nil)
        #expect(ShareDifference((3, 2), minus: (1, 2)) == nil && ShareDifference((-1, 2), minus: (1, 2)) == nil)
    }
}
