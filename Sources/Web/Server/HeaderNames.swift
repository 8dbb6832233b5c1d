import HTTPTypes

/// Header fields that the HTTP library has no name for.
extension HTTPField.Name {
    static let forwardedFor = named("X-Forwarded-For")
    static let forwardedHost = named("X-Forwarded-Host")
    static let csrfToken = named("X-CSRF-Token")
    static let fetchSite = named("Sec-Fetch-Site")
    static let permissionsPolicy = named("Permissions-Policy")
    static let referrerPolicy = named("Referrer-Policy")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")
    static let resourcePolicy = named("Cross-Origin-Resource-Policy")
    static let accelBuffering = named("X-Accel-Buffering")
    /// Our scripts say so of what a page asks by itself.
    static let unattended = named("X-Unattended")
    static let htmxRequest = named("HX-Request")
    static let htmxRedirect = named("HX-Redirect")
    static let htmxRetarget = named("HX-Retarget")
    static let htmxReswap = named("HX-Reswap")
    static let htmxTrigger = named("HX-Trigger")

    private static func named(_ name: StaticString) -> HTTPField.Name {
        guard let field = HTTPField.Name(name.description) else { preconditionFailure("\(name) is no token") }
        return field
    }
}
