import Database
import Foundation
import Kernel
import Handbook

/// The events, as the database keeps them: written once, read often, never changed.
struct EventLog {
    let tx: Transaction

    func append(_ event: Event) throws { try append([event]) }

    /// Each with the mark that its seal is to come.
    func append(_ events: [Event]) throws {
        try tx.insert(
            "INSERT INTO event (id, kind, subject_kind, subject_id, unit_id, actor_id, at, details)",
            rows: try events.map { event in
                [
                    event.id.cell, event.kind.rawValue.cell, event.subject.kind.rawValue.cell, event.subject.id.cell,
                    event.unit?.cell ?? .null, event.actor?.cell ?? .null, event.at.cell,
                    try textOfJSON(event.details).cell,
                ]
            })
        try tx.insert("INSERT INTO event_unsealed (event_id)", rows: events.map { [$0.id.cell] })
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

    /// Only those of some kinds, oldest first; the newest `limit` of them.
    func about(_ subject: Subject, of kinds: [EventKind], limit: Int) throws -> [Event] {
        guard !kinds.isEmpty else { return [] }
        return try tx.execute(
            """
            SELECT id, kind, subject_kind, subject_id, unit_id, actor_id, at, details FROM event
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id)
                AND kind IN \(list: kinds.map(\.rawValue))
            ORDER BY at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Event.init(row:)).reversed()
    }

    /// The newest event of some kinds about one record, however much has happened to it since.
    func newest(of kinds: [EventKind], about subject: Subject) throws -> Event? {
        try about(subject, of: kinds, limit: 1).first
    }
}

extension Transaction {
    var events: EventLog { EventLog(tx: self) }
}

extension Event {
    init(row: Row) throws {
        let kind = try row.text("kind")
        let subject = try row.text("subject_kind")
        guard let kind = EventKind.named(kind) else { throw Corrupt(column: "kind", value: .text(kind)) }
        guard let subject = Subject.Kind(rawValue: subject) else {
            throw Corrupt(column: "subject_kind", value: .text(subject))
        }
        self.init(
            id: try row.id("id"), kind: kind, subject: Subject(subject, try row.text("subject_id")),
            unit: try row.id(ifPresent: "unit_id"), actor: try row.id(ifPresent: "actor_id"), at: try row.instant("at"),
            details: try decodedTexts(try row.text("details")))
    }
}
