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
}

/// A unit's month: everybody, and who has to be looked at.
struct TeamAttendance: Sendable {
    struct Person: Sendable {
        let staff: Staff.ID
        let name: String
        let days: [AttendanceDay]
        let sheet: AttendanceSheet?
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
