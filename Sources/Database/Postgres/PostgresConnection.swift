import CPostgres
import Kernel

/// One link to the server, used by one thread at a time. Closed with its last reference.
final class PostgresConnection: Connection {
    let engine = Engine.postgres
    let link: OpaquePointer

    let channel: String
    private var answer: PostgresAnswer
    private let longestSilence: Duration
    let standing = StandingMemory()
    var late = LateRows()
    private let warnings = PostgresWarnings()
    private var statements = StatementCache<String, PostgresStatement>(limit: statementLimit)
    private var prepared = 0

    init(_ address: PostgresAddress) throws(DatabaseError) {
        link = try address.connect()
        longestSilence = address.longestSilence
        answer = PostgresAnswer(link: link, patience: longestSilence)
        channel = address.channel
        warnings.listen(to: link)
        for setting in address.settings { try runOnce(setting) }
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

    func runOnce(_ text: String) throws(DatabaseError) {
        let result = answer.after { PQsendQuery(link, text) }
        defer { PQclear(result) }
        try refuseFailure(result, on: link)
    }

    func control(_ word: Control) throws(DatabaseError) {
        if [.beginSerializable, .beginRepeatableRead, .beginReadCommitted].contains(word) {
            answer.patience = longestSilence
        }
        try runOnce(word.rawValue)
    }

    /// Until the next transaction begins.
    func takeTime() { answer.patience = PostgresAnswer.ofMigration }

    /// After this the transaction is durable, on the synchronous standby too where there is one. When the link breaks
    /// meanwhile, nobody knows.
    func commit() throws(DatabaseError) {
        warnings.forget()
        let result = answer.after(within: PostgresAnswer.ofCommit) { PQsendQuery(link, Control.commit.rawValue) }
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
