public import Hummingbird
import HummingbirdCore
public import Kernel
public import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The house, open for visitors. Features hang their routes on `visitors` and `signedIn`; then it runs.
///
///     let web = try WebServer(settings, sessions: …, assets: …, hub: hub, metrics: metrics, clock: …, logger: …)
///     web.signedIn.get("/cases/:id") { request, context in … }
///     try await web.run(alongside: [{ await hub.feed(from: database.announcements()) }, chores])
public struct WebServer {
    /// Routes that anybody may reach: sign-in, lock, the customer's own pages.
    public let visitors: RouterGroup<Visitor>
    /// Routes that only a person we know may reach.
    public let signedIn: RouterGroup<SignedIn>

    /// Routes for programs, under `/api/v1`; nobody reaches them without a token.
    public let programs: RouterGroup<ApiContext>

    private let router: Router<Visitor>
    private let methods = ApiMethods()
    private let house: House
    private let hub: EventHub
    private let leaving = Leaving()

    /// After that the streams are cut: whoever restarts us is waiting.
    static let longestFarewell = Duration.seconds(5)
    private static let heartbeat = Duration.seconds(20)

    public init(
        _ settings: WebSettings, sessions: any Sessions, tokens: any ApiTokens = NoTokens(), assets: Assets,
        hub: EventHub, metrics: Metrics,
        clock: @escaping @Sendable () -> Instant, logger: Logger, mayListen: @escaping MayListen,
        ready: @escaping @Sendable () async -> [Readiness] = { [] }, errorFrame: ErrorFrame? = nil,
        around: Surrounding? = nil
    ) throws {
        house = House(
            settings: settings, sessions: sessions, assets: assets, numbers: RequestNumbers(start: clock()),
            clock: clock, logger: logger)
        self.hub = hub
        router = Router(context: Visitor.self, options: .autoGenerateHeadEndpoints)

        // A middleware holds for the routes added after it.
        router.add(middleware: LastAnswers(leaving: leaving))
        router.add(middleware: UnreadBodies(limits: settings.unread))
        router.add(middleware: Numbering(house: house))
        router.add(middleware: Compression())
        router.add(middleware: try WebServer.log(metrics, hub))
        if let around { router.add(middleware: Surrounded(around: around)) }
        router.add(middleware: SecurityHeaders(isSecure: settings.isSecure))
        router.add(middleware: ErrorPages(frame: nil))
        AssetRoutes(assets: assets).add(to: router)
        StatusRoutes(metrics: metrics, monitors: settings.monitors, leaving: leaving, ready: ready).add(to: router)

        // A second time: this one knows the viewer, the first one is there when the sessions cannot be read.
        router.add(middleware: SessionReader(house: house))
        router.add(middleware: ErrorPages(frame: errorFrame))
        router.add(middleware: methods)
        router.add(middleware: FormReader(house: house))
        visitors = router.group()
        signedIn = router.group(context: SignedIn.self)
        programs = router.group("/api/v1").add(
            middleware: ApiDoor(house: house, tokens: tokens, pace: ApiPace(perMinute: settings.apiPerMinute))
        ).add(middleware: ErrorPages(frame: nil)).group(context: ApiContext.self)
        EventRoutes(hub: hub, mayListen: mayListen).add(to: signedIn)
    }

    /// All routes as they are now: for tests, and for `run`.
    public func application(
        onServerRunning: @escaping @Sendable (Int?) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        methods.learn(router.routes.map { ($0.method.rawValue, "\($0.path)") })
        return Application(
            responder: Apart(answering: router.buildResponder()),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionPatience()], idleTimeout: .seconds(60))),
            configuration: .init(
                address: .hostname(house.settings.host, port: house.settings.port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    house.settings.connections, logger: house.logger)),
            onServerRunning: { await onServerRunning($0.localAddress?.port) },
            logger: house.logger)
    }

    /// Every route there is, as `GET /cases/{id}`: for tests that walk all of them.
    var routeNames: [String] { router.routes.map { "\($0.method.rawValue) \($0.path)" }.sorted() }

    /// Serves until SIGTERM or SIGINT; then goes on for `settings.leaving`, while `/readyz` says no, takes nobody in any
    /// more and lets open answers finish, for five seconds at most.
    /// `chores` run beside it and are cancelled when it stops; one that throws stops the house.
    public nonisolated(nonsending) func run(alongside chores: [@Sendable () async throws -> Void] = []) async throws {
        let hub = hub
        let heartbeat = { @Sendable in
            while true {
                try await Task.sleep(for: WebServer.heartbeat)
                hub.beat()
            }
        }
        let logger = house.logger
        let host = house.settings.host
        let server = application { port in
            logger.notice("open", metadata: ["address": "http://\(host):\(port ?? 0)/"])
        }
        var configuration = ServiceGroupConfiguration(
            // They are asked to stop one after another, the last one first.
            services: (chores + [heartbeat]).map(Chore.init)
                + [server, Farewell(leaving: leaving, length: house.settings.leaving)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = house.settings.leaving + WebServer.longestFarewell
        try await ServiceGroup(configuration: configuration).run()
    }

    private static func log(_ metrics: Metrics, _ hub: EventHub) throws -> RequestLog {
        try metrics.gauge("qingting_open_streams", help: "Pages that listen for changes.") { Double(hub.crowd) }
        try metrics.gauge("process_resident_memory_bytes", help: "Memory held.") { residentMemory() }
        return RequestLog(
            requests: try metrics.counter(
                "qingting_http_requests_total", help: "Answers by route, method and status.",
                labels: ["route", "method", "status"]),
            latency: try metrics.histogram(
                "qingting_http_request_duration_seconds", help: "Time until the answer begins.",
                bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], labels: ["route"]))
    }
}

/// A house in which no program is known.
public struct NoTokens: ApiTokens {
    public init() {}
    public func caller(token: String, address: String, at now: Instant) async throws -> ApiCaller? { nil }
}

/// Something that runs as long as the house is open.
private struct Chore: Service {
    let body: @Sendable () async throws -> Void

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do { try await body() } catch is CancellationError {}
        }
        // A chore that is done early (a stream that ended) must not close the house.
        try? await gracefulShutdown()
    }
}
