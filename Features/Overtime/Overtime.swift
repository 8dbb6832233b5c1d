import Kernel

/// 加班: hours beyond one's shifts, asked for and agreed to before they begin, and made good by time off or pay (GAME-103,
/// SOFT-19; 劳动法 articles 41 and 44; F-66).
///
///     asked ──approve──▶ approved ──its hours are over──▶ settled: so many minutes by the clock
///       ├──reject──▶ rejected  │
///       └──withdraw──▶ withdrawn ◀┘ before it begins
struct Overtime: Entity {
    enum State: String, CaseIterable, Sendable {
        case asked, approved, rejected, withdrawn, settled
    }

    /// How it is made good.
    enum Compensation: String, CaseIterable, Sendable {
        /// Time off in lieu 调休.
        case lieu
        case pay
    }

    /// What the law multiplies pay by (劳动法 article 44).
    enum Rate: String, CaseIterable, Sendable {
        case workday, rest, holiday

        /// In per cent.
        var percent: Int {
            switch self {
            case .workday: 150
            case .rest: 200
            case .holiday: 300
            }
        }
    }

    struct Plan: Equatable, Sendable {
        var hours: Range<Instant>
        var reason: String
        var compensation: Compensation
    }

    struct Decision: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        let opinion: String
    }

    enum Refusal: Error, Equatable {
        case unknown
        case notNow(State)
        case notYours
        case ownAct
        case notEntitled(String)
        case backwards
        case tooLong(Int)
        /// It has begun: overtime is asked for beforehand.
        case hasBegun
        /// Over midnight into a public holiday or out of one, which is paid at another rate (劳动法 article 44).
        case twoRates(Int, Int)
        /// A shift lies in these hours.
        case onShift(Range<Instant>, Zone = .shanghai)
        case overlaps(String)
        case onLeave(String)
        case notOver
        case noUnit
    }

    /// Hours that anybody asks for at once.
    static let longest = 12

    let id: ID
    /// JB20260105-1
    let number: String
    let unit: Unit.ID
    let staff: Staff.ID
    let plan: Plan
    let rate: Rate
    /// The date on which it begins, and the month in which it counts.
    let day: Day
    let askedAt: Instant
    private(set) var state: State
    private(set) var decision: Decision?
    /// What the clock shows of it, in whole minutes.
    private(set) var minutes: Int?
    private(set) var settledAt: Instant?

    init(
        id: ID, number: String, unit: Unit.ID, staff: Staff.ID, plan: Plan, rate: Rate, day: Day, askedAt: Instant,
        state: State = .asked, decision: Decision? = nil, minutes: Int? = nil, settledAt: Instant? = nil
    ) {
        self.id = id
        self.number = number
        self.unit = unit
        self.staff = staff
        self.plan = plan
        self.rate = rate
        self.day = day
        self.askedAt = askedAt
        self.state = state
        self.decision = decision
        self.minutes = minutes
        self.settledAt = settledAt
    }

    var subject: Subject { Subject(.overtime, id.rawValue) }
    var plannedMinutes: Int { Int((plan.hours.upperBound - plan.hours.lowerBound).milliseconds / 60_000) }
    /// What counts towards the limits: as worked, or as planned until then.
    var countedMinutes: Int { minutes ?? plannedMinutes }

    static func check(_ plan: Plan, at now: Instant) throws(Refusal) {
        guard plan.hours.lowerBound < plan.hours.upperBound else { throw .backwards }
        guard plan.hours.upperBound - plan.hours.lowerBound <= .hours(longest) else { throw .tooLong(longest) }
        guard now < plan.hours.lowerBound else { throw .hasBegun }
    }

    mutating func approve(by other: Staff.ID, saying opinion: String, at now: Instant) throws(Refusal) {
        guard state == .asked else { throw .notNow(state) }
        guard other != staff else { throw .ownAct }
        guard now < plan.hours.lowerBound else { throw .hasBegun }
        state = .approved
        decision = Decision(by: other, at: now, opinion: opinion)
    }

    mutating func reject(by other: Staff.ID, saying opinion: String, at now: Instant) throws(Refusal) {
        guard state == .asked else { throw .notNow(state) }
        guard other != staff else { throw .ownAct }
        state = .rejected
        decision = Decision(by: other, at: now, opinion: opinion)
    }

    mutating func withdraw(by other: Staff.ID, at now: Instant) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .asked || state == .approved else { throw .notNow(state) }
        guard state == .asked || now < plan.hours.lowerBound else { throw .hasBegun }
        state = .withdrawn
    }

    /// So many minutes between the first and the last clock lay in its hours.
    mutating func settle(_ worked: Int, at now: Instant) throws(Refusal) {
        guard state == .approved else { throw .notNow(state) }
        guard now >= plan.hours.upperBound else { throw .notOver }
        state = .settled
        minutes = min(worked, plannedMinutes)
        settledAt = now
    }

    /// Work that begins or ends so near to its hours is one coming and going with them.
    static let adjoining = Duration.hours(2)

    /// Its hours and the shifts before and behind that adjoin them, one after the other; the shifts in time.
    static func whole(_ hours: Range<Instant>, beside shifts: [Range<Instant>]) -> Range<Instant> {
        var (from, to) = (hours.lowerBound, hours.upperBound)
        for shift in shifts.reversed() where shift.upperBound <= from && shift.upperBound > from - adjoining {
            from = shift.lowerBound
        }
        for shift in shifts where shift.lowerBound >= to && shift.lowerBound < to + adjoining { to = shift.upperBound }
        return from..<to
    }

    /// The part of its hours that lies between the first clock and the last one near them; nothing without both.
    static func worked(_ hours: Range<Instant>, _ clocks: [Instant]) -> Int {
        guard let first = clocks.min(), let last = clocks.max(), first < last else { return 0 }
        let part = hours.clamped(to: first..<last)
        return Int((part.upperBound - part.lowerBound).milliseconds / 60_000)
    }
}
