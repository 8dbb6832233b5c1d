import CPostgres

/// Throws what the server said, if it was no answer; `unavailable` if the link is gone.
func refuseFailure(_ result: OpaquePointer?, on link: OpaquePointer) throws(DatabaseError) {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
    default: break
    }
    // The first line of the report. DETAIL is left out: it quotes the row, which may hold personal data.
    let primary = PQresultErrorField(result, Int32(UInt8(ascii: "M"))) ?? PQerrorMessage(link)
    let message = primary.map { String(cString: $0) } ?? "no answer"
    let isBroken = PQstatus(link) != CONNECTION_OK
    throw DatabaseError(kind: isBroken ? .unavailable : .init(sqlState: sqlState(of: result)), message: message)
}

/// Five letters and digits (SQLSTATE, ISO/IEC 9075-2); empty if the server did not answer.
func sqlState(of result: OpaquePointer?) -> String {
    PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
}

extension DatabaseError.Kind {
    /// https://www.postgresql.org/docs/15/errcodes-appendix.html
    init(sqlState state: String) {
        switch state {
        case "23505": self = .unique
        case "23503", "23001": self = .foreignKey
        // CHECK, NOT NULL, a text or number that is none, out of range, a trigger's RAISE.
        case "23514", "23502", "22P02", "22003", "P0001": self = .check
        case "40001", "40P01": self = .serialization
        case "55P03", "57014": self = .busy
        case "53100": self = .full
        case "25006": self = .readOnly
        case "40003": self = .unavailable
        default: self.init(sqlStateClass: state.prefix(2))
        }
    }

    private init(sqlStateClass number: Substring) {
        switch number {
        // Connection, resources, operator intervention, system.
        case "08", "53", "57", "58": self = .unavailable
        default: self = .other
        }
    }
}
