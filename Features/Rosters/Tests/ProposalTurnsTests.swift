import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// The turns of a group are a soft rule of its proposals (GAME-17, A-01).
@Suite struct ProposalTurnsTests {
    /// 上1休1 and 三班倒 both name the groups: the draft says which of them is theirs. Its single days cost nothing then, a
    /// day out of turn does.
    @Test(arguments: TestDatabase.engines)
    func aDayOutOfTurnCosts(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let asked = try await desk.act { tx, actor in try tx.rosterProposals.ask(id, seconds: 5, by: actor) }
            let inTurn = try await Self.soft(desk, asked)
            #expect(!inTurn.contains { Self.isOfTurns($0) || Self.isOfRuns($0) }, "\(inTurn.map(\.chinese))")
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first.advanced(by: 8), in: id)
            try await desk.act { tx, actor in
                try tx.rosters.takeOff(shift.id, of: id, opens: false, because: "", version: nil, by: actor)
            }
            let out = try await Self.soft(desk, asked).filter(Self.isOfTurns)
            #expect(out.map(\.day) == [8] && out.map(\.cost) == [StaffingTerms().weights.pattern])
            #expect(out.first?.chinese.contains("客服a1") == true)

            // Nobody weighs it: nothing is said of it, of turns or of single days.
            try await desk.act { tx, actor in
                var terms = StaffingTerms()
                terms.weights.pattern = 0
                try tx.rosterProposals.set(terms, of: RosterDesk.unit, by: actor)
            }
            #expect(try await !Self.soft(desk, asked).contains { Self.isOfTurns($0) || Self.isOfRuns($0) })
        }
    }

    /// Where no pattern is used, single days off and on are what is avoided, as they were.
    @Test(arguments: TestDatabase.engines)
    func withoutTurnsSingleDaysAreAvoided(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let asked = try await desk.act { tx, actor in
                for pattern in try tx.rotationPatterns.of(RosterDesk.unit) {
                    try tx.rosters.retire(pattern: pattern.id, by: actor)
                }
                return try tx.rosterProposals.ask(id, seconds: 5, by: actor)
            }
            let found = try await Self.soft(desk, asked)
            #expect(found.contains(where: Self.isOfRuns) && !found.contains(where: Self.isOfTurns))
        }
    }

    private static func isOfTurns(_ finding: ProposedRoster.Finding) -> Bool { finding.chinese.contains("轮班规律") }

    private static func isOfRuns(_ finding: ProposedRoster.Finding) -> Bool {
        finding.chinese.contains("连续上班天数") || finding.chinese.contains("连续休息天数")
    }

    /// What a proposal would say of the draft as it stands.
    private static func soft(_ desk: RosterDesk, _ proposal: RosterProposal) async throws -> [ProposedRoster.Finding] {
        try await desk.database.read { tx in
            let plan = ProposalPlan(try tx.rosterProposals.ground(of: proposal))
            return plan.start.map { plan.found($0, impossible: []).soft } ?? []
        }
    }
}
