import Handbook
import Kernel

/// The shifts of a roster, by day, with who is on any of them and on which lines they stand: of some six thousand shifts
/// that is asked once and kept with them.
struct RosterShifts: Sendable {
    let shifts: [ShiftAssignment]
    let staff: Set<Staff.ID>
    let lines: Set<Line.ID>

    init(_ shifts: [ShiftAssignment]) {
        self.shifts = shifts
        staff = Set(shifts.lazy.compactMap(\.staff))
        lines = Set(shifts.lazy.compactMap(\.line))
    }
}
