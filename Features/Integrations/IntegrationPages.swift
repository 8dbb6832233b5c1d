import Handbook
import Kernel
import Web

/// 接口: one's tokens and webhooks. A secret that was just made is shown once, on top.
struct IntegrationPages {
    let viewer: Viewer
    let tokens: [ApiToken]
    let webhooks: [Webhook]
    var typed: [String: Typed] = [:]
    /// what was just made, and its secret
    var made: Made?

    enum Made: Sendable {
        case token(String)
        case webhook(String)
    }

    private var t: Language { viewer.language }

    var content: HTML { "\(secret)\(tokenPanel)\(webhookPanel)" }

    private var secret: HTML? {
        guard let made else { return nil }
        let (sentence, text) =
            switch made {
            case .token(let text): (t(.tokenOnce), text)
            case .webhook(let text): (t(.webhookSecretOnce), text)
            }
        return Remark(
            .done,
            """
            <p>\(sentence)</p><p><button type="button" class="number" data-behaviour="copy" data-copy="\(text)">\(text)</button></p>
            """
        ).html
    }

    private var tokenPanel: HTML {
        let controls = Controls(typed["token"] ?? Typed(["days": "90"]), in: t, prefix: "token-")
        let list =
            tokens.isEmpty
            ? EmptyState(icon: "key", t(.tokensNone)).html
            : Table(
                t(.tokensTitle),
                [
                    .init(t(.tokenName), .name), .init(t(.tokenScopes)), .init(t(.tokenExpires)),
                    .init(t(.tokenUsed)), .init(t(.tokenState)), .init("", .act),
                ], isCompact: true
            ).html(tokens.map(row))
        return """
            <section class="panel"><h2>\(t(.tokensTitle))</h2>\(list)\
            <details class="more"\(attribute: "open", if: typed["token"] != nil)><summary>\(t(.tokenIssue))</summary>\
            \(viewer.form(to: "/integrations/tokens", """
                \(controls.text("name", t(.tokenName), required: true, max: 60, hint: t(.tokenNameHint)))\
                \(controls.checkboxes("scope", t(.tokenScopes), ApiScope.allCases.map { Choice($0.rawValue, t($0.word)) }))\
                \(controls.number("days", t(.tokenDays), required: true))\(viewer.submit(t(.tokenIssue)))
                """))</details></section>
            """
    }

    private func row(_ token: ApiToken) -> Table.Row {
        let state: StateBadge =
            token.revokedAt != nil
            ? StateBadge(.plain, t(.tokenRevoked))
            : token.isValid(at: viewer.now)
                ? StateBadge(.done, t(.tokenValid)) : StateBadge(.plain, t(.tokenExpired))
        let scopes = ApiScope.allCases.filter { token.scopes.contains($0.rawValue) }.map { t($0.word) }
        return Table.Row([
            "\(token.name)", "\(scopes.joined(separator: t(.listGap)))",
            "\(viewer.zone.day(of: token.expiresAt).description)",
            "\(token.usedAt.map { $0.relative(to: viewer.now, in: viewer.zone, t) } ?? t(.tokenNeverUsed))",
            state.html,
            token.isValid(at: viewer.now)
                ? viewer.button(to: "/integrations/tokens/\(token.id.rawValue)/revocation", t(.tokenRevoke)) : .empty,
        ])
    }

    private var webhookPanel: HTML {
        let controls = Controls(typed["webhook"] ?? .blank, in: t, prefix: "webhook-")
        let kinds = EventKind.allCases.filter(\.isForPrograms).map { Choice($0.rawValue, t($0.word)) }
        let list =
            webhooks.isEmpty
            ? EmptyState(icon: "broadcast", t(.webhooksNone)).html
            : Table(
                t(.webhooksTitle),
                [
                    .init(t(.webhookURL), .name), .init(t(.webhookKinds)), .init(t(.tokenState)), .init("", .act),
                ], isCompact: true
            ).html(webhooks.map(row))
        return """
            <section class="panel"><h2>\(t(.webhooksTitle))</h2>\(list)\
            <details class="more"\(attribute: "open", if: typed["webhook"] != nil)>\
            <summary>\(t(.webhookSubscribe))</summary>\
            \(viewer.form(to: "/integrations/webhooks", """
                \(controls.text("url", t(.webhookURL), required: true, max: Webhook.longestURL))\
                \(controls.checkboxes("kinds", t(.webhookKinds), kinds))\(viewer.submit(t(.webhookSubscribe)))
                """))</details></section>
            """
    }

    private func row(_ webhook: Webhook) -> Table.Row {
        let kinds = webhook.kinds.sorted { $0.rawValue < $1.rawValue }.map { t($0.word) }
        return Table.Row([
            "<code>\(webhook.url)</code>", "\(kinds.joined(separator: t(.listGap)))",
            (webhook.isActive ? StateBadge(.going, t(.webhookActive)) : StateBadge(.plain, t(.webhookStopped))).html,
            webhook.isActive
                ? viewer.button(to: "/integrations/webhooks/\(webhook.id.rawValue)/stop", t(.webhookStop)) : .empty,
        ])
    }
}
