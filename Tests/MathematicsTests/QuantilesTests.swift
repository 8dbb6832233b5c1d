import Mathematics
import Testing

@Suite struct QuantilesTests {
    /// numpy.quantile([1, 2, 4, 8, 16], …), linear interpolation.
    @Test(arguments: [(0.0, 1.0), (0.25, 2.0), (0.5, 4.0), (0.75, 8.0), (0.9, 12.8), (0.95, 14.4), (1.0, 16.0)])
    func interpolatesBetweenNeighboursAsNumpyDoes(share: Double, expected: Double) throws {
        let value = try #require(Quantiles([16, 1, 8, 2, 4]).value(at: share))
        #expect(abs(value - expected) < 1e-12)
    }

    @Test func nothingHasNoMedian() {
        #expect(Quantiles([]).median == nil)
        #expect(Quantiles([]).count == 0)
    }

    @Test func oneValueIsEveryQuantile() {
        #expect(Quantiles([7]).value(at: 0.1) == 7)
        #expect(Quantiles([7]).median == 7)
    }

    @Test func aShareOutsideZeroToOneIsNoQuantile() {
        #expect(Quantiles([1, 2]).value(at: 1.5) == nil)
        #expect(Quantiles([1, 2]).value(at: -0.1) == nil)
    }
}
