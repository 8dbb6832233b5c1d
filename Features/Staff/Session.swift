import Kernel

/// That a person sits at a browser, from sign-in to the end of it.
///
///     open ──lock / 15 minutes──▶ locked ──PIN or password──▶ open
///       │                           │
///       └──────sign-out · change of person · new password · manager · age──────▶ over
///
/// It is known by a token of 256 bits, of which only the hash is kept, and is bound to the browser that began it
/// (peers §4.2, S7, S14). A new password gives it another token: one that somebody knew before is worth nothing.
struct Session: Entity {
    enum Ending: String, CaseIterable, Sendable {
        /// signed out
        case person
        /// another person took the desk
        case successor
        /// the password was changed elsewhere
        case password
        /// somebody who manages staff ended it
        case manager
        case age
    }

    enum Standing: Equatable, Sendable {
        case open
        case locked
        case over
    }

    enum Refusal: Error, Equatable {
        case unknown
    }

    let id: ID
    let staff: Staff.ID
    /// SHA-256 of the browser's own name for itself.
    let agentHash: String
    /// The beginning of that name, for the list of sessions.
    let agent: String
    let address: String
    let startedAt: Instant
    /// The last request, exact to a minute.
    private(set) var seenAt: Instant
    private(set) var lockedAt: Instant?
    private(set) var endedAt: Instant?
    private(set) var endedBy: Ending?

    static func start(id: ID, of person: Staff.ID, at place: Workstation, now: Instant) -> Session {
        Session(
            id: id, staff: person, agentHash: place.agentHash, agent: String(place.agent.prefix(200)),
            address: place.address, startedAt: now, seenAt: now)
    }

    func standing(at now: Instant, under rules: SessionRules) -> Standing {
        if endedAt != nil || now >= startedAt + rules.longest || now >= seenAt + rules.idleEnd { return .over }
        return lockedAt != nil || now >= seenAt + rules.idleLock ? .locked : .open
    }

    /// Nothing to do for a session that is over: locking is what careful people do twice.
    mutating func lock(at now: Instant) {
        if endedAt == nil, lockedAt == nil { lockedAt = now }
    }

    mutating func unlock(at now: Instant) {
        lockedAt = nil
        seenAt = now
    }

    mutating func end(_ ending: Ending, at now: Instant) {
        guard endedAt == nil else { return }
        endedAt = now
        endedBy = ending
    }
}

extension Session {
    /// As the database keeps it.
    init(
        stored id: ID, staff: Staff.ID, agentHash: String, agent: String, address: String, startedAt: Instant,
        seenAt: Instant, lockedAt: Instant?, endedAt: Instant?, endedBy: Ending?
    ) {
        self.init(
            id: id, staff: staff, agentHash: agentHash, agent: agent, address: address, startedAt: startedAt,
            seenAt: seenAt, lockedAt: lockedAt, endedAt: endedAt, endedBy: endedBy)
    }
}

/// How long a session lasts.
struct SessionRules: Equatable, Sendable {
    /// From sign-in, whatever happens: no longer than a shift.
    var longest = Duration.hours(12)
    /// Without a request, locked or not.
    var idleEnd = Duration.hours(4)
    /// Without a request until the screen is locked. Requests are noted once a minute, so it may come a minute early.
    var idleLock = Duration.minutes(15)
    /// For how long a password given by somebody else opens the door.
    var firstPassword = Duration.hours(72)
    /// A request is noted when the last one noted is older than this.
    var notes = Duration.minutes(1)

    static let house = SessionRules()

    /// As sentences say it.
    var firstPasswordHours: String { String(firstPassword.milliseconds / 3_600_000) }
}

/// Where somebody sits: the address of the machine and the browser's own name for itself.
struct Workstation: Equatable, Sendable {
    let address: String
    let agent: String

    var agentHash: String { Secrets.sha256(ofText: agent) }
}

/// What the browser holds, and what follows from it. Never stored and never logged.
struct SessionToken: Sendable {
    /// 256 bits, base64url: 43 letters
    let text: String

    static func draw() throws(Secrets.NoRandomness) -> SessionToken {
        SessionToken(text: Secrets.base64url(try Secrets.random(bytes: 32)))
    }

    /// What is kept of it.
    var hash: String { Secrets.sha256(ofText: text) }

    /// The secret that every form of the session carries. Made from the token, so it is not kept anywhere either.
    var formSecret: String {
        Secrets.base64url(Secrets.hmac(Array("qingting form".utf8), key: Array(text.utf8)))
    }
}
