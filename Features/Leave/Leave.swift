import Handbook
import Kernel

/// 请假: somebody asks to be away, and somebody entitled agrees before it counts (GAME-55–60).
///
///     submitted ──approve──▶ approved ──it begins──▶ taken ──reported back──▶ reported back
///        ├──reject──▶ rejected    │
///        └──withdraw──▶ withdrawn ◀┘ before it begins
struct Leave: Entity {
    enum State: String, CaseIterable, Sendable {
        case submitted, approved, rejected, withdrawn, taken
        case reportedBack = "reported_back"

        /// It takes the person's time, or may come to: nothing else is asked for the same hours.
        var isLive: Bool {
            switch self {
            case .submitted, .approved, .taken, .reportedBack: true
            case .rejected, .withdrawn: false
            }
        }
    }

    /// What is asked for.
    struct Plan: Equatable, Sendable {
        /// The code of a type of the handbook.
        var type: String
        var hours: Range<Instant>
        var reason: String
        var proof: String = ""
        /// Who stands in meanwhile.
        var substitute: Staff.ID?
    }

    struct Decision: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        let opinion: String
    }

    /// What whoever is to stand in says to it, in their own sign-in.
    struct StandIn: Equatable, Sendable {
        enum Answer: String, CaseIterable, Sendable {
            case agreed, declined
        }

        let answer: Answer
        let at: Instant
    }

    enum Refusal: Error, Equatable {
        case unknown
        /// The type is not one of the handbook's.
        case unknownType
        case notNow(State)
        case notYours
        /// Nobody agrees to their own (GAME-60): the clause that says so.
        case ownAct(AbsenceClause?)
        /// Who may: the titles of the posts.
        case notEntitled(String, AbsenceClause?)
        case backwards
        case tooLong(Int)
        /// The person has asked for these hours already: the number of that leave.
        case overlaps(String)
        case proofMissing
        /// Asked for as if it were past, and it has not begun.
        case notBegun
        /// Asked for as if it were past, and it lies ahead from then on.
        case ahead(String)
        /// What overtime earned is not enough, or has lapsed.
        case lieuShort
        case hasBegun
        case sameSubstitute
        /// The one who was to stand in works or is away in those hours.
        case substituteBusy
        /// Not among the people who work where the shifts are.
        case substituteNotOfUnit
        /// Has not agreed to stand in yet, or cannot.
        case substituteSilent
        case substituteDeclined
        case noColleague
        case notOver(Instant)
        case tooManyProofs(Int)
        /// Since when somebody has worked lies ahead.
        case sinceAhead
    }

    /// Maternity leave with everything that is added to it.
    static let longestDays = 400

    let id: ID
    /// By which people call it: QJ20261126-3.
    let number: String
    let unit: Unit.ID
    let staff: Staff.ID
    let plan: Plan
    /// Which rule it obeyed when it was asked for; a later edition changes nothing of it.
    let rule: LeaveRule
    /// How many half days of work it takes.
    private(set) var halfDays: Int
    /// When the first shift it touches begins; its own beginning where there is none.
    let firstShiftAt: Instant
    let askedAt: Instant
    private(set) var state: State
    private(set) var decision: Decision?
    private(set) var standIn: StandIn?
    private(set) var endedAt: Instant?
    private(set) var reportedAt: Instant?
    /// Handed in by the day of reporting back.
    private(set) var laterProof: String

    init(
        id: ID, number: String, unit: Unit.ID, staff: Staff.ID, plan: Plan, rule: LeaveRule, halfDays: Int,
        firstShiftAt: Instant, askedAt: Instant, state: State = .submitted, decision: Decision? = nil,
        endedAt: Instant? = nil, reportedAt: Instant? = nil, laterProof: String = "", standIn: StandIn? = nil
    ) {
        self.id = id
        self.number = number
        self.unit = unit
        self.staff = staff
        self.plan = plan
        self.rule = rule
        self.halfDays = halfDays
        self.firstShiftAt = firstShiftAt
        self.askedAt = askedAt
        self.state = state
        self.decision = decision
        self.standIn = standIn
        self.endedAt = endedAt
        self.reportedAt = reportedAt
        self.laterProof = laterProof
    }

    var subject: Subject { Subject(.leave, id.rawValue) }
    var hours: Range<Instant> { plan.hours }
    /// When the person is away by it: to its end, or until they were back before that.
    var absence: Range<Instant> {
        let end = min(hours.upperBound, endedAt ?? hours.upperBound)
        return hours.lowerBound..<max(hours.lowerBound, end)
    }
    /// How long before the first shift it was asked for; negative when afterwards.
    var notice: Duration { firstShiftAt - askedAt }

    static func check(_ plan: Plan, of staff: Staff.ID) throws(Refusal) {
        guard !plan.hours.isEmpty else { throw .backwards }
        guard plan.hours.upperBound - plan.hours.lowerBound <= .days(longestDays) else { throw .tooLong(longestDays) }
        guard plan.substitute != staff else { throw .sameSubstitute }
    }

    /// By whoever is to stand in, as long as nobody has decided.
    mutating func answer(_ answer: StandIn.Answer, by other: Staff.ID, at now: Instant) throws(Refusal) {
        guard other == plan.substitute else { throw .notYours }
        guard state == .submitted else { throw .notNow(state) }
        standIn = StandIn(answer: answer, at: now)
    }

    /// Nobody stands in who has not agreed to it; of what is past nobody does.
    func requireStandIn() throws(Refusal) {
        guard plan.substitute != nil, rule != .retroactive else { return }
        switch standIn?.answer {
        case .agreed: return
        case .declined: throw .substituteDeclined
        case nil: throw .substituteSilent
        }
    }

    mutating func approve(by other: Staff.ID, saying opinion: String, at now: Instant) throws(Refusal) {
        guard state == .submitted else { throw .notNow(state) }
        guard other != staff else { throw .ownAct(nil) }
        state = .approved
        decision = Decision(by: other, at: now, opinion: opinion)
    }

    mutating func reject(by other: Staff.ID, saying opinion: String, at now: Instant) throws(Refusal) {
        guard state == .submitted else { throw .notNow(state) }
        guard other != staff else { throw .ownAct(nil) }
        state = .rejected
        decision = Decision(by: other, at: now, opinion: opinion)
    }

    /// Counted anew: a roster has been published since, or the person was back early.
    mutating func count(_ halfDays: Int) { self.halfDays = halfDays }

    /// By the person; what was agreed to only before it begins.
    mutating func withdraw(by other: Staff.ID, at now: Instant) throws(Refusal) {
        guard other == staff else { throw .notYours }
        switch state {
        case .submitted: break
        case .approved: guard now < hours.lowerBound else { throw .hasBegun }
        case .rejected, .withdrawn, .taken, .reportedBack: throw .notNow(state)
        }
        state = .withdrawn
    }

    /// The hour has come.
    mutating func begin(at now: Instant) throws(Refusal) {
        guard state == .approved else { throw .notNow(state) }
        guard now >= hours.lowerBound else { throw .notBegun }
        state = .taken
    }

    /// Its time is over; the person still has to say that they are back.
    mutating func end(at now: Instant) throws(Refusal) {
        guard state == .taken, endedAt == nil else { throw .notNow(state) }
        guard now >= hours.upperBound else { throw .notOver(hours.upperBound) }
        endedAt = now
    }

    /// 销假, with the proof that was still owed. Back before the end is welcome: the leave ends then, at `end` where a shift
    /// goes on that somebody else works in the person's place.
    mutating func reportBack(
        by other: Staff.ID, proof: String, needsProof: Bool, endingAt end: Instant? = nil, at now: Instant
    ) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .taken else { throw .notNow(state) }
        guard !needsProof || !proof.isEmpty else { throw .proofMissing }
        state = .reportedBack
        endedAt = endedAt ?? min(end ?? now, hours.upperBound)
        laterProof = proof
        reportedAt = now
    }
}
