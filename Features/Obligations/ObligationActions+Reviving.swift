import Database
import Handbook
import Kernel

extension Obligations {
    /// What an event ended is owed again, as it was: the start, the due instant and a breach stay what they are. For an
    /// act that is taken back, such as merging two cases.
    ///
    /// `restingSince`: the time since then was nobody's, and is given back as after a pause; what was late by then is late.
    func revive(endedBy event: Event.ID, of owing: Owing, restingSince: Instant? = nil) throws {
        for var obligation in try ended(by: event, of: owing.subject) {
            obligation.state = .open
            if let restingSince, obligation.breachedAt == nil, obligation.dueAt > restingSince {
                obligation.pausedSince = restingSince
                if let clock = obligation.clock(under: owing.handbook)?.resumed(at: tx.now, on: owing.calendar) {
                    try carry(clock, into: &obligation, of: owing, reason: "withdrawn")
                }
                obligation.pausedSince = nil
            }
            obligation.actAt = obligation.nextMoment(under: owing.handbook, on: owing.calendar)?.at
            try save(obligation)
        }
    }

    private func ended(by event: Event.ID, of subject: Subject) throws -> [Obligation] {
        try load(
            """
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id) AND state <> 'open'
                AND ended_by_event = \(event) AND opened_by_event <> ended_by_event AND rule <> 'attestation'
            ORDER BY started_at, id
            LIMIT 500
            """
        )
    }
}
