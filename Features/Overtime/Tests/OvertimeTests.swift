import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// Overtime agreed to beforehand, counted by the clock, and made good (GAME-103, SOFT-19; 劳动法 articles 41 and 44).
@Suite struct OvertimeTests {
    private static let wang = RosteredDesk.agent(1)

    private static func plan(
        _ day: Day, _ from: Int, _ to: Int, _ compensation: Overtime.Compensation = .lieu
    ) -> Overtime.Plan {
        Overtime.Plan(hours: RosteredDesk.hours(day, from, to), reason: "活动上线", compensation: compensation)
    }

    /// The thirteen days of 2026, and those of 2025 (全国年节及纪念日放假办法); in 2024 they were eleven.
    @Test func theDaysPaidThreefoldAreThoseOfTheLaw() {
        func days(_ year: Int) -> String {
            (0..<366).map { Day(year, 1, 1).advanced(by: $0) }.filter { $0.year == year && StatutoryDays.contains($0) }
                .map { "\($0.month)-\($0.day)" }.joined(separator: " ")
        }
        #expect(days(2026) == "1-1 2-16 2-17 2-18 2-19 4-5 5-1 5-2 6-19 9-25 10-1 10-2 10-3")
        #expect(days(2024) == "1-1 2-10 2-11 2-12 4-4 5-1 6-10 9-17 10-1 10-2 10-3")
        #expect(days(2025) == "1-1 1-28 1-29 1-30 1-31 4-4 5-1 5-2 5-31 10-1 10-2 10-3 10-6")
    }

    @Test func lotsAreTakenInTheOrderInWhichTheyLapse() {
        func lot(_ id: String, _ minutes: Int, _ taken: Int, _ until: Day) -> LieuLot {
            LieuLot(overtime: Overtime.ID(id), minutes: minutes, taken: taken, until: until)
        }
        let lots = [
            lot("b", 180, 0, Day(2026, 3, 1)), lot("a", 240, 60, Day(2026, 2, 1)), lot("old", 600, 0, Day(2026, 1, 1)),
        ]
        let day = Day(2026, 1, 20)
        #expect(LieuLot.left(of: lots, on: day) == 360)
        let shares = LieuLot.share(240, of: lots, on: day)
        #expect(shares?.map { "\($0.lot.overtime) \($0.minutes)" } == ["a 180", "b 60"])
        #expect(LieuLot.share(361, of: lots, on: day) == nil, "all or nothing")
    }

    @Test(arguments: TestDatabase.engines)
    func overtimeIsAgreedToCountedAndTakenAsTimeOff(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let saturday = Day(2026, 1, 10)
            try await desk.shift("s-1", Self.wang, Day(2026, 1, 9), inGroup: false)
            await #expect(throws: Overtime.Refusal.hasBegun) {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.overtimes.ask(Self.plan(Day(2026, 1, 4), 9, 12), by: actor)
                }
            }
            await #expect(throws: Overtime.Refusal.onShift(RosteredDesk.hours(Day(2026, 1, 9)))) {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.overtimes.ask(Self.plan(Day(2026, 1, 9), 20, 22), by: actor)
                }
            }
            let overtime = try await desk.act(as: Self.wang) { tx, actor in
                try tx.overtimes.ask(Self.plan(saturday, 9, 18), by: actor)
            }
            #expect(overtime.number == "JB20260105-1" && overtime.rate == .rest)
            await #expect(throws: Overtime.Refusal.ownAct) {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.overtimes.approve(overtime.id, saying: "", by: actor)
                }
            }
            let told = await withTaskGroup(of: Bool.self) { group in
                for person in [RosteredDesk.leader, RosteredDesk.otherLeader] {
                    group.addTask {
                        do {
                            try await desk.act(as: person) { tx, actor in
                                try tx.overtimes.approve(overtime.id, saying: "同意", by: actor)
                            }
                            return true
                        } catch {
                            return (error as? Overtime.Refusal) != .notNow(.approved)
                        }
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(told.filter(\.self).count == 1, "of two approvers one is told")
            desk.clock.set(to: RosteredDesk.hours(saturday).lowerBound + .minutes(30))
            try await desk.act(as: Self.wang) { tx, actor in try tx.clockEvents.press(.in, by: actor) }
            desk.clock.set(to: RosteredDesk.hours(saturday, 9, 18).upperBound + .minutes(5))
            try await desk.act(as: Self.wang) { tx, actor in try tx.clockEvents.press(.out, by: actor) }
            desk.clock.advance(by: .hours(25))
            #expect(try await desk.database.write { tx in try tx.overtimes.settleDue(limit: 10) } == 1)
            #expect(try await desk.database.write { tx in try tx.overtimes.settleDue(limit: 10) } == 0)
            let settled = try await desk.database.read { tx in try tx.overtimes.find(overtime.id) }
            #expect(settled?.minutes == 510, "from half past nine: what the clock shows")
            func left() async throws -> Int {
                try await desk.database.read { tx in try tx.lieuLots.left(of: Self.wang, on: Day(2026, 1, 15)) }
            }
            #expect(try await left() == 510)
            let month = try await desk.database.read { tx in
                try tx.attendance.month(of: Self.wang, Day(2026, 1, 1), on: tx.absenceGround(of: RosteredDesk.unit))
            }
            #expect(month.totals.overtimeMinutes == 510)
            #expect(month.days[9].strays.isEmpty, "who clocks for overtime does so for a reason")

            // 调休 draws on it, and gives back what is withdrawn.
            try await desk.shift("s-15", Self.wang, Day(2026, 1, 15), inGroup: false)
            let leave = try await desk.act(as: Self.wang) { tx, actor in
                try tx.leaves.ask(
                    Leave.Plan(type: "lieu", hours: RosteredDesk.hours(Day(2026, 1, 15)), reason: "调休"), by: actor)
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.approve(leave.id, saying: "好", by: actor)
            }
            #expect(try await left() == 30)
            try await desk.shift("s-16", Self.wang, Day(2026, 1, 16), inGroup: false)
            let none = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.leaves.ask(
                        Leave.Plan(type: "lieu", hours: RosteredDesk.hours(Day(2026, 1, 16)), reason: "调休"), by: actor)
                }
            }
            #expect(none?.objections.map(\.rule) == [.leaveBalance])
            try await desk.act(as: Self.wang) { tx, actor in try tx.leaves.withdraw(leave.id, by: actor) }
            #expect(try await left() == 510)
        }
    }

    /// GAME-103: nobody clocks between overtime and the shift it adjoins, whether that comes before or after.
    @Test func overtimeIsOneWholeWithTheShiftsItAdjoins() {
        let day = Day(2026, 1, 9)
        func whole(_ from: Int, _ to: Int, _ shifts: (Int, Int)...) -> Range<Instant> {
            Overtime.whole(
                RosteredDesk.hours(day, from, to), beside: shifts.map { RosteredDesk.hours(day, $0.0, $0.1) })
        }
        #expect(whole(7, 9, (9, 18)) == RosteredDesk.hours(day, 7, 18))
        #expect(whole(17, 19, (8, 12), (12, 17)) == RosteredDesk.hours(day, 8, 19))
        #expect(whole(12, 14, (8, 12), (14, 18)) == RosteredDesk.hours(day, 8, 18))
        #expect(whole(19, 21, (9, 16)) == RosteredDesk.hours(day, 19, 21), "three hours apart")
        #expect(whole(19, 21) == RosteredDesk.hours(day, 19, 21))
    }

    /// GAME-103, SOFT-19: who comes two hours before the shift and clocks out when that is over has worked them.
    @Test(arguments: TestDatabase.engines)
    func overtimeBeforeAShiftIsCounted(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let friday = Day(2026, 1, 9)
            try await desk.shift("s-1", Self.wang, friday, inGroup: false)
            let overtime = try await desk.act(as: Self.wang) { tx, actor in
                try tx.overtimes.ask(Self.plan(friday, 7, 9), by: actor)
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.overtimes.approve(overtime.id, saying: "同意", by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(friday, 7, 9).lowerBound - .minutes(5))
            try await desk.act(as: Self.wang) { tx, actor in try tx.clockEvents.press(.in, by: actor) }
            desk.clock.set(to: RosteredDesk.hours(friday).upperBound + .minutes(5))
            try await desk.act(as: Self.wang) { tx, actor in try tx.clockEvents.press(.out, by: actor) }
            func settle() async throws -> Int {
                try await desk.database.write { tx in try tx.overtimes.settleDue(limit: 10) }
            }
            desk.clock.set(to: RosteredDesk.hours(friday, 7, 9).upperBound + .hours(25))
            #expect(try await settle() == 0, "the file with the clock out may still come")
            desk.clock.set(to: RosteredDesk.hours(friday).upperBound + .hours(25))
            #expect(try await settle() == 1)
            #expect(try await desk.database.read { tx in try tx.overtimes.find(overtime.id)?.minutes } == 120)
        }
    }

    /// 劳动法 article 44: a public holiday ends at midnight, and who is on no roster rests as the calendar says.
    @Test(arguments: TestDatabase.engines)
    func theRateIsThatOfTheHours(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            func ask(_ person: Staff.ID, _ day: Day, _ from: Int, _ hours: Int) async throws -> Overtime.Rate {
                let start = Zone.shanghai.instant(day, .at(from))
                let plan = Overtime.Plan(hours: start..<(start + .hours(hours)), reason: "上线", compensation: .pay)
                return try await desk.act(as: person) { tx, actor in try tx.overtimes.ask(plan, by: actor).rate }
            }
            let eve = Day(2026, 2, 15)
            await #expect(throws: Overtime.Refusal.twoRates(200, 300), "into the eve of the new year") {
                _ = try await ask(Self.wang, eve, 22, 4)
            }
            #expect(try await ask(Self.wang, eve.advanced(by: 1), 0, 2) == .holiday)
            try await desk.shift("s-20", Self.wang, Day(2026, 1, 20), inGroup: false)
            #expect(
                try await ask(Self.wang, Day(2026, 1, 20), 22, 3) == .workday, "what follows belongs to the evening")
            #expect(try await ask(Self.wang, Day(2026, 1, 21), 9, 3) == .rest, "no shift in a week of shifts")
            #expect(try await ask(RosteredDesk.supervisor, Day(2026, 1, 21), 19, 2) == .workday, "on no roster")
        }
    }

    /// GAME-103: what nobody decided on before it began counts in no limit, stands behind what can still be agreed to, and is
    /// offered to be refused only.
    @Test(arguments: TestDatabase.engines)
    func whatNobodyDecidedOnInTimeCountsForNothing(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            func ask(_ person: Staff.ID, _ day: Day, _ to: Int) async throws -> Overtime {
                try await desk.act(as: person) { tx, actor in
                    try tx.overtimes.ask(Self.plan(day, 9, to), by: actor)
                }
            }
            func counted() async throws -> Int {
                try await desk.database.read { tx in try tx.overtimes.minutes(of: Self.wang, month: Day(2026, 1, 1)) }
            }
            let zhao = RosteredDesk.agent(2)
            let missed = try await ask(Self.wang, Day(2026, 1, 10), 12)
            #expect(try await counted() == 180)
            desk.clock.set(to: RosteredDesk.hours(Day(2026, 1, 10), 9, 13).upperBound)
            #expect(try await counted() == 0, "it can be worked no more")
            let coming = try await ask(zhao, Day(2026, 1, 17), 12)
            let waiting = try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.approvals(of: actor).overtimes.map(\.id)
            }
            #expect(waiting == [coming.id, missed.id])
            let web = try WebServer.ofTest(desk.clock)
            OvertimeRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                let late = try await client.get("/overtime/\(missed.id.rawValue)", as: RosteredDesk.leader).text
                #expect(late.contains("/rejection\"") && !late.contains("/approval\""))
                let open = try await client.get("/overtime/\(coming.id.rawValue)", as: RosteredDesk.leader).text
                #expect(open.contains("/rejection\"") && open.contains("/approval\""))
            }
        }
    }

    /// 劳动法 articles 41 and 44: three hours a day, thirty-six a month, and no time off for a public holiday.
    @Test(arguments: TestDatabase.engines)
    func theHoursOfADayAndAMonthAreLimited(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            func ask(_ day: Day, _ from: Int, _ to: Int, _ how: Overtime.Compensation = .lieu) async throws {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.overtimes.ask(Self.plan(day, from, to, how), by: actor)
                }
            }
            try await desk.shift("s-6", Self.wang, Day(2026, 1, 6), inGroup: false)
            let long = await #expect(throws: GateRefusal.self) { try await ask(Day(2026, 1, 6), 21, 25) }
            #expect(long?.objections.map(\.rule) == [.overtimeLimit])
            try await desk.shift("s-15", Self.wang, Day(2026, 1, 15), inGroup: false)
            for day in [10, 11, 17] { try await ask(Day(2026, 1, day), 8, 19) }
            let month = await #expect(throws: GateRefusal.self) { try await ask(Day(2026, 1, 18), 9, 13) }
            #expect(month?.objections.first?.clause == "15.9")
            try await ask(Day(2026, 1, 18), 9, 12)
            await #expect(throws: Overtime.Refusal.overlaps("JB20260105-1")) { try await ask(Day(2026, 1, 10), 18, 20) }
            let holiday = await #expect(throws: GateRefusal.self) { try await ask(Day(2026, 2, 17), 9, 12) }
            #expect(holiday?.objections.map(\.rule) == [.overtimeLieu])
            try await ask(Day(2026, 2, 17), 9, 12, .pay)
        }
    }
}
