import Kernel

/// A person who works here. What they may do follows from their appointments, never from this record.
///
///     joined ──▶ active ◀──▶ inactive
///
/// A password given by somebody else opens nothing but the page on which the person chooses their own, and lapses: a note
/// of it that is found next month opens nothing.
struct Staff: Entity {
    enum Theme: String, CaseIterable, Sendable {
        case auto
        case light
        case dark
    }

    enum Refusal: Error, Equatable {
        case unknown
        case accountTaken(String)
        /// No person grants, resets or ends anything for themselves here (clauses 0.3.4).
        case ownAccount
        case alreadyInactive
        case alreadyActive
        /// The resignation is still being handed over: the number of that sheet (SOFT-68).
        case handsOver(String)
    }

    let id: ID
    let account: Account
    let name: String
    let phone: PhoneNumber?
    let joinedOn: Day
    private(set) var language: Language
    private(set) var theme: Theme
    private(set) var password: PasswordHash
    /// The present password was given by another person and must be replaced at the next sign-in.
    private(set) var mustChoosePassword: Bool
    /// When that was; nothing where it was not noted, and then it has lapsed.
    private(set) var passwordGivenAt: Instant?
    /// Six digits or more that unlock the screen; nothing means that only the password does.
    private(set) var pin: PasswordHash?
    private(set) var isActive: Bool

    static func join(
        id: ID, account: Account, name: String, phone: PhoneNumber?, language: Language, password: PasswordHash,
        on day: Day
    ) -> Staff {
        Staff(
            id: id, account: account, name: name, phone: phone, joinedOn: day, language: language, theme: .auto,
            password: password, mustChoosePassword: true, passwordGivenAt: nil, pin: nil, isActive: true)
    }

    /// The password that came with joining opens the door from now on.
    mutating func handOver(at now: Instant) { passwordGivenAt = now }

    /// Whether the password was given by somebody else longer ago than such a one is good for.
    func hasLapsedPassword(at now: Instant, under rules: SessionRules) -> Bool {
        guard mustChoosePassword else { return false }
        return passwordGivenAt.map { now >= $0 + rules.firstPassword } ?? true
    }

    mutating func prefer(_ language: Language) { self.language = language }

    mutating func prefer(_ theme: Theme) { self.theme = theme }

    /// The person's own choice.
    mutating func choose(password hash: PasswordHash) {
        password = hash
        mustChoosePassword = false
        passwordGivenAt = nil
    }

    /// The same password, kept under today's parameters.
    mutating func strengthen(password hash: PasswordHash) { password = hash }

    mutating func choose(pin hash: PasswordHash?) { pin = hash }

    /// A password for one sign-in, given by somebody else; the PIN goes with the old one.
    mutating func reset(password hash: PasswordHash, at now: Instant) {
        password = hash
        mustChoosePassword = true
        passwordGivenAt = now
        pin = nil
    }

    /// Whoever left signs in no more; the record stays, since others point at it.
    mutating func deactivate(by colleague: Staff.ID?) throws(Refusal) {
        guard colleague != id else { throw .ownAccount }
        guard isActive else { throw .alreadyInactive }
        isActive = false
        pin = nil
    }

    mutating func reactivate(with hash: PasswordHash, by colleague: Staff.ID?, at now: Instant) throws(Refusal) {
        guard colleague != id else { throw .ownAccount }
        guard !isActive else { throw .alreadyActive }
        isActive = true
        reset(password: hash, at: now)
    }
}

extension Staff {
    /// As the database keeps it.
    init(
        id: ID, account: Account, name: String, phone: PhoneNumber?, joinedOn: Day, language: Language, theme: Theme,
        hashes: (password: PasswordHash, pin: PasswordHash?), mustChoosePassword: Bool, passwordGivenAt: Instant?,
        isActive: Bool
    ) {
        self.init(
            id: id, account: account, name: name, phone: phone, joinedOn: joinedOn, language: language, theme: theme,
            password: hashes.password, mustChoosePassword: mustChoosePassword, passwordGivenAt: passwordGivenAt,
            pin: hashes.pin, isActive: isActive)
    }
}
