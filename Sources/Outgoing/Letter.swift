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
}
