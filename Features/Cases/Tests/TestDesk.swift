import Database
import Handbook
import Kernel
import Testkit

@testable import Desk
@testable import Deskkit

/// A department under one of the packs: a unit, one person for every post, the handbook in force and read by all.
struct TestDesk: Sendable {
    let database: any Database
    let clock: TimeMachine
    let handbook: Handbook
    let version: HandbookVersion.ID
    let unit: Desk.Unit.ID
    let people: [String: Staff.ID]

    static let shelf = PackShelf.ofTheHouse
    static let packs = ["base", "chain-retail", "game-support", "property", "supermarket", "software-support"]

    static func open<T: Sendable>(
        _ pack: String = "chain-retail", on engine: Engine, _ body: @Sendable (TestDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine()
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await body(try await TestDesk(pack, in: database, clock))
        }
    }

    private init(_ pack: String, in database: any Database, _ clock: TimeMachine) async throws {
        let texts = try HousePacks.lineage(pack)
        let handbook = try HousePacks.handbook(of: texts)
        let unit: Desk.Unit.ID = "unit-main"
        let people = Dictionary(uniqueKeysWithValues: handbook.posts.map { ($0.code, Staff.ID("staff-\($0.code)")) })
        version = try await database.write { tx in
            let version = try tx.issue(handbook, texts, digest: "digest-\(pack)-\(handbook.clauses.count)")
            try tx.found(unit, code: "main", "客服部", by: pack)
            for post in handbook.posts {
                guard let person = people[post.code] else { continue }
                try tx.join(
                    person, account: post.code, "\(post.title)甲", as: post.code, in: unit, reading: version)
            }
            return version
        }
        self.database = database
        self.clock = clock
        self.handbook = handbook
        self.unit = unit
        self.people = people
    }

    /// Somebody at the front line: takes cases in and works them.
    var agent: Staff.ID { who(.createCase, .workCase) }

    /// Somebody who may do all of this, and is none of those.
    func who(_ permissions: Permission..., but others: Staff.ID...) -> Staff.ID {
        let able = handbook.posts.filter { $0.permissions.isSuperset(of: permissions) }
            .sorted { ($0.compensationLimit, $0.code) < ($1.compensationLimit, $1.code) }
        return able.compactMap { people[$0.code] }.first { !others.contains($0) } ?? "nobody"
    }

    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    func chores() async throws {
        _ = try await database.write { tx in try tx.obligations.act() }
        _ = try await database.write { tx in try tx.cases.resumeOverdue() }
    }

    func intake(_ change: (inout Intake) -> Void = { _ in }) -> Intake {
        var intake = Intake(
            unit: unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary, complainant: "李秀英",
            phone: PhoneNumber(typed: "138 0013 8000"), memberNumber: "M-1001",
            report: Case.Report(
                subject: "羽绒服洗后变形", content: "1月3日购买，按标签手洗后充绒结块，店员称不属于质量问题。", demand: "退货",
                category: "其他", product: "羽绒服", place: "南京路店", organisation: "个人", specialNeeds: "无"),
            promise: nil)
        change(&intake)
        return intake
    }
}
