import Database
import Foundation
import Kernel
import Testing
import Testkit

struct TestkitTests {
    @Test func theSameSeedThrowsTheSameDice() {
        var (one, two, other) = (SeededDice(seed: 42), SeededDice(seed: 42), SeededDice(seed: 43))
        let throwsOfOne = (0..<5).map { _ in one.next() }
        #expect(throwsOfOne == (0..<5).map { _ in two.next() })
        #expect(throwsOfOne != (0..<5).map { _ in other.next() })
    }

    @Test func chanceStaysBelowOne() {
        let chance = SeededDice.chance(seed: 1)
        #expect((0..<1000).allSatisfy { _ in (0..<1).contains(chance()) })
    }

    @Test func theTimeMachineMovesOnlyWhenTold() {
        let time = TimeMachine()
        time.advance(by: .minutes(5))
        #expect(time.now == TimeMachine.start + .minutes(5))
        time.set(to: Instant(milliseconds: 0))
        #expect(time.clock() == Instant(milliseconds: 0))
    }

    /// Not while golden texts are written: it would write the wrong one.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["QINGTING_GOLDEN"] != "write"))
    func aGoldenTextIsComparedAndADifferenceIsNoticed() {
        golden("one\ntwo", named: "two lines")
        withKnownIssue {
            golden("one\nthree", named: "two lines")
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("from line 2 on") }
        }
    }

    /// Each test has its own rooms: what one writes no other finds.
    @Test(arguments: TestDatabase.engines)
    func twoTestsDoNotMeet(engine: Engine) async throws {
        try await withStock(engine) { one in
            try await withStock(engine) { two in
                try await one.write { try $0.put(3, of: "mug") }
                #expect(try await two.read { try $0.pieces(of: "mug") } == 0)
            }
        }
    }
}
