extension DeadlineProof {
    /// The proof, read aloud: one sentence a line, in the calendar's zone. At most `listLimit` counted lines, and as
    /// many of exceptional days.
    public func sentences(in language: Language) -> [String] {
        [
            language(.proofStart, exact(start, start.fullText(in: calendar.zone, language))),
            language(.proofSpan, span.spoken(language), calendar.zone.identifier) + gap(language) + language(way),
        ]
            + countedSentences(language)
            + exceptionSentences(language)
            + returns.filter { $0.pause.during.upperBound > start }.map { sentence($0, language) }
            + [dueSentence(language)]
    }

    private func gap(_ language: Language) -> String {
        switch language {
        case .chinese: ""
        case .english: " "
        }
    }

    private var way: Word {
        switch span.unit {
        case .minutes, .hours, .days: .proofAroundTheClock
        case .businessMinutes, .businessHours: .proofWorkingTime
        case .workingDays: .proofWorkingDays
        case .calendarDays: .proofCalendarDays
        }
    }

    private func countedSentences(_ language: Language) -> [String] {
        let lines = counted.enumerated().map { place, counted in
            switch counted {
            case .time(let range): intervalSentence(range, language)
            case .date(let day): dateSentence(day, number: place + 1, language)
            }
        }
        guard !rest.isZero else { return lines }
        switch rest {
        case .time(let duration): return lines + [language(.proofRestOfTime, duration.spokenExactly(language))]
        case .dates(let count): return lines + [language(.proofRestOfDates, "\(count)")]
        }
    }

    private func intervalSentence(_ range: Range<Instant>, _ language: Language) -> String {
        let (from, until) = ends(of: range, language)
        return language(.proofInterval, from, until, (range.upperBound - range.lowerBound).spokenExactly(language))
    }

    private func dateSentence(_ day: Day, number: Int, _ language: Language) -> String {
        let date = day.shortTextAndWeekday(in: language)
        guard span.unit == .workingDays, day.weekday.isWeekend, let name = calendar.names[day] else {
            return language(.proofDate, "\(number)", date)
        }
        return language(.proofMakeUp, "\(number)", date, holidayName(name, in: language))
    }

    /// Holidays and make-up days by their names, where they have any say: not where time counts round the clock.
    private func exceptionSentences(_ language: Language) -> [String] {
        switch span.unit {
        case .minutes, .hours, .days, .calendarDays: return []
        case .businessMinutes, .businessHours, .workingDays: break
        }
        let period = calendar.day(of: start)...calendar.day(of: due)
        let named = calendar.names.filter { period.contains($0.key) }.sorted { $0.key < $1.key }
        return runs(named.prefix(DeadlineProof.listLimit)).compactMap { days, name in
            let name = holidayName(name, in: language)
            let (first, last) = (days.lowerBound, days.upperBound)
            if calendar.isWorkingDay(first) {
                let isSaidAlready = span.unit == .workingDays
                return isSaidAlready ? nil : language(.proofOpened, first.shortTextAndWeekday(in: language), name)
            }
            return first == last
                ? language(.proofDayOff, first.shortTextAndWeekday(in: language), name)
                : language(
                    .proofDaysOff, first.shortTextAndWeekday(in: language), last.shortTextAndWeekday(in: language), name
                )
        }
    }

    /// Days off of one name that follow each other are one holiday; each day that is worked stands alone.
    private func runs(_ named: some Sequence<(key: Day, value: String)>) -> [(ClosedRange<Day>, String)] {
        var runs: [(days: ClosedRange<Day>, name: String)] = []
        for (day, name) in named {
            if let last = runs.last, last.name == name, last.days.upperBound.advanced(by: 1) == day,
                !calendar.isWorkingDay(day), !calendar.isWorkingDay(last.days.upperBound)
            {
                runs[runs.count - 1].days = last.days.lowerBound...day
            } else {
                runs.append((day...day, name))
            }
        }
        return runs
    }

    private func sentence(_ given: Return, _ language: Language) -> String {
        let (from, until) = ends(of: given.pause.during, language)
        if given.cameTooLate { return language(.proofPauseTooLate, from, until, given.pause.reason) }
        let amount =
            switch given.amount {
            case .time(let duration): duration.spokenExactly(language)
            case .dates(let count): language(.proofDates, "\(count)")
            }
        return language(.proofPause, from, until, given.pause.reason, amount)
    }

    private func dueSentence(_ language: Language) -> String {
        switch SpanMeasure(span) {
        case .time:
            return language(.proofDue, exact(due, due.fullText(in: calendar.zone, language)))
        case .dates:
            let last = calendar.day(of: due)
            let late = last.advanced(by: 1)
            return language(.proofDueByDate, last.text(in: language), late.shortTextAndWeekday(in: language))
        }
    }

    /// The end within the same date is a time alone: 1月5日 09:12 至 12:00.
    private func ends(of range: Range<Instant>, _ language: Language) -> (String, String) {
        let (from, until) = (range.lowerBound, range.upperBound)
        let sameDay = calendar.day(of: from) == calendar.day(of: until)
        let end = sameDay ? "\(until.local(calendar.zone).time)" : until.monthAndTime(in: calendar.zone, language)
        return (exact(from, from.monthAndTime(in: calendar.zone, language)), exact(until, end))
    }

    /// Seconds where there are any, so that the reader's sum comes out.
    private func exact(_ instant: Instant, _ text: String) -> String {
        let seconds = instant.local(calendar.zone).seconds
        return seconds == 0 ? text : "\(text):\(padded(seconds, to: 2))"
    }
}
