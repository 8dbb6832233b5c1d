import Database
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Handbook

/// The people of these tests: a headquarters, a region with two shops, and a few posts that reach differently far.
///
///     hq 总部 ── east 华东 ──┬─ sh1 上海一店
///                            └─ sh2 上海二店
struct TestOffice: Sendable {
    let database: any Database
    let time: TimeMachine
    let signIn: SignIn

    static let migrations = Schema.migrations
    static let hq: Unit.ID = "hq"
    static let east: Unit.ID = "east"
    static let sh1: Unit.ID = "sh1"
    static let sh2: Unit.ID = "sh2"
    static let password = "correct horse battery"
    /// Enough to be argon2id, cheap enough for a test.
    static let cost = PasswordCost(memory: 64, passes: 1, lanes: 1)
    static let passwords = PasswordThread(cost: cost)

    static func open(
        _ engine: Engine = .sqlite, migrations: [Migration] = migrations, _ body: (TestOffice) async throws -> Void
    ) async throws {
        let time = TimeMachine()
        try await withDatabase(engine, clock: time, migrations: migrations) { database in
            let office = TestOffice(
                database: database, time: time,
                signIn: SignIn(database: database, passwords: passwords))
            try await database.write { tx in
                try tx.units.add(
                    .init(id: hq, code: "hq", name: "总部", kind: .headquarters, parent: nil, handbook: "chain"))
                try tx.units.add(.init(id: east, code: "east", name: "华东", kind: .region, parent: hq, handbook: nil))
                try tx.units.add(.init(id: sh1, code: "sh1", name: "上海一店", kind: .store, parent: east, handbook: nil))
                try tx.units.add(
                    .init(id: sh2, code: "sh2", name: "上海二店", kind: .store, parent: east, handbook: "shop"))
            }
            try await body(office)
        }
    }

    /// A person who holds a post, has chosen their own password and, perhaps, a PIN.
    @discardableResult
    func hire(
        _ account: String, _ name: String, as post: String = "clerk", in unit: Unit.ID = sh1, pin: String? = nil
    ) async throws -> Staff.ID {
        let hash = try await Self.passwords.hash(Self.password)
        let pinHash = pin == nil ? nil : try await Self.passwords.hash(pin ?? "")
        return try await database.write { tx in
            var person = try tx.staff.welcome(
                Newcomer(
                    account: try #require(Account(typed: account)), name: name,
                    phone: PhoneNumber(typed: "13800138000"),
                    language: .chinese, joinedOn: Day(2026, 1, 5), post: post, unit: unit),
                password: hash, by: .house, under: TestPosts())
            person.choose(password: hash)
            person.choose(pin: pinHash)
            try tx.staff.save(person)
            return person.id
        }
    }

    func actor(_ id: Staff.ID) async throws -> Actor {
        try await database.read { tx in try tx.actor(id, under: TestPosts()) }
    }

    func write<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await database.write(body)
    }

    func read<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await database.read(body)
    }

    /// The posts of the office, the same in each unit, but for the 当值主管, whom only the handbook of `sh2` knows.
    struct TestPosts: PostCatalogue {
        func post(_ code: String, in unit: Unit.ID) throws -> Post? { try posts(in: unit).first { $0.code == code } }

        func posts(in unit: Unit.ID) throws -> [Post] {
            unit == sh2 ? Self.everywhere + [Self.dutySupervisor] : Self.everywhere
        }

        static let everywhere = [director, manager, shopkeeper, clerk, auditor]
        static let all = everywhere + [dutySupervisor]

        /// As a refusal lists them.
        static let spoken = everywhere.map { "\($0.code) \($0.title)" }

        static let director = Post(
            code: "director", title: "总监", english: "Director", superior: nil,
            permissions: [.readCase, .decideCase, .approveCompensation, .manageStaff, .issueHandbook, .readAudit],
            scope: .all, compensationLimit: 500_000, isDutySupervisor: false)
        static let manager = Post(
            code: "manager", title: "区域经理", english: "Region manager", superior: "director",
            permissions: [.readCase, .workCase, .decideCase, .approveCompensation, .manageStaff], scope: .region,
            compensationLimit: 100_000, isDutySupervisor: false)
        static let shopkeeper = Post(
            code: "shopkeeper", title: "店长", english: "Shopkeeper", superior: "manager",
            permissions: [.createCase, .readCase, .workCase, .manageStaff, .revealPersonalData], scope: .unit,
            compensationLimit: 20_000, isDutySupervisor: false)
        static let clerk = Post(
            code: "clerk", title: "门店客服", english: "Clerk", superior: "shopkeeper",
            permissions: [.createCase, .readCase, .workCase], scope: .own, compensationLimit: 5_000,
            isDutySupervisor: false)
        static let auditor = Post(
            code: "auditor", title: "审计", english: "Auditor", superior: nil, permissions: [.readAudit, .readAdherence],
            scope: .all, compensationLimit: 0, isDutySupervisor: false)
        static let dutySupervisor = Post(
            code: "duty", title: "当值主管", english: "Duty supervisor", superior: "shopkeeper",
            permissions: [.readCase, .workCase, .reassignCase], scope: .unit, compensationLimit: 10_000,
            isDutySupervisor: true)
    }
}

extension Workstation {
    static let desk = Workstation(address: "10.0.0.8", agent: "Mozilla/5.0 (desk)")
    static let elsewhere = Workstation(address: "203.0.113.9", agent: "curl/8")
}
