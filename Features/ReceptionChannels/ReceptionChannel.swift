import Handbook
import Kernel

/// 受理渠道: one number, mailbox, counter, chat or mini-program by which the department is reached (SOFT-70, GEN4-10),
/// with the hours for which it promises somebody there.
///
///     open ──close──▶ closed ──reopen──▶ open
struct ReceptionChannel: Entity {
    let id: ID
    let unit: Unit.ID
    private(set) var facts: Facts
    /// When somebody is there, as it is published.
    private(set) var hours: [WeekHours]
    private(set) var closedAt: Instant?
    /// Since when there are hours in which nobody would answer.
    private(set) var uncoveredSince: Instant?
    private(set) var verified: Stamp?

    struct Facts: Equatable, Sendable {
        var kind: Kind
        var name: String
        /// The number, the address, the account, the place.
        var address: String
        /// Where customers read of it.
        var published: String = ""
        /// What is promised to whoever comes this way: the standard of the answer (GEN4-10).
        var standard: String = ""
        /// What becomes of a call when the holder is away (SOFT-70).
        var forward: String = ""
        /// Somebody is there on holidays too, whatever the calendar of the unit says.
        var keepsHolidays = false
    }

    struct Stamp: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
    }

    enum Kind: String, CaseIterable, Sendable {
        case hotline, mobile, chat
        case miniProgram = "mini-program"
        case email, website, counter, letter
    }

    enum Refusal: Error, Equatable {
        case unknown
        case closed, notClosed
        case nameTaken
        case tooMany(Int)
        /// Two people would be the one who is answerable.
        case overlap(String)
        /// A backup who is the holder is none.
        case sameBackup
        case noColleague
        case slotUnknown
    }

    static let mostChannels = 100
    static let mostSlots = 50
    static let mostHours = 10

    var subject: Subject { Subject(.receptionChannel, id.rawValue) }
    var isOpen: Bool { closedAt == nil }

    init(
        id: ID, unit: Unit.ID, _ facts: Facts, hours: [WeekHours], closedAt: Instant? = nil,
        uncoveredSince: Instant? = nil, verified: Stamp? = nil
    ) {
        self.id = id
        self.unit = unit
        self.facts = facts
        self.hours = hours
        self.closedAt = closedAt
        self.uncoveredSince = uncoveredSince
        self.verified = verified
    }

    mutating func change(_ facts: Facts, hours: [WeekHours]) throws(Refusal) {
        try requireOpen()
        self.facts = facts
        self.hours = hours
    }

    mutating func close(at now: Instant) throws(Refusal) {
        try requireOpen()
        closedAt = now
        uncoveredSince = nil
    }

    mutating func reopen() throws(Refusal) {
        guard closedAt != nil else { throw .notClosed }
        closedAt = nil
    }

    mutating func verify(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        try requireOpen()
        verified = Stamp(by: staff, at: now)
    }

    /// Answers what has happened: gaps have come, gaps have gone, or nothing.
    mutating func cover(_ coverage: ReceptionCoverage, at now: Instant) -> EventKind? {
        guard isOpen, coverage.isWhole != (uncoveredSince == nil) else { return nil }
        uncoveredSince = coverage.isWhole ? nil : now
        return coverage.isWhole ? .receptionCovered : .receptionUncovered
    }

    func requireOpen() throws(Refusal) {
        guard isOpen else { throw .closed }
    }
}

extension ReceptionChannel.Kind {
    /// By which channel a contact comes that comes this way.
    var channel: Channel {
        switch self {
        case .hotline, .mobile: .phone
        case .chat, .miniProgram: .chat
        case .email: .email
        case .website: .web
        case .counter: .counter
        case .letter: .letter
        }
    }
}

/// 值守安排: who answers for a channel in which hours, and who stands in. A change of the holder ends one and begins
/// another, so that nothing of it is forgotten.
struct ReceptionSlot: Entity {
    let id: ID
    let channel: ReceptionChannel.ID
    let hours: WeekHours
    let holder: Staff.ID
    let backup: Staff.ID?
    let since: ReceptionChannel.Stamp
    private(set) var ended: ReceptionChannel.Stamp?
    private(set) var reason: String

    init(
        id: ID, channel: ReceptionChannel.ID, hours: WeekHours, holder: Staff.ID, backup: Staff.ID?,
        since: ReceptionChannel.Stamp, ended: ReceptionChannel.Stamp? = nil, reason: String = ""
    ) {
        self.id = id
        self.channel = channel
        self.hours = hours
        self.holder = holder
        self.backup = backup
        self.since = since
        self.ended = ended
        self.reason = reason
    }

    mutating func end(by staff: Staff.ID, because reason: String, at now: Instant) throws(ReceptionChannel.Refusal) {
        guard ended == nil else { throw .slotUnknown }
        ended = ReceptionChannel.Stamp(by: staff, at: now)
        self.reason = reason
    }
}
