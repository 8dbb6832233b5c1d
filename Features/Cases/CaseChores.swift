import Database
import Kernel

extension Chore {
    /// A suspension whose end date has come ends by itself, within the minute.
    static let caseResuming = Chore(
        name: "case.resume", rhythm: .every(.seconds(30)),
        isNeeded: { tx in try !tx.cases.suspensionsOver(at: tx.now, limit: 1).isEmpty },
        work: { tx in try tx.cases.resumeOverdue(limit: 200) == 200 ? .more : .done })
}
