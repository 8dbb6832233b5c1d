import Database
import Kernel

extension Chore {
    /// Who is out for longer than was agreed to is missed (GAME-49).
    static let postOverrunning = Chore(
        name: "leave_post.overrun", rhythm: .every(.minutes(1)),
        isNeeded: { tx in try !tx.leavePosts.overdue(by: tx.now, limit: 1).isEmpty },
        work: { tx in try tx.leavePosts.noteOverruns(limit: 50) >= 50 ? .more : .done })
}
