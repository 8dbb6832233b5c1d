import Handbook
import Kernel

/// 每日流程: the steps of one shift, or of one person's day, as the handbook had them when they were laid out (SOFT-78,
/// MART-26, GAME-43). It is laid out, worked through, and closed when its shift is long over; it is dropped where nobody
/// works the shift after all.
struct DayPlan: Entity {
    enum State: String, CaseIterable, Sendable {
        case open, closed, dropped
    }

    enum Refusal: Error, Equatable {
        case unknown
        /// It is somebody else's list.
        case notYours
        /// It is closed: what was missed stays missed.
        case over
        case notNow(DayStep.State)
        /// Not before this instant, as the clock of the unit shows it.
        case tooEarly(Instant, Zone = .shanghai)
        /// A number is to be entered, in this measure.
        case numberMissing(String)
        case noNumber
        case reasonMissing
        case ownAct
        /// Only whoever did something takes it back.
        case notTheirs
        case notLeader
        case readAlready
    }

    /// How long after its end a shift's last steps may still be ticked, late.
    static let afterEnd = Duration.hours(1)
    /// A plan that is laid out late, since the house was not there, leaves so much time for its first steps.
    static let grace = Duration.minutes(15)

    let id: ID
    let unit: Unit.ID
    /// As the handbook calls it.
    let code: String
    let name: String
    let english: String
    let takers: DayPlanTerms.Takers
    let day: Day
    /// What it is laid out for: there is one for each shift, or one for all of a kind of shift, or of a day.
    let slot: String
    let isRostered: Bool
    /// Whose it is; nobody's where its steps are dealt out.
    private(set) var owner: Staff.ID?
    let span: Range<Instant>
    let closesAt: Instant
    let laidAt: Instant
    private(set) var state: State

    init(
        id: ID, unit: Unit.ID, code: String, name: String, english: String, takers: DayPlanTerms.Takers, day: Day,
        slot: String, isRostered: Bool, owner: Staff.ID?, span: Range<Instant>, closesAt: Instant, laidAt: Instant,
        state: State = .open
    ) {
        self.id = id
        self.unit = unit
        self.code = code
        self.name = name
        self.english = english
        self.takers = takers
        self.day = day
        self.slot = slot
        self.isRostered = isRostered
        self.owner = owner
        self.span = span
        self.closesAt = closesAt
        self.laidAt = laidAt
        self.state = state
    }

    var subject: Subject { Subject(.dayPlan, id.rawValue) }

    func name(in language: Language) -> String { language == .chinese ? name : english }

    mutating func hand(to person: Staff.ID?) { owner = person }
    mutating func close() { state = .closed }
    mutating func drop() { state = .dropped }
}

/// For whom a plan is to be laid out: the people of a shift, or those on duty where nobody makes rosters.
struct DayPlanSlot {
    let terms: DayPlanTerms
    let ground: AbsenceGround
    let day: Day
    let span: Range<Instant>
    let slot: String
    let isRostered: Bool
    /// By id; never empty.
    let people: [Staff.ID]

    var unit: Unit.ID { ground.unit }
    var key: Key { Key(unit: unit, code: terms.code, slot: slot) }

    struct Key: Hashable {
        let unit: Unit.ID
        let code: String
        let slot: String
    }
}

/// Who does which step.
enum DayPlanDealing {
    /// How often somebody had it lately, and when last.
    struct Had: Equatable, Sendable {
        let times: Int
        let last: Day
    }

    /// 轮流: whoever had it least often lately; of those whoever had it longest ago, or never.
    static func next(among people: [Staff.ID], had: [Staff.ID: Had]) -> Staff.ID? {
        people.min { one, other in
            let (a, b) = (had[one], had[other])
            return (a?.times ?? 0, a?.last.number ?? Int.min, one.rawValue)
                < (b?.times ?? 0, b?.last.number ?? Int.min, other.rawValue)
        }
    }

    /// The steps of a shift dealt out in turn, beginning with another person every day.
    static func shares(of count: Int, among people: [Staff.ID], on day: Day) -> [Staff.ID] {
        guard !people.isEmpty else { return [] }
        let first = ((day.number % people.count) + people.count) % people.count
        return (0..<count).map { people[(first + $0) % people.count] }
    }
}
