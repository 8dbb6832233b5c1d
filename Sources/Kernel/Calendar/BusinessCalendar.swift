/// When we work: a weekly pattern and dated exceptions in both directions (holidays, and Saturdays that count).
///
/// A calendar always opens again: the initialiser refuses a week without an hour in it, and exceptions are finite.
/// So `deadline` is a total function: it has no “not found” and no iteration limit. It is compiled to prefix sums, so
/// that every question is a binary search and not a walk, and costs well under a microsecond.
public struct BusinessCalendar: Sendable {
    /// The hours of one date.
    public enum Plan: Hashable, Sendable {
        case closed
        case open([Range<TimeOfDay>])
    }

    public let zone: Zone
    /// A weekday that is not named is closed.
    public let week: [Weekday: Plan]
    public let exceptions: [Day: Plan]
    /// What people call an exceptional date: 春节. For reading only.
    public private(set) var names: [Day: String]

    private let table: CalendarTable

    /// Refuses a week that never opens, hours that overlap or run backward (also into the next date), and more than
    /// 20,000 exceptions.
    public init(
        zone: Zone, week: [Weekday: Plan], exceptions: [Day: Plan] = [:], names: [Day: String] = [:]
    ) throws(Refusal) {
        try checkHours(week: week, exceptions: exceptions)
        self.init(checked: zone, week: week, exceptions: exceptions, names: names)
    }

    private init(checked zone: Zone, week: [Weekday: Plan], exceptions: [Day: Plan], names: [Day: String]) {
        self.zone = zone
        self.week = week
        self.exceptions = exceptions
        self.names = names
        table = CalendarTable(zone: zone, week: week, exceptions: exceptions)
    }

    /// The same, with names for dates that have none: a holiday on which the unit works is one all the same.
    public func naming(_ more: [Day: String]) -> BusinessCalendar {
        var calendar = self
        calendar.names.merge(more) { own, _ in own }
        return calendar
    }

    /// Round the clock, every day.
    public static func always(zone: Zone) -> BusinessCalendar {
        let wholeDay = Plan.open([.midnight..<(.at(24))])
        let week = Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, wholeDay) })
        return BusinessCalendar(checked: zone, week: week, exceptions: [:], names: [:])
    }

    /// The earliest instant t ≥ `start` with `workingTime(from: start, to: t)` ≥ `work`: work that fills an opening is
    /// due at its end, not at the start of the next (METRICS 6). No work, or less, is due at once.
    public func deadline(after start: Instant, working work: Duration) -> Instant {
        deadline(after: start, workingMilliseconds: work.milliseconds)
    }

    /// How much of the time between two instants was working time; zero when the second is not the later one.
    public func workingTime(from start: Instant, to end: Instant) -> Duration {
        .milliseconds(workingMilliseconds(from: start, to: end))
    }

    public func deadline(after start: Instant, workingMilliseconds work: Int64) -> Instant {
        guard work > 0 else { return start }
        let (opening, rest) = table.opening(reaching: table.worked(until: start) + work)
        return Instant(milliseconds: opening.lowerBound + rest)
    }

    public func workingMilliseconds(from start: Instant, to end: Instant) -> Int64 {
        start < end ? table.worked(until: end) - table.worked(until: start) : 0
    }

    /// A date on which we open, be it for an hour. A night shift belongs to the date it begins on.
    public func isWorkingDay(_ day: Day) -> Bool { !table.hours(on: day.number).isEmpty }

    /// The number of working dates d with `start` < d ≤ `end` (METRICS 4); zero when `end` is not the later one.
    public func workingDays(after start: Day, through end: Day) -> Int {
        start < end ? table.workingDates(through: end) - table.workingDates(through: start) : 0
    }

    /// The `count`-th working date after `day`; `day` itself when `count` is zero or less.
    public func workingDay(_ count: Int, after day: Day) -> Day {
        count > 0 ? table.workingDate(number: table.workingDates(through: day) + count) : day
    }

    public func day(of instant: Instant) -> Day { zone.day(of: instant) }
    public func instant(_ day: Day, _ time: TimeOfDay) -> Instant { zone.instant(day, time) }

    /// The hours of `day` as instants, in order; the last may end on the next date.
    public func openings(on day: Day) -> [Range<Instant>] {
        table.openings(on: day.number).map(Range.init(milliseconds:))
    }

    public func isOpen(at instant: Instant) -> Bool { nextOpening(from: instant).contains(instant) }

    /// The opening that `instant` lies in, whole; when we are closed, the first one after it.
    public func nextOpening(from instant: Instant) -> Range<Instant> {
        Range(milliseconds: table.opening(reaching: table.worked(until: instant) + 1).opening)
    }
}

extension BusinessCalendar: Equatable {
    public static func == (a: Self, b: Self) -> Bool {
        a.zone == b.zone && a.week == b.week && a.exceptions == b.exceptions && a.names == b.names
    }
}

extension BusinessCalendar.Plan {
    /// Reads `09:00-12:00, 13:00-18:00`, `22:00-06:00` (over midnight) and `closed`. Whether the hours overlap is asked
    /// when a calendar is made of them.
    public init?(_ text: some StringProtocol) {
        let words = text.split { ",，; ".contains($0) }
        guard !words.isEmpty, words.count <= 24 else { return nil }
        if words == ["closed"] {
            self = .closed
            return
        }
        let hours = words.compactMap { Range(hours: $0) }
        guard hours.count == words.count else { return nil }
        self = .open(hours)
    }

    /// Without a closed day's excuses: the hours, possibly none.
    public var hours: [Range<TimeOfDay>] {
        switch self {
        case .closed: []
        case .open(let hours): hours
        }
    }
}

extension Range<Instant> {
    init(milliseconds range: Range<Int64>) {
        self = Instant(milliseconds: range.lowerBound)..<Instant(milliseconds: range.upperBound)
    }
}
