import Database
import Handbook
import Hummingbird
import Kernel
import Logging
import Testkit

@testable import Desk
@testable import Web

/// The pages of cases behind a real server, each person known by their id as token.
struct CaseHouse: Sendable {
    let client: TestClient

    static func open(
        _ pack: String = "chain-retail", on engine: Engine,
        _ body: @Sendable @escaping (CaseHouse, TestDesk) async throws -> Void
    ) async throws {
        try await TestDesk.open(pack, on: engine) { desk in
            var settings = WebSettings()
            settings.port = 0
            let web = try WebServer(
                settings, sessions: TokenSessions(), assets: Assets([:]), hub: EventHub(), metrics: Metrics(),
                clock: desk.clock.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                mayListen: { _, _ in true })
            let workplace = Workplace(database: desk.database, idleMinutes: 0)
            CaseRoutes(desk: workplace).add(to: web.signedIn)
            CaseTalkRoutes(desk: workplace).add(to: web.signedIn)
            CaseBatchRoutes(desk: workplace).add(to: web.signedIn)
            SavedViewRoutes(desk: workplace).add(to: web.signedIn)
            PaletteRoutes(desk: workplace).add(to: web.signedIn)
            CaseTabRoutes(desk: workplace).add(to: web.signedIn)
            WatcherRoutes(desk: workplace).add(to: web.signedIn)
            QuickTextRoutes(desk: workplace).add(to: web.signedIn)
            CategoryHintRoutes(desk: workplace).add(to: web.signedIn)
            CaseLibraryRoutes(desk: workplace).add(to: web.signedIn)
            SlipRoutes(desk: workplace).add(to: web.signedIn)
            try await withServer(web) { client in try await body(CaseHouse(client: client), desk) }
        }
    }

    func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: [.cookie: "qingting=\(person)"])
    }

    func post(_ uri: String, _ form: [(String, String)], as person: Staff.ID) async throws -> TestResponse {
        let fields = (form + [("_csrf", "secret")]).map { "\(URLEncoding.encode($0))=\(URLEncoding.encode($1))" }
        return try await client.execute(
            uri: uri, method: .post,
            headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: fields.joined(separator: "&")))
    }
}

private struct TokenSessions: Sessions {
    func viewer(token: String, address: String, agent: String, at now: Instant) async throws -> Viewer? {
        Viewer(
            id: token, name: token, post: "", unit: "", session: "s", csrf: "secret", now: now, zone: .shanghai,
            address: address)
    }
}
