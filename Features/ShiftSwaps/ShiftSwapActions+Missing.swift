import Database
import Handbook
import Kernel

/// Which legs of a swap may be registered as missed by hand (误班、空班; GAME-64).
extension ShiftSwaps {
    /// Agreed to and begun, without a clock of whoever was to work it, and not opened already.
    func missable(
        _ swap: ShiftSwap, but opened: [SwapLiability.Leg], on ground: AbsenceGround
    ) throws -> [SwapLiability.Leg] {
        guard swap.state.isApproved else { return [] }
        return try SwapLiability.Leg.allCases.filter { leg in
            guard !opened.contains(leg), let shift = swap.leg(leg) else { return false }
            return try shift.span.lowerBound <= tx.now && !wasClocked(shift, on: ground)
        }
    }

    /// The clocks show that whoever was to work a leg came (GAME-54).
    func wasClocked(_ leg: ShiftSwap.Leg, on ground: AbsenceGround) throws -> Bool {
        guard let shift = try leg.became.flatMap({ try tx.shifts.find($0) }), shift.isLive, let person = shift.staff
        else { return false }
        let days = try tx.attendance.judge([person], shift.day...shift.day, on: ground)[person]?.days ?? []
        return days.flatMap(\.turns).contains { turn in
            turn.starts <= leg.span.lowerBound && leg.span.upperBound <= turn.ends
                && (turn.clockedIn ?? turn.clockedOut) != nil
        }
    }

    /// The shifts that stand in a request of this person which nobody has decided on yet.
    func bound(of person: Staff.ID) throws -> Set<ShiftAssignment.ID> {
        Set(try of(person).filter(\.state.isPending).flatMap(\.legs).map(\.shift))
    }
}
