import Database
import Foundation
import Handbook
import Kernel
import Synchronization

/// The calendars by which deadlines are counted: each unit's plan, and the statutory holidays given since the house was
/// built.
struct Calendars {
    let tx: Transaction

    /// By which a unit works: its own plan or that of the nearest unit above which has one, else the handbook's.
    func calendar(of unit: Unit.ID, under handbook: Handbook) throws -> BusinessCalendar {
        try calendar(of: unit, under: handbook, asOf: tx.now)
    }

    /// As it stood at an instant: a deadline that was met is proved by the calendar of its day.
    ///
    /// Costs two short questions; the calendar itself is compiled once and remembered.
    func calendar(of unit: Unit.ID, under handbook: Handbook, asOf instant: Instant) throws -> BusinessCalendar {
        let notices = try notices(asOf: instant).map(\.digest)
        let source =
            try planText(of: unit, asOf: instant).map(CompiledCalendars.Source.text) ?? .plan(handbook.calendar)
        return try CompiledCalendars.calendar(of: source, notices: notices) { try holidays(asOf: instant) }
    }

    /// A unit's own plan, if it has one.
    func ownPlan(of unit: Unit.ID) throws -> CalendarPlan? {
        try given().plan(of: unit)?.text.map(CalendarPlan.init(json:))
    }

    func plan(of unit: Unit.ID, under handbook: Handbook) throws -> CalendarPlan {
        try planText(of: unit, asOf: tx.now).map(CalendarPlan.init(json:)) ?? handbook.calendar
    }

    /// What a unit without hours of its own works by: the nearest plan above it, if there is one.
    func planAbove(_ unit: Unit.ID) throws -> CalendarPlan? {
        guard let parent = try tx.units.find(unit)?.parent else { return nil }
        return try planText(of: parent, asOf: tx.now).map(CalendarPlan.init(json:))
    }

    /// Whose hours a unit keeps: its own or those of the nearest unit above; nothing where they are the handbook's.
    func source(of unit: Unit.ID) throws -> Unit? {
        for unit in try tx.units.chain(from: unit) where try ownPlan(of: unit.id) != nil { return unit }
        return nil
    }

    /// The statutory holidays of China with the years given by the department, as they stood at an instant.
    func holidays(asOf instant: Instant) throws -> StatutoryHolidays {
        try notices(asOf: instant).reduce(.china) { holidays, notice in
            holidays.replacing(notice.year, with: try days(of: notice.id))
        }
    }

    /// What counts of the notices given: the newest one of each year.
    func notices(asOf instant: Instant) throws -> [StatutoryNotice] { try given().notices(asOf: instant) }

    func insert(_ plan: CalendarPlan?, of unit: Unit.ID, by staff: Staff.ID?) throws {
        let id: Identifier<CalendarPlan> = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO unit_calendar (id, unit_id, plan, set_by, set_at)
            VALUES (\(id), \(unit), \(try plan?.json), \(staff), \(tx.now))
            """
        )
        try tx.renew(Self.standing)
    }

    func insert(_ notice: StatutoryNotice, _ days: [Day: StatutoryHolidays.Holiday]) throws {
        try tx.execute(
            """
            INSERT INTO statutory_notice (id, year, digest, given_by, given_at)
            VALUES (\(notice.id), \(notice.year), \(notice.digest), \(notice.givenBy), \(notice.givenAt))
            """
        )
        for (day, holiday) in days.sorted(by: { $0.key < $1.key }) {
            try tx.execute(
                """
                INSERT INTO statutory_day (notice_id, day, name, is_off)
                VALUES (\(notice.id), \(day), \(holiday.name), \(holiday.isOff))
                """
            )
        }
        try tx.renew(Self.standing)
    }

    private func days(of notice: StatutoryNotice.ID) throws -> [Day: StatutoryHolidays.Holiday] {
        let rows = try tx.execute(
            "SELECT day, name, is_off FROM statutory_day WHERE notice_id = \(notice) ORDER BY day LIMIT 400"
        )
        return Dictionary(
            try rows.map { row in
                let text = try row.text("day")
                guard let day = Day(iso: text) else { throw Corrupt(column: "day", value: .text(text)) }
                return (day, StatutoryHolidays.Holiday(name: try row.text("name"), isOff: try row.bool("is_off")))
            }
        ) { $1 }
    }

    /// The nearest plan at or above a unit; a unit that went back to the one above it has a row without a plan.
    private func planText(of unit: Unit.ID, asOf instant: Instant) throws -> String? {
        let given = try given()
        return try tx.units.chain(from: unit).lazy.compactMap { given.plan(of: $0.id, asOf: instant)?.text }.first
    }

    private func given() throws -> GivenCalendars { try tx.standing(Self.standing) }

    private static let standing = Standing("calendar") { tx in
        GivenCalendars(
            plans: try tx.execute(
                """
                SELECT unit_id, plan, set_at FROM unit_calendar
                ORDER BY set_at DESC, id DESC
                LIMIT \(GivenCalendars.mostPlans)
                """
            ).map { row in
                GivenCalendars.Plan(
                    unit: try row.id("unit_id"), text: try row.text(ifPresent: "plan"), setAt: try row.instant("set_at")
                )
            },
            notices: try tx.execute(
                """
                SELECT id, year, digest, given_by, given_at FROM statutory_notice
                ORDER BY year, given_at, id
                LIMIT \(GivenCalendars.mostNotices)
                """
            ).map(StatutoryNotice.init(row:)))
    }
}

extension Calendars {
    /// A unit's calendar with the names of its days, as they are announced now.
    func named(_ calendar: BusinessCalendar, on days: ClosedRange<Day>) throws -> BusinessCalendar {
        calendar.named(by: try holidays(asOf: tx.now), on: days)
    }
}

extension Transaction {
    var calendars: Calendars { Calendars(tx: self) }
}

/// Calendars already compiled, by what they are made of: a request does not compile twenty years of days.
enum CompiledCalendars {
    enum Source: Hashable {
        case plan(CalendarPlan)
        case text(String)
    }

    private struct Key: Hashable {
        let source: Source
        /// The digests of the years given since: what a calendar is made of, and not where that was kept.
        let notices: [String]
    }

    /// A department has as many calendars as it has kinds of hours; more than this are a test or a mistake.
    private static let limit = 256
    private static let known = Mutex<[Key: BusinessCalendar]>([:])

    static func calendar(
        of source: Source, notices: [String], holidays: () throws -> StatutoryHolidays
    ) throws -> BusinessCalendar {
        let key = Key(source: source, notices: notices)
        if let calendar = known.withLock({ $0[key] }) { return calendar }
        let plan: CalendarPlan
        switch source {
        case .plan(let given): plan = given
        case .text(let text): plan = try CalendarPlan(json: text)
        }
        let calendar = try plan.calendar(holidays: try holidays())
        known.withLock { memory in
            if memory.count >= limit { memory.removeAll() }
            memory[key] = calendar
        }
        return calendar
    }
}

extension CalendarPlan {
    fileprivate init(json: String) throws {
        self = try JSONDecoder().decode(CalendarPlan.self, from: Data(json.utf8))
    }

    /// Keys in order, so that one plan is one text on every node.
    fileprivate var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension StatutoryNotice {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), year: try row.int("year"), digest: try row.text("digest"),
            givenBy: try row.id(ifPresent: "given_by"),
            givenAt: try row.instant("given_at"))
    }
}
