package import Kernel

/// Something that must leave the transaction it was decided in: a notice to a colleague now, mail and webhooks later.
///
///     waiting ──delivered──▶ done
///        │ ▲ failed: later again
///        └─┴──tenth failure──▶ dead ──revived by a person──▶ waiting
package struct OutboxMessage: Entity {
    package let id: ID
    /// The event it follows from. Whoever receives it knows by this id whether they have it already.
    let event: Event.ID
    /// Which delivery takes it.
    package let kind: String
    /// What the delivery needs, in its own spelling.
    package let payload: String
    package let createdAt: Instant
    /// How often a delivery was tried.
    package let attempts: Int
    package let lastError: String?

    static let mostAttempts = 10
    /// Kinds that leave the house: a courier takes them, outside of any transaction.
    static let carriedKinds = ["webhook", "letter"]
    /// What a row keeps of an error, in characters.
    static let longestError = 500
    /// How long what was delivered stays to be looked at.
    static let keptAfterDelivery = Duration.days(30)
}

/// How full the outbox is.
package struct OutboxCounts: Equatable, Sendable {
    package let waiting: Int
    package let dead: Int
    /// Since when the longest waiting one has been due; nothing when none waits.
    package let oldestDue: Instant?
}
