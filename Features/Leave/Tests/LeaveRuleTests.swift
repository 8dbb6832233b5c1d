import Handbook
import Kernel
import Testing

@testable import Desk
@testable import Deskkit

/// What the clauses say about a leave, without a database.
@Suite struct LeaveRuleTests {
    /// GAME-55–59: each kind of leave, at each hour before the shift of Friday 09:00; what is objected and what is offered.
    @Test func whatIsAskedTooLateIsOfferedAsSomethingElse() throws {
        let handbook = try PackShelf.ofTheHouse.handbook("game-support")
        let start = Zone.shanghai.instant(Day(2026, 1, 9), .at(9))
        let hours = start..<(start + .hours(12))
        func line(_ code: String, _ asked: Instant, _ holidays: [String] = []) throws -> String {
            let type = try #require(handbook.leaveType(code))
            let check = LeaveCheck(
                type,
                LeaveCheck.Circumstances(
                    askedAt: asked, hours: hours, firstShiftAt: start, holidays: holidays, zone: .shanghai),
                under: handbook)
            let missing = check.checks.filter { $0.missing != nil }.map(\.clause.number).joined(separator: ",")
            return "\(code) \(missing.isEmpty ? "ok" : missing)\(check.offer.map { " → \($0.rawValue)" } ?? "")"
        }
        let times: [(String, Instant)] = [
            ("49 h", start - .hours(49)), ("24 h", start - .hours(24)), ("23:59", start - .hours(24) + .minutes(1)),
            ("60 m", start - .minutes(60)), ("59 m", start - .minutes(59)), ("+1 h", start + .hours(1)),
            ("+25 h", start + .hours(25)),
        ]
        var lines: [String] = []
        for (name, asked) in times {
            let codes = try ["personal", "sick", "sudden", "holiday", "retroactive", "official"].map {
                try line($0, asked)
            }
            lines.append("\(name): \(codes.joined(separator: " | "))")
        }
        lines.append(
            try
                "holiday, 72 h: \(line("personal", start - .hours(72), ["春节"])) | \(line("holiday", start - .hours(72), ["春节"]))"
        )
        #expect(
            lines.joined(separator: "\n") == """
                49 h: personal ok | sick ok | sudden ok | holiday ok | retroactive ok | official ok
                24 h: personal ok | sick ok | sudden ok | holiday 12.11 → ordinary | retroactive ok | official ok
                23:59: personal 12.2 → sudden | sick ok | sudden ok | holiday 12.11 → sudden | retroactive ok | official ok
                60 m: personal 12.2 → sudden | sick ok | sudden ok | holiday 12.11 → sudden | retroactive ok | official ok
                59 m: personal 12.2 | sick 12.3 | sudden 12.3 | holiday 12.11 | retroactive ok | official ok
                +1 h: personal 12.2 → retroactive | sick 12.3 → retroactive | sudden 12.3 → retroactive | holiday 12.11 → retroactive | retroactive ok | official 12.5 → retroactive
                +25 h: personal 12.2 | sick 12.3 | sudden 12.3 | holiday 12.11 | retroactive 12.4 | official 12.5
                holiday, 72 h: personal 12.11 → holiday | holiday ok
                """)
    }

    /// GAME-55: what is too late says how it could be asked for now, and nothing where it no longer can.
    @Test func whatIsTooLateAdvisesOnlyWhatIsPossible() throws {
        let handbook = try PackShelf.ofTheHouse.handbook("game-support")
        let type = try #require(handbook.leaveType("personal"))
        let start = Zone.shanghai.instant(Day(2026, 1, 9), .at(9))
        func said(_ asked: Instant) -> Word? {
            let check = LeaveCheck(
                type,
                LeaveCheck.Circumstances(
                    askedAt: asked, hours: start..<(start + .hours(12)), firstShiftAt: start, zone: .shanghai),
                under: handbook)
            return check.checks.compactMap(\.missing).first?.word
        }
        #expect(said(start - .hours(3)) == .leaveTooLateNowSudden)
        #expect(said(start + .hours(1)) == .leaveTooLateNowAfter)
        #expect(said(start + .days(7)) == .leaveTooLate)
    }

    /// A-04: by the clock or by the date.
    @Test func aDayAheadIsTwentyFourHoursOrTheDayBefore() throws {
        let start = Zone.shanghai.instant(Day(2026, 1, 9), .at(9))
        let byClock = try #require(Span("24h").flatMap(LeaveNotice.init))
        let byDate = try #require(Span("1cd").flatMap(LeaveNotice.init))
        #expect(byClock.latest(before: start, in: .shanghai) == Zone.shanghai.instant(Day(2026, 1, 8), .at(9)))
        let midnight = Zone.shanghai.instant(Day(2026, 1, 9), .midnight)
        #expect(byDate.latest(before: start, in: .shanghai) == midnight - .milliseconds(1))
        #expect(Span("1wd").flatMap(LeaveNotice.init) == nil, "a shift begins when it begins")
    }

    /// 职工带薪年休假条例 and 企业职工带薪年休假实施办法, with the examples of their commentaries.
    @Test func annualLeaveIsWhatTheLawSays() {
        let day = Day(2025, 12, 31)
        func days(_ since: Day, joined: Day, on day: Day = day) -> Int {
            AnnualLeave.entitlement(workingSince: since, joined: joined, on: day)
        }
        let old = Day(2015, 1, 1)
        #expect(days(Day(2024, 6, 1), joined: old, on: Day(2025, 5, 31)) == 0, "not a year yet")
        #expect(days(Day(2024, 6, 1), joined: old, on: Day(2025, 6, 1)) == 2, "the 214 days that are left")
        #expect(days(Day(2016, 1, 1), joined: Day(2016, 1, 1)) == 5)
        #expect(days(Day(2015, 12, 31), joined: Day(2016, 1, 1)) == 10, "ten years on the last day")
        #expect(days(Day(2005, 3, 1), joined: Day(2016, 1, 1)) == 15)
        #expect(days(Day(2020, 1, 1), joined: Day(2025, 7, 1)) == 2, "184 of 365 days, of five")
        func earned(_ since: Day, joined: Day = old, on day: Day) -> Int {
            AnnualLeave.earned(workingSince: since, joined: joined, leavingOn: day)
        }
        #expect(earned(Day(2010, 1, 1), on: Day(2025, 9, 30)) == 7, "273 of 365 days, of ten")
        #expect(earned(Day(2020, 1, 1), on: Day(2025, 1, 10)) == 0)
        #expect(earned(Day(2020, 1, 1), on: Day(2024, 12, 31)) == 5, "nor more in a leap year")
        #expect(earned(Day(2010, 1, 1), joined: Day(2025, 7, 1), on: Day(2025, 9, 30)) == 2, "92 of 365 days, of ten")
        #expect(earned(Day(2024, 6, 1), on: Day(2025, 5, 31)) == 0, "not a year of work yet")
        func due(_ earned: Int, _ taken: Int) -> AnnualLeaveDue {
            AnnualLeaveDue(lastDay: day, workingSince: old, earned: earned, taken: taken)
        }
        #expect(due(14, 5).owed == 9 && AnnualLeaveDue.days(due(14, 5).owed) == "4.5")
        #expect(due(4, 6).owed == 0, "what was taken beyond is not asked back")
        #expect(AnnualLeave.years(from: Day(2024, 2, 29), through: Day(2025, 2, 28)) == 0)
        #expect(AnnualLeave.years(from: Day(2024, 2, 29), through: Day(2025, 3, 1)) == 1)
    }

    @Test func halfADayIsUpToHalfOfTheHoursOfAShift() {
        let day = Day(2026, 1, 9)
        let work = [day: [RosteredDesk.hours(day)]]
        #expect(LeaveDays.halfDays(of: RosteredDesk.hours(day), work: work) == 2)
        #expect(LeaveDays.halfDays(of: RosteredDesk.hours(day, 9, 15), work: work) == 1)
        #expect(LeaveDays.halfDays(of: RosteredDesk.hours(day, 9, 16), work: work) == 2)
        #expect(LeaveDays.halfDays(of: RosteredDesk.hours(day, 6, 9), work: work) == 0)
    }
}
