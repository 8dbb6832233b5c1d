import Database
import Kernel

/// The counted tries of all nodes, and the record of every try that was checked.
struct SignInLimits {
    let tx: Transaction

    /// Counts one try in every scope, or in none and answers until when it must wait. What is refused here writes
    /// nothing: a flood of tries fills no table.
    func take(_ scopes: [ThrottleScope]) throws -> Instant? {
        let throttles = try scopes.map { scope in (scope, try find(scope) ?? .fresh(at: tx.now)) }
        if let until = throttles.compactMap({ $1.waits(at: tx.now, under: $0.rule) }).max() { return until }
        for (scope, throttle) in throttles {
            var throttle = throttle
            throttle.count(at: tx.now, under: scope.rule)
            try save(throttle, of: scope)
        }
        return nil
    }

    /// The try was right: it never counted. In scopes that belong to one person alone, earlier tries are forgotten too.
    func giveBack(_ scopes: [ThrottleScope]) throws {
        for scope in scopes {
            if scope.isOnePersons {
                try tx.execute("DELETE FROM sign_in_limit WHERE scope = \(scope.key)")
            } else if var throttle = try find(scope) {
                throttle.giveBack()
                try save(throttle, of: scope)
            }
        }
    }

    func record(_ attempt: SignInAttempt) throws {
        try tx.execute(
            """
            INSERT INTO sign_in_attempt (id, at, account_hash, staff_id, address, way, succeeded)
            VALUES (\(attempt.id), \(attempt.at), \(attempt.accountHash), \(attempt.staff), \(attempt.address),
                    \(attempt.way.rawValue), \(attempt.succeeded))
            """
        )
    }

    /// The tries on one person's account, newest first.
    func attempts(on person: Staff.ID, limit: Int = 20) throws -> [SignInAttempt] {
        try tx.execute(
            """
            SELECT id, at, account_hash, staff_id, address, way, succeeded FROM sign_in_attempt
            WHERE staff_id = \(person)
            ORDER BY at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(SignInAttempt.init(row:))
    }

    /// Whether the person has signed in from this address in the last 30 days.
    func isKnown(_ person: Staff.ID, at address: String) throws -> Bool {
        try !tx.execute(
            """
            SELECT id FROM sign_in_attempt
            WHERE staff_id = \(person) AND at > \(tx.now - .days(30)) AND address = \(address) AND succeeded = 1
            LIMIT 1
            """
        ).isEmpty
    }

    private func find(_ scope: ThrottleScope) throws -> Throttle? {
        try tx.execute("SELECT failures, last_at FROM sign_in_limit WHERE scope = \(scope.key)").first.map { row in
            Throttle(failures: try row.int("failures"), last: try row.instant("last_at"))
        }
    }

    private func save(_ throttle: Throttle, of scope: ThrottleScope) throws {
        try tx.execute(
            """
            INSERT INTO sign_in_limit (scope, failures, last_at)
            VALUES (\(scope.key), \(throttle.failures), \(throttle.last))
            ON CONFLICT (scope) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at
            """
        )
    }
}

/// A try that was checked: when, on whose account, from where, and whether it was right.
struct SignInAttempt: Entity {
    enum Way: String, CaseIterable, Sendable {
        case signIn = "sign_in"
        case unlock
        case change = "switch"
    }

    let id: ID
    let at: Instant
    let accountHash: String
    /// Nothing where the account does not exist.
    let staff: Staff.ID?
    let address: String
    let way: Way
    let succeeded: Bool
}

extension Transaction {
    var signInLimits: SignInLimits { SignInLimits(tx: self) }
}

extension SignInAttempt {
    init(row: Row) throws {
        let way = try row.text("way")
        guard let way = Way(rawValue: way) else { throw Corrupt(column: "way", value: .text(way)) }
        self.init(
            id: try row.id("id"), at: try row.instant("at"), accountHash: try row.text("account_hash"),
            staff: try row.id(ifPresent: "staff_id"), address: try row.text("address"), way: way,
            succeeded: try row.bool("succeeded"))
    }
}
