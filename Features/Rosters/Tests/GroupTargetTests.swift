import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// A group has a target beside its minimum (GAME-18): below it something is said, and nothing is refused.
@Suite struct GroupTargetTests {
    @Test(arguments: TestDatabase.engines)
    func belowItsTargetAGroupIsSaidAndPublished(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let group = try await Self.change(desk, minimum: 2, target: 3)
            try await desk.act { tx, actor in _ = try tx.duties.fill(id, version: nil, by: actor) }
            let (findings, worked) = try await desk.database.read { tx in
                (
                    try tx.rosters.findings(of: try tx.rosters.require(id)),
                    Set(try tx.shifts.of(id).filter { $0.group == group }.map(\.span))
                )
            }
            let below = findings.compactMap { finding -> Range<Instant>? in
                guard case .belowTarget(group, let hours, present: 2, target: 3) = finding.matter else { return nil }
                #expect(!finding.isBlock && !finding.counts && finding.clause == "11.3")
                return hours
            }
            #expect(Set(below) == worked && below.count == findings.count, "whenever it works, and nothing else")
            try await desk.act { tx, actor in try tx.rosters.publish(id, version: nil, by: actor) }
        }
    }

    /// A proposal aims at it: what is missing costs what anybody missing costs, told once for the group and not for each of
    /// its people.
    @Test(arguments: TestDatabase.engines)
    func aProposalAimsAtTheTarget(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            _ = try await Self.change(desk, minimum: 1, target: 2)
            let shift = try await desk.shift(of: "a2", on: RosterDesk.first, in: id)
            try await desk.act { tx, actor in
                try tx.rosters.takeOff(shift.id, of: id, opens: false, because: "", version: nil, by: actor)
            }
            let asked = try await desk.act { tx, actor in try tx.rosterProposals.ask(id, seconds: 5, by: actor) }
            let found = try await desk.database.read { tx in
                let plan = ProposalPlan(try tx.rosterProposals.ground(of: asked))
                return plan.start.map { plan.found($0, impossible: []) }
            }
            let below = try #require(found).soft.filter { $0.chinese.contains("班组 A 比目标少 1 人") }
            #expect(below.map(\.day) == [0] && below.map(\.cost) == [StaffingTerms().weights.cover])
        }
    }

    private static func change(_ desk: RosterDesk, minimum: Int, target: Int) async throws -> ShiftGroup.ID {
        try await desk.act { tx, actor in
            let group = try #require(try tx.shiftGroups.of(RosterDesk.unit).first { $0.name == "A" })
            try tx.rosters.set(group.name, minimum, target: target, line: nil, of: group.id, by: actor)
            return group.id
        }
    }
}
