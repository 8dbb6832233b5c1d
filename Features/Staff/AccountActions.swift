import Database
import Handbook
import Kernel

/// What people do about their own door: password, PIN, language, look.
extension SignIn {
    /// A new password ends every other session of the person, and the one at hand goes on under the token that is
    /// answered: nobody who knew or set the former one (session fixation, CWE-384) comes along. The present password must be
    /// right, except where it was given by somebody else and has just opened the door; tries count as those of the unlock
    /// page do.
    /// Refuses with `SignInRefusal.wrong`, `.wait` or `NewSecretRefused`.
    func choosePassword(
        _ new: String, current: String?, for id: Staff.ID, in session: Session.ID
    ) async throws -> SessionToken {
        let person = try await database.read { tx in try tx.staff.require(id) }
        guard current != nil || person.mustChoosePassword else { throw SignInRefusal.wrong }
        var problems = Password.problems(of: new, for: person.account)
        // Before the new one is held against it: whoever finds a screen open would try passwords as new ones, uncounted.
        if problems.isEmpty, let current { try await confirm(current, of: person) }
        if problems.isEmpty, try await passwords.matches(new, person.password) { problems.append(.sameAsBefore) }
        guard problems.isEmpty else { throw NewSecretRefused.password(problems) }

        let hash = try await passwords.hash(new)
        let token = try SessionToken.draw()
        try await change(id, from: person, "password_changed") { person, tx in
            person.choose(password: hash)
            try tx.sessions.endAll(of: id, except: session, .password)
            try tx.sessions.renew(session, tokenHash: token.hash)
        }
        return token
    }

    /// Nothing as `new` takes the PIN away.
    func choosePIN(_ new: String?, current: String, for id: Staff.ID) async throws {
        let person = try await database.read { tx in try tx.staff.require(id) }
        if let new {
            let problems = PIN.problems(of: new)
            guard problems.isEmpty else { throw NewSecretRefused.pin(problems) }
        }
        try await confirm(current, of: person)
        var hash: PasswordHash?
        if let new { hash = try await passwords.hash(PIN.plain(new)) }
        try await change(id, from: person, new == nil ? "pin_removed" : "pin_changed") { [hash] person, tx in
            person.choose(pin: hash)
        }
    }

    /// The present password, typed again.
    private func confirm(_ password: String, of person: Staff) async throws {
        let scope = ThrottleScope.unlock(of: person.id)
        let until = try await database.write { tx in try tx.signInLimits.take([scope]) }
        if let until { throw SignInRefusal.wait(until: until) }
        guard try await passwords.matches(password, person.password) else { throw SignInRefusal.wrong }
        try await database.write { tx in try tx.signInLimits.giveBack([scope]) }
    }

    /// Only if the password is still the one that was confirmed.
    private func change(
        _ id: Staff.ID, from known: Staff, _ act: String,
        _ change: @escaping @Sendable (inout Staff, Transaction) throws -> Void
    ) async throws {
        try await database.write { tx in
            var person = try tx.staff.require(id)
            guard person.password == known.password, person.isActive else { throw SignInRefusal.wrong }
            try change(&person, tx)
            try tx.staff.save(person)
            try tx.record(.staffChanged, about: Subject(.staff, id.rawValue), in: nil, by: id, details: ["act": act])
        }
    }
}

/// What speaks against the secret that was chosen; all of it.
enum NewSecretRefused: Error, Equatable {
    case password([Password.Problem])
    case pin([PIN.Problem])
}

extension Transaction {
    func prefer(_ language: Language, for id: Staff.ID) throws {
        var person = try staff.require(id)
        person.prefer(language)
        try staff.save(person)
    }

    func prefer(_ theme: Staff.Theme, for id: Staff.ID) throws {
        var person = try staff.require(id)
        person.prefer(theme)
        try staff.save(person)
    }
}
