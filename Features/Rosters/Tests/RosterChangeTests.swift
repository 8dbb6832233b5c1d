import Database
import Handbook
import Kernel
import Testing
import Testkit
import Web

@testable import Desk
@testable import Deskkit

/// A published roster is changed under the clauses by which it was published (GAME-04, GAME-17, GAME-18, A-10).
@Suite struct RosterChangeTests {
    private static func clauses<T>(_ body: () async throws -> T) async throws -> [String] {
        do {
            _ = try await body()
            return []
        } catch let refusal as GateRefusal {
            return refusal.objections.map(\.clause)
        }
    }

    /// GAME-18: nobody is taken off below the minimum of the group; where somebody else stands there, they may.
    @Test(arguments: TestDatabase.engines)
    func aChangeKeepsTheMinimum(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.published()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            let refused = try await Self.clauses {
                try await desk.act { tx, actor in
                    try tx.rosters.takeOff(shift.id, of: id, opens: true, because: "调班", version: nil, by: actor)
                }
            }
            #expect(refused == ["11.3"])
            try await desk.act { tx, actor in
                let plan = RosterDesk.plan(RosterDesk.second, shift.template, group: shift.group)
                try tx.rosters.add(plan, to: id, because: "加人", version: nil, by: actor)
                try tx.rosters.takeOff(shift.id, of: id, opens: true, because: "调班", version: nil, by: actor)
            }
            let open = try await desk.shift(of: nil, on: RosterDesk.first, in: id)
            #expect(open.group == shift.group)
        }
    }

    /// GAME-18: what a clause refuses of a published roster leads to an exception, asked for by whoever makes it, allowed by
    /// somebody above, and used once.
    @Test(arguments: TestDatabase.engines)
    func belowTheMinimumAnExceptionIsAskedFor(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            try await desk.database.write { tx in
                let version = try tx.rosters.setting(of: RosterDesk.unit).version
                try tx.join("boss", "经理", as: "manager", in: RosterDesk.unit, reading: version)
            }
            let id = try await desk.published()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            let other = try await desk.shift(of: "a2", on: RosterDesk.first, in: id)
            func takeOff(_ shift: ShiftAssignment.ID) async throws {
                try await desk.act { tx, actor in
                    try tx.rosters.takeOff(shift, of: id, opens: true, because: "调班", version: nil, by: actor)
                }
            }
            let refused = await #expect(throws: GateRefusal.self) { try await takeOff(shift.id) }
            #expect(refused?.remedy?.url == "/exceptions/new?clause=11.3&roster=\(id)")
            let subject = Subject(.roster, id.rawValue)
            await #expect(throws: NotAllowed.self, "whoever makes no rosters asks for nothing") {
                try await desk.act(as: "a1") { tx, actor in
                    try tx.exceptions.request(["11.3"], of: subject, obligation: nil, because: "想歇", by: actor)
                }
            }
            try await desk.act { tx, actor in
                try tx.exceptions.request(["11.3"], of: subject, obligation: nil, because: "当日停服维护", by: actor)
            }
            try await desk.act(as: "boss") { tx, actor in
                let request = try #require(try tx.exceptions.about(subject).first)
                try tx.exceptions.approve(request.id, saying: "同意", by: actor)
            }
            try await takeOff(shift.id)
            #expect(try await desk.shift(of: nil, on: RosterDesk.first, in: id).group == shift.group)
            await #expect(throws: GateRefusal.self, "once") { try await takeOff(other.id) }
        }
    }

    /// GAME-17: what has begun is neither taken off nor moved nor added, though its day is not over.
    @Test(arguments: TestDatabase.engines)
    func whatHasBegunStands(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.published()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            desk.clock.advance(by: RosterDesk.at(2, 13) - desk.clock.now)
            await #expect(throws: Roster.Refusal.past) {
                try await desk.act { tx, actor in
                    try tx.rosters.takeOff(shift.id, of: id, opens: false, because: "没来", version: nil, by: actor)
                }
            }
            await #expect(throws: Roster.Refusal.past) {
                try await desk.act { tx, actor in
                    try tx.rosters.move(
                        shift.id, of: id, to: RosterDesk.second, on: shift.day, because: "没来", version: nil, by: actor)
                }
            }
            await #expect(throws: Roster.Refusal.past) {
                try await desk.act { tx, actor in
                    let plan = RosterDesk.plan("b1", shift.template)
                    try tx.rosters.add(plan, to: id, because: "补", version: nil, by: actor)
                }
            }
        }
    }

    /// A-10, GAME-60: nobody takes an open shift that takes their rest, or that lies in their leave.
    @Test(arguments: TestDatabase.engines)
    func anOpenShiftIsNotTakenWithoutRest(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            try await desk.grantLeave(to: "c1", RosterDesk.at(3, 0)..<RosterDesk.at(4, 0))
            let id = try await desk.published()
            let night = try await desk.template("晚")
            let open = try await desk.act { tx, actor in
                let plan = RosterDesk.plan(nil, night, on: Day(2026, 11, 3))
                return try tx.rosters.add(plan, to: id, because: "夜里加人", version: nil, by: actor).id
            }
            await #expect(throws: ShiftAssignment.Refusal.tooLittleRest(clause: "11.1")) {
                try await desk.act(as: "a1") { tx, actor in try tx.rosters.take(open, by: actor) }
            }
            await #expect(throws: ShiftAssignment.Refusal.onLeave(RosterDesk.at(3, 0)..<RosterDesk.at(4, 0))) {
                try await desk.act(as: "c1") { tx, actor in try tx.rosters.take(open, by: actor) }
            }
            try await desk.act(as: RosterDesk.second) { tx, actor in try tx.rosters.take(open, by: actor) }
        }
    }

    /// GAME-17: nobody is absent from what nobody could know of.
    @Test(arguments: TestDatabase.engines)
    func whatHasBegunIsNotPublished(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            desk.clock.advance(by: RosterDesk.at(2, 9) - desk.clock.now)
            await #expect(throws: Roster.Refusal.begun(RosterDesk.first)) {
                try await desk.act { tx, actor in try tx.rosters.publish(id, version: nil, by: actor) }
            }
            #expect(try await desk.database.read { tx in try tx.rosters.require(id).state } == .draft)
        }
    }

    /// GAME-04: a learner is never left alone by a change, nor given a mentor who is not there, not of the unit, or untrained.
    @Test(arguments: TestDatabase.engines)
    func aLearnerKeepsAMentor(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            @Sendable func add(_ person: Staff.ID, _ mentor: Staff.ID) async throws {
                try await desk.act { tx, actor in
                    let plan = RosterDesk.plan(person, shift.template, mentor: mentor)
                    try tx.rosters.add(plan, to: id, because: "跟班", version: nil, by: actor)
                }
            }
            await #expect(throws: ShiftAssignment.Refusal.ownMentor) {
                try await add(RosterDesk.newcomer, RosterDesk.newcomer)
            }
            await #expect(throws: ShiftAssignment.Refusal.mentorNotOfUnit) { try await add(RosterDesk.newcomer, "谁") }
            await #expect(throws: ShiftAssignment.Refusal.mentorNotOfUnit) {
                try await add(RosterDesk.newcomer, RosterDesk.stranger)
            }
            await #expect(throws: ShiftAssignment.Refusal.mentorUnqualified(skill: "上岗培训", clause: "11.4")) {
                try await add("b1", RosterDesk.newcomer)
            }
            try await add(RosterDesk.newcomer, "a1")
            try await desk.act { tx, actor in try tx.rosters.publish(id, version: nil, by: actor) }
            let left = try await Self.clauses {
                try await desk.act { tx, actor in
                    try tx.rosters.move(
                        shift.id, of: id, to: RosterDesk.second, on: shift.day, because: "顶班", version: nil, by: actor)
                }
            }
            #expect(left == ["11.4"], "the newcomer would be alone")
            let learner = try await desk.shift(of: RosterDesk.newcomer, on: shift.day, in: id)
            let moved = try await Self.clauses {
                try await desk.act { tx, actor in
                    try tx.rosters.move(
                        learner.id, of: id, to: RosterDesk.newcomer, on: shift.day.advanced(by: 1), because: "改期",
                        version: nil, by: actor)
                }
            }
            #expect(moved == ["11.4"], "the mentor is off that day")
        }
    }
}
