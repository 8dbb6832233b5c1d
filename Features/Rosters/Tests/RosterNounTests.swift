import Kernel
import Testing
import Testkit

@testable import Desk

/// What can be said of rosters without a database.
@Suite struct RosterNounTests {
    static let zone = Zone.shanghai
    static let monday = Day(2026, 11, 2)

    /// GAME-17, GAME-43: 上1休1 and 三班倒 are both data; two groups never work the same day of the first.
    @Test func groupsTakeTurns() throws {
        let office = OfficeDays(calendar: .always(zone: Self.zone), holidays: .china)
        let one = try RotationPattern(
            id: "p", unit: "u", name: "上1休1", anchor: Self.monday, cycle: ["D", nil], days: .every,
            offsets: ["a": 0, "b": 1])
        let days = (0..<4).map { Self.monday.advanced(by: $0) }
        #expect(days.map { one.code(on: $0, of: "a", by: office) } == ["D", nil, "D", nil])
        #expect(days.map { one.code(on: $0, of: "b", by: office) } == [nil, "D", nil, "D"])
        #expect(one.code(on: Self.monday.advanced(by: -1), of: "a", by: office) == nil, "it runs backwards too")
        #expect(one.code(on: Self.monday, of: "c", by: office) == nil, "not of this pattern")
        let three = try RotationPattern(
            id: "p", unit: "u", name: "三班倒", anchor: Self.monday,
            cycle: RotationPattern.cycle(typed: "早 中 晚 休"), days: .every, offsets: ["a": 0, "b": 1, "c": 2])
        for day in days {
            let worked = ["a", "b", "c"].compactMap { three.code(on: day, of: ShiftGroup.ID($0), by: office) }
            #expect(Set(worked).count == worked.count, "no two groups have the same shift")
        }
    }

    /// SOFT-19: the first and last five days of a month are worked by another template.
    @Test func theEdgesOfAMonthAreWorkedLonger() throws {
        let office = try RotationPattern(
            id: "p", unit: "u", name: "行政班", anchor: Self.monday, cycle: ["O"], days: .working,
            edge: .init(code: "L", first: 5, last: 5), offsets: ["a": 0])
        let days = OfficeDays(calendar: .always(zone: Self.zone), holidays: .china)
        let first = Self.monday.firstOfMonth
        let codes = first.map30 { office.code(on: $0, of: "a", by: days) ?? "-" }
        let worked = (0..<30).filter { !first.advanced(by: $0).weekday.isWeekend }
        #expect(codes.indices.filter { codes[$0] != "-" } == worked, "also where the unit never closes an office rests")
        #expect(worked.allSatisfy { codes[$0] == ($0 < 5 || $0 >= 25 ? "L" : "O") })
    }

    /// 行政班 where the unit is open every day: the country's week, its holidays and the days worked for them, as announced
    /// or by the law.
    @Test func anOfficeRestsAlsoWhereTheUnitNeverDoes() {
        let days = OfficeDays(calendar: .always(zone: Self.zone), holidays: .china)
        #expect(
            !days.isWorked(Day(2026, 10, 1)) && days.isWorked(Day(2026, 10, 10)) && !days.isWorked(Day(2026, 10, 11)))
        #expect(!days.isWorked(Day(2031, 1, 23)) && days.isWorked(Day(2031, 1, 28)))
    }

    @Test func aPatternRests() {
        #expect(throws: RotationPattern.Refusal.neverRests) {
            try RotationPattern(
                id: "p", unit: "u", name: "x", anchor: Self.monday, cycle: ["D"], days: .every, offsets: [:])
        }
        #expect(throws: RotationPattern.Refusal.empty) {
            try RotationPattern(
                id: "p", unit: "u", name: "x", anchor: Self.monday, cycle: [nil], days: .every, offsets: [:])
        }
        #expect(RotationPattern.text(RotationPattern.cycle(typed: "D，休 N")) == "D,-,N")
    }

    /// Night shifts end on the next date; where the clocks jump, a shift inside the hour that is missing is refused.
    @Test func shiftsCrossMidnightAndMissingHours() throws {
        let night = ShiftTemplate(
            id: "t", unit: "u", code: "N", chinese: "夜班", english: "Night", starts: .at(22), lengthMinutes: 480,
            breakMinutes: 60, isNight: true)
        #expect(night.hours == "22:00-06:00")
        let span = try night.span(on: Self.monday, in: Self.zone)
        #expect(Self.zone.day(of: span.upperBound) == Self.monday.advanced(by: 1))
        let berlin = try #require(Zone("Europe/Berlin"))
        let change = Day(2026, 3, 29)
        #expect(try night.span(on: change.advanced(by: -1), in: berlin).minutes == 420, "the night is an hour shorter")
        let lost = ShiftTemplate(
            id: "t", unit: "u", code: "X", chinese: "早", english: "", starts: .at(2), lengthMinutes: 60,
            breakMinutes: 0,
            isNight: true)
        #expect(throws: ShiftTemplate.Refusal.missingHour(change)) { try lost.span(on: change, in: berlin) }
    }

    /// Free hours are those of the wall: moved from, or onto, a day on which clocks change, and copied by weeks.
    @Test func freeHoursStayThoseOfTheWall() throws {
        let berlin = try #require(Zone("Europe/Berlin"))
        func hours(_ day: Day, _ from: Int, _ until: Int) -> Range<Instant> {
            berlin.instant(day, .at(from))..<berlin.instant(day, .at(until))
        }
        let change = Day(2026, 10, 25)
        func shift(_ day: Day, _ span: Range<Instant>) -> ShiftAssignment {
            ShiftAssignment(
                id: "1", roster: "r", unit: "u", staff: "lin", day: day, span: span, enteredBy: "boss",
                enteredAt: .zero)
        }
        let (before, after) = (change.advanced(by: -1), change.advanced(by: 1))
        let sunday = shift(change, hours(change, 9, 17))
        #expect(try sunday.span(on: after, in: berlin) == hours(after, 9, 17))
        #expect(try shift(before, hours(before, 9, 17)).span(on: change, in: berlin) == hours(change, 9, 17))
        let night = shift(before, berlin.instant(before, .at(22))..<berlin.instant(change, .at(6)))
        #expect(try night.span(on: change, in: berlin).minutes == 480, "nine hours on the night of the change alone")
        let spring = Day(2026, 3, 29)
        #expect(throws: ShiftTemplate.Refusal.missingHour(spring)) {
            _ = try shift(change, hours(change, 2, 3)).span(on: spring, in: berlin)
        }

        func roster(_ first: Day) throws -> Roster {
            try Roster.make(id: "r", unit: "u", from: first, until: first.advanced(by: 6), by: "boss", at: .zero)
        }
        let making = RosterMaking(
            roster: try roster(after), office: OfficeDays(calendar: .always(zone: berlin), holidays: .china),
            templates: [], groups: [], members: [],
            people: ["lin"], isQualified: { _, _ in true })
        let copied = try making.shifts(
            like: try roster(after.advanced(by: -7)), [sunday], ids: .counting(), by: "boss", at: .zero)
        #expect(copied.map(\.span) == [hours(change.advanced(by: 7), 9, 17)])
    }

    /// GAME-17: publication freezes it; a checked one that is changed is a draft again; two people at once are noticed.
    @Test func aRosterGoesItsWay() throws {
        var roster = try Roster.make(
            id: "r", unit: "u", from: Self.monday, until: Self.monday.advanced(by: 6), by: "boss", at: .zero)
        #expect(throws: Roster.Refusal.notPublished) { try roster.enterForce(at: .zero) }
        try roster.check(by: "boss", at: .zero)
        try roster.change()
        #expect(roster.state == .draft && roster.checked == nil)
        #expect(throws: Roster.Refusal.overtaken) { try roster.expect(version: 1) }
        try roster.publish(by: "boss", at: .zero)
        #expect(throws: Roster.Refusal.published) { try roster.publish(by: "other", at: .zero) }
        #expect(throws: Roster.Refusal.published) { try roster.discard() }
        try roster.enterForce(at: .zero)
        #expect(throws: Roster.Refusal.notOver(roster.until)) {
            try roster.close(by: "boss", at: .zero, today: roster.until)
        }
        try roster.close(by: "boss", at: .zero, today: roster.until.advanced(by: 1))
        #expect(throws: Roster.Refusal.closed) { try roster.change() }
        #expect(throws: Roster.Refusal.backwards) {
            try Roster.make(
                id: "r", unit: "u", from: Self.monday, until: Self.monday.advanced(by: -1), by: "b", at: .zero)
        }
    }

    /// eleven hours between shifts, forty-four in a week, a free day, nobody twice at once.
    @Test func restIsCounted() {
        func shift(_ id: String, _ day: Int, _ hours: Range<Int>) -> ShiftAssignment {
            Self.shift(id, "lin", day, hours)
        }
        let tight = RestCheck([shift("1", 0, 13..<22), shift("2", 1, 7..<16)], restMinutes: 660, weekMinutes: 44 * 60)
        #expect(tight.findings == [.shortRest("1", "2", minutes: 540)])
        let twice = RestCheck([shift("1", 0, 9..<18), shift("2", 0, 17..<21)], restMinutes: 660, weekMinutes: nil)
        #expect(twice.findings == [.overlap("1", "2")])
        let halves = RestCheck([shift("1", 0, 9..<12), shift("2", 0, 12..<18)], restMinutes: 660, weekMinutes: nil)
        #expect(halves.isClean, "two halves of a day")
        let long = RestCheck(
            (0..<7).map { shift("\($0)", $0, 9..<17) }, restMinutes: 660, weekMinutes: 2640, dayOff: true)
        #expect(long.findings == [.longWeek(Self.monday, minutes: 56 * 60), .noDayOff(Self.monday)])
        var gone = shift("1", 0, 13..<22)
        try? gone.takeBack(for: .leave, by: "boss", at: .zero)
        #expect(RestCheck([gone, shift("2", 1, 7..<16)], restMinutes: 660, weekMinutes: nil).isClean)
    }

    /// GAME-18, GAME-66: a group of two that lacks one is short in those hours, also when the one is on leave.
    @Test func coverageCountsEveryMinute() throws {
        let group = ShiftGroup(id: "a", unit: "u", name: "A", minimum: 2, target: 3)
        var leaving = Self.shift("2", "chen", 0, 9..<21, group: "a")
        let shifts = [Self.shift("1", "lin", 0, 9..<21, group: "a"), leaving]
        let from = Self.zone.instant(Self.monday, .midnight)
        let window = from..<(from + .days(1))
        let whole = ShiftCoverage(
            window, shifts: shifts, needs: ShiftCoverage.needs(of: [group], working: shifts))
        #expect(whole.isWhole)
        #expect(whole.cells(of: .group("a"))[18] == .init(starts: from + .hours(9), present: 2, minimum: 2, target: 3))
        try leaving.takeBack(for: .leave, by: "boss", at: .zero)
        let left = [shifts[0], leaving]
        let short = ShiftCoverage(window, shifts: left, needs: ShiftCoverage.needs(of: [group], working: left))
        let hours = (from + .hours(9))..<(from + .hours(21))
        #expect(short.gaps == [.init(part: .group("a"), hours: hours, present: 1, minimum: 2)])
        #expect(whole.shortfalls == [.init(part: .group("a"), hours: hours, present: 2, target: 3)])
        #expect(short.shortfalls.isEmpty, "below the minimum nobody speaks of the target")
        var learner = Self.shift("3", "new", 0, 9..<21, group: "a")
        learner.isShadow = true
        let taught = left + [learner]
        #expect(
            !ShiftCoverage(window, shifts: taught, needs: ShiftCoverage.needs(of: [group], working: taught)).isWhole)
        let covered = left + [Self.shift("4", "wang", 0, 9..<21, group: "a")]
        #expect(
            ShiftCoverage(window, shifts: covered, needs: ShiftCoverage.needs(of: [group], working: covered)).isWhole)
    }

    /// GAME-18: a group of which everybody was taken off needs them still; one that was moved is needed elsewhere.
    @Test func whoWasTakenOffIsNeededStill() throws {
        let group = ShiftGroup(id: "a", unit: "u", name: "A", minimum: 1, target: 1)
        var (off, moved) = (
            Self.shift("1", "lin", 0, 9..<21, group: "a"), Self.shift("2", "chen", 1, 9..<21, group: "a")
        )
        try off.takeBack(for: .adjusted, by: "boss", at: .zero)
        try moved.takeBack(for: .adjusted, by: "boss", at: .zero, replacedBy: "3")
        let needs = ShiftCoverage.needs(of: [group], working: [off, moved])
        #expect(needs.map(\.hours) == [off.span])
    }

    /// Who works in another unit is not there in this one; whoever is on leave is not there either (GAME-60).
    @Test func presenceIsOfTheUnitAndWithoutLeave() {
        let mine = Self.shift("1", "lin", 0, 9..<12)
        let elsewhere = ShiftAssignment(
            id: "2", roster: "s", unit: "v", staff: "lin", day: Self.monday,
            span: Self.zone.instant(Self.monday, .at(12))..<Self.zone.instant(Self.monday, .at(18)), enteredBy: "boss",
            enteredAt: .zero)
        var examination = RosterExamination(
            calendar: .always(zone: Self.zone), rules: [], groups: [], shifts: [mine], others: [elsewhere])
        func present(_ hour: Int) -> Int {
            examination.coverage(on: Self.monday...Self.monday).present(
                of: .unit, at: Self.zone.instant(Self.monday, .at(hour)))
        }
        #expect(present(10) == 1 && present(13) == 0)
        examination.away = [
            "lin": [Self.zone.instant(Self.monday, .at(9))..<Self.zone.instant(Self.monday, .at(10))]
        ]
        #expect(present(9) == 0 && present(10) == 1)
        #expect(examination.findings(on: Self.monday...Self.monday).map(\.isBlock) == [true])
    }

    /// What was amiss before stands in nobody's way; less of the same neither, more does.
    @Test func onlyWhatIsWorseIsNew() {
        func short(_ present: Int, _ hours: Range<Int>) -> RosterFinding {
            let span =
                Self.zone.instant(
                    Self.monday, .at(hours.lowerBound))..<Self.zone.instant(Self.monday, .at(hours.upperBound))
            return RosterFinding(
                matter: .belowMinimum("a", span, present: present, minimum: 3), clause: "11.3", isBlock: true)
        }
        let before = [short(1, 9..<21)]
        #expect(!short(1, 9..<21).isNew(after: before) && !short(2, 9..<15).isNew(after: before))
        #expect(short(0, 9..<21).isNew(after: before) && short(1, 8..<21).isNew(after: before))
    }

    static func shift(
        _ id: String, _ staff: Staff.ID?, _ day: Int, _ hours: Range<Int>, group: ShiftGroup.ID? = nil
    ) -> ShiftAssignment {
        let day = monday.advanced(by: day)
        return ShiftAssignment(
            id: ShiftAssignment.ID(id), roster: "r", unit: "u", staff: staff, group: group, day: day,
            span: zone.instant(day, .at(hours.lowerBound))..<zone.instant(day, .at(hours.upperBound)),
            enteredBy: "boss", enteredAt: .zero)
    }
}

extension Instant {
    fileprivate static let zero = Instant(milliseconds: 0)
}

extension Range<Instant> {
    fileprivate var minutes: Int { Int((upperBound - lowerBound).milliseconds / 60_000) }
}

extension Day {
    fileprivate func map30<T>(_ body: (Day) -> T) -> [T] { (0..<30).map { body(advanced(by: $0)) } }
}
