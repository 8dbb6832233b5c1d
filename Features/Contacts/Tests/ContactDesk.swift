import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// A hotline under one of the packs: a unit, one person for every post, the handbook in force.
struct ContactDesk: Sendable {
    let database: any Database
    let clock: TimeMachine
    let unit: Desk.Unit.ID = "unit-main"
    let people: [String: Staff.ID]
    let handbook: Handbook

    /// `advising` is a rule that the pack requires and the trial only advises.
    static func open<T: Sendable>(
        _ pack: String = "software-support", advising rule: String = "", on engine: Engine,
        _ body: @Sendable (ContactDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine()
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await body(try await ContactDesk(pack, advising: rule, in: database, clock))
        }
    }

    private init(_ pack: String, advising rule: String, in database: any Database, _ clock: TimeMachine) async throws {
        let texts = try HousePacks.lineage(pack).map { text in
            guard !rule.isEmpty else { return text }
            let required = "strength: require\n    rule: \(rule)"
            return try PackText(file: text.file, text: text.text.replacing(required, with: "rule: \(rule)"))
        }
        let handbook = try HousePacks.handbook(of: texts)
        let unit = unit
        let people = Dictionary(uniqueKeysWithValues: handbook.posts.map { ($0.code, Staff.ID("staff-\($0.code)")) })
        try await database.write { tx in
            let version = try tx.issue(handbook, texts, digest: "digest-contacts-\(pack)-\(rule)")
            try tx.found(unit, code: "main", "服务中心", by: pack)
            for post in handbook.posts {
                guard let person = people[post.code] else { continue }
                try tx.join(
                    person, account: post.code, "\(post.title)甲", as: post.code, in: unit, reading: version)
            }
        }
        self.database = database
        self.clock = clock
        self.people = people
        self.handbook = handbook
    }

    var agent: Staff.ID { people["agent"] ?? "" }
    var engineer: Staff.ID { people["engineer"] ?? "" }

    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    func begin(_ channel: Channel = .phone) async throws -> Contact.ID {
        try await act(as: agent) { [unit] tx, actor in try tx.contacts.begin(channel, in: unit, by: actor).id }
    }

    static let record = Contact.Record(
        caller: "欧阳娜娜", organisation: "西部信息公司", phone: PhoneNumber(typed: "13800138000"), purpose: .enquiry,
        subject: "登录时提示证书过期", content: "早上起登录不上，同事的电脑正常。", answer: "重新安装证书即可。", rings: 2,
        hungUpBy: .customer)

    /// How each clock and check of a record stands: rule → outcome.
    func ledger(_ subject: Subject) async throws -> [String: String] {
        let all = try await database.read { tx in try tx.obligations.all(of: subject) }
        return Dictionary(
            all.map { obligation in
                switch obligation.state {
                case .open: (obligation.rule.name, obligation.breachedAt == nil ? "open" : "overdue")
                case .ended(let outcome, _, _): (obligation.rule.name, outcome.rawValue)
                }
            }
        ) { $1 }
    }

    func chores() async throws { _ = try await database.write { tx in try tx.obligations.act() } }
}
