import Database
import Handbook
import Kernel

extension ApiTokenRows {
    /// Issues a token in one's own name: for a right that one has. Answers the token, which is nowhere kept.
    func issue(
        name: String, scopes: Set<String>, until end: Instant, secret: String, by actor: Actor
    ) throws -> ApiToken {
        guard actor.holds(.useInterface) else { throw NotAllowed(permission: .useInterface, isElsewhere: false) }
        guard try countValid(of: actor.staff.id) < ApiToken.mostPerPerson else {
            throw ApiToken.Refusal.tooMany(ApiToken.mostPerPerson)
        }
        let token = try ApiToken.issue(
            id: tx.ids.make(), to: actor.staff.id, name: name, scopes: scopes, until: end, at: tx.now)
        try insert(token, hash: Secrets.sha256(ofText: secret))
        try record("token_issued", token, by: actor)
        return token
    }

    /// Takes one of one's own tokens back; from this instant on nobody comes in by it.
    func revoke(_ id: ApiToken.ID, by actor: Actor) throws {
        guard var token = try find(id), token.staff == actor.staff.id else { throw ApiToken.Refusal.unknown }
        try token.revoke(at: tx.now)
        try save(token)
        try record("token_revoked", token, by: actor)
    }

    private func record(_ change: String, _ token: ApiToken, by actor: Actor) throws {
        try tx.record(
            .staffChanged, about: Subject(.staff, token.staff.rawValue), in: actor.mainHolding?.unit,
            by: actor.staff.id,
            details: [
                "change": change, "token": token.id.rawValue, "scopes": token.scopes.sorted().joined(separator: " "),
            ])
    }
}

extension Webhooks {
    func subscribe(to url: String, kinds: Set<EventKind>, secret: String, by actor: Actor) throws -> Webhook {
        guard actor.holds(.useInterface) else { throw NotAllowed(permission: .useInterface, isElsewhere: false) }
        guard try countActive(of: actor.staff.id) < Webhook.mostPerPerson else {
            throw Webhook.Refusal.tooMany(Webhook.mostPerPerson)
        }
        let webhook = try Webhook.subscribe(
            id: tx.ids.make(), actor.staff.id, to: url, kinds: kinds, secret: secret, at: tx.now)
        try insert(webhook)
        try record("webhook_subscribed", webhook, by: actor)
        return webhook
    }

    /// Nothing more is sent; what waits is dropped when its turn comes.
    func stop(_ id: Webhook.ID, by actor: Actor) throws {
        guard var webhook = try find(id), webhook.staff == actor.staff.id, webhook.isActive else {
            throw Webhook.Refusal.unknown
        }
        webhook.stop()
        try save(webhook)
        try record("webhook_stopped", webhook, by: actor)
    }

    /// Chore: lays a message into the outbox for every webhook that listens to what has been sealed since the last time,
    /// and whose person may know of it. Answers whether there is more.
    func tell(limit: Int = 200) throws -> Bool {
        let events = try events(after: place(), limit: limit)
        guard let last = events.last else { return false }
        let listening = try active()
        if !listening.isEmpty {
            let reaches = try reaches(of: Set(listening.map(\.staff)))
            for (_, event) in events {
                for webhook in listening
                where webhook.kinds.contains(event.kind) && knows(event, reaches[webhook.staff] ?? .nothing) {
                    try tx.outbox.add(
                        WebhookDelivery.kind, "\(webhook.id.rawValue) \(event.id.rawValue)", of: event.id)
                }
            }
        }
        try move(to: last.position)
        return events.count == limit
    }

    private func reaches(of people: Set<Staff.ID>) throws -> [Staff.ID: UnitReach] {
        try Dictionary(uniqueKeysWithValues: people.map { ($0, try tx.actor($0).units(permitting: .readCase)) })
    }

    private func knows(_ event: Event, _ reach: UnitReach) -> Bool {
        guard let unit = event.unit else { return reach == .all }
        return reach.contains(unit)
    }

    private func record(_ change: String, _ webhook: Webhook, by actor: Actor) throws {
        try tx.record(
            .staffChanged, about: Subject(.staff, webhook.staff.rawValue), in: actor.mainHolding?.unit,
            by: actor.staff.id, details: ["change": change, "webhook": webhook.id.rawValue])
    }
}

/// What the outbox holds for a webhook: which one, and which event. The message itself is made when it is sent.
enum WebhookDelivery {
    static let kind = "webhook"
    /// How long a node keeps a message for itself while it is sending; a node that dies gives it back by then.
    static let lease = Duration.minutes(2)

    /// A message ready to be sent, or nothing when nobody listens any more.
    static func letter(_ message: OutboxMessage, in tx: Transaction) throws -> WebhookLetter? {
        let parts = message.payload.split(separator: " ").map(String.init)
        guard parts.count == 2, let webhook = try tx.webhooks.find(Webhook.ID(parts[0])), webhook.isActive,
            let event = try tx.events.find(Event.ID(parts[1]))
        else { return nil }
        return WebhookLetter(webhook: webhook, event: event, message: message)
    }
}

struct WebhookLetter: Sendable {
    let webhook: Webhook
    let event: Event
    let message: OutboxMessage
}
