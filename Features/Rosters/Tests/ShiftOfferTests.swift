import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Open shifts are told to whoever could take them (GAME-04, GAME-18).
@Suite struct ShiftOfferTests {
    /// Trained, free and not on leave; nobody else, and nobody of a draft.
    @Test(arguments: TestDatabase.engines)
    func anOpenShiftIsToldToWhoeverCouldTakeIt(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let day = try await desk.template("D")
            let first = RosterDesk.first
            let id = try await desk.month()
            try await desk.act { tx, actor in
                try tx.rosters.add(RosterDesk.plan(nil, day), to: id, because: "", version: nil, by: actor)
            }
            #expect(try await Self.told(desk.database).isEmpty, "a draft is for whoever makes it")
            let idle = try await desk.database.read { tx in
                let working = Set(try tx.shifts.of(id, on: first...first).compactMap(\.staff))
                return RosterDesk.agents.filter { !working.contains($0) }
            }
            let away = try #require(idle.first)
            try await desk.grantLeave(to: away, RosterDesk.at(2, 0)..<RosterDesk.at(3, 0))
            try await desk.act { tx, actor in try tx.rosters.publish(id, version: nil, by: actor) }
            let hear = Set(idle + [RosterDesk.second]).subtracting([away])
            #expect(try await Self.told(desk.database) == hear, "who publishes it knows")
        }
    }

    /// A shift that is added open later on is told too, and not to whom it was taken from.
    @Test(arguments: TestDatabase.engines)
    func whatIsOpenedLaterIsToldToo(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.published()
            let day = try await desk.template("D")
            #expect(try await Self.told(desk.database).isEmpty, "nothing is open")
            let idle = try await desk.database.read { tx in
                let working = Set(try tx.shifts.of(id, on: RosterDesk.first...RosterDesk.first).compactMap(\.staff))
                return RosterDesk.agents.filter { !working.contains($0) }
            }
            let shift = try await desk.act { tx, actor in
                try tx.rosters.add(
                    RosterDesk.plan(RosterDesk.second, day), to: id, because: "活动加人", version: nil, by: actor)
            }
            try await desk.act { tx, actor in
                try tx.rosters.takeOff(shift.id, of: id, opens: true, because: "改为自愿", version: nil, by: actor)
            }
            #expect(try await Self.told(desk.database) == Set(idle) && !idle.isEmpty)
        }
    }

    /// GAME-60: what leave leaves open is told to whoever is free then.
    @Test(arguments: TestDatabase.engines)
    func whatLeaveLeavesOpenIsTold(engine: Engine) async throws {
        let friday = Day(2026, 1, 9)
        let (wang, zhao, chen) = (RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3))
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", wang, friday, inGroup: false)
            try await desk.shift("s-2", zhao, friday, inGroup: false)
            let leave = try await desk.act(as: wang) { tx, actor in
                try tx.leaves.ask(
                    Leave.Plan(type: "personal", hours: RosteredDesk.hours(friday), reason: "家事"), by: actor)
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.approve(leave.id, saying: "好", by: actor)
            }
            let told = try await Self.told(desk.database)
            #expect(told.contains(chen) && told.isDisjoint(with: [wang, zhao, RosteredDesk.leader]))
        }
    }

    private static func told(_ database: any Database) async throws -> Set<Staff.ID> {
        try await database.read { tx in
            Set(
                try tx.execute(
                    """
                    SELECT payload FROM outbox JOIN event ON event.id = outbox.event_id
                    WHERE outbox.kind = 'notice' AND event.kind = \(EventKind.shiftOpened.rawValue)
                    ORDER BY payload LIMIT 99
                    """
                ).map { try $0.id("payload") as Staff.ID })
        }
    }
}
