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
        case overlap(Range<Instant>, Zone = .shanghai)
        /// Is on agreed leave in those hours (GAME-60).
        case onLeave(Range<Instant>, Zone = .shanghai)
        /// Nobody learns beside themselves, beside a stranger, or beside somebody who may not stand alone (GAME-04).
        case ownMentor
        case mentorNotOfUnit
        case mentorUnqualified(skill: String, clause: String)
        /// Would rest too little or work too long: the clause that says so.
        case tooLittleRest(clause: String)
        case outsideRoster
        /// The cell that was dragged holds so many, and not all alike.
        case severalInCell(Int)
        /// Not among the people of the unit.
        case notOfUnit
        /// Without this skill nobody works alone: the clause that says so (GAME-04).
        case unqualified(skill: String, clause: String)
    }

    /// Twenty-five hours: a day on which the clocks go back.
    static let longest = Duration.hours(25)

    /// What it is made of, in one piece of memory that copies share: a month of 200 people is 6,200 of them, handed about
    /// by every check and every page.
    private var box: Box

    private final class Box: Sendable {
        let facts: Facts
        init(_ facts: Facts) { self.facts = facts }
    }

    private struct Facts: Equatable, Sendable {
        let id: ID
        let roster: Roster.ID
        let unit: Unit.ID
        var staff: Staff.ID?
        var template: ShiftTemplate.ID?
        var group: ShiftGroup.ID?
        var line: Line.ID?
        var post: String
        var day: Day
        var span: Range<Instant>
        var breakMinutes: Int
        var origin: Origin
        var isShadow: Bool
        var mentor: Staff.ID?
        let enteredBy: Staff.ID?
        let enteredAt: Instant
        var takenBack: TakenBack?
        var replacedBy: ID?
    }

    init(
        id: ID, roster: Roster.ID, unit: Unit.ID, staff: Staff.ID?, template: ShiftTemplate.ID? = nil,
        group: ShiftGroup.ID? = nil, line: Line.ID? = nil, post: String = "", day: Day, span: Range<Instant>,
        breakMinutes: Int = 0, origin: Origin = .roster, isShadow: Bool = false, mentor: Staff.ID? = nil,
        enteredBy: Staff.ID?, enteredAt: Instant, takenBack: TakenBack? = nil, replacedBy: ID? = nil
    ) {
        box = Box(
            Facts(
                id: id, roster: roster, unit: unit, staff: staff, template: template, group: group, line: line,
                post: post, day: day, span: span, breakMinutes: breakMinutes, origin: origin, isShadow: isShadow,
                mentor: mentor, enteredBy: enteredBy, enteredAt: enteredAt, takenBack: takenBack,
                replacedBy: replacedBy))
    }

    private mutating func change(_ change: (inout Facts) -> Void) {
        var facts = box.facts
        change(&facts)
        box = Box(facts)
    }

    var id: ID { box.facts.id }
    var subject: Subject { Subject(.shift, id.rawValue) }
    var roster: Roster.ID { box.facts.roster }
    var unit: Unit.ID { box.facts.unit }
    var staff: Staff.ID? { box.facts.staff }
    /// Nothing: free hours.
    var template: ShiftTemplate.ID? {
        get { box.facts.template }
        set { change { $0.template = newValue } }
    }
    var group: ShiftGroup.ID? { box.facts.group }
    var line: Line.ID? { box.facts.line }
    /// What the person is there for, in words; may be empty.
    var post: String { box.facts.post }
    /// The day it belongs to: the one on which it begins.
    var day: Day { box.facts.day }
    var span: Range<Instant> {
        get { box.facts.span }
        set { change { $0.span = newValue } }
    }
    var breakMinutes: Int {
        get { box.facts.breakMinutes }
        set { change { $0.breakMinutes = newValue } }
    }
    var origin: Origin { box.facts.origin }
    /// 带教: there to learn, not counted (GAME-04).
    var isShadow: Bool {
        get { box.facts.isShadow }
        set { change { $0.isShadow = newValue } }
    }
    var mentor: Staff.ID? { box.facts.mentor }
    var enteredBy: Staff.ID? { box.facts.enteredBy }
    var enteredAt: Instant { box.facts.enteredAt }
    var takenBack: TakenBack? { box.facts.takenBack }
    var replacedBy: ID? { box.facts.replacedBy }

    static func == (one: Self, other: Self) -> Bool { one.box === other.box || one.box.facts == other.box.facts }

    var isLive: Bool { takenBack == nil }
    var isOpen: Bool { isLive && staff == nil }
    /// Counts towards who is there: a person, and not one who is there to learn (GAME-04).
    var counts: Bool { isLive && staff != nil && !isShadow }
    /// It is worked, or would be if nothing had come between: what its group needs is needed still. One that was moved to
    /// other hours is needed there.
    var holdsPlace: Bool {
        switch takenBack?.reason {
        case nil, .leave: true
        case .adjusted, .left: replacedBy == nil
        case .swap, .taken: false
        }
    }
    /// What counts as worked, in minutes.
    var paidMinutes: Int { max(0, span.upperBound.minutes(since: span.lowerBound) - breakMinutes) }

    /// The same work in the same hours: whichever of two open ones is taken.
    func isAlike(_ other: ShiftAssignment) -> Bool {
        span == other.span && template == other.template && group == other.group && line == other.line
            && post == other.post && isShadow == other.isShadow && mentor == other.mentor
    }

    func overlaps(_ other: ShiftAssignment) -> Bool { span.overlaps(other.span) }

    /// The same hours of the wall on another day, which is shorter or longer where clocks change.
    func span(on other: Day, in zone: Zone) throws(ShiftTemplate.Refusal) -> Range<Instant> {
        guard other != day else { return span }
        let (begins, ends) = (span.lowerBound.local(zone), span.upperBound.local(zone))
        let from = zone.instant(other.advanced(by: day.distance(to: begins.day)), begins.time)
        let until = zone.instant(other.advanced(by: day.distance(to: ends.day)), ends.time)
        guard from < until else { throw .missingHour(other) }
        return from..<until
    }

    /// Of a shift that is there to learn: beside somebody else (GAME-04).
    mutating func learn(beside mentor: Staff.ID) { change { $0.mentor = mentor } }

    /// On which line of work the person stands for these hours; nothing: on those they are a member of (GAME-19).
    mutating func stand(on line: Line.ID?) { change { $0.line = line } }

    /// Ends it, for good; `other` is what is worked instead, if there is something.
    mutating func takeBack(for reason: Ending, by staff: Staff.ID?, at now: Instant, replacedBy other: ID? = nil)
        throws(Refusal)
    {
        guard isLive else { throw .takenBack }
        change {
            $0.takenBack = TakenBack(at: now, by: staff, reason: reason)
            $0.replacedBy = other
        }
    }

    /// The same hours and place for somebody else, or for nobody yet: a new shift, as `origin` says. The same person goes on
    /// learning in it; nobody learns in place of another (GAME-04).
    func handed(
        to person: Staff.ID?, as origin: Origin, id: ID, by staff: Staff.ID?, at now: Instant
    ) -> ShiftAssignment {
        ShiftAssignment(
            id: id, roster: roster, unit: unit, staff: person, template: template, group: group, line: line, post: post,
            day: day, span: span, breakMinutes: breakMinutes, origin: origin,
            isShadow: isShadow && person == self.staff, mentor: person == self.staff ? mentor : nil, enteredBy: staff,
            enteredAt: now)
    }
}

extension Range<Instant> {
    /// 11月29日 09:00–21:00; over more than a day with both dates.
    func text(in zone: Zone, _ t: Language) -> String {
        let isShort = upperBound - lowerBound <= .hours(24)
        let end = isShort ? "\(upperBound.local(zone).time)" : upperBound.monthAndTime(in: zone, t)
        return "\(lowerBound.monthAndTime(in: zone, t))–\(end)"
    }
}
