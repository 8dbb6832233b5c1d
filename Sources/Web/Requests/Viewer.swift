public import Kernel

/// Who looks at a page. Read anew for every request, so a right taken away is gone with the next click.
public struct Viewer: Sendable {
    /// the id of the staff record
    public let id: String
    public let name: String
    /// the title of the post held, as shown under the name
    public let post: String
    /// the name of the unit, as shown in the header
    public let unit: String
    public internal(set) var language: Language
    public let theme: Theme
    /// the id of the session, never its token
    public let session: String
    /// the secret every form of this session carries; in a page, under a mask of that page
    public internal(set) var csrf: String
    /// the same, as it is
    let formSecret: String
    /// the screen is locked: only the lock page answers
    public let isLocked: Bool
    public let now: Instant
    public let zone: Zone
    /// where the request came from, as far as it can be trusted
    public let address: String
    /// Filled in by the session middleware: where the style sheets are.
    public internal(set) var links: AssetLinks = .plain
    /// Filled in by the session middleware: what the act before this page has to say («已记录。…»).
    public internal(set) var notice: String?
    /// Whom the desk has found behind the token, with what they may do at `now`: so that what a page reads need not ask for
    /// it again. Nobody but the desk looks inside.
    public var person: (any Sendable)?
    /// What every form of this page brings along beside the session's secret: the list one came from, what one has
    /// seen. The names begin with `_`, as the secret's does, so no field of a form is mistaken for one of them.
    public var carried: [String: String] = [:]

    public init(
        id: String, name: String, post: String, unit: String, language: Language = .chinese, theme: Theme = .auto,
        session: String, csrf: String, isLocked: Bool = false, now: Instant, zone: Zone, address: String
    ) {
        self.id = id
        self.name = name
        self.post = post
        self.unit = unit
        self.language = language
        self.theme = theme
        self.session = session
        self.csrf = csrf
        formSecret = csrf
        self.isLocked = isLocked
        self.now = now
        self.zone = zone
        self.address = address
    }
}

/// Light, dark, or whatever the machine says.
public enum Theme: String, CaseIterable, Sendable, Codable {
    case auto, light, dark
}

/// Turns the token of a cookie into the person who sits there. Given by the desk, which owns the sessions.
public protocol Sessions: Sendable {
    /// nil when the token is unknown, ended or too old. `agent` is the browser's own name for itself.
    func viewer(token: String, address: String, agent: String, at now: Instant) async throws -> Viewer?

    /// The same for a request that the page makes by itself: nobody need be there, so nobody is noted as having been.
    func viewer(unattended token: String, address: String, agent: String, at now: Instant) async throws -> Viewer?
}

extension Sessions {
    /// Where nobody is noted at all.
    public func viewer(
        unattended token: String, address: String, agent: String, at now: Instant
    ) async throws -> Viewer? {
        try await viewer(token: token, address: address, agent: agent, at: now)
    }
}
