public import Kernel

/// The engine for several nodes: a server, a pool of connections, one thread for each.
///
/// Writers run `SERIALIZABLE`: the server lets them run side by side and refuses those that could not have run one
/// after another; these are run again. Needs a server whose encoding is UTF8, reached without a pooler in between
/// that hands out connections per transaction (prepared statements and LISTEN belong to a connection).
public final class PostgresDatabase: Database {
    public let engine = Engine.postgres

    private let lines: PostgresLines
    private let heard = Announcements()
    private let listener: PostgresListener
    private let announcer: PostgresAnnouncer
    private let clock: @Sendable () -> Instant
    private let ids: IDs

    /// Connects, and throws `unavailable` where that cannot be done.
    ///
    /// `url` is a URL or a conninfo string of libpq. The pool opens its `connections` when they are needed. `schema` is
    /// where the tables live, if not where the server's search path points. A statement that takes longer than
    /// `patience` is stopped (`busy`). `chance` draws from 0..<1: writers that collided wait a random moment, so that
    /// they do not collide again.
    public init(
        url: String,
        connections: Int = 8,
        schema: String? = nil,
        patience: Duration = .seconds(60),
        clock: @escaping @Sendable () -> Instant,
        ids: IDs,
        chance: @escaping @Sendable () -> Double
    ) async throws {
        self.clock = clock
        self.ids = ids
        let address = PostgresAddress(url: url, schema: schema, patience: patience)
        listener = PostgresListener(address, heard, chance: chance)
        let announcer = PostgresAnnouncer(address, heard)
        self.announcer = announcer
        let door = PostgresDoor(address)
        let lines = PostgresLines(connections: max(1, connections))
        self.lines = lines
        lines.line.serve(by: max(1, connections), named: "postgres") { line in
            let worker = PostgresWorker(door, announcer, lines, chance: chance)
            while let job = line.next() { job.run(worker) }
        }
        try await read { tx in try tx.refuseForeignEncoding() }
        try await listener.start()
    }

    deinit {
        lines.line.close()
        announcer.stop()
        listener.stop()
        heard.close()
    }

    public func read<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await run(.beginRepeatableRead, body)
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await run(.beginSerializable, body)
    }

    public func announcements() -> AsyncStream<String> { heard.listen() }

    @discardableResult
    public func migrate(_ migrations: [Migration]) async throws -> [String] {
        try await run(.beginReadCommitted) { tx in
            try tx.waitForOtherNodes()
            return try tx.apply(migrations)
        }
    }

    public func appliedMigrations() async throws -> [String] {
        try await read { tx in try tx.appliedMigrations() }
    }

    public func close() async {
        await lines.closeAndWait()
        await announcer.stopAndWait()
        await listener.stopAndWait()
        heard.close()
    }

    /// For the house itself (tests make and drop their databases): text that is not a literal, so never for a feature, and
    /// outside of any transaction.
    package func administer(_ statement: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let job = PostgresJob(
                run: { worker in continuation.resume(with: Result { try worker.administer(statement) }) },
                refuse: { continuation.resume(throwing: $0) })
            do { try lines.write(job) } catch { continuation.resume(throwing: error) }
        }
    }

    private func run<T: Sendable>(
        _ begin: Control, _ body: @Sendable @escaping (Transaction) throws -> T
    ) async throws -> T {
        let watch = StatementWatch.current
        return try await withCheckedThrowingContinuation { continuation in
            let job = PostgresJob(
                run: { [clock, ids] worker in
                    continuation.resume(
                        with: Result { try worker.transaction(begin, clock: clock, ids: ids, watch: watch, body) })
                }, refuse: { continuation.resume(throwing: $0) })
            do {
                if begin == .beginRepeatableRead { try lines.read(job) } else { try lines.write(job) }
            } catch { continuation.resume(throwing: error) }
        }
    }
}

extension Transaction {
    fileprivate func refuseForeignEncoding() throws {
        let encoding = try execute("SELECT current_setting('server_encoding') AS encoding").first?.text("encoding")
        if encoding != "UTF8" {
            let message = "the database keeps its texts in \(encoding ?? "?"), not in UTF8"
            throw DatabaseError(kind: .other, message: message)
        }
    }

    /// Held until the commit. Migrations may take their time: no statement of them is cut off.
    fileprivate func waitForOtherNodes() throws {
        (connection as? PostgresConnection)?.takeTime()
        try execute("SET LOCAL lock_timeout = 0")
        try execute("SET LOCAL statement_timeout = 0")
        try execute(
            "SELECT pg_advisory_xact_lock(hashtext('qingting migration'), hashtext(current_schema()))")
    }
}
