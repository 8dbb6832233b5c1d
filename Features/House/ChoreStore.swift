import Database
import Kernel

/// The timetable: one row a chore.
struct ChoreTimetable {
    let tx: Transaction

    /// Enters what is not in the timetable yet, due at once: after an update, and after a long sleep, everything runs.
    func enter(_ names: [String]) throws {
        for name in names {
            try tx.execute(
                """
                INSERT INTO chore (name, next_at, runs, failures) VALUES (\(name), \(tx.now), 0, 0)
                ON CONFLICT (name) DO NOTHING
                """
            )
        }
    }

    /// The names that are due, the longest waiting first.
    func due() throws -> [String] {
        try tx.execute(
            "SELECT name FROM chore WHERE \(isDue) ORDER BY next_at, name LIMIT \(Self.limit)"
        ).map { try $0.text("name") }
    }

    /// Holds the row until this transaction ends. Answers no if the chore is not due any more, or another node has it.
    func claim(_ name: String) throws -> Bool {
        let lock: SQL = tx.engine == .postgres ? "FOR UPDATE SKIP LOCKED" : ""
        return try !tx.execute(
            "SELECT name FROM chore WHERE name = \(name) AND (\(isDue)) \(lock)"
        ).isEmpty
    }

    /// Its time has come; or its last run, or its pause after a failure, lies where no clock can have been: the clock was
    /// ahead then and has been set back, and nobody waits until it has caught up.
    private var isDue: SQL {
        """
        next_at <= \(tx.now) OR finished_at > \(tx.now + Self.skew)
            OR (failures > 0 AND next_at > \(tx.now + Backoff.chore.longest + Self.skew))
        """
    }

    /// The clocks of two nodes differ by less.
    private static let skew = Duration.seconds(5)

    func finish(_ name: String, next: Instant) throws {
        try tx.execute(
            """
            UPDATE chore SET next_at = \(next), finished_at = \(tx.now), runs = runs + 1, failures = 0,
                             last_error = NULL
            WHERE name = \(name)
            """
        )
    }

    /// Counts a failure and puts the chore off. Answers how often it has failed in a row.
    func fail(_ name: String, because error: String) throws -> Int {
        let row = try tx.execute("SELECT failures FROM chore WHERE name = \(name)").first
        let failures = (try row?.int("failures") ?? 0) + 1
        try tx.execute(
            """
            UPDATE chore SET next_at = \(tx.now + Backoff.chore.pause(after: failures)), failures = \(failures),
                             last_error = \(String(error.prefix(ChoreState.longestError)))
            WHERE name = \(name)
            """
        )
        return failures
    }

    /// `isNeeded` is asked for those that are long overdue: a chore with nothing to do may stay due for days.
    func states(isNeeded: (String) throws -> Bool) throws -> [ChoreState] {
        try tx.execute(
            """
            SELECT name, next_at, finished_at, runs, failures, last_error FROM chore
            ORDER BY name
            LIMIT \(Self.limit)
            """
        ).map { row in
            let name = try row.text("name")
            let nextAt = try row.instant("next_at")
            return ChoreState(
                name: name, nextAt: nextAt, finishedAt: try row.instant(ifPresent: "finished_at"),
                runs: try row.integer("runs"), failures: try row.int("failures"),
                lastError: try row.text(ifPresent: "last_error"),
                isForgotten: try tx.now - nextAt > ChoreState.longestWait && isNeeded(name))
        }
    }

    /// A house has some dozens of chores.
    private static let limit = 500
}

extension Transaction {
    var chores: ChoreTimetable { ChoreTimetable(tx: self) }
}
