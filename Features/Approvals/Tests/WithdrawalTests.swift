import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Who hears of a request that is open to everybody, and of one that is withdrawn (GAME-49, GAME-61, GAME-62, GAME-103).
@Suite struct WithdrawalTests {
    private static let (wang, zhao, chen) = (RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3))
    private static let (friday, monday) = (Day(2026, 1, 9), Day(2026, 1, 12))

    /// A swap asked of nobody by name is told to whoever is free then and may answer.
    @Test(arguments: TestDatabase.engines)
    func anOpenSwapIsToldToWhoeverIsFree(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let mine = try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            try await desk.shift("s-2", Self.zhao, Self.friday, inGroup: false)
            let open = try await desk.act(as: Self.wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, nil, nil), by: actor)
            }
            let told = try await Self.told(desk, .swapRequested)
            #expect(told.contains(Self.chen) && told.isDisjoint(with: [Self.wang, Self.zhao]))
            try await desk.act(as: Self.chen) { tx, actor in _ = try tx.shiftSwaps.open(open.id, by: actor) }
        }
    }

    /// Whoever was to decide on a swap hears that there is nothing to decide; of one that nobody had consented to, nobody.
    @Test(arguments: TestDatabase.engines)
    func aSwapIsWithdrawnAndWhoeverDecidesHearsOfIt(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let mine = try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let theirs = try await desk.shift("s-2", Self.zhao, Self.monday, inGroup: false)
            let early = try await desk.act(as: Self.wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, Self.zhao, theirs), by: actor)
            }
            try await desk.act(as: Self.wang) { tx, actor in try tx.shiftSwaps.withdraw(early.id, by: actor) }
            #expect(try await Self.told(desk, .swapWithdrawn) == [Self.zhao])
            let late = try await desk.act(as: Self.wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, Self.zhao, theirs), by: actor)
            }
            try await desk.act(as: Self.zhao) { tx, actor in
                try tx.shiftSwaps.accept(late.id, returning: nil, by: actor)
            }
            try await desk.act(as: Self.wang) { tx, actor in try tx.shiftSwaps.withdraw(late.id, by: actor) }
            #expect(try await Self.told(desk, .swapWithdrawn).isSuperset(of: [Self.zhao, RosteredDesk.leader]))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverDecidesHearsThatARequestIsWithdrawn(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", Self.wang, today, inGroup: false)
            desk.clock.set(to: RosteredDesk.hours(today).lowerBound + .hours(1))
            try await desk.act(as: Self.wang) { tx, actor in
                let post = try tx.leavePosts.ask(minutes: 10, because: "取药", by: actor)
                try tx.leavePosts.withdraw(post.id, by: actor)
                let overtime = try tx.overtimes.ask(
                    Overtime.Plan(
                        hours: RosteredDesk.hours(Day(2026, 1, 10), 9, 12), reason: "活动", compensation: .lieu),
                    by: actor)
                try tx.overtimes.withdraw(overtime.id, by: actor)
                let correction = try tx.clockCorrections.ask(
                    ClockCorrection.Plan(kind: .in, at: tx.now - .minutes(10), reason: "忘了", proof: ""), by: actor)
                try tx.clockCorrections.withdraw(correction.id, by: actor)
            }
            for kind in [EventKind.postWithdrawn, .overtimeWithdrawn, .correctionWithdrawn] {
                #expect(try await Self.told(desk, kind).contains(RosteredDesk.leader), "\(kind.rawValue)")
            }
        }
    }

    private static func plan(
        _ shift: ShiftAssignment.ID, _ colleague: Staff.ID?, _ back: ShiftAssignment.ID?
    ) -> SwapPlan {
        SwapPlan(shift: shift, counterpart: colleague, back: back, reason: .errand, text: "办过户", briefing: "两个待回电")
    }

    private static func told(_ desk: RosteredDesk, _ kind: EventKind) async throws -> Set<Staff.ID> {
        try await desk.database.read { tx in
            Set(
                try tx.execute(
                    """
                    SELECT payload FROM outbox JOIN event ON event.id = outbox.event_id
                    WHERE outbox.kind = 'notice' AND event.kind = \(kind.rawValue)
                    ORDER BY payload LIMIT 99
                    """
                ).map { try $0.id("payload") as Staff.ID })
        }
    }
}
