import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Who learns is never left alone when whoever teaches is let off or swaps (GAME-04), on both engines.
@Suite struct AbsenceMentorTests {
    private static let (wang, zhao, chen, new) = (
        RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3), RosteredDesk.agent(4)
    )
    private static let friday = Day(2026, 1, 9)

    /// 客服4 learns beside 客服1 on Friday.
    private static func open(_ engine: Engine, _ body: @Sendable (RosteredDesk) async throws -> Void) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", wang, friday, inGroup: false)
            try await desk.database.write { tx in
                try tx.skills.remove("上岗培训", of: new)
                try tx.shifts.insert([
                    ShiftAssignment(
                        id: "s-new", roster: "roster", unit: RosteredDesk.unit, staff: new, post: "白班", day: friday,
                        span: RosteredDesk.hours(friday), isShadow: true, mentor: wang, enteredBy: RosteredDesk.manager,
                        enteredAt: tx.now)
                ])
            }
            try await body(desk)
        }
    }

    private static func leave(_ desk: RosteredDesk, instead substitute: Staff.ID?) async throws -> Leave {
        let leave = try await desk.act(as: wang) { tx, actor in
            try tx.leaves.ask(
                Leave.Plan(
                    type: "personal", hours: RosteredDesk.hours(friday), reason: "家里的私事", substitute: substitute),
                by: actor)
        }
        if let substitute { try await desk.standIn(substitute, for: leave.id) }
        return leave
    }

    private static func approve(_ desk: RosteredDesk, _ leave: Leave) async throws {
        try await desk.act(as: RosteredDesk.leader) { tx, actor in
            try tx.leaves.approve(leave.id, saying: "好", by: actor)
        }
    }

    private static func mentor(_ desk: RosteredDesk) async throws -> Staff.ID? {
        try await desk.database.read { tx in try tx.shifts.find("s-new")?.mentor }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodyIsLeftAloneByALeave(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            let leave = try await Self.leave(desk, instead: nil)
            let refusal = await #expect(throws: GateRefusal.self) { try await Self.approve(desk, leave) }
            let objection = try #require(refusal?.objections.first { $0.rule == .rosterQualified })
            #expect(objection.clause == "11.4" && objection.missing.values.first == "客服4")
            #expect(try await Self.mentor(desk) == Self.wang)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverStandsInTeaches(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            let leave = try await Self.leave(desk, instead: Self.zhao)
            try await Self.approve(desk, leave)
            #expect(try await Self.mentor(desk) == Self.zhao)
            let change = try await desk.database.read { tx in
                try tx.rosters.changes(of: "roster", limit: 10).first { $0.staff == Self.new }
            }
            #expect(change?.was.contains("客服1") == true && change?.became.contains("客服2") == true)
            let told = try await desk.database.read { tx in
                try tx.execute(
                    """
                    SELECT payload FROM outbox JOIN event ON event.id = outbox.event_id
                    WHERE outbox.kind = 'notice' AND event.kind = \(EventKind.rosterChanged.rawValue)
                    ORDER BY payload
                    """
                ).map { try $0.id("payload") as Staff.ID }
            }
            #expect(told == [Self.zhao, Self.new])
        }
    }

    /// What is withdrawn gives the learner back with the shift: whoever stood in is not there any more.
    @Test(arguments: TestDatabase.engines)
    func whoeverIsBackTeachesAgain(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            let leave = try await Self.leave(desk, instead: Self.zhao)
            try await Self.approve(desk, leave)
            #expect(try await Self.mentor(desk) == Self.zhao)
            try await desk.act(as: Self.wang) { tx, actor in try tx.leaves.withdraw(leave.id, by: actor) }
            #expect(try await Self.mentor(desk) == Self.wang)
            let change = try await desk.database.read { tx in
                try tx.rosters.changes(of: "roster", limit: 10).last { $0.staff == Self.new }
            }
            #expect(change?.was.contains("客服2") == true && change?.became.contains("客服1") == true)
        }
    }

    /// 客服4 asks to be away, with or without somebody in their place.
    private static func learnersLeave(
        _ desk: RosteredDesk, _ hours: Range<Instant>, instead substitute: Staff.ID? = nil
    ) async throws -> Leave {
        let leave = try await desk.act(as: new) { tx, actor in
            try tx.leaves.ask(
                Leave.Plan(type: "personal", hours: hours, reason: "家里的私事", substitute: substitute), by: actor)
        }
        if let substitute { try await desk.standIn(substitute, for: leave.id) }
        try await approve(desk, leave)
        return leave
    }

    /// Nobody learns in place of another: no shift is left to be taken, and it comes back as one to learn.
    @Test(arguments: TestDatabase.engines)
    func nobodyStandsInForWhoeverLearns(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            for substitute in [nil, Self.zhao] {
                let leave = try await Self.learnersLeave(
                    desk, RosteredDesk.hours(Self.friday), instead: substitute)
                let there = try await desk.database.read { tx in
                    try tx.shifts.covering(RosteredDesk.unit, RosteredDesk.hours(Self.friday)).map(\.staff)
                }
                #expect(there == [Self.wang], "nothing is open, and nobody else is put on it")
                try await desk.act(as: Self.new) { tx, actor in try tx.leaves.withdraw(leave.id, by: actor) }
                let back = try await desk.shifts(of: Self.new, on: Self.friday)
                #expect(back.map(\.isShadow) == [true] && back.map(\.mentor) == [Self.wang])
                #expect(back.map(\.span) == [RosteredDesk.hours(Self.friday)])
            }
        }
    }

    /// While they were away their mentor was let off as well: they learn beside whoever stands in, or not at all.
    @Test(arguments: TestDatabase.engines)
    func whoeverLearnsIsNotBackBesideNobody(engine: Engine) async throws {
        for (substitute, mentors) in [(Self.zhao, [Self.zhao]), (nil, [])] as [(Staff.ID?, [Staff.ID?])] {
            try await Self.open(engine) { desk in
                let away = try await Self.learnersLeave(desk, RosteredDesk.hours(Self.friday))
                try await Self.approve(desk, try await Self.leave(desk, instead: substitute))
                try await desk.act(as: Self.new) { tx, actor in try tx.leaves.withdraw(away.id, by: actor) }
                #expect(try await desk.shifts(of: Self.new, on: Self.friday).map(\.mentor) == mentors)
            }
        }
    }

    /// What lies outside the hours of the leave is still there to learn, and does not count.
    @Test(arguments: TestDatabase.engines)
    func whatIsLeftOfALearnersShiftIsForLearning(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            let leave = try await Self.learnersLeave(desk, RosteredDesk.hours(Self.friday, 13, 15))
            let left = try await desk.shifts(of: Self.new, on: Self.friday)
            #expect(
                left.map(\.span) == [
                    RosteredDesk.hours(Self.friday, 9, 13), RosteredDesk.hours(Self.friday, 15, 21),
                ])
            #expect(left.allSatisfy { $0.isShadow && $0.mentor == Self.wang && !$0.counts })
            try await desk.act(as: Self.new) { tx, actor in try tx.leaves.withdraw(leave.id, by: actor) }
            let whole = try await desk.shifts(of: Self.new, on: Self.friday)
            #expect(whole.count == 3 && whole.allSatisfy { $0.isShadow && $0.mentor == Self.wang })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverSwapsTeachesIfTheyMay(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            let theirs = try await desk.shift("s-2", Self.zhao, Day(2026, 1, 12), inGroup: false)
            let swap = try await desk.act(as: Self.wang) { tx, actor in
                try tx.shiftSwaps.request(
                    SwapPlan(
                        shift: "s-1", counterpart: Self.zhao, back: theirs, reason: .errand, text: "办房产过户",
                        briefing: "有两个待回电"), by: actor)
            }
            try await desk.act(as: Self.zhao) { tx, actor in
                try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor)
            }
            let checks = try await desk.database.read { tx in
                let shift = try #require(try tx.shifts.find("s-1"))
                let ground = try tx.absenceGround(of: RosteredDesk.unit)
                func missing(_ taker: Staff.ID) throws -> Bool {
                    let passings = try tx.absenceMentors.passings(of: shift, in: shift.span, to: taker)
                    return try tx.absenceMentors.checks(passings, on: ground).contains { $0.missing != nil }
                }
                return (try missing(Self.zhao), try missing(Self.new))
            }
            #expect(checks.0 == false && checks.1, "who learns does not teach themselves")
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "好", by: actor)
            }
            #expect(try await Self.mentor(desk) == Self.zhao)
        }
    }
}
