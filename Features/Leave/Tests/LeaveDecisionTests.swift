import Database
import Handbook
import Hummingbird
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// Who decides on a leave, until when, and who reads what of it (GAME-57, GAME-58, GAME-60, GAME-66), on both engines.
@Suite struct LeaveDecisionTests {
    private static let wang = RosteredDesk.agent(1)
    private static let friday = Day(2026, 1, 9)

    private static func ask(
        _ desk: RosteredDesk, _ type: String, _ hours: Range<Instant>, as person: Staff.ID = wang,
        substitute: Staff.ID? = nil
    ) async throws -> Leave {
        try await desk.act(as: person) { tx, actor in
            try tx.leaves.ask(
                Leave.Plan(type: type, hours: hours, reason: "家里的私事", proof: "病历", substitute: substitute), by: actor)
        }
    }

    private static func approve(_ desk: RosteredDesk, _ leave: Leave, as person: Staff.ID) async throws {
        try await desk.act(as: person) { tx, actor in try tx.leaves.approve(leave.id, saying: "好", by: actor) }
    }

    /// GAME-57: what lies ahead is asked for in advance, with its own checks.
    @Test(arguments: TestDatabase.engines)
    func afterwardsNeverReachesAhead(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", Self.wang, today, inGroup: false)
            desk.clock.advance(by: .hours(4))
            let whole = RosteredDesk.hours(today)
            await #expect(throws: Leave.Refusal.ahead(whole.upperBound.dateAndTime(in: .shanghai))) {
                _ = try await Self.ask(
                    desk, "retroactive", whole.lowerBound..<RosteredDesk.hours(Day(2026, 1, 14)).upperBound)
            }
            #expect(try await Self.ask(desk, "retroactive", whole).rule == .retroactive, "to the end of the shift")
        }
    }

    /// GAME-57, GAME-60: an ordinary request that nobody decided in time is decided as leave afterwards.
    @Test(arguments: TestDatabase.engines)
    func afterTheShiftBeganOnlyTheManagerAgrees(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let leave = try await Self.ask(desk, "personal", RosteredDesk.hours(Self.friday))
            desk.clock.set(to: RosteredDesk.hours(Self.friday).lowerBound + .minutes(1))
            await #expect(throws: Leave.Refusal.notEntitled("执行经理", RosteredDesk.clause("12.1"))) {
                try await Self.approve(desk, leave, as: RosteredDesk.leader)
            }
            try await Self.approve(desk, leave, as: RosteredDesk.manager)
        }
    }

    /// Time off that was not earned is not taken, whatever exception was granted.
    @Test(arguments: TestDatabase.engines)
    func lieuThatIsNotThereIsNotBooked(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let leave = try await Self.ask(desk, "personal", RosteredDesk.hours(Self.friday))
            await #expect(throws: Leave.Refusal.lieuShort) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.leaves.book(
                        leave, [Self.friday: 2], from: .lieu, on: tx.absenceGround(of: RosteredDesk.unit),
                        by: actor.staff.id)
                }
            }
        }
    }

    /// GAME-60: nobody agrees to their own by another's hand.
    @Test(arguments: TestDatabase.engines)
    func aPostThatIsLentIsNoneInTheLendersMatter(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            try await desk.shift("s-2", RosteredDesk.leader, Self.friday, inGroup: false)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                let held = try #require(try tx.appointments.open(of: actor.staff.id, at: tx.now).first)
                _ = try tx.delegations.give(
                    Loan(
                        appointment: held.id, recipient: RosteredDesk.agent(2), from: tx.now, to: tx.now + .days(7),
                        reason: "外出"), by: actor, under: PostsInForce(tx: tx))
            }
            let own = try await Self.ask(
                desk, "personal", RosteredDesk.hours(Self.friday), as: RosteredDesk.leader)
            await #expect(throws: Leave.Refusal.notEntitled("组长", RosteredDesk.clause("12.1"))) {
                try await Self.approve(desk, own, as: RosteredDesk.agent(2))
            }
            let other = try await Self.ask(desk, "personal", RosteredDesk.hours(Self.friday))
            try await Self.approve(desk, other, as: RosteredDesk.agent(2))
            try await Self.approve(desk, own, as: RosteredDesk.otherLeader)
        }
    }

    /// GAME-58: the law's own days are holidays also in a year for which nothing has been announced.
    @Test(arguments: TestDatabase.engines)
    func holidaysAreHolidaysInEveryYear(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            for day in [Day(2031, 1, 1), Day(2031, 10, 2)] {
                let refusal = await #expect(throws: GateRefusal.self) {
                    _ = try await Self.ask(desk, "personal", RosteredDesk.hours(day))
                }
                #expect(refusal?.objections.map(\.rule) == [.leaveHoliday])
            }
            let usual = try await Self.ask(desk, "personal", RosteredDesk.hours(Day(2031, 1, 3)))
            #expect(usual.state == .submitted)
            #expect(StatutoryHolidays().holiday(on: Day(2031, 1, 23)) == "春节")
            #expect(StatutoryHolidays().holiday(on: Day(2031, 1, 3)) == nil)
        }
    }

    /// GEN3-02, SOFT-70: promised hours are not left empty, also where no group asks for anybody.
    @Test(arguments: TestDatabase.engines)
    func promisedHoursAreNotLeftEmpty(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                _ = try tx.receptionChannels.enter(
                    ReceptionPlan(
                        unit: RosteredDesk.unit,
                        facts: ReceptionChannel.Facts(kind: .hotline, name: "客服热线", address: "021-60008000"),
                        hours: [try #require(WeekHours(typed: "每天 09:00-21:00"))]), by: actor)
            }
            let leave = try await Self.ask(desk, "personal", RosteredDesk.hours(Self.friday))
            let refusal = await #expect(throws: GateRefusal.self) {
                try await Self.approve(desk, leave, as: RosteredDesk.leader)
            }
            #expect(refusal?.objections.map(\.rule) == [.absenceCoverage])
            try await desk.shift("s-2", RosteredDesk.agent(2), Self.friday, inGroup: false)
            try await Self.approve(desk, leave, as: RosteredDesk.leader)
        }
    }

    /// GAME-66: the staffing of a whole month costs what that of a day costs, and says the same of each shift.
    @Test(arguments: TestDatabase.engines)
    func theStaffingOfALongLeaveIsReadOnce(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            for day in 6...25 {
                try await desk.shift("w-\(day)", Self.wang, Day(2026, 1, day))
                if day.isMultiple(of: 2) { try await desk.shift("z-\(day)", RosteredDesk.agent(2), Day(2026, 1, day)) }
            }
            func staffing(_ last: Day) async throws -> (lines: [AbsenceCoverage], statements: Int) {
                let hours = RosteredDesk.hours(Day(2026, 1, 6)).lowerBound..<RosteredDesk.hours(last).upperBound
                let heard = Mutex(0)
                let lines = try await StatementWatch.$current.withValue(
                    StatementWatch { _, _ in heard.withLock { $0 += 1 } }
                ) {
                    try await desk.database.read { tx in
                        try tx.absenceCoverage(without: tx.shifts.of(Self.wang, between: hours), instead: nil)
                    }
                }
                return (lines, heard.withLock { $0 })
            }
            // Each connection remembers what it was asked once: what counts is the fewest.
            func least(_ last: Day) async throws -> Int {
                var counts: [Int] = []
                for _ in 1...8 { counts.append(try await staffing(last).statements) }
                return counts.min() ?? 0
            }
            #expect(try await least(Day(2026, 1, 25)) == least(Day(2026, 1, 6)))
            let (day, month) = (try await staffing(Day(2026, 1, 6)), try await staffing(Day(2026, 1, 25)))
            #expect(day.lines == [month.lines[0]] && month.lines.count == 20)
            #expect(month.lines.map(\.before) == (6...25).map { $0.isMultiple(of: 2) ? 2 : 1 })
            #expect(month.lines.allSatisfy { $0.name == "A" && $0.after == $0.before - 1 && $0.minimum == 2 })
        }
    }

    /// F-60: everybody reads who is away and when, nobody why.
    @Test(arguments: TestDatabase.engines)
    func theRecordOfChangesSaysWhoAndWhenAndNotWhy(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let leave = try await Self.ask(desk, "sick", RosteredDesk.hours(Self.friday))
            try await Self.approve(desk, leave, as: RosteredDesk.leader)
            let change = try await desk.database.read { tx in
                try #require(try tx.rosters.changes(of: "roster", limit: 10).last)
            }
            #expect(change.what == .leave && change.was == "客服1 2026-01-09 09:00-21:00")
            #expect(change.became == "– 2026-01-09 09:00-21:00" && change.reason == leave.number)
        }
    }
}
