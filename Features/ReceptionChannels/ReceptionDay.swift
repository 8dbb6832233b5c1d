import Kernel

/// What a date is for a channel: a day of the week like any other, a rest that the calendar gives, or a make-up day, on
/// which its unit works as on another day of the week (SOFT-70).
enum ReceptionDay: Equatable, Sendable {
    case like(Weekday)
    /// 国庆节: what the calendar calls it, or nothing.
    case rest(String)
}

extension ReceptionChannel {
    /// Whoever is there on holidays too keeps the hours of the week.
    func day(_ day: Day, by calendar: BusinessCalendar) -> ReceptionDay {
        guard !facts.keepsHolidays else { return .like(day.weekday) }
        let isSpecial = calendar.exceptions[day] != nil || calendar.names[day] != nil
        guard isSpecial else { return .like(day.weekday) }
        guard calendar.isWorkingDay(day) else { return .rest(calendar.names[day] ?? "") }
        guard !promises(on: day.weekday) else { return .like(day.weekday) }
        return .like(Weekday.allCases.first { promises(on: $0) } ?? day.weekday)
    }

    /// The minute of the week whose arrangements hold at an instant; nothing in the hours of a day of rest. Hours past
    /// midnight belong to the day they began: the night that begins on a working day goes on into a holiday until its end,
    /// and after a holiday nobody comes at midnight for the rest of a night that never began (SOFT-70).
    func minute(at instant: Instant, by calendar: BusinessCalendar) -> Int? {
        let today = calendar.day(of: instant)
        let clock = calendar.zone.minuteOfWeek(at: instant) % WeekHours.day
        if case .like(let weekday) = day(today.advanced(by: -1), by: calendar),
            hours.contains(where: { $0.contains(clock + WeekHours.day, sinceMidnightOf: weekday) })
        {
            return (weekday.rawValue * WeekHours.day + clock) % WeekHours.week
        }
        guard case .like(let weekday) = day(today, by: calendar) else { return nil }
        let minute = (weekday.rawValue - 1) * WeekHours.day + clock
        let isBegunToday = hours.contains { $0.contains(clock, sinceMidnightOf: weekday) }
        return isBegunToday || !hours.contains { $0.contains(minute) } ? minute : nil
    }

    /// The days from a date on, which the channel would be there for and is not, with what they are called.
    func rests(from first: Day, days: Int, by calendar: BusinessCalendar) -> [(day: Day, name: String)] {
        (0..<days).compactMap { offset in
            let day = first.advanced(by: offset)
            guard promises(on: day.weekday), case .rest(let name) = self.day(day, by: calendar) else { return nil }
            return (day, name)
        }
    }

    private func promises(on weekday: Weekday) -> Bool { hours.contains { $0.days.contains(weekday) } }
}
