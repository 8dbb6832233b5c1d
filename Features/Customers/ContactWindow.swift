import Kernel

/// When a customer wishes to be spoken to, read from what their file says: 「19:00 以后」, 「9:00-12:00、14:00-18:00」,
/// 「上午」, 「晚上 7 点到 9 点」. What cannot be read says nothing to a clause; people see it all the same (GAME-80).
struct ContactWindow: Equatable, Sendable {
    /// As it stands in the file.
    let text: String
    private let hours: [Range<TimeOfDay>]

    init?(_ text: String) {
        let hours = text.split(whereSeparator: { "、，,;；/".contains($0) }).compactMap { Self.range(String($0)) }
        guard !hours.isEmpty else { return nil }
        self.text = text
        self.hours = hours
    }

    func holds(_ instant: Instant, in zone: Zone) -> Bool { hours.contains { $0.holds(instant, in: zone) } }

    private static let parts: [(name: String, hours: Range<TimeOfDay>)] = [
        ("上午", .at(9)..<(.at(12))), ("中午", .at(12)..<(.at(14))), ("下午", .at(14)..<(.at(18))),
        ("晚上", .at(18)..<(.at(21))), ("晚间", .at(18)..<(.at(21))), ("白天", .at(9)..<(.at(18))),
    ]

    /// One range: two times with something between them, one time with «after» or «before», or a part of the day alone.
    private static func range(_ text: String) -> Range<TimeOfDay>? {
        // When not to call is no time to call.
        if ["不", "勿", "别", "除", "not", "except"].contains(where: text.lowercased().contains) { return nil }
        let times = times(in: text)
        switch times.count {
        case 2:
            let (opens, closes) = (times[0], times[1])
            if closes > opens { return opens..<closes }
            return opens == closes ? nil : opens..<TimeOfDay(minutes: closes.minutes + 24 * 60)
        case 1:
            if ["后", "起", "after"].contains(where: text.contains) { return times[0]..<(.at(24)) }
            if ["前", "before"].contains(where: text.contains), times[0] > .midnight { return .midnight..<times[0] }
            return nil
        case 0: return parts.first { text.contains($0.name) }?.hours
        default: return nil
        }
    }

    /// `19:00`, `19：00`, `7点`, `7点半`, in the order of the text; of an evening seven is nineteen, and twelve midnight. A
    /// time is of the part of the day that was named last before it.
    private static func times(in text: String) -> [TimeOfDay] {
        var (isLater, isNight) = (false, false)
        var from = text.startIndex
        return text.matches(of: /(\d{1,2})(?:[:：](\d{2})|[点时](半)?)/).compactMap { match in
            let lead = text[from..<match.range.lowerBound]
            from = match.range.upperBound
            if lead.contains("晚") || lead.contains("下午") {
                (isLater, isNight) = (true, lead.contains("晚"))
            } else if ["上午", "早", "中午"].contains(where: lead.contains) {
                (isLater, isNight) = (false, false)
            }
            guard var hour = Int(match.1), hour <= 24 else { return nil }
            let minute = match.2.flatMap { Int($0) } ?? (match.3 == nil ? 0 : 30)
            if isLater, match.2 == nil, hour < 12 { hour += 12 }
            if isNight, match.2 == nil, hour == 12 { hour = 24 }
            return minute < 60 && (hour < 24 || minute == 0) ? .at(hour, minute) : nil
        }
    }
}
