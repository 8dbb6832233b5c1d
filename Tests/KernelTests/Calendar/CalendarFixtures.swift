import Foundation
import Kernel
import Testing

/// The calendars on which the laws are tried, and an obvious, slow way to ask them the same questions.
struct SampleCalendar: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let calendar: BusinessCalendar

    static let office = plan("09:00-12:00, 13:00-18:00")

    static let all: [SampleCalendar] = [
        SampleCalendar("office in Shanghai with lunch and statutory holidays", chinaOffice),
        SampleCalendar("six days with a half Saturday", halfSaturdays),
        SampleCalendar("night shifts in Stockholm", stockholmNights),
        SampleCalendar("office in Stockholm", stockholmOffice),
        SampleCalendar("round the clock in Shanghai", .always(zone: .shanghai)),
        SampleCalendar("round the clock in Stockholm", .always(zone: stockholm)),
        SampleCalendar("one hour on Sundays in Sydney, and one long day", rarely),
    ]

    static let stockholm = zone("Europe/Stockholm")

    static let chinaOffice = made(.shanghai, days("mon-fri", office), holidays: .china)
    static let stockholmOffice = made(stockholm, days("mon-fri", plan("09:00-18:00")))
    static let stockholmNights = made(
        stockholm, days("mon-sun", plan("22:00-06:00")),
        exceptions: [Day(2026, 12, 24): .closed, Day(2026, 12, 25): plan("18:00-22:00"), Day(2026, 3, 27): .closed])
    static let halfSaturdays = made(
        .shanghai, days("mon-fri", office).merging(days("sat", plan("09:00-12:00"))) { $1 }, holidays: .china)
    static let rarely = made(
        zone("Australia/Sydney"), days("sun", plan("02:00-03:30")), exceptions: [Day(2026, 6, 3): plan("00:00-24:00")])

    init(_ description: String, _ calendar: BusinessCalendar) {
        testDescription = description
        self.calendar = calendar
    }

    static func zone(_ identifier: String) -> Zone { Zone(identifier)! }
    static func plan(_ text: String) -> BusinessCalendar.Plan { BusinessCalendar.Plan(text)! }

    static func days(_ days: String, _ plan: BusinessCalendar.Plan) -> [Weekday: BusinessCalendar.Plan] {
        Dictionary(uniqueKeysWithValues: Weekday.days(days)!.map { ($0, plan) })
    }

    static func made(
        _ zone: Zone, _ week: [Weekday: BusinessCalendar.Plan], holidays: StatutoryHolidays = StatutoryHolidays(),
        exceptions: [Day: BusinessCalendar.Plan] = [:]
    ) -> BusinessCalendar {
        do {
            return try BusinessCalendar(zone: zone, week: week, holidays: holidays, exceptions: exceptions)
        } catch {
            preconditionFailure(error.sentence(in: .english))
        }
    }
}

/// Walks minute by minute and looks at the wall each time. It asks Foundation for the clock and the plan for the hours,
/// and shares no arithmetic with the calendar.
struct MinuteWalk {
    let calendar: BusinessCalendar
    let zone: TimeZone

    init(_ calendar: BusinessCalendar) {
        self.calendar = calendar
        zone = TimeZone(identifier: calendar.zone.identifier)!
    }

    func isOpen(_ instant: Instant) -> Bool {
        let seconds = Double(instant.milliseconds) / 1000
        let local = Int(seconds.rounded(.down)) + zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
        let day = Day(number: Int((Double(local) / 86_400).rounded(.down)))
        let minute = TimeOfDay(minutes: (local - day.number * 86_400) / 60)
        let lateLastNight = TimeOfDay(minutes: minute.minutes + 1440)
        return hours(day).contains { $0.contains(minute) }
            || hours(day.advanced(by: -1)).contains { $0.contains(lateLastNight) }
    }

    /// `start` and the pauses on whole minutes.
    func deadline(after start: Instant, minutes: Int, workingOnly: Bool = true, pauses: [Range<Instant>] = [])
        -> Instant
    {
        var (now, left) = (start, minutes)
        while left > 0 {
            if (!workingOnly || isOpen(now)) && !pauses.contains(where: { $0.contains(now) }) { left -= 1 }
            now = now + .minutes(1)
        }
        return now
    }

    func minutes(from start: Instant, to end: Instant) -> Int {
        stride(from: start.milliseconds, to: end.milliseconds, by: 60_000)
            .filter { isOpen(Instant(milliseconds: $0)) }.count
    }

    /// The last millisecond before the date after the n-th that is counted and does not begin during a pause.
    func lastInstant(after start: Instant, dates: Int, workingOnly: Bool, pauses: [Range<Instant>] = []) -> Instant {
        var (day, counted) = (calendar.day(of: start), 0)
        while true {
            day = day.advanced(by: 1)
            let opens = calendar.instant(day, .midnight)
            let isPaused = pauses.contains { $0.contains(opens) && opens >= start }
            if (!workingOnly || !hours(day).isEmpty) && !isPaused { counted += 1 }
            if counted > dates { return Instant(milliseconds: opens.milliseconds - 1) }
        }
    }

    func hours(_ day: Day) -> [Range<TimeOfDay>] {
        (calendar.exceptions[day] ?? calendar.week[day.weekday] ?? .closed).hours
    }
}

/// Dice that fall the same way every time.
struct SeededDice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func instant(_ years: ClosedRange<Int>) -> Instant {
        let first = Int64(Day(years.lowerBound, 1, 1).number) * 86_400_000
        let last = Int64(Day(years.upperBound, 12, 31).number) * 86_400_000
        return Instant(milliseconds: .random(in: first...last, using: &self))
    }

    mutating func wholeMinute(_ years: ClosedRange<Int>) -> Instant {
        let instant = instant(years)
        return Instant(milliseconds: instant.milliseconds / 60_000 * 60_000)
    }

    mutating func pauses(_ count: Int, near start: Instant) -> [Range<Instant>] {
        (0..<count).map { _ in
            let begins = start + .minutes(.random(in: -3000...20_000, using: &self))
            return begins..<begins + .minutes(.random(in: 0...4000, using: &self))
        }
    }
}

/// Real data that lies beside the checkout, where it does.
enum SharedData {
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/data")

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path)
    }
    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: path))) }

    static func json(_ path: String) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(try bytes(path)))
        return object as? [String: Any] ?? [:]
    }

    /// Rows of fields; quoted fields may hold commas, quotes and line ends.
    static func csv(_ path: String) throws -> [[String]] {
        var (rows, row, field, quoted) = ([[String]](), [String](), [UInt8](), false)
        func text() -> String { String(decoding: field, as: UTF8.self) }
        for byte in try bytes(path) {
            switch byte {
            case UInt8(ascii: "\""):
                quoted.toggle()
                if quoted, !field.isEmpty { field.append(byte) }
            case UInt8(ascii: ",") where !quoted:
                row.append(text())
                field = []
            case UInt8(ascii: "\n") where !quoted:
                rows.append(row + [text()])
                (row, field) = ([], [])
            case UInt8(ascii: "\r") where !quoted: continue
            default: field.append(byte)
            }
        }
        return rows
    }
}
