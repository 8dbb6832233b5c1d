import Database
import Kernel

/// A seal and, if it is still there, its event.
struct SealedLink: Equatable, Sendable {
    let seal: Seal
    let event: SealedText?
}

/// Events of one window that the chain does not account for.
struct EventsOutsideTheChain: Equatable, Sendable {
    /// Without a seal and without the mark that a seal is to come.
    var unknown: [String] = []
    /// Sealed, and marked as if they were not.
    var markedAgain: [Seal] = []
    /// The last event of the window; nothing when there was none.
    var last: String?
}

extension Seals {
    /// What a verification starts from, in one snapshot: the head, the tail that is not sealed yet, and the last seal.
    func beginVerification() throws -> (report: AuditReport, last: Int64) {
        let last = try last()
        let head = try head() ?? ChainHead(position: -1, hash: [])
        return (AuditReport(head: head, unsealed: try unsealedCount()), last?.position ?? 0)
    }

    func links(after position: Int64, through last: Int64, limit: Int) throws -> [SealedLink] {
        try tx.execute(
            """
            SELECT event_seal.position, event_seal.event_id, event_seal.hash, event_seal.sealed_at,
                   event.id, event.kind, event.subject_kind, event.subject_id, event.unit_id, event.actor_id, event.at,
                   event.details
            FROM event_seal LEFT JOIN event ON event.id = event_seal.event_id
            WHERE event_seal.position > \(position) AND event_seal.position <= \(last)
            ORDER BY event_seal.position
            LIMIT \(limit)
            """
        ).map { row in
            SealedLink(seal: try Seal(row: row), event: row["id"] == .null ? nil : try SealedText(row: row))
        }
    }

    /// Looks at the next `window` events in the order of their ids.
    func eventsOutsideTheChain(after id: String, window: Int) throws -> EventsOutsideTheChain {
        try tx.execute(
            """
            SELECT event.id AS checked_id, event_unsealed.event_id AS mark,
                   event_seal.position, event_seal.event_id, event_seal.hash, event_seal.sealed_at
            FROM (SELECT id FROM event WHERE id > \(id) ORDER BY id LIMIT \(window)) AS event
            LEFT JOIN event_seal ON event_seal.event_id = event.id
            LEFT JOIN event_unsealed ON event_unsealed.event_id = event.id
            ORDER BY event.id
            """
        ).reduce(into: EventsOutsideTheChain()) { found, row in
            let event = try row.text("checked_id")
            let isMarked = try row.text(ifPresent: "mark") != nil
            let seal = row["position"] == .null ? nil : try Seal(row: row)
            if let seal, isMarked { found.markedAgain.append(seal) }
            if seal == nil, !isMarked { found.unknown.append(event) }
            found.last = event
        }
    }
}
