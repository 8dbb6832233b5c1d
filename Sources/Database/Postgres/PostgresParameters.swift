import CPostgres
import Kernel

/// The values of a statement in the server's binary format.
struct PostgresParameters {
    let types: [Oid]
    private let values: [[UInt8]?]

    init(_ cells: [Cell]) {
        types = cells.map(PostgresType.init(for:)).map(\.rawValue)
        values = cells.map { cell in
            switch cell {
            case .null: nil
            case .integer(let number): bigEndian(UInt64(bitPattern: number))
            case .real(let number): bigEndian(number.bitPattern)
            case .text(let text): Array(text.utf8)
            case .blob(let bytes): bytes
            }
        }
    }

    /// Addresses, lengths and formats (1: binary), alive during `body`.
    func withPointers<Value>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<Int32>, UnsafePointer<Int32>) -> Value
    ) -> Value {
        // One buffer for all; one byte more, so that the empty text has an address and is not taken for NULL.
        let buffer: [UInt8] = values.compactMap(\.self).joined() + [0]
        let lengths = values.map { Int32(clamping: $0?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: max(1, values.count))
        return buffer.withUnsafeBytes { bytes in
            let start = bytes.bindMemory(to: CChar.self).baseAddress
            var offset = 0
            let pointers = values.map { value -> UnsafePointer<CChar>? in
                guard let value else { return nil }
                defer { offset += value.count }
                return start?.advanced(by: offset)
            }
            // Never empty: libpq is given an address even where there is no value.
            return body(pointers + [nil], lengths + [0], formats)
        }
    }
}

/// The types of the portable dialect, by their numbers in `pg_type`.
enum PostgresType: Oid {
    case bytea = 17
    case name = 19
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case float4 = 700
    case float8 = 701
    case varchar = 1043
    /// What functions answer that answer nothing: `pg_notify`.
    case void = 2278

    /// NULL is spelled in the statement, so its type is never asked for.
    init(for cell: Cell) {
        self =
            switch cell {
            case .integer: .int8
            case .real: .float8
            case .null, .text: .text
            case .blob: .bytea
            }
    }
}

/// Reads one column of an answer.
struct PostgresReader {
    private let type: PostgresType

    /// Refuses the types that SQLite does not have, with what to write instead.
    init(type number: Oid, column: UnsafePointer<CChar>) throws(DatabaseError) {
        guard let type = PostgresType(rawValue: number) else {
            let advice =
                switch number {
                case 16: "is a boolean: write CASE WHEN … THEN 1 ELSE 0 END"
                case 1700: "is a numeric: write CAST(… AS BIGINT), and compute averages in Swift"
                default: "has the type \(number) of pg_type, which the portable dialect does not have: CAST it"
                }
            throw DatabaseError(kind: .other, message: "column \(String(cString: column)) \(advice)")
        }
        self.type = type
    }

    func cell(_ bytes: UnsafeRawBufferPointer) -> Cell {
        switch type {
        case .int2, .int4, .int8: .integer(signed(bytes))
        case .float4: .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: signed(bytes)))))
        case .float8: .real(Double(bitPattern: UInt64(bitPattern: signed(bytes))))
        case .text, .varchar, .name: .text(String(decoding: bytes, as: UTF8.self))
        case .bytea: .blob(Array(bytes))
        case .void: .null
        }
    }
}

private func bigEndian(_ bits: UInt64) -> [UInt8] {
    withUnsafeBytes(of: bits.bigEndian) { Array($0) }
}

/// Two, four or eight bytes, the most significant first, in two's complement.
private func signed(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    let isNegative = (bytes.first ?? 0) >= 0x80
    return bytes.reduce(isNegative ? -1 : 0) { number, byte in number << 8 | Int64(byte) }
}
