import Foundation

/// A time zone, compiled: the instants at which its clocks change, in an array, so that a look-up is a few
/// comparisons. Foundation is asked once, when a zone is made, and appears in no signature.
///
/// Known from 1970 to 2100. Before and after, the first and the last offset stay: no law tells us better.
public struct Zone: Sendable {
    /// As in the IANA database: `Asia/Shanghai`.
    public let identifier: String

    private let clock: Clock

    /// Refuses names which the IANA database does not have. Costs about a millisecond: make a zone once and keep it.
    public init?(_ identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.init(identifier: identifier, clock: Clock(zone))
    }

    public static let utc = Zone(identifier: "UTC", clock: Clock(starts: [.min], offsets: [0]))

    /// The house's own zone. Written out, so that it cannot be missing.
    public static let shanghai = Zone(identifier: "Asia/Shanghai", clock: .shanghai)

    private init(identifier: String, clock: Clock) {
        self.identifier = identifier
        self.clock = clock
    }

    /// Seconds east of Greenwich.
    public func offset(at instant: Instant) -> Int { Int(clock.offset(at: instant.milliseconds) / 1000) }

    /// The date on the wall.
    public func day(of instant: Instant) -> Day {
        Day(number: floorDivide(Int(local(instant)), 86_400_000))
    }

    /// Milliseconds since 1970 as the clock on the wall counts them.
    func local(_ instant: Instant) -> Int64 { instant.milliseconds + clock.offset(at: instant.milliseconds) }

    /// When the wall shows `time` on `day`: the first of the two when clocks go back, the moment of the change when
    /// clocks jump over it. So a later time on the wall is never an earlier instant.
    public func instant(_ day: Day, _ time: TimeOfDay) -> Instant {
        instant(local: Int64(day.number) * 86_400_000 + Int64(time.minutes) * 60_000)
    }

    func instant(local: Int64) -> Instant { Instant(milliseconds: clock.instant(local: local)) }

    /// The dates on which clocks change, and their neighbours: where a night may be longer or shorter than planned.
    var daysNearChanges: [Day] {
        clock.starts.dropFirst().flatMap { start in
            let day = day(of: Instant(milliseconds: start))
            return (-2...1).map { day.advanced(by: $0) }
        }
    }
}

extension Zone: Hashable, CustomStringConvertible {
    public static func == (a: Zone, b: Zone) -> Bool { a.identifier == b.identifier }
    public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
    public var description: String { identifier }
}

extension Zone: Codable {
    public init(from decoder: any Decoder) throws { self = try decoded(from: decoder) { Zone($0) } }
    public func encode(to encoder: any Encoder) throws { try encoded(identifier, to: encoder) }
}
