package import Database
package import Kernel

/// How the house fares, in one snapshot: for the metrics, `/readyz` and `doctor`.
package struct HouseCondition: Sendable {
    package let readAt: Instant
    package let head: ChainHead
    /// Events that wait for their seal; more than a second's worth means that the sealer stands still.
    package let unsealed: Int
    package let outbox: OutboxCounts
    package let chores: [ChoreState]

    /// Without a list of chores nothing is said to be forgotten: only a node that does them knows what is needed.
    package init(of database: any Database, chores: RunningChores? = nil) async throws {
        let now: Instant
        (now, head, unsealed, outbox) = try await database.read { tx in
            (tx.now, try tx.seals.head() ?? .origin, try tx.seals.unsealedCount(), try tx.outbox.counts())
        }
        readAt = now
        self.chores = try await (chores ?? RunningChores([], on: database)).states()
    }
}
