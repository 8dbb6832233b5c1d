import Hummingbird
import Kernel
import Logging

/// First of all: every request gets a number, an address that can be trusted, a time and a language.
struct Numbering: RouterMiddleware {
    let house: House

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        var context = context
        var visit = Visit()
        visit.number = house.numbers.next()
        visit.now = house.clock()
        visit.address = senderAddress(
            peer: context.peer, forwardedFor: request.headers[.forwardedFor], trusting: house.settings.trustedProxies)
        visit.language = Numbering.language(of: request)
        visit.target = request.uri.string
        visit.isFragment = request.headers[.htmxRequest] == "true"
        visit.links = house.assets.links
        visit.cookie = SessionCookie(isSecure: house.settings.isSecure)
        visit.notice = Numbering.notice(of: request)
        context.visit = visit
        // The library's own number would be a second one beside ours: `context.id` and the log show the same.
        context.logger[metadataKey: "hb.request.id"] = "\(visit.number)"
        return try await next(request, context)
    }

    /// The cookie of the sign-in page, then the order in which the browser names its languages, then Chinese.
    private static func language(of request: Request) -> Language {
        if let cookie = request.cookies[SessionCookie.language], let chosen = Language(rawValue: cookie.value) {
            return chosen
        }
        return Language(accepted: request.headers[.acceptLanguage] ?? "")
    }

    private static func notice(of request: Request) -> String? {
        request.cookies[SessionCookie.notice].flatMap { SessionCookie.notice(in: $0.value) }
    }
}
