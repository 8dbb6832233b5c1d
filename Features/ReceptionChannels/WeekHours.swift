import Kernel

/// Hours that come again every week: 周一至周五 08:30-18:00. Hours past midnight belong to the day they began.
struct WeekHours: Hashable, Sendable {
    let days: Set<Weekday>
    let hours: Range<TimeOfDay>

    static let day = 24 * 60
    static let week = 7 * day

    init(_ days: Set<Weekday>, _ hours: Range<TimeOfDay>) {
        self.days = days
        self.hours = hours
    }

    /// Reads `周一至周五 08:30-18:00`, `周六、周日 9:00-17:00`, `每天 00:00-24:00`, `工作日 …`, and `mon-fri 08:30-18:00`;
    /// refuses anything else.
    init?(typed: String) {
        let parts = typed.replacing("：", with: ":").split(whereSeparator: \.isWhitespace).map(String.init)
        guard let last = parts.last, parts.count >= 2,
            let hours = Range<TimeOfDay>(hours: last.replacing("至", with: "-").replacing("—", with: "-")),
            let days = Self.days(parts.dropLast().joined())
        else { return nil }
        self.init(days, hours)
    }

    /// As it is stored: `mon,tue 08:30-18:00`.
    var stored: String {
        "\(Weekday.allCases.filter(days.contains).map(\.code).joined(separator: ",")) \(hours.hours)"
    }

    /// 周一至周五 08:30-18:00, which `init(typed:)` reads back.
    func text(in t: Language) -> String { "\(dayText(in: t)) \(hours.hours)" }

    /// The minutes of the week, from Monday's midnight on; what runs over Sunday's midnight begins the week again.
    var minutes: [Range<Int>] {
        days.flatMap { day -> [Range<Int>] in
            let start = (day.rawValue - 1) * 24 * 60
            let range = (start + hours.lowerBound.minutes)..<(start + hours.upperBound.minutes)
            guard range.upperBound > Self.week else { return [range] }
            let rest = 0..<(range.upperBound - Self.week)
            return range.lowerBound < Self.week ? [range.lowerBound..<Self.week, rest] : [rest]
        }
    }

    func contains(_ minute: Int) -> Bool { minutes.contains { $0.contains(minute) } }

    /// Whether they hold so many minutes after the midnight of the day on which they began; past 24:00 on the next date.
    func contains(_ minutes: Int, sinceMidnightOf began: Weekday) -> Bool {
        days.contains(began) && (hours.lowerBound.minutes..<hours.upperBound.minutes).contains(minutes)
    }

    func overlaps(_ other: WeekHours) -> Bool {
        minutes.contains { range in other.minutes.contains { $0.overlaps(range) } }
    }

    private func dayText(in t: Language) -> String {
        let order = Weekday.allCases.filter(days.contains)
        if order.count == 7 { return t(.receptionEveryDay) }
        if order.count > 2, let first = order.first, let last = order.last,
            last.rawValue - first.rawValue == order.count - 1
        {
            return t(.receptionDayRange, first.name(in: t), last.name(in: t))
        }
        return order.map { $0.name(in: t) }.joined(separator: t(.listGap))
    }

    private static func days(_ text: String) -> Set<Weekday>? {
        if everyDay.contains(text.lowercased()) { return Set(Weekday.allCases) }
        if text == "工作日" { return Set(Weekday.allCases.prefix(5)) }
        if text == "周末" { return [.saturday, .sunday] }
        var found: Set<Weekday> = []
        for part in text.split(whereSeparator: { "、,，".contains($0) }).map(String.init) {
            guard let some = Weekday.days(part.lowercased()) ?? range(part) else { return nil }
            found.formUnion(some)
        }
        return found.isEmpty ? nil : found
    }

    /// 周一至周五, 周一-周五, 周三.
    private static func range(_ text: String) -> [Weekday]? {
        let ends = text.split(whereSeparator: { "至到-–—".contains($0) }).map { day(String($0)) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else { return nil }
        return Weekday.days("\(first.code)-\(last.code)")
    }

    private static func day(_ text: String) -> Weekday? {
        let name = text.replacing("星期", with: "周").replacing("周天", with: "周日")
        return Weekday.allCases.first { $0.name(in: .chinese) == name || $0.name(in: .english) == name }
    }

    private static let everyDay: Set<String> = ["每天", "每日", "全天", "every day", "everyday", "daily"]
}

extension Zone {
    /// The minute of the week on the wall, from Monday's midnight on.
    func minuteOfWeek(at instant: Instant) -> Int {
        let day = day(of: instant)
        let minute = Int((instant - self.instant(day, .midnight)).milliseconds / 60_000)
        return ((day.weekday.rawValue - 1) * 24 * 60 + minute) % WeekHours.week
    }
}
