import Database
import Kernel

extension Chore {
    /// Half an hour before a shift ends its sheet is there, and owed.
    static let handoverOpening = Chore(
        name: "handover.open", rhythm: .every(.minutes(5)),
        work: { tx in
            _ = try tx.handovers.openDue(limit: 200)
            return .done
        })
}
