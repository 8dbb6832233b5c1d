import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Logging
import Testkit

@testable import Desk
@testable import Web

/// A service department under chain-retail and a shop that has nothing to do with it, behind a real server; a
/// complaint taken by the agent. Each person is known by their id as token.
struct TestArchive: Sendable {
    let database: any Database
    let clock: TimeMachine
    let client: TestClient
    let record: Case.ID

    static let agent: Staff.ID = "agent"
    static let manager: Staff.ID = "manager"
    /// Holds the agent's post, elsewhere.
    static let stranger: Staff.ID = "stranger"

    static func open(
        _ engine: Engine, isScanning: Bool = false, _ body: @Sendable @escaping (TestArchive) async throws -> Void
    ) async throws {
        let clock = TimeMachine()
        try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await furnish(database)
            let record = try await database.write { tx in
                try tx.cases.register(intake, by: tx.actor(agent)).id
            }
            var settings = WebSettings()
            settings.port = 0
            let web = try WebServer(
                settings, sessions: TokenSessions(), assets: Assets([:]), hub: EventHub(), metrics: Metrics(),
                clock: clock.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                mayListen: { _, _ in true })
            let desk = Workplace(database: database, idleMinutes: 0, isScanning: isScanning)
            AttachmentRoutes(desk: desk).add(to: web.signedIn)
            CaseRoutes(desk: desk).add(to: web.signedIn)
            try await withServer(web) { client in
                try await body(TestArchive(database: database, clock: clock, client: client, record: record))
            }
        }
    }

    var base: String { "/cases/\(record.rawValue)" }

    func get(_ uri: String, as person: Staff.ID = agent, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        headers[.cookie] = "qingting=\(person)"
        return try await client.execute(uri: uri, method: .get, headers: headers)
    }

    func post(_ uri: String, _ form: String, as person: Staff.ID = agent) async throws -> TestResponse {
        try await client.execute(
            uri: uri, method: .post,
            headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: "\(form)&_csrf=secret"))
    }

    func upload(
        _ files: [(name: String, bytes: [UInt8])], as person: Staff.ID = agent, provider: String = "customer",
        isFragment: Bool = false
    ) async throws -> TestResponse {
        var body = ByteBuffer(string: "--e\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nsecret\r\n")
        body.writeString("--e\r\nContent-Disposition: form-data; name=\"provider\"\r\n\r\n\(provider)\r\n")
        for file in files {
            body.writeString("--e\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        body.writeString("--e--\r\n")
        var headers: HTTPFields = [.cookie: "qingting=\(person)", .contentType: "multipart/form-data; boundary=e"]
        if isFragment { headers[.htmxRequest] = "true" }
        return try await client.execute(uri: "\(base)/attachments", method: .post, headers: headers, body: body)
    }

    func attachments() async throws -> [Attachment] {
        try await database.read { [record] tx in try tx.attachments.of(record) }
    }

    func address(_ attachment: Attachment, _ part: String) -> String { "\(base)/attachments/\(attachment.id)/\(part)" }

    /// What `ContentCare` would do in the next second.
    func care(with scanner: ScannerThread? = nil) async throws {
        try await ContentCare(database: database, scanner: scanner, previews: PreviewThread()).round()
    }

    static var intake: Intake {
        Intake(
            unit: "main", type: .complaint, source: .direct, channel: .phone, severity: .ordinary, complainant: "李秀英",
            phone: PhoneNumber(typed: "138 0013 8000"), memberNumber: "M-1001",
            report: Case.Report(
                subject: "羽绒服洗后变形", content: "1月3日购买，按标签手洗后充绒结块，店员称不属于质量问题。", demand: "退货", category: "商品质量",
                product: "羽绒服", place: "南京路店", organisation: "个人", specialNeeds: "无"), promise: nil)
    }

    private static func furnish(_ database: any Database) async throws {
        let shelf = PackShelf(
            directory: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Handbooks"))
        let texts = try shelf.lineage("chain-retail")
        let handbook = try Handbook(texts: texts)
        func post(_ permissions: Permission..., without: [Permission] = []) -> String {
            handbook.posts.filter {
                $0.permissions.isSuperset(of: permissions) && $0.permissions.isDisjoint(with: without)
            }.sorted { ($0.compensationLimit, $0.code) < ($1.compensationLimit, $1.code) }.first?.code ?? ""
        }
        let frontLine = post(.createCase, .workCase, without: [.reassignCase])
        let supervising = post(.workCase, .reassignCase, .decideCase)
        try await database.write { tx in
            let draft = HandbookVersion(
                id: "version-1", handbook: handbook, digest: "digest-archive", effectiveAt: tx.now - .days(30),
                state: .draft(by: nil))
            let edition = HandbookVersion(
                id: draft.id, code: draft.code, title: draft.title, number: draft.number, version: draft.version,
                effectiveAt: draft.effectiveAt, digest: draft.digest, state: .issued(by: nil, at: tx.now - .days(30)))
            try tx.handbooks.insert(edition, texts: texts, by: nil)
            try tx.handbooks.save(edition)
            for (unit, name) in [("main", "客服部"), ("east", "东店")] {
                try tx.units.add(
                    try Desk.Unit.found(
                        id: Desk.Unit.ID(unit), code: unit, name: name, kind: .department, under: nil,
                        handbook: "chain-retail"))
            }
            for (person, post, unit) in [
                (agent, frontLine, "main"), (manager, supervising, "main"), (stranger, frontLine, "east"),
            ] {
                let staff = Staff.join(
                    id: person, account: Account(stored: person.rawValue), name: "\(person)甲", phone: nil,
                    language: .chinese, password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                try tx.staff.add(staff)
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: Appointment.ID("appointment-\(person)"), staff, to: post, in: Desk.Unit.ID(unit),
                        from: tx.now - .days(20), by: nil))
                try tx.acknowledgements.insert(Acknowledgement(version: "version-1", staff: person, at: tx.now))
            }
        }
    }
}

private struct TokenSessions: Sessions {
    func viewer(token: String, address: String, agent: String, at now: Instant) async throws -> Viewer? {
        Viewer(
            id: token, name: "某人", post: "", unit: "", session: "session-1", csrf: "secret", now: now, zone: .shanghai,
            address: address)
    }
}
