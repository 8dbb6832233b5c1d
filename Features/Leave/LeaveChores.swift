import Database
import Kernel

extension Chore {
    /// Leave begins and ends by the clock; who is back still says so.
    static let leavePassing = Chore(
        name: "leave.pass", rhythm: .every(.minutes(1)),
        isNeeded: { tx in
            try !tx.leaves.beginning(by: tx.now, limit: 1).isEmpty || !tx.leaves.ending(by: tx.now, limit: 1).isEmpty
        },
        work: { tx in try tx.leaves.passTime(limit: 50) >= 50 ? .more : .done })
}
