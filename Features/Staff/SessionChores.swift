import Database
import Kernel

extension Chore {
    /// Once an hour is plenty: what is six months old may become an hour older.
    static let signInForgetting = Chore(
        name: "sign-in.forget", rhythm: .every(.hours(1)),
        work: { tx in try tx.forgetOldSignIns() ? .more : .done })
}

extension Transaction {
    /// Forgets what is no longer needed of sign-ins, at most `batch` of each kind: sessions and tries after the six
    /// months for which network logs must be kept (Cybersecurity Law of the PRC, art. 21(3)), throttles after a week without
    /// a try. Answers whether there may be more. Safe to run twice and on several nodes.
    func forgetOldSignIns(batch: Int = 1000) throws -> Bool {
        let kept = now - .days(184)
        let counts = [
            try execute(
                """
                DELETE FROM session
                WHERE id IN (SELECT id FROM session WHERE started_at < \(kept) ORDER BY started_at LIMIT \(batch))
                RETURNING id
                """
            ).count,
            try execute(
                """
                DELETE FROM sign_in_attempt
                WHERE id IN (SELECT id FROM sign_in_attempt WHERE at < \(kept) ORDER BY at LIMIT \(batch))
                RETURNING id
                """
            ).count,
            try execute(
                """
                DELETE FROM sign_in_limit
                WHERE scope IN (
                    SELECT scope FROM sign_in_limit WHERE last_at < \(now - .days(7)) ORDER BY last_at LIMIT \(batch)
                )
                RETURNING scope
                """
            ).count,
        ]
        return counts.contains(batch)
    }
}
