import CPostgres
import Kernel

/// One link to the server, used by one thread at a time. Closed with its last reference.
final class PostgresConnection: Connection {
    let engine = Engine.postgres
    let link: OpaquePointer

    let channel: String
    private let address: PostgresAddress
    private var answer: PostgresAnswer
    /// The server's own number of this link, by which another link asks for it.
    private var backend = 0
    let standing = StandingMemory()
    var lists: ListMemory { address.lists }
    var late = LateRows()
    private let warnings = PostgresWarnings()
    private var statements = StatementCache<String, PostgresStatement>(limit: statementLimit)
    private var prepared = 0

    init(_ address: PostgresAddress) throws(DatabaseError) {
        self.address = address
        link = try address.connect()
        answer = PostgresAnswer(link: link, patience: address.longestSilence)
        channel = address.channel
        warnings.listen(to: link)
        for setting in address.settings { try runOnce(setting) }
        backend = try run(text: "SELECT pg_backend_pid() AS backend", []).first.flatMap { try? $0.int("backend") } ?? 0
    }

    deinit { PQfinish(link) }

    func run(_ statement: SQL, _ values: [Cell]) throws(DatabaseError) -> [Row] {
        try run(text: statement.text, values)
    }

    func run(text: String, _ values: [Cell]) throws(DatabaseError) -> [Row] {
        let text = PostgresStatement.spelling(text, values)
        let parameters = PostgresParameters(values)
        return try statement(text, parameters.types).run(parameters, answer)
    }

    /// One statement whose rows are read while they come.
    func statement<Value>(
        saying text: String, _ values: [Cell],
        _ run: (PostgresStatement, PostgresParameters, PostgresAnswer) throws -> Value
    ) throws -> Value {
        let parameters = PostgresParameters(values)
        let statement = try statement(PostgresStatement.spelling(text, values), parameters.types)
        return try run(statement, parameters, answer)
    }

    func runOnce(_ text: String) throws(DatabaseError) {
        let result = answer.after { PQsendQuery(link, text) }
        defer { PQclear(result) }
        try refuseFailure(result, on: link)
    }

    func control(_ word: Control) throws(DatabaseError) {
        if [.beginSerializable, .beginRepeatableRead, .beginReadCommitted].contains(word) {
            answer.patience = address.longestSilence
        }
        try runOnce(word.rawValue)
    }

    /// Until the next transaction begins.
    func takeTime() { answer.patience = PostgresAnswer.ofMigration }

    /// After this the transaction is durable, on the synchronous standby too where there is one. When the link breaks
    /// meanwhile, nobody knows.
    func commit() throws(DatabaseError) {
        warnings.forget()
        let result = answer.after(within: PostgresAnswer.ofCommit, while: isServerAtWork) {
            PQsendQuery(link, Control.commit.rawValue)
        }
        defer { PQclear(result) }
        do {
            try refuseFailure(result, on: link)
        } catch  where error.kind == .unavailable {
            throw DatabaseError(kind: .unavailable, message: "the outcome of the commit is unknown: \(error.message)")
        }
        // A server that has waited in vain for its standby (statement_timeout, an administrator) says COMMIT all the
        // same, and a warning beside it: the rows are on one disk only and may be lost with it. That is no promise.
        if let warning = warnings.last {
            throw DatabaseError(kind: .unavailable, message: "the outcome of the commit is unknown: \(warning)")
        }
        // The server answers the COMMIT of a spoilt transaction with a polite ROLLBACK.
        if String(cString: PQcmdStatus(result)) != Control.commit.rawValue {
            throw DatabaseError(kind: .other, message: "the server rolled back instead of committing")
        }
    }

    /// Whether the server still works at what this link told it last, asked by another link. A commit that waits for its
    /// standby and an answer that got lost on its way look alike from here. Where nobody answers it may still be at work.
    private func isServerAtWork() -> Bool {
        let question = """
            SELECT CAST(COUNT(*) AS BIGINT) AS working FROM pg_stat_activity WHERE pid = \(backend) AND state = 'active'
            """
        do { return try PostgresConnection(address).run(text: question, []).first?.int("working") != 0 } catch {
            return true
        }
    }

    private func statement(_ text: String, _ types: [Oid]) throws(DatabaseError) -> PostgresStatement {
        let key = PostgresStatement.key(text, types)
        if let known = statements.find(key) {
            if !known.isOutdated { return known }
            _ = statements.forget(key)
            try runOnce("DEALLOCATE \(known.name)")
        }
        try refuseTransactionControl(text)
        prepared += 1
        let statement = PostgresStatement(name: "s\(prepared)")
        try statement.prepare(text, types, answer)
        if let evicted = statements.keep(statement, for: key) { try runOnce("DEALLOCATE \(evicted.name)") }
        return statement
    }
}

/// Kept per connection; a statement counts once for each set of values that are NULL.
private let statementLimit = 512
