public import Hummingbird
public import Kernel

/// What every request carries, whoever sent it. Filled in by the middlewares before a route sees it.
public struct Visit: Sendable {
    /// short and sortable: what a person reads to us on the telephone when something broke
    public internal(set) var number = "-"
    /// the peer's address; from `X-Forwarded-For` only when the peer is a proxy we trust
    public internal(set) var address = ""
    public internal(set) var now = Instant(milliseconds: 0)
    /// the viewer's; before sign-in the cookie's or the browser's
    public internal(set) var language = Language.chinese
    /// path and query of this request: where to come back to after signing in
    public internal(set) var target = "/"
    public internal(set) var query = FormData.empty
    /// the fields of the body, empty where it is no form
    public internal(set) var form = FormData.empty
    /// the files that came with a `multipart/form-data` body; each is removed with its last mention
    public internal(set) var files: [UploadedFile] = []
    /// the request was made by htmx and wants a part of a page
    public internal(set) var isFragment = false
    public internal(set) var links = AssetLinks.plain
    public internal(set) var notice: String?
    public internal(set) var cookie = SessionCookie(isSecure: false)

    let trace = RequestTrace()
}

/// A context of this house: a `Visitor`, or anything made from one.
public protocol HouseContext: RequestContext {
    var visit: Visit { get }
}

extension HouseContext {
    public var form: FormData { visit.form }
    public var query: FormData { visit.query }

    /// The files sent in one field of the form, in the order of their choice.
    public func files(_ field: String) -> [UploadedFile] { visit.files.filter { $0.field == field } }

    public var isFragment: Bool { visit.isFragment }

    /// A piece of the path, `:id`. A route without it is never reached, so its absence is «no such page»; and no record
    /// of ours bears a name that is this long or has signs nobody can print (PostgreSQL keeps no NUL).
    public func path(_ name: String) throws -> String {
        guard let value = parameters.get(name), value.utf8.count <= 200,
            value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw HTTPError(.notFound) }
        return value
    }

    /// The identifier in the path: `context.id("id")`, typed by where it is used.
    public func identifier<Owner>(_ name: String = "id") throws -> Identifier<Owner> {
        Identifier(try path(name))
    }
}

/// Everybody, known or not. Routes for people who have not signed in take this one.
public struct Visitor: HouseContext, Sendable {
    public var coreContext: CoreRequestContextStorage
    public internal(set) var visit = Visit()
    /// the person of the session, locked or not
    public internal(set) var viewer: Viewer?
    /// the program that calls, behind the door for programs
    var caller: ApiCaller?
    let peer: String

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

/// Somebody we know. A route in this context cannot be reached by anybody else: there is no optional to unwrap and
/// no middleware to forget. Others are sent to the sign-in page and back, a locked screen to the lock page.
public struct SignedIn: ChildRequestContext, HouseContext {
    public var coreContext: CoreRequestContextStorage
    public let visit: Visit
    public let viewer: Viewer

    public init(context: Visitor) throws {
        guard let viewer = context.viewer else { throw SentElsewhere.signIn(next: context.visit.target) }
        guard !viewer.isLocked else { throw SentElsewhere.lock(next: context.visit.target) }
        coreContext = context.coreContext
        visit = context.visit
        self.viewer = viewer
    }
}
