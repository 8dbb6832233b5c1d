import Database
import Kernel

extension Chore {
    /// Lays what has been sealed into the outbox for those who listen.
    static let webhookTelling = Chore(
        name: "webhook.tell", rhythm: .every(.seconds(1)),
        isNeeded: { tx in try !tx.webhooks.events(after: tx.webhooks.place(), limit: 1).isEmpty },
        work: { tx in try tx.webhooks.tell() ? .more : .done }
    )

    /// Forgets the answers to repeated requests after a day.
    static let apiForgetting = Chore(
        name: "api.forget", rhythm: .every(.hours(1)),
        work: { tx in
            let limit = 1000
            return try tx.apiReplies.forgetOld(limit: limit) == limit ? .more : .done
        }
    )
}
