import CPostgres
import Kernel

/// Where the server is and how the house speaks to it.
struct PostgresAddress: Sendable {
    let url: String
    let schema: String?
    let patience: Duration
    /// Whoever has said nothing for so long is given up, although the link stands.
    var longestSilence: Duration
    /// Of all its connections together.
    let lists = ListMemory()

    init(url: String, schema: String?, patience: Duration) {
        self.url = url
        self.schema = schema
        self.patience = patience
        longestSilence = patience + .seconds(15)
    }

    /// Notifications know databases, not schemas: each schema has its own channel.
    var channel: String { schema.map { "qingting_\($0)" } ?? "qingting" }

    /// What every connection is told first. Times in milliseconds.
    var settings: [String] {
        var settings = [
            "SET standard_conforming_strings = on",
            "SET client_min_messages = warning",
            "SET bytea_output = hex",
            "SET TimeZone = 'UTC'",
            "SET lock_timeout = 10000",
            "SET statement_timeout = \(patience.milliseconds)",
            // A node that stands still in the middle of a transaction (a paused machine) would keep its locks, and with
            // them a chore from all the others.
            "SET idle_in_transaction_session_timeout = \(patience.milliseconds)",
        ]
        if let schema { settings.append("SET search_path = \(quoted(schema))") }
        return settings
    }

    /// The defaults stand before the address and are overruled by it; what stands after it overrules the address.
    func connect() throws(DatabaseError) -> OpaquePointer {
        let options = [
            ("fallback_application_name", "qingting"),
            ("connect_timeout", "5"),
            // A server that vanished without a word is given up after about fifteen seconds, whether we wait for its
            // answer or it for us.
            ("keepalives_idle", "10"),
            ("keepalives_interval", "3"),
            ("keepalives_count", "3"),
            ("tcp_user_timeout", "15000"),
            ("dbname", url),
            ("client_encoding", "UTF8"),
        ]
        let link = withCStrings(options.map(\.0)) { names in
            withCStrings(options.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
        }
        guard let link else { throw DatabaseError(kind: .unavailable, message: "out of memory") }
        guard PQstatus(link) == CONNECTION_OK else {
            defer { PQfinish(link) }
            throw DatabaseError(kind: .unavailable, message: "cannot connect: \(String(cString: PQerrorMessage(link)))")
        }
        return link
    }
}

/// A name in SQL, whatever its letters.
func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

/// A list of C strings that ends with a null pointer, alive during `body`.
private func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
) -> Value {
    let pointers = texts.map { text in
        let characters = Array(text.utf8CString)
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: characters.count)
        _ = copy.initialize(from: characters)
        return copy
    }
    defer { for pointer in pointers { pointer.deallocate() } }
    return body(pointers.map { UnsafePointer($0.baseAddress) } + [nil])
}
