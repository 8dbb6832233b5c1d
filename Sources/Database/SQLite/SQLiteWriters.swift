import Kernel

/// A writer in line.
struct SQLiteWrite: Sendable {
    /// Runs the body in its own savepoint. Throws only if the whole group is lost.
    let run: @Sendable (SQLiteConnection) throws(DatabaseError) -> Ending
    /// Answers a writer whose body has not been run, or whose group is lost.
    let refuse: @Sendable (DatabaseError) -> Void

    /// What a body came to. Nobody hears of it, not even of its refusal, before the group's commit: the refusal may
    /// rest on what a neighbour wrote.
    struct Ending {
        let topics: [String]
        let deliver: () -> Void
    }

    init<T: Sendable>(
        body: @Sendable @escaping (Transaction) throws -> T,
        clock: @Sendable @escaping () -> Instant,
        ids: IDs,
        continuation: CheckedContinuation<T, any Error>
    ) {
        let watch = StatementWatch.current
        refuse = { continuation.resume(throwing: $0) }
        run = { connection throws(DatabaseError) in
            try connection.control(.enterGroup)
            let before = connection.late
            let transaction = Transaction(connection: connection, now: clock(), ids: ids, watch: watch)
            let result = Result { try transaction.perform(body) }
            // After a full disk and its like SQLite may have rolled everything back on its own.
            if connection.isOutsideTransaction {
                throw transaction.failure ?? DatabaseError(kind: .unavailable, message: "SQLite gave the group up")
            }
            guard case .success = result else {
                try connection.control(.undoMember)
                connection.late = before
                try connection.control(.leaveGroup)
                return Ending(topics: []) { continuation.resume(with: result) }
            }
            try connection.control(.leaveGroup)
            return Ending(topics: transaction.topics) { continuation.resume(with: result) }
        }
    }
}

/// How many writers share one commit at most, and how long the first of them waits for the others: long enough for a
/// dozen acts that each take a millisecond or two, so that the disk is waited for once and a page that all of them
/// change goes through the log once.
private let groupLimit = 64
private let groupTime = Duration.milliseconds(25)

/// The life of the writing thread.
func serveWriters(_ line: Line<SQLiteWrite>, _ file: SQLiteFile, _ heard: Announcements) {
    var connection: SQLiteConnection?
    while let first = line.next() {
        do throws(DatabaseError) {
            let open = if let connection { connection } else { try SQLiteConnection(file, .writer) }
            connection = open
            try open.control(.beginGroup)
            commitGroup(of: first, line, open, heard)
            // A connection that cannot even roll back is given up; the file is as the last commit left it.
            if !open.isOutsideTransaction { connection = nil }
        } catch {
            first.refuse(error)
        }
    }
}

/// Group commit: those who wait are run one after another and share one sync of the disk, which is what a commit
/// costs. Nobody is waited for: a lone writer commits at once.
private func commitGroup(
    of first: SQLiteWrite, _ line: Line<SQLiteWrite>, _ connection: SQLiteConnection, _ heard: Announcements
) {
    let start = ContinuousClock.now
    var members: [SQLiteWrite] = []
    var endings: [SQLiteWrite.Ending] = []
    do throws(DatabaseError) {
        var next: SQLiteWrite? = first
        while let member = next {
            members.append(member)
            endings.append(try member.run(connection))
            let isFull = members.count >= groupLimit || start.duration(to: .now) >= groupTime
            next = isFull ? nil : line.nextInLine()
        }
        try connection.putLate()
        try connection.control(.commit)
    } catch {
        connection.late = LateRows()
        // Refused when SQLite has already rolled back on its own; then there is nothing left to undo.
        try? connection.control(.rollback)
        for member in members { member.refuse(error) }
        return
    }
    heard.tell(distinct(endings.flatMap(\.topics)))
    for ending in endings { ending.deliver() }
}

private func distinct(_ topics: [String]) -> [String] {
    var known: Set<String> = []
    return topics.filter { known.insert($0).inserted }
}
