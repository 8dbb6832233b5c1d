/// Public holidays and the weekend days that are worked in exchange (调休), by date, as a government announces them
/// once a year.
public struct StatutoryHolidays: Equatable, Sendable {
    /// One announced date.
    public struct Holiday: Hashable, Sendable {
        /// In Chinese: 春节. A date that is worked bears the name of the holiday it makes up for.
        public let name: String
        /// A day off; otherwise a make-up day, which is worked.
        public let isOff: Bool

        public init(name: String, isOff: Bool) {
            self.name = name
            self.isOff = isOff
        }
    }

    public private(set) var days: [Day: Holiday]
    /// The years whose holidays have been announced.
    public private(set) var years: Set<Int>

    public init(days: [Day: Holiday] = [:], years: Set<Int> = []) {
        self.days = days
        self.years = years
    }

    public subscript(day: Day) -> Holiday? { days[day] }

    /// Not announced (yet): weekends are known, holidays are not, and deadlines that reach into the year may move.
    public func isProvisional(_ year: Int) -> Bool { !years.contains(year) }

    /// The same with the dates of a year that has been announced since. What was said about a date before is replaced.
    public func adding(_ days: [Day: Holiday], year: Int) -> StatutoryHolidays {
        StatutoryHolidays(days: self.days.merging(days) { $1 }, years: years.union([year]))
    }

    /// What these days change in a week: days off are closed, and make-up Saturdays and Sundays open with the hours of
    /// `weekday`. If that weekday is closed, or the make-up day is no weekend day, the date's own hours stay.
    public func exceptions(
        to week: [Weekday: BusinessCalendar.Plan], makeUpDaysLike weekday: Weekday = .monday
    ) -> [Day: BusinessCalendar.Plan] {
        let makeUp = week[weekday] ?? .closed
        var exceptions: [Day: BusinessCalendar.Plan] = [:]
        for (day, holiday) in days {
            if holiday.isOff {
                exceptions[day] = .closed
            } else if day.weekday.isWeekend, !makeUp.hours.isEmpty {
                exceptions[day] = makeUp
            }
        }
        return exceptions
    }
}

extension Weekday {
    public var isWeekend: Bool { self == .saturday || self == .sunday }
}

extension BusinessCalendar {
    /// A week with statutory holidays and make-up days. The house's own `exceptions` go before the state's.
    public init(
        zone: Zone, week: [Weekday: Plan], holidays: StatutoryHolidays, makeUpDaysLike weekday: Weekday = .monday,
        exceptions: [Day: Plan] = [:]
    ) throws(Refusal) {
        try self.init(
            zone: zone,
            week: week,
            exceptions: holidays.exceptions(to: week, makeUpDaysLike: weekday).merging(exceptions) { $1 },
            names: holidays.days.filter { exceptions[$0.key] == nil }.mapValues(\.name)
        )
    }
}
