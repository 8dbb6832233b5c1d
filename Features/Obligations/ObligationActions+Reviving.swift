import Database
import Handbook
import Kernel

extension Obligations {
    /// What an event ended is owed again, as it was: the start, the due instant and a breach stay what they are. For an
    /// act that is taken back, such as merging two cases.
    func revive(endedBy event: Event.ID, of owing: Owing) throws {
        for var obligation in try ended(by: event, of: owing.subject) {
            obligation.state = .open
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
