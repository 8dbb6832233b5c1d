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
    let liability: SwapLiability?
    let mayDecide: Bool
    let maySettle: Bool
}
