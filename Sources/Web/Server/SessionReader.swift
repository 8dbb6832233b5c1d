import Hummingbird
import Kernel

/// From the cookie to the person. The routes behind it know who asks, or that nobody does.
struct SessionReader: RouterMiddleware {
    let house: House

    /// Longer than any token of ours: what is longer is not looked up.
    private static let longestToken = 200

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        var context = context
        if var viewer = try await viewer(of: request, context.visit) {
            viewer.csrf = try FormSecret.masked(viewer.formSecret)
            viewer.links = context.visit.links
            viewer.notice = context.visit.notice
            context.viewer = viewer
            context.visit.language = viewer.language
            context.visit.trace.belongs(to: viewer.id)
        }
        var response = try await next(request, context)
        if context.visit.notice != nil, response.isWholePage {
            response.setCookie(.clearedNotice(context.visit.cookie))
        }
        return response
    }

    private func viewer(of request: Request, _ visit: Visit) async throws -> Viewer? {
        guard let token = request.cookies[visit.cookie.name]?.value, !token.isEmpty,
            token.utf8.count <= SessionReader.longestToken
        else { return nil }
        let agent = String((request.headers[.userAgent] ?? "").prefix(300))
        return isUnattended(request)
            ? try await house.sessions.viewer(unattended: token, address: visit.address, agent: agent, at: visit.now)
            : try await house.sessions.viewer(token: token, address: visit.address, agent: agent, at: visit.now)
    }

    /// The stream of events, and what a page asks for by itself when the stream or its own clock says so, tell nothing of
    /// a person at the desk: a screen that refreshes itself locks like any other (peers §4.2, S14).
    private func isUnattended(_ request: Request) -> Bool {
        request.uri.path == "/events" || request.headers[.unattended] != nil
    }
}

extension Response {
    /// A page that a person looks at, so that a notice on it has been seen.
    var isWholePage: Bool {
        status.code == 200 && headers[.contentType]?.hasPrefix("text/html") == true && headers[.vary] != "HX-Request"
    }
}

extension Cookie {
    static func clearedNotice(_ cookie: SessionCookie) -> Cookie {
        Cookie(
            name: SessionCookie.notice, value: "", maxAge: 0, path: "/", secure: cookie.isSecure, httpOnly: true,
            sameSite: .lax)
    }
}
