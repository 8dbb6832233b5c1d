import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Logging
import NIOCore
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// A service centre and another one beside it, under a pack, with one person for every post in each.
struct ReceptionDesk: Sendable {
    let database: any Database
    let clock: TimeMachine

    static let unit: Desk.Unit.ID = "unit-main"
    static let other: Desk.Unit.ID = "unit-other"

    static func open<T: Sendable>(
        on engine: Engine, _ body: @Sendable (ReceptionDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine()
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await body(try await ReceptionDesk(in: database, clock))
        }
    }

    private init(in database: any Database, _ clock: TimeMachine) async throws {
        let texts = try HousePacks.lineage("base")
        let handbook = try HousePacks.handbook(of: texts)
        try await database.write { tx in
            let version = try tx.issue(handbook, texts, digest: "digest-reception-base")
            for (id, name) in [(Self.unit, "服务中心"), (Self.other, "另一中心")] {
                try tx.found(id, name, by: "base")
                for post in handbook.posts {
                    try tx.join(
                        Self.who(post.code, in: id), "\(post.title)\(name.prefix(1))", as: post.code, in: id,
                        reading: version)
                }
            }
        }
        self.database = database
        self.clock = clock
    }

    static func who(_ post: String, in unit: Desk.Unit.ID = unit) -> Staff.ID { Staff.ID("\(post)-\(unit)") }

    var agent: Staff.ID { Self.who("agent") }
    var supervisor: Staff.ID { Self.who("supervisor") }
    var manager: Staff.ID { Self.who("manager") }

    @discardableResult
    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    static func plan(_ hours: String = "周一至周五 09:00-18:00") -> ReceptionPlan {
        ReceptionPlan(
            unit: unit,
            facts: ReceptionChannel.Facts(
                kind: .hotline, name: "客服热线", address: "400-820-0000", published: "官网、小票", standard: "三声内接起",
                forward: "转组长手机"),
            hours: [WeekHours(typed: hours)].compactMap(\.self))
    }

    func hotline() async throws -> ReceptionChannel.ID {
        try await act(as: supervisor) { tx, actor in try tx.receptionChannels.enter(Self.plan(), by: actor).id }
    }

    func arrange(_ hours: String, _ holder: Staff.ID, _ backup: Staff.ID?, on id: ReceptionChannel.ID) async throws {
        try await act(as: supervisor) { tx, actor in
            guard let hours = WeekHours(typed: hours) else { return }
            try tx.receptionChannels.arrange(hours, holder: holder, backup: backup, on: id, by: actor)
        }
    }

    /// How each clock of a record stands: rule → outcomes, in order.
    func ledger(_ subject: Subject) async throws -> [String: [String]] {
        let all = try await database.read { tx in try tx.obligations.all(of: subject) }
        return Dictionary(
            grouping: all.sorted { ($0.startedAt, $0.id.rawValue) < ($1.startedAt, $1.id.rawValue) }, by: \.rule.name
        ).mapValues { $0.map { if case .ended(let outcome, _, _) = $0.state { outcome.rawValue } else { "open" } } }
    }
}

/// The pages as a browser meets them.
struct ReceptionHouse: Sendable {
    let client: TestClient

    static func open(
        _ engine: Engine, _ body: @Sendable @escaping (ReceptionHouse, ReceptionDesk) async throws -> Void
    ) async throws {
        try await ReceptionDesk.open(on: engine) { desk in
            let web = try WebServer.ofTest(desk.clock)
            let workplace = Workplace(database: desk.database, idleMinutes: 0)
            ReceptionChannelRoutes(desk: workplace).add(to: web.signedIn)
            ContactRoutes(desk: workplace).add(to: web.signedIn)
            try await withServer(web) { client in try await body(ReceptionHouse(client: client), desk) }
        }
    }

    func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.get(uri, as: person)
    }

    func post(_ uri: String, _ form: [String: String], as person: Staff.ID) async throws -> TestResponse {
        try await client.post(uri, form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, as: person)
    }
}
