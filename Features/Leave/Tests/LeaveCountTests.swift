import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// How many days a leave takes, in its ledger and in the month of attendance (职工带薪年休假条例, article 3), on both engines.
@Suite struct LeaveCountTests {
    private static let wang = RosteredDesk.agent(1)
    private static let friday = Day(2026, 1, 9)

    private static func plan(_ hours: Range<Instant>, _ type: String = "personal") -> Leave.Plan {
        Leave.Plan(type: type, hours: hours, reason: "家里有事")
    }

    private static func agree(
        _ desk: RosteredDesk, _ hours: Range<Instant>, _ type: String = "personal"
    ) async throws -> Leave {
        let leave = try await desk.act(as: wang) { tx, actor in try tx.leaves.ask(plan(hours, type), by: actor) }
        try await desk.act(as: RosteredDesk.leader) { tx, actor in
            try tx.leaves.approve(leave.id, saying: "好", by: actor)
        }
        return try await find(desk, leave.id)
    }

    private static func find(_ desk: RosteredDesk, _ id: Leave.ID) async throws -> Leave {
        try await desk.database.read { tx in try #require(try tx.leaves.find(id)) }
    }

    private static func month(_ desk: RosteredDesk, _ first: Day = Day(2026, 1, 1)) async throws -> AttendanceMonth {
        try await desk.database.read { tx in
            try tx.attendance.month(of: wang, first, on: tx.absenceGround(of: RosteredDesk.unit))
        }
    }

    private static func away(_ month: AttendanceMonth, _ day: Day) -> [String] {
        month.days.first { $0.day == day }?.away.map { "\($0.type) \($0.halves)" } ?? []
    }

    /// A month of another roster, published when leave has been agreed to already.
    private static func publish(_ desk: RosteredDesk, _ first: Day, _ shifts: [(Staff.ID, Day)]) async throws {
        desk.clock.advance(by: .hours(1))
        try await desk.act(as: RosteredDesk.manager) { tx, actor in
            let roster = try Roster.make(
                id: "later", unit: RosteredDesk.unit, from: first, until: first.lastOfMonth, by: actor.staff.id,
                at: tx.now)
            try tx.rosters.insert(roster)
            try tx.shifts.insert(
                shifts.enumerated().map { number, one in
                    let hours = RosteredDesk.hours(one.1)
                    return ShiftAssignment(
                        id: ShiftAssignment.ID("later-\(number)"), roster: "later", unit: RosteredDesk.unit,
                        staff: one.0, day: one.1, span: hours, enteredBy: actor.staff.id, enteredAt: tx.now)
                })
            var published = roster
            try published.publish(by: actor.staff.id, at: tx.now)
            try tx.rosters.save(published)
            try tx.leaves.recount(
                after: published, of: Set(shifts.map(\.0)).sorted { $0.rawValue < $1.rawValue }, in: .shanghai,
                by: actor.staff.id)
        }
    }

    /// Days of rest are no leave, also where the roster is that of the unit above.
    @Test(arguments: TestDatabase.engines)
    func aRosterOfTheUnitAboveSaysWhatIsRest(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.database.write { tx in
                try tx.found("team-a", "A组", under: RosteredDesk.unit, by: nil)
                let edition = try tx.absenceGround(of: RosteredDesk.unit).version
                try tx.join("mei", "梅子", as: "agent", in: "team-a", reading: edition)
            }
            for day in [9, 11, 13, 15, 17] {
                try await desk.shift("s-\(day)", "mei", Day(2026, 1, day), inGroup: false)
            }
            let hours =
                RosteredDesk.hours(Self.friday).lowerBound..<RosteredDesk.hours(Day(2026, 1, 18)).upperBound
            let leave = try await desk.act(as: "mei") { tx, actor in try tx.leaves.ask(Self.plan(hours), by: actor) }
            #expect(leave.halfDays == 10, "five shifts, not ten days of the calendar")
            let other = try await desk.act(as: Self.wang) { tx, actor in
                try tx.leaves.ask(Self.plan(RosteredDesk.hours(Self.friday)), by: actor)
            }
            #expect(other.halfDays == 2, "who stands on no roster works by the calendar")
        }
    }

    /// Asked for before there is a roster, counted anew when there is one; the ledger says so entry by entry.
    @Test(arguments: TestDatabase.engines)
    func aRosterThatIsPublishedCountsAnew(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            _ = try await desk.act(as: RosteredDesk.personnel) { tx, actor in
                try tx.leaves.grantAnnual(to: Self.wang, workingSince: Day(2010, 1, 1), by: actor)
            }
            let monday = Day(2026, 3, 9)
            let hours = RosteredDesk.hours(monday).lowerBound..<RosteredDesk.hours(Day(2026, 3, 12)).upperBound
            let leave = try await Self.agree(desk, hours, "annual")
            func left() async throws -> Int {
                try await desk.database.read { tx in try tx.annualLeaves.left(of: Self.wang, year: 2026) }
            }
            #expect(leave.halfDays == 8, "four days of the calendar")
            #expect(try await left() == 12)
            try await Self.publish(desk, Day(2026, 3, 1), [(Self.wang, monday), (Self.wang, Day(2026, 3, 11))])
            #expect(try await Self.find(desk, leave.id).halfDays == 4)
            #expect(try await left() == 16, "two days of rest come back")
            // The shifts still stand on the roster: it is leave, and no absence (GAME-57).
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 3, 20), .at(9)))
            let march = try await Self.month(desk, Day(2026, 3, 1))
            #expect(march.totals.awayHalves == ["annual": 4] && march.totals.absentHalves == 0)
            #expect(Self.away(march, monday) == ["annual 2"] && Self.away(march, Day(2026, 3, 10)) == [])
        }
    }

    /// A roster that was made around the leave says nothing of it: the calendar does, in the ledger and in the month.
    @Test(arguments: TestDatabase.engines)
    func aRosterMadeAroundALeaveLeavesItAsItWas(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let monday = Day(2026, 3, 9)
            let hours = RosteredDesk.hours(monday).lowerBound..<RosteredDesk.hours(Day(2026, 3, 12)).upperBound
            let leave = try await Self.agree(desk, hours)
            try await Self.publish(
                desk, Day(2026, 3, 1), [(Self.wang, Day(2026, 3, 5)), (Self.wang, Day(2026, 3, 20))])
            #expect(try await Self.find(desk, leave.id).halfDays == 8)
            let march = try await Self.month(desk, Day(2026, 3, 1))
            #expect(march.totals.awayHalves == ["personal": 8])
        }
    }

    /// Two pieces of one day are one day.
    @Test(arguments: TestDatabase.engines)
    func twoPartsOfADayAreNoMoreThanTheDay(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let first = try await Self.agree(desk, RosteredDesk.hours(Self.friday, 9, 13))
            let second = try await Self.agree(desk, RosteredDesk.hours(Self.friday, 13, 21))
            #expect(first.halfDays == 1 && second.halfDays == 1)
            let month = try await Self.month(desk)
            #expect(Self.away(month, Self.friday) == ["personal 1", "personal 1"])
            #expect(month.totals.dueHalves == 2)
        }
    }

    /// Withdrawn and asked for again it is taken once.
    @Test(arguments: TestDatabase.engines)
    func whatWasGivenBackAndTakenAgainCountsOnce(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Self.friday, inGroup: false)
            let first = try await Self.agree(desk, RosteredDesk.hours(Self.friday))
            try await desk.act(as: Self.wang) { tx, actor in try tx.leaves.withdraw(first.id, by: actor) }
            let again = try await Self.agree(desk, RosteredDesk.hours(Self.friday))
            #expect(again.halfDays == 2)
            let month = try await Self.month(desk)
            #expect(Self.away(month, Self.friday) == ["personal 2"])
        }
    }

    /// Back before the end: what lies ahead is worked again, and the days that were not taken come back.
    @Test(arguments: TestDatabase.engines)
    func whoIsBackEarlyHasTheDaysAhead(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            _ = try await desk.act(as: RosteredDesk.personnel) { tx, actor in
                try tx.leaves.grantAnnual(to: Self.wang, workingSince: Day(2010, 1, 1), by: actor)
            }
            let days = (12...14).map { Day(2026, 1, $0) }
            for day in days { try await desk.shift("s-\(day)", Self.wang, day, inGroup: false) }
            let hours = RosteredDesk.hours(days[0]).lowerBound..<RosteredDesk.hours(days[2]).upperBound
            let leave = try await Self.agree(desk, hours, "annual")
            desk.clock.set(to: hours.lowerBound)
            _ = try await desk.database.write { tx in try tx.leaves.passTime(limit: 10) }
            desk.clock.set(to: Zone.shanghai.instant(days[1], .at(12)))
            try await desk.act(as: Self.wang) { tx, actor in try tx.leaves.reportBack(leave.id, proof: "", by: actor) }
            let back = try await Self.find(desk, leave.id)
            #expect(back.absence.upperBound == desk.clock.now && back.halfDays == 3, "a day and a piece of the next")
            let left = try await desk.database.read { tx in try tx.annualLeaves.left(of: Self.wang, year: 2026) }
            #expect(left == 17)
            #expect(try await desk.shifts(of: Self.wang, on: days[0]) == [])
            let today = try await desk.shifts(of: Self.wang, on: days[1])
            #expect(today.map(\.span) == [RosteredDesk.hours(days[1], 12, 21)], "what is left of the shift that runs")
            #expect(try await desk.shifts(of: Self.wang, on: days[2]).count == 1)
            let free = try await desk.database.read { tx in
                try tx.leaves.live(of: Self.wang, in: RosteredDesk.hours(days[2]))
            }
            #expect(free.isEmpty, "these hours may be asked for again")
            let ledger = try await desk.database.read { tx in try tx.obligations.all(of: leave.subject) }
            #expect(ledger.contains { $0.rule.name == "leave.report-back" && !$0.isOpen })
        }
    }

    /// 条例, articles 3 and 5: granted each year by the house itself, in December for the year that comes, and a leave over
    /// New Year is taken from both.
    @Test(arguments: TestDatabase.engines)
    func everyYearGrantsItsOwn(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            _ = try await desk.act(as: RosteredDesk.personnel) { tx, actor in
                try tx.leaves.grantAnnual(to: Self.wang, workingSince: Day(2017, 1, 1), by: actor)
            }
            func grant() async throws -> Int { try await desk.database.write { tx in try tx.leaves.grantKnown() } }
            func left(_ year: Int) async throws -> Int {
                try await desk.database.read { tx in try tx.annualLeaves.left(of: Self.wang, year: year) }
            }
            #expect(try await grant() == 0, "what is entered is entered")
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 12, 1), .at(9)))
            #expect(try await grant() == 1)
            #expect(try await left(2026) == 10)
            #expect(try await left(2027) == 20, "ten years are complete on 1 January")
            #expect(try await grant() == 0)
            // Thursday and Friday, and Monday of the year after; New Year's Day itself is asked for by nobody.
            let hours =
                RosteredDesk.hours(Day(2026, 12, 30)).lowerBound..<RosteredDesk.hours(Day(2027, 1, 5)).upperBound
            let leave = try await desk.database.read { tx in
                try tx.leaves.halves(
                    of: Self.wang, in: hours, agreed: nil, but: nil, on: tx.absenceGround(of: RosteredDesk.unit))
            }
            #expect(LeaveDays.years(leave)[2026] == 4 && (LeaveDays.years(leave)[2027] ?? 0) >= 4)
            let need = try await desk.database.read { tx in
                try tx.leaves.need(
                    [Day(2026, 12, 31): 12, Day(2027, 1, 4): 2], of: Self.wang, .annual, on: Day(2026, 12, 31))
            }
            #expect(need?.needed == 12 && need?.left == 10, "the year that has too few says so")
            let due = try await desk.database.read { tx in
                try tx.annualLeaves.due(
                    to: tx.staff.require(Self.wang), leavingOn: Day(2026, 6, 30), asOf: tx.now)
            }
            #expect(due?.earned == 4 && due?.taken == 0, "181 of 365 days, of five")
        }
    }

    /// A house of more than two hundred: annual leave is entered for the last of them by name too.
    @Test(arguments: TestDatabase.engines)
    func everybodyOfALargeHouseIsOnTheList(engine: Engine) async throws {
        try await RosteredDesk.open(engine, agents: 203) { desk in
            let people = try await desk.database.read { tx in
                try tx.annualLeaves.balances(in: .some([RosteredDesk.unit]), but: RosteredDesk.personnel).map(\.staff)
            }
            #expect(people.count == 207 && people.contains(RosteredDesk.agent(203)))
        }
    }

    /// 条例, article 3: the date grants nothing in the first year of work, and the days at its end; a correction that
    /// changes no day of this year is what the next one goes by.
    @Test(arguments: TestDatabase.engines)
    func theDateIsKeptThoughItChangesNothingYet(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            func enter(_ since: Day, of person: Staff.ID) async throws -> Int {
                desk.clock.advance(by: .minutes(1))
                return try await desk.act(as: RosteredDesk.personnel) { tx, actor in
                    try tx.leaves.grantAnnual(to: person, workingSince: since, by: actor)
                }
            }
            func grant() async throws -> Int { try await desk.database.write { tx in try tx.leaves.grantKnown() } }
            func granted(_ person: Staff.ID, _ year: Int) async throws -> Int {
                try await desk.database.read { tx in try tx.annualLeaves.granted(to: person, year: year) }
            }
            let zhao = RosteredDesk.agent(2)
            #expect(try await enter(Day(2025, 7, 1), of: Self.wang) == 0)
            #expect(try await enter(Day(2017, 1, 15), of: zhao) == 5)
            #expect(try await enter(Day(2016, 12, 1), of: zhao) == 5, "five either way")
            let since = try await desk.database.read { tx in
                try tx.annualLeaves.balances(in: .some([RosteredDesk.unit]), but: RosteredDesk.personnel)
                    .filter { $0.workingSince != nil }.map { "\($0.name) \($0.workingSince?.description ?? "")" }
            }
            #expect(since == ["客服1 2025-07-01", "客服2 2016-12-01"])
            await #expect(throws: Leave.Refusal.sinceAhead, "it would take back what was granted") {
                _ = try await enter(Day(2026, 1, 6), of: zhao)
            }
            #expect(try await granted(zhao, 2026) == 10)

            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 7, 1), .at(9)))
            #expect(try await grant() == 1)
            #expect(try await granted(Self.wang, 2026) == 4, "184 of 365 days, of five: two")
            desk.clock.set(to: Zone.shanghai.instant(Day(2027, 1, 2), .at(9)))
            _ = try await grant()
            #expect(try await granted(zhao, 2027) == 20, "ten years were complete on 1 December")
        }
    }
}
