/// Where letters are fetched from, or taken to: a server, how the line to it is guarded, and who we are there.
public struct MailServer: Sendable {
    public enum Guard: String, Sendable {
        /// TLS from the first byte
        case tls
        /// TLS before the password is said; a server that will not is not spoken to
        case startTLS = "starttls"
        /// in the clear: to this machine only
        case plain
    }

    public let host: String
    public let port: Int
    public let line: Guard
    public let user: String
    public let password: String

    public init(host: String, port: Int, line: Guard, user: String, password: String) {
        self.host = host
        self.port = port
        self.line = line
        self.user = user
        self.password = password
    }
}

/// Why nothing came of it, for a person who can do something about it.
public struct MailFault: Error, Equatable, Sendable {
    public enum Reason: String, CaseIterable, Sendable {
        case unknownHost = "unknown-host"
        case forbiddenAddress = "forbidden-address"
        /// nobody listens there
        case refused
        case tooSlow = "too-slow"
        /// the server's certificate is not believed, or it offers no TLS
        case certificate
        case noTLS = "no-tls"
        case login
        case noSuchFolder = "no-such-folder"
        case noSuchLetter = "no-such-letter"
        /// of a letter of ours: the server will not have its sender or receiver
        case address
        case tooLarge = "too-large"
        case hungUp = "hung-up"
        case other
    }

    public let reason: Reason
    /// in the words of the library or the server; no secret of ours
    public let words: String

    public init(_ reason: Reason, _ words: String) {
        self.reason = reason
        self.words = words
    }
}
