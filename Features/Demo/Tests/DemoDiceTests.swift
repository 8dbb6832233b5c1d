import Kernel
import Testing

@testable import Desk

@Suite("Clock and dice of a played history")
struct DemoDiceTests {
    @Test func theClockNeverGoesBack() {
        let clock = SimulatedClock(Instant(milliseconds: 1000))
        clock.move(to: Instant(milliseconds: 5000))
        clock.move(to: Instant(milliseconds: 2000))
        #expect(clock.clock() == Instant(milliseconds: 5000))
    }

    @Test func theSameSeedThrowsTheSameAndAnotherDoesNot() {
        var (first, second, other) = (DemoDice(seed: 7), DemoDice(seed: 7), DemoDice(seed: 8))
        let throwsOfFirst = (0..<50).map { _ in first.number(1...1000) }
        #expect(throwsOfFirst == (0..<50).map { _ in second.number(1...1000) })
        #expect(throwsOfFirst != (0..<50).map { _ in other.number(1...1000) })
    }

    @Test func weightsAreKeptToAndNothingIsDrawnOfNothing() {
        var dice = DemoDice(seed: 3)
        let drawn = (0..<4000).compactMap { _ in dice.one(of: [("often", weight: 9), ("never", 0), ("seldom", 1)]) }
        #expect(drawn.count == 4000 && !drawn.contains("never"))
        #expect((250...550).contains(drawn.count { $0 == "seldom" }))
        #expect(dice.one(of: [String]()) == nil)
        #expect(dice.one(of: [("never", weight: 0)]) == nil)
    }
}
