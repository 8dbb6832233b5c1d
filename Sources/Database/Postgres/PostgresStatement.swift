import CPostgres
import Kernel

/// One statement prepared on the server, known there by its name.
final class PostgresStatement {
    let name: String
    /// A migration changed what it answers (`SELECT *`): it must be prepared anew.
    private(set) var isOutdated = false

    private var columns: Columns?
    private var hasFolded = false

    init(name: String) { self.name = name }

    func prepare(_ text: String, _ types: [Oid], _ answer: PostgresAnswer) throws(DatabaseError) {
        let result = answer.after { PQsendPrepare(answer.link, name, text, Int32(types.count), types) }
        defer { PQclear(result) }
        try refuseFailure(result, on: answer.link)
    }

    func run(_ parameters: PostgresParameters, _ answer: PostgresAnswer) throws(DatabaseError) -> [Row] {
        let link = answer.link
        let binary: Int32 = 1
        let result = parameters.withPointers { values, lengths, formats in
            answer.after {
                PQsendQueryPrepared(link, name, Int32(parameters.types.count), values, lengths, formats, binary)
            }
        }
        defer { PQclear(result) }
        do {
            try refuseFailure(result, on: link)
        } catch {
            guard columns != nil, sqlState(of: result) == "0A000" else { throw error }
            // "Cached plan must not change result type": the transaction is lost, the next attempt prepares anew.
            isOutdated = true
            throw DatabaseError(kind: .serialization, message: error.message)
        }
        return try rows(of: result)
    }

    /// Hands over the numbers of each row as it comes. All rows are taken off the link whatever happens to one of them.
    func fold(
        _ parameters: PostgresParameters, _ answer: PostgresAnswer, columns count: Int,
        _ body: (UnsafeBufferPointer<Int64>) throws -> Void
    ) throws -> Int {
        let link = answer.link
        let binary: Int32 = 1
        let sent = parameters.withPointers { values, lengths, formats in
            PQsendQueryPrepared(link, name, Int32(parameters.types.count), values, lengths, formats, binary)
        }
        guard sent == 1 else { throw failure(nil, on: link) }
        _ = PQsetSingleRowMode(link)
        var numbers = [Int64](repeating: 0, count: count)
        var rows = 0
        var isWhole = false
        var problem: (any Error)?
        while let result = answer.following() {
            defer { PQclear(result) }
            let status = PQresultStatus(result)
            guard status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK else {
                // What the server says itself is said first: after it nothing else counts.
                problem = failure(result, on: link)
                continue
            }
            if status == PGRES_TUPLES_OK { isWhole = true }
            guard problem == nil else { continue }
            do {
                let width = Int(PQnfields(result))
                guard width == count else { throw wrongWidth(width, count) }
                for row in 0..<PQntuples(result) {
                    for column in 0..<count { numbers[column] = try number(result, row, Int32(column)) }
                    try numbers.withUnsafeBufferPointer(body)
                    rows += 1
                }
            } catch { problem = error }
        }
        if let problem { throw problem }
        guard isWhole else { throw failure(nil, on: link) }
        hasFolded = true
        return rows
    }

    private func failure(_ result: OpaquePointer?, on link: OpaquePointer) -> DatabaseError {
        do {
            try refuseFailure(result, on: link)
            return DatabaseError(kind: .other, message: "a statement without rows is not folded")
        } catch {
            guard hasFolded, sqlState(of: result) == "0A000" else { return error }
            // As in `run`: the next attempt prepares anew.
            isOutdated = true
            return DatabaseError(kind: .serialization, message: error.message)
        }
    }

    private func number(_ result: OpaquePointer?, _ row: Int32, _ column: Int32) throws -> Int64 {
        let isNull = PQgetisnull(result, row, column) == 1
        if !isNull, let start = PQgetvalue(result, row, column) {
            let bytes = UnsafeRawPointer(start)
            switch PQftype(result, column) {
            case PostgresType.int8.rawValue: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
            case PostgresType.int4.rawValue: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
            case PostgresType.int2.rawValue: return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
            default: break
            }
        }
        let reader = try PostgresReader(type: PQftype(result, column), column: PQfname(result, column))
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        throw Corrupt(
            column: String(cString: PQfname(result, column)), value: isNull ? .null : reader.cell(bytes))
    }

    private func rows(of result: OpaquePointer?) throws(DatabaseError) -> [Row] {
        let width = PQnfields(result)
        let columns = try columnsOnce { (0..<width).map { String(cString: PQfname(result, $0)) } }
        var readers: [PostgresReader] = []
        for column in 0..<width {
            readers.append(try PostgresReader(type: PQftype(result, column), column: PQfname(result, column)))
        }
        return (0..<PQntuples(result)).map { row in
            Row(
                columns: columns,
                cells: (0..<width).map { column in
                    if PQgetisnull(result, row, column) == 1 { return .null }
                    let count = Int(PQgetlength(result, row, column))
                    let bytes = UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: count)
                    return readers[Int(column)].cell(bytes)
                })
        }
    }

    private func columnsOnce(_ names: () -> [String]) throws(DatabaseError) -> Columns {
        if let columns { return columns }
        let found = try distinct(names())
        columns = found
        return found
    }

    /// A statement is the same only if its values have the same types.
    static func key(_ text: String, _ types: [Oid]) -> String {
        var key = text
        for type in types { key += " \(type)" }
        return key
    }

    /// `$2` becomes `NULL` where the second value is NULL: the server cannot tell the type of the `$2` in
    /// `$2 IS NULL`, and SQLite needs none.
    static func spelling(_ text: String, _ values: [Cell]) -> String {
        guard values.contains(.null) else { return text }
        var spelled = ""
        var rest = text[...]
        // Values are numbered by first appearance, so one walk from left to right meets them all.
        for (index, value) in values.enumerated() {
            let parameter = "$\(index + 1)"
            guard let place = rest.firstRange(of: parameter) else { return text }
            spelled += rest[..<place.lowerBound]
            spelled += value == .null ? "NULL" : parameter
            rest = rest[place.upperBound...]
        }
        return spelled + rest
    }
}
