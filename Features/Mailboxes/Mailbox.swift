import Kernel

/// 邮箱: an address whose letters the department answers (CHAIN-11). It is fetched again and again; what has been fetched
/// is remembered by the server's own numbers, so nothing comes twice and nothing is lost.
///
///     on ──fetched──▶ due again in a minute      in trouble ──▶ due again, later each time      off: left alone
struct Mailbox: Entity {
    static let mostPerUnit = 20
    static let rhythm = Duration.minutes(1)
    /// After a failure: a minute, two, four … half an hour.
    static let patience = Backoff(first: .minutes(1), longest: .minutes(30))
    /// How long a node keeps a mailbox for itself; one that dies gives it back by then.
    static let lease = Duration.minutes(10)
    /// Letters of one visit; what is more comes with the next, at once.
    static let mostLetters = 50
    /// bytes of one letter, files included; of a larger one its head is taken
    static let largestLetter = 30 << 20
    /// A visit ends then, and another one goes on: shorter than another node waits for it.
    static let longestVisit = Duration.minutes(5)
    /// Failures in a row after which whoever set it up is told.
    static let toldAfter = 3

    /// How the line to a server is guarded.
    enum Guard: String, CaseIterable, Sendable {
        case tls
        case startTLS = "starttls"
        /// in the clear: only to a server on this machine
        case plain
    }

    struct Server: Equatable, Sendable {
        var host: String
        var port: Int
        var line: Guard
    }

    struct Facts: Equatable, Sendable {
        var address: String
        /// what customers see beside the address
        var sender: String
        var fetching: Server
        var user: String
        var folder = "INBOX"
        /// Nothing: answers go out by another program, and are entered by hand.
        var sending: Server?
        /// 受理渠道: who holds it in which hours says whose a letter is (SOFT-70)
        var reception: ReceptionChannel.ID?
        /// The receipt that a program writes; it answers nothing (CHAIN-11).
        var sendsReceipts = false
        /// Letters that reached the server before are not taken.
        var since: Instant
    }

    /// Why it could not be fetched.
    struct Trouble: Equatable, Sendable {
        let reason: Reason
        let words: String
        let since: Instant

        enum Reason: String, CaseIterable, Sendable {
            case unknownHost = "unknown-host"
            case forbiddenAddress = "forbidden-address"
            case refused
            case tooSlow = "too-slow"
            case certificate
            case noTLS = "no-tls"
            case login
            case noSuchFolder = "no-such-folder"
            case noSuchLetter = "no-such-letter"
            case address
            case tooLarge = "too-large"
            case hungUp = "hung-up"
            case other
        }
    }

    /// What has been fetched: up to this number, as long as the server counts as it does.
    struct Place: Equatable, Sendable {
        let validity: Int64
        let uid: Int64
    }

    enum Refusal: Error, Equatable {
        case unknown
        case tooMany(Int)
        case addressTaken
        /// in the clear, to another machine
        case plainElsewhere
        case passwordMissing
        case receptionElsewhere
        case off
    }

    let id: ID
    let unit: Unit.ID
    private(set) var facts: Facts
    private(set) var secret: String
    private(set) var isOn: Bool
    /// who set it up, and is told when it fails
    let keeper: Staff.ID
    let createdAt: Instant
    var place: Place?
    private(set) var nextAt: Instant?
    private(set) var fetchedAt: Instant?
    private(set) var failures = 0
    private(set) var trouble: Trouble?

    init(
        id: ID, unit: Unit.ID, _ facts: Facts, secret: String, isOn: Bool, keeper: Staff.ID, createdAt: Instant,
        place: Place? = nil, nextAt: Instant? = nil, fetchedAt: Instant? = nil, failures: Int = 0,
        trouble: Trouble? = nil
    ) {
        self.id = id
        self.unit = unit
        self.facts = facts
        self.secret = secret
        self.isOn = isOn
        self.keeper = keeper
        self.createdAt = createdAt
        self.place = place
        self.nextAt = nextAt
        self.fetchedAt = fetchedAt
        self.failures = failures
        self.trouble = trouble
    }

    static func enter(
        id: ID, _ unit: Unit.ID, _ facts: Facts, secret: String, by keeper: Staff.ID, at now: Instant
    ) throws(Refusal) -> Mailbox {
        try facts.requireGuarded()
        guard !secret.isEmpty else { throw .passwordMissing }
        return Mailbox(
            id: id, unit: unit, facts, secret: secret, isOn: true, keeper: keeper, createdAt: now, nextAt: now)
    }

    /// Nothing typed keeps the password. Another server or folder counts its letters by itself.
    mutating func change(_ new: Facts, secret: String?, at now: Instant) throws(Refusal) {
        try new.requireGuarded()
        let isElsewhere =
            new.fetching.host != facts.fetching.host || new.fetching.port != facts.fetching.port
            || new.user != facts.user || new.folder != facts.folder
        if isElsewhere { place = nil }
        // A password goes to the server it was given for: for another one it is given again.
        let leavesHouse =
            new.fetching.host != facts.fetching.host || (new.sending?.host ?? "") != (facts.sending?.host ?? "")
        if leavesHouse, secret == nil { throw .passwordMissing }
        facts = new
        if let secret { self.secret = secret }
        failures = 0
        if isOn { nextAt = now }
    }

    mutating func turn(on: Bool, at now: Instant) {
        isOn = on
        nextAt = on ? now : nil
        failures = 0
        if !on { trouble = nil }
    }

    mutating func fetchSoon(at now: Instant) throws(Refusal) {
        guard isOn else { throw .off }
        nextAt = now
    }

    mutating func fetched(isMore: Bool, at now: Instant) {
        fetchedAt = now
        failures = 0
        trouble = nil
        nextAt = isOn ? (isMore ? now : now + Self.rhythm) : nil
    }

    mutating func failed(_ reason: Trouble.Reason, _ words: String, at now: Instant) {
        failures += 1
        trouble = Trouble(reason: reason, words: words, since: trouble?.since ?? now)
        nextAt = isOn ? now + Self.patience.pause(after: failures) : nil
    }

    var subject: Subject { Subject(.unit, unit.rawValue) }
    /// What stands after the @, in the identifiers of our own letters.
    var domain: String { facts.address.split(separator: "@").last.map(String.init) ?? "localhost" }
}

extension Mailbox.Facts {
    /// A password is said in the clear to nobody but this machine.
    func requireGuarded() throws(Mailbox.Refusal) {
        for server in [fetching, sending].compactMap(\.self) where server.line == .plain {
            guard ["127.0.0.1", "::1", "localhost"].contains(server.host.lowercased()) else { throw .plainElsewhere }
        }
    }
}
