import Kernel

/// 考勤表: a person's month, confirmed by them, checked by somebody else, and locked (GAME-103, PROPB-27; F-64).
///
///     open ──confirmed──▶ confirmed ──checked──▶ checked ──locked──▶ locked
///      ▲ │                   │                      │
///      │ └─objected─▶ objected                      │
///      └───────── returned ──┴──────────────────────┘   an answer, or the days have changed since
///
/// From its confirmation it keeps the days as they were then; what is locked never changes again.
struct AttendanceSheet: Entity {
    enum State: String, CaseIterable, Sendable {
        case open, objected, confirmed, checked, locked
    }

    struct Act: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
    }

    enum Refusal: Error, Equatable {
        case unknown
        case notNow(State)
        case notYours
        /// Nobody checks their own (PROPB-27).
        case ownAct
        /// The month is not over.
        case notOver
        case reasonMissing
        /// The days are not what the person confirmed.
        case changed
        /// The month, as 2026-01.
        case locked(String)
        case nothingOwed
    }

    let id: ID
    let unit: Unit.ID
    let staff: Staff.ID
    /// Its first day.
    let month: Day
    let openedAt: Instant
    private(set) var state: State
    /// As they were confirmed; empty before.
    private(set) var days: [AttendanceDay]
    private(set) var confirmedAt: Instant?
    private(set) var objection: String
    private(set) var objectedAt: Instant?
    private(set) var answer: String
    private(set) var answered: Act?
    private(set) var checked: Act?
    private(set) var locked: Act?

    init(
        id: ID, unit: Unit.ID, staff: Staff.ID, month: Day, openedAt: Instant, state: State = .open,
        days: [AttendanceDay] = [], confirmedAt: Instant? = nil, objection: String = "", objectedAt: Instant? = nil,
        answer: String = "", answered: Act? = nil, checked: Act? = nil, locked: Act? = nil
    ) {
        self.id = id
        self.unit = unit
        self.staff = staff
        self.month = month
        self.openedAt = openedAt
        self.state = state
        self.days = days
        self.confirmedAt = confirmedAt
        self.objection = objection
        self.objectedAt = objectedAt
        self.answer = answer
        self.answered = answered
        self.checked = checked
        self.locked = locked
    }

    var subject: Subject { Subject(.attendance, id.rawValue) }
    var isLocked: Bool { state == .locked }
    static func text(of month: Day) -> String { String(month.description.prefix(7)) }

    mutating func confirm(by other: Staff.ID, _ current: [AttendanceDay], at now: Instant) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .open else { throw .notNow(state) }
        guard current.allSatisfy(\.isOver) else { throw .notOver }
        state = .confirmed
        days = current
        confirmedAt = now
    }

    mutating func object(by other: Staff.ID, because reason: String, at now: Instant) throws(Refusal) {
        guard other == staff else { throw .notYours }
        guard state == .open else { throw .notNow(state) }
        guard !reason.isEmpty else { throw .reasonMissing }
        state = .objected
        objection = reason
        objectedAt = now
    }

    /// The objection is answered, or what was confirmed holds no longer: the person confirms it anew.
    mutating func giveBack(by other: Staff.ID, saying words: String, at now: Instant) throws(Refusal) {
        guard other != staff else { throw .ownAct }
        guard state == .objected || state == .confirmed || state == .checked else { throw .notNow(state) }
        guard !words.isEmpty else { throw .reasonMissing }
        state = .open
        answer = words
        answered = Act(by: other, at: now)
        days = []
        confirmedAt = nil
        checked = nil
    }

    mutating func check(by other: Staff.ID, _ current: [AttendanceDay], at now: Instant) throws(Refusal) {
        guard other != staff else { throw .ownAct }
        guard state == .confirmed else { throw .notNow(state) }
        guard current == days else { throw .changed }
        state = .checked
        checked = Act(by: other, at: now)
    }

    mutating func lock(by other: Staff.ID, _ current: [AttendanceDay], at now: Instant) throws(Refusal) {
        guard other != staff else { throw .ownAct }
        guard state == .checked else { throw .notNow(state) }
        guard current == days else { throw .changed }
        state = .locked
        locked = Act(by: other, at: now)
    }
}
