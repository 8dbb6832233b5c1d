import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// What the coming days of a published roster lack is told in time, and once (GAME-18, MART-13, SOFT-66), on both engines.
@Suite struct RosterGapTests {
    private static func look(_ desk: RosterDesk, at instant: Instant) async throws -> Int {
        desk.clock.set(to: instant)
        return try await desk.database.write { tx in try tx.rosters.tellGaps() }
    }

    private static func gaps(_ desk: RosterDesk, of id: Roster.ID) async throws -> [Event] {
        try await desk.database.read { tx in
            try tx.events.about(Subject(.roster, id.rawValue), of: [.rosterGapFound], limit: 20)
        }
    }

    private static func told(_ desk: RosterDesk, _ person: Staff.ID) async throws -> Int {
        try await desk.database.read { tx in
            try tx.execute(
                """
                SELECT COUNT(*) AS n FROM outbox JOIN event ON event.id = outbox.event_id
                WHERE outbox.kind = 'notice' AND payload = \(person.rawValue)
                    AND event.kind = \(EventKind.rosterGapFound.rawValue)
                """
            ).first?.int("n") ?? 0
        }
    }

    /// GAME-18, GAME-66: a group of which somebody is on leave.
    @Test(arguments: TestDatabase.engines)
    func aGroupBelowItsMinimumIsToldOnce(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            try await desk.act { tx, actor in
                _ = try tx.duties.fill(id, version: nil, by: actor)
                try tx.rosters.publish(id, version: nil, by: actor)
            }
            try await desk.grantLeave(to: "a1", RosterDesk.at(2, 0)..<RosterDesk.at(3, 0))
            #expect(try await Self.look(desk, at: RosterDesk.at(2, 0) - .hours(72)) == 0, "too far ahead")
            #expect(try await Self.look(desk, at: RosterDesk.at(2, 0) - .hours(30)) == 1)
            let group = try await desk.shift(of: "a1", on: RosterDesk.first, in: id).group
            let gaps = try await Self.gaps(desk, of: id)
            #expect(gaps.map { $0.details["what"] } == ["group-\(group?.rawValue ?? "")"])
            #expect(gaps.first?.details["days"] == "2026-11-02" && gaps.first?.details["clause"] == "11.3")
            #expect(try await Self.told(desk, RosterDesk.leader) == 1, "whoever published it")
            #expect(try await Self.told(desk, "a2") == 0)
            #expect(try await Self.look(desk, at: RosterDesk.at(2, 0) - .hours(29)) == 0, "once")
            #expect(try await Self.look(desk, at: RosterDesk.at(2, 10)) == 0, "nor while it lasts")
        }
    }

    /// MART-13, SOFT-66: a duty that was taken back and given to nobody.
    @Test(arguments: TestDatabase.engines)
    func aDutyThatNobodyHasIsTold(engine: Engine) async throws {
        try await RosterDesk.open(on: engine, pack: "software-support", posts: ["agent", "senior-engineer"]) { desk in
            let id = try await desk.act { tx, actor in
                let id = try tx.rosters.make(
                    in: RosterDesk.unit, RosterDesk.first...RosterDesk.first.advanced(by: 6), by: [], by: actor
                ).id
                _ = try tx.duties.fill(id, version: nil, by: actor)
                var roster = try tx.rosters.require(id)
                try roster.publish(by: actor.staff.id, at: tx.now)
                try tx.rosters.save(roster)
                return id
            }
            let noon = RosterDesk.at(1, 12)
            #expect(try await Self.look(desk, at: noon) == 0, "everybody is arranged")
            try await desk.act { tx, actor in
                let duty = try #require(try tx.duties.of(id).first)
                try tx.duties.takeBack(duty.id, of: id, because: "另有任务", version: nil, by: actor)
            }
            #expect(try await Self.look(desk, at: noon) == 1)
            let gaps = try await Self.gaps(desk, of: id)
            #expect(gaps.map { $0.details["what"] } == ["duty-duty"])
            #expect(gaps.first?.details["days"] == "2026-11-02")
            #expect(try await Self.told(desk, RosterDesk.leader) == 1)
            #expect(try await Self.look(desk, at: noon + .hours(1)) == 0)
        }
    }
}
