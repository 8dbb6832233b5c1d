import Database
import Handbook
import Kernel

/// Which legs of a swap may be registered as missed by hand (误班、空班; GAME-64).
extension ShiftSwaps {
    /// Agreed to and begun, without a clock of whoever was to work it, and not opened already; nobody misses what was taken
    /// off the roster.
    func missable(
        _ swap: ShiftSwap, but opened: [SwapLiability.Leg], on ground: AbsenceGround
    ) throws -> [SwapLiability.Leg] {
        guard swap.state.isApproved else { return [] }
        return try SwapLiability.Leg.allCases.filter { leg in
            guard !opened.contains(leg), let shift = swap.leg(leg) else { return false }
            return try shift.span.lowerBound <= tx.now && !isGone(shift) && !wasClocked(shift, on: ground)
        }
    }

    /// Agreed to, and not on the roster any more: it was taken off, or given to somebody else.
    func isGone(_ leg: ShiftSwap.Leg) throws -> Bool {
        guard let id = leg.became else { return false }
        return try tx.shifts.find(id)?.isLive != true
    }

    /// Whoever makes the roster has moved a leg of whoever works it: the swap is worked and returned where it stands now.
    func follow(_ old: ShiftAssignment, to moved: ShiftAssignment) throws {
        guard let person = old.staff else { return }
        for var swap in try of(person) {
            guard let leg = SwapLiability.Leg.allCases.first(where: { swap.leg($0)?.became == old.id }) else {
                continue
            }
            let now = self.leg(moved, on: try tx.absenceGround(of: swap.unit))
            swap.move(leg, to: now.span, month: now.month, as: moved.id)
            try save(swap)
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
