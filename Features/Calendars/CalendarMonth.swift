import Kernel

/// A month as it hangs on the wall: whole weeks from Monday to Sunday, each date with its hours and why it has them.
struct CalendarMonth: Equatable, Sendable {
    struct Date: Equatable, Sendable {
        enum Kind: Equatable, Sendable {
            case working
            /// A weekday on which nobody works.
            case rest
            /// A statutory holiday, by its name.
            case holiday(String)
            /// 调休上班日: a weekend day that is worked because a holiday, named here, took another.
            case makeUp(String)
            /// The department's own exceptions: closed, shorter than usual, or other hours.
            case closed
            case half
            case other
        }

        let day: Day
        let kind: Kind
        let hours: [Range<TimeOfDay>]
        let isInMonth: Bool

        /// Working time of the date, in minutes; of a night shift all of it, since it belongs to the date it begins on.
        var minutes: Int { hours.reduce(0) { $0 + $1.upperBound.minutes - $1.lowerBound.minutes } }
    }

    let first: Day
    let weeks: [[Date]]

    /// `exceptions` are the plan's own dates; the calendar knows the state's by their names.
    init(of day: Day, on calendar: BusinessCalendar, exceptions: Set<Day>) {
        first = day.firstOfMonth
        let last = day.lastOfMonth
        let start = first.advanced(by: 1 - first.weekday.rawValue)
        let end = last.advanced(by: 7 - last.weekday.rawValue)
        let month = first...last
        weeks = stride(from: start, through: end, by: 7).map { monday in
            (0..<7).map { offset in
                let day = monday.advanced(by: offset)
                let hours = (calendar.exceptions[day] ?? calendar.week[day.weekday] ?? .closed).hours
                return Date(
                    day: day, kind: Self.kind(of: day, hours, on: calendar, isOwn: exceptions.contains(day)),
                    hours: hours, isInMonth: month.contains(day))
            }
        }
    }

    var workingDays: Int { dates.count { !$0.hours.isEmpty } }
    var minutes: Int { dates.reduce(0) { $0 + $1.minutes } }
    /// Whether somebody works over midnight.
    var hasNights: Bool { dates.contains { $0.hours.contains { $0.upperBound > .at(24) } } }
    private var dates: [Date] { weeks.joined().filter(\.isInMonth) }

    private static func kind(
        of day: Day, _ hours: [Range<TimeOfDay>], on calendar: BusinessCalendar, isOwn: Bool
    ) -> Date.Kind {
        if isOwn {
            let usual = minutes((calendar.week[day.weekday] ?? .closed).hours)
            if hours.isEmpty { return .closed }
            return minutes(hours) < usual ? .half : .other
        }
        if let name = calendar.names[day] { return hours.isEmpty ? .holiday(name) : .makeUp(name) }
        return hours.isEmpty ? .rest : .working
    }

    private static func minutes(_ hours: [Range<TimeOfDay>]) -> Int {
        hours.reduce(0) { $0 + $1.upperBound.minutes - $1.lowerBound.minutes }
    }
}
