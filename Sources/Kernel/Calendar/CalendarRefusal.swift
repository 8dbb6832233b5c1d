extension BusinessCalendar {
    /// Why hours make no calendar.
    public enum Refusal: Error, Equatable {
        /// The week has no opening, so that no deadline would ever come.
        case neverOpens
        /// `08:00-08:00`
        case withoutLength(String, on: Place)
        /// Hours begin on their own date (00:00 … 23:59) and end by 48:00.
        case outsideTheDay(String, on: Place)
        /// The second hours begin before the first have ended.
        case overlapping(String, String, on: Place)
        /// A night shift runs into the hours of the following date.
        case runsInto(String, on: Place, next: String, onNext: Place)
        case tooManyExceptions(limit: Int)

        public enum Place: Hashable, Sendable {
            case weekday(Weekday)
            case day(Day)
        }
    }

    static let exceptionLimit = 20_000
}

/// Hours must follow each other, on each date and from each date to the next.
func checkHours(
    week: [Weekday: BusinessCalendar.Plan], exceptions: [Day: BusinessCalendar.Plan]
) throws(BusinessCalendar.Refusal) {
    guard week.values.contains(where: { !$0.hours.isEmpty }) else { throw .neverOpens }
    guard exceptions.count <= BusinessCalendar.exceptionLimit else {
        throw .tooManyExceptions(limit: BusinessCalendar.exceptionLimit)
    }
    for weekday in Weekday.allCases {
        let next = Weekday.allCases[weekday.rawValue % 7]
        try checkHours((week[weekday] ?? .closed).hours, on: .weekday(weekday))
        try checkNight(
            (week[weekday] ?? .closed).hours, .weekday(weekday), (week[next] ?? .closed).hours, .weekday(next))
    }
    func hours(_ day: Day) -> [Range<TimeOfDay>] { (exceptions[day] ?? week[day.weekday] ?? .closed).hours }
    for day in exceptions.keys.sorted() {
        let (yesterday, tomorrow) = (day.advanced(by: -1), day.advanced(by: 1))
        try checkHours(hours(day), on: .day(day))
        try checkNight(hours(yesterday), .day(yesterday), hours(day), .day(day))
        try checkNight(hours(day), .day(day), hours(tomorrow), .day(tomorrow))
    }
}

private func checkHours(
    _ hours: [Range<TimeOfDay>], on place: BusinessCalendar.Refusal.Place
) throws(BusinessCalendar.Refusal) {
    for (index, range) in hours.enumerated() {
        guard !range.isEmpty else { throw .withoutLength(range.hours, on: place) }
        guard range.lowerBound >= .midnight, range.lowerBound < .at(24), range.upperBound <= .latest else {
            throw .outsideTheDay(range.hours, on: place)
        }
        guard index == 0 || hours[index - 1].upperBound <= range.lowerBound else {
            throw .overlapping(hours[index - 1].hours, range.hours, on: place)
        }
    }
}

private func checkNight(
    _ evening: [Range<TimeOfDay>], _ place: BusinessCalendar.Refusal.Place,
    _ morning: [Range<TimeOfDay>], _ next: BusinessCalendar.Refusal.Place
) throws(BusinessCalendar.Refusal) {
    guard let last = evening.last, let first = morning.first else { return }
    if last.upperBound.minutes - 24 * 60 > first.lowerBound.minutes {
        throw .runsInto(last.hours, on: place, next: first.hours, onNext: next)
    }
}

extension BusinessCalendar.Refusal {
    public func sentence(in language: Language) -> String {
        switch self {
        case .neverOpens: language(.hoursNever)
        case .withoutLength(let hours, let place): language(.hoursWithoutLength, place.name(in: language), hours)
        case .outsideTheDay(let hours, let place): language(.hoursOutside, place.name(in: language), hours)
        case .overlapping(let first, let second, let place):
            language(.hoursOverlapping, place.name(in: language), first, second)
        case .runsInto(let night, let place, let morning, let next):
            language(.hoursRunInto, place.name(in: language), night, next.name(in: language), morning)
        case .tooManyExceptions(let limit): language(.exceptionsTooMany, "\(limit)")
        }
    }
}

extension BusinessCalendar.Refusal.Place {
    func name(in language: Language) -> String {
        switch self {
        case .weekday(let weekday): weekday.name(in: language)
        case .day(let day): day.text(in: language)
        }
    }
}
