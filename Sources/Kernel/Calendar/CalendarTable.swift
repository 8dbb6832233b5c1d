/// A calendar, compiled. Immutable, hence shared between copies and threads without a lock.
final class CalendarTable: Sendable {
    private let zone: Zone
    private let week: [Hours]
    private let exceptionDays: [Int]
    private let exceptionHours: [Hours]
    private let milliseconds: WeeklySum
    private let dates: WeeklySum

    /// Hours of one date, in milliseconds after its midnight on the wall.
    typealias Hours = [Range<Int64>]

    init(zone: Zone, week: [Weekday: BusinessCalendar.Plan], exceptions: [Day: BusinessCalendar.Plan]) {
        let weekly = Weekday.allCases.map { (week[$0] ?? .closed).hours.map(\.milliseconds) }
        let dated = exceptions.sorted { $0.key < $1.key }.map {
            (day: $0.key, hours: $0.value.hours.map(\.milliseconds))
        }
        // Where clocks change during an opening, a date lasts longer or shorter than its pattern says: an exception to
        // the sum, though none to the hours.
        let near = Set(zone.daysNearChanges).subtracting(exceptions.keys)
            .map { (day: $0, hours: weekly[$0.weekday.rawValue - 1]) }
            .filter { length(of: $0.hours, on: $0.day, in: zone) != planned($0.hours) }
        self.zone = zone
        self.week = weekly
        exceptionDays = dated.map(\.day.number)
        exceptionHours = dated.map(\.hours)
        milliseconds = WeeklySum(
            week: weekly.map(planned),
            exceptions: (dated + near).sorted { $0.day < $1.day }
                .map { ($0.day.number, length(of: $0.hours, on: $0.day, in: zone)) }
        )
        dates = WeeklySum(
            week: weekly.map { $0.isEmpty ? 0 : 1 },
            exceptions: dated.map { ($0.day.number, $0.hours.isEmpty ? 0 : 1) }
        )
    }

    func hours(on day: Int) -> Hours {
        if let place = exceptionDays.lastIndex(notAfter: day), exceptionDays[place] == day {
            return exceptionHours[place]
        }
        return week[floorRemainder(day + 3, 7)]
    }

    func openings(on day: Int) -> [Range<Int64>] {
        hours(on: day).map { instants($0, on: day) }.filter { !$0.isEmpty }
    }

    /// Working milliseconds up to `instant`, counted from a zero that only differences may know.
    ///
    /// A night shift of yesterday may still be running, and where clocks go back over midnight, tomorrow's first
    /// minutes may be over already; what lies further away is all done or all to come.
    func worked(until instant: Instant) -> Int64 {
        let today = zone.day(of: instant).number
        var total = milliseconds.before(today - 1)
        for day in today - 1...today + 1 {
            for hours in hours(on: day) {
                let opening = instants(hours, on: day)
                guard opening.lowerBound < instant.milliseconds else { return total }
                total += min(opening.upperBound, instant.milliseconds) - opening.lowerBound
            }
        }
        return total
    }

    /// The opening in which the sum reaches `work`, and how far into it.
    func opening(reaching work: Int64) -> (opening: Range<Int64>, rest: Int64) {
        var (day, rest) = milliseconds.place(reaching: work)
        // The sum was made of these very openings, so the first date is the right one; the loop says so to the compiler.
        while true {
            for hours in hours(on: day) {
                let opening = instants(hours, on: day)
                let length = opening.upperBound - opening.lowerBound
                if rest <= length, length > 0 { return (opening, rest) }
                rest -= length
            }
            day += 1
        }
    }

    func workingDates(through day: Day) -> Int { Int(dates.before(day.number + 1)) }
    func workingDate(number: Int) -> Day { Day(number: dates.place(reaching: Int64(number)).day) }

    private func instants(_ hours: Range<Int64>, on day: Int) -> Range<Int64> {
        let midnight = Int64(day) * 86_400_000
        let opens = zone.instant(local: midnight + hours.lowerBound).milliseconds
        return opens..<zone.instant(local: midnight + hours.upperBound).milliseconds
    }
}

private func planned(_ hours: CalendarTable.Hours) -> Int64 { hours.reduce(0) { $0 + $1.upperBound - $1.lowerBound } }

private func length(of hours: CalendarTable.Hours, on day: Day, in zone: Zone) -> Int64 {
    let midnight = Int64(day.number) * 86_400_000
    return hours.reduce(0) { sum, hours in
        let opens = zone.instant(local: midnight + hours.lowerBound)
        return sum + zone.instant(local: midnight + hours.upperBound).milliseconds - opens.milliseconds
    }
}

extension Range<TimeOfDay> {
    fileprivate var milliseconds: Range<Int64> {
        Int64(lowerBound.minutes) * 60_000..<Int64(upperBound.minutes) * 60_000
    }
}
