import Database
import Handbook
import Kernel

/// Which editions have taken effect, and whose law of transition is still being worked in.
struct HandbookTransitions {
    let tx: Transaction

    /// The edition longest in effect of which nobody has taken note yet.
    func nextToTakeEffect() throws -> HandbookVersion? {
        try tx.execute(
            """
            SELECT id FROM handbook_version
            WHERE state = 'issued' AND effective_at <= \(tx.now)
                AND id NOT IN (SELECT version_id FROM handbook_transition)
            ORDER BY effective_at, id
            LIMIT 1
            """
        ).first.flatMap { try tx.handbooks.find($0.id("id")) }
    }

    /// The edition by which cases are still to be restated.
    func nextToRestate() throws -> HandbookVersion? {
        try tx.execute(
            "SELECT version_id FROM handbook_transition WHERE is_done = 0 ORDER BY took_effect_at, version_id LIMIT 1"
        ).first.flatMap { try tx.handbooks.find($0.id("version_id")) }
    }

    func insert(_ version: HandbookVersion.ID, law: Handbook.Transition, isDone: Bool) throws {
        try tx.execute(
            """
            INSERT INTO handbook_transition (version_id, took_effect_at, law, is_done)
            VALUES (\(version), \(tx.now), \(law.rawValue), \(isDone))
            """
        )
    }

    func finish(_ version: HandbookVersion.ID) throws {
        try tx.execute("UPDATE handbook_transition SET is_done = 1 WHERE version_id = \(version)")
    }
}

extension Transaction {
    var handbookTransitions: HandbookTransitions { HandbookTransitions(tx: self) }
}
