import Database
import Kernel

extension Transaction {
    /// Tells colleagues of an event, each once. The notice itself is written by the outbox, after this transaction.
    func notify(_ staff: some Sequence<Staff.ID>, of event: Event) throws { try notify([(Array(staff), event)]) }

    /// Of many events, each with those who are to hear of it.
    func notify(_ told: [(staff: [Staff.ID], event: Event)]) throws {
        try outbox.add(
            OutboxDelivery.notice.kind,
            told.flatMap { staff, event in
                Set(staff).sorted { $0.rawValue < $1.rawValue }.filter { $0 != event.actor }
                    .map { (payload: $0.rawValue, event: event.id) }
            })
    }
}

extension OutboxDelivery {
    /// Puts a notice into a colleague's day and tells their open pages. The payload is the id of the colleague.
    package static let notice = OutboxDelivery(kind: "notice") { message, tx in
        guard let event = try tx.events.find(message.event) else { throw EventGone() }
        let staff = Staff.ID(message.payload)
        let notice = Notice(
            id: tx.ids.make(), staff: staff, event: event.id, kind: event.kind, subject: event.subject, at: tx.now,
            readAt: nil)
        if try tx.notices.insert(notice) { tx.announce("staff:\(staff)") }
    }
}

struct EventGone: Error, CustomStringConvertible {
    let description = "the event of this message is gone"
}
