import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// Rest after a swap, and what a missed shift comes to for each of the two (GAME-64, GAME-66), on both engines.
@Suite struct SwapRestTests {
    private static let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))

    private static func plan(_ shift: ShiftAssignment.ID, _ back: ShiftAssignment.ID) -> SwapPlan {
        SwapPlan(
            shift: shift, counterpart: zhao, back: back, reason: .errand, text: "办房产过户", briefing: "有两个待回电")
    }

    private static func lengthen(by hours: Int, _ desk: RosteredDesk) async throws {
        try await desk.database.write { tx in
            var late = try tx.shifts.require("late")
            late.span = late.span.lowerBound..<(late.span.upperBound + .hours(hours))
            try tx.shifts.save(late)
        }
    }

    /// Ten hours between the late shift that the colleague works and the early one they would take are too few.
    @Test(arguments: TestDatabase.engines)
    func nobodySwapsTheirRestAway(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (Self.wang, Self.zhao)
            let mine = try await desk.shift("s-1", wang, Day(2026, 1, 9), inGroup: false)
            let back = try await desk.shift("s-2", zhao, Day(2026, 1, 14), inGroup: false)
            try await desk.database.write { tx in
                let late = RosteredDesk.hours(Day(2026, 1, 8), 15, 23)
                try tx.shifts.insert([
                    ShiftAssignment(
                        id: "late", roster: "roster", unit: RosteredDesk.unit, staff: zhao, day: Day(2026, 1, 8),
                        span: late, enteredBy: RosteredDesk.manager, enteredAt: tx.now)
                ])
            }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: wang) { tx, actor in
                    try tx.shiftSwaps.request(Self.plan(mine, back), by: actor)
                }
            }
            #expect(refusal?.objections.map(\.clause) == ["13.11"])
            #expect(refusal?.objections.first?.missing.values.suffix(2) == ["10", "11"])
            #expect(refusal?.remedy == nil, "a swap that was refused is not there to be asked about")
            try await Self.lengthen(by: -1, desk)
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, back), by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor) }
            // Between the consent and the decision the late shift was made longer again.
            try await Self.lengthen(by: 1, desk)
            let late = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.shiftSwaps.approve(swap.id, saying: "好", by: actor)
                }
            }
            #expect(late?.objections.map(\.rule) == [.swapRest])
            #expect(late?.remedy?.url == "/exceptions/new?clause=13.11&swap=\(swap.id)")
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.exceptions.request(["13.11"], of: swap.subject, obligation: nil, because: "旺季缺人", by: actor)
            }
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                let request = try #require(try tx.exceptions.about(swap.subject).first)
                try tx.exceptions.approve(request.id, saying: "同意", by: actor)
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "好", by: actor)
            }
            #expect(try await desk.shifts(of: zhao, on: Day(2026, 1, 9)).map(\.origin) == [.swap])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSharesAreWrittenOnOnceTheyAreFinal(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (Self.wang, Self.zhao)
            let mine = try await desk.shift("s-1", wang, Day(2026, 1, 9), inGroup: false)
            let back = try await desk.shift("s-2", zhao, Day(2026, 1, 14), inGroup: false)
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, back), by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "好", by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(Day(2026, 1, 9)).lowerBound + .hours(1))
            let liability = try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.swapLiabilities.open(swap.id, .swap, by: actor).id
            }
            for person in [wang, zhao] {
                try await desk.act(as: person) { tx, actor in
                    try tx.swapLiabilities.state(liability, "我说过的", by: actor)
                }
            }
            func shares(of person: Staff.ID) async throws -> [Int] {
                try await desk.database.read { tx in try tx.swapLiabilities.shares(of: person).map(\.share) }
            }
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.swapLiabilities.decide(
                    liability, try #require(SwapLiability.Shares(initiator: 30)), because: "交代不清", by: actor)
            }
            #expect(try await shares(of: wang).isEmpty, "not yet final")
            for person in [wang, zhao] {
                try await desk.act(as: person) { tx, actor in try tx.swapLiabilities.accept(liability, by: actor) }
            }
            #expect(try await shares(of: wang) == [30])
            #expect(try await shares(of: zhao) == [70])
        }
    }
}
