import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// A leg of a swap that the roster's maker moves or takes off (GAME-64, GAME-65, GAME-67), on both engines.
@Suite struct SwapLegMoveTests {
    private static let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
    private static let (friday, monday, wednesday) = (Day(2026, 1, 9), Day(2026, 1, 12), Day(2026, 1, 14))

    /// 客服1 gives away Friday and owes Monday.
    private static func swapped(
        _ engine: Engine, _ body: @Sendable (RosteredDesk, ShiftSwap.ID, ShiftAssignment.ID) async throws -> Void
    ) async throws {
        try await RosteredDesk.open(engine) { desk in
            let mine = try await desk.shift("s-1", wang, friday, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, monday, inGroup: false)
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(
                    SwapPlan(
                        shift: mine, counterpart: zhao, back: theirs, reason: .errand, text: "办房产过户",
                        briefing: "有两个待回电"), by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "人手够", by: actor)
            }
            let back = try #require(try await desk.shifts(of: wang, on: monday).first)
            try await body(desk, swap.id, back.id)
        }
    }

    private static func pass(_ desk: RosteredDesk, _ id: ShiftSwap.ID, at instant: Instant) async throws -> ShiftSwap? {
        desk.clock.set(to: instant)
        return try await desk.database.write { tx in
            _ = try tx.shiftSwaps.passTime(limit: 10)
            return try tx.shiftSwaps.find(id)
        }
    }

    /// The return is worked where it stands now, not where it was; it is locked there, and it is missed there.
    @Test(arguments: TestDatabase.engines)
    func aReturnThatIsMovedIsStillOwed(engine: Engine) async throws {
        try await Self.swapped(engine) { desk, id, back in
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.rosters.move(
                    back, of: "roster", to: Self.wang, on: Self.wednesday, because: "周一人够", version: nil, by: actor)
            }
            #expect(try await desk.shifts(of: Self.wang, on: Self.wednesday).map(\.origin) == [.return])
            let leave = await #expect(throws: GateRefusal.self, "no leave on a leg (GAME-65)") {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.leaves.ask(
                        Leave.Plan(type: "personal", hours: RosteredDesk.hours(Self.wednesday), reason: "想休息"),
                        by: actor)
                }
            }
            #expect(leave?.objections.map(\.rule) == [.swapLegs])
            let monday = try await Self.pass(desk, id, at: RosteredDesk.hours(Self.monday).upperBound)
            #expect(monday?.state == .worked && monday?.back?.span == RosteredDesk.hours(Self.wednesday))
            let owed = try await desk.database.read { tx in try tx.shiftSwaps.unreturned(in: [RosteredDesk.unit]) }
            #expect(owed.map(\.id) == [id])
            let wednesday = try await Self.pass(desk, id, at: RosteredDesk.hours(Self.wednesday).upperBound)
            #expect(wednesday?.state == .returned)
        }
    }

    /// The first leg too: the month in which it counts is the month in which it begins.
    @Test(arguments: TestDatabase.engines)
    func aSwappedShiftThatIsMovedCountsWhereItStands(engine: Engine) async throws {
        try await Self.swapped(engine) { desk, id, _ in
            let first = try #require(try await desk.shifts(of: Self.zhao, on: Self.friday).first)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.rosters.move(
                    first.id, of: "roster", to: Self.zhao, on: Day(2026, 2, 3), because: "周五人够", version: nil,
                    by: actor)
            }
            let (swap, used) = try await desk.database.read { tx in
                (
                    try tx.shiftSwaps.find(id),
                    try ["2026-01", "2026-02"].map {
                        try tx.shiftSwaps.count(of: Self.zhao, in: $0, both: true, returns: false)
                    }
                )
            }
            #expect(swap?.swap.span == RosteredDesk.hours(Day(2026, 2, 3)) && swap?.swap.month == "2026-02")
            #expect(used == [0, 1])
        }
    }

    /// Nobody misses a shift that was taken off the roster.
    @Test(arguments: TestDatabase.engines)
    func nobodyAnswersForALegThatWasTakenOff(engine: Engine) async throws {
        try await Self.swapped(engine) { desk, id, back in
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.rosters.takeOff(
                    back, of: "roster", opens: false, because: "停业一天", version: nil, by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(Self.monday).lowerBound + .hours(1))
            let missable = try await desk.database.read { tx in
                let swap = try #require(try tx.shiftSwaps.find(id))
                return try tx.shiftSwaps.missable(swap, but: [], on: tx.absenceGround(of: RosteredDesk.unit))
            }
            #expect(missable == [.swap])
            await #expect(throws: ShiftSwap.Refusal.shiftGone) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    _ = try tx.swapLiabilities.open(id, .back, because: "没来", by: actor)
                }
            }
        }
    }
}
