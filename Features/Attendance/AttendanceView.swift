import Handbook
import Kernel

/// One's own page: what comes now, and the month.
struct MyAttendance: Sendable {
    let month: AttendanceMonth
    let sheet: AttendanceSheet?
    /// The shift one is on, or comes to next.
    let shift: ShiftAssignment?
    /// A clock in for it is there already.
    let hasComeIn: Bool
    let clocks: [ClockEvent]
    let handbook: Handbook
    let calendar: BusinessCalendar
    let mayDecide: Bool
    let mayManage: Bool
    /// The month is over, so its person may confirm it.
    let isOver: Bool
    /// Whoever answered an objection, checked or locked, by id.
    let names: [Staff.ID: String]

    /// Which clock comes next: of the shift one is on or comes to; without a shift only the way out, once one has come in.
    var expected: ClockKind? {
        let last = clocks.last?.kind
        guard shift != nil else { return last == .in ? .out : nil }
        guard hasComeIn else { return .in }
        return last == .out ? nil : .out
    }

    /// So many days a forgotten clock can be put right; nothing: no clause sets an end (GAME-103).
    var correctionDays: Int? {
        handbook.gates().lazy.compactMap { _, gate in
            if case .clockCorrection(_, let days) = gate { days } else { nil }
        }.first
    }
}

/// A unit's month: everybody, and who has to be looked at.
struct TeamAttendance: Sendable {
    struct Person: Sendable {
        let staff: Staff.ID
        let name: String
        let days: [AttendanceDay]
        let sheet: AttendanceSheet?
        /// The sheet is of a unit whose attendance the reader may look at.
        let mayOpen: Bool
    }

    let unit: Unit
    let units: [Unit]
    /// Its first day.
    let month: Day
    let people: [Person]
    let handbook: Handbook
    let calendar: BusinessCalendar
    let mayManage: Bool
    let company: String
}
