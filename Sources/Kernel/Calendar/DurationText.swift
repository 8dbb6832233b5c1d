extension Duration {
    /// For people who wait: the two largest units, cut off. 2 天 3 小时, 1 小时 20 分, 20 分钟, 不到 1 分钟; a day is
    /// 24 hours. Less than nothing is said as nothing.
    public func spoken(_ language: Language) -> String {
        let minutes = max(0, Int(milliseconds / 60_000))
        let (days, hours) = (minutes / 1440, minutes / 60 % 24)
        switch (days, hours, minutes % 60) {
        case (0, 0, 0): return language(.underAMinute)
        case (0, 0, let minutes): return language(.minutesAlone, "\(minutes)")
        case (0, let hours, let minutes):
            return joined([(hours, .hoursShort), (minutes, .minutesShort)], language)
        case (let days, let hours, _):
            return joined([(days, .daysShort), (hours, .hoursShort)], language)
        }
    }

    /// For proofs: hours, minutes and seconds, to the millisecond; hours are not folded into days, since 16 working
    /// hours are not two thirds of one. 2 小时 48 分, 36 分 14 秒, 0 分.
    public func spokenExactly(_ language: Language) -> String {
        let total = Int(milliseconds)
        let seconds = total / 1000 % 60
        let fraction = total % 1000
        let parts = [(total / 3_600_000, Word.hoursShort), (total / 60_000 % 60, .minutesShort)]
        let clock = joined(parts, language)
        guard seconds > 0 || fraction > 0 else { return clock.isEmpty ? language(.minutesShort, "0") : clock }
        let text = fraction > 0 ? "\(seconds).\(padded(fraction, to: 3))" : "\(seconds)"
        return [clock, language(.secondsShort, text)].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

private func joined(_ parts: [(Int, Word)], _ language: Language) -> String {
    parts.filter { $0.0 > 0 }.map { language($0.1, "\($0.0)") }.joined(separator: " ")
}
