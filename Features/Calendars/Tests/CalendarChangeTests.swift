import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Calendars by unit, and changes that are seen before they are made. Monday, 5 January 2026, 09:00 to begin with.
@Suite struct CalendarChangeTests {
    typealias Place = TestDepartment

    static let longDays = CalendarPlan(
        zone: "Asia/Shanghai",
        week: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, .hours("08:00-22:00")) }),
        keepsStatutoryHolidays: false, exceptions: [:])

    private static func hours(_ unit: Unit.ID, _ tx: Transaction) throws -> BusinessCalendar {
        let handbook = try #require(try tx.handbooks.inForce(in: unit))
        return try tx.calendars.calendar(of: unit, under: handbook)
    }

    @Test(arguments: TestDatabase.engines)
    func aUnitKeepsItsOwnHoursElseThoseAboveItElseTheHandbooks(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            let ofHandbook = try await department.act { tx, _ in try Self.hours(Place.night, tx) }
            #expect(ofHandbook.week[.monday] == .open(.hours("09:00-12:00, 13:00-18:00")))

            try await department.act { tx, actor in
                try tx.calendars.make(.hours(Self.longDays, of: Place.store), by: actor)
                #expect(try Self.hours(Place.night, tx).week[.sunday] == .open(.hours("08:00-22:00")))
                #expect(try Self.hours(Place.main, tx) == ofHandbook)
            }
            department.clock.advance(by: .minutes(1))
            let nights = CalendarPlan(
                zone: "Asia/Shanghai", week: [.monday: .hours("22:00-06:00")], keepsStatutoryHolidays: false,
                exceptions: [:])
            try await department.act { tx, actor in
                try tx.calendars.make(.hours(nights, of: Place.night), by: actor)
                #expect(try Self.hours(Place.night, tx).week == [.monday: .open(.hours("22:00-06:00"))])
                #expect(try tx.calendars.source(of: Place.night)?.id == Place.night)
            }
            department.clock.advance(by: .minutes(1))
            try await department.act { tx, actor in
                try tx.calendars.make(.hours(nil, of: Place.night), by: actor)
                #expect(try Self.hours(Place.night, tx).week[.sunday] == .open(.hours("08:00-22:00")))
                #expect(try tx.calendars.source(of: Place.night)?.id == Place.store)
                #expect(throws: CalendarChange.Refusal.noOwnHours) {
                    try tx.calendars.make(.hours(nil, of: Place.night), by: actor)
                }
                #expect(throws: CalendarChange.Refusal.unchanged) {
                    try tx.calendars.make(.hours(Self.longDays, of: Place.store), by: actor)
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatThePreviewShowsIsWhatSavingDoes(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            let first = try await department.complaint("羽绒服变形")
            department.clock.advance(by: .hours(2))
            let second = try await department.complaint("鞋底开胶")
            let before = try await department.owed(first)
            #expect(before["2.1"] == .at("2026-01-09 00:00") - .milliseconds(1))
            #expect(before["2.2"] == .at("2026-01-05 14:00"))

            let change = CalendarChange.hours(Self.longDays, of: Place.store)
            let preview = try await department.act { tx, actor in try tx.calendars.preview(change, by: actor) }
            #expect(try await department.owed(first) == before)
            let made = try await department.act { tx, actor in try tx.calendars.make(change, by: actor) }
            #expect(made == preview)
            // Of each case the notice of four business hours, which no longer rests over lunch. Completion in three
            // working days and judgement in two days are the same on every calendar of this week.
            #expect(preview.looked == 6)
            #expect(preview.earlier == 2)
            #expect(preview.later == 0)
            for moved in preview.moved {
                let owed = try await department.owed(Case.ID(moved.deadline.subject.id))
                #expect(owed[moved.deadline.clause] == moved.due)
            }
            #expect(try await department.owed(first)["2.2"] == .at("2026-01-05 13:00"))
            #expect(try await department.owed(second)["2.2"] == .at("2026-01-05 15:00"))

            let (event, next) = try await department.database.read { tx in
                let event = try tx.events.about(Subject(.calendar, Place.store.rawValue)).first
                let row = try tx.execute("SELECT next_due_at FROM service_case WHERE id = \(first)").first
                return (event, try row?.instant("next_due_at"))
            }
            #expect(event?.kind == .calendarChanged)
            #expect(event?.details == ["change": "hours", "earlier": "2", "later": "0", "complete": "yes"])
            #expect(next == .at("2026-01-05 13:00"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsOverdueStaysOverdue(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            let id = try await department.complaint("退款太慢")
            department.clock.set(to: .at("2026-01-05 16:00"))
            let closedOnMonday = CalendarPlan(
                zone: "Asia/Shanghai", week: [.tuesday: .hours("09:00-18:00")], keepsStatutoryHolidays: false,
                exceptions: [:])
            let made = try await department.act { tx, actor in
                try tx.calendars.make(.hours(closedOnMonday, of: Place.store), by: actor)
            }
            #expect(made.moved.map(\.deadline.clause) == ["2.1"])
            #expect(try await department.owed(id)["2.2"] == .at("2026-01-05 14:00"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDeadlineThatWouldBeOverdueAtOnceIsSaidBefore(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            try await department.complaint("退款太慢")
            department.clock.set(to: .at("2026-01-05 13:30"))
            let preview = try await department.act { tx, actor in
                try tx.calendars.preview(.hours(Self.longDays, of: Place.store), by: actor)
            }
            #expect(preview.lateAtOnce == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aHalfDayOfTheStoreMovesItsDeadlinesAndNobodyElses(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            let id = try await department.complaint("吊牌不符")
            let plan = try await department.act { tx, _ in
                try tx.calendars.plan(of: Place.store, under: try #require(try tx.handbooks.inForce(in: Place.store)))
            }
            let half = CalendarPlan(
                zone: plan.zone, week: plan.week, keepsStatutoryHolidays: true,
                exceptions: [Day(2026, 1, 5): .hours("09:00-12:00")])
            _ = try await department.act(as: Place.storeManager) { tx, actor in
                try tx.calendars.make(.hours(half, of: Place.store), by: actor)
            }
            #expect(try await department.owed(id)["2.2"] == .at("2026-01-06 10:00"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aYearAnnouncedLaterMovesDeadlinesThatReachIntoIt(on engine: Engine) async throws {
        try await Place.open(on: engine, at: .at("2026-12-31 10:00")) { department in
            let id = try await department.complaint("年底订单")
            #expect(try await department.owed(id)["2.1"] == .at("2027-01-06 00:00") - .milliseconds(1))
            let off = StatutoryHolidays.Holiday(name: "元旦", isOff: true)
            let worked = StatutoryHolidays.Holiday(name: "元旦", isOff: false)
            let year = CalendarChange.holidays(
                [Day(2027, 1, 1): off, Day(2027, 1, 2): worked, Day(2027, 1, 4): off], year: 2027)

            await #expect(throws: NotAllowed.self) {
                try await department.act(as: Place.storeManager) { tx, actor in
                    try tx.calendars.preview(year, by: actor)
                }
            }
            let made = try await department.act { tx, actor in try tx.calendars.make(year, by: actor) }
            #expect(made.later == 1)
            // 2 January is worked, 4 January is not: the 5th and the 6th make three.
            #expect(try await department.owed(id)["2.1"] == .at("2027-01-07 00:00") - .milliseconds(1))
            #expect(
                try await department.database.read { tx in
                    try tx.calendars.holidays(asOf: tx.now).isProvisional(2027)
                } == false)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func onlyWhoeverHoldsTheRightThereChangesHours(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            for (person, unit) in [(Place.agent, Place.store), (Place.storeManager, Place.main)] {
                await #expect(throws: NotAllowed.self) {
                    try await department.act(as: person) { tx, actor in
                        try tx.calendars.make(.hours(Self.longDays, of: unit), by: actor)
                    }
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aChangeTooLargeForOneTransactionIsFinishedByTheChore(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            let id = try await department.complaint("积压工单")
            let more = Calendars.batch
            try await department.database.write { tx in
                let pattern = try #require(
                    try tx.obligations.open(of: Subject(.serviceCase, id.rawValue)).first { $0.clause == "2.2" })
                let event = try #require(try tx.events.about(Subject(.serviceCase, id.rawValue)).first)
                for number in 0..<more {
                    try tx.obligations.insert(
                        Obligation(
                            id: tx.ids.make(), clause: pattern.clause, version: pattern.version, rule: pattern.rule,
                            subject: Subject(.handbook, "pile-\(number)"), item: nil, round: 1, unit: pattern.unit,
                            owedBy: pattern.owedBy, owedByStaff: nil, startedAt: pattern.startedAt,
                            within: pattern.within, dueAt: pattern.dueAt, state: .open, pausedSince: nil, pauses: [],
                            breachedAt: nil, warnings: 0, rungs: 0, actAt: nil), openedBy: event.id)
                }
            }
            let change = CalendarChange.hours(Self.longDays, of: Place.store)
            let preview = try await department.act { tx, actor in try tx.calendars.preview(change, by: actor) }
            #expect(preview.earlier == more + 1)
            #expect(preview.moved.count == CalendarPreview.listLimit)
            let made = try await department.act { tx, actor in try tx.calendars.make(change, by: actor) }
            #expect(!made.isWhole)
            #expect(made.looked == Calendars.batch)

            let left = { @Sendable (tx: Transaction) in
                try tx.execute(
                    """
                    SELECT COUNT(*) AS n FROM obligation
                    WHERE clause = '2.2' AND due_at = \(Instant.at("2026-01-05 14:00"))
                    """
                ).first?.int("n")
            }
            #expect(try await department.database.read(left) != 0)
            let chores = RunningChores([.calendarRecount], on: department.database)
            try await chores.register()
            let runs = try await chores.runDue()
            #expect(runs.map(\.outcome) == [.done])
            #expect(try await department.database.read(left) == 0)
            #expect(try await chores.runDue().isEmpty)
        }
    }
}
