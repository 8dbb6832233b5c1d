import Kernel

/// One shift of one person 排班; without a person it is open, and somebody may take it 空班.
///
/// What becomes of it is never forgotten: it is taken back, with what for, and may name the shift that replaces it.
struct ShiftAssignment: Entity {
    /// How it came about.
    enum Origin: String, CaseIterable, Sendable {
        case roster
        /// The leg of a swap, and the dated return of it 还班 (GAME-62, GAME-67).
        case swap
        case `return`
        /// Stands in for somebody on leave.
        case cover
        /// Was open and somebody took it.
        case open
        /// Entered after publication, with a reason.
        case adjusted

        /// Legs of a swap: nobody takes leave on them (GAME-65).
        var isLeg: Bool { self == .swap || self == .return }
    }

    /// What it was taken back for.
    enum Ending: String, CaseIterable, Sendable {
        case adjusted
        case leave
        case swap
        /// The person has left.
        case left
        /// An open shift that somebody took: theirs is another one.
        case taken
    }

    struct TakenBack: Hashable, Sendable {
        let at: Instant
        /// Nothing: the house itself.
        let by: Staff.ID?
        let reason: Ending
    }

    enum Refusal: Error, Equatable {
        case unknown
        case takenBack
        case takenAlready
        /// Works in those hours already: the shift it runs into.
        case overlap(Range<Instant>)
        case outsideRoster
        case tooLong
        /// Not among the people of the unit.
        case notOfUnit
        /// Without this skill nobody works alone: the clause that says so (GAME-04).
        case unqualified(skill: String, clause: String)
    }

    /// Twenty-five hours: a day on which the clocks go back.
    static let longest = Duration.hours(25)

    let id: ID
    let roster: Roster.ID
    let unit: Unit.ID
    var staff: Staff.ID?
    /// Nothing: free hours.
    var template: ShiftTemplate.ID?
    var group: ShiftGroup.ID?
    var line: Line.ID?
    /// What the person is there for, in words; may be empty.
    var post: String
    /// The day it belongs to: the one on which it begins.
    var day: Day
    var span: Range<Instant>
    var breakMinutes: Int
    var origin: Origin
    /// 带教: there to learn, not counted (GAME-04).
    var isShadow: Bool
    var mentor: Staff.ID?
    let enteredBy: Staff.ID?
    let enteredAt: Instant
    private(set) var takenBack: TakenBack?
    private(set) var replacedBy: ID?

    init(
        id: ID, roster: Roster.ID, unit: Unit.ID, staff: Staff.ID?, template: ShiftTemplate.ID? = nil,
        group: ShiftGroup.ID? = nil, line: Line.ID? = nil, post: String = "", day: Day, span: Range<Instant>,
        breakMinutes: Int = 0, origin: Origin = .roster, isShadow: Bool = false, mentor: Staff.ID? = nil,
        enteredBy: Staff.ID?, enteredAt: Instant, takenBack: TakenBack? = nil, replacedBy: ID? = nil
    ) {
        self.id = id
        self.roster = roster
        self.unit = unit
        self.staff = staff
        self.template = template
        self.group = group
        self.line = line
        self.post = post
        self.day = day
        self.span = span
        self.breakMinutes = breakMinutes
        self.origin = origin
        self.isShadow = isShadow
        self.mentor = mentor
        self.enteredBy = enteredBy
        self.enteredAt = enteredAt
        self.takenBack = takenBack
        self.replacedBy = replacedBy
    }

    var isLive: Bool { takenBack == nil }
    var isOpen: Bool { isLive && staff == nil }
    /// Counts towards who is there: a person, and not one who is there to learn (GAME-04).
    var counts: Bool { isLive && staff != nil && !isShadow }
    /// What counts as worked, in minutes.
    var paidMinutes: Int { max(0, Int((span.upperBound - span.lowerBound).milliseconds / 60_000) - breakMinutes) }

    func overlaps(_ other: ShiftAssignment) -> Bool { span.overlaps(other.span) }

    /// Ends it, for good; `other` is what is worked instead, if there is something.
    mutating func takeBack(for reason: Ending, by staff: Staff.ID?, at now: Instant, replacedBy other: ID? = nil)
        throws(Refusal)
    {
        guard isLive else { throw .takenBack }
        takenBack = TakenBack(at: now, by: staff, reason: reason)
        replacedBy = other
    }

    /// The same hours and place for somebody else, or for nobody yet: a new shift, as `origin` says.
    func handed(
        to person: Staff.ID?, as origin: Origin, id: ID, by staff: Staff.ID?, at now: Instant
    ) -> ShiftAssignment {
        ShiftAssignment(
            id: id, roster: roster, unit: unit, staff: person, template: template, group: group, line: line, post: post,
            day: day, span: span, breakMinutes: breakMinutes, origin: origin, enteredBy: staff, enteredAt: now)
    }
}
