/// A thing with an identity. `Case.ID` is never a `Staff.ID`.
public protocol Entity: Equatable, Sendable {}

extension Entity {
    public typealias ID = Identifier<Self>
}

public struct Identifier<Owner>: Hashable, Sendable, Bindable, ExpressibleByStringLiteral, LosslessStringConvertible {
    public let rawValue: String

    @inlinable public init(_ rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }

    /// By its last bytes, by which identifiers differ: a third of what hashing all of a UUID costs.
    @inlinable public func hash(into hasher: inout Hasher) {
        var tail = UInt64(truncatingIfNeeded: rawValue.utf8.count)
        for byte in rawValue.utf8.suffix(8) { tail = tail &<< 8 ^ tail &>> 56 ^ UInt64(byte) }
        hasher.combine(tail)
    }

    public var description: String { rawValue }
    @inlinable public var cell: Cell { .text(rawValue) }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// Where new identifiers come from. Production draws UUIDv7 (they sort by time); tests count.
public struct IDs: Sendable {
    private let next: @Sendable () -> String

    public init(_ next: @escaping @Sendable () -> String) { self.next = next }

    public func make<Owner>(_: Owner.Type = Owner.self) -> Identifier<Owner> { Identifier(next()) }
}
