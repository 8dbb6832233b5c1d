import Database
import Handbook
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// From clocking in to the locked month, on both engines.
@Suite struct AttendanceStoryTests {
    private static let wang = RosteredDesk.agent(1)

    private static func month(_ desk: RosteredDesk, of person: Staff.ID = wang) async throws -> AttendanceMonth {
        try await desk.database.read { tx in
            try tx.attendance.month(of: person, Day(2026, 1, 1), on: tx.absenceGround(of: RosteredDesk.unit))
        }
    }

    /// GAME-51, GAME-52: the first clock of a shift is held against its beginning, a second press is the first one.
    @Test(arguments: TestDatabase.engines)
    func clockingInCountsOnceAndStartsWhatIsOwed(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", Self.wang, today, inGroup: false)
            desk.clock.set(to: RosteredDesk.hours(today).lowerBound + .minutes(4))
            for _ in 1...3 {
                try await desk.act(as: Self.wang) { tx, actor in try tx.clockEvents.press(.in, by: actor) }
                desk.clock.advance(by: .seconds(5))
            }
            let ledger = try await desk.database.read { tx in try tx.obligations.all(of: Subject(.shift, "s-1")) }
            let answers = ledger.filter { $0.rule.name != "preshift.check" }
            #expect(Set(answers.map(\.rule.name)) == ["clock.early", "attendance.grade"])
            #expect(answers.count == 2 && answers.allSatisfy { $0.breachedAt != nil }, "late, and nobody kept out")
            #expect(ledger.contains { $0.rule.name == "preshift.check" && $0.isOpen })
            try await desk.act(as: Self.wang) { tx, actor in
                try tx.preShiftChecks.make(Set(PreShiftCheck.Item.allCases), "", by: actor)
            }
            let after = try await desk.database.read { tx in try tx.obligations.all(of: Subject(.shift, "s-1")) }
            #expect(after.allSatisfy { !$0.isOpen })
            desk.clock.set(to: RosteredDesk.hours(today).upperBound)
            try await desk.act(as: Self.wang) { tx, actor in try tx.clockEvents.press(.out, by: actor) }
            let totals = try await Self.month(desk).totals
            #expect(totals.lateCount == 1 && totals.lateMinutes == 4 && totals.workedHalves == 2)
        }
    }

    /// Two presses in the same instant, from two telephones, are one clock.
    @Test(arguments: TestDatabase.engines)
    func twoPressesAtOnceAreOneClock(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", Self.wang, today, inGroup: false)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...8 {
                    group.addTask {
                        _ = try await desk.act(as: Self.wang) { tx, actor in
                            try tx.clockEvents.press(.in, by: actor)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let clocks = try await desk.database.read { tx in
                try tx.clockEvents.of(Self.wang, between: (tx.now - .hours(1))..<(tx.now + .hours(1)))
            }
            #expect(clocks.count == 1)
            let ledger = try await desk.database.read { tx in try tx.obligations.all(of: Subject(.shift, "s-1")) }
            #expect(ledger.filter { $0.rule.name == "attendance.grade" }.count == 1)
        }
    }

    /// GAME-57: until the manager agrees a missed shift stands as an absence; then it is leave.
    @Test(arguments: TestDatabase.engines)
    func aMissedShiftIsAnAbsenceUntilTheManagerAgrees(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", Self.wang, today, inGroup: false)
            desk.clock.set(to: RosteredDesk.hours(today).upperBound + .hours(1))
            let leave = try await desk.act(as: Self.wang) { tx, actor in
                try tx.leaves.ask(
                    Leave.Plan(
                        type: "retroactive", hours: RosteredDesk.hours(today), reason: "急诊", proof: "病历"), by: actor)
            }
            #expect(try await Self.month(desk).totals.absentHalves == 2, "asked for is not agreed to")
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                try tx.leaves.approve(leave.id, saying: "属实", by: actor)
            }
            let totals = try await Self.month(desk).totals
            #expect(totals.absentHalves == 0 && totals.awayHalves == ["retroactive": 2])
        }
    }

    /// GAME-103: the sheets of all units are opened with one question, one for each person wherever they worked.
    @Test(arguments: TestDatabase.engines)
    func theSheetsOfAllUnitsAreOpenedWithOneQuestion(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let day = Day(2026, 1, 12)
            let others: [Desk.Unit.ID] = ["b-1", "b-2", "b-3"]
            try await desk.database.write { tx in
                for unit in others {
                    try tx.found(unit, "\(unit)", under: RosteredDesk.unit, by: nil)
                    var roster = try Roster.make(
                        id: Roster.ID("roster-\(unit)"), unit: unit, from: Day(2026, 1, 1), until: Day(2026, 1, 31),
                        by: RosteredDesk.manager, at: tx.now)
                    try tx.rosters.insert(roster)
                    try roster.publish(by: RosteredDesk.manager, at: tx.now)
                    try tx.rosters.save(roster)
                    try tx.shifts.insert([
                        ShiftAssignment(
                            id: ShiftAssignment.ID("shift-\(unit)"), roster: roster.id, unit: unit,
                            staff: unit == "b-3" ? RosteredDesk.agent(2) : Self.wang,
                            day: day.advanced(by: unit == "b-2" ? 1 : 0),
                            span: RosteredDesk.hours(day.advanced(by: unit == "b-2" ? 1 : 0)), enteredBy: nil,
                            enteredAt: tx.now)
                    ])
                }
            }
            try await desk.shift("s-1", Self.wang, Day(2026, 1, 5))
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 2, 1), .at(10)))
            let heard = Mutex<[String]>([])
            let watch = StatementWatch { sql, _ in heard.withLock { $0.append(sql.text) } }
            let made = try await StatementWatch.$current.withValue(watch) {
                try await desk.database.write { tx in try tx.attendanceSheets.openLastMonth(limit: 50) }
            }
            #expect(made == 2)
            let sheets = try await desk.database.read { tx in
                try tx.attendanceSheets.of([Self.wang, RosteredDesk.agent(2)], month: Day(2026, 1, 1))
            }
            #expect(sheets.map(\.unit) == ["b-1", "b-3"])
            let asked = heard.withLock { $0 }.filter {
                $0.contains("FROM shift_assignment\n") && $0.contains("attendance_sheet")
            }
            #expect(asked.count == 1)
        }
    }

    /// GAME-103, PROPB-27: opened, confirmed, checked by somebody else, locked; then nothing changes it.
    @Test(arguments: TestDatabase.engines)
    func aMonthIsConfirmedCheckedAndLocked(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let day = Day(2026, 1, 30)
            try await desk.shift("s-1", Self.wang, day, inGroup: false)
            desk.clock.set(to: RosteredDesk.hours(day).lowerBound - .minutes(15))
            try await desk.act(as: Self.wang) { tx, actor in try tx.clockEvents.press(.in, by: actor) }
            await #expect(throws: AttendanceSheet.Refusal.notOver) {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.attendanceSheets.confirm(Day(2026, 1, 1), by: actor)
                }
            }
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 2, 1), .at(10)))
            #expect(try await desk.database.write { tx in try tx.attendanceSheets.openLastMonth(limit: 50) } == 1)
            #expect(try await desk.database.write { tx in try tx.attendanceSheets.openLastMonth(limit: 50) } == 0)
            // Forgot to clock out on the last shift of the month.
            let correction = try await desk.act(as: Self.wang) { tx, actor in
                try tx.clockCorrections.ask(
                    ClockCorrection.Plan(
                        kind: .out, at: RosteredDesk.hours(day).upperBound, reason: "忘记打卡", proof: "监控"), by: actor)
            }
            let first = try await desk.act(as: Self.wang) { tx, actor in
                try tx.attendanceSheets.confirm(Day(2026, 1, 1), by: actor)
            }
            #expect(AttendanceTotals(first.days).absentHalves == 1)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.clockCorrections.approve(correction.id, saying: "属实", by: actor)
            }
            await #expect(throws: AttendanceSheet.Refusal.changed, "not what was confirmed") {
                try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                    try tx.attendanceSheets.check(first.id, by: actor)
                }
            }
            await #expect(throws: NotAllowed.self, "a leader checks no month") {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.attendanceSheets.check(first.id, by: actor)
                }
            }
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.attendanceSheets.giveBack(first.id, saying: "补卡已批", by: actor)
            }
            try await desk.act(as: Self.wang) { tx, actor in
                try tx.attendanceSheets.confirm(Day(2026, 1, 1), by: actor)
            }
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.attendanceSheets.check(first.id, by: actor)
                try tx.attendanceSheets.lock(first.id, by: actor)
            }
            let locked = try await desk.database.read { tx in try tx.attendanceSheets.find(first.id) }
            #expect(locked?.state == .locked && locked.map { AttendanceTotals($0.days).absentHalves } == 0)
            let late = await #expect(throws: AttendanceSheet.Refusal.self) {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.clockCorrections.ask(
                        ClockCorrection.Plan(
                            kind: .in, at: RosteredDesk.hours(day).lowerBound - .minutes(20), reason: "改", proof: ""),
                        by: actor)
                }
            }
            #expect(late == .locked("2026-01"))
            let ledger = try await desk.database.read { tx in try tx.obligations.all(of: first.subject) }
            #expect(
                Set(ledger.map(\.rule.name)) == ["attendance.confirm", "attendance.check", "attendance.month"])
            #expect(ledger.allSatisfy { !$0.isOpen })
        }
    }

    /// GAME-103, PROPB-27: whose groups are rostered together have their sheets there, whoever opens them, and the group's
    /// own page shows what was confirmed and locked.
    @Test(arguments: TestDatabase.engines)
    func aGroupSeesTheSheetsOfTheRosterAboveIt(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (zhu, he): (Staff.ID, Staff.ID) = ("zhu", "he")
            try await desk.database.write { tx in
                try tx.found("group-b", "B组", under: RosteredDesk.unit, by: nil)
                let edition = try #require(try tx.handbooks.inForce("game-support", at: tx.now)?.id)
                try tx.join(zhu, "朱妍", as: "agent", in: "group-b", reading: edition)
                try tx.join(he, "何组长", as: "team-leader", in: "group-b", reading: edition)
            }
            try await desk.shift("s-1", zhu, Day(2026, 1, 9), inGroup: false)
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 2, 1), .at(10)))
            let sheet = try await desk.act(as: zhu) { tx, actor in
                try tx.attendanceSheets.confirm(Day(2026, 1, 1), by: actor)
            }
            #expect(sheet.unit == RosteredDesk.unit, "before the chore has opened it")
            func line(_ person: Staff.ID, _ unit: Desk.Unit.ID) async throws -> TeamAttendance.Person? {
                try await desk.act(as: person) { tx, actor in
                    try tx.attendance.team(actor, in: unit, month: Day(2026, 1, 1)).people.first { $0.staff == zhu }
                }
            }
            let above = try await line(RosteredDesk.supervisor, RosteredDesk.unit)
            #expect(above?.sheet?.state == .confirmed && above?.mayOpen == true)
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.attendanceSheets.check(sheet.id, by: actor)
                try tx.attendanceSheets.lock(sheet.id, by: actor)
            }
            let own = try await line(he, "group-b")
            #expect(own?.sheet?.state == .locked && own?.mayOpen == false, "shown, and opened by those above")
        }
    }

    /// Of two who check or lock at once one does it, the other gets a sentence.
    @Test(arguments: TestDatabase.engines)
    func ofTwoCheckersAtOnceOneIsTold(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", Self.wang, Day(2026, 1, 9), inGroup: false)
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 2, 1), .at(10)))
            let sheet = try await desk.act(as: Self.wang) { tx, actor in
                try tx.attendanceSheets.confirm(Day(2026, 1, 1), by: actor)
            }
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for person in [RosteredDesk.supervisor, RosteredDesk.manager, RosteredDesk.supervisor] {
                    group.addTask {
                        do {
                            try await desk.act(as: person) { tx, actor in
                                try tx.attendanceSheets.check(sheet.id, by: actor)
                            }
                            return true
                        } catch {
                            return (error as? AttendanceSheet.Refusal) != .notNow(.checked)
                        }
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(outcomes.filter(\.self).count == 1, "\(outcomes)")
        }
    }

    /// GAME-60, GAME-44: nor is a leader's own check before the shift looked at by that hand.
    @Test(arguments: TestDatabase.engines)
    func aPostThatIsLentLooksAtNoCheckOfTheLender(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (leader, holder) = (RosteredDesk.leader, RosteredDesk.agent(2))
            let today = Day(2026, 1, 5)
            let own = try await desk.shift("s-1", leader, today, inGroup: false)
            let other = try await desk.shift("s-2", Self.wang, today, inGroup: false)
            for person in [leader, Self.wang] {
                try await desk.act(as: person) { tx, actor in
                    _ = try tx.preShiftChecks.make(Set(PreShiftCheck.Item.allCases), "", by: actor)
                }
            }
            try await Self.lendPost(of: leader, to: holder, on: desk)
            func look(at shift: ShiftAssignment.ID, as person: Staff.ID) async throws {
                try await desk.act(as: person) { tx, actor in
                    try tx.preShiftChecks.look(at: shift, score: 100, saying: "好", by: actor)
                }
            }
            await #expect(throws: NotAllowed.self) { try await look(at: own, as: holder) }
            try await look(at: other, as: holder)
            try await look(at: own, as: RosteredDesk.otherLeader)
        }
    }

    private static func lendPost(of leader: Staff.ID, to holder: Staff.ID, on desk: RosteredDesk) async throws {
        try await desk.act(as: leader) { tx, actor in
            let held = try #require(try tx.appointments.open(of: actor.staff.id, at: tx.now).first)
            _ = try tx.delegations.give(
                Loan(appointment: held.id, recipient: holder, from: tx.now, to: tx.now + .days(7), reason: "外出"),
                by: actor, under: PostsInForce(tx: tx))
        }
    }

    /// GAME-103: of two leaders who agree to a correction at the same moment one does, the other gets a sentence; the clock has it
    /// once.
    @Test(arguments: TestDatabase.engines)
    func ofTwoWhoPutAClockRightAtOnceOneIsTold(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let hours = RosteredDesk.hours(Day(2026, 1, 5))
            try await desk.shift("s-1", Self.wang, Day(2026, 1, 5), inGroup: false)
            desk.clock.set(to: hours.upperBound)
            let correction = try await desk.act(as: Self.wang) { tx, actor in
                try tx.clockCorrections.ask(
                    ClockCorrection.Plan(kind: .in, at: hours.lowerBound, reason: "忘记打卡", proof: "监控"), by: actor)
            }
            let told = await desk.atOnce(as: [RosteredDesk.leader, RosteredDesk.otherLeader]) { tx, actor in
                try tx.clockCorrections.approve(correction.id, saying: "属实", by: actor)
            }
            #expect(told.compactMap { $0 as? ClockCorrection.Refusal } == [.notNow(.approved)])
            #expect(told.count { $0 == nil } == 1)
            let clocks = try await desk.database.read { tx in try tx.clockEvents.of(Self.wang, between: hours) }
            #expect(clocks.map(\.kind) == [.in])
        }
    }

    /// GAME-60: a leader's own clock is not put right by the hand to which the leader lent the post.
    @Test(arguments: TestDatabase.engines)
    func aPostThatIsLentPutsNoClockOfTheLenderRight(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (leader, holder) = (RosteredDesk.leader, RosteredDesk.agent(2))
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", leader, today, inGroup: false)
            try await desk.shift("s-2", Self.wang, today, inGroup: false)
            try await Self.lendPost(of: leader, to: holder, on: desk)
            desk.clock.set(to: RosteredDesk.hours(today).upperBound)
            func ask(_ person: Staff.ID) async throws -> ClockCorrection.ID {
                try await desk.act(as: person) { tx, actor in
                    try tx.clockCorrections.ask(
                        ClockCorrection.Plan(
                            kind: .in, at: RosteredDesk.hours(today).lowerBound, reason: "忘记打卡", proof: ""),
                        by: actor
                    ).id
                }
            }
            let (own, other) = (try await ask(leader), try await ask(Self.wang))
            let waiting = try await desk.act(as: holder) { tx, actor in
                try tx.approvals(of: actor).corrections.map(\.id)
            }
            #expect(waiting == [other], "what they cannot decide does not wait for them")
            await #expect(throws: NotAllowed.self) {
                try await desk.act(as: holder) { tx, actor in
                    try tx.clockCorrections.approve(own, saying: "好", by: actor)
                }
            }
            try await desk.act(as: holder) { tx, actor in
                try tx.clockCorrections.approve(other, saying: "好", by: actor)
            }
            try await desk.act(as: RosteredDesk.otherLeader) { tx, actor in
                try tx.clockCorrections.approve(own, saying: "好", by: actor)
            }
        }
    }

    /// GAME-103: with reason, within its days, so many times a month, never one's own.
    @Test(arguments: TestDatabase.engines)
    func clocksArePutRightWithinTheirLimits(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let days = (5...9).map { Day(2026, 1, $0) }
            for day in days { try await desk.shift("s-\(day.day)", Self.wang, day, inGroup: false) }
            func ask(_ day: Day) async throws -> ClockCorrection {
                let plan = ClockCorrection.Plan(
                    kind: .in, at: RosteredDesk.hours(day).lowerBound, reason: "忘记打卡", proof: "")
                return try await desk.act(as: Self.wang) { tx, actor in try tx.clockCorrections.ask(plan, by: actor) }
            }
            await #expect(throws: ClockCorrection.Refusal.future) { _ = try await ask(days[4]) }
            desk.clock.set(to: RosteredDesk.hours(days[4]).upperBound)
            let late = await #expect(throws: GateRefusal.self) { _ = try await ask(days[0]) }
            #expect(late?.objections.map(\.clause) == ["15.3"])
            for day in days[1...3] { _ = try await ask(day) }
            let often = await #expect(throws: GateRefusal.self) { _ = try await ask(days[4]) }
            #expect(often?.objections.map(\.rule) == [.clockCorrection])
            let one = try await desk.database.read { tx in try tx.clockCorrections.of(Self.wang).first }
            let id = try #require(one?.id)
            await #expect(throws: ClockCorrection.Refusal.ownAct) {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.clockCorrections.approve(id, saying: "好", by: actor)
                }
            }
            await #expect(throws: ClockCorrection.Refusal.unknown, "a colleague sees nothing of it") {
                try await desk.act(as: RosteredDesk.agent(2)) { tx, actor in
                    try tx.clockCorrections.approve(id, saying: "好", by: actor)
                }
            }
            let told = await withTaskGroup(of: Bool.self) { group in
                for person in [RosteredDesk.leader, RosteredDesk.otherLeader] {
                    group.addTask {
                        do {
                            try await desk.act(as: person) { tx, actor in
                                try tx.clockCorrections.approve(id, saying: "好", by: actor)
                            }
                            return true
                        } catch {
                            return (error as? ClockCorrection.Refusal) != .notNow(.approved)
                        }
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(told.filter(\.self).count == 1)
            let clocks = try await desk.database.read { tx in
                try tx.clockEvents.of(
                    Self.wang, between: RosteredDesk.hours(days[0]).lowerBound..<RosteredDesk.hours(days[4]).upperBound)
            }
            #expect(clocks.map(\.source) == [.correction])
        }
    }

    /// GAME-18, GAME-103: the groups of a department are rostered together, and each leader sees their own people.
    @Test(arguments: TestDatabase.engines)
    func aLeaderOfAGroupSeesItsPeopleOnTheRosterAbove(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.database.write { tx in
                let edition = try #require(try tx.handbooks.inForce("game-support", at: tx.now)).id
                try tx.found("below", "B组", under: RosteredDesk.unit, by: nil)
                try tx.join("feng", "冯组长", as: "team-leader", in: "below", reading: edition)
                try tx.join("gao", "高客服", as: "agent", in: "below", reading: edition)
            }
            try await desk.shift("s-1", Self.wang, Day(2026, 1, 6), inGroup: false)
            try await desk.shift("s-2", "gao", Day(2026, 1, 6), inGroup: false)
            func seen(by person: Staff.ID) async throws -> [String] {
                try await desk.act(as: person) { tx, actor in
                    try tx.attendance.team(actor, in: nil, month: Day(2026, 1, 1)).people.map(\.name)
                }
            }
            #expect(try await seen(by: "feng") == ["高客服"])
            #expect(try await seen(by: RosteredDesk.supervisor) == ["客服1", "高客服"])
        }
    }
}
