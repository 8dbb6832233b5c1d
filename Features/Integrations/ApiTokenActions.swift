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

extension Transaction {
    /// Everything by which programs act or listen in a person's name is over: with a password that an administrator
    /// resets, with leaving, or because the person says so. A door that was opened with a stolen password does not stay
    /// open behind the new one. Answers how many tokens and webhooks there were.
    @discardableResult
    func endPrograms(of staff: Staff.ID, by who: Staff.ID?) throws -> (tokens: Int, webhooks: Int) {
        let ended = (tokens: try apiTokens.revokeAll(of: staff), webhooks: try webhooks.stopAll(of: staff))
        guard ended.tokens + ended.webhooks > 0 else { return ended }
        try record(
            .staffChanged, about: Subject(.staff, staff.rawValue), in: nil, by: who,
            details: [
                "change": "programs_ended", "tokens": String(ended.tokens), "webhooks": String(ended.webhooks),
            ])
        return ended
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
        let place = try place()
        let listening = try active().filter { try !isHopeless($0) }
        // Where nobody listens no event is read: whoever begins to listen hears what is sealed from then on.
        guard !listening.isEmpty else {
            if let end = try tx.seals.last()?.position, end > place { try move(to: end) }
            return false
        }
        let events = try events(after: place, limit: limit)
        guard let last = events.last else { return false }
        let reaches = try reaches(of: Set(listening.map(\.staff)))
        for (_, event) in events where event.kind.isForPrograms {
            for webhook in listening
            where webhook.kinds.contains(event.kind) && knows(event, reaches[webhook.staff] ?? .nothing) {
                try tx.outbox.add(
                    WebhookDelivery.kind, "\(webhook.id.rawValue) \(event.id.rawValue)", of: event.id,
                    to: webhook.id.rawValue)
            }
        }
        try move(to: last.position)
        return events.count == limit
    }

    private func reaches(of people: Set<Staff.ID>) throws -> [Staff.ID: UnitReach] {
        try Dictionary(uniqueKeysWithValues: people.map { ($0, try reach(of: $0)) })
    }

    /// Of which units a person's programs may hear, at this minute: nothing once the right to the interface is gone.
    private func reach(of staff: Staff.ID) throws -> UnitReach {
        let actor = try tx.actor(staff)
        return actor.holds(.useInterface) ? actor.units(permitting: .readCase) : .nothing
    }

    /// Asked again when a message is sent: between the event and its message a right may have gone.
    fileprivate func mayHear(_ event: Event, _ webhook: Webhook) throws -> Bool {
        event.kind.isForPrograms ? try knows(event, reach(of: webhook.staff)) : false
    }

    /// A receiver that has not heard thousands of messages hears no more: it is stopped, and its person is told.
    private func isHopeless(_ webhook: Webhook) throws -> Bool {
        guard webhook.restsUntil != nil,
            try tx.outbox.isWaiting(WebhookDelivery.kind, to: webhook.id.rawValue, moreThan: Webhook.mostWaiting)
        else { return false }
        var stopped = webhook
        stopped.stop()
        try save(stopped)
        let event = try tx.record(
            .staffChanged, about: Subject(.staff, webhook.staff.rawValue), in: nil, by: nil,
            details: ["change": "webhook_stopped", "webhook": webhook.id.rawValue, "because": "unheard"])
        try tx.notify([webhook.staff], of: event)
        return true
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
            let event = try tx.events.find(Event.ID(parts[1])), try tx.webhooks.mayHear(event, webhook)
        else { return nil }
        return WebhookLetter(webhook: webhook, event: event, message: message)
    }
}

struct WebhookLetter: Sendable {
    let webhook: Webhook
    let event: Event
    let message: OutboxMessage
}
