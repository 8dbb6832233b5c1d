import Database
import Handbook
import Kernel

extension DeadlineRule {
    /// Whose end is that the customer hears from us: an answer, a notice, what was promised (SOFT-61).
    static let replies: [DeadlineRule] = [
        .firstReply, .progressNotice, .informChange, .keepPromise, .interimNotice, .answerCustomer,
    ]
}

extension Obligations {
    /// When the customer of each of these cases has to hear from us next; nothing where nobody owes them a word now. What
    /// else is owed for a case (a decision, a signature, an investigation) is no answer.
    func nextReplies(about cases: [Case.ID]) throws -> [Case.ID: Instant] {
        guard !cases.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT subject_id, MIN(due_at) AS due_at FROM obligation
            WHERE subject_kind = 'case' AND subject_id IN \(list: cases) AND state = 'open' AND paused_since IS NULL
                AND rule IN \(list: DeadlineRule.replies.map(\.rawValue))
            GROUP BY subject_id
            """
        )
        return Dictionary(try rows.map { (try $0.id("subject_id"), try $0.instant("due_at")) }) { first, _ in first }
    }
}
