import Hummingbird

/// What a browser may do with our pages: nothing that we have not written ourselves.
struct SecurityHeaders: RouterMiddleware {
    let isSecure: Bool

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // An answer may be stricter with itself (a file that somebody sent us is shown in a sandbox).
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = SecurityHeaders.policy
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        // Whoever opened our page, or holds a picture of ours, is of our own place.
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.resourcePolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        // Pages hold personal data: neither a proxy nor the back button of the next person may keep them.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    /// No inline script, no inline style, no frame around us, no form that leads out.
    static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; \
        font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'
        """
}
