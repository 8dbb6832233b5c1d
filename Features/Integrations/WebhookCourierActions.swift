package import Database
import Kernel

/// Carries webhooks out of the house: takes what is due for itself, sends it outside of any transaction, and notes what
/// became of it. A node that dies on the way gives its messages back when the lease is over; whoever hears a message
/// twice knows it by its id.
package struct WebhookCourier: Sendable {
    /// Answers nothing when it was heard, else why not. The closure is the house's way to the network.
    package typealias Send = @Sendable (_ url: String, _ headers: [(String, String)], _ body: String) async -> String?

    private let database: any Database
    private let send: Send

    /// Messages taken at once.
    private static let batch = 20

    package init(_ database: any Database, send: @escaping Send) {
        self.database = database
        self.send = send
    }

    /// Sends what is due; answers how many there were.
    package func sendDue() async throws -> Int {
        guard try await database.read({ tx in try tx.outbox.isDue(WebhookDelivery.kind) }) else { return 0 }
        let (letters, count) = try await database.write { tx in
            let messages = try tx.outbox.claim(WebhookDelivery.kind, limit: Self.batch, for: WebhookDelivery.lease)
            var letters: [WebhookLetter] = []
            for message in messages {
                // Nobody listens any more: there is nothing to deliver.
                if let letter = try WebhookDelivery.letter(message, in: tx) {
                    letters.append(letter)
                } else {
                    try tx.outbox.markDone(message)
                }
            }
            return (letters, messages.count)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for letter in letters { group.addTask { try await deliver(letter) } }
            try await group.waitForAll()
        }
        return count
    }

    private func deliver(_ letter: WebhookLetter) async throws {
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
        }
    }
}
