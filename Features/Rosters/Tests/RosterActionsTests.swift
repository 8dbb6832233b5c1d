import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// A month of the game centre, as its leader makes, publishes and changes it (C10).
@Suite struct RosterActionsTests {
    /// GAME-17, GAME-18, F-60: made from the pattern, clean, published, told to everybody, in force on its first day.
    @Test(arguments: TestDatabase.engines)
    func aMonthIsMadeAndPublished(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let (shifts, findings) = try await desk.database.read { tx in
                (try tx.shifts.of(id), try tx.rosters.findings(of: try tx.rosters.require(id)))
            }
            #expect(shifts.count == 6 * 14, "one day on, one day off")
            #expect(findings.filter(\.isBlock).isEmpty)
            try await desk.act { tx, actor in
                #expect(try tx.rosters.check(id, version: 1, by: actor).filter(\.isBlock).isEmpty)
                #expect(throws: Roster.Refusal.overtaken) { try tx.rosters.publish(id, version: 1, by: actor) }
                try tx.rosters.publish(id, version: 2, by: actor)
            }
            let (kept, told) = try await desk.database.read { tx in
                (
                    try tx.obligations.all(of: Subject(.roster, id.rawValue)).map(\.clause).sorted(),
                    try tx.execute("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'notice'").first?.int("n") ?? 0
                )
            }
            #expect(kept.contains("11.3") && kept.contains("11.4"), "each clause that was asked is counted")
            #expect(told >= 6)
            desk.clock.advance(by: .days(8))
            _ = try await desk.database.write { tx in try Chore.rosterEntering.work(tx) }
            _ = try await desk.database.write { tx in try Chore.rosterEntering.work(tx) }
            #expect(try await desk.database.read { tx in try tx.rosters.require(id).state } == .inForce)
        }
    }

    /// GAME-18, GAME-66: below the group's minimum publishing is refused and names its clause; nothing is half-done.
    @Test(arguments: TestDatabase.engines)
    func aGroupBelowItsMinimumIsNotPublished(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            try await desk.act { tx, actor in
                try tx.rosters.takeOff(shift.id, of: id, opens: false, because: "", version: nil, by: actor)
            }
            do {
                try await desk.act { tx, actor in try tx.rosters.publish(id, version: nil, by: actor) }
                Issue.record("published below its minimum")
            } catch let refusal as GateRefusal {
                #expect(refusal.objections.map(\.clause) == ["11.3"])
            }
            #expect(try await desk.database.read { tx in try tx.rosters.require(id).state } == .draft)
        }
    }

    /// GAME-04: whoever is not trained is not placed alone, learns beside a mentor, and does not count.
    @Test(arguments: TestDatabase.engines)
    func nobodyUntrainedWorksAlone(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let template = try await desk.shift(of: "a1", on: RosterDesk.first, in: id).template
            @Sendable func plan(mentor: Staff.ID?) -> ShiftPlan {
                ShiftPlan(
                    staff: RosterDesk.newcomer, template: template, hours: nil, day: RosterDesk.first, group: nil,
                    line: nil, post: "", mentor: mentor)
            }
            await #expect(throws: ShiftAssignment.Refusal.unqualified(skill: "上岗培训", clause: "11.4")) {
                try await desk.act { tx, actor in
                    try tx.rosters.add(plan(mentor: nil), to: id, because: "", version: nil, by: actor)
                }
            }
            try await desk.act { tx, actor in
                try tx.rosters.add(plan(mentor: "b1"), to: id, because: "", version: nil, by: actor)
            }
            let alone = try await desk.database.read { tx in
                try tx.rosters.findings(of: try tx.rosters.require(id)).filter(\.isBlock)
            }
            #expect(alone.count == 1, "b1 is off that day")
            #expect(alone.allSatisfy { $0.clause == "11.4" })
        }
    }

    /// GAME-18: on the day itself one stands in the place of another; on another day with one's own group.
    @Test(arguments: TestDatabase.engines)
    func whoStandsInForAnotherCountsForTheirGroup(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let (mine, theirs) = (
                try await desk.shift(of: "a1", on: RosterDesk.first, in: id),
                try await desk.shift(of: "b1", on: RosterDesk.first.advanced(by: 1), in: id)
            )
            let (inPlace, otherDay) = try await desk.act { tx, actor in
                (
                    try tx.rosters.move(
                        mine.id, of: id, to: "b1", on: mine.day, because: "", version: nil, by: actor),
                    try tx.rosters.move(
                        theirs.id, of: id, to: "a1", on: mine.day, because: "", version: nil, by: actor)
                )
            }
            #expect(inPlace.group == mine.group && mine.group != theirs.group)
            #expect(otherDay.group == mine.group)
        }
    }

    /// GAME-17: after publication only with a reason, on record, the old shift kept; never for a day that is over.
    @Test(arguments: TestDatabase.engines)
    func whatIsPublishedChangesOnRecord(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.published()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            await #expect(throws: Roster.Refusal.reasonMissing) {
                try await desk.act { tx, actor in
                    try tx.rosters.move(
                        shift.id, of: id, to: RosterDesk.second, on: shift.day, because: "", version: nil, by: actor)
                }
            }
            await #expect(throws: ShiftAssignment.Refusal.overlap(shift.span)) {
                try await desk.act { tx, actor in
                    try tx.rosters.move(
                        shift.id, of: id, to: "a2", on: shift.day, because: "顶班", version: nil, by: actor)
                }
            }
            let moved = try await desk.act { tx, actor in
                try tx.rosters.move(
                    shift.id, of: id, to: RosterDesk.second, on: shift.day, because: "顶班", version: nil, by: actor)
            }
            let (old, changes) = try await desk.database.read { tx in
                (try tx.shifts.require(shift.id), try tx.rosters.changes(of: id, limit: 10))
            }
            #expect(old.takenBack?.reason == .adjusted && old.replacedBy == moved.id)
            #expect(moved.origin == .adjusted && moved.group == shift.group)
            #expect(changes.map(\.reason) == ["顶班"])
            desk.clock.advance(by: .days(20))
            await #expect(throws: Roster.Refusal.past) {
                try await desk.act { tx, actor in
                    try tx.rosters.takeOff(moved.id, of: id, opens: true, because: "迟了", version: nil, by: actor)
                }
            }
        }
    }

    /// An open shift goes to the first who takes it, also when two try at once.
    @Test(arguments: TestDatabase.engines)
    func anOpenShiftIsTakenOnce(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.published()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            try await desk.act { tx, actor in
                let plan = RosterDesk.plan(RosterDesk.second, shift.template, group: shift.group)
                try tx.rosters.add(plan, to: id, because: "顶班", version: nil, by: actor)
                try tx.rosters.takeOff(shift.id, of: id, opens: true, because: "病假", version: nil, by: actor)
            }
            let open = try await desk.shift(of: nil, on: RosterDesk.first, in: id)
            let won = await withTaskGroup(of: Bool.self) { group in
                for person in ["b1", "b2"] as [Staff.ID] {
                    group.addTask {
                        (try? await desk.act(as: person) { tx, actor in try tx.rosters.take(open.id, by: actor) })
                            != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(won == 1)
            let there = try await desk.database.read { tx in
                try tx.shifts.at(RosterDesk.unit, shift.span.lowerBound).compactMap(\.staff)
            }
            #expect(there.count == Set(there).count && there.count == 5)
        }
    }

    /// Two publish the same days at once: one of them is told.
    @Test(arguments: TestDatabase.engines)
    func twoPublishersAtOnceAreOne(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let (one, other) = (try await desk.month(), try await desk.month())
            let won = await withTaskGroup(of: Bool.self) { group in
                for (id, person) in [(one, RosterDesk.leader), (other, RosterDesk.second)] {
                    group.addTask {
                        (try? await desk.act(as: person) { tx, actor in
                            try tx.rosters.publish(id, version: nil, by: actor)
                        }) != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(won == 1)
        }
    }

    /// Whoever is of another unit neither sees nor changes; whoever only works there makes nothing.
    @Test(arguments: TestDatabase.engines)
    func rostersBelongToTheirUnit(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            await #expect(throws: Roster.Refusal.unknown) {
                try await desk.act(as: RosterDesk.stranger) { tx, actor in
                    try tx.rosters.publish(id, version: nil, by: actor)
                }
            }
            await #expect(throws: Roster.Refusal.unknown) {
                try await desk.act(as: "a1") { tx, actor in try tx.rosters.view(id, from: nil, for: actor).roster.state
                }
            }
            try await desk.act { tx, actor in try tx.rosters.publish(id, version: nil, by: actor) }
            let seen = try await desk.act(as: "a1") { tx, actor in
                let view = try tx.rosters.view(id, from: nil, for: actor)
                return (view.mayChange, view.shifts.count)
            }
            #expect(seen == (false, 84))
        }
    }

    /// GAME-04, A-10: what was found of a month is looked for again where a skill or a shift has changed.
    @Test(arguments: TestDatabase.engines)
    func whatIsFoundFollowsWhatHasChanged(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            @Sendable func found() async throws -> [RosterFinding] {
                try await desk.act { tx, actor in try tx.rosters.view(id, from: nil, for: actor).findings }
            }
            let first = try await found()
            #expect(first.allSatisfy { $0.clause != "11.4" })
            try await desk.act { tx, _ in try tx.skills.remove("上岗培训", of: "a1") }
            let untrained = try await found()
            #expect(untrained.filter { $0.clause == "11.4" }.count == 14, "every other day of four weeks")
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            try await desk.act { tx, actor in
                try tx.rosters.takeOff(shift.id, of: id, opens: false, because: "", version: nil, by: actor)
            }
            #expect(try await found().filter { $0.clause == "11.4" }.count == 13)
            try await desk.act { tx, _ in try tx.skills.put("上岗培训", level: 1, of: "a1") }
            #expect(try await found().allSatisfy { $0.clause != "11.4" })
        }
    }

    /// The same weeks again; Mondays stay Mondays.
    @Test(arguments: TestDatabase.engines)
    func aMonthIsCopied(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let next = RosterDesk.first.advanced(by: 28)
            let copy = try await desk.act { tx, actor in
                try tx.rosters.copy(id, to: next...next.advanced(by: 27), by: actor)
            }
            let (old, new) = try await desk.database.read { tx in (try tx.shifts.of(id), try tx.shifts.of(copy.id)) }
            #expect(
                old.map { $0.day.advanced(by: 28).description + ($0.staff?.rawValue ?? "") }.sorted()
                    == new.map { $0.day.description + ($0.staff?.rawValue ?? "") }.sorted())
        }
    }

    /// MART-13: the duty table names who is the supervisor on duty at that minute; without it, whoever holds the post.
    @Test(arguments: TestDatabase.engines)
    func theDutyTableIsAskedFirst(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            try await desk.act { tx, actor in
                try tx.duties.arrange(
                    .supervisor, .at(9)..<(.at(21)), on: RosterDesk.first, primary: RosterDesk.second,
                    backup: RosterDesk.leader, phone: "8001", in: id, because: "", version: nil, by: actor)
            }
            await #expect(throws: DutyAssignment.Refusal.notSupervisor) {
                try await desk.act { tx, actor in
                    try tx.duties.arrange(
                        .supervisor, .at(9)..<(.at(21)), on: RosterDesk.first.advanced(by: 1), primary: "a1",
                        backup: nil, phone: "", in: id, because: "", version: nil, by: actor)
                }
            }
            let noon = Zone.shanghai.instant(RosterDesk.first, .at(12))
            let before = try await desk.database.read { tx in
                try tx.appointments.dutySupervisor(of: RosterDesk.unit, at: noon)
            }
            #expect(before == RosterDesk.leader, "a draft names nobody; the longest in office")
            try await desk.act { tx, actor in try tx.rosters.publish(id, version: nil, by: actor) }
            let (after, answers, late) = try await desk.database.read { tx in
                (
                    try tx.appointments.dutySupervisor(of: RosterDesk.unit, at: noon),
                    try tx.duties.answers(in: RosterDesk.unit, at: noon),
                    try tx.duties.answers(in: RosterDesk.unit, at: noon + .hours(10))
                )
            }
            #expect(after == RosterDesk.second)
            #expect(answers.first { $0.kind == .supervisor }?.phone == "8001")
            #expect(late.first { $0.kind == .supervisor }?.because == .post)
            #expect(answers.first { $0.kind == .duty }?.because == .nobody)
        }
    }
}
