import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Whoever is away, or has left, is not on the roster (GAME-60, SOFT-68).
@Suite struct RosterLeaveTests {
    /// GAME-60, GAME-18: agreed leave is a finding and no presence; publishing opens the shift, and no clause is passed by.
    @Test(arguments: TestDatabase.engines)
    func leaveIsKnownToARosterThatIsMadeAfterIt(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            try await desk.grantLeave(to: "a1", RosterDesk.at(2, 0)..<RosterDesk.at(3, 0))
            let id = try await desk.month()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            let findings = try await desk.database.read { tx in
                try tx.rosters.findings(of: try tx.rosters.require(id)).filter(\.isBlock).map(\.matter)
            }
            #expect(findings.contains(.onLeave(shift.id, "a1", shift.span)))
            #expect(
                findings.contains(.belowMinimum(shift.group ?? "", shift.span, present: 1, minimum: 2)),
                "nobody counts who is on leave")
            do {
                try await desk.act { tx, actor in try tx.rosters.publish(id, version: nil, by: actor) }
                Issue.record("published with one of two")
            } catch let refusal as GateRefusal {
                #expect(refusal.objections.map(\.clause) == ["11.3"])
            }
            try await desk.act { tx, actor in
                let plan = RosterDesk.plan(RosterDesk.second, shift.template, group: shift.group)
                try tx.rosters.add(plan, to: id, because: "", version: nil, by: actor)
                try tx.rosters.publish(id, version: nil, by: actor)
            }
            let (was, shifts) = try await desk.database.read { tx in
                (
                    try tx.shifts.require(shift.id),
                    try tx.shifts.of(id, on: RosterDesk.first...RosterDesk.first).filter { $0.group == shift.group }
                )
            }
            #expect(was.takenBack?.reason == .leave)
            #expect(Set(shifts.map(\.staff)) == [nil, "a2", RosterDesk.second], "the shift is open, and two are there")
            await #expect(throws: ShiftAssignment.Refusal.onLeave(RosterDesk.at(2, 0)..<RosterDesk.at(3, 0))) {
                try await desk.act { tx, actor in
                    let plan = RosterDesk.plan("a1", shift.template, group: shift.group)
                    try tx.rosters.add(plan, to: id, because: "缺人", version: nil, by: actor)
                }
            }
        }
    }

    /// SOFT-68: whoever has left has no shift ahead, on drafts too; what ran is cut at the minute; the maker is told.
    @Test(arguments: TestDatabase.engines)
    func whoeverHasLeftHasNothingAhead(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.published()
            let next = RosterDesk.first.advanced(by: 28)
            let draft = try await desk.act { tx, actor in
                try tx.rosters.copy(id, to: next...next.advanced(by: 27), by: actor).id
            }
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            @Sendable func told(_ kind: EventKind) async throws -> Int {
                try await desk.database.read { tx in
                    try tx.execute(
                        """
                        SELECT COUNT(*) AS n FROM outbox JOIN event ON event.id = outbox.event_id
                        WHERE outbox.kind = 'notice' AND event.kind = \(kind.rawValue)
                        """
                    ).first?.int("n") ?? 0
                }
            }
            let before = try await told(.rosterChanged)
            desk.clock.advance(by: RosterDesk.at(2, 12) - desk.clock.now)
            try await desk.act { tx, _ in try tx.staff.deactivate("a1", by: .house, under: PostsInForce(tx: tx)) }
            try await desk.database.read { tx in
                #expect(try tx.shifts.ahead(of: "a1").isEmpty)
                #expect(try tx.shifts.of(draft).filter { $0.staff == nil }.count == 14)
                #expect(try !tx.shifts.of(draft).contains { $0.staff == "a1" })
                let today = try tx.shifts.of(id, on: shift.day...shift.day)
                #expect(today.first { $0.staff == "a1" }?.span == shift.span.lowerBound..<RosterDesk.at(2, 12))
                #expect(today.first { $0.staff == nil }?.span == RosterDesk.at(2, 12)..<shift.span.upperBound)
                #expect(try tx.shifts.require(shift.id).takenBack?.reason == .left)
                #expect(try tx.rosters.changes(of: id, limit: 50).count == 14)
            }
            #expect(
                try await told(.rosterChanged) == before + 1,
                "whoever published it is the supervisor too, and told once")
            #expect(try await told(.shiftOpened) > 0, "and whoever could take a shift")
        }
    }

    /// MART-13: a duty ahead of somebody who has left is the backup's.
    @Test(arguments: TestDatabase.engines)
    func theBackupHasTheDutiesOfWhoeverHasLeft(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            try await desk.act { tx, actor in
                try tx.duties.arrange(
                    .supervisor, .at(9)..<(.at(21)), on: RosterDesk.first, primary: RosterDesk.second,
                    backup: RosterDesk.leader, phone: "8001", in: id, because: "", version: nil, by: actor)
                try tx.rosters.publish(id, version: nil, by: actor)
            }
            try await desk.act { tx, _ in
                try tx.staff.deactivate(RosterDesk.second, by: .house, under: PostsInForce(tx: tx))
            }
            let duties = try await desk.database.read { tx in try tx.duties.of(id) }
            #expect(duties.map(\.primary) == [RosterDesk.leader] && duties[0].backup == nil)
        }
    }

    /// MART-13: where somebody sits now says nothing of tomorrow; of this minute it does.
    @Test(arguments: TestDatabase.engines)
    func tomorrowIsAnsweredByTheTable(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            try await desk.act { tx, actor in
                try tx.duties.arrange(
                    .supervisor, .at(9)..<(.at(21)), on: RosterDesk.first, primary: RosterDesk.second,
                    backup: RosterDesk.leader, phone: "8001", in: id, because: "", version: nil, by: actor)
                try tx.rosters.publish(id, version: nil, by: actor)
                try tx.presence.correct(
                    RosterDesk.leader, isOnDuty: true, because: "在岗", by: tx.actor(RosterDesk.second))
            }
            let noon = RosterDesk.at(2, 12)
            @Sendable func supervisors() async throws -> [Staff.ID?] {
                try await desk.database.read { tx in
                    [
                        try tx.duties.answers(in: RosterDesk.unit, at: noon).first { $0.kind == .supervisor }?.person,
                        try tx.appointments.dutySupervisor(of: RosterDesk.unit, at: noon),
                    ]
                }
            }
            #expect(try await supervisors() == [RosterDesk.second, RosterDesk.second])
            desk.clock.advance(by: noon - desk.clock.now)
            #expect(
                try await supervisors() == [RosterDesk.leader, RosterDesk.leader], "the backup is here, the one is not")
        }
    }

    /// SOFT-66, MART-13: hours that were published and have nobody any more are told to whoever could fill them.
    @Test(arguments: TestDatabase.engines)
    func aPublishedDutyIsNotEmptiedInSilence(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let duty = try await desk.act { tx, actor in
                let duty = try tx.duties.arrange(
                    .duty, .at(9)..<(.at(21)), on: RosterDesk.first, primary: "a1", backup: nil, phone: "8001", in: id,
                    because: "", version: nil, by: actor)
                try tx.rosters.publish(id, version: nil, by: actor)
                return duty
            }
            @Sendable func told(_ person: Staff.ID) async throws -> Int {
                try await desk.database.read { tx in
                    try tx.execute(
                        "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'notice' AND payload = \(person.rawValue)"
                    ).first?.int("n") ?? 0
                }
            }
            let (before, own) = (try await told(RosterDesk.leader), try await told(RosterDesk.second))
            try await desk.act(as: RosterDesk.second) { tx, actor in
                try tx.duties.takeBack(duty.id, of: id, because: "另有任务", version: nil, by: actor)
            }
            #expect(try await told(RosterDesk.leader) == before + 1, "whoever published it, and leads there")
            #expect(try await told(RosterDesk.second) == own, "who did it knows")
        }
    }

    /// GAME-51: ten minutes early for twelve hours is no reason to be put off duty before the shift is handed over.
    @Test(arguments: TestDatabase.engines)
    func aStayLastsAsLongAsTheShift(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            _ = try await desk.published()
            desk.clock.advance(by: RosterDesk.at(2, 9) - .minutes(10) - desk.clock.now)
            try await desk.act { tx, actor in
                for person in ["a1", "b1"] as [Staff.ID] {
                    try tx.presence.correct(person, isOnDuty: true, because: "到岗", by: actor)
                }
            }
            @Sendable func here(_ instant: Instant) async throws -> Set<Staff.ID> {
                desk.clock.advance(by: instant - desk.clock.now)
                return try await desk.database.write { tx in
                    _ = try tx.presence.endLapsed()
                    return try tx.presence.onDuty(among: ["a1", "b1"])
                }
            }
            #expect(try await here(RosterDesk.at(2, 20) + .minutes(49)) == ["a1", "b1"])
            #expect(try await here(RosterDesk.at(2, 20) + .minutes(50)) == ["a1"], "b1 has no shift: twelve hours")
            #expect(try await here(RosterDesk.at(3, 1) - .minutes(1)) == ["a1"])
            #expect(try await here(RosterDesk.at(3, 1)) == [], "nobody forgets to go home for ever")
        }
    }
}
