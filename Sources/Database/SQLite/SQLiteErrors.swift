import CSQLite

extension DatabaseError {
    /// What went wrong last on this handle (https://sqlite.org/rescode.html).
    init(sqlite handle: OpaquePointer) {
        self.init(
            kind: Kind(sqlite: sqlite3_extended_errcode(handle)), message: String(cString: sqlite3_errmsg(handle)))
    }
}

extension DatabaseError.Kind {
    init(sqlite code: Int32) {
        switch code {
        case extended(SQLITE_CONSTRAINT, 8), extended(SQLITE_CONSTRAINT, 6), extended(SQLITE_CONSTRAINT, 10):
            self = .unique  // UNIQUE, PRIMARY KEY, ROWID
        case extended(SQLITE_CONSTRAINT, 3):
            self = .foreignKey
        default: self.init(sqlitePrimary: code & 0xff)
        }
    }

    private init(sqlitePrimary code: Int32) {
        switch code {
        case SQLITE_CONSTRAINT, SQLITE_MISMATCH: self = .check  // CHECK, NOT NULL, DATATYPE, a trigger's RAISE
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_INTERRUPT: self = .busy
        case SQLITE_FULL: self = .full
        case SQLITE_READONLY: self = .readOnly
        case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_NOMEM, SQLITE_PROTOCOL:
            self = .unavailable
        default: self = .other
        }
    }
}

/// The extended codes are computed in macros, which Swift does not see.
private func extended(_ primary: Int32, _ detail: Int32) -> Int32 { primary | (detail << 8) }
