import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /integrations                          tokens and webhooks of one's own
/// POST /integrations/tokens                   issues one; the token is on the answer's page and nowhere else
/// POST /integrations/tokens/{id}/revocation   takes it back
/// POST /integrations/webhooks · /{id}/stop
struct IntegrationRoutes: Sendable {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/integrations") { _, context in try await page(context).response() }
        routes.post("/integrations/tokens", use: issue)
        routes.post("/integrations/tokens/:id/revocation", use: revoke)
        routes.post("/integrations/webhooks", use: subscribe)
        routes.post("/integrations/webhooks/:id/stop", use: stop)
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], made: IntegrationPages.Made? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard actor.holds(.useInterface) else {
                throw NotAllowed(permission: .useInterface, isElsewhere: false)
            }
            let t = viewer.language
            let pages = IntegrationPages(
                viewer: viewer, tokens: try tx.apiTokens.all(of: actor.staff.id),
                webhooks: try tx.webhooks.all(of: actor.staff.id), typed: typed, made: made)
            return desk.frame(
                viewer, actor, title: t(.integrationsTitle), section: .integrations, lead: "\(t(.integrationsLead))",
                acts: linkButton(t(.integrationsDescription), url: "/api/openapi.json", .quiet)
            ).page(content: pages.content)
        }
    }

    @Sendable private func issue(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let (name, scopes, days) = try IntegrationForms.token(context.form, in: context.viewer.language)
            let secret = try IntegrationForms.secret(prefix: "qt_")
            try await desk.act(context) { tx, actor in
                _ = try tx.apiTokens.issue(
                    name: name, scopes: scopes, until: tx.now + .days(days), secret: secret, by: actor)
            }
            return try await page(context, made: .token(secret)).response()
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, typed: ["token": Typed(context.form, invalid)]))
        }
    }

    @Sendable private func revoke(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: ApiToken.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try tx.apiTokens.revoke(id, by: actor) }
        return context.seeOther("/integrations", notice: context.viewer.language(.tokenRevokedNotice))
    }

    @Sendable private func subscribe(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let (url, kinds) = try IntegrationForms.webhook(context.form, in: context.viewer.language)
            let secret = try IntegrationForms.webhookSecret()
            try await desk.act(context) { tx, actor in
                _ = try tx.webhooks.subscribe(to: url, kinds: kinds, secret: secret, by: actor)
            }
            return try await page(context, made: .webhook(secret)).response()
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, typed: ["webhook": Typed(context.form, invalid)]))
        }
    }

    @Sendable private func stop(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Webhook.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try tx.webhooks.stop(id, by: actor) }
        return context.seeOther("/integrations", notice: context.viewer.language(.webhookStoppedNotice))
    }
}
