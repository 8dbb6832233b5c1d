public import Kernel
import Synchronization

/// One row of an answer, read by column name.
///
/// The typed readers throw `Corrupt` for a column that is missing, NULL or of another type: a store that trusts its
/// table reads `try row.text("subject")` and needs no second thought. Those with `ifPresent` answer nil for NULL.
public struct Row: Sendable, Equatable {
    @usableFromInline let columns: Columns
    @usableFromInline let cells: [Cell]

    init(columns: Columns, cells: [Cell]) {
        self.columns = columns
        self.cells = cells
    }

    /// The raw cell; NULL for a column that was not selected.
    public subscript(_ column: String) -> Cell { columns.place(of: column).map { cells[$0] } ?? .null }

    /// The names selected, in the order of the statement.
    public var names: [String] { columns.names }

    public static func == (a: Row, b: Row) -> Bool { a.columns.names == b.columns.names && a.cells == b.cells }
}

/// The columns of an answer, one for all its rows. A store reads them mostly in the order in which it has selected them, so
/// each is looked for from behind the one that was read last: no text is hashed.
@usableFromInline final class Columns: Sendable {
    let names: [String]
    private let next = Atomic(0)

    init(_ names: [String]) { self.names = names }

    @usableFromInline func place(of name: String) -> Int? {
        let start = next.load(ordering: .relaxed)
        for place in start..<names.count where names[place] == name { return found(place) }
        for place in 0..<min(start, names.count) where names[place] == name { return found(place) }
        return nil
    }

    private func found(_ place: Int) -> Int {
        next.store(place + 1, ordering: .relaxed)
        return place
    }
}

/// A row that is not what the code expects: the schema and the program disagree.
public struct Corrupt: Error, Equatable, CustomStringConvertible {
    public let column: String
    /// What stood there; nil where the column was not selected.
    public let value: Cell?

    public init(column: String, value: Cell?) {
        self.column = column
        self.value = value
    }

    /// Names the kind of value, not the value, which may be somebody's telephone number.
    public var description: String {
        let found =
            switch value {
            case nil: "was not selected"
            case .null?: "is NULL"
            case .integer?: "holds an integer that does not fit"
            case .real?: "holds a real number"
            case .text?: "holds a text"
            case .blob?: "holds bytes"
            }
        return "column \(column) \(found)"
    }
}

// Can be read by the compiler where they are used: what an identifier identifies is known there, and ten thousand rows need
// not find out ten thousand times.
extension Row {
    @inlinable public func text(_ column: String) throws -> String { try require(column, Self.asText) }
    @inlinable public func integer(_ column: String) throws -> Int64 { try require(column, Self.asInteger) }
    @inlinable public func int(_ column: String) throws -> Int { try require(column, Self.asInt) }
    /// Takes a whole number too: SQLite answers `COALESCE(hours, 0)` with one, PostgreSQL does not.
    @inlinable public func real(_ column: String) throws -> Double { try require(column, Self.asReal) }
    /// 0 or 1, as both engines store it.
    @inlinable public func bool(_ column: String) throws -> Bool { try require(column, Self.asBool) }
    @inlinable public func instant(_ column: String) throws -> Instant { try require(column, Self.asInstant) }
    @inlinable public func bytes(_ column: String) throws -> [UInt8] { try require(column, Self.asBytes) }
    @inlinable public func id<Owner>(_ column: String) throws -> Identifier<Owner> { try require(column, Self.asID) }

    @inlinable public func text(ifPresent column: String) throws -> String? { try find(column, Self.asText) }
    @inlinable public func integer(ifPresent column: String) throws -> Int64? { try find(column, Self.asInteger) }
    @inlinable public func int(ifPresent column: String) throws -> Int? { try find(column, Self.asInt) }
    @inlinable public func real(ifPresent column: String) throws -> Double? { try find(column, Self.asReal) }
    @inlinable public func bool(ifPresent column: String) throws -> Bool? { try find(column, Self.asBool) }
    @inlinable public func instant(ifPresent column: String) throws -> Instant? { try find(column, Self.asInstant) }
    @inlinable public func bytes(ifPresent column: String) throws -> [UInt8]? { try find(column, Self.asBytes) }
    @inlinable public func id<Owner>(ifPresent column: String) throws -> Identifier<Owner>? {
        try find(column, Self.asID)
    }
}

extension Row {
    @inlinable func require<Value>(_ column: String, _ reading: (Cell) -> Value?) throws(Corrupt) -> Value {
        let cell = columns.place(of: column).map { cells[$0] }
        guard let cell, let value = reading(cell) else { throw Corrupt(column: column, value: cell) }
        return value
    }

    @inlinable func find<Value>(_ column: String, _ reading: (Cell) -> Value?) throws(Corrupt) -> Value? {
        guard let place = columns.place(of: column) else { throw Corrupt(column: column, value: nil) }
        if case .null = cells[place] { return nil }
        guard let value = reading(cells[place]) else { throw Corrupt(column: column, value: cells[place]) }
        return value
    }

    @inlinable static func asText(_ cell: Cell) -> String? { if case .text(let text) = cell { text } else { nil } }
    @inlinable static func asInteger(_ cell: Cell) -> Int64? {
        if case .integer(let value) = cell { value } else { nil }
    }
    @inlinable static func asInt(_ cell: Cell) -> Int? { asInteger(cell).flatMap(Int.init(exactly:)) }
    @inlinable static func asBytes(_ cell: Cell) -> [UInt8]? { if case .blob(let bytes) = cell { bytes } else { nil } }
    @inlinable static func asInstant(_ cell: Cell) -> Instant? { asInteger(cell).map(Instant.init(milliseconds:)) }
    @inlinable static func asID<Owner>(_ cell: Cell) -> Identifier<Owner>? { asText(cell).map { Identifier($0) } }

    @inlinable static func asReal(_ cell: Cell) -> Double? {
        if case .real(let number) = cell { number } else { asInteger(cell).map(Double.init) }
    }

    @inlinable static func asBool(_ cell: Cell) -> Bool? {
        switch cell {
        case .integer(0): false
        case .integer(1): true
        default: nil
        }
    }
}
