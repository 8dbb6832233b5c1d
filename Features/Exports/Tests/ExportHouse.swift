import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Logging
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Sheets
@testable import Web

/// A department under the pack all others extend, its pages behind a real server, each person known by their id.
struct ExportHouse: Sendable {
    let client: TestClient
    let database: any Database
    let clock: TimeMachine

    static let manager: Staff.ID = "staff-manager"
    static let supervisor: Staff.ID = "staff-supervisor"
    static let agent: Staff.ID = "staff-agent"
    /// Holds the posts of manager, executive and administrator at once.
    static let everything: Staff.ID = "staff-everything"

    static func open(_ engine: Engine, _ body: @Sendable @escaping (ExportHouse) async throws -> Void) async throws {
        let clock = TimeMachine()
        try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await settle(database)
            var settings = WebSettings()
            settings.port = 0
            let web = try WebServer(
                settings, sessions: TokenSessions(), assets: Assets([:]), hub: EventHub(), metrics: Metrics(),
                clock: clock.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                mayListen: { _, _ in true })
            ExportRoutes(desk: Workplace(database: database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                try await body(ExportHouse(client: client, database: database, clock: clock))
            }
        }
    }

    private static func settle(_ database: any Database) async throws {
        let texts = try HousePacks.lineage("base")
        let handbook = try HousePacks.handbook(of: texts)
        try await database.write { tx in
            let edition = HandbookVersion(
                id: "version-1", code: "base", title: handbook.document.title, number: handbook.document.number,
                version: handbook.document.version, effectiveAt: tx.now - .days(30),
                digest: "digest-export-\(handbook.clauses.count)", state: .issued(by: nil, at: tx.now - .days(30)))
            try tx.handbooks.insert(edition, texts: texts, by: nil)
            try tx.handbooks.save(edition)
            try tx.units.add(
                .init(
                    id: "unit-main", code: "main", name: "客服部", kind: .department, parent: nil, handbook: "base"))
            let single = handbook.posts.map { ("staff-\($0.code)", "\($0.title)甲", [$0.code]) }
            for (id, name, posts) in single + [
                ("staff-everything", "多岗位", ["manager", "executive", "administrator"])
            ] {
                let person = Staff.join(
                    id: Staff.ID(id), account: Account(stored: id), name: name, phone: nil, language: .chinese,
                    password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                try tx.staff.add(person)
                for post in posts {
                    try tx.appointments.add(
                        try Appointment.appoint(
                            id: Appointment.ID("appointment-\(id)-\(post)"), person, to: post, in: "unit-main",
                            from: tx.now - .days(20), by: nil))
                }
            }
        }
    }

    func register(_ count: Int, content: String = "按标签手洗后充绒结块。") async throws {
        try await database.write { tx in
            let actor = try tx.actor(Self.agent)
            for number in 1...count {
                _ = try tx.cases.register(
                    Intake(
                        unit: "unit-main", type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                        complainant: "李秀英", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
                        report: Case.Report(subject: "羽绒服 \(number)", content: content, demand: "退货")), by: actor)
            }
        }
    }

    /// One record for each list that the cases alone leave empty.
    static func furnish(_ tx: Transaction, cases ids: [Case.ID]) throws {
        let person = try tx.actor(everything)
        for id in ids { try tx.searchIndex.put(tx.cases.require(id)) }
        var condition = Condition()
        condition.types = [.complaint]
        try tx.lines.insert(
            Line(
                id: "line-all", unit: "unit-main", name: "全部", isOpen: true, condition: condition,
                categories: [], needs: [Line.Need(skill: "粤语", level: 2)], method: .roundRobin,
                keepsFirstReceiver: false, prefersLastHandler: false, prefersNearest: false, minutesToTake: 10,
                refusalsAllowed: 3))
        try tx.contacts.begin(.phone, in: "unit-main", by: person)
        _ = try tx.messages.take(
            Message.Note(caller: "王丽", matter: "请回电"), for: everything, in: "unit-main", contact: nil,
            by: tx.actor(agent))
        try tx.caseLibrary.save(
            QualityIssue(
                id: tx.ids.make(), record: ids[0],
                text: QualityIssue.Text(product: "羽绒服", batch: "A17", defect: "洗后充绒结块", store: "一店"),
                notedBy: agent, notedAt: tx.now))
        try tx.caseLibrary.save(
            Problem(id: tx.ids.make(), number: "P-1", unit: "unit-main", cause: "充绒不均", openedAt: tx.now))
        _ = try tx.digests.begin("unit-main", Digest.Month(of: Day(2025, 12, 1)), by: person)
        try tx.imports.insert(
            Import(
                id: tx.ids.make(), number: 1, kind: .cases, unit: "unit-main", source: "旧系统",
                file: Import.File(name: "cases.csv", size: 10, digest: "00"), by: everything, at: tx.now))
        try tx.leaveDay(of: "unit-main", by: everything, worker: agent)
    }

    func ask(
        _ list: String = "cases", query: String = "view=open", columns: [String] = ["number", "subject"],
        reveals: Bool = false
    ) async throws -> Export {
        try #require(
            try await ask(
                list, query: query, columns: columns, reveals: reveals, as: Self.supervisor, mayBeEmpty: false))
    }

    func ask(
        _ list: String, query: String, columns: [String], reveals: Bool = false, as person: Staff.ID, mayBeEmpty: Bool
    ) async throws -> Export? {
        let boxes = columns.map { "column=\($0)" }.joined(separator: "&")
        let response = try await post(
            "/exports",
            "list=\(list)&query=\(query.replacing("=", with: "%3D"))&\(boxes)&reason=%E6%9C%88%E5%BA%A6%E5%A4%8D%E7%9B%98\(reveals ? "&reveals=1" : "")",
            as: person)
        if mayBeEmpty, response.status == .conflict { return nil }
        #expect(response.status == .seeOther)
        // Of one instant the ids tell which came last.
        return try await database.read { tx in
            try tx.exports.list(reach: .all, of: person, limit: 50, offset: 0).exports.max { $0.number < $1.number }
        }
    }

    func load(_ id: Export.ID) async throws -> Export {
        try #require(try await database.read { tx in try tx.exports.find(id) })
    }

    func work() async throws {
        while try await database.write({ tx in try tx.exports.produceNext() }) {}
        while try await database.write({ tx in try tx.exports.destroyNext() }) {}
    }

    func events(of export: Export) async throws -> [EventKind] {
        try await database.read { tx in try tx.events.about(export.subject).map(\.kind) }
    }

    func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: [.cookie: "qingting=\(person)"])
    }

    func post(_ uri: String, _ form: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(
            uri: uri, method: .post,
            headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: "\(form)&_csrf=secret"))
    }
}

extension SheetFile {
    static func all(_ bytes: [UInt8]) throws -> [[String]] {
        var rows: [[String]] = []
        try SheetFile(bytes).rows { rows.append($0.cells) }
        return rows
    }

    static func part(of bytes: [UInt8], _ name: String) throws -> String {
        String(decoding: try Archive(bytes, limits: SheetLimits()).content(name) ?? [], as: UTF8.self)
    }
}
