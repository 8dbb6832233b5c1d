import Handbook
import Kernel
import Web

/// Text to values for tokens and webhooks, from the page or from a program.
enum IntegrationForms {
    static func token(_ typed: FormData, in t: Language) throws(Invalid) -> (
        name: String, scopes: Set<String>, days: Int
    ) {
        let (name, days) = try form(
            typed.required("name", max: 60), typed.integer("days", in: 1...ApiToken.longestLife))
        let scopes = typed.all("scope").compactMap(ApiScope.init)
        guard !scopes.isEmpty, scopes.count == typed.all("scope").count else {
            throw Invalid(["scope": t(.tokenChooseScope)])
        }
        return (name, Set(scopes.map(\.rawValue)), days)
    }

    static func webhook(_ typed: FormData, in t: Language) throws(Invalid) -> (String, Set<EventKind>) {
        var problems: [String: String] = [:]
        let url = typed.text("url")
        if !Webhook.isAddress(url) { problems["url"] = t(.webhookNoAddress) }
        let named = typed.all("kinds")
        let kinds = named.compactMap(EventKind.init)
        if kinds.isEmpty || kinds.count != named.count || !kinds.allSatisfy(\.isForPrograms) {
            problems["kinds"] = t(.webhookChooseEvents)
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        return (url, Set(kinds))
    }

    /// 256 bits that nobody can guess, with a beginning by which a leaked one is recognised.
    static func secret(prefix: String) throws -> String { prefix + Secrets.base64url(try Secrets.random(bytes: 32)) }

    /// As Standard Webhooks 1.0 writes one, so that its libraries can check our signatures.
    static func webhookSecret() throws -> String { "whsec_" + Secrets.base64(try Secrets.random(bytes: 32)) }
}
