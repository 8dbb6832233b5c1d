import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Commands given to a name, acknowledged in time, done or refused (GAME-28, CHAIN-31), on both engines.
@Suite struct DispatchTests {
    private static let today = Day(2026, 1, 5)
    private static let wang = RosteredDesk.agent(1)
    private static let chen = RosteredDesk.agent(2)

    /// Two of group A are at work since nine, the third is not.
    private static func atWork(
        _ engine: Engine, _ body: @Sendable (RosteredDesk) async throws -> Void
    ) async throws {
        try await RosteredDesk.open(engine) { desk in
            for number in 1...2 { try await desk.shift("s-\(number)", RosteredDesk.agent(number), today) }
            desk.clock.set(to: RosteredDesk.hours(today).lowerBound + .hours(1))
            try await body(desk)
        }
    }

    @discardableResult
    private static func give(
        _ desk: RosteredDesk, to recipient: Dispatch.Recipient = .person(wang),
        by giver: Staff.ID = RosteredDesk.leader,
        within minutes: Int = 30
    ) async throws -> [Dispatch] {
        try await desk.act(as: giver) { tx, actor in
            try tx.dispatches.give(
                Dispatch.Plan(text: "去前台接待", wantedBy: tx.now + .minutes(minutes)), to: recipient, by: actor)
        }
    }

    private static func find(_ id: Dispatch.ID, _ desk: RosteredDesk) async throws -> Dispatch {
        try await desk.database.read { tx in try #require(try tx.dispatches.find(id)) }
    }

    private static func ledger(_ dispatch: Dispatch, _ desk: RosteredDesk) async throws -> [String] {
        try await desk.database.read { tx in
            try tx.obligations.all(of: dispatch.subject).map { obligation in
                let state =
                    switch obligation.state {
                    case .open: "open"
                    case .ended(let outcome, _, _): outcome.rawValue
                    }
                return "\(obligation.rule.name) \(state) \(obligation.rungs)"
            }.sorted()
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCommandIsAcknowledgedDoneAndSaid(engine: Engine) async throws {
        try await Self.atWork(engine) { desk in
            let dispatch = try #require(try await Self.give(desk).first)
            #expect(dispatch.number == "ZH20260105-1" && dispatch.unit == RosteredDesk.unit)
            #expect(
                try await Self.ledger(dispatch, desk) == [
                    "dispatch.acknowledge open 0", "dispatch.carry-out open 0", "dispatch.on-duty kept 0",
                ])
            let owed = try await desk.database.read { tx in
                try tx.myDay(of: tx.actor(Self.wang)).lines.map { ($0.obligation.rule.name, $0.label?.url ?? "") }
            }
            #expect(owed.map(\.0) == ["dispatch.acknowledge", "dispatch.carry-out"], "my day shows what is owed")
            #expect(owed.allSatisfy { $0.1 == "/dispatches/\(dispatch.id)" })
            await #expect(throws: Dispatch.Refusal.notNow(.given), "acknowledged first") {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.dispatches.report(dispatch.id, saying: "", by: actor)
                }
            }
            desk.clock.advance(by: .minutes(4))
            try await desk.act(as: Self.wang) { tx, actor in try tx.dispatches.acknowledge(dispatch.id, by: actor) }
            desk.clock.advance(by: .minutes(20))
            try await desk.act(as: Self.wang) { tx, actor in
                try tx.dispatches.report(dispatch.id, saying: "接待完毕", by: actor)
            }
            #expect(
                try await Self.ledger(dispatch, desk) == [
                    "dispatch.acknowledge kept 0", "dispatch.carry-out kept 0", "dispatch.on-duty kept 0",
                ])
            let end = try await Self.find(dispatch.id, desk)
            #expect(end.state == .done && end.ending?.note == "接待完毕")
            let kinds = try await desk.database.read { tx in try tx.events.about(dispatch.subject).map(\.kind) }
            #expect(kinds == [.dispatchGiven, .dispatchAcknowledged, .dispatchDone])
            let told = try await desk.database.read { tx in
                try tx.execute("SELECT payload FROM outbox WHERE kind = 'notice' ORDER BY id LIMIT 50")
                    .map { try $0.text("payload") }
            }
            #expect(told.filter { $0 == RosteredDesk.leader.rawValue }.count == 2, "the giver hears of each step")
            #expect(told.contains(Self.wang.rawValue))
        }
    }

    /// Unanswered after five minutes it is told to the post above, five later to the one above that.
    @Test(arguments: TestDatabase.engines)
    func whatNobodyAnswersClimbsTheLadder(engine: Engine) async throws {
        try await Self.atWork(engine) { desk in
            let dispatch = try #require(try await Self.give(desk).first)
            func act() async throws { _ = try await desk.database.write { tx in try tx.obligations.act() } }
            desk.clock.advance(by: .minutes(5))
            try await act()
            #expect(try await Self.ledger(dispatch, desk).first == "dispatch.acknowledge open 0", "in time")
            desk.clock.advance(by: .minutes(1))
            try await act()
            #expect(try await Self.ledger(dispatch, desk).first == "dispatch.acknowledge open 1")
            desk.clock.advance(by: .minutes(5))
            try await act()
            #expect(try await Self.ledger(dispatch, desk).first == "dispatch.acknowledge open 2")
            let to = try await desk.database.read { tx in
                try tx.events.about(dispatch.subject, of: [.obligationEscalated], limit: 10).map { $0.details["to"] }
            }
            #expect(to == ["post:supervisor", "post:manager"])
            #expect(try await desk.database.read { tx in try tx.dispatches.unanswered(in: .all) } == 1, "on the wall")
            try await desk.act(as: Self.wang) { tx, actor in try tx.dispatches.acknowledge(dispatch.id, by: actor) }
            #expect(try await Self.ledger(dispatch, desk).first == "dispatch.acknowledge late 2")
            #expect(try await desk.database.read { tx in try tx.dispatches.unanswered(in: .all) } == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoCannotSaysWhyAndTheGiverTakesBack(engine: Engine) async throws {
        try await Self.atWork(engine) { desk in
            let first = try #require(try await Self.give(desk).first)
            try await desk.act(as: Self.wang) { tx, actor in try tx.dispatches.acknowledge(first.id, by: actor) }
            try await desk.act(as: Self.wang) { tx, actor in
                try tx.dispatches.refuse(first.id, because: "正在处理重大投诉", by: actor)
            }
            let refused = try await Self.find(first.id, desk)
            #expect(refused.state == .refused && refused.ending?.note == "正在处理重大投诉")
            #expect(try await Self.ledger(first, desk).contains("dispatch.carry-out void 0"))
            await #expect(throws: Dispatch.Refusal.notNow(.refused)) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.dispatches.withdraw(first.id, because: "改派", by: actor)
                }
            }
            let second = try #require(try await Self.give(desk, to: .person(Self.chen)).first)
            #expect(second.number == "ZH20260105-2")
            await #expect(throws: Dispatch.Refusal.notGiver) {
                try await desk.act(as: RosteredDesk.otherLeader) { tx, actor in
                    try tx.dispatches.withdraw(second.id, because: "不用了", by: actor)
                }
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.dispatches.withdraw(second.id, because: "不用了", by: actor)
            }
            #expect(
                try await Self.ledger(second, desk) == [
                    "dispatch.acknowledge void 0", "dispatch.carry-out void 0", "dispatch.on-duty kept 0",
                ])
        }
    }

    /// The right, the unit and the post: nobody commands equals, superiors or themselves.
    @Test(arguments: TestDatabase.engines)
    func oneCommandsOnlyThoseBelow(engine: Engine) async throws {
        try await Self.atWork(engine) { desk in
            await #expect(throws: Dispatch.Refusal.notBelow) { try await Self.give(desk, by: Self.chen) }
            for above in [RosteredDesk.otherLeader, RosteredDesk.supervisor, RosteredDesk.manager, "nobody"] {
                await #expect(throws: Dispatch.Refusal.notBelow, "\(above)") {
                    try await Self.give(desk, to: .person(above))
                }
            }
            await #expect(throws: Dispatch.Refusal.ownAct) {
                try await Self.give(desk, to: .person(RosteredDesk.leader))
            }
            try await Self.give(desk, to: .person(RosteredDesk.leader), by: RosteredDesk.supervisor)
            let dispatch = try #require(try await Self.give(desk).first)
            await #expect(throws: Dispatch.Refusal.unknown, "to a colleague it is not there") {
                try await desk.act(as: Self.chen) { tx, actor in try tx.dispatches.acknowledge(dispatch.id, by: actor) }
            }
            await #expect(throws: Dispatch.Refusal.notYours) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.dispatches.acknowledge(dispatch.id, by: actor)
                }
            }
            let names = try await desk.database.read { tx in
                try tx.dispatches.choices(for: tx.actor(RosteredDesk.leader))
            }
            #expect(
                names.people.map(\.name) == ["客服1", "客服2", "客服3", "客服4"] && names.people.filter(\.isHere).count == 2)
            #expect(names.crews.map(\.count) == [2, 2], "the group and the whole centre")
            let none = try await desk.database.read { tx in try tx.dispatches.choices(for: tx.actor(Self.wang)) }
            #expect(none.isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverIsAtWorkInAGroupGetsOneEach(engine: Engine) async throws {
        try await Self.atWork(engine) { desk in
            let given = try await Self.give(desk, to: .group(RosteredDesk.group))
            #expect(Set(given.map(\.staff)) == [Self.wang, Self.chen] && Set(given.map(\.order)).count == 1)
            #expect(given.map(\.number) == ["ZH20260105-1", "ZH20260105-2"])
            #expect(try await Self.give(desk, to: .unit(RosteredDesk.unit)).count == 2)
            await #expect(throws: Dispatch.Refusal.unknown) {
                try await Self.give(desk, to: .group(RosteredDesk.group), by: Self.wang)
            }
            await #expect(throws: Dispatch.Refusal.unknown) { try await Self.give(desk, to: .group("none")) }
            desk.clock.set(to: RosteredDesk.hours(Self.today).upperBound + .hours(1))
            await #expect(throws: Dispatch.Refusal.nobodyThere) {
                try await Self.give(desk, to: .group(RosteredDesk.group))
            }
            let away = try #require(try await Self.give(desk).first)
            #expect(try await Self.ledger(away, desk).contains("dispatch.on-duty broken 0"), "advised, and counted")
            await #expect(throws: Dispatch.Refusal.wantedInThePast) { try await Self.give(desk, within: 0) }
            await #expect(throws: Dispatch.Refusal.wantedTooLate(30)) {
                try await Self.give(desk, within: 31 * 24 * 60)
            }
        }
    }

    /// GAME-28: a group's people may stand on the roster of the department; as many are told as the page says are there.
    @Test(arguments: TestDatabase.engines)
    func aUnitIsWhoeverHasTheirPostThereWhicheverRosterTheyWorkBy(engine: Engine) async throws {
        try await Self.atWork(engine) { desk in
            let team: Desk.Unit.ID = "team-a"
            try await desk.database.write { tx in
                try tx.found(team, "A组", under: RosteredDesk.unit, by: nil)
                for (id, name) in [("feng", "冯客服"), ("he", "何客服"), ("lu", "陆客服")] {
                    try tx.join(Staff.ID(id), name, as: "agent", in: team, reading: "version-1")
                }
            }
            try await desk.shift("s-11", "feng", Self.today, inGroup: false)
            try await desk.shift("s-12", "he", Self.today, inGroup: false)
            let crews = try await desk.database.read { tx in
                try tx.dispatches.choices(for: tx.actor(RosteredDesk.manager)).crews
            }
            func said(_ unit: Desk.Unit.ID) -> Int? { crews.first { $0.recipient == .unit(unit) }?.count }
            let ofTeam = try await Self.give(desk, to: .unit(team), by: RosteredDesk.manager)
            #expect(Set(ofTeam.map(\.staff)) == ["feng", "he"] && said(team) == 2)
            let ofAll = try await Self.give(desk, to: .unit(RosteredDesk.unit), by: RosteredDesk.manager)
            #expect(Set(ofAll.map(\.staff)) == [Self.wang, Self.chen, "feng", "he"] && said(RosteredDesk.unit) == 4)
        }
    }

    /// Two at once: one wins, the other gets a sentence with what it has become.
    @Test(arguments: TestDatabase.engines)
    func ofTwoAnswersAtOnceOneIsTold(engine: Engine) async throws {
        try await Self.atWork(engine) { desk in
            for act in ["acknowledgements", "refusals", "report and withdrawal", "acknowledgement and refusal"] {
                let dispatch = try #require(try await Self.give(desk).first)
                if act == "report and withdrawal" {
                    try await desk.act(as: Self.wang) { tx, actor in
                        try tx.dispatches.acknowledge(dispatch.id, by: actor)
                    }
                }
                let failures = await withTaskGroup(of: Dispatch.Refusal?.self) { group in
                    for second in [false, true] {
                        group.addTask {
                            let person =
                                act == "report and withdrawal" && second ? RosteredDesk.leader : Self.wang
                            do {
                                try await desk.act(as: person) { tx, actor in
                                    switch (act, second) {
                                    case ("acknowledgements", _), ("acknowledgement and refusal", false):
                                        try tx.dispatches.acknowledge(dispatch.id, by: actor)
                                    case ("report and withdrawal", false):
                                        try tx.dispatches.report(dispatch.id, saying: "", by: actor)
                                    case ("report and withdrawal", true):
                                        try tx.dispatches.withdraw(dispatch.id, because: "不用了", by: actor)
                                    default: try tx.dispatches.refuse(dispatch.id, because: "不能", by: actor)
                                    }
                                }
                                return nil
                            } catch { return error as? Dispatch.Refusal ?? .unknown }
                        }
                    }
                    return await group.reduce(into: [Dispatch.Refusal]()) { if let refusal = $1 { $0.append(refusal) } }
                }
                let end = try await Self.find(dispatch.id, desk)
                if act == "acknowledgement and refusal" {
                    // One after the other both may stand; the refusal always does.
                    #expect(end.state == .refused && (failures.isEmpty || failures == [.notNow(.refused)]))
                } else {
                    #expect(failures == [.notNow(end.state)], "\(act)")
                }
            }
        }
    }
}
