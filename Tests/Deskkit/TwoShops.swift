import Database
import Handbook
import Hummingbird
import Kernel
import Testkit

@testable import Desk
@testable import Web

/// A service department under chain-retail and a shop that has nothing to do with it, behind a real server; a
/// complaint taken by the agent. Each person is known by their id as token.
struct TwoShops: Sendable {
    let database: any Database
    let clock: TimeMachine
    let client: TestClient
    let record: Case.ID

    static let agent: Staff.ID = "agent"
    static let manager: Staff.ID = "manager"
    /// Holds the agent's post, elsewhere.
    static let stranger: Staff.ID = "stranger"

    /// `routes` adds what the test speaks to, beside the cases.
    static func open(
        _ engine: Engine, digest: String, isScanning: Bool,
        _ routes: @Sendable @escaping (Workplace, WebServer) -> Void,
        _ body: @Sendable @escaping (TwoShops) async throws -> Void
    ) async throws {
        let clock = TimeMachine()
        try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await furnish(database, digest)
            let record = try await database.write { tx in
                try tx.cases.register(intake, by: tx.actor(agent)).id
            }
            let web = try WebServer.ofTest(clock)
            let desk = Workplace(database: database, idleMinutes: 0, isScanning: isScanning)
            routes(desk, web)
            CaseRoutes(desk: desk).add(to: web.signedIn)
            try await withServer(web) { client in
                try await body(TwoShops(database: database, clock: clock, client: client, record: record))
            }
        }
    }

    var base: String { "/cases/\(record.rawValue)" }

    func get(_ uri: String, as person: Staff.ID = agent, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await client.get(uri, as: person, headers)
    }

    func post(_ uri: String, _ form: String, as person: Staff.ID = agent) async throws -> TestResponse {
        try await client.post(uri, form, as: person)
    }

    static var intake: Intake {
        Intake(
            unit: "main", type: .complaint, source: .direct, channel: .phone, severity: .ordinary, complainant: "李秀英",
            phone: PhoneNumber(typed: "138 0013 8000"), memberNumber: "M-1001",
            report: Case.Report(
                subject: "羽绒服洗后变形", content: "1月3日购买，按标签手洗后充绒结块，店员称不属于质量问题。", demand: "退货", category: "商品质量",
                product: "羽绒服", place: "南京路店", organisation: "个人", specialNeeds: "无"), promise: nil)
    }

    private static func furnish(_ database: any Database, _ digest: String) async throws {
        let texts = try HousePacks.lineage("chain-retail")
        let handbook = try HousePacks.handbook(of: texts)
        func post(_ permissions: Permission..., without: [Permission] = []) -> String {
            handbook.posts.filter {
                $0.permissions.isSuperset(of: permissions) && $0.permissions.isDisjoint(with: without)
            }.sorted { ($0.compensationLimit, $0.code) < ($1.compensationLimit, $1.code) }.first?.code ?? ""
        }
        let frontLine = post(.createCase, .workCase, without: [.reassignCase])
        let supervising = post(.workCase, .reassignCase, .decideCase)
        try await database.write { tx in
            let edition = try tx.issue(handbook, texts, digest: digest)
            try tx.found("main", "客服部", by: "chain-retail")
            try tx.found("east", "东店", by: "chain-retail")
            for (person, post, unit) in [
                (agent, frontLine, "main"), (manager, supervising, "main"), (stranger, frontLine, "east"),
            ] {
                try tx.join(person, "\(person)甲", as: post, in: Desk.Unit.ID(unit), reading: edition)
            }
        }
    }
}
