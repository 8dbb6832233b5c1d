/// A date on the wall calendar, without a clock and without a place.
///
/// Proleptic Gregorian, as ISO 8601 has it. The arithmetic is Howard Hinnant's `days_from_civil` (public domain).
public struct Day: Hashable, Sendable {
    /// Days since 1970-01-01.
    public var number: Int

    public init(number: Int) { self.number = number }

    /// For dates that stand in the source or are known to exist: a 30 February rolls on into March. What people type
    /// goes through `init(iso:)` or `valid(_:_:_:)`, which refuse it.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        let marchYear = month <= 2 ? year - 1 : year
        let era = floorDivide(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Refuses dates that do not exist, such as 2026-02-29, and years outside 1…9999.
    public static func valid(_ year: Int, _ month: Int, _ day: Int) -> Day? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let date = Day(year, month, day)
        return date.day == day ? date : nil
    }

    public init?(iso text: some StringProtocol) { self.init(iso: String(text)) }

    /// Reads `2026-01-04` and nothing else; refuses dates that do not exist.
    public init?(iso text: String) {
        var text = text
        let day = text.withUTF8 { bytes -> Day? in
            guard bytes.count == 10 else { return nil }
            return Day(digits: bytes)
        }
        guard let day else { return nil }
        self = day
    }

    /// The first ten bytes as `YYYY-MM-DD`; the caller has made sure there are ten.
    init?(digits bytes: UnsafeBufferPointer<UInt8>) {
        let dash = UInt8(ascii: "-")
        guard bytes[4] == dash, bytes[7] == dash,
            let century = twoDigits(bytes, at: 0), let yearOfCentury = twoDigits(bytes, at: 2),
            let month = twoDigits(bytes, at: 5), let day = twoDigits(bytes, at: 8),
            let date = Day.valid(century * 100 + yearOfCentury, month, day)
        else { return nil }
        self = date
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    /// Day of the month, from 1.
    public var day: Int { civil.day }

    public var weekday: Weekday { Weekday.allCases[floorRemainder(number + 3, 7)] }

    public var firstOfMonth: Day { advanced(by: 1 - day) }
    public var lastOfMonth: Day {
        let date = civil
        return (date.month == 12 ? Day(date.year + 1, 1, 1) : Day(date.year, date.month + 1, 1)).advanced(by: -1)
    }

    /// Year, month and day in one go; a third of the cost of asking for each.
    var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

extension Day: Strideable {
    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
    public func advanced(by days: Int) -> Day { Day(number: number + days) }
    public func distance(to other: Day) -> Int { other.number - number }
}

extension Day: CustomStringConvertible, Bindable {
    /// `2026-01-04`
    public var description: String {
        let date = civil
        return "\(padded(date.year, to: 4))-\(padded(date.month, to: 2))-\(padded(date.day, to: 2))"
    }

    public var cell: Cell { .text(description) }
}

extension Day: Codable {
    public init(from decoder: any Decoder) throws { self = try decoded(from: decoder) { Day(iso: $0) } }
    public func encode(to encoder: any Encoder) throws { try encoded(description, to: encoder) }
}
