import CSQLite
import Database
import Kernel
import Testkit

/// Changes the database as somebody would who has got at it past the program: no rule of the house, and no foreign
/// key, stands in the way.
func tamper(_ statements: SQL..., with database: any Database) async throws {
    switch database.engine {
    case .postgres:
        try await database.write { tx in
            try tx.execute("SET LOCAL session_replication_role = replica")
            for statement in statements { try tx.execute(statement) }
        }
    case .sqlite:
        let path = try await database.read { tx in
            try tx.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").first?.text("file") ?? ""
        }
        try tamper(statements.map(\.text), withFile: path)
    }
}

/// SQLite holds foreign keys only on connections that ask for it. This one does not ask.
private func tamper(_ statements: [String], withFile path: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else { throw CannotTamper() }
    for statement in statements where sqlite3_exec(handle, statement, nil, nil, nil) != SQLITE_OK {
        throw CannotTamper()
    }
}

struct CannotTamper: Error {}

/// Three events, sealed as the house would; then somebody rewrites the second.
func sealThenTamper(with path: String) async throws {
    let database = try SQLiteDatabase(path: path, clock: TimeMachine().clock, ids: .counting())
    try await record(3, on: database)
    try await database.seal()
    try await tamper("UPDATE event SET details = '{}' WHERE id = 'id-0000002'", with: database)
    await database.close()
}
