/// A point on the time line, in whole milliseconds since 1970: exact in Swift, in SQLite and in PostgreSQL.
public struct Instant: Hashable, Comparable, Sendable, Bindable, Codable {
    public var milliseconds: Int64

    @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }
    public static func + (a: Self, b: Duration) -> Self { Self(milliseconds: a.milliseconds + b.milliseconds) }
    public static func - (a: Self, b: Duration) -> Self { Self(milliseconds: a.milliseconds - b.milliseconds) }
    public static func - (a: Self, b: Self) -> Duration { .milliseconds(a.milliseconds - b.milliseconds) }

    /// Whole minutes from another instant to this one, towards zero.
    public func minutes(since other: Instant) -> Int { Int((milliseconds - other.milliseconds) / 60_000) }

    public var cell: Cell { .integer(milliseconds) }
}

extension Duration {
    public static func minutes(_ count: Int) -> Duration { .seconds(60 * count) }
    public static func hours(_ count: Int) -> Duration { .seconds(3600 * count) }
    public static func days(_ count: Int) -> Duration { .seconds(86_400 * count) }

    /// Whole milliseconds; what is finer is cut off.
    public var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
