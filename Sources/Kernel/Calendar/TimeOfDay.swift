/// Minutes after a day's midnight. A night shift ends after 24:00: `.at(22)..<(.at(30))` belongs to the day it began.
public struct TimeOfDay: Hashable, Comparable, Sendable {
    public var minutes: Int

    public init(minutes: Int) { self.minutes = minutes }
    public static func at(_ hour: Int, _ minute: Int = 0) -> TimeOfDay { TimeOfDay(minutes: hour * 60 + minute) }

    public static let midnight = TimeOfDay(minutes: 0)

    /// Where hours may end at the latest: the midnight after next, so that a shift touches two dates and never three.
    public static let latest = TimeOfDay.at(48)

    /// Reads `9:00`, `09:00` and, past midnight, `30:00`; refuses what lies outside 00:00 … 48:00.
    public init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = wholeNumber(parts[0]), let minute = wholeNumber(parts[1]), minute < 60,
            TimeOfDay.at(hour, minute) <= .latest
        else { return nil }
        self = .at(hour, minute)
    }

    public static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.minutes < b.minutes }
}

extension TimeOfDay: CustomStringConvertible, Bindable {
    /// `09:00`
    public var description: String { "\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))" }

    public var cell: Cell { .text(description) }
}

extension TimeOfDay: Codable {
    public init(from decoder: any Decoder) throws { self = try decoded(from: decoder) { TimeOfDay($0) } }
    public func encode(to encoder: any Encoder) throws { try encoded(description, to: encoder) }
}

extension Range<TimeOfDay> {
    /// Reads `09:00-12:00`. Hours that end at or before their beginning run over midnight: `22:00-06:00` is
    /// 22:00 ..< 30:00, and `08:00-00:00` ends at 24:00. Hours without length (`08:00-08:00`) are refused: nobody can
    /// say whether nothing was meant or a whole day (`08:00-32:00`).
    public init?(hours text: some StringProtocol) {
        let ends = text.split(omittingEmptySubsequences: false) { "-–~".contains($0) }.map { TimeOfDay(trimmed($0)) }
        guard ends.count == 2, let opens = ends[0], var closes = ends[1], opens != closes, opens < .at(24) else {
            return nil
        }
        if closes < opens { closes.minutes += 24 * 60 }
        self = opens..<closes
    }

    /// `22:00-06:00`, which `init(hours:)` reads back.
    public var hours: String {
        let runsOver = upperBound > .at(24) && upperBound.minutes - 24 * 60 < lowerBound.minutes
        return "\(lowerBound)-\(runsOver ? TimeOfDay(minutes: upperBound.minutes - 24 * 60) : upperBound)"
    }
}
