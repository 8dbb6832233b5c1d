import Kernel

/// 接口令牌: a program acts in a person's name, with no more rights than the person has, narrowed by scopes, until a day.
///
///     issued ──used──▶ … ──▶ expired
///        └──taken back──▶ over
///
/// Only the hash of the token is kept; the token itself is shown once (peers §4.2, S7).
struct ApiToken: Entity {
    /// The longest life of a token: whoever forgets one does not leave a door open for ever.
    static let longestLife = 366
    /// More tokens than one person can have an eye on.
    static let mostPerPerson = 20
    /// How exactly it is noted when a token was last used: a write a minute at most.
    static let notesUse = Duration.minutes(1)

    enum Refusal: Error, Equatable {
        case unknown
        case tooMany(Int)
        case lifeTooLong(Int)
        case expiresInThePast
        case noScope
        case alreadyOver
    }

    let id: ID
    let staff: Staff.ID
    let name: String
    let scopes: Set<String>
    let createdAt: Instant
    let expiresAt: Instant
    private(set) var revokedAt: Instant?
    let usedAt: Instant?

    init(
        id: ID, staff: Staff.ID, name: String, scopes: Set<String>, createdAt: Instant, expiresAt: Instant,
        revokedAt: Instant? = nil, usedAt: Instant? = nil
    ) {
        self.id = id
        self.staff = staff
        self.name = name
        self.scopes = scopes
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.usedAt = usedAt
    }

    static func issue(
        id: ID, to staff: Staff.ID, name: String, scopes: Set<String>, until end: Instant, at now: Instant
    ) throws(Refusal) -> ApiToken {
        guard !scopes.isEmpty else { throw .noScope }
        guard end > now else { throw .expiresInThePast }
        guard end <= now + .days(longestLife) else { throw .lifeTooLong(longestLife) }
        return ApiToken(id: id, staff: staff, name: name, scopes: scopes, createdAt: now, expiresAt: end)
    }

    func isValid(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }

    mutating func revoke(at now: Instant) throws(Refusal) {
        guard isValid(at: now) else { throw .alreadyOver }
        revokedAt = now
    }
}
