import Database
import Foundation
import Kernel
import Handbook

/// The events, as the database keeps them: written once, read often, never changed.
struct EventLog {
    let tx: Transaction

    func append(_ event: Event) throws {
        try tx.execute(
            """
            INSERT INTO event (id, kind, subject_kind, subject_id, unit_id, actor_id, at, details)
            VALUES (\(event.id), \(event.kind.rawValue), \(event.subject.kind.rawValue), \(event.subject.id),
                    \(event.unit), \(event.actor), \(event.at), \(textOfJSON(event.details)))
            """
        )
        try tx.execute("INSERT INTO event_unsealed (event_id) VALUES (\(event.id))")
    }

    /// What happened to one record, oldest first; at most `limit` of the newest.
    func about(_ subject: Subject, limit: Int = 500) throws -> [Event] {
        try tx.execute(
            """
            SELECT id, kind, subject_kind, subject_id, unit_id, actor_id, at, details FROM event
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id)
            ORDER BY at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Event.init(row:)).reversed()
    }
}

extension Transaction {
    var events: EventLog { EventLog(tx: self) }
}

extension Event {
    init(row: Row) throws {
        let kind = try row.text("kind")
        let subject = try row.text("subject_kind")
        guard let kind = EventKind(rawValue: kind) else { throw Corrupt(column: "kind", value: .text(kind)) }
        guard let subject = Subject.Kind(rawValue: subject) else {
            throw Corrupt(column: "subject_kind", value: .text(subject))
        }
        self.init(
            id: try row.id("id"), kind: kind, subject: Subject(subject, try row.text("subject_id")),
            unit: try row.id(ifPresent: "unit_id"), actor: try row.id(ifPresent: "actor_id"), at: try row.instant("at"),
            details: try JSONDecoder().decode([String: String].self, from: Data(try row.text("details").utf8)))
    }
}
