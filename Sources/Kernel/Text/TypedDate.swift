/// A date, perhaps with a time of day, as people and tills write it:
///
///     2010-12-01 08:26:00    2010-12-1T8:26
///     2011/1/5
///     2011年1月5日 下午3时5分   2011.1.5
///     20110105               20110105082600
///     40548.35               as spreadsheets count days
///
/// `12/1/2010 8:26` is read only where the source has said which of the two is the day.
public struct TypedDate: Hashable, Sendable {
    /// Which of the two comes first where the year comes last.
    public enum Order: String, CaseIterable, Hashable, Sendable, Codable {
        case dayFirst, monthFirst
    }

    public enum Fault: String, Error, CaseIterable, Sendable {
        case empty, unreadable
        /// The year is last and nobody said whose the first number is; or the year has two digits.
        case ambiguous
        /// 30 February, the 13th month.
        case noSuchDay
    }

    public let day: Day
    /// Since midnight; nothing where no time was written.
    public let minute: Int?

    /// 2011 to 2099.
    public static let serials = 40_544...73_050

    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - serials: which numbers of five digits are a spreadsheet's days; others are no date.
    ///
    /// Costs some 50 ns and no memory.
    public static func read(
        _ bytes: UnsafeRawBufferPointer, order: Order? = nil, serials: ClosedRange<Int> = serials
    ) -> Result<TypedDate, Fault> {
        NarrowText.read(bytes, meaning: meaning) { plain, _ in
            guard !plain.isEmpty else { return .failure(.empty) }
            var reading = DateDigits(UnsafeBufferPointer(plain))
            return reading.date(order, serials)
        } ?? .failure(.unreadable)
    }

    public static func read(
        _ text: String, order: Order? = nil, serials: ClosedRange<Int> = serials
    ) -> Result<TypedDate, Fault> {
        var text = text
        return text.withUTF8 { read(UnsafeRawBufferPointer($0), order: order, serials: serials) }
    }

    /// 年月 as dashes, 日号 as a blank, 时点分 as colons, 上午 and 下午 as am and pm.
    private static func meaning(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0x5E74, 0x6708: UInt8(ascii: "-")
        case 0x65E5, 0x53F7, 0x79D2: 0x20
        case 0x65F6, 0x6642, 0x70B9, 0x9EDE, 0x5206: UInt8(ascii: ":")
        case 0x4E0A: UInt8(ascii: "a")
        case 0x4E0B: UInt8(ascii: "p")
        case 0x5348: UInt8(ascii: "m")
        default: nil
        }
    }
}

/// Reads a date from plain bytes, from the front.
private struct DateDigits {
    private let text: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    mutating func date(_ order: TypedDate.Order?, _ serials: ClosedRange<Int>) -> Result<TypedDate, TypedDate.Fault> {
        let first = number(most: 14)
        switch first.digits {
        case 5: return serial(first.value, serials)
        case 8: return finished(Day.valid(first.value / 10_000, first.value / 100 % 100, first.value % 100))
        case 12, 14: return packed(first.value, hasSeconds: first.digits == 14)
        case 1, 2, 4: return parted(first, order)
        default: return .failure(.unreadable)
        }
    }

    private mutating func parted(
        _ first: (value: Int, digits: Int), _ order: TypedDate.Order?
    ) -> Result<TypedDate, TypedDate.Fault> {
        guard let separator = here, [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(separator) else {
            return .failure(.unreadable)
        }
        place += 1
        let second = number(most: 2)
        guard second.digits > 0, here == separator else { return .failure(.unreadable) }
        place += 1
        let third = number(most: 4)
        switch (first.digits, third.digits) {
        case (4, 1), (4, 2): return finished(Day.valid(first.value, second.value, third.value))
        case (1, 4), (2, 4):
            switch order {
            case .dayFirst: return finished(Day.valid(third.value, second.value, first.value))
            case .monthFirst: return finished(Day.valid(third.value, first.value, second.value))
            case nil: return .failure(.ambiguous)
            }
        case (1, 1), (1, 2), (2, 1), (2, 2): return .failure(.ambiguous)
        default: return .failure(.unreadable)
        }
    }

    /// `20110105082600`, `201101050826`
    private mutating func packed(_ value: Int, hasSeconds: Bool) -> Result<TypedDate, TypedDate.Fault> {
        let (minutes, seconds) = hasSeconds ? (value / 100, value % 100) : (value, 0)
        let (date, hour, minute) = (minutes / 10_000, minutes / 100 % 100, minutes % 100)
        guard place == text.count, hour < 24, minute < 60, seconds < 60 else { return .failure(.unreadable) }
        guard let day = Day.valid(date / 10_000, date / 100 % 100, date % 100) else { return .failure(.noSuchDay) }
        return .success(TypedDate(day: day, minute: hour * 60 + minute))
    }

    /// Days since 1899-12-30, as spreadsheets count them from March 1900 on; the time as a part of the day.
    private mutating func serial(_ days: Int, _ serials: ClosedRange<Int>) -> Result<TypedDate, TypedDate.Fault> {
        guard serials.contains(days) else { return .failure(.unreadable) }
        let day = Day(1899, 12, 30).advanced(by: days)
        guard place < text.count else { return .success(TypedDate(day: day, minute: nil)) }
        guard here == UInt8(ascii: ".") else { return .failure(.unreadable) }
        place += 1
        var (part, unit) = (0.0, 0.1)
        while let digit = here, (0x30...0x39).contains(digit) {
            part += Double(digit - 0x30) * unit
            unit /= 10
            place += 1
        }
        guard place == text.count, unit < 0.1 else { return .failure(.unreadable) }
        // Whole seconds first: 0.3513888888 is 08:26:00 and not a breath before.
        let seconds = Int((part * 86_400).rounded())
        return .success(TypedDate(day: day.advanced(by: seconds / 86_400), minute: seconds % 86_400 / 60))
    }

    /// After the date: nothing, or a time of day.
    private mutating func finished(_ day: Day?) -> Result<TypedDate, TypedDate.Fault> {
        let parted = skipBlanks() || here == UInt8(ascii: "T")
        if here == UInt8(ascii: "T") { place += 1 }
        guard place < text.count else {
            return day.map { .success(TypedDate(day: $0, minute: nil)) } ?? .failure(.noSuchDay)
        }
        guard parted, let minute = time(), place == text.count else { return .failure(.unreadable) }
        return day.map { .success(TypedDate(day: $0, minute: minute)) } ?? .failure(.noSuchDay)
    }

    private mutating func time() -> Int? {
        var half = halfOfDay()
        let hours = number(most: 2)
        guard hours.digits > 0, here == UInt8(ascii: ":") else { return nil }
        place += 1
        let minutes = number(most: 2)
        // 下午3时 has none; 3:5 is no time, but 3时5分 is, and its last colon says so.
        if here == UInt8(ascii: ":") {
            place += 1
            let seconds = number(most: 2)
            guard seconds.value < 60 else { return nil }
            if seconds.digits > 0, here == UInt8(ascii: ".") {
                place += 1
                guard number(most: 9).digits > 0 else { return nil }
            }
        } else if minutes.digits == 1 {
            return nil
        }
        _ = skipBlanks()
        if half == nil { half = halfOfDay() }
        guard hours.value < 24, minutes.value < 60 else { return nil }
        switch half {
        case nil: return hours.value * 60 + minutes.value
        case .morning:
            guard (1...12).contains(hours.value) else { return nil }
            return hours.value % 12 * 60 + minutes.value
        // 下午14:30 is said as well.
        case .afternoon:
            guard hours.value > 0 else { return nil }
            return (hours.value < 12 ? hours.value + 12 : hours.value) * 60 + minutes.value
        }
    }

    private enum Half { case morning, afternoon }

    private mutating func halfOfDay() -> Half? {
        guard place + 1 < text.count, text[place + 1] | 0x20 == UInt8(ascii: "m") else { return nil }
        let half: Half
        switch text[place] | 0x20 {
        case UInt8(ascii: "a"): half = .morning
        case UInt8(ascii: "p"): half = .afternoon
        default: return nil
        }
        place += 2
        _ = skipBlanks()
        return half
    }

    private var here: UInt8? { place < text.count ? text[place] : nil }

    /// Digits from here on; of more than `most` none is read.
    private mutating func number(most: Int) -> (value: Int, digits: Int) {
        var (value, end) = (0, place)
        while end < text.count, (0x30...0x39).contains(text[end]), end - place < most {
            value = value * 10 + Int(text[end] - 0x30)
            end += 1
        }
        if end < text.count, (0x30...0x39).contains(text[end]) { return (0, 0) }
        defer { place = end }
        return (value, end - place)
    }

    private mutating func skipBlanks() -> Bool {
        let start = place
        while here == 0x20 { place += 1 }
        return place > start
    }
}
