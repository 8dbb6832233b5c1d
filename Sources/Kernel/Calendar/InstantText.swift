extension Instant {
    /// What calendar and clock on the wall show; seconds are whole, 0…59.
    public func local(_ zone: Zone) -> (day: Day, time: TimeOfDay, seconds: Int) {
        let seconds = floorDivide(Int(zone.local(self)), 1000)
        let day = floorDivide(seconds, 86_400)
        let ofDay = seconds - day * 86_400
        return (Day(number: day), TimeOfDay(minutes: ofDay / 60), ofDay % 60)
    }

    /// `2026-01-05 09:00`: minutes, cut off and not rounded, so that 23:59:59.999 does not become another day.
    public func dateAndTime(in zone: Zone) -> String {
        let (day, time, _) = local(zone)
        return "\(day) \(time)"
    }

    /// `2026-01-05T09:00:00.000+08:00`: complete, sorts by time within a zone, and `init(iso:zone:)` reads it back.
    public func iso(in zone: Zone) -> String {
        let (day, time, seconds) = local(zone)
        let fraction = floorRemainder(Int(milliseconds), 1000)
        let offset = zone.offset(at: self)
        let date = day.civil
        if (0...9999).contains(date.year) {
            // A list of cases has hundreds of them.
            return String(unsafeUninitializedCapacity: 29) { text in
                put(date.year, 4, at: 0, of: text)
                put(date.month, 2, at: 5, of: text)
                put(date.day, 2, at: 8, of: text)
                put(time.minutes / 60, 2, at: 11, of: text)
                put(time.minutes % 60, 2, at: 14, of: text)
                put(seconds, 2, at: 17, of: text)
                put(fraction, 3, at: 20, of: text)
                put(abs(offset) / 3600, 2, at: 24, of: text)
                put(abs(offset) / 60 % 60, 2, at: 27, of: text)
                text[4] = UInt8(ascii: "-")
                text[7] = UInt8(ascii: "-")
                text[10] = UInt8(ascii: "T")
                text[13] = UInt8(ascii: ":")
                text[16] = UInt8(ascii: ":")
                text[19] = UInt8(ascii: ".")
                text[23] = UInt8(ascii: offset < 0 ? "-" : "+")
                text[26] = UInt8(ascii: ":")
                return 29
            }
        }
        let east = TimeOfDay(minutes: abs(offset) / 60)
        return "\(day)T\(time):\(padded(seconds, to: 2)).\(padded(fraction, to: 3))\(offset < 0 ? "-" : "+")\(east)"
    }

    /// 1月5日 09:00; 5 Jan 09:00.
    public func monthAndTime(in zone: Zone, _ language: Language) -> String {
        let (day, time, _) = local(zone)
        return "\(day.shortText(in: language)) \(time)"
    }

    /// 2026年1月5日(周一) 09:00; Mon 5 Jan 2026 09:00.
    public func fullText(in zone: Zone, _ language: Language) -> String {
        let (day, time, _) = local(zone)
        return "\(day.text(in: language)) \(time)"
    }

    /// As near as people would say it: 今天 14:00, 明天 09:00, 昨天 18:20; within the year 1月5日 09:00, else with the year.
    public func relative(to now: Instant, in zone: Zone, _ language: Language) -> String {
        let (day, time, _) = local(zone)
        let today = zone.day(of: now)
        switch day.number - today.number {
        case 0: return "\(language(.today)) \(time)"
        case 1: return "\(language(.tomorrow)) \(time)"
        case -1: return "\(language(.yesterday)) \(time)"
        default:
            let date = day.year == today.year ? day.shortText(in: language) : day.longText(in: language)
            return "\(date) \(time)"
        }
    }

    /// For a deadline: 还有 1 小时 20 分, 超时 3 小时. What is due now is not late yet.
    public func countdown(from now: Instant, _ language: Language) -> String {
        let (isLeft, time) = self >= now ? (true, self - now) : (false, now - self)
        if time < .minutes(1) { return language(isLeft ? .timeLeftUnderAMinute : .timeOverUnderAMinute) }
        return language(isLeft ? .timeLeft : .timeOver, time.spoken(language))
    }
}

extension Day {
    /// 1月5日; 5 Jan.
    public func shortText(in language: Language) -> String {
        let date = civil
        return language(.dayOfMonth, language(Word.months[date.month - 1]), "\(date.day)")
    }

    /// 2026年1月5日; 5 Jan 2026.
    public func longText(in language: Language) -> String {
        let date = civil
        return language(.dayOfYear, "\(date.year)", language(Word.months[date.month - 1]), "\(date.day)")
    }

    /// 2026年1月5日(周一); Mon 5 Jan 2026.
    public func text(in language: Language) -> String {
        withWeekday(longText(in: language), language)
    }

    /// 1月5日(周一); Mon 5 Jan.
    public func shortTextAndWeekday(in language: Language) -> String {
        withWeekday(shortText(in: language), language)
    }

    private func withWeekday(_ date: String, _ language: Language) -> String {
        switch language {
        case .chinese: "\(date)(\(weekday.name(in: language)))"
        case .english: "\(weekday.name(in: language)) \(date)"
        }
    }
}

extension Weekday {
    /// 周一; Mon.
    public func name(in language: Language) -> String { language(Word.weekdays[rawValue - 1]) }
}
