import Database
import Kernel

extension Chore {
    /// What was sent and not taken back within its ten seconds goes out, whichever node it was sent on.
    static let heldReplies = Chore(
        name: "reply.send", rhythm: .every(.seconds(1)),
        isNeeded: { tx in try !tx.heldReplies.due(at: tx.now, limit: 1).isEmpty },
        work: { tx in try tx.heldReplies.sendDue() == 100 ? .more : .done })
}
