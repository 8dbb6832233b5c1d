public import Kernel

/// Rows of whole numbers for one table, one behind the other in one piece of memory: what is counted by the million is put in
/// without a value of its own for every number.
///
///     var lines = NumberRows(columns: 3)
///     lines.append(id, goods, amount)
///     try tx.insert("INSERT INTO sales_line (id, goods, amount)", lines)
public struct NumberRows: Sendable {
    public let columns: Int
    private(set) var numbers: [Int64] = []

    public init(columns: Int) {
        precondition(columns > 0)
        self.columns = columns
    }

    public var count: Int { numbers.count / columns }
    public var isEmpty: Bool { numbers.isEmpty }

    public mutating func reserve(_ rows: Int) { numbers.reserveCapacity(rows * columns) }

    /// One row: a number for each column.
    public mutating func append(_ row: Int64...) {
        precondition(row.count == columns)
        numbers += row
    }
}

extension Transaction {
    /// Puts all rows in, or none: `head` names the table and its columns, `tail` what becomes of a row that is there already.
    /// On SQLite some 0.5 µs a row into a table that grows at its end; PostgreSQL is sent thousands of rows in one message, a
    /// list for each column.
    public func insert(_ head: SQL, _ rows: NumberRows, _ tail: SQL = "") throws {
        if let failure = state.failure { throw failure }
        guard !rows.isEmpty else { return }
        do {
            try watched(head) { () throws(any Error) in try connection.runMany(head, rows, tail) }
        } catch {
            state.failure = error as? DatabaseError
            throw error
        }
    }
}

extension SQLiteConnection {
    func runMany(_ head: SQL, _ rows: NumberRows, _ tail: SQL) throws {
        try patiently("\(head) VALUES \(SQL(places: rows.columns)) \(tail)") { statement in
            try statement.runEach(rows)
        }
    }
}

extension PostgresConnection {
    /// Of one message.
    private static let mostNumberRows = 20_000

    func runMany(_ head: SQL, _ rows: NumberRows, _ tail: SQL) throws {
        let places = (1...rows.columns).map { "CAST($\($0) AS BIGINT[])" }.joined(separator: ", ")
        var start = 0
        while start < rows.count {
            let end = min(rows.count, start + Self.mostNumberRows)
            let lists = (0..<rows.columns).map { Cell.text(rows.list(of: $0, in: start..<end)) }
            _ = try run(text: "\(head.text) SELECT * FROM unnest(\(places)) \(tail.text)", lists)
            start = end
        }
    }
}

extension NumberRows {
    /// `{1,2,3}`: how the server reads a list.
    fileprivate func list(of column: Int, in rows: Range<Int>) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        bytes.reserveCapacity(rows.count * 8)
        for row in rows {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: String(numbers[row * columns + column]).utf8)
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }
}
