/// What is to be sent to an address outside, by POST.
public struct Letter: Sendable {
    public let url: String
    public let headers: [(String, String)]
    public let body: String

    public init(url: String, headers: [(String, String)], body: String) {
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// What became of a letter.
public enum Receipt: Equatable, Sendable {
    /// answered with 2xx
    case heard(status: Int)
    /// answered otherwise: it has to come again
    case turnedAway(status: Int)
    /// the address lies inside a network that nothing is sent to
    case forbiddenAddress
    /// nobody answered, and why
    case unreachable(String)

    /// For the log and the outbox; nothing where the letter was heard.
    public var failure: String? {
        switch self {
        case .heard: nil
        case .turnedAway(let status): "answered \(status)"
        case .forbiddenAddress: "the address lies in a network that webhooks may not reach (webhook-networks)"
        case .unreachable(let reason): reason
        }
    }
}
