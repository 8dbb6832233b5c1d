import Kernel

/// A reader in line.
struct SQLiteRead: Sendable {
    let run: @Sendable (SQLiteConnection) -> Void
    /// Answers a reader whose body has not been run.
    let refuse: @Sendable (DatabaseError) -> Void

    init<T: Sendable>(
        body: @Sendable @escaping (Transaction) throws -> T,
        clock: @Sendable @escaping () -> Instant,
        ids: IDs,
        continuation: CheckedContinuation<T, any Error>
    ) {
        let watch = StatementWatch.current
        refuse = { continuation.resume(throwing: $0) }
        run = { connection in
            let result = Result {
                try connection.control(.beginSnapshot)
                // Nothing was written, so nothing needs a commit; a failed rollback shows at the next BEGIN.
                defer { try? connection.control(.rollback) }
                return try Transaction(connection: connection, now: clock(), ids: ids, watch: watch).perform(body)
            }
            continuation.resume(with: result)
        }
    }

    /// On a reader's thread, with a connection of its own: SQLite copies only for those who might write.
    init(copying file: SQLiteFile, to path: String, _ continuation: CheckedContinuation<Void, any Error>) {
        refuse = { continuation.resume(throwing: $0) }
        run = { _ in
            continuation.resume(with: Result { try SQLiteConnection(file, .copier).copy(to: path) })
        }
    }
}

/// The life of a reading thread. It opens its connection when the first reader comes.
func serveReaders(_ line: Line<SQLiteRead>, _ file: SQLiteFile) {
    var connection: SQLiteConnection?
    while let reader = line.next() {
        do throws(DatabaseError) {
            let open = if let connection { connection } else { try SQLiteConnection(file, .reader) }
            connection = open
            reader.run(open)
        } catch {
            reader.refuse(error)
        }
    }
}
