public import Kernel
import Logging

/// Where the house stands on the network.
public struct WebSettings: Sendable {
    public var host = "127.0.0.1"
    /// 0 lets the system choose
    public var port = 8080
    /// served under https, by a proxy before us: cookies are then bound to it
    public var isSecure = false
    /// proxies whose `X-Forwarded-For` is believed
    public var trustedProxies: [AddressRange] = []
    /// who may read `/metrics`
    public var monitors = AddressRange.loopback
    /// the zone of typed times before anybody has signed in
    public var zone = Zone.shanghai
    /// how much may come with a form that brings files
    public var uploads = UploadLimits()
    /// how many requests a minute one token may make
    public var apiPerMinute = 600
    /// how long to go on after being asked to stop, so that a balancer hears of it
    public var leaving = Duration.zero
    /// how many connections are open at once; who comes then waits in the system's line
    public var connections = 10_000
    /// how much of a body that nobody reads is passed over
    var unread = UnreadLimits()

    public init() {}
}

/// What the middlewares share. All of it is given; nothing here is made by itself.
struct House: Sendable {
    let settings: WebSettings
    let sessions: any Sessions
    let assets: Assets
    let numbers: RequestNumbers
    let clock: @Sendable () -> Instant
    let logger: Logger
}

/// One thing a request needs, and whether it answers: the database, the handbook in force.
public struct Readiness: Sendable {
    public let name: String
    public let isReady: Bool

    public init(_ name: String, isReady: Bool) {
        self.name = name
        self.isReady = isReady
    }
}
