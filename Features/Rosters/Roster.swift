import Kernel

/// Who works when in a unit, from a day through another 排班表 (GAME-17, F-60).
///
///     draft ──check──▶ checked ──publish──▶ published ──first day──▶ in force ──close──▶ closed
///       ▲                 │                    └── changes: with a reason, each on record ──┘
///       └──── changed ────┘         draft, checked ──discard──▶ discarded
///
/// A draft may be published without having been checked: publishing asks every clause itself. It freezes the roster: what
/// changes later is a recorded adjustment, a leave or a swap.
struct Roster: Entity {
    enum State: String, CaseIterable, Sendable {
        case draft
        case checked
        case published
        case inForce = "in_force"
        case closed
        case discarded

        /// People work by it.
        var isBinding: Bool { [.published, .inForce, .closed].contains(self) }
        /// It can be changed without a word.
        var isOpen: Bool { [.draft, .checked].contains(self) }
    }

    struct Stamp: Hashable, Sendable {
        let by: Staff.ID
        let at: Instant
    }

    enum Refusal: Error, Equatable {
        case unknown
        case tooLong(Int)
        case backwards
        /// Is not what the page showed: a colleague has changed it since.
        case overtaken
        case published
        case notPublished
        case closed
        case discarded
        /// Nothing stands in it.
        case empty
        /// Another roster of the unit is published for some of these days: from, until.
        case overlaps(Day, Day)
        /// Clauses that are not kept: publishing is refused until they are, or somebody answers for it.
        case blocked([RosterFinding])
        /// What has been worked is no longer changed.
        case past
        /// Its first day, or a shift of it, has begun: nobody could know of it (GAME-17).
        case begun(Day)
        case reasonMissing
        /// No handbook is in force in the unit: nothing says what is asked.
        case noHandbook
        /// The roster ends later.
        case notOver(Day)
    }

    static let mostDays = 370
    static let mostPeople = 1000
    /// Shifts of one roster.
    static let mostShifts = 60_000

    let id: ID
    let unit: Unit.ID
    let from: Day
    let until: Day
    private(set) var state: State
    /// One more with every change; what a page was made of travels with its form.
    private(set) var version: Int
    let made: Stamp
    private(set) var checked: Stamp?
    private(set) var published: Stamp?
    private(set) var inForceAt: Instant?
    private(set) var closed: Stamp?

    static func make(id: ID, unit: Unit.ID, from: Day, until: Day, by staff: Staff.ID, at now: Instant)
        throws(Refusal) -> Roster
    {
        guard from <= until else { throw .backwards }
        guard from.distance(to: until) < mostDays else { throw .tooLong(mostDays) }
        return Roster(
            stored: id, unit: unit, from: from, until: until, state: .draft, version: 1,
            made: Stamp(by: staff, at: now))
    }

    init(
        stored id: ID, unit: Unit.ID, from: Day, until: Day, state: State, version: Int, made: Stamp,
        checked: Stamp? = nil, published: Stamp? = nil, inForceAt: Instant? = nil, closed: Stamp? = nil
    ) {
        self.id = id
        self.unit = unit
        self.from = from
        self.until = until
        self.state = state
        self.version = version
        self.made = made
        self.checked = checked
        self.published = published
        self.inForceAt = inForceAt
        self.closed = closed
    }

    var days: ClosedRange<Day> { from...until }
    var dayCount: Int { from.distance(to: until) + 1 }

    /// A form that was made of another version is refused (two people at once).
    func expect(version seen: Int?) throws(Refusal) {
        guard seen == nil || seen == version else { throw .overtaken }
    }

    /// Something in it changed: a checked one is a draft again, a published one stays published.
    mutating func change() throws(Refusal) {
        switch state {
        case .draft, .published, .inForce: break
        case .checked:
            state = .draft
            checked = nil
        case .closed: throw .closed
        case .discarded: throw .discarded
        }
        version += 1
    }

    /// Somebody looked at all findings.
    mutating func check(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        try open()
        state = .checked
        checked = Stamp(by: staff, at: now)
        version += 1
    }

    mutating func publish(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        try open()
        state = .published
        published = Stamp(by: staff, at: now)
        version += 1
    }

    /// Its first day has come.
    mutating func enterForce(at now: Instant) throws(Refusal) {
        guard state == .published else { throw .notPublished }
        state = .inForce
        inForceAt = now
    }

    /// `today` on the wall of the unit.
    mutating func close(by staff: Staff.ID, at now: Instant, today: Day) throws(Refusal) {
        switch state {
        case .inForce: break
        case .closed: throw .closed
        case .draft, .checked, .published, .discarded: throw .notPublished
        }
        guard until < today else { throw .notOver(until) }
        state = .closed
        closed = Stamp(by: staff, at: now)
        version += 1
    }

    mutating func discard() throws(Refusal) {
        try open()
        state = .discarded
        checked = nil
        version += 1
    }

    private func open() throws(Refusal) {
        switch state {
        case .draft, .checked: return
        case .published, .inForce: throw .published
        case .closed: throw .closed
        case .discarded: throw .discarded
        }
    }
}
