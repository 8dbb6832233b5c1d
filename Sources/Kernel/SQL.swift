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
        case text(StaticString)
        /// Out of the database's own description; nobody outside the module can say it.
        case name(String)
        case value(Cell)
    }

    var parts: [Part]

    // `StaticString` closes the back door: only text that stands in the source can become a statement.
    public init(stringLiteral text: StaticString) { parts = [.text(text)] }
    public init(stringInterpolation interpolation: Interpolation) { parts = interpolation.parts }

    /// The statement with its values replaced by `$1`, `$2` …: a spelling SQLite and PostgreSQL share.
    public var text: String {
        var text = ""
        var number = 0
        for part in parts {
            switch part {
            case .text(let literal): text += literal.description
            case .name(let name): text += name
            case .value:
                number += 1
                text += "$\(number)"
            }
        }
        return text
    }

    /// Which statement this is, whatever its values: the places of its texts in the program, which cost less to look up
    /// than the texts themselves. Two statements of one shape have one `text`.
    public var shape: Shape {
        var words: [UInt] = []
        words.reserveCapacity(parts.count)
        for part in parts {
            guard let word = part.word else { return .text(text) }
            words.append(word)
        }
        return .places(words)
    }

    public enum Shape: Hashable, Sendable {
        case places([UInt])
        case text(String)
    }

    public var bindings: [Cell] {
        parts.compactMap { part in if case .value(let cell) = part { cell } else { nil } }
    }

    /// Fragments side by side: `SQL(conditions, joinedBy: " AND ")`.
    public init(_ fragments: [SQL], joinedBy separator: StaticString) {
        parts = []
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { parts.append(.text(separator)) }
            parts += fragment.parts
        }
    }

    /// `($1, $2, $3)`: so many values that are given later.
    public init(places count: Int) {
        parts = [.text("(")]
        for number in 0..<count { parts += number > 0 ? [.text(", "), .value(.null)] : [.value(.null)] }
        parts.append(.text(")"))
    }

    public struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        public mutating func appendLiteral(_ literal: StaticString) { parts.append(.text(literal)) }
        public mutating func appendInterpolation(_ value: some Bindable) { parts.append(.value(value.cell)) }
        public mutating func appendInterpolation<Value: Bindable>(_ value: Value?) {
            parts.append(.value(value?.cell ?? .null))
        }
        public mutating func appendInterpolation(_ fragment: SQL) { parts += fragment.parts }

        /// `WHERE id IN \(list: ids)`; in an empty list nothing stands, which PostgreSQL has no spelling for but this. Not to
        /// be negated: nothing is known not to stand in it.
        public mutating func appendInterpolation(list values: [some Bindable]) {
            guard !values.isEmpty else {
                parts.append(.text("(NULL)"))
                return
            }
            parts.append(.text("("))
            for (index, value) in values.enumerated() {
                if index > 0 { parts.append(.text(", ")) }
                parts.append(.value(value.cell))
            }
            parts.append(.text(")"))
        }
    }
}

extension SQL.Part {
    /// Where a text begins and how long it is, in one word; 0 for a value. Nothing where that says too little.
    fileprivate var word: UInt? {
        switch self {
        case .text(let literal) where literal.hasPointerRepresentation:
            UInt(bitPattern: literal.utf8Start) ^ UInt(literal.utf8CodeUnitCount) << 48
        case .text, .name: nil
        case .value: 0
        }
    }
}
