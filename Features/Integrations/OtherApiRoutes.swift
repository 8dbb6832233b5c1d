import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Who calls, the handbook, events and webhooks for programs.
enum OtherApiRoutes {
    static let operations = [me, handbook, events, webhooks, subscribe, stop]

    private static let me = ApiOperation(
        method: .get, path: "/me", name: "me.read", summary: .apiMe, scope: .readHandbook, answer: "Caller"
    ) { _, actor, _ in
        ApiReply(
            body: CallerDocument(
                staff: actor.staff.id.rawValue, name: actor.staff.name, posts: actor.posts.map(\.code)))
    }

    private static let handbook = ApiOperation(
        method: .get, path: "/handbook", name: "handbook.read", summary: .apiHandbook, scope: .readHandbook,
        answer: "Handbook"
    ) { tx, actor, _ in
        guard let unit = actor.mainHolding?.unit,
            let version = try tx.handbooks.inForce(tx.units.handbookCode(of: unit), at: tx.now)
        else { throw NotFound() }
        return ApiReply(
            body: HandbookDocument(version, try tx.handbooks.handbook(of: version)), version: version.id.rawValue)
    }

    /// In the order of the chain of seals, so that nothing comes in behind a cursor. A second late at most.
    private static let events = ApiOperation(
        method: .get, path: "/events", name: "event.list", summary: .apiEvents, scope: .readEvents,
        query: ApiPage.query, answer: "EventList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let reach = actor.units(permitting: .readAudit)
        guard reach != .nothing else { throw NotAllowed(permission: .readAudit, isElsewhere: false) }
        let sealed = try tx.webhooks.events(after: page.cursor?.key ?? 0, limit: page.limit)
        let seen = sealed.filter { entry in entry.event.unit.map(reach.contains) ?? (reach == .all) }
        let next = sealed.last.map { ApiCursor(key: $0.position, id: $0.event.id.rawValue).text }
        return ApiReply(
            body: ListDocument(
                entries: seen.map { EventDocument($0.event) }, next: sealed.count == page.limit ? next : nil))
    }

    private static let webhooks = ApiOperation(
        method: .get, path: "/webhooks", name: "webhook.list", summary: .apiWebhooks, scope: .manageWebhooks,
        answer: "WebhookList"
    ) { tx, actor, _ in
        let all = try tx.webhooks.all(of: actor.staff.id).map { WebhookDocument($0) }
        return ApiReply(body: ListDocument(entries: all, next: nil))
    }

    private static let subscribe = ApiOperation(
        method: .post, path: "/webhooks", name: "webhook.subscribe", summary: .apiWebhookSubscribe,
        scope: .manageWebhooks,
        body: [
            FieldShape(name: "url", kind: .text(max: Webhook.longestURL), isRequired: true),
            FieldShape(
                name: "kinds", kind: .choice(EventKind.allCases.filter(\.isForPrograms).map(\.rawValue)),
                isRequired: true),
        ], answer: "Webhook", status: .created
    ) { tx, actor, call in
        let (url, kinds) = try IntegrationForms.webhook(call.form, in: call.language)
        let secret = try IntegrationForms.webhookSecret()
        let webhook = try tx.webhooks.subscribe(to: url, kinds: kinds, secret: secret, by: actor)
        // Told once: whoever did not hear it stops this webhook and subscribes anew.
        return ApiReply(body: WebhookDocument(webhook, secret: secret), keeps: WebhookDocument(webhook))
    }

    private static let stop = ApiOperation(
        method: .delete, path: "/webhooks/:id", name: "webhook.stop", summary: .apiWebhookStop, scope: .manageWebhooks,
        answer: "Webhook"
    ) { tx, actor, call in
        let id: Webhook.ID = try call.identifier()
        try tx.webhooks.stop(id, by: actor)
        guard let webhook = try tx.webhooks.find(id) else { throw NotFound() }
        return ApiReply(body: WebhookDocument(webhook))
    }
}
