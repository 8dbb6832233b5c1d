import Database
import Handbook
import Kernel

/// The door: from account and password to a session, and back out.
///
///     count the try ──▶ check the secret ──▶ right: give the try back, sit down
///     (transaction)     (password thread)    wrong: record it        (transaction)
///
/// A try counts before it is checked, so however many come at once, on however many nodes, no more are checked than
/// the limits allow. A refused one costs a read and tells nothing.
struct SignIn: Sendable {
    let database: any Database
    let passwords: PasswordThread
    let rules: SessionRules

    init(database: any Database, passwords: PasswordThread, rules: SessionRules = .house) {
        self.database = database
        self.passwords = passwords
        self.rules = rules
    }

    /// By account and password; a PIN opens nothing here. A session that stood in this browser is over then.
    /// Refuses with `SignInRefusal`, as the others do.
    func signIn(
        account: String, password: String, at place: Workstation, from former: Session.ID? = nil
    ) async throws -> Seat {
        try await sitDown(Candidacy(account: account, secret: password, way: .signIn, place: place, former: former))
    }

    /// 换人: another person takes the desk, by password or PIN, and the session that stood there is over. Nothing of the
    /// former person remains: new session, new token, new form secret (peers §4.2, S14).
    func changePerson(account: String, secret: String, at place: Workstation, from former: Session.ID) async throws
        -> Seat
    {
        try await sitDown(Candidacy(account: account, secret: secret, way: .change, place: place, former: former))
    }

    /// The person of a locked session is back, by password or PIN.
    func unlock(_ id: Session.ID, secret: String, at place: Workstation) async throws {
        let taken = try await database.write { [rules] tx in
            let session = try tx.sessions.require(id)
            guard session.standing(at: tx.now, under: rules) != .over else { throw SignInRefusal.sessionOver }
            let person = try tx.staff.require(session.staff)
            let scopes = [ThrottleScope.unlock(of: person.id)] + Self.pinScope(secret, of: person)
            if let until = try tx.signInLimits.take(scopes) { throw SignInRefusal.wait(until: until) }
            return Taken(person: person, hash: Self.hash(for: secret, of: person, way: .unlock), scopes: scopes)
        }
        let isRight = try await passwords.matches(PIN.plain(secret), taken.hash)
        let isOpen = try await database.write { [rules] tx in
            var session = try tx.sessions.require(id)
            let isOpen =
                try isRight && Self.isUnchanged(taken, secret, .unlock, in: tx)
                && session.standing(at: tx.now, under: rules) != .over
            try Self.record(taken, account: taken.person?.account.text ?? "", place, .unlock, isOpen, in: tx)
            guard isOpen else { return false }
            try tx.signInLimits.giveBack(taken.scopes)
            session.unlock(at: tx.now)
            try tx.sessions.save(session)
            return true
        }
        guard isOpen else { throw SignInRefusal.wrong }
    }

    private func sitDown(_ candidacy: Candidacy) async throws -> Seat {
        let taken = try await database.write { tx in try Self.take(candidacy, in: tx) }
        let isRight = try await passwords.matches(PIN.plain(candidacy.secret), taken.hash)
        let stronger = isRight ? try await strengthened(taken, candidacy.secret) : nil
        let token = try SessionToken.draw()
        // A refusal is a value until the transaction is over: the try is on record.
        let outcome = try await database.write { [rules] tx -> Result<Seat, SignInRefusal> in
            func refuse(_ refusal: SignInRefusal) throws -> Result<Seat, SignInRefusal> {
                try Self.record(taken, account: candidacy.account, candidacy.place, candidacy.way, false, in: tx)
                return .failure(refusal)
            }
            guard isRight, var person = taken.person,
                try Self.isUnchanged(taken, candidacy.secret, candidacy.way, in: tx)
            else { return try refuse(.wrong) }
            guard !person.hasLapsedPassword(at: tx.now, under: rules) else { return try refuse(.lapsed) }
            if let stronger {
                person.strengthen(password: stronger)
                try tx.staff.save(person)
            }
            return .success(try Self.seat(person, taken, candidacy, token, under: rules, in: tx))
        }
        return try outcome.get()
    }

    /// The same password under today's parameters, where it is kept under others. Only for passwords: a PIN is chosen
    /// anew more often than parameters change.
    private func strengthened(_ taken: Taken, _ secret: String) async throws -> PasswordHash? {
        guard let hash = taken.hash, hash == taken.person?.password, passwords.isOutdated(hash) else { return nil }
        return try await passwords.hash(secret)
    }
}

/// Somebody at the door.
private struct Candidacy: Sendable {
    let account: String
    let secret: String
    let way: SignInAttempt.Way
    let place: Workstation
    /// The session that stands at the desk.
    let former: Session.ID?
}

/// A try that was counted and may be checked.
private struct Taken: Sendable {
    /// Nothing where the account does not exist.
    let person: Staff?
    /// What the secret must fit; nothing where nothing fits.
    let hash: PasswordHash?
    let scopes: [ThrottleScope]
}

extension SignIn {
    private static func take(_ candidacy: Candidacy, in tx: Transaction) throws -> Taken {
        let person = try Account(typed: candidacy.account).flatMap { try tx.staff.find(account: $0) }
        let address = candidacy.place.address
        var scopes: [ThrottleScope] = [.address(address)]
        // Asked for nobody as well: the statements of an account that does not exist are those of one that does.
        if try tx.signInLimits.isKnown(person?.id ?? "nobody", at: address) {
            scopes.append(.account(candidacy.account, knownAt: address))
        } else {
            scopes += [.account(candidacy.account), .everyone]
        }
        if candidacy.way == .change, let person { scopes += pinScope(candidacy.secret, of: person) }
        if let until = try tx.signInLimits.take(scopes) { throw SignInRefusal.wait(until: until) }
        return Taken(
            person: person, hash: person.flatMap { hash(for: candidacy.secret, of: $0, way: candidacy.way) },
            scopes: scopes)
    }

    private static func seat(
        _ person: Staff, _ taken: Taken, _ candidacy: Candidacy, _ token: SessionToken, under rules: SessionRules,
        in tx: Transaction
    ) throws -> Seat {
        try tx.signInLimits.giveBack(taken.scopes)
        try record(taken, account: candidacy.account, candidacy.place, candidacy.way, true, in: tx)
        if let former = candidacy.former {
            var session = try tx.sessions.require(former)
            session.end(.successor, at: tx.now)
            try tx.sessions.save(session)
        }
        let session = Session.start(id: tx.ids.make(), of: person.id, at: candidacy.place, now: tx.now)
        try tx.sessions.add(session, tokenHash: token.hash)
        try tx.record(
            .signedIn, about: Subject(.session, session.id.rawValue), in: nil, by: person.id,
            details: ["way": candidacy.way.rawValue])
        return Seat(token: token, session: session, person: person)
    }

    /// Digits alone are a PIN wherever one may be used. Who left fits nothing.
    private static func hash(for secret: String, of person: Staff, way: SignInAttempt.Way) -> PasswordHash? {
        guard person.isActive else { return nil }
        switch way {
        case .signIn: return person.password
        case .unlock, .change: return PIN.isPIN(secret) ? person.pin : person.password
        }
    }

    private static func pinScope(_ secret: String, of person: Staff) -> [ThrottleScope] {
        PIN.isPIN(secret) ? [.pin(of: person.id)] : []
    }

    /// Nobody reset the password or sent the person away while the secret was being checked.
    private static func isUnchanged(
        _ taken: Taken, _ secret: String, _ way: SignInAttempt.Way, in tx: Transaction
    ) throws -> Bool {
        guard let person = try taken.person.flatMap({ try tx.staff.find($0.id) }) else { return false }
        return taken.hash != nil && hash(for: secret, of: person, way: way) == taken.hash
    }

    private static func record(
        _ taken: Taken, account: String, _ place: Workstation, _ way: SignInAttempt.Way, _ succeeded: Bool,
        in tx: Transaction
    ) throws {
        try tx.signInLimits.record(
            SignInAttempt(
                id: tx.ids.make(), at: tx.now, accountHash: ThrottleScope.accountHash(account),
                staff: taken.person?.id, address: place.address, way: way, succeeded: succeeded))
    }
}
