/// A birthday, as it is kept and as it comes round.
///
///     1985-03-12       by the common calendar
///     --03-12          the year is not known
///     L1985-08-15      by the lunar calendar: 农历八月十五
///     L2020-L04-02     of a leap month: 农历闰四月初二
///     L--08-15
///
/// These are its texts in the database, in files and over the wire; `BirthdayReading` takes what people type.
public struct Birthday: Hashable, Sendable {
    public enum Reckoning: Hashable, Sendable {
        case solar, lunar
        /// In a leap month.
        case lunarLeap

        public var isLunar: Bool { self != .solar }
    }

    /// When somebody born on 29 February celebrates in a year without one.
    public enum LeapDay: String, CaseIterable, Hashable, Sendable, Codable {
        case february28 = "28-feb"
        case march1 = "1-mar"
    }

    public let reckoning: Reckoning
    /// Of the calendar by which it is reckoned; a lunar year may end in the next common one.
    public let year: Int?
    public let month: Int
    public let day: Int

    /// Refuses days that do not exist: 30 February; the 30th of a lunar month that had 29; a leap month the year lacks; years
    /// outside 1900…2100, and lunar dates beyond the almanac.
    public init?(_ reckoning: Reckoning = .solar, year: Int?, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, year.map(LunarCalendar.years.contains) ?? true else { return nil }
        switch (reckoning, year) {
        case (.solar, let year): guard Day.valid(year ?? 2000, month, day) != nil else { return nil }
        case (.lunar, nil), (.lunarLeap, nil): guard day <= 30 else { return nil }
        case (.lunar, let year?): guard LunarDate(year, month, day) != nil else { return nil }
        case (.lunarLeap, let year?): guard LunarDate(year, month, day, isLeap: true) != nil else { return nil }
        }
        self.reckoning = reckoning
        self.year = year
        self.month = month
        self.day = day
    }

    /// By the common calendar, with the year.
    public init?(_ day: Day) {
        self.init(year: day.year, month: day.month, day: day.day)
    }

    /// The day of birth by the common calendar, where the year is known.
    public var born: Day? {
        guard let year else { return nil }
        return switch reckoning {
        case .solar: Day.valid(year, month, day)
        case .lunar, .lunarLeap:
            LunarDate(year, month, day, isLeap: reckoning == .lunarLeap).map(LunarCalendar.solar(of:))
        }
    }

    /// Completed years by the common calendar, as the law counts them whatever the family celebrates. Nothing without a year
    /// of birth and before birth.
    public func age(on day: Day) -> Int? { born.flatMap { day.years(since: $0) } }

    /// The same day of another year, moved as people do where the year lacks it: 29 February as `leapDay` says, the 30th of a
    /// lunar month to its 29th, a leap month to the ordinary one. Once in each year: a lunar birthday's `year` is the lunar
    /// one, and it may come round twice in a common year, or not at all. Nothing beyond the almanac.
    public func celebrated(in year: Int, leapDay: LeapDay = .february28) -> Day? {
        switch reckoning {
        case .solar:
            guard (1...9999).contains(year) else { return nil }
            if let same = Day.valid(year, month, day) { return same }
            return leapDay == .february28 ? Day(year, 2, 28) : Day(year, 3, 1)
        case .lunar, .lunarLeap:
            let isLeap = reckoning == .lunarLeap && LunarCalendar.leapMonth(of: year) == month
            guard let length = LunarCalendar.length(of: month, isLeap: isLeap, in: year) else { return nil }
            return LunarDate(year, month, min(day, length), isLeap: isLeap).map(LunarCalendar.solar(of:))
        }
    }
}

extension Day {
    /// Completed years (METRICS 13) of whoever was born on a day; who was born on 29 February completes a year on 1 March.
    /// Nothing before birth.
    public func years(since born: Day) -> Int? {
        guard born <= self else { return nil }
        let (from, to) = (born.civil, civil)
        return to.year - from.year - ((to.month, to.day) < (from.month, from.day) ? 1 : 0)
    }
}

extension Birthday {
    /// One birthday that comes round.
    public struct Celebration: Hashable, Sendable {
        /// The number by which this celebration is known: no other of the same person has it.
        public let year: Int
        public let day: Day

        public init(year: Int, day: Day) {
            self.year = year
            self.day = day
        }
    }

    /// Those that fall into some days, in order; the day of birth itself is none. A lunar birthday may have two in a year.
    public func celebrations(in window: ClosedRange<Day>, leapDay: LeapDay = .february28) -> [Celebration] {
        (window.lowerBound.year - 1...window.upperBound.year).compactMap { number in
            guard year.map({ number > $0 }) ?? true, let day = celebrated(in: number, leapDay: leapDay),
                window.contains(day)
            else { return nil }
            return Celebration(year: number, day: day)
        }
    }

    /// The next one, today's included; nothing beyond the almanac.
    public func next(from today: Day, leapDay: LeapDay = .february28) -> Celebration? {
        celebrations(in: today...today.advanced(by: 800), leapDay: leapDay).first
    }

    /// What lists are looked up by: 312 for 12 March; 5815 for the 15th of the eighth lunar month, leap or not.
    public var listKey: Int { (reckoning.isLunar ? Self.lunarKey : 0) + month * 100 + day }

    /// The keys under which all birthdays stand that are celebrated on some days, and some that are not: whoever looked them
    /// up asks each for its `celebrations`. At most two a day and some; sorted.
    public static func listKeys(in window: ClosedRange<Day>) -> [Int] {
        var keys: Set<Int> = []
        for day in window {
            let (year, month, dayOfMonth) = day.civil
            keys.insert(month * 100 + dayOfMonth)
            if (month, dayOfMonth) == (2, 28) || (month, dayOfMonth) == (3, 1), Day.valid(year, 2, 29) == nil {
                keys.insert(229)
            }
            guard let moon = LunarCalendar.lunar(of: day) else { continue }
            keys.insert(lunarKey + moon.month * 100 + moon.day)
            if moon.day == 29 { keys.insert(lunarKey + moon.month * 100 + 30) }
        }
        return keys.sorted()
    }

    private static let lunarKey = 5000
}

extension Birthday: CustomStringConvertible, Bindable {
    /// The canonical text.
    public var description: String {
        let leap = reckoning == .lunarLeap ? "L" : ""
        let years = year.map { padded($0, to: 4) } ?? "-"
        return "\(reckoning.isLunar ? "L" : "")\(years)-\(leap)\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    /// Reads the canonical text and nothing else.
    public init?(canonical text: some StringProtocol) {
        var rest = Substring(text)
        let isLunar = rest.first == "L"
        if isLunar { rest.removeFirst() }
        var year: Int?
        if rest.hasPrefix("--") {
            rest.removeFirst(2)
        } else {
            let digits = rest.prefix { $0 != "-" }
            guard digits.utf8.count == 4, let number = wholeNumber(digits.utf8), rest.count > 5 else { return nil }
            year = number
            rest.removeFirst(5)
        }
        let isLeap = rest.first == "L"
        if isLeap { rest.removeFirst() }
        let parts = rest.split(separator: "-", omittingEmptySubsequences: false)
        guard isLunar || !isLeap, parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let month = wholeNumber(parts[0].utf8), let day = wholeNumber(parts[1].utf8)
        else { return nil }
        self.init(isLeap ? .lunarLeap : isLunar ? .lunar : .solar, year: year, month: month, day: day)
    }

    public var cell: Cell { .text(description) }
}

extension Birthday: Codable {
    public init(from decoder: any Decoder) throws { self = try decoded(from: decoder) { Birthday(canonical: $0) } }
    public func encode(to encoder: any Encoder) throws { try encoded(description, to: encoder) }
}
