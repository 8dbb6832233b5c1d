import Kernel

/// One swap with what an approver has to have in view (GAME-66): how many are there, how often each has swapped, and how
/// long each rests before and after.
struct ShiftSwapView {
    struct Party {
        let staff: Staff.ID
        let used: (used: Int, most: Int)?
        /// Hours between the shift taken and the nearest other one; nothing where there is none within a week.
        let rest: Int?
        /// The skills that the line of the shift asks for and the person lacks.
        let lacks: String?
    }

    let swap: ShiftSwap
    let coverage: [AbsenceCoverage]
    let parties: [Party]
    /// Of each leg that was missed, the swapped shift first.
    let liabilities: [SwapLiability]
    /// What the leader may register as missed.
    let missable: [SwapLiability.Leg]
    /// Why a leg was registered as missed, in the words of whoever did.
    let missedBecause: [SwapLiability.Leg: String]
    /// Hours of rest that a clause asks for around a swapped shift, and its number (GAME-66).
    let leastRest: (hours: Int, clause: String)?
    let mayDecide: Bool
    /// The return was taken off the roster, and nobody has decided on it yet.
    let isReturnOpen: Bool
    /// Of which missed legs the reader may settle the shares.
    let maySettle: Set<SwapLiability.Leg>
}

/// A shift of one's own that cannot be given away, and why (GAME-62, GAME-65).
struct WithheldShift: Sendable {
    enum Because: Equatable, Sendable {
        case inSwap(ShiftSwap.ID)
        /// It came of a swap or returns one.
        case leg
        case learning
    }

    let shift: ShiftAssignment
    let because: Because
}
