import Handbook
import Kernel

/// Who is answerable in some hours 值班: the one, the one behind, and under which number (SOFT-66, MART-13, F-49).
///
/// It belongs to a roster and is published with it. What is taken back stays on record.
struct DutyAssignment: Entity {
    typealias Kind = DutyKind

    enum Refusal: Error, Equatable {
        case unknown
        /// Somebody else has it in some of these hours.
        case overlap(Range<Instant>, Zone = .shanghai)
        case sameBackup
        case backwards
        case tooLong(Int)
        case notOfUnit
        /// Holds no post that the handbook lets stand in as supervisor on duty.
        case notSupervisor
        case takenBack
        case outsideRoster
        /// Every hour that a clause asks for is arranged, or no clause asks.
        case nothingAsked
        case tooMany(Int)
    }

    /// One slot: a whole week at most.
    static let longest = Duration.days(7)
    /// Of one roster.
    static let most = 2000

    let id: ID
    let roster: Roster.ID
    let unit: Unit.ID
    let kind: Kind
    let day: Day
    let span: Range<Instant>
    let primary: Staff.ID
    let backup: Staff.ID?
    /// Under which the duty is reached; may be empty.
    let phone: String
    let enteredBy: Staff.ID
    let enteredAt: Instant
    var takenBack: Roster.Stamp?

    init(
        id: ID, roster: Roster.ID, unit: Unit.ID, kind: Kind, day: Day, span: Range<Instant>, primary: Staff.ID,
        backup: Staff.ID?, phone: String, enteredBy: Staff.ID, enteredAt: Instant, takenBack: Roster.Stamp? = nil
    ) {
        self.id = id
        self.roster = roster
        self.unit = unit
        self.kind = kind
        self.day = day
        self.span = span
        self.primary = primary
        self.backup = backup
        self.phone = phone
        self.enteredBy = enteredBy
        self.enteredAt = enteredAt
        self.takenBack = takenBack
    }

    static func arrange(
        id: ID, in roster: Roster, kind: Kind, day: Day, span: Range<Instant>, primary: Staff.ID, backup: Staff.ID?,
        phone: String, beside others: [DutyAssignment], in zone: Zone, by staff: Staff.ID, at now: Instant
    ) throws(Refusal) -> DutyAssignment {
        guard span.lowerBound < span.upperBound else { throw .backwards }
        guard span.upperBound - span.lowerBound <= longest else { throw .tooLong(7) }
        guard roster.days.contains(day) else { throw .outsideRoster }
        guard primary != backup else { throw .sameBackup }
        if let other = others.first(where: { $0.isLive && $0.kind == kind && $0.span.overlaps(span) }) {
            throw .overlap(other.span, zone)
        }
        return DutyAssignment(
            id: id, roster: roster.id, unit: roster.unit, kind: kind, day: day, span: span, primary: primary,
            backup: backup, phone: phone, enteredBy: staff, enteredAt: now)
    }

    var isLive: Bool { takenBack == nil }

    /// It has some of the hours that another had before that was passed on or taken back.
    func continues(_ former: DutyAssignment) -> Bool {
        id != former.id && roster == former.roster && kind == former.kind && span.overlaps(former.span)
    }

    /// `11-03 09:00–21:00`; over midnight with both days.
    func hours(in zone: Zone) -> String {
        let (from, until) = (span.lowerBound.local(zone), span.upperBound.local(zone))
        let end = from.day == until.day ? "\(until.time)" : "\(until.day.description.dropFirst(5)) \(until.time)"
        return "\(from.day.description.dropFirst(5)) \(from.time)–\(end)"
    }

    var people: [Staff.ID] { [primary] + (backup.map { [$0] } ?? []) }

    mutating func takeBack(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard isLive else { throw .takenBack }
        takenBack = Roster.Stamp(by: staff, at: now)
    }
}
