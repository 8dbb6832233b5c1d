import Database
import Handbook
import Kernel

extension Obligations {
    /// A record that came out of another owes what that one owes: the same start, time left, pauses and breach. What the
    /// other has answered already is not owed again (void); what it never owed stays as it was opened.
    func take(over subject: Subject, for owing: Owing, by event: Event) throws {
        let before = try load(
            """
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id) AND rule <> 'attestation'
                AND item IS NULL
            ORDER BY started_at DESC, id DESC
            LIMIT 500
            """)
        for var obligation in try open(of: owing.subject) where obligation.item == nil {
            guard let known = before.first(where: { $0.clause == obligation.clause && $0.rule == obligation.rule })
            else {
                continue
            }
            if known.isOpen {
                obligation.dueAt = known.dueAt
                obligation.pausedSince = known.pausedSince
                obligation.breachedAt = known.breachedAt
                obligation.warnings = known.warnings
                obligation.rungs = known.rungs
                for pause in known.pauses { try insert(pause, of: obligation.id, reason: "carried-over") }
                obligation.pauses = known.pauses
                obligation.actAt = obligation.nextMoment(under: owing.handbook, on: owing.calendar)?.at
                try save(obligation)
            } else {
                obligation.end(.void, at: event.at, by: event.actor)
                try save(obligation, endedBy: event.id)
            }
        }
    }
}
