import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Logging
import Testing
import Testkit

@testable import Desk
@testable import Web

/// A hotline under one of the packs: a unit, one person for every post, the handbook in force.
struct ContactDesk: Sendable {
    let database: any Database
    let clock: TimeMachine
    let unit: Desk.Unit.ID = "unit-main"
    let people: [String: Staff.ID]
    let handbook: Handbook

    static func open<T: Sendable>(
        _ pack: String = "software-support", on engine: Engine, _ body: @Sendable (ContactDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine()
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await body(try await ContactDesk(pack, in: database, clock))
        }
    }

    private init(_ pack: String, in database: any Database, _ clock: TimeMachine) async throws {
        let shelf = PackShelf(
            directory: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Handbooks"))
        let texts = try shelf.lineage(pack)
        let handbook = try Handbook(texts: texts)
        let unit = unit
        let people = Dictionary(uniqueKeysWithValues: handbook.posts.map { ($0.code, Staff.ID("staff-\($0.code)")) })
        try await database.write { tx in
            let version = HandbookVersion(
                id: "version-1", handbook: handbook, digest: "digest-contacts-\(pack)", effectiveAt: tx.now - .days(30),
                state: .issued(by: nil, at: tx.now - .days(30)))
            try tx.handbooks.insert(version, texts: texts, by: nil)
            try tx.handbooks.save(version)
            try tx.units.add(
                try Desk.Unit.found(id: unit, code: "main", name: "服务中心", kind: .department, under: nil, handbook: pack)
            )
            for post in handbook.posts {
                guard let person = people[post.code] else { continue }
                let staff = Staff.join(
                    id: person, account: Account(stored: post.code), name: "\(post.title)甲", phone: nil,
                    language: .chinese, password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                try tx.staff.add(staff)
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: Appointment.ID("appointment-\(post.code)"), staff, to: post.code, in: unit,
                        from: tx.now - .days(20), by: nil))
                try tx.acknowledgements.insert(Acknowledgement(version: "version-1", staff: person, at: tx.now))
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
