import Handbook
import Kernel

/// Somebody whom the department serves: a person, an organisation with its contacts, or a household with its members.
///
///     active ◀──▶ blocked        (no outreach, or served only by a supervisor; lifted again)
///       │  ╲
///       │   merged into another  (parted again by undo)
///       ▼
///     anonymised                 (nothing personal left; the cases stay; for good)
///
/// A deleted customer has no state: there is no record.
struct Customer: Entity {
    enum Kind: String, CaseIterable, Sendable {
        case person
        case organisation
        /// Who lives in, or uses, one unit of a building.
        case household
    }

    let id: ID
    /// The file number of F-02: `K100001`. It outlives a merge.
    let number: String
    let unit: Unit.ID
    let knownSince: Instant
    var facts: CustomerFacts
    /// The primary of its contact points that is a number: masked wherever it becomes text.
    private(set) var phone: PhoneNumber?
    private(set) var standing: Standing
    private(set) var verified: Stamp?
    /// Counts the saves: an edit says which one it began from.
    private(set) var version: Int
    private(set) var changedAt: Instant

    enum Standing: Equatable, Sendable {
        case active
        case blocked(Block)
        case merged(into: Customer.ID, at: Instant)
        case anonymised(Stamp)
    }

    struct Stamp: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
    }

    struct Block: Equatable, Sendable {
        enum Kind: String, CaseIterable, Sendable {
            /// Nobody calls or writes on the department's own initiative.
            case outreach
            /// The front line does not serve this customer without a supervisor.
            case service
        }

        let kind: Kind
        let reason: String
        let by: Staff.ID
        let at: Instant
    }

    enum Refusal: Error, Equatable {
        case blocked(Block.Kind)
        case notBlocked
        case merged(into: Customer.ID)
        case anonymised
        case reasonMissing
        /// Somebody else saved meanwhile; what both wrote is shown by the page.
        case changedMeanwhile
        case tooManyParts(Int)
        case partUnknown
    }

    static let shortestReason = 2
    /// Contact points, contacts or members of one record.
    static let mostParts = 100

    var kind: Kind { Kind(rawValue: facts.kind) ?? .person }
    var name: PersonName { PersonName(facts.name) }
    var memberNumber: String { facts.memberNumber }
    var grade: Grade? { Grade(rawValue: facts.grade) }
    var owner: Staff.ID? { facts.owner.isEmpty ? nil : Staff.ID(facts.owner) }

    /// Persons are masked where they are not spoken to; organisations and units of a building are nobody's secret.
    var shownName: String { kind == .person && !isAnonymised ? name.masked : facts.name }

    var isAnonymised: Bool { if case .anonymised = standing { true } else { false } }
    var mergedInto: Customer.ID? { if case .merged(let into, _) = standing { into } else { nil } }
    var block: Block? { if case .blocked(let block) = standing { block } else { nil } }

    enum Grade: String, CaseIterable, Sendable {
        case a = "A"
        case b = "B"
        case c = "C"
    }

    /// For service levels: a contract without an end runs on.
    func isInContract(on day: Day) -> Bool {
        guard !facts.contractNumber.isEmpty else { return false }
        return facts.contractUntil.isEmpty || (Day(iso: facts.contractUntil).map { $0 >= day } ?? false)
    }
}

extension Customer {
    static func file(
        id: ID, number: String, _ facts: CustomerFacts, phone: PhoneNumber?, in unit: Unit.ID, at now: Instant
    ) -> Customer {
        Customer(
            id: id, number: number, unit: unit, knownSince: now, facts: facts, phone: phone, standing: .active,
            verified: nil, version: 1, changedAt: now)
    }

    /// Only a record in use is changed; one that was merged or emptied is history.
    func requireInUse() throws(Refusal) {
        switch standing {
        case .active, .blocked: return
        case .merged(let into, _): throw .merged(into: into)
        case .anonymised: throw .anonymised
        }
    }

    /// `base` is the version the editor had before their eyes.
    mutating func edit(_ facts: CustomerFacts, from base: Int, at now: Instant) throws(Refusal) {
        try requireInUse()
        guard base == version else { throw .changedMeanwhile }
        self.facts = facts
        touch(at: now)
    }

    mutating func reachable(by phone: PhoneNumber?, at now: Instant) {
        self.phone = phone
        touch(at: now)
    }

    /// GAME-23: what is on file was asked again and is so.
    mutating func verify(by person: Staff.ID, at now: Instant) throws(Refusal) {
        try requireInUse()
        verified = Stamp(by: person, at: now)
        touch(at: now)
    }

    mutating func block(
        _ kind: Block.Kind, because reason: String, by person: Staff.ID, at now: Instant
    ) throws(Refusal) {
        try requireInUse()
        guard reason.count >= Self.shortestReason else { throw .reasonMissing }
        if let block, block.kind == kind { throw .blocked(kind) }
        standing = .blocked(Block(kind: kind, reason: reason, by: person, at: now))
        touch(at: now)
    }

    mutating func unblock(at now: Instant) throws(Refusal) {
        try requireInUse()
        guard block != nil else { throw .notBlocked }
        standing = .active
        touch(at: now)
    }

    mutating func merge(into other: Customer.ID, at now: Instant) throws(Refusal) {
        try requireInUse()
        standing = .merged(into: other, at: now)
        touch(at: now)
    }

    /// The undoing of a merge: the standing as it was before.
    mutating func part(_ before: Standing, at now: Instant) {
        standing = before
        touch(at: now)
    }

    /// Nothing personal is left, and it does not come back.
    mutating func anonymise(by person: Staff.ID, as name: String, at now: Instant) {
        facts = CustomerFacts(kind: kind, name: name)
        phone = nil
        verified = nil
        standing = .anonymised(Stamp(by: person, at: now))
        touch(at: now)
    }

    /// «not served without a supervisor»: asked before a matter is taken in.
    func requireService(bySupervisor: Bool) throws(Refusal) {
        if let block, block.kind == .service, !bySupervisor { throw .blocked(.service) }
    }

    private mutating func touch(at now: Instant) {
        version += 1
        changedAt = now
    }
}

/// «显示完整号码»: a person looked at personal data, and why.
struct Reveal: Equatable, Sendable {
    /// How many full numbers a person may look at in an hour before a supervisor has to be asked.
    static let hourlyLimit = 30

    enum Refusal: Error, Equatable {
        case reasonMissing
        case tooMany(Int)
    }

    let customer: Customer.ID
    let by: Staff.ID
    let reason: String
    let at: Instant
}
