import Database
import Kernel
import Press
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Handbook
@testable import Web

/// What rosters are made of: codes, groups with their lines, patterns (GAME-17, GAME-61).
@Suite struct RosterTermsTests {
    /// GAME-20: a holiday stands over its column also where the unit works on it, and in a year without a notice by the law.
    @Test(arguments: TestDatabase.engines)
    func holidaysAreNamedWhereTheUnitWorksOnThem(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let february = Day(2027, 2, 1)...Day(2027, 2, 28)
            let view = try await desk.act { tx, actor in
                let id = try tx.rosters.make(in: RosterDesk.unit, february, by: [], by: actor).id
                return try tx.rosters.view(id, from: nil, for: actor)
            }
            #expect(view.calendar.isWorkingDay(Day(2027, 2, 7)), "the centre keeps no holidays")
            #expect(view.calendar.names[Day(2027, 2, 7)] == "春节" && view.calendar.names[Day(2027, 2, 1)] == nil)
            let mine = try await desk.act(as: "a1") { tx, actor in
                try tx.shifts.mine(actor, month: Day(2026, 10, 1), in: .shanghai)
            }
            #expect(mine.calendar.names[Day(2026, 10, 1)] == "国庆节")
        }
    }

    /// A code fits into a cell of a sheet and into a pattern.
    @Test func aCodeIsLettersDigitsAndCharacters() {
        #expect(["D", "早", "N1", "晚班"].allSatisfy(ShiftTemplate.isCode))
        #expect(!["", "*", "A+", "休", "off", "-", "A B", "早,中"].contains(where: ShiftTemplate.isCode))
    }

    /// GAME-61, GAME-04: a group stands for a line; whoever lacks what it needs learns, and is handed no shift of it.
    @Test(arguments: TestDatabase.engines)
    func theShiftsOfAGroupAreOfItsLine(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            try await desk.act { tx, actor in
                for (id, unit) in [("vip", RosterDesk.unit), ("foreign", RosterDesk.other)] {
                    try tx.lines.insert(
                        Line(
                            id: Line.ID(id), unit: unit, name: "VIP \(id)", isOpen: true, condition: Condition(),
                            categories: [], needs: [.init(skill: "VIP", level: 2)], method: .roundRobin,
                            keepsFirstReceiver: false, prefersLastHandler: false, prefersNearest: false,
                            minutesToTake: 5, refusalsAllowed: 3))
                }
                let group = try #require(try tx.shiftGroups.of(RosterDesk.unit).first { $0.name == "A" })
                #expect(throws: Line.Refusal.unknown) {
                    try tx.rosters.set("A", 1, target: 2, line: "foreign", of: group.id, by: actor)
                }
                try tx.rosters.set("贵宾组", 1, target: 2, line: "vip", of: group.id, by: actor)
                #expect(throws: ShiftGroup.Refusal.nameTaken("贵宾组")) {
                    let other = try #require(try tx.shiftGroups.of(RosterDesk.unit).first { $0.name == "B" })
                    try tx.rosters.set("贵宾组", 1, target: 2, line: nil, of: other.id, by: actor)
                }
                #expect(throws: ShiftGroup.Refusal.inPattern("三班倒")) {
                    try tx.rosters.retire(group: group.id, by: actor)
                }
                try tx.skills.put("VIP", level: 3, of: "a1")
            }
            let id = try await desk.month()
            let shifts = try await desk.database.read { tx in
                try tx.shifts.of(id, on: RosterDesk.first...RosterDesk.first)
            }
            let (one, other) = (shifts.first { $0.staff == "a1" }, shifts.first { $0.staff == "a2" })
            #expect(one?.line == "vip" && one?.isShadow == false)
            #expect(other?.isShadow == true && other?.mentor == "a1", "who lacks the skill learns beside who has it")
            try await desk.database.read { tx in
                let shift = try #require(one)
                #expect(try tx.shiftSwaps.lacking("a1", for: shift) == nil)
                #expect(try tx.shiftSwaps.lacking("b1", for: shift) == "VIP")
                #expect(try tx.shiftSwaps.lacking(RosterDesk.newcomer, for: shift) == "上岗培训")
            }
        }
    }

    /// GAME-17: who was put into a group from a later day by mistake is in it on no day, and may be put into another; so is
    /// whoever leaves the house before that day.
    @Test(arguments: TestDatabase.engines)
    func whoNeverCameIsNoMember(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            try await desk.act { tx, actor in
                let groups = try tx.shiftGroups.of(RosterDesk.unit)
                let (one, other) = (
                    try #require(groups.first { $0.name == "A" }), try #require(groups.first { $0.name == "B" })
                )
                func members() throws -> [ShiftGroup.Member] {
                    try tx.shiftGroups.members(of: RosterDesk.unit, on: RosterDesk.first...RosterDesk.first)
                }
                let early = try #require(try members().first { $0.staff == "a1" && $0.group == one.id })
                try tx.rosters.leave(early.id, through: Day(2026, 10, 26), by: actor)
                #expect(try !members().contains { $0.staff == "a1" })
                try tx.rosters.join("a1", other.id, from: RosterDesk.first, by: actor)
                #expect(try members().filter { $0.staff == "a1" }.map(\.group) == [other.id])
                let again = try #require(try members().first { $0.staff == "a1" })
                try tx.rosters.leave(again.id, through: RosterDesk.first.advanced(by: 3), by: actor)
                #expect(try tx.shiftGroups.member(again.id)?.until == RosterDesk.first.advanced(by: 3))
                try tx.rosters.release("a2", by: actor.staff.id)
                #expect(try !members().contains { $0.staff == "a2" })
            }
        }
    }

    /// X-14, GAME-61: a group of the handbook comes with its numbers and its line, or every line that is missing is named
    /// and nothing comes; what the unit has already stays.
    @Test(arguments: TestDatabase.engines)
    func groupsOfTheHandbookComeWithTheirLines(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let given = [
                ShiftTerms.Group(name: "A", minimum: 9, target: 9, line: nil),
                ShiftTerms.Group(name: "客诉组", minimum: 2, target: 3, line: "客诉"),
                ShiftTerms.Group(name: "贵宾组", minimum: 1, target: 1, line: "贵宾"),
            ]
            await #expect(throws: ShiftGroup.Refusal.unknownLines(["客诉", "贵宾"])) {
                try await desk.act { tx, _ in try tx.rosters.takeOver(given, in: RosterDesk.unit) }
            }
            let come = try await desk.act { tx, _ in
                for name in ["客诉", "贵宾"] {
                    try tx.lines.insert(
                        Line(
                            id: Line.ID(name), unit: RosterDesk.unit, name: name, isOpen: true, condition: Condition(),
                            categories: [], needs: [], method: .roundRobin, keepsFirstReceiver: false,
                            prefersLastHandler: false, prefersNearest: false, minutesToTake: 5, refusalsAllowed: 3))
                }
                return try tx.rosters.takeOver(given, in: RosterDesk.unit)
            }
            let groups = try await desk.database.read { tx in try tx.shiftGroups.of(RosterDesk.unit) }
            #expect(come == 2 && groups.first { $0.name == "A" }?.minimum == 2)
            let complaints = groups.first { $0.name == "客诉组" }
            #expect(complaints?.minimum == 2 && complaints?.target == 3 && complaints?.line == "客诉")
        }
    }

    /// GAME-18: a draft from which a whole group was taken says so, in nobody's way; an open shift of no group asks nothing
    /// of any group and is said to be open.
    @Test(arguments: TestDatabase.engines)
    func aGroupThatStandsWithoutPeopleIsSaid(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            func said() async throws -> [RosterFinding] {
                try await desk.database.read { tx in try tx.rosters.findings(of: try tx.rosters.require(id)) }
            }
            #expect(try await said().allSatisfy(\.isUnmannedDuty))
            try await desk.act { tx, actor in _ = try tx.duties.fill(id, version: nil, by: actor) }
            #expect(try await said().isEmpty)
            let group = try await desk.act { tx, actor in
                let group = try #require(try tx.shiftGroups.of(RosterDesk.unit).first { $0.name == "A" })
                let shifts = try tx.shifts.of(id).filter { $0.group == group.id }
                try tx.shifts.remove(shifts.map(\.id), of: id)
                return group.id
            }
            let day = try await desk.template("D")
            try await desk.act { tx, actor in
                try tx.rosters.add(
                    ShiftPlan(
                        staff: nil, template: day, hours: nil, day: RosterDesk.first, group: nil, line: nil, post: "",
                        mentor: nil), to: id, because: "", version: nil, by: actor)
            }
            let findings = try await said()
            let absent = findings.filter { $0.matter == .groupAbsent(group, minimum: 2) }
            #expect(absent.count == 1 && absent.allSatisfy { !$0.isBlock && !$0.counts && $0.clause != nil })
            let others = findings.filter { !absent.contains($0) }
            #expect(others.count == 1, "the open shift is said, and asks nothing of a group")
            if case .open? = others.first?.matter {} else { Issue.record("\(others)") }
        }
    }

    /// GAME-17, A-10: four groups by 三班倒 have somebody in every shift of every day, and everybody rests.
    @Test(arguments: TestDatabase.engines)
    func threeShiftsADayLeaveRest(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.act { tx, actor in
                let fourth = try #require(try tx.shiftGroups.of(RosterDesk.unit).first { $0.name == "D" })
                for person in [RosterDesk.leader, RosterDesk.second] {
                    try tx.rosters.join(person, fourth.id, from: RosterDesk.first, by: actor)
                }
                let patterns = try tx.rotationPatterns.of(RosterDesk.unit).filter { $0.name == "三班倒" }.map(\.id)
                let days = RosterDesk.first...RosterDesk.first.advanced(by: 27)
                return try tx.rosters.make(in: RosterDesk.unit, days, by: patterns, by: actor).id
            }
            try await desk.act { tx, actor in _ = try tx.duties.fill(id, version: nil, by: actor) }
            let (shifts, findings) = try await desk.database.read { tx in
                (try tx.shifts.of(id), try tx.rosters.findings(of: try tx.rosters.require(id)))
            }
            #expect(findings.isEmpty)
            let byDay = Dictionary(grouping: shifts, by: \.day).mapValues { Set($0.map(\.template)).count }
            #expect(byDay.count == 28 && byDay.values.allSatisfy { $0 == 3 })
        }
    }

    /// F-60, F-49: a roster of two months is printed whole, month by month.
    @Test(arguments: TestDatabase.engines)
    func aLongRosterIsPrintedWhole(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let until = Day(2026, 12, 31)
            let (roster, duties) = try await desk.act { tx, actor in
                let patterns = try tx.rotationPatterns.of(RosterDesk.unit).filter { $0.name == "上1休1" }.map(\.id)
                let id = try tx.rosters.make(in: RosterDesk.unit, RosterDesk.first...until, by: patterns, by: actor).id
                try tx.duties.arrange(
                    .duty, .at(18)..<(.at(22)), on: until, primary: "a1", backup: nil, phone: "8123", in: id,
                    because: "",
                    version: nil, by: actor)
                return (
                    try tx.rosters.sheet(id, .roster, for: actor, in: .chinese).paper,
                    try tx.rosters.sheet(id, .duties, for: actor, in: .chinese).paper
                )
            }
            var (headings, widths): ([String], [Int]) = ([], [])
            for part in roster.blocks {
                switch part {
                case .heading(let text): headings.append(text)
                case .table(let table): widths.append(table.columns.count)
                case .fields, .signatures, .note: break
                }
            }
            #expect(headings == ["2026-11", "2026-12"])
            #expect(Array(widths.prefix(2)) == [32, 34], "people and groups, 29 and 31 days, hours")
            #expect("\(duties.blocks)".contains("8123"))
        }
    }

    /// Item 8 of the coverage page: hours are those of the wall, also after the clocks have changed; demand stands beside.
    @Test func coverageIsOfTheHoursOnTheWall() throws {
        let zone = try #require(Zone("Europe/Berlin"))
        let (first, last) = (Day(2026, 3, 28), Day(2026, 3, 30))
        let shift = ShiftAssignment(
            id: "1", roster: "r", unit: "u", staff: "lin", day: last,
            span: zone.instant(last, .at(9))..<zone.instant(last, .at(12)), enteredBy: "boss",
            enteredAt: Instant(milliseconds: 0))
        let window = zone.instant(first, .midnight)..<zone.instant(last.advanced(by: 1), .midnight)
        let view = RosterView(
            roster: try Roster.make(id: "r", unit: "u", from: first, until: last, by: "boss", at: window.lowerBound),
            unit: "u", days: first...last, shifts: [shift], earlier: [], duties: [], templates: [], groups: [],
            people: [],
            groupOf: [:], names: [:], findings: [], isEmpty: false,
            coverage: ShiftCoverage(window, shifts: [shift], needs: []),
            changes: [], calendar: .always(zone: zone),
            demand: [last: (0..<48).map { $0 == 21 ? 2 : 0 }], mayChange: false)
        let viewer = Viewer(
            id: "lin", name: "林", post: "组长", unit: "u", session: "s", csrf: "c", now: window.lowerBound, zone: zone,
            address: "")
        let html = RosterCoveragePages(view: view, viewer: viewer).table.description
        let rows = html.split(separator: "<tr>").suffix(2).map { row in
            row.split(separator: "<td").dropFirst().map(String.init)
        }
        let cells = try #require(rows.last)
        #expect(cells.enumerated().filter { $1.contains(">1<") }.map(\.offset) == [9, 10, 11])
        #expect(cells[10].contains("under") && cells[10].contains("/2"))
        #expect(rows[0][2].contains("–"), "two o'clock is missing")
    }
}
