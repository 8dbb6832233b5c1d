package import Database
import Kernel

/// Carries webhooks out of the house: takes what is due for itself, sends it outside of any transaction, and notes what
/// became of it. A node that dies on the way gives its messages back when the lease is over; whoever hears a message
/// twice knows it by its id.
///
/// Each receiver has a lane of its own: its messages go one after another, and one that does not hear is left alone for
/// a while with everything that waits for it. So a slow or dead receiver keeps nobody waiting but itself.
package final class WebhookCourier: Sendable {
    /// Answers nothing when it was heard, else why not. The closure is the house's way to the network.
    package typealias Send = @Sendable (_ url: String, _ headers: [(String, String)], _ body: String) async -> String?

    private let database: any Database
    private let send: Send
    private let lanes = Lanes<Lane>(most: 64)

    /// Messages of one receiver before others are looked for again.
    private static let mostInARow = 50

    package init(_ database: any Database, send: @escaping Send) {
        self.database = database
        self.send = send
    }

    /// One round: whoever has something due, each on a lane of their own; answers how many messages there were.
    package func sendDue() async throws -> Int {
        let due = try await lanesDue()
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for receiver in due { group.addTask { try await self.serve(receiver) } }
            return try await group.reduce(0, +)
        }
    }

    /// Receivers with something due whom nobody on this node is serving: each is to be given to `serve`, which ends its
    /// lane.
    package func lanesDue() async throws -> [Lane] {
        let due = try await database.read { tx in try tx.webhooks.due(limit: 1000) }
        return lanes.open(due.map { Lane(receiver: $0) })
    }

    /// Sends what is due for one receiver, until there is no more or it does not hear. Answers how many there were.
    @discardableResult
    package func serve(_ lane: Lane) async throws -> Int {
        defer { lanes.close(lane) }
        var count = 0
        while count < Self.mostInARow, !Task.isCancelled {
            let next = try await database.write { tx -> (letter: WebhookLetter?, isMore: Bool) in
                let receiver = lane.receiver.rawValue
                guard let message = try tx.outbox.claim(WebhookDelivery.kind, to: receiver, for: WebhookDelivery.lease)
                else { return (nil, false) }
                let letter = try WebhookDelivery.letter(message, in: tx)
                // Nobody listens any more: there is nothing to deliver.
                if letter == nil { try tx.outbox.markDone(message) }
                return (letter, true)
            }
            guard next.isMore else { return count }
            count += 1
            if let letter = next.letter, try await !deliver(letter) { return count }
        }
        return count
    }

    /// Answers whether it was heard.
    private func deliver(_ letter: WebhookLetter) async throws -> Bool {
        let signed = WebhookMessage(
            id: letter.message.id.rawValue, body: try textOfJSON(EventDocument(letter.event)),
            secret: letter.webhook.secret)
        let now = try await database.read { tx in tx.now }
        let failure = await send(letter.webhook.url, signed.headers(at: now), signed.body)
        try await database.write { tx in
            if let failure {
                try tx.outbox.markFailed(letter.message, because: failure)
            } else {
                try tx.outbox.markDone(letter.message)
            }
            guard var webhook = try tx.webhooks.find(letter.webhook.id) else { return }
            if failure == nil {
                guard webhook.failures > 0 else { return }
                webhook.heard()
            } else {
                webhook.didNotHear(resting: { Backoff.delivery.pause(after: $0) }, at: tx.now)
            }
            try tx.webhooks.save(webhook)
        }
        return failure == nil
    }
}

/// One receiver being served.
package struct Lane: Hashable, Sendable {
    let receiver: Webhook.ID
}
