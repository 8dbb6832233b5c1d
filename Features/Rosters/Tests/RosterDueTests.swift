import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// The roster of a month is published by a day of the month before (SOFT-66).
@Suite struct RosterDueTests {
    private static let december = Day(2026, 12, 1)

    /// Whoever works by rosters owes the next month from the first of this one; it is kept when all of it is published.
    @Test(arguments: TestDatabase.engines)
    func theNextMonthIsOwedUntilAllOfItIsPublished(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            #expect(try await Self.look(desk) == 0, "nobody works by rosters yet, and the day is past")
            try await Self.publish(desk, RosterDesk.first...RosterDesk.first.advanced(by: 6))
            desk.clock.set(to: RosterDesk.at(3, 9))
            #expect(try await Self.look(desk) == 1)
            #expect(try await Self.look(desk) == 0, "once")
            let owed = try #require(try await Self.owed(desk).first)
            #expect(owed.clause == "11.6" && owed.item == "2026-12" && owed.owedBy == .post("supervisor"))
            #expect(owed.startedAt == RosterDesk.at(1, 0) && owed.dueAt == RosterDesk.at(26, 0), "through the 25th")
            #expect(owed.reportURL == "/rosters/new?unit=\(RosterDesk.unit)")
            try await Self.publish(desk, Self.december...Self.december.advanced(by: 14))
            #expect(try await Self.states(desk) == ["open"], "half of it")
            try await Self.publish(desk, Self.december.advanced(by: 15)...Self.december.advanced(by: 30))
            #expect(try await Self.states(desk) == ["kept"])
        }
    }

    /// What comes after the day is late, and told.
    @Test(arguments: TestDatabase.engines)
    func afterTheDayItIsLate(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            try await Self.publish(desk, RosterDesk.first...RosterDesk.first.advanced(by: 6))
            desk.clock.set(to: RosterDesk.at(3, 9))
            try await Self.look(desk)
            desk.clock.set(to: RosterDesk.at(26, 9))
            _ = try await desk.database.write { tx in try tx.obligations.act() }
            #expect(try await Self.owed(desk).first?.breachedAt != nil)
            try await Self.publish(desk, Self.december...Self.december.advanced(by: 30))
            #expect(try await Self.states(desk) == ["late"])
        }
    }

    /// A unit whose next month is published already owes nothing, nor does one whose handbook does not ask.
    @Test(arguments: TestDatabase.engines)
    func whatIsPublishedIsNotAskedFor(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            try await Self.publish(desk, RosterDesk.first...Self.december.advanced(by: 30))
            desk.clock.set(to: RosterDesk.at(3, 9))
            #expect(try await Self.look(desk) == 0)
        }
        try await RosterDesk.open(on: engine) { desk in
            try await desk.act { tx, actor in
                let id = try tx.rosters.make(
                    in: RosterDesk.unit, RosterDesk.first...RosterDesk.first.advanced(by: 6), by: [], by: actor
                ).id
                var roster = try tx.rosters.require(id)
                try roster.publish(by: actor.staff.id, at: tx.now)
                try tx.rosters.save(roster)
            }
            desk.clock.set(to: RosterDesk.at(3, 9))
            #expect(try await Self.look(desk) == 0)
        }
    }

    private static func open(
        _ engine: Engine, _ body: @Sendable (RosterDesk) async throws -> Void
    ) async throws {
        try await RosterDesk.open(
            on: engine, pack: "software-support", posts: ["agent", "senior-engineer"], body)
    }

    private static func publish(_ desk: RosterDesk, _ days: ClosedRange<Day>) async throws {
        try await desk.act { tx, actor in
            let roster = try tx.rosters.make(in: RosterDesk.unit, days, by: [], by: actor)
            _ = try tx.duties.fill(roster.id, version: nil, by: actor)
            try tx.rosters.publish(roster.id, version: nil, by: actor)
        }
    }

    @discardableResult
    private static func look(_ desk: RosterDesk) async throws -> Int {
        try await desk.database.write { tx in try tx.rosters.openDue() }
    }

    private static func owed(_ desk: RosterDesk) async throws -> [Obligation] {
        try await desk.database.read { tx in
            try tx.obligations.load(
                "WHERE rule = \(DeadlineRule.publishRoster.rawValue) AND state = 'open' ORDER BY id LIMIT 5")
        }
    }

    private static func states(_ desk: RosterDesk) async throws -> [String] {
        try await desk.database.read { tx in
            try tx.execute(
                "SELECT state FROM obligation WHERE rule = 'roster.publish' AND item = '2026-12' ORDER BY id LIMIT 5"
            ).map { try $0.text("state") }
        }
    }
}
