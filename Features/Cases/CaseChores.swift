import Database
import Kernel

extension Chore {
    /// Half-filled registers that nobody goes on with.
    static let intakeForgetting = Chore(
        name: "case.intake-draft", rhythm: .every(.hours(1)),
        work: { tx in
            let limit = 1000
            return try tx.cases.forgetOldIntakeDrafts(limit: limit) == limit ? .more : .done
        })

    /// A suspension whose end date has come ends by itself, within the minute.
    static let caseResuming = Chore(
        name: "case.resume", rhythm: .every(.seconds(30)),
        isNeeded: { tx in try !tx.cases.suspensionsOver(at: tx.now, limit: 1).isEmpty },
        work: { tx in try tx.cases.resumeOverdue(limit: 200) == 200 ? .more : .done })
}
