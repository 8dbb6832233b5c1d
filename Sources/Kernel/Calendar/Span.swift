/// A length of time as a handbook writes it: `30m`, `48h`, `7d`, `90bm`, `16bh`, `15wd`, `3cd`.
///
/// | Unit | Counts | Full when |
/// |---|---|---|
/// | `m` `h` `d` | time round the clock; a day is 24 hours | so much time has passed |
/// | `bm` `bh` | working time of the calendar | so much working time has passed (METRICS 6) |
/// | `wd` | working dates after the first date (METRICS 4) | the last of them is over |
/// | `cd` | every date after the first date | the last of them is over |
public struct Span: Hashable, Sendable {
    public enum Unit: String, CaseIterable, Sendable {
        case minutes = "m"
        case hours = "h"
        case days = "d"
        case businessMinutes = "bm"
        case businessHours = "bh"
        case workingDays = "wd"
        case calendarDays = "cd"
    }

    public let count: Int
    public let unit: Unit

    /// Refuses nothing, less than nothing and more than ten years: a slip of the pen, not a deadline.
    public init?(count: Int, unit: Unit) {
        guard count > 0, count <= unit.limit else { return nil }
        self.count = count
        self.unit = unit
    }

    /// Reads `16bh`; refuses spaces, signs, fractions, a leading zero and unknown units.
    public init?(_ text: String) {
        let digits = text.utf8.prefix { (48..<58).contains($0) }
        guard digits.first != UInt8(ascii: "0"), let count = wholeNumber(digits),
            let unit = Unit(rawValue: String(Substring(text.utf8.dropFirst(digits.count))))
        else { return nil }
        self.init(count: count, unit: unit)
    }
}

extension Span.Unit {
    /// What ten years hold, in this unit.
    var limit: Int {
        switch self {
        case .minutes, .businessMinutes: 3652 * 24 * 60
        case .hours, .businessHours: 3652 * 24
        case .days, .workingDays, .calendarDays: 3652
        }
    }
}

extension Span: LosslessStringConvertible, Bindable {
    /// `16bh`, which `init(_:)` reads back.
    public var description: String { "\(count)\(unit.rawValue)" }

    public var cell: Cell { .text(description) }
}

extension Span: Codable {
    public init(from decoder: any Decoder) throws { self = try decoded(from: decoder) { Span($0) } }
    public func encode(to encoder: any Encoder) throws { try encoded(description, to: encoder) }
}

extension Span {
    /// 48 小时, 16 个工作小时, 15 个工作日; 48 hours, 1 working day.
    public func spoken(_ language: Language) -> String {
        let one = count == 1
        let word: Word =
            switch unit {
            case .minutes: one ? .spanMinute : .spanMinutes
            case .hours: one ? .spanHour : .spanHours
            case .days: one ? .spanDay : .spanDays
            case .businessMinutes: one ? .spanBusinessMinute : .spanBusinessMinutes
            case .businessHours: one ? .spanBusinessHour : .spanBusinessHours
            case .workingDays: one ? .spanWorkingDay : .spanWorkingDays
            case .calendarDays: one ? .spanCalendarDay : .spanCalendarDays
            }
        return language(word, "\(count)")
    }
}
