import Database
import Handbook
import Kernel

extension Transaction {
    /// The single door by which something is said to have happened: the audit, the obligations, the other nodes' pages
    /// and whatever must leave the house all follow from it, in this transaction.
    @discardableResult
    func record(
        _ kind: EventKind, about subject: Subject, in unit: Unit.ID?, by actor: Staff.ID?,
        details: [String: String] = [:]
    ) throws -> Event {
        let event = Event(
            id: ids.make(), kind: kind, subject: subject, unit: unit, actor: actor, at: now, details: details)
        try events.append(event)
        announce("\(subject.kind.rawValue):\(subject.id)")
        return event
    }

    /// The same door for many new records at once, as an import brings them: nobody has a page of one of them open yet,
    /// so nobody is told of each.
    func record(_ events: [Event]) throws { try self.events.append(events) }
}
