extension Span {
    /// The instant by which it must be done.
    ///
    /// For time: the earliest instant at which so much of it has passed. For dates: the last millisecond before the
    /// (n+1)-th date begins. `pauses` are given back to the millisecond in the unit of the span: time as time, working
    /// time as working time, and of dates those that begin during a pause. Their order does not matter, those that
    /// overlap or touch count once, and those that begin after the deadline reached so far do not count.
    public func deadline(
        from start: Instant, on calendar: BusinessCalendar, pauses: [Range<Instant>] = []
    ) -> Instant {
        let pauses = Pauses(pauses, from: start)
        switch SpanMeasure(self) {
        case .time(let length, let workingOnly):
            return calendar.due(after: start, milliseconds: length, workingOnly: workingOnly, pauses: pauses)
        case .dates(let count, let workingOnly):
            return calendar.overdue(after: start, dates: count, workingOnly: workingOnly, pauses: pauses).justBefore
        }
    }

    /// The first instant that is too late: one more millisecond of the span's own kind of time than there was. A
    /// deadline at closing time is broken when we open again, and not during the night.
    public func lateFrom(
        _ start: Instant, on calendar: BusinessCalendar, pauses: [Range<Instant>] = []
    ) -> Instant {
        let pauses = Pauses(pauses, from: start)
        switch SpanMeasure(self) {
        case .time(let length, let workingOnly):
            return calendar.due(after: start, milliseconds: length + 1, workingOnly: workingOnly, pauses: pauses)
        case .dates(let count, let workingOnly):
            return calendar.overdue(after: start, dates: count, workingOnly: workingOnly, pauses: pauses)
        }
    }

    /// The share of the span that is used up at `end`: 0 at the start, 1 at the deadline, more when late. It stands still
    /// during pauses and, for working time, while we are closed. Of a date that is counted, it grows with its hours.
    public func used(
        from start: Instant, to end: Instant, on calendar: BusinessCalendar, pauses: [Range<Instant>] = []
    ) -> Double {
        guard end > start else { return 0 }
        let pauses = Pauses(pauses, from: start)
        switch SpanMeasure(self) {
        case .time(let length, let workingOnly):
            let paused = pauses.merged.reduce(Int64(0)) { sum, pause in
                guard pause.lowerBound < end else { return sum }
                return sum
                    + calendar.milliseconds(pause.lowerBound..<min(pause.upperBound, end), workingOnly: workingOnly)
            }
            return Double(calendar.milliseconds(start..<end, workingOnly: workingOnly) - paused) / Double(length)
        case .dates(let count, let workingOnly):
            return calendar.datesUsed(from: start, to: end, workingOnly: workingOnly, pauses: pauses) / Double(count)
        }
    }

    /// When the given share of the span is used up, for warnings at 70 % or 90 %; the deadline itself at 1, the start at
    /// 0 or less. Shares above 1 are good for escalations.
    public func instant(
        at fraction: Double, from start: Instant, on calendar: BusinessCalendar, pauses: [Range<Instant>] = []
    ) -> Instant {
        // A share beyond a thousand spans, or none at all, is no share.
        guard fraction > 0 else { return start }
        let fraction = min(fraction, 1000)
        let pauses = Pauses(pauses, from: start)
        switch SpanMeasure(self) {
        case .time(let length, let workingOnly):
            let part = Int64((Double(length) * fraction).rounded())
            return calendar.due(after: start, milliseconds: part, workingOnly: workingOnly, pauses: pauses)
        case .dates(let count, let workingOnly):
            let dates = (Double(count) * fraction * 1e9).rounded() / 1e9
            let whole = dates.rounded(.down)
            let next = calendar.overdue(after: start, dates: Int(whole), workingOnly: workingOnly, pauses: pauses)
            if dates == whole { return next.justBefore }
            let tomorrow = calendar.instant(calendar.day(of: next).advanced(by: 1), .midnight)
            let part = Double(tomorrow.milliseconds - next.milliseconds) * (dates - whole)
            return Instant(milliseconds: next.milliseconds + max(1, Int64(part.rounded())) - 1)
        }
    }

    /// More used than there was (METRICS 5: strictly more). Working time is kept by an answer at night that follows a
    /// deadline at closing time: nothing of it has passed since.
    public func isLate(
        from start: Instant, to end: Instant, on calendar: BusinessCalendar, pauses: [Range<Instant>] = []
    ) -> Bool {
        used(from: start, to: end, on: calendar, pauses: pauses) > 1
    }
}

extension BusinessCalendar {
    /// Dates counted and not given back until yesterday, and the part of today that has begun: its first millisecond
    /// counts, its last one makes it whole.
    fileprivate func datesUsed(from start: Instant, to end: Instant, workingOnly: Bool, pauses: Pauses) -> Double {
        let (first, today) = (day(of: start), day(of: end))
        guard today > first else { return 0 }
        func counted(through last: Day) -> Int {
            pauses.merged.reduce(dates(after: first, through: last, workingOnly: workingOnly)) { count, pause in
                count - dates(beginningIn: pause, after: first, through: last, workingOnly: workingOnly)
            }
        }
        let whole = counted(through: today.advanced(by: -1))
        guard counted(through: today) > whole else { return Double(whole) }
        let (opens, closes) = (instant(today, .midnight), instant(today.advanced(by: 1), .midnight))
        let begun = end.milliseconds - opens.milliseconds + 1
        return Double(whole) + Double(begun) / Double(closes.milliseconds - opens.milliseconds)
    }
}

extension Instant {
    /// The last instant that is still in time when this one is too late.
    var justBefore: Instant { Instant(milliseconds: milliseconds - 1) }
}
