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

/// A department under the pack all others extend, its pages behind a real server, each person known by their id as token.
struct ImportHouse: Sendable {
    let client: TestClient
    let database: any Database
    let clock: TimeMachine
    let unit: Desk.Unit.ID = "unit-main"

    static let manager: Staff.ID = "staff-manager"
    static let supervisor: Staff.ID = "staff-supervisor"
    static let agent: Staff.ID = "staff-agent"

    /// The handbook took effect 30 days before the tests' now, 2026-01-05.
    static func open(
        _ engine: Engine, _ body: @Sendable @escaping (ImportHouse) async throws -> Void
    ) async throws {
        let clock = TimeMachine()
        try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await settle(database)
            var settings = WebSettings()
            settings.port = 0
            let web = try WebServer(
                settings, sessions: TokenSessions(), assets: Assets([:]), hub: EventHub(), metrics: Metrics(),
                clock: clock.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                mayListen: { _, _ in true })
            let desk = Workplace(database: database, idleMinutes: 0)
            ImportRoutes(desk: desk).add(to: web.signedIn)
            CaseRoutes(desk: desk).add(to: web.signedIn)
            try await withServer(web) { client in
                try await body(ImportHouse(client: client, database: database, clock: clock))
            }
        }
    }

    private static func settle(_ database: any Database) async throws {
        let texts = try HousePacks.lineage("base")
        let handbook = try HousePacks.handbook(of: texts)
        try await database.write { tx in
            let edition = HandbookVersion(
                id: "version-1", code: "base", title: handbook.document.title,
                number: handbook.document.number, version: handbook.document.version,
                effectiveAt: tx.now - .days(30), digest: "digest-import-\(handbook.clauses.count)",
                state: .issued(by: nil, at: tx.now - .days(30)))
            try tx.handbooks.insert(edition, texts: texts, by: nil)
            try tx.handbooks.save(edition)
            for (id, code, name, parent) in [
                ("unit-main", "main", "客服部", nil), ("unit-shop", "shop", "南京路店", "unit-main"),
            ] as [(String, String, String, String?)] {
                try tx.units.add(
                    .init(
                        id: Desk.Unit.ID(id), code: code, name: name, kind: parent == nil ? .department : .store,
                        parent: parent.map { Desk.Unit.ID($0) }, handbook: parent == nil ? "base" : nil))
            }
            for post in handbook.posts {
                let person = Staff.join(
                    id: Staff.ID("staff-\(post.code)"), account: Account(stored: post.code), name: "\(post.title)甲",
                    phone: nil, language: .chinese, password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                try tx.staff.add(person)
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: Appointment.ID("appointment-\(post.code)"), person, to: post.code, in: "unit-main",
                        from: tx.now - .days(20), by: nil))
                try tx.acknowledgements.insert(
                    Acknowledgement(version: "version-1", staff: person.id, at: tx.now))
            }
        }
    }

    func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: [.cookie: "qingting=\(person)"])
    }

    func post(_ uri: String, _ form: String = "", as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(
            uri: uri, method: .post,
            headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: "\(form)&_csrf=secret"))
    }

    /// Sends a file as a browser does, and answers the import it has become.
    func upload(
        _ bytes: [UInt8], named name: String = "旧系统.csv", kind: Import.Kind = .cases, source: String = "旧系统",
        unit: String = "unit-main", as person: Staff.ID = manager
    ) async throws -> Import {
        let response = try await send(
            bytes, named: name, kind: kind.rawValue, source: source, unit: unit, as: person)
        #expect(response.status == .seeOther)
        let id = Import.ID(response.headers[.location].map { String($0.dropFirst("/imports/".count)) } ?? "")
        return try await load(id)
    }

    func send(
        _ bytes: [UInt8], named name: String, kind: String, source: String, unit: String = "unit-main",
        as person: Staff.ID
    ) async throws -> TestResponse {
        let boundary = "----test-boundary-7e1"
        var body = ByteBuffer()
        for (field, value) in [("_csrf", "secret"), ("kind", kind), ("source", source), ("unit", unit)] {
            body.writeString("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString(
            """
            --\(boundary)\r\nContent-Disposition: form-data; name="file"; filename="\(name)"\r\n\
            Content-Type: application/octet-stream\r\n\r\n
            """)
        body.writeBytes(bytes)
        body.writeString("\r\n--\(boundary)--\r\n")
        return try await client.execute(
            uri: "/imports", method: .post,
            headers: [
                .cookie: "qingting=\(person)", .contentType: "multipart/form-data; boundary=\(boundary)",
            ], body: body)
    }

    func load(_ id: Import.ID) async throws -> Import {
        try #require(try await database.read { tx in try tx.imports.find(id) })
    }

    /// All that the chores have to do.
    func work() async throws {
        for _ in 0..<5000 {
            let checked = try await database.write { tx in try tx.imports.checkNext() }
            let ran = try await database.write { tx in try tx.imports.runNext() }
            if checked == .nothing, ran == .nothing { return }
        }
    }

    func problems(_ record: Import) async throws -> [String] {
        try await database.read { tx in
            try tx.importRows(record.id).problems(limit: 1000, offset: 0).map {
                "\($0.row) \($0.field ?? "-") \($0.text.chinese)"
            }
        }
    }

    func count(_ table: SQL) async throws -> Int {
        try await database.read { tx in try tx.execute("SELECT COUNT(*) AS n FROM \(table)").first?.int("n") ?? -1 }
    }
}

/// Real files beside the checkout: too large, or not ours, to be kept in it.
enum RealFiles {
    static let absent: Comment = "the shared data folder is not beside this checkout"

    static func url(_ path: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("shared/data").appendingPathComponent(path)
    }

    static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }
    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(path))) }
}
