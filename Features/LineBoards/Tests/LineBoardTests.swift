import Handbook
import Kernel
import Testing

@testable import Desk

/// The board as a value: which people begin together, and which of their turns a minute means.
@Suite struct LineBoardTests {
    private static func shift(_ id: String, _ person: Staff.ID?, from hour: Int, hours: Int) -> ShiftAssignment {
        let start = Zone.shanghai.instant(Day(2026, 1, 5), .at(hour))
        return ShiftAssignment(
            id: ShiftAssignment.ID(id), roster: "roster", unit: "centre", staff: person, day: Day(2026, 1, 5),
            span: start..<(start + .hours(hours)), enteredBy: nil, enteredAt: start)
    }

    private static let turns = LineBoard.turns(of: [
        shift("late", "chen", from: 16, hours: 8), shift("early", "wang", from: 8, hours: 8),
        shift("long", "li", from: 8, hours: 12), shift("open", nil, from: 8, hours: 8),
    ])

    /// Who begins together is one turn, to the end of the longest; an open shift is nobody.
    @Test func whoBeginsTogetherIsOneTurn() {
        #expect(Self.turns.map(\.people) == [2, 1])
        #expect(Self.turns[0].span == Self.shift("long", "li", from: 8, hours: 12).span)
        #expect(LineBoard.turns(of: []).isEmpty)
    }

    @Test(arguments: [(8, 8), (15, 8), (16, 16), (17, 16), (7, 8), (23, 16)])
    func aMinuteMeansTheTurnThatIsOnOrTheNext(hour: Int, start: Int) {
        let at = Zone.shanghai.instant(Day(2026, 1, 5), .at(hour))
        let turn = LineBoard.turn(at: at, of: Self.turns)
        #expect(turn?.span.lowerBound == Zone.shanghai.instant(Day(2026, 1, 5), .at(start)))
    }

    @Test func afterAllOfThemItIsTheLast() {
        let late = Zone.shanghai.instant(Day(2026, 1, 6), .at(9))
        #expect(LineBoard.turn(at: late, of: Self.turns) == Self.turns[1])
        #expect(LineBoard.turn(at: late, of: []) == nil)
    }

    @Test func aNeedIsMetByItsLevel() {
        var line = Line(
            id: "vip", unit: "centre", name: "VIP", isOpen: true, condition: .init(), categories: [],
            needs: [.init(skill: "粤语", level: 2), .init(skill: "礼仪", level: 3)], method: .leastLoad,
            keepsFirstReceiver: false, prefersLastHandler: false, prefersNearest: false, minutesToTake: 5,
            refusalsAllowed: 3)
        #expect(line.lacking(["粤语": 2, "礼仪": 2]) == .init(skill: "礼仪", level: 3))
        #expect(line.lacking(["粤语": 2, "礼仪": 3]) == nil)
        line.needs = []
        #expect(line.lacking([:]) == nil)
    }
}
