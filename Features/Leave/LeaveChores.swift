import Database
import Kernel

extension Chore {
    /// What the law gives each year, from since when somebody works: on 1 January, on the day it becomes more, and for the
    /// coming year from December on, so that January can be asked for.
    static let annualLeaveGranting = Chore(
        name: "annual_leave.grant", rhythm: .every(.hours(6)),
        work: { tx in
            try tx.leaves.grantKnown()
            return .done
        })

    /// Leave begins and ends by the clock; who is back still says so.
    static let leavePassing = Chore(
        name: "leave.pass", rhythm: .every(.minutes(1)),
        isNeeded: { tx in
            try !tx.leaves.beginning(by: tx.now, limit: 1).isEmpty || !tx.leaves.ending(by: tx.now, limit: 1).isEmpty
        },
        work: { tx in try tx.leaves.passTime(limit: 50) >= 50 ? .more : .done })
}
