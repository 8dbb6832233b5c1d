import CSQLite
import Kernel

/// Where the file is, and how long a statement of a body may take.
struct SQLiteFile: Sendable {
    let path: String
    let patience: Duration
    /// Of all its connections together.
    let lists = ListMemory()
}

/// One SQLite handle. Belongs to one thread, so SQLite's own locks are switched off.
final class SQLiteConnection: Connection {
    enum Role { case writer, reader, copier }

    let engine = Engine.sqlite

    private let handle: OpaquePointer
    let standing = StandingMemory()
    let lists: ListMemory
    var late = LateRows()
    private var statements = StatementCache<SQL.Shape, SQLiteStatement>(limit: statementLimit)
    /// Apart from those of the bodies, who would otherwise find a COMMIT here.
    private var controls: [Control: SQLiteStatement] = [:]

    private let patience: Patience

    init(_ file: SQLiteFile, _ role: Role) throws(DatabaseError) {
        let flags =
            switch role {
            case .writer: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
            case .reader: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
            case .copier: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
            }
        _ = isMemoryUncounted
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(file.path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw DatabaseError(kind: .unavailable, message: "cannot open \(file.path): \(message)")
        }
        handle = opened
        lists = file.lists
        patience = Patience(file.patience)
        patience.watch(handle)
        sqlite3_extended_result_codes(handle, 1)
        qingting_stable_plans(handle)
        sqlite3_busy_timeout(handle, busyTimeout)
        for setting in role.settings { try runOnce(setting) }
        try requireWAL(file.path)
    }

    // Statements still in the cache are let go after this; SQLite closes when the last of them is gone.
    deinit { sqlite3_close_v2(handle) }

    func run(_ sql: SQL, _ values: [Cell]) throws(DatabaseError) -> [Row] {
        patience.begin()
        defer { patience.finish() }
        return try statement(sql).run(values)
    }

    /// One statement for many rows: found once, bound and stepped for each.
    func runEach(_ sql: SQL, _ rows: [[Cell]]) throws(DatabaseError) {
        patience.begin()
        defer { patience.finish() }
        let statement = try statement(sql)
        for row in rows { _ = try statement.run(row) }
    }

    /// One statement whose rows are read while it runs.
    func patiently<Value>(_ sql: SQL, _ run: (SQLiteStatement) throws -> Value) throws -> Value {
        patience.begin()
        defer { patience.finish() }
        return try run(statement(sql))
    }

    private func statement(_ sql: SQL) throws(DatabaseError) -> SQLiteStatement {
        let shape = sql.shape
        if let known = statements.find(shape) { return known }
        let text = sql.text
        try refuseTransactionControl(text)
        let statement = try SQLiteStatement(text, on: handle)
        _ = statements.keep(statement, for: shape)
        return statement
    }

    func runOnce(_ text: String) throws(DatabaseError) {
        _ = try SQLiteStatement(text, on: handle).run([])
    }

    func control(_ word: Control) throws(DatabaseError) {
        let statement = if let known = controls[word] { known } else { try SQLiteStatement(word.rawValue, on: handle) }
        controls[word] = statement
        _ = try statement.run([])
    }

    /// Reads one snapshot and writes it, compacted, to a file that is not there yet; takes as long as it takes.
    /// https://sqlite.org/lang_vacuum.html#vacuuminto
    func copy(to path: String) throws(DatabaseError) {
        _ = try SQLiteStatement("VACUUM INTO $1", on: handle).run([.text(path)])
    }

    /// True when SQLite has ended the transaction on its own.
    var isOutsideTransaction: Bool { sqlite3_get_autocommit(handle) != 0 }

    /// Some file systems cannot share memory and refuse WAL; without it readers would stop the writer.
    private func requireWAL(_ path: String) throws(DatabaseError) {
        let mode = try SQLiteStatement("PRAGMA journal_mode", on: handle).run([]).first?["journal_mode"]
        if mode != .text("wal") {
            throw DatabaseError(kind: .unavailable, message: "\(path) cannot be kept in WAL mode")
        }
    }
}

/// SQLite hears of it before its first connection, and once.
private let isMemoryUncounted = qingting_uncounted_memory() == SQLITE_OK

/// Kept per connection. A house of sixty tables says a few hundred different statements.
private let statementLimit = 256

/// How long to wait for another process that writes the same file, in milliseconds.
private let busyTimeout: Int32 = 5000

extension SQLiteConnection.Role {
    fileprivate var settings: [String] {
        let both = [
            "PRAGMA foreign_keys = ON",
            // As in PostgreSQL, and an index can then serve `LIKE 'A%'`.
            "PRAGMA case_sensitive_like = ON",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA cache_size = -8000",
        ]
        switch self {
        case .writer:
            return [
                "PRAGMA journal_mode = WAL",
                // Every commit is on the disk before anybody hears of it.
                "PRAGMA synchronous = FULL",
                "PRAGMA journal_size_limit = 67108864",
                // 16 MB of log: the pages that every act changes go to their places once for many acts, and what readers
                // look through stays one table.
                "PRAGMA wal_autocheckpoint = 4000",
            ] + both
        case .reader: return both + ["PRAGMA query_only = ON"]
        case .copier: return []
        }
    }
}
