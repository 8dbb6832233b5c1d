import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Logging
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// A department whose last month has been played: enough of everything to be counted.
struct PlayedMonth: Sendable {
    let database: any Database
    let now: Instant
    /// Somebody who may read the reports of everything, and somebody who may not read any.
    let manager: Staff.ID
    let stranger: Staff.ID

    static let shelf = PackShelf.ofTheHouse

    /// Wednesday, 16 September 2026, in the middle of a working afternoon.
    static let afternoon = Zone.shanghai.instant(Day(2026, 9, 16), .at(15, 20))

    static func play(
        _ pack: String = "chain-retail", on engine: Engine, cases: Int = 40, dice: UInt64 = 7,
        _ body: @Sendable @escaping (PlayedMonth) async throws -> Void
    ) async throws {
        let time = TimeMachine(DemoHistory.beginning(before: afternoon))
        try await withDatabase(engine, clock: time, migrations: Schema.migrations) { database in
            _ = try await DemoHistory.play(
                pack, from: shelf, into: database,
                clock: SimulatedClock(reading: { time.now }, setting: { time.set(to: $0) }), until: afternoon,
                dice: dice,
                cases: cases, passwords: PasswordThread(cost: PasswordCost(memory: 64, passes: 1, lanes: 1)))
            let (manager, stranger) = try await database.read { tx in
                let actors = try tx.execute("SELECT id FROM staff ORDER BY id LIMIT 200")
                    .map { try tx.actor(Staff.ID(try $0.text("id"))) }
                let readers = actors.filter { $0.units(permitting: .readAdherence) == .all && $0.holds(.readCase) }
                let others = actors.filter { !$0.holds(.readAdherence) && !$0.holdings.isEmpty }
                return (readers.first?.staff.id ?? "nobody", others.first?.staff.id ?? "nobody")
            }
            try await body(PlayedMonth(database: database, now: afternoon, manager: manager, stranger: stranger))
        }
    }

    var query: FigureQuery { FigureQuery(from: Day(2026, 8, 25), to: Day(2026, 9, 16)) }

    func scope(_ query: FigureQuery) async throws -> FigureScope {
        try await database.read { tx in
            try tx.figures.scope(query, for: tx.actor(manager), in: .shanghai)
        }
    }

    /// The pages behind a real server, each person known by their id as token.
    func serve(
        mostAtOnce: Int = 10_000, _ body: @Sendable @escaping (Client) async throws -> Void
    ) async throws {
        var settings = WebSettings()
        settings.port = 0
        let now = now
        let web = try WebServer(
            settings, sessions: TokenSessions(), assets: Assets([:]), hub: EventHub(), metrics: Metrics(),
            clock: { now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            mayListen: { _, _ in true })
        let desk = Workplace(database: database, idleMinutes: 0)
        FigureRoutes(desk: desk, mostAtOnce: mostAtOnce).add(to: web.signedIn)
        DigestRoutes(desk: desk).add(to: web.signedIn)
        SearchRoutes(desk: desk).add(to: web.signedIn)
        try await withServer(web) { client in try await body(Client(client: client)) }
    }

    struct Client: Sendable {
        let client: TestClient

        func get(_ uri: String, as person: Staff.ID, _ headers: HTTPFields = [:]) async throws -> TestResponse {
            try await client.get(uri, as: person, headers)
        }

        func post(_ uri: String, _ form: String, as person: Staff.ID) async throws -> TestResponse {
            try await client.execute(
                uri: uri, method: .post,
                headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
                body: ByteBuffer(string: "\(form)&_csrf=secret"))
        }
    }
}
