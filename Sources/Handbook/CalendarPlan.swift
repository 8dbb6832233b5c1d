public import Kernel

/// When the department works, as the pack writes it; units may have one of their own.
public struct CalendarPlan: Sendable, Hashable {
    public let zone: String
    public let week: [Weekday: [Range<TimeOfDay>]]
    /// Whether the statutory holidays and make-up days of China apply.
    public let keepsStatutoryHolidays: Bool
    public let exceptions: [Day: [Range<TimeOfDay>]]

    public init(
        zone: String, week: [Weekday: [Range<TimeOfDay>]], keepsStatutoryHolidays: Bool,
        exceptions: [Day: [Range<TimeOfDay>]]
    ) {
        self.zone = zone
        self.week = week
        self.keepsStatutoryHolidays = keepsStatutoryHolidays
        self.exceptions = exceptions
    }
}

extension CalendarPlan {
    /// Why the plan makes no calendar.
    public enum Refusal: Error, Equatable {
        /// A name that the IANA database does not have; a pack with such a name is refused before.
        case unknownZone(String)
        case hours(BusinessCalendar.Refusal)
    }

    /// The calendar by which deadlines are counted, compiled once. Where the plan keeps statutory holidays, make-up
    /// days 调休 open with Monday's hours, and the plan's own exceptions go before the state's.
    public func calendar(holidays: StatutoryHolidays = .china) throws(Refusal) -> BusinessCalendar {
        guard let zone = Zone(zone) else { throw .unknownZone(self.zone) }
        let week = week.mapValues { BusinessCalendar.Plan(openings: $0) }
        let exceptions = exceptions.mapValues { BusinessCalendar.Plan(openings: $0) }
        do {
            return keepsStatutoryHolidays
                ? try BusinessCalendar(zone: zone, week: week, holidays: holidays, exceptions: exceptions)
                : try BusinessCalendar(zone: zone, week: week, exceptions: exceptions)
        } catch {
            throw .hours(error)
        }
    }
}

extension BusinessCalendar.Plan {
    fileprivate init(openings: [Range<TimeOfDay>]) { self = openings.isEmpty ? .closed : .open(openings) }
}

/// As a unit's calendar is kept: `{"week":{"mon":["09:00-12:00"]},"exceptions":{"2026-12-31":[]},…}`, the hours spelt
/// as in a pack. A weekday without hours is left out.
extension CalendarPlan: Codable {
    private enum Key: String, CodingKey {
        case zone, week, exceptions
        case keepsStatutoryHolidays = "statutory-holidays"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            zone: try values.decode(String.self, forKey: .zone),
            // A weekday without hours is one that is not named.
            week: try Self.read(values, .week) { Weekday(code: $0) }.filter { !$0.value.isEmpty },
            keepsStatutoryHolidays: try values.decode(Bool.self, forKey: .keepsStatutoryHolidays),
            exceptions: try Self.read(values, .exceptions) { Day(iso: $0) })
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(zone, forKey: .zone)
        try values.encode(keepsStatutoryHolidays, forKey: .keepsStatutoryHolidays)
        let open = week.filter { !$0.value.isEmpty }.map { ($0.key.code, $0.value.map(\.hours)) }
        try values.encode(Dictionary(uniqueKeysWithValues: open), forKey: .week)
        let dated = exceptions.map { ($0.key.description, $0.value.map(\.hours)) }
        try values.encode(Dictionary(uniqueKeysWithValues: dated), forKey: .exceptions)
    }

    private static func read<Name: Hashable>(
        _ values: KeyedDecodingContainer<Key>, _ key: Key, _ name: (String) -> Name?
    ) throws -> [Name: [Range<TimeOfDay>]] {
        var read: [Name: [Range<TimeOfDay>]] = [:]
        for (text, hours) in try values.decode([String: [String]].self, forKey: key) {
            let ranges = hours.compactMap { Range<TimeOfDay>(hours: $0) }
            guard let name = name(text), ranges.count == hours.count else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: values, debugDescription: "\(text): \(hours.joined(separator: ", "))")
            }
            read[name] = ranges
        }
        return read
    }
}
