public import Hummingbird

/// The cookie that carries a session's token. Scripts cannot read it; under https no other host can set it.
public struct SessionCookie: Sendable {
    /// served under https: the browser then holds the cookie to this host alone (`__Host-`, RFC 6265bis 4.1.3.2)
    let isSecure: Bool

    public var name: String { isSecure ? "__Host-qingting" : "qingting" }

    /// `lifetime` in seconds; the session itself ends when the desk says so.
    public func issue(_ token: String, lifetime: Int) -> Cookie {
        Cookie(
            name: name, value: token, maxAge: lifetime, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }

    public var cleared: Cookie { issue("", lifetime: 0) }

    /// Remembers the language chosen on the sign-in page, for a year. No secret: any script may know it.
    public func remembering(_ language: String) -> Cookie {
        Cookie(
            name: SessionCookie.language, value: language, maxAge: 31_536_000, path: "/", secure: isSecure,
            httpOnly: true, sameSite: .lax)
    }

    static let language = "qingting-language"
    static let notice = "qingting-notice"
}
