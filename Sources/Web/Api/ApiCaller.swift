public import Kernel

/// What a program may do with a token; the person behind it must be allowed to as well.
public enum ApiScope: String, CaseIterable, Sendable, Codable {
    case readCases = "cases:read"
    case writeCases = "cases:write"
    case readCustomers = "customers:read"
    case writeCustomers = "customers:write"
    case readContacts = "contacts:read"
    case writeContacts = "contacts:write"
    case readFiles = "files:read"
    case writeFiles = "files:write"
    case readWork = "work:read"
    case writeWork = "work:write"
    case readReports = "reports:read"
    case exchange = "exchange:write"
    case readHandbook = "handbook:read"
    case readEvents = "events:read"
    case manageWebhooks = "webhooks:manage"
}

/// The program that calls, and the person in whose name it acts.
public struct ApiCaller: Sendable {
    public internal(set) var viewer: Viewer
    /// the id of the token, never the token
    public let token: String
    public let scopes: Set<ApiScope>

    public init(viewer: Viewer, token: String, scopes: Set<ApiScope>) {
        self.viewer = viewer
        self.token = token
        self.scopes = scopes
    }
}

/// Turns a token into who calls. Given by the desk, which owns the tokens.
public protocol ApiTokens: Sendable {
    /// nil when the token is unknown, expired, taken back, or its person has left
    func caller(token: String, address: String, at now: Instant) async throws -> ApiCaller?
}
