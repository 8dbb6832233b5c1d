import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// Swaps used per person, as a table for whoever decides (GAME-63).
@Suite struct SwapTallyTests {
    @Test(arguments: TestDatabase.engines)
    func whoeverDecidesSeesHowOftenEachHasSwapped(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            for (place, day) in [(1, 9), (2, 14)] {
                let mine = try await desk.shift("m-\(place)", wang, Day(2026, 1, day), inGroup: false)
                let theirs = try await desk.shift("t-\(place)", zhao, Day(2026, 1, day + 2), inGroup: false)
                let plan = SwapPlan(
                    shift: mine, counterpart: zhao, back: theirs, reason: .errand, text: "过户", briefing: "两个待回电")
                let swap = try await desk.act(as: wang) { tx, actor in try tx.shiftSwaps.request(plan, by: actor) }
                try await desk.act(as: zhao) { tx, actor in
                    try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor)
                }
                if place == 2 { break }
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.shiftSwaps.approve(swap.id, saying: "人手够", by: actor)
                }
            }
            let tallies = try await desk.database.read { tx in try tx.shiftSwaps.tallies(in: [RosteredDesk.unit]) }
            #expect(tallies.map(\.month) == ["2026-01"] && tallies.map(\.most) == [5])
            #expect(
                tallies.first?.lines == [.init(staff: wang, used: 1), .init(staff: zhao, used: 1)],
                "what waits for a decision does not count yet")
            let web = try WebServer.ofTest(desk.clock)
            ShiftSwapRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                let whoDecides = try await client.get("/shift-swaps", as: RosteredDesk.leader).text
                #expect(whoDecides.contains("本月换班次数"))
                let whoSwaps = try await client.get("/shift-swaps", as: wang).text
                #expect(!whoSwaps.contains("本月换班次数"), "others' are not theirs")
            }
            desk.clock.set(to: RosteredDesk.hours(Day(2026, 2, 3)).lowerBound)
            let next = try await desk.database.read { tx in try tx.shiftSwaps.tallies(in: [RosteredDesk.unit]) }
            #expect(next.isEmpty, "another month begins with none")
        }
    }

    /// Both sides or one, the return or not: as the clause counts them, the most first.
    @Test func itIsCountedAsTheClauseCounts() {
        func swap(_ id: String, _ from: Staff.ID, _ to: Staff.ID, _ months: (String, String), _ state: ShiftSwap.State)
            -> ShiftSwap
        {
            let hours = RosteredDesk.hours(Day(2026, 1, 9))
            return ShiftSwap(
                id: ShiftSwap.ID(id), number: id, unit: "u", initiator: from, counterpart: to, reason: .errand,
                text: "",
                briefing: "", swap: ShiftSwap.Leg(shift: "a", span: hours, month: months.0),
                back: ShiftSwap.Leg(shift: "b", span: hours, month: months.1), requestedAt: hours.lowerBound,
                state: state)
        }
        let swaps = [
            swap("1", "lin", "chen", ("2026-01", "2026-01"), .worked),
            swap("2", "wang", "chen", ("2026-01", "2026-02"), .approved),
            swap("3", "lin", "wang", ("2026-01", "2026-01"), .withdrawn),
        ]
        func used(_ month: String, both: Bool, returns: Bool) -> [String] {
            SwapTally("u", month, swaps, most: 5, both: both, returns: returns).lines.map { "\($0.staff) \($0.used)" }
        }
        #expect(used("2026-01", both: true, returns: false) == ["chen 2", "lin 1", "wang 1"])
        #expect(used("2026-01", both: false, returns: false) == ["lin 1", "wang 1"])
        #expect(used("2026-01", both: true, returns: true) == ["chen 3", "lin 2", "wang 1"])
        #expect(used("2026-02", both: true, returns: true) == ["chen 1", "wang 1"])
    }
}
