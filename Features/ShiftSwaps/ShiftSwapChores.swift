import Database
import Kernel

extension Chore {
    /// Requests lapse, swapped shifts pass by.
    static let swapPassing = Chore(
        name: "shift_swap.pass", rhythm: .every(.minutes(1)),
        isNeeded: { tx in
            try !tx.shiftSwaps.pending(beginningBy: tx.now + .days(2), limit: 1).isEmpty
                || !tx.shiftSwaps.over(by: tx.now, limit: 1).isEmpty
                || !tx.shiftSwaps.awaited(by: tx.now, limit: 1).isEmpty
                || !tx.swapLiabilities.appealable(by: tx.now, limit: 1).isEmpty
        },
        work: { tx in
            _ = try tx.shiftSwaps.passTime(limit: 100)
            _ = try tx.swapLiabilities.passTime(limit: 100)
            return .done
        })
}
