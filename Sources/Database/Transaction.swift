public import Kernel

/// A conversation with the database that ends as a whole or not at all.
///
/// It cannot await, so it can neither call a network service nor be interleaved with another one by accident; it is
/// not `Sendable`, so it cannot outlive its body.
///
/// A statement that fails spoils the transaction on both engines, as PostgreSQL would have it: later statements throw
/// the same error, and a body that swallowed it is undone all the same. What may fail is tried in a `savepoint`.
public struct Transaction {
    let connection: any Connection
    let state = TransactionState()

    /// The one instant at which everything in this transaction happens.
    public let now: Instant
    public let ids: IDs
    var watch: StatementWatch?

    public var engine: Engine { connection.engine }

    /// Runs one statement and returns all its rows; empty for a statement that answers none.
    ///
    /// Refuses values the engines would keep differently: text with a NUL character, numbers that are not finite.
    /// Refuses `BEGIN`, `COMMIT` and their like, which belong to the database and not to a body.
    @discardableResult
    public func execute(_ sql: SQL) throws -> [Row] {
        if let failure = state.failure { throw failure }
        do {
            let values = sql.bindings
            try refuseValuesTheEnginesKeepDifferently(values)
            return try watched(sql) { () throws(DatabaseError) in try connection.run(sql, values) }
        } catch {
            state.failure = error
            throw error
        }
    }

    /// Tells the listeners of all nodes after the commit, and only then; each topic once: `case:018f…`.
    ///
    /// At most `Announcement.bytes` long. More than `Announcement.limit` topics become one `Announcement.anything`.
    public func announce(_ topic: String) { state.announce(topic) }

    /// A part that may fail alone: what `body` throws undoes only what `body` did, its announcements too.
    ///
    ///     do { try tx.savepoint { try tx.execute("INSERT INTO tag (name) VALUES (\(name))") } }
    ///     catch let error as DatabaseError where error.kind == .unique { … }
    public func savepoint<T>(_ body: () throws -> T) throws -> T {
        if let failure = state.failure { throw failure }
        let topics = state.topicCount
        let late = connection.late
        do {
            try connection.control(.savepoint)
            let value = try body()
            if let failure = state.failure { throw failure }
            try connection.control(.release)
            return value
        } catch {
            state.forgetTopics(after: topics)
            try undoPart()
            connection.late = late
            throw error
        }
    }
}

extension Transaction {
    func watched<Value, Failure: Error>(_ sql: SQL, _ run: () throws(Failure) -> Value) throws(Failure) -> Value {
        guard let watch else { return try run() }
        let begun = ContinuousClock.now
        let value = try run()
        watch.hear(sql, .now - begun)
        return value
    }

    /// Runs the body and returns what it made, unless a failed statement, swallowed or not, has spoilt it.
    func perform<T>(_ body: (Transaction) throws -> T) throws -> T {
        let result = Result { try body(self) }
        if let failure = state.failure, failure.outlivesSavepoints { throw failure }
        let value = try result.get()
        if let failure = state.failure { throw failure }
        try state.refuseBadTopics()
        return value
    }

    /// The announcements to make after the commit.
    var topics: [String] { state.topics }

    /// The statement that spoilt the transaction.
    var failure: DatabaseError? { state.failure }

    private func undoPart() throws {
        if let failure = state.failure, failure.outlivesSavepoints { throw failure }
        do {
            try connection.control(.rollbackToSavepoint)
            try connection.control(.release)
            state.failure = nil
            state.stamps = nil
        } catch {
            state.failure = error
            throw error
        }
    }
}

/// What changes while a transaction runs.
final class TransactionState {
    var failure: DatabaseError?
    /// Of the standing facts, as far as this transaction has asked.
    var stamps: [String: String]?

    private(set) var topics: [String] = []
    private var known: Set<String> = []

    var topicCount: Int { topics.count }

    func announce(_ topic: String) {
        guard topics.count <= Announcement.limit, !known.contains(topic) else { return }
        let said = topics.count == Announcement.limit ? Announcement.anything : topic
        known.insert(said)
        topics.append(said)
    }

    func forgetTopics(after count: Int) {
        for topic in topics.dropFirst(count) { known.remove(topic) }
        topics.removeLast(topics.count - count)
    }

    func refuseBadTopics() throws(DatabaseError) {
        for topic in topics where topic.isEmpty || topic.utf8.count > Announcement.bytes || topic.utf8.contains(0) {
            let message = "a topic is a text of 1 to \(Announcement.bytes) bytes, without NUL"
            throw DatabaseError(kind: .other, message: message)
        }
    }
}

extension DatabaseError {
    /// After these the engine itself has given the transaction up, and no savepoint brings it back.
    var outlivesSavepoints: Bool {
        switch kind {
        case .serialization, .busy, .full, .unavailable: true
        case .unique, .foreignKey, .check, .readOnly, .other: false
        }
    }
}
