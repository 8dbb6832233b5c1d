/// A value that crosses into the database. Both engines speak these five words and no others.
public enum Cell: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A type that can be a `Cell`.
public protocol Bindable: Sendable {
    var cell: Cell { get }
}

extension Bool: Bindable { public var cell: Cell { .integer(self ? 1 : 0) } }
extension Int: Bindable { public var cell: Cell { .integer(Int64(self)) } }
extension Int64: Bindable { public var cell: Cell { .integer(self) } }
extension Double: Bindable { public var cell: Cell { .real(self) } }
extension String: Bindable { public var cell: Cell { .text(self) } }
extension [UInt8]: Bindable { public var cell: Cell { .blob(self) } }

/// A statement whose text was written by a programmer and whose values were not.
///
///     let query: SQL = "SELECT * FROM shift_swap WHERE state = \(state) AND id = \(id)"
///
/// A `String` is not an `SQL`, and interpolating one binds it. There is no way to write an injection.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Part: Sendable {
        case text(String)
        case value(Cell)
    }

    var parts: [Part]

    // `StaticString` closes the back door: only text that stands in the source can become a statement.
    public init(stringLiteral text: StaticString) { parts = [.text(text.description)] }
    public init(stringInterpolation interpolation: Interpolation) { parts = interpolation.parts }

    /// The statement with its values replaced by `$1`, `$2` …: a spelling SQLite and PostgreSQL share.
    public var text: String {
        var text = ""
        var number = 0
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .value:
                number += 1
                text += "$\(number)"
            }
        }
        return text
    }

    public var bindings: [Cell] {
        parts.compactMap { part in if case .value(let cell) = part { cell } else { nil } }
    }

    /// Fragments side by side: `SQL(conditions, joinedBy: " AND ")`.
    public init(_ fragments: [SQL], joinedBy separator: StaticString) {
        parts = []
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { parts.append(.text(separator.description)) }
            parts += fragment.parts
        }
    }

    public struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        public mutating func appendLiteral(_ literal: StaticString) { parts.append(.text(literal.description)) }
        public mutating func appendInterpolation(_ value: some Bindable) { parts.append(.value(value.cell)) }
        public mutating func appendInterpolation<Value: Bindable>(_ value: Value?) {
            parts.append(.value(value?.cell ?? .null))
        }
        public mutating func appendInterpolation(_ fragment: SQL) { parts += fragment.parts }

        /// `WHERE id IN \(list: ids)`
        public mutating func appendInterpolation(list values: [some Bindable]) {
            parts.append(.text("("))
            for (index, value) in values.enumerated() {
                if index > 0 { parts.append(.text(", ")) }
                parts.append(.value(value.cell))
            }
            parts.append(.text(")"))
        }
    }
}
