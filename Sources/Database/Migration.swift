/// One step in the history of the schema: append, never edit.
///
/// The statements are in PostgreSQL spelling. For SQLite these words are exchanged, and nothing else:
///
///     BIGSERIAL PRIMARY KEY   INTEGER PRIMARY KEY AUTOINCREMENT
///     BIGINT                  INTEGER
///     DOUBLE PRECISION        REAL
///     BYTEA                   BLOB
///     CREATE TABLE … )        CREATE TABLE … ) STRICT
///
/// What only one engine can say (the search index) goes into `onlySQLite` and `onlyPostgres`, is taken word for word,
/// and runs after `statements`. One statement per string. `DEFERRABLE` is refused: on SQLite a constraint that speaks
/// up at COMMIT would fail every neighbour in the group.
public struct Migration: Sendable, Equatable {
    public let name: String
    public let statements: [String]
    public let onlySQLite: [String]
    public let onlyPostgres: [String]

    public init(name: String, statements: [String], onlySQLite: [String] = [], onlyPostgres: [String] = []) {
        self.name = name
        self.statements = statements
        self.onlySQLite = onlySQLite
        self.onlyPostgres = onlyPostgres
    }
}

/// The migrations in hand and the database do not belong together.
public enum MigrationRefusal: Error, Equatable, CustomStringConvertible {
    /// Two steps of the list bear this name.
    case named(twice: String)
    /// This step was applied with other statements than it has now.
    case changed(String)
    /// The database knows this step and the program does not: the program is older than its database.
    case unknown(String)
    /// This step makes a constraint wait for the commit.
    case deferrable(String)

    public var description: String {
        switch self {
        case .named(let name): "two migrations are called \(name)"
        case .changed(let name):
            "migration \(name) was changed after it had been applied; undo the change and append a new migration"
        case .unknown(let name):
            "the database has applied migration \(name), which this program does not know; start the newer program"
        case .deferrable(let name):
            "migration \(name) declares a DEFERRABLE constraint; constraints speak up at once in this house"
        }
    }
}
