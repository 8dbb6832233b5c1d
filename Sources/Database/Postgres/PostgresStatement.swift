import CPostgres
import Kernel

/// One statement prepared on the server, known there by its name.
final class PostgresStatement {
    let name: String
    /// A migration changed what it answers (`SELECT *`): it must be prepared anew.
    private(set) var isOutdated = false

    private var columns: Columns?

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
