import CSQLite
import Kernel

/// One prepared statement and the places of its columns.
///
/// SQLite takes `$1` for a name, not a number; names are numbered by first appearance, and in our `SQL` each value
/// has a name of its own, so binding by place is right.
final class SQLiteStatement {
    private let handle: OpaquePointer
    private let statement: OpaquePointer
    private var columns: Columns
    /// How often SQLite has compiled the statement anew because the schema changed.
    private var compilations: Int32 = 0

    init(_ text: String, on handle: OpaquePointer) throws(DatabaseError) {
        var prepared: OpaquePointer?
        var rest = ""
        let code = text.withCString { start in
            var end: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(handle, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, &end)
            rest = end.map { String(cString: $0) } ?? ""
            return code
        }
        guard code == SQLITE_OK else { throw DatabaseError(sqlite: handle) }
        guard let prepared else { throw DatabaseError(kind: .other, message: "an empty statement") }
        guard rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
            sqlite3_finalize(prepared)
            throw DatabaseError(kind: .other, message: "one statement at a time")
        }
        do {
            columns = try distinct(names(prepared))
        } catch {
            sqlite3_finalize(prepared)
            throw error
        }
        self.handle = handle
        statement = prepared
    }

    deinit { sqlite3_finalize(statement) }

    func run(_ values: [Cell]) throws(DatabaseError) -> [Row] {
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        try bind(values)
        var rows: [Row] = []
        var code = sqlite3_step(statement)
        if code == SQLITE_ROW { try noticeNewSchema() }
        while code == SQLITE_ROW {
            rows.append(Row(columns: columns, cells: cells(after: rows.last)))
            code = sqlite3_step(statement)
        }
        guard code == SQLITE_DONE else { throw DatabaseError(sqlite: handle) }
        return rows
    }

    /// Binds and steps for each row of numbers.
    func runEach(_ rows: NumberRows) throws(DatabaseError) {
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        let columns = rows.columns
        guard sqlite3_bind_parameter_count(statement) == Int32(columns) else {
            throw DatabaseError(kind: .other, message: "\(columns) numbers a row are not the statement's columns")
        }
        var column: Int32 = 0
        for number in rows.numbers {
            column += 1
            guard sqlite3_bind_int64(statement, column, number) == SQLITE_OK else {
                throw DatabaseError(sqlite: handle)
            }
            guard column == Int32(columns) else { continue }
            column = 0
            let code = sqlite3_step(statement)
            guard code == SQLITE_DONE else { throw DatabaseError(sqlite: handle) }
            sqlite3_reset(statement)
        }
    }

    /// Hands over the numbers of each row while SQLite stands on it.
    func fold(
        _ values: [Cell], columns count: Int, _ body: (UnsafeBufferPointer<Int64>) throws -> Void
    ) throws -> Int {
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        try bind(values)
        var numbers = [Int64](repeating: 0, count: count)
        var rows = 0
        var code = sqlite3_step(statement)
        if code == SQLITE_ROW { try noticeNewSchema() }
        guard columns.names.count == count else { throw wrongWidth(columns.names.count, count) }
        while code == SQLITE_ROW {
            for column in 0..<count {
                guard sqlite3_column_type(statement, Int32(column)) == SQLITE_INTEGER else {
                    throw Corrupt(column: columns.names[column], value: cell(Int32(column), before: nil))
                }
                numbers[column] = sqlite3_column_int64(statement, Int32(column))
            }
            try numbers.withUnsafeBufferPointer(body)
            rows += 1
            code = sqlite3_step(statement)
        }
        guard code == SQLITE_DONE else { throw DatabaseError(sqlite: handle) }
        return rows
    }

    /// `SELECT *` has other columns after a migration.
    private func noticeNewSchema() throws(DatabaseError) {
        let count = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 0)
        guard count != compilations else { return }
        compilations = count
        columns = try distinct(names(statement))
    }

    private func bind(_ values: [Cell]) throws(DatabaseError) {
        let expected = sqlite3_bind_parameter_count(statement)
        guard expected == values.count else {
            throw DatabaseError(kind: .other, message: "\(expected) values expected, \(values.count) given")
        }
        for (place, value) in zip(Int32(1)..., values) {
            guard bind(value, at: place) == SQLITE_OK else { throw DatabaseError(sqlite: handle) }
        }
    }

    private func bind(_ value: Cell, at place: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(statement, place)
        case .integer(let number): return sqlite3_bind_int64(statement, place, number)
        case .real(let number): return sqlite3_bind_double(statement, place, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    // An empty text has no address, and SQLite would take that for NULL.
                    guard let start = characters.baseAddress else {
                        return sqlite3_bind_text(statement, place, "", 0, qingting_transient())
                    }
                    return sqlite3_bind_text(
                        statement, place, start, Int32(clamping: characters.count), qingting_transient())
                }
            }
        case .blob(let bytes):
            if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, place, 0) }
            return sqlite3_bind_blob(statement, place, bytes, Int32(clamping: bytes.count), qingting_transient())
        }
    }

    /// The row that SQLite stands on.
    private func cells(after row: Row?) -> [Cell] {
        let count = Int(sqlite3_column_count(statement))
        return [Cell](unsafeUninitializedCapacity: count) { cells, made in
            while made < count {
                let before = row.flatMap { made < $0.cells.count ? $0.cells[made] : nil }
                cells.initializeElement(at: made, to: cell(Int32(made), before: before))
                made += 1
            }
        }
    }

    private func cell(_ column: Int32, before: Cell?) -> Cell {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            // The text first, then its length: SQLite may convert on the first call.
            let start = sqlite3_column_text(statement, column)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
            // A long list says most words again and again, row by row: they are one piece of memory then.
            if case .text(let text)? = before, text.consists(of: bytes) { return .text(text) }
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}

private func names(_ statement: OpaquePointer) -> [String] {
    (0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) }
}

extension String {
    /// Short texts are no piece of memory, so nothing is won by comparing them.
    fileprivate func consists(of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 15, let start = bytes.baseAddress else { return false }
        let same = utf8.withContiguousStorageIfAvailable { own in
            own.count == bytes.count && own.baseAddress.map { qingting_same($0, start, bytes.count) != 0 } ?? false
        }
        return same ?? false
    }
}
