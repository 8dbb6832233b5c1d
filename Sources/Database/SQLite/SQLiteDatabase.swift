public import Kernel

/// The embedded engine: one file, one writer, many readers (WAL).
///
/// Writers stand in line for one thread; those who stand there together share one durable commit. Readers see the
/// last commit and wait for nobody. Announcements reach this process only: one file has one node.
public final class SQLiteDatabase: Database {
    public let engine = Engine.sqlite

    private let writers = Line<SQLiteWrite>()
    private let readers = Line<SQLiteRead>()
    private let heard = Announcements()
    private let file: SQLiteFile
    private let clock: @Sendable () -> Instant
    private let ids: IDs

    /// Opens the file and makes it if it is not there. Throws `unavailable` where that cannot be done.
    ///
    /// A statement that takes longer than `patience` is stopped (`busy`); a writer's neighbours in the group with it.
    public init(
        path: String,
        readers count: Int = 4,
        patience: Duration = .seconds(60),
        clock: @escaping @Sendable () -> Instant,
        ids: IDs
    ) throws {
        self.clock = clock
        self.ids = ids
        // Says at once what is wrong with the path, and turns WAL on before the first reader comes.
        file = SQLiteFile(path: path, patience: patience)
        _ = try SQLiteConnection(file, .writer)

        writers.serve(by: 1, named: "sqlite-writer") { [file, heard] line in
            serveWriters(line, file, heard)
        }
        readers.serve(by: max(1, count), named: "sqlite-reader") { [file] line in
            serveReaders(line, file)
        }
    }

    deinit {
        writers.close()
        readers.close()
        heard.close()
    }

    public func read<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let job = SQLiteRead(body: body, clock: clock, ids: ids, continuation: continuation)
            do throws(DatabaseError) { try readers.add(job) } catch { job.refuse(error) }
        }
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let job = SQLiteWrite(body: body, clock: clock, ids: ids, continuation: continuation)
            do throws(DatabaseError) { try writers.add(job) } catch { job.refuse(error) }
        }
    }

    public func announcements() -> AsyncStream<String> { heard.listen() }

    @discardableResult
    public func migrate(_ migrations: [Migration]) async throws -> [String] {
        try await write { tx in try tx.apply(migrations) }
    }

    public func appliedMigrations() async throws -> [String] {
        try await read { tx in try tx.appliedMigrations() }
    }

    /// Writes a copy of the last commit to a new file, while the house goes on. Refuses a file that is already there.
    public func backUp(to path: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let job = SQLiteRead(copying: file, to: path, continuation)
            do throws(DatabaseError) { try readers.add(job) } catch { job.refuse(error) }
        }
    }

    public func close() async {
        await readers.closeAndWait()
        await writers.closeAndWait()
        heard.close()
    }
}
