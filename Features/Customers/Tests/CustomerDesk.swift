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

/// Two departments under one headquarters, with one person for every post of a pack in each.
struct CustomerDesk: Sendable {
    let database: any Database
    let clock: TimeMachine
    let handbook: Handbook

    static let hq: Desk.Unit.ID = "unit-hq"
    static let east: Desk.Unit.ID = "unit-east"
    static let west: Desk.Unit.ID = "unit-west"

    static func open<T: Sendable>(
        _ pack: String = "base", on engine: Engine, _ body: @Sendable (CustomerDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine()
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await body(try await CustomerDesk(pack, in: database, clock))
        }
    }

    private init(_ pack: String, in database: any Database, _ clock: TimeMachine) async throws {
        let texts = try HousePacks.lineage(pack)
        let handbook = try HousePacks.handbook(of: texts)
        try await database.write { tx in
            let edition = try tx.issue(handbook, texts, digest: "digest-customers-\(handbook.code)")
            for (id, name, parent) in [
                (Self.hq, "总部", nil), (Self.east, "华东客服部", Self.hq), (Self.west, "华西客服部", Self.hq),
            ] {
                try tx.found(id, name, under: parent, by: parent == nil ? pack : nil)
                for post in handbook.posts {
                    try tx.join(
                        Self.who(post.code, in: id), "\(post.title)\(name.prefix(2))", as: post.code, in: id,
                        reading: edition)
                }
            }
        }
        self.database = database
        self.clock = clock
        self.handbook = handbook
    }

    /// 华东客服部's 客服专员 is `staff-agent-unit-east`.
    static func who(_ post: String, in unit: Desk.Unit.ID = east) -> Staff.ID { Staff.ID("staff-\(post)-\(unit)") }

    var agent: Staff.ID { Self.who("agent") }
    var manager: Staff.ID { Self.who("manager") }
    var records: Staff.ID { Self.who("records") }

    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    /// A customer of the east, with whatever else is said of them.
    @discardableResult
    func file(
        _ name: String, _ phone: String? = nil, _ kind: Customer.Kind = .person, in unit: Desk.Unit.ID = east,
        _ change: @Sendable @escaping (inout CustomerFacts) -> Void = { _ in }
    ) async throws -> Customer.ID {
        try await database.write { tx in
            var facts = CustomerFacts(kind: kind, name: name)
            change(&facts)
            return try tx.customers.file(
                facts, phone: phone.flatMap { PhoneNumber(typed: $0) }, in: unit, by: Self.who("agent")
            ).id
        }
    }

    func intake(_ name: String, _ phone: String, needs: String = "") -> Intake {
        Intake(
            unit: Self.east, type: .complaint, source: .direct, channel: .phone, severity: .ordinary, complainant: name,
            phone: PhoneNumber(typed: phone), memberNumber: "",
            report: Case.Report(subject: "羽绒服洗后变形", content: "按标签手洗后充绒结块。", demand: "退货", specialNeeds: needs))
    }
}

/// The pages as a browser meets them.
struct CustomerHouse: Sendable {
    let client: TestClient

    static func open(
        _ engine: Engine, _ body: @Sendable @escaping (CustomerHouse, CustomerDesk) async throws -> Void
    ) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let web = try WebServer.ofTest(desk.clock)
            let workplace = Workplace(database: desk.database, idleMinutes: 0)
            CustomerRoutes(desk: workplace).add(to: web.signedIn)
            CaseRoutes(desk: workplace).add(to: web.signedIn)
            try await withServer(web) { client in try await body(CustomerHouse(client: client), desk) }
        }
    }

    func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.get(uri, as: person)
    }

    func post(_ uri: String, _ form: [String: String], as person: Staff.ID) async throws -> TestResponse {
        try await client.post(uri, form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, as: person)
    }
}
