import Database
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// What was settled before a swap had two matters is kept by the migration that gave it two (GAME-64), on both engines.
@Suite struct LiabilityLegsTests {
    @Test(arguments: TestDatabase.engines)
    func whatWasSettledIsKeptWithItsLeg(engine: Engine) async throws {
        let before = Array(Schema.migrations.prefix { $0.name != "liability-legs" })
        try await RosteredDesk.open(engine, migrations: before) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            for number in 1...2 {
                try await desk.shift("s-\(number)", wang, Day(2026, 1, 8 + number), inGroup: false)
                try await desk.shift("r-\(number)", zhao, Day(2026, 1, 12 + number), inGroup: false)
            }
            let opened = desk.clock.now
            try await desk.database.write { tx in
                for (number, isReturn) in [(1, false), (2, true)] {
                    let swap = RosteredDesk.hours(Day(2026, 1, 8 + number))
                    let back = RosteredDesk.hours(Day(2026, 1, 12 + number))
                    try tx.execute(
                        """
                        INSERT INTO shift_swap
                            (id, number, requested_on, unit_id, initiator_id, counterpart_id, reason, reason_text,
                             briefing, swap_shift_id, swap_starts_at, swap_ends_at, swap_month, swap_became_id,
                             return_shift_id, return_starts_at, return_ends_at, return_month, return_became_id,
                             requested_at, consented_at, state, decided_by, decided_at, opinion, first_at)
                        VALUES (\("swap-\(number)"), \("HB\(number)"), '2026-01-05', \(RosteredDesk.unit), \(wang),
                                \(zhao), 'errand', '过户', '两个待回电', \("s-\(number)"), \(swap.lowerBound),
                                \(swap.upperBound), '2026-01', \("s-\(number)"), \("r-\(number)"), \(back.lowerBound),
                                \(back.upperBound), '2026-01', \("r-\(number)"), \(opened), \(opened), 'missed',
                                \(RosteredDesk.leader), \(opened), '好', \(swap.lowerBound))
                        """)
                    try tx.execute(
                        """
                        INSERT INTO swap_liability
                            (id, swap_id, unit_id, initiator_id, counterpart_id, missed_at, opened_by, opened_at, state,
                             initiator_statement, counterpart_statement, initiator_share, reason, decided_by,
                             decided_at, appeal, initiator_accepts, counterpart_accepts, final_share, final_reason,
                             final_by, final_at)
                        VALUES (\("matter-\(number)"), \("swap-\(number)"), \(RosteredDesk.unit), \(wang), \(zhao),
                                \(isReturn ? back.lowerBound : swap.lowerBound), \(RosteredDesk.leader), \(opened),
                                'final', '我说过', '我没听到', 30, '交代不清', \(RosteredDesk.supervisor), \(opened), '',
                                1, 1, 30, '交代不清', \(RosteredDesk.supervisor), \(opened))
                        """)
                    try tx.execute(
                        """
                        INSERT INTO liability_share
                            (liability_id, staff_id, unit_id, share, missed_at, settled_by, settled_at)
                        VALUES (\("matter-\(number)"), \(wang), \(RosteredDesk.unit), 30, \(swap.lowerBound),
                                \(RosteredDesk.supervisor), \(opened))
                        """)
                }
            }
            #expect(try await desk.database.migrate(Schema.migrations).contains("liability-legs"))
            try await desk.database.write { tx in
                let matters = try tx.swapLiabilities.of("swap-1") + tx.swapLiabilities.of("swap-2")
                #expect(matters.map(\.leg) == [.swap, .back])
                #expect(matters.allSatisfy { $0.state == .final && $0.initiatorStatement == "我说过" })
                #expect(matters.map(\.appealBy) == [opened + .days(5), opened + .days(5)])
                #expect(try tx.swapLiabilities.shares(of: wang).map(\.share) == [30, 30])
                // The other leg has room now, and shares lean on the table they are kept with.
                let swap = try #require(try tx.shiftSwaps.find("swap-1"))
                #expect(try tx.swapLiabilities.open(.back, of: swap, by: nil).leg == .back)
            }
            await #expect(throws: DatabaseError.self) {
                try await desk.database.write { tx in
                    try tx.execute(
                        """
                        INSERT INTO liability_share
                            (liability_id, staff_id, unit_id, share, missed_at, settled_by, settled_at)
                        VALUES ('nothing', \(wang), \(RosteredDesk.unit), 30, \(opened), \(wang), \(opened))
                        """)
                }
            }
        }
    }
}
