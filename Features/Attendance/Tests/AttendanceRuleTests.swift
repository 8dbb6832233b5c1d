import Handbook
import Kernel
import Testing

@testable import Desk
@testable import Deskkit

/// What a clock says of a roster, without a database.
@Suite struct AttendanceRuleTests {
    private static let day = Day(2026, 1, 9)
    private static let zone = Zone.shanghai

    private static func shift(
        _ day: Day, _ from: Instant, _ to: Instant, rest: Int = 60, origin: ShiftAssignment.Origin = .roster
    ) -> ShiftAssignment {
        ShiftAssignment(
            id: ShiftAssignment.ID("\(day)-\(from.milliseconds)"), roster: "roster", unit: RosteredDesk.unit,
            staff: RosteredDesk.agent(1), day: day, span: from..<to, breakMinutes: rest, origin: origin,
            enteredBy: nil, enteredAt: from)
    }

    private static func at(_ hour: Int, _ minute: Int = 0, _ day: Day = day) -> Instant {
        zone.instant(day, .at(hour, minute))
    }

    private static func judge(
        _ shifts: [ShiftAssignment], _ punches: [(ClockKind, Instant)], now: Instant,
        missed: [AttendanceJudgement.Missed] = [], leaves: [AttendanceJudgement.Leave] = [],
        on range: ClosedRange<Day> = day...day, in zone: Zone = zone
    ) -> [AttendanceDay] {
        AttendanceJudgement(grades: .usual, handover: 10, zone: zone, now: now).days(
            range,
            AttendanceJudgement.Facts(
                shifts: shifts, missed: missed, leaves: leaves,
                punches: punches.map { Punch(at: $0.1, kind: $0.0) }))
    }

    private static let nineToNine = shift(day, at(9), at(21))

    /// GAME-51, GAME-54, GAME-103: minute by minute, what it comes to.
    @Test func lateAndEarlyAreGradedByTheMinute() throws {
        let tomorrow = Self.at(12, 0, Day(2026, 1, 10))
        let cases: [(String, [(ClockKind, Instant)])] = [
            ("8:50–21:00", [(.in, Self.at(8, 50)), (.out, Self.at(21))]),
            ("8:51–21:05", [(.in, Self.at(8, 51)), (.out, Self.at(21, 5))]),
            ("9:00:01–21:00", [(.in, Self.at(9) + .seconds(1)), (.out, Self.at(21))]),
            ("9:10–21:00", [(.in, Self.at(9, 10)), (.out, Self.at(21))]),
            ("9:11–21:00", [(.in, Self.at(9, 11)), (.out, Self.at(21))]),
            ("9:30–20:30", [(.in, Self.at(9, 30)), (.out, Self.at(20, 30))]),
            ("10:00–21:00", [(.in, Self.at(10)), (.out, Self.at(21))]),
            ("10:01–21:00", [(.in, Self.at(10, 1)), (.out, Self.at(21))]),
            ("10:01–19:59", [(.in, Self.at(10, 1)), (.out, Self.at(19, 59))]),
            ("8:50–", [(.in, Self.at(8, 50))]), ("–21:00", [(.out, Self.at(21))]), ("–", []),
            ("? 8:55 ? 21:02", [(.unknown, Self.at(8, 55)), (.unknown, Self.at(21, 2))]),
            ("? 8:55 alone", [(.unknown, Self.at(8, 55))]), ("? 21:02 alone", [(.unknown, Self.at(21, 2))]),
            (
                "in, out at lunch, back, out",
                [
                    (.in, Self.at(8, 45)), (.out, Self.at(12)), (.in, Self.at(13)), (.out, Self.at(21)),
                ]
            ),
        ]
        let lines = try cases.map { name, punches -> String in
            let turn = try #require(Self.judge([Self.nineToNine], punches, now: tomorrow).first?.turns.first)
            let missing = turn.missing.map { " missing \($0.rawValue)" } ?? ""
            return
                "\(name): late \(turn.lateMinutes)/\(turn.lateGrade) early \(turn.earlyMinutes)/\(turn.earlyGrade)\(missing) absent \(turn.absentHalves)\(turn.isLateForHandover ? " handover" : "")"
        }
        #expect(
            lines.joined(separator: "\n") == """
                8:50–21:00: late 0/0 early 0/0 absent 0
                8:51–21:05: late 0/0 early 0/0 absent 0 handover
                9:00:01–21:00: late 1/1 early 0/0 absent 0
                9:10–21:00: late 10/1 early 0/0 absent 0
                9:11–21:00: late 11/2 early 0/0 absent 0
                9:30–20:30: late 30/2 early 30/2 absent 0
                10:00–21:00: late 60/3 early 0/0 absent 0
                10:01–21:00: late 61/4 early 0/0 absent 1
                10:01–19:59: late 61/4 early 61/4 absent 2
                8:50–: late 0/0 early 0/0 missing out absent 1
                –21:00: late 0/0 early 0/0 missing in absent 1
                –: late 0/0 early 0/0 missing both absent 2
                ? 8:55 ? 21:02: late 0/0 early 0/0 absent 0 handover
                ? 8:55 alone: late 0/0 early 0/0 missing out absent 1 handover
                ? 21:02 alone: late 0/0 early 0/0 missing in absent 1
                in, out at lunch, back, out: late 0/0 early 0/0 absent 0
                """)
    }

    @Test func aDayIsJudgedWhenItIsOver() throws {
        let came = [(ClockKind.in, Self.at(8, 50))]
        func stage(_ now: Instant, _ punches: [(ClockKind, Instant)]) throws -> AttendanceTurn {
            try #require(Self.judge([Self.nineToNine], punches, now: now).first?.turns.first)
        }
        #expect(try stage(Self.at(8), []).stage == .ahead)
        #expect(try stage(Self.at(9, 20), []).stage == .running, "not here yet, and not absent yet")
        #expect(try stage(Self.at(12), came).stage == .running)
        let after = try stage(Self.at(21, 30), came)
        #expect(after.stage == .running && after.missing == nil, "may still clock out")
        #expect(try stage(Self.at(21, 1), []).missing == .both)
    }

    /// A night belongs to the day on which it began, and clocks go to the shift that is nearer.
    @Test func nightsAndNeighboursAreKeptApart() throws {
        let (first, second) = (Day(2026, 1, 9), Day(2026, 1, 10))
        let night = Self.shift(first, Self.at(22, 0, first), Self.at(6, 0, second))
        let late = Self.shift(second, Self.at(14, 0, second), Self.at(22, 0, second))
        let days = Self.judge(
            [night, late],
            [
                (.unknown, Self.at(21, 45, first)), (.unknown, Self.at(6, 3, second)),
                (.unknown, Self.at(13, 40, second)), (.unknown, Self.at(22, 10, second)),
            ], now: Self.at(12, 0, Day(2026, 1, 11)), on: first...second)
        #expect(days.map(\.turns.count) == [1, 1])
        #expect(days.allSatisfy { !$0.isException })
        #expect(days[0].turns[0].clockedOut == Self.at(6, 3, second))
    }

    /// The night on which the clocks go forward is an hour shorter, and nobody is late or early for it.
    @Test func theMissingHourIsNobodysLateness() throws {
        let zone = try #require(Zone("America/New_York"))
        let (sunday, saturday) = (Day(2026, 3, 8), Day(2026, 3, 7))
        let from = zone.instant(saturday, .at(22))
        let to = zone.instant(sunday, .at(6))
        #expect(to - from == .hours(7))
        let days = Self.judge(
            [Self.shift(saturday, from, to, rest: 0)], [(.in, from - .minutes(10)), (.out, to)], now: to + .hours(8),
            on: saturday...sunday, in: zone)
        #expect(days[0].turns.first?.absentHalves == 0 && !days[0].isException && days[1].isRest)
    }

    /// GAME-57, GAME-59, GAME-60: leave in force takes the day, or half of it; official business is attendance.
    @Test func leaveTakesItsHalvesOfTheDay() throws {
        let tomorrow = Self.at(12, 0, Day(2026, 1, 10))
        let whole = AttendanceJudgement.Missed(day: Self.day, span: Self.nineToNine.span, breakMinutes: 60)
        let leave = AttendanceJudgement.Leave(type: "sick", hours: Self.at(9)..<Self.at(21), isAttendance: false)
        let off = Self.judge([], [], now: tomorrow, missed: [whole], leaves: [leave])
        #expect(off[0].away == [AttendanceDay.Away(type: "sick", halves: 2, isAttendance: false)])
        #expect(AttendanceTotals(off).workedHalves == 0 && AttendanceTotals(off).awayHalves == ["sick": 2])
        let morning = AttendanceJudgement.Leave(type: "official", hours: Self.at(9)..<Self.at(13), isAttendance: true)
        let rest = Self.shift(Self.day, Self.at(13), Self.at(21), origin: .adjusted)
        let half = Self.judge(
            [rest], [(.in, Self.at(12, 50)), (.out, Self.at(21))], now: tomorrow, missed: [whole], leaves: [morning])
        #expect(half[0].dueHalves == 2 && half[0].away.map(\.halves) == [1] && half[0].turns[0].dueHalves == 1)
        #expect(AttendanceTotals(half).workedHalves == 2, "official business counts as attendance")
    }

    /// GAME-54, F-64: into however many stretches leave or the roster cuts a day, it is two halves, and leave is one of them.
    @Test func aDayInPiecesIsTwoHalves() throws {
        let tomorrow = Self.at(12, 0, Day(2026, 1, 10))
        func leave(_ from: Int, _ to: Int) -> AttendanceJudgement.Leave {
            AttendanceJudgement.Leave(type: "personal", hours: Self.at(from)..<Self.at(to), isAttendance: false)
        }
        let once = Self.judge(
            [Self.nineToNine],
            [(.in, Self.at(8, 50)), (.out, Self.at(13)), (.in, Self.at(14, 50)), (.out, Self.at(21))], now: tomorrow,
            leaves: [leave(13, 15)])
        #expect(once[0].turns.map(\.dueHalves) == [0, 1] && once[0].away.map(\.halves) == [1])
        let totals = AttendanceTotals(once)
        #expect(totals.dueHalves == 2 && totals.workedHalves == 1 && totals.awayHalves == ["personal": 1])
        let twice = Self.judge([Self.nineToNine], [], now: tomorrow, leaves: [leave(11, 12), leave(15, 16)])
        #expect(twice[0].turns.map(\.dueHalves) == [0, 0, 1] && twice[0].dueHalves == 2)
        let split = [(8, 10), (12, 15), (18, 21)].map { Self.shift(Self.day, Self.at($0.0), Self.at($0.1), rest: 0) }
        let three = Self.judge(split, [], now: tomorrow)
        #expect(three[0].turns.map(\.dueHalves) == [0, 1, 1] && three[0].absentHalves == 2)
    }

    /// F-64, GAME-54: a square is never higher than a line: one mark in full, two side by side, of more the weightiest and how
    /// many others; nothing hides another.
    @Test func aSquareHoldsOneLineHoweverMuchFellOnTheDay() throws {
        let handbook = try Handbook(texts: PackShelf.ofTheHouse.lineage("game-support"))
        let tomorrow = Self.at(12, 0, Day(2026, 1, 10))
        let late = try #require(
            Self.judge([Self.nineToNine], [(.in, Self.at(9, 12)), (.out, Self.at(21))], now: tomorrow).first)
        var overtime = late
        overtime.overtimeMinutes = 150
        var full = overtime
        full.away = [.init(type: "annual", halves: 1, isAttendance: false)]
        var rest = AttendanceDay(day: Self.day)
        let chinese = AttendanceText(t: .chinese, zone: Self.zone, handbook: handbook)
        #expect([late, overtime, full, rest].map(chinese.square) == ["迟12", "迟加", "迟+2", "休"])
        #expect(chinese.line(full) == "迟12 年½ +2.5")
        rest.away = [.init(type: "annual", halves: 2, isAttendance: false)]
        #expect(chinese.square(rest) == "年")
        let english = AttendanceText(t: .english, zone: Self.zone, handbook: handbook)
        #expect([late, overtime, full, rest].map(english.square) == ["L12", "LO", "L+2", "An"])
        for text in [chinese, english] {
            let legend = text.legend(of: [full])
            let marks = text.marks(full).map(\.short) + ["½", "+1"]
            #expect(marks.allSatisfy { legend.contains($0) }, "the legend knows every mark: \(legend)")
            let all = Word.codes.map { text.t($0) } + text.leaveMarks.values
            #expect(Set(all).count == all.count, "no two kinds of leave have one mark, nor that of anything else")
            #expect(!text.square(full).contains("\n"))
        }
    }

    @Test func sumsTieOut() throws {
        let tomorrow = Self.at(12, 0, Day(2026, 1, 10))
        let swapped = Self.shift(Self.day, Self.at(9), Self.at(21), origin: .swap)
        let totals = AttendanceTotals(
            Self.judge([swapped], [(.in, Self.at(9, 5)), (.out, Self.at(20, 55))], now: tomorrow))
        #expect(totals.dueHalves == totals.workedHalves + totals.absentHalves)
        #expect(totals.lateCount == 1 && totals.lateMinutes == 5 && totals.lateGrades == [1, 0, 0, 0])
        #expect(totals.earlyCount == 1 && totals.earlyMinutes == 5 && totals.swaps == 1)
        let stray = Self.judge([], [(.in, Self.at(9))], now: tomorrow)
        #expect(stray[0].strays == [Self.at(9)] && stray[0].isException)
    }

    /// 劳动法 44 (3), SOFT-66: from midnight to midnight, without what was late, and the break taken from it evenly.
    @Test func workOnAStatutoryDayIsCountedByTheMinute() throws {
        let (eve, first) = (Day(2025, 12, 31), Day(2026, 1, 1))
        let judgement = AttendanceJudgement(
            grades: .usual, handover: nil, zone: Self.zone, now: Self.at(12, 0, Day(2026, 1, 3)), statutory: [first])
        func minutes(_ shift: ShiftAssignment, _ punches: [(ClockKind, Instant)]) -> [Int?] {
            let facts = AttendanceJudgement.Facts(shifts: [shift], punches: punches.map { Punch(at: $0.1, kind: $0.0) })
            return judgement.days(eve...Day(2026, 1, 2), facts).map(\.holidayMinutes)
        }
        let night = Self.shift(eve, Self.at(21, 0, eve), Self.at(9, 0, first))
        let nightClocks: [(ClockKind, Instant)] = [(.in, Self.at(20, 50, eve)), (.out, Self.at(9, 0, first))]
        #expect(minutes(night, nightClocks) == [495, nil, nil], "nine of twelve hours, an hour of them a break")
        let day = Self.shift(first, Self.at(9, 0, first), Self.at(21, 0, first))
        let out: (ClockKind, Instant) = (.out, Self.at(21, 0, first))
        #expect(minutes(day, [(.in, Self.at(9, 0, first)), out]) == [nil, 660, nil])
        #expect(minutes(day, [(.in, Self.at(9, 20, first)), out]) == [nil, 641, nil], "twenty minutes late")
        #expect(minutes(day, [out]) == [nil, 330, nil], "half an absence")
        #expect(minutes(day, []) == [nil, nil, nil], "who did not come")
        let after = Self.shift(Day(2026, 1, 2), Self.at(9, 0, Day(2026, 1, 2)), Self.at(21, 0, Day(2026, 1, 2)))
        #expect(
            minutes(after, [(.in, Self.at(9, 0, Day(2026, 1, 2))), (.out, Self.at(21, 0, Day(2026, 1, 2)))]) == [
                nil, nil, nil,
            ])
    }

    /// Nobody checks their own, nothing changes after the lock, and what was confirmed is what is checked (PROPB-27).
    @Test func aMonthGoesItsWayAndNoOther() throws {
        let (wang, sun) = (RosteredDesk.agent(1), RosteredDesk.supervisor)
        let days = [AttendanceDay(day: Self.day)]
        let other = [AttendanceDay(day: Self.day, overtimeMinutes: 5)]
        func sheet() -> AttendanceSheet {
            AttendanceSheet(id: "s", unit: "u", staff: wang, month: Day(2026, 1, 1), openedAt: Self.at(0))
        }
        var one = sheet()
        #expect(throws: AttendanceSheet.Refusal.notYours) { try one.confirm(by: sun, days, at: Self.at(1)) }
        #expect(throws: AttendanceSheet.Refusal.notNow(.open)) { try one.check(by: sun, days, at: Self.at(1)) }
        try one.confirm(by: wang, days, at: Self.at(1))
        #expect(throws: AttendanceSheet.Refusal.ownAct) { try one.check(by: wang, days, at: Self.at(2)) }
        #expect(throws: AttendanceSheet.Refusal.changed) { try one.check(by: sun, other, at: Self.at(2)) }
        try one.check(by: sun, days, at: Self.at(2))
        #expect(throws: AttendanceSheet.Refusal.changed) { try one.lock(by: sun, other, at: Self.at(3)) }
        try one.lock(by: sun, days, at: Self.at(3))
        #expect(throws: AttendanceSheet.Refusal.notNow(.locked)) {
            try one.giveBack(by: sun, saying: "改", at: Self.at(4))
        }
        var two = sheet()
        #expect(throws: AttendanceSheet.Refusal.reasonMissing) { try two.object(by: wang, because: "", at: Self.at(1)) }
        try two.object(by: wang, because: "8 日到岗", at: Self.at(1))
        try two.giveBack(by: sun, saying: "已补", at: Self.at(2))
        #expect(two.state == .open && two.objection == "8 日到岗" && two.answer == "已补")
    }

    /// Dates as clocks write them; what one would have to guess is not read.
    @Test func timesOfClocksAreReadInTheirManyForms() {
        let nine = [
            "2026-01-05 09:01:30", "2026/1/5 9:01:30", "2026年1月5日 9时1分30秒", "2026.01.05T09:01:30", "20260105090130",
            "20260105 09:01:30", "2026年1月5日 上午9:01:30", "2026-01-05 9:01:30 AM", "2026-01-05 09:01:30.000",
        ]
        for text in nine {
            let time = DeviceTime(text)
            #expect(time?.day == Day(2026, 1, 5) && time?.time == .at(9, 1) && time?.seconds == 30, "\(text)")
        }
        #expect(DeviceTime("2026-01-05 下午1:05")?.time == .at(13, 5))
        #expect(DeviceTime("2026-01-05 12:05 AM")?.time == .at(0, 5))
        for text in ["05/01/2026 09:01", "2026-02-30 09:01", "2026-01-05 25:01", "2026-01-05", "9:01", "明天", ""] {
            #expect(DeviceTime(text) == nil, "\(text)")
        }
        let york = Zone("America/New_York")
        #expect(york.map { DeviceTime("2026-03-08 02:30")?.instant(in: $0) == nil } == true, "that hour was not")
    }
}
