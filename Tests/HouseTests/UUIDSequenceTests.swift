import Kernel
import Testing
import Testkit

@testable import Desk

/// Identifiers sort as they were made, whatever the clock does.
struct UUIDSequenceTests {
    @Test func theyAreOfVersionSevenAndCarryTheTime() {
        let id = UUIDSequence().next(at: Instant(milliseconds: 0x0192_ABCD_EF01), randomBits: (0x0123, .max))
        #expect(id == "0192abcd-ef01-7123-bfff-ffffffffffff")
    }

    @Test func theySortInTheOrderOfTheirMakingEvenWhenTheClockIsSetBack() {
        let sequence = UUIDSequence()
        var dice = SeededDice(seed: 7)
        var ids: [String] = []
        for step in 0..<20_000 {
            let now = TimeMachine.start + .milliseconds(step < 10_000 ? step / 5000 : -3_600_000)
            ids.append(sequence.next(at: now, randomBits: (dice.next(upperBound: .max), dice.next())))
        }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
    }
}
