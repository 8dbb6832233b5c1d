import Database
import Kernel

extension Chore {
    /// Overtime that is over is counted by the clock.
    static let overtimeSettling = Chore(
        name: "overtime.settle", rhythm: .every(.minutes(10)),
        isNeeded: { tx in try !tx.overtimes.ending(by: tx.now - Overtimes.settling, limit: 1).isEmpty },
        work: { tx in try tx.overtimes.settleDue(limit: 50) >= 50 ? .more : .done })
}
