import Database
import Desk
import Foundation
import Kernel
import Logging
import Outgoing
import Web

/// The house, open for work: database, chores and web server, from start to the last farewell.
enum House {
    /// Runs until SIGTERM or SIGINT, then (after `leaving-seconds`) stops within five seconds: answers that run are ended,
    /// streams closed, the chore in hand is finished or undone, the database closed. `prepare` runs once, before anybody comes in.
    static func start(
        _ configuration: Configuration, prepare: (any Database) async throws -> Void = { _ in }
    ) async throws {
        let world = RealWorld()
        let logger = Logger.house(configuration.logLevel)
        try await OpenHouse.prepare(configuration, in: world) { database, applied in
            for name in applied { logger.notice("migrated", metadata: ["migration": "\(name)"]) }
            try await prepare(database)
            try await open(database, configuration, world, logger)
        }
    }

    private static func open(
        _ database: any Database, _ configuration: Configuration, _ world: RealWorld, _ logger: Logger
    ) async throws {
        let assets = try assets(configuration, logger)
        let furnishing = Furnishing(
            database: database, configuration: configuration, mail: MailWay(configuration))
        let metrics = Metrics()
        let vitals = vitals(of: database, configuration, world, logger)
        let chores = try RunningChores(
            furnishing.chores, on: database, watch: { vitals.watch(ofChore: $0) },
            report: choreReport(to: metrics, vitals, logger))
        try await chores.register()
        try metrics.add(houseOf: database, chores)
        let hub = EventHub(perPerson: configuration.pagesPerPerson)
        let web = try WebServer(
            WebSettings(configuration), sessions: furnishing.sessions, tokens: furnishing.tokens, assets: assets,
            hub: hub, metrics: metrics,
            clock: world.clock, logger: logger, mayListen: furnishing.mayListen,
            ready: { await readiness(of: database, chores) }, errorFrame: furnishing.errorFrame,
            around: vitals.aroundAnswers)
        furnishing.addRoutes(to: web)
        let courier = WebhookCourier(database, send: sender(configuration))
        try await web.run(alongside: [
            { try await keepSending(courier, logger) },
            { await hub.feed(from: database.announcements()) },
            { try await keepDoing(chores, logger) },
            { try await keepCaring(furnishing.care, logger) },
            { try await keepTraining(furnishing.categoryTraining, logger) },
            { try await keepProposing(furnishing.rosterProposals, logger) },
            { try await keepFetching(furnishing.mail, logger) },
            { try await keepPosting(furnishing.mailCourier, logger) },
            { try await keepCounting(vitals, hub, logger) },
        ])
    }

    private static func assets(_ configuration: Configuration, _ logger: Logger) throws -> Assets {
        do {
            let assets = try Assets(installedAt: configuration.assets)
            for file in assets.missing { logger.warning("asset missing", metadata: ["file": "\(file)"]) }
            return assets
        } catch {
            throw Unavailable("\(configuration.assets)/Public cannot be read; name the directory with --assets")
        }
    }

    /// Looks five times a second what is due: the fastest chore, sealing, then stays within its second.
    private static func keepDoing(_ chores: RunningChores, _ logger: Logger) async throws {
        var isReachable = true
        while true {
            do {
                try await chores.runDue()
                if !isReachable { logger.notice("the database answers again") }
                isReachable = true
            } catch {
                // Said once, not five times a second.
                if isReachable { logger.error("chores stand still", metadata: ["error": "\(error)"]) }
                isReachable = false
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// New attachments are scanned and drawn within a second or two.
    private static func keepCaring(_ care: ContentCare, _ logger: Logger) async throws {
        while true {
            do {
                try await care.round()
            } catch let error where !(error is CancellationError) {
                logger.error("attachments are not looked after", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: .milliseconds(700))
        }
    }

    /// What was asked for is learned within seconds, between whatever else is to be done.
    private static func keepTraining(_ care: CategoryTrainingCare, _ logger: Logger) async throws {
        while true {
            do {
                try await care.round()
            } catch let error where !(error is CancellationError) {
                logger.error("category hints are not trained", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: .seconds(3))
        }
    }

    /// Rosters that were asked for are made within seconds, one after the other.
    private static func keepProposing(_ care: RosterProposalCare, _ logger: Logger) async throws {
        while true {
            do {
                try await care.round()
            } catch let error where !(error is CancellationError) {
                logger.error("rosters are not proposed", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: .seconds(1))
        }
    }

    /// Letters are fetched when they are due.
    private static func keepFetching(_ mail: MailboxCare, _ logger: Logger) async throws {
        try await keepServing(every: .seconds(1), { try await mail.visitsDue() }) { visit in
            do {
                try await mail.make(visit)
            } catch let error where !(error is CancellationError) {
                logger.error("letters are not fetched", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Ours leave within seconds, whatever becomes of fetching.
    private static func keepPosting(_ courier: MailCourier, _ logger: Logger) async throws {
        try await keepServing(every: .seconds(1), { try await courier.tripsDue() }) { trip in
            do {
                try await courier.make(trip)
            } catch let error where !(error is CancellationError) {
                logger.error("letters are not sent", metadata: ["error": "\(error)"])
            }
        }
    }

    /// What the node has counted is written down once a minute.
    private static func keepCounting(_ vitals: VitalCare, _ hub: EventHub, _ logger: Logger) async throws {
        while true {
            try await Task.sleep(for: .seconds(60))
            do {
                try await vitals.round(memory: Int64(residentMemory() ?? 0), streams: hub.crowd)
            } catch let error where !(error is CancellationError) {
                logger.error("the counts of this node are not written", metadata: ["error": "\(error)"])
            }
        }
    }

    private static func vitals(
        of database: any Database, _ configuration: Configuration, _ world: RealWorld, _ logger: Logger
    ) -> VitalCare {
        VitalCare(
            database, node: "\(ProcessInfo.processInfo.hostName):\(configuration.port)", version: Qingting.version,
            slow: configuration.slowStatement, ids: world.ids, clock: world.clock
        ) { work, statement, elapsed in
            logger.warning(
                "slow statement",
                metadata: ["work": "\(work)", "ms": "\(elapsed.milliseconds)", "statement": "\(statement)"])
        }
    }

    /// Looks twice a second whether a webhook waits.
    private static func keepSending(_ courier: WebhookCourier, _ logger: Logger) async throws {
        try await keepServing(every: .milliseconds(500), { try await courier.lanesDue() }) { lane in
            _ = try? await courier.serve(lane)
        }
    }

    /// Looks again and again what is due, and waits for whoever is slow beside the others. A database that is away is the
    /// chores' to complain of.
    private static func keepServing<Due: Sendable>(
        every pause: Swift.Duration, _ due: () async throws -> [Due],
        _ serve: @escaping @Sendable (Due) async throws -> Void
    ) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                for one in (try? await due()) ?? [] { group.addTask { try await serve(one) } }
                try await Task.sleep(for: pause)
            }
        }
    }

    /// The way of webhooks to the network: to public addresses, and to those of the configuration.
    private static func sender(_ configuration: Configuration) -> WebhookCourier.Send {
        let allowed = configuration.webhookNetworks.compactMap { AddressRange($0) }
        let office = PostOffice { address in
            AddressRange.isPublic(address) || allowed.contains { $0.contains(address) }
        }
        return { url, headers, body in await office.send(Letter(url: url, headers: headers, body: body)).failure }
    }

    private static func choreReport(
        to metrics: Metrics, _ vitals: VitalCare, _ logger: Logger
    ) throws -> @Sendable (RunningChores.Run) -> Void {
        let counter = try metrics.counter(
            "qingting_chore_runs_total", help: "Pieces of work by chore and outcome.", labels: ["chore", "outcome"])
        let duration = try metrics.histogram(
            "qingting_chore_duration_seconds", help: "Time of one piece of work.",
            bounds: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10], labels: ["chore"])
        return { run in
            vitals.add(run)
            duration.observe(run.elapsed / .seconds(1), labels: [run.chore])
            switch run.outcome {
            case .done, .more: counter.add(labels: [run.chore, "done"])
            case .taken: counter.add(labels: [run.chore, "taken"])
            case .stumbled(let reason):
                counter.add(labels: [run.chore, "stumbled"])
                logger.error("chore stumbled", metadata: ["chore": "\(run.chore)", "error": "\(reason)"])
            case .failed(let times, let reason):
                counter.add(labels: [run.chore, "failed"])
                logger.error(
                    "chore failed",
                    metadata: ["chore": "\(run.chore)", "times": "\(times)", "error": "\(reason)"])
            }
        }
    }

    /// A chore that ails is said and does not take the node out of the balance: the others would ail as well.
    private static func readiness(of database: any Database, _ chores: RunningChores) async -> [Readiness] {
        do {
            let ailing = try await chores.states().filter(\.needsAttention).map(\.name)
            return [
                Readiness("database", isReady: true),
                Readiness(
                    ailing.isEmpty ? "chores" : "chores (\(ailing.joined(separator: ", ")) ailing)", isReady: true),
            ]
        } catch {
            return [Readiness("database", isReady: false)]
        }
    }
}

extension WebSettings {
    /// The texts of the networks have been checked when the configuration was read.
    init(_ configuration: Configuration) {
        self.init()
        host = configuration.host
        port = configuration.port
        connections = DescriptorLimit.raise()
        isSecure = configuration.isSecure
        apiPerMinute = configuration.apiPerMinute
        leaving = configuration.leaving
        trustedProxies = configuration.trustedProxies.compactMap { AddressRange($0) }
        zone = configuration.zone
    }
}

extension Logger {
    /// One line an event on the standard error, so that answers on the standard output stay alone.
    fileprivate static func house(_ level: Configuration.LogLevel) -> Logger {
        var logger = Logger(label: "qingting") { PlainLines(StreamLogHandler.standardError(label: $0)) }
        logger.logLevel = Logger.Level(rawValue: level.rawValue) ?? .info
        return logger
    }
}
