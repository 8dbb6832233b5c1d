public import Kernel

/// The two engines the house runs on: one file beside the program, or a server that several nodes share.
public enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres
}

/// Where the house keeps what it knows. The same stores, actions and tests run on both engines.
///
/// A body is synchronous and touches nothing but its transaction: it may be run again (PostgreSQL, when two writers
/// collided), and on SQLite it shares one durable commit with its neighbours. It must not hold a lock, wait for
/// another task or keep the transaction. Whatever it throws undoes all it did.
///
///     let open = try await database.read { tx in try tx.execute("SELECT id FROM service_case ORDER BY id LIMIT 50") }
public protocol Database: Sendable {
    var engine: Engine { get }

    /// One snapshot of the whole database, whoever writes meanwhile. Writing inside is refused (`readOnly`).
    func read<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T

    /// All or nothing. Returns after the commit is durable; the effect is as if all writers had stood in one line.
    @discardableResult
    func write<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T

    /// Topics announced by committed transactions of any node, from now on.
    ///
    /// A listener that is slower than the house, or a link that was cut, loses topics; it is then told
    /// `Announcement.anything` and should look at everything again.
    func announcements() -> AsyncStream<String>

    /// Applies what is missing, in the order given, all in one transaction, and returns the names applied.
    /// Two nodes that start at once wait for each other. Refuses a list that contradicts what was applied before.
    @discardableResult
    func migrate(_ migrations: [Migration]) async throws -> [String]

    /// The names applied so far, in the order of their application; empty for an untouched database.
    func appliedMigrations() async throws -> [String]

    /// Serves those who already wait, then closes the connections. What comes later is refused (`unavailable`).
    func close() async
}

/// `postgres://…` and `postgresql://…` open a server; anything else is the path of an SQLite file.
///
/// `chance` draws from 0..<1 and spreads the second attempts of writers that collided (PostgreSQL only).
public func openDatabase(
    url: String,
    clock: @escaping @Sendable () -> Instant,
    ids: IDs,
    chance: @escaping @Sendable () -> Double
) async throws -> any Database {
    if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
        return try await PostgresDatabase(url: url, clock: clock, ids: ids, chance: chance)
    }
    return try SQLiteDatabase(path: url, clock: clock, ids: ids)
}
