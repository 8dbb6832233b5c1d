public import Kernel

extension Transaction {
    /// Puts many rows into a table with one statement that is prepared once.
    ///
    ///     try tx.insert("INSERT INTO tag (id, name)", rows: tags.map { [$0.id.cell, $0.name.cell] })
    ///
    /// `head` names the table and its columns, each row has one value for each of them; `tail` may say what happens where
    /// a row is there already (`ON CONFLICT … DO NOTHING`). All of them or none: a row that is refused spoils the
    /// transaction like any statement that fails. SQLite runs the statement row by row; PostgreSQL is sent thousands of
    /// rows in one message, as a list in one value.
    public func insert(_ head: SQL, rows: [[Cell]], _ tail: SQL = "") throws {
        if let failure = state.failure { throw failure }
        guard let first = rows.first else { return }
        do {
            for row in rows {
                guard row.count == first.count else {
                    throw DatabaseError(kind: .other, message: "rows of \(first.count) and of \(row.count) values")
                }
                try refuseValuesTheEnginesKeepDifferently(row)
            }
            try watched(head) { () throws(DatabaseError) in try connection.runMany(head, rows, tail) }
        } catch let error as DatabaseError {
            state.failure = error
            throw error
        }
    }
}

extension SQLiteConnection {
    func runMany(_ head: SQL, _ rows: [[Cell]], _ tail: SQL) throws(DatabaseError) {
        try runEach("\(head) VALUES \(SQL(places: rows[0].count)) \(tail)", rows)
    }
}

extension PostgresConnection {
    /// A message of at most so many rows and about so many bytes.
    private static let mostRows = 5000
    private static let mostBytes = 4 << 20

    func runMany(_ head: SQL, _ rows: [[Cell]], _ tail: SQL) throws(DatabaseError) {
        guard rows.count > 1 else {
            _ = try run("\(head) VALUES \(SQL(places: rows[0].count)) \(tail)", rows[0])
            return
        }
        var rest = rows[...]
        while !rest.isEmpty {
            var list = RowList()
            while let row = rest.first, list.count < Self.mostRows, list.bytes.count < Self.mostBytes {
                list.append(row)
                rest = rest.dropFirst()
            }
            let columns = list.columns.joined(separator: ", ")
            _ = try run(
                text:
                    "\(head.text) SELECT \(columns) FROM jsonb_array_elements(CAST($1 AS jsonb)) AS listed (e) \(tail.text)",
                [.text(list.text)])
        }
    }
}

/// Rows as a list of lists in JSON, and how the server takes each column out of it again.
struct RowList {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "[")]
    private(set) var count = 0
    /// What the columns hold, as far as a row has said; NULL fits every type.
    private var kinds: [Cell?] = []

    var text: String { String(decoding: bytes + [UInt8(ascii: "]")], as: UTF8.self) }

    var columns: [String] {
        kinds.enumerated().map { place, kind in
            switch kind {
            case nil, .null?: "NULL"
            case .integer?: "CAST(e ->> \(place) AS BIGINT)"
            case .real?: "CAST(e ->> \(place) AS DOUBLE PRECISION)"
            case .text?: "e ->> \(place)"
            case .blob?: "decode(e ->> \(place), 'hex')"
            }
        }
    }

    mutating func append(_ row: [Cell]) {
        if count == 0 { kinds = Array(repeating: nil, count: row.count) } else { bytes.append(UInt8(ascii: ",")) }
        count += 1
        bytes.append(UInt8(ascii: "["))
        for (place, cell) in row.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            if kinds[place] == nil, cell != .null { kinds[place] = cell }
            switch cell {
            case .null: bytes += "null".utf8
            case .integer(let number): bytes += "\(number)".utf8
            case .real(let number): bytes += "\(number)".utf8
            case .text(let text): append(quoted: text)
            case .blob(let blob): append(quoted: Secrets.hex(blob))
            }
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// RFC 8259, section 7.
    private mutating func append(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += "\\u\(digits.count == 1 ? "000" : "00")\(digits)".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
