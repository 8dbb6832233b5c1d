import Database
import Handbook
import Kernel

/// A change of calendar: seen first, then made. Both count by the same function, so what was shown is what happens.
extension Calendars {
    /// So many deadlines are recounted in the transaction of the change; a chore does the rest, as many at a time.
    static let batch = 2000

    /// Which open deadlines the change would move. Changes nothing.
    func preview(_ change: CalendarChange, by actor: Actor) throws -> CalendarPreview {
        try check(change, by: actor)
        let units = try units(concerned: change)
        var hours = ChangedHours(change: change, calendars: self)
        var preview = CalendarPreview()
        var after: Obligation.ID = ""
        while preview.looked < CalendarPreview.lookLimit {
            let deadlines = try openDeadlines(in: units, after: after, limit: Self.batch)
            for deadline in deadlines {
                let calendar = try hours.calendar(of: deadline.unit, under: deadline.version)
                preview.look(at: deadline, due: deadline.due(on: calendar), now: tx.now)
            }
            guard deadlines.count == Self.batch, let last = deadlines.last else { break }
            after = last.id
            preview.isWhole = preview.looked < CalendarPreview.lookLimit
        }
        preview.arrange()
        return preview
    }

    /// Saves the change and moves what it moves, with one event. Answers what was moved at once; `isWhole` is false
    /// where the rest follows by the chore.
    @discardableResult
    func make(_ change: CalendarChange, by actor: Actor) throws -> CalendarPreview {
        try check(change, by: actor)
        let units = try units(concerned: change)
        var details: [String: String] = [:]
        let subject: Subject
        switch change {
        case .hours(let plan, let unit):
            try insert(plan, of: unit, by: actor.staff.id)
            subject = Subject(.calendar, unit.rawValue)
            details["change"] = plan == nil ? "hours-given-back" : "hours"
        case .holidays(let days, let year):
            let notice = StatutoryNotice(
                id: tx.ids.make(), year: year, digest: StatutoryNotice.digest(of: days, year: year),
                givenBy: actor.staff.id, givenAt: tx.now)
            try insert(notice, days)
            subject = Subject(.calendar, "cn-\(year)")
            details["change"] = "holidays"
        }
        let (preview, last) = try recount(units, after: "")
        if let last { try insert(CalendarRecount(id: tx.ids.make(), units: units, after: last)) }
        details["earlier"] = "\(preview.earlier)"
        details["later"] = "\(preview.later)"
        details["complete"] = preview.isWhole ? "yes" : "no"
        try tx.record(.calendarChanged, about: subject, in: change.unit, by: actor.staff.id, details: details)
        return preview
    }

    /// Chore: goes on where a large change stopped. Answers whether there is more.
    func continueRecount() throws -> Bool {
        guard var recount = try nextRecount() else { return false }
        let (_, last) = try self.recount(recount.units, after: recount.after)
        if let last {
            recount.after = last
            try save(recount)
        } else {
            try remove(recount)
        }
        return try nextRecount() != nil
    }

    /// Counts the next deadlines anew by the calendars as they are now. Answers where to go on, nothing at the end.
    private func recount(_ units: [Unit.ID], after: Obligation.ID) throws -> (CalendarPreview, Obligation.ID?) {
        var hours = ChangedHours(change: nil, calendars: self)
        var preview = CalendarPreview()
        var cases: Set<Case.ID> = []
        let deadlines = try openDeadlines(in: units, after: after, limit: Self.batch)
        for deadline in deadlines {
            guard var obligation = try tx.obligations.find(deadline.id) else { continue }
            let calendar = try hours.calendar(of: deadline.unit, under: deadline.version)
            preview.look(at: deadline, due: deadline.due(on: calendar), now: tx.now)
            obligation.dueAt = deadline.due(on: calendar)
            let handbook = try hours.handbook(deadline.version)
            let moment = obligation.pausedSince == nil ? obligation.nextMoment(under: handbook, on: calendar)?.at : nil
            // The warnings may move where the deadline does not.
            guard obligation.dueAt != deadline.dueAt || obligation.actAt != moment else { continue }
            obligation.actAt = moment
            try tx.obligations.save(obligation)
            if obligation.subject.kind == .serviceCase { cases.insert(Case.ID(obligation.subject.id)) }
        }
        try tx.cases.noteNextDeadlines(of: cases)
        let isLast = deadlines.count < Self.batch
        preview.isWhole = isLast
        preview.arrange()
        return (preview, isLast ? nil : deadlines.last?.id)
    }

    private func check(_ change: CalendarChange, by actor: Actor) throws {
        switch change {
        case .hours(let plan, let unit):
            guard try tx.units.find(unit) != nil else { throw NotFound() }
            try authorize(actor, .manageCalendar, in: unit, isOwn: false)
            let own = try ownPlan(of: unit)
            if plan == nil, own == nil { throw CalendarChange.Refusal.noOwnHours }
            if plan == own { throw CalendarChange.Refusal.unchanged }
            _ = try plan?.calendar()
        case .holidays(let days, let year):
            // The state's holidays are everybody's: whoever gives them needs the right at the very top.
            for unit in try tx.units.all() where unit.parent == nil {
                try authorize(actor, .manageCalendar, in: unit.id, isOwn: false)
            }
            let known = try holidays(asOf: tx.now)
            if known == known.replacing(year, with: days) { throw CalendarChange.Refusal.unchanged }
        }
    }

    private func units(concerned change: CalendarChange) throws -> [Unit.ID] {
        switch change {
        case .hours(_, let unit): try unitsUnder(unit)
        case .holidays: try tx.units.all().map(\.id)
        }
    }
}

/// The calendars as a change would make them (or, without one, as they are), each made once.
struct ChangedHours {
    let change: CalendarChange?
    let calendars: Calendars
    private var known: [Place: BusinessCalendar] = [:]
    private var compiled: [CalendarPlan: BusinessCalendar] = [:]
    private var handbooks: [HandbookVersion.ID: Handbook] = [:]
    private var holidays: StatutoryHolidays?

    private struct Place: Hashable {
        let unit: Unit.ID
        let version: HandbookVersion.ID
    }

    init(change: CalendarChange?, calendars: Calendars) {
        self.change = change
        self.calendars = calendars
    }

    mutating func handbook(_ version: HandbookVersion.ID) throws -> Handbook {
        if let handbook = handbooks[version] { return handbook }
        let handbook = try calendars.tx.handbooks.handbook(version)
        handbooks[version] = handbook
        return handbook
    }

    mutating func calendar(of unit: Unit.ID, under version: HandbookVersion.ID) throws -> BusinessCalendar {
        let place = Place(unit: unit, version: version)
        if let calendar = known[place] { return calendar }
        let handbook = try handbook(version)
        let calendar =
            switch change {
            case nil: try calendars.calendar(of: unit, under: handbook)
            case .hours(let plan, let changed):
                try compile(plan ?? calendars.planAbove(changed) ?? handbook.calendar)
            case .holidays: try compile(calendars.plan(of: unit, under: handbook))
            }
        known[place] = calendar
        return calendar
    }

    private mutating func compile(_ plan: CalendarPlan) throws -> BusinessCalendar {
        if let calendar = compiled[plan] { return calendar }
        let calendar = try plan.calendar(holidays: try announced())
        compiled[plan] = calendar
        return calendar
    }

    private mutating func announced() throws -> StatutoryHolidays {
        if let holidays { return holidays }
        var known = try calendars.holidays(asOf: calendars.tx.now)
        if case .holidays(let days, let year) = change { known = known.replacing(year, with: days) }
        holidays = known
        return known
    }
}

extension CalendarChange {
    fileprivate var unit: Unit.ID? {
        switch self {
        case .hours(_, let unit): unit
        case .holidays: nil
        }
    }
}
