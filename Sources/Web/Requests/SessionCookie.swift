public import Hummingbird
import Kernel

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

/// What other cookies and the browser's own words say; anybody may have written them.
extension SessionCookie {
    /// The sentence that an act left for the next page; nothing where it is none that we wrote.
    static func notice(in value: String) -> String? {
        guard value.utf8.count <= 3000 else { return nil }
        let decoded = try? URLEncoding.decode("n=\(value)".utf8, limit: 1)
        return decoded?["n"]?.first.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Language {
    /// The first of ours in the order in which the browser names its languages, then Chinese.
    init(accepted header: String) {
        let tags = header.split(separator: ",").prefix(10).map { String($0).trimmed.lowercased() }
        let first = tags.first { $0.hasPrefix("zh") || $0.hasPrefix("en") }
        self = first?.hasPrefix("en") == true ? .english : .chinese
    }
}
