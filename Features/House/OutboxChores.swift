package import Database
import Kernel

/// Takes messages of one kind to where they belong.
///
/// A delivery may meet a message again (its first attempt failed half-way, a dead letter was revived), so it must know
/// by the event's id what it has delivered already. What it throws undoes what it did for this message, and no more.
package struct OutboxDelivery: Sendable {
    package let kind: String
    let deliver: @Sendable (OutboxMessage, Transaction) throws -> Void

    package init(kind: String, deliver: @escaping @Sendable (OutboxMessage, Transaction) throws -> Void) {
        self.kind = kind
        self.deliver = deliver
    }
}

/// A message which no delivery takes: another version of the program wrote it.
struct NoDelivery: Error, CustomStringConvertible {
    let kind: String
    var description: String { "there is no delivery for messages of the kind '\(kind)'" }
}

extension Chore {
    /// Delivers what is due, each message once for as long as its delivery succeeds.
    package static func delivery(_ deliveries: [OutboxDelivery]) -> Chore {
        let byKind = Dictionary(deliveries.map { ($0.kind, $0) }) { first, _ in first }
        return Chore(
            name: "outbox.deliver", rhythm: .every(.seconds(1)),
            isNeeded: { tx in try !tx.outbox.due(limit: 1).isEmpty },
            work: { tx in
                let messages = try tx.outbox.due(limit: batch)
                for message in messages { try tx.deliver(message, by: byKind[message.kind]) }
                return messages.count == batch ? .more : .done
            }
        )
    }

    /// Forgets what was delivered a month ago.
    static let tidyingOutbox = Chore(
        name: "outbox.tidy", rhythm: .every(.hours(1)),
        work: { tx in
            let limit = 1000
            let before = tx.now - OutboxMessage.keptAfterDelivery
            return try tx.outbox.forgetDelivered(before: before, limit: limit) == limit ? .more : .done
        }
    )

    /// Messages of one transaction.
    private static let batch = 50
}

extension Transaction {
    fileprivate func deliver(_ message: OutboxMessage, by delivery: OutboxDelivery?) throws {
        do {
            try savepoint {
                guard let delivery else { throw NoDelivery(kind: message.kind) }
                try delivery.deliver(message, self)
            }
            try outbox.markDone(message)
        } catch {
            // After a lost connection or a collision this throws as well, and the whole batch is tried again.
            try outbox.markFailed(message, because: String(describing: error))
        }
    }
}
