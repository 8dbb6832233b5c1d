/// How a span counts, once its calendar is known: time round the clock, working time, or dates.
enum SpanMeasure {
    /// Milliseconds of the time line, with or without the hours in which we are closed.
    case time(Int64, workingOnly: Bool)
    /// Dates after the first one, all or the working ones.
    case dates(Int, workingOnly: Bool)

    init(_ span: Span) {
        let count = Int64(span.count)
        self =
            switch span.unit {
            case .minutes: .time(count * 60_000, workingOnly: false)
            case .hours: .time(count * 3_600_000, workingOnly: false)
            case .days: .time(count * 86_400_000, workingOnly: false)
            case .businessMinutes: .time(count * 60_000, workingOnly: true)
            case .businessHours: .time(count * 3_600_000, workingOnly: true)
            case .workingDays: .dates(span.count, workingOnly: true)
            case .calendarDays: .dates(span.count, workingOnly: false)
            }
    }
}

extension BusinessCalendar {
    func milliseconds(_ range: Range<Instant>, workingOnly: Bool) -> Int64 {
        workingOnly
            ? workingMilliseconds(from: range.lowerBound, to: range.upperBound)
            : range.upperBound.milliseconds - range.lowerBound.milliseconds
    }

    /// The instant at which so many milliseconds have passed, those of the pauses not counted. A pause that begins when
    /// they have passed already does not matter any more.
    func due(after start: Instant, milliseconds length: Int64, workingOnly: Bool, pauses: Pauses) -> Instant {
        func due(_ length: Int64) -> Instant {
            workingOnly
                ? deadline(after: start, workingMilliseconds: length)
                : Instant(milliseconds: start.milliseconds + length)
        }
        var length = length
        var reached = due(length)
        for pause in pauses.merged {
            guard pause.lowerBound < reached else { break }
            length += milliseconds(pause, workingOnly: workingOnly)
            reached = due(length)
        }
        return reached
    }

    /// The first instant of the date after the `count`-th one counted: here it is too late, a millisecond earlier not.
    func overdue(after start: Instant, dates count: Int, workingOnly: Bool, pauses: Pauses) -> Instant {
        let first = day(of: start)
        func overdue(_ count: Int) -> Instant {
            instant(workingOnly ? workingDay(count + 1, after: first) : first.advanced(by: count + 1), .midnight)
        }
        var count = count
        var reached = overdue(count)
        for pause in pauses.merged {
            guard pause.lowerBound <= reached else { break }
            count += dates(beginningIn: pause, after: first, workingOnly: workingOnly)
            reached = overdue(count)
        }
        return reached
    }

    /// The dates a pause gives back: those that begin during it. So a pause over midnight gives one back, and pauses
    /// that touch give back together what one pause would.
    func dates(
        beginningIn pause: Range<Instant>, after first: Day, through last: Day? = nil, workingOnly: Bool
    ) -> Int {
        let opens = day(of: pause.lowerBound)
        let before = instant(opens, .midnight) == pause.lowerBound ? opens.advanced(by: -1) : opens
        let until = day(of: Instant(milliseconds: pause.upperBound.milliseconds - 1))
        return dates(after: max(first, before), through: min(until, last ?? until), workingOnly: workingOnly)
    }

    func dates(after first: Day, through last: Day, workingOnly: Bool) -> Int {
        workingOnly ? workingDays(after: first, through: last) : max(0, last.number - first.number)
    }
}
