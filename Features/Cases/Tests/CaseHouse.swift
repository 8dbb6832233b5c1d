import Database
import Handbook
import Hummingbird
import Kernel
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The pages of cases behind a real server, each person known by their id as token.
struct CaseHouse: Sendable {
    let client: TestClient

    static func open(
        _ pack: String = "chain-retail", on engine: Engine,
        _ body: @Sendable @escaping (CaseHouse, TestDesk) async throws -> Void
    ) async throws {
        try await TestDesk.open(pack, on: engine) { desk in
            let web = try WebServer.ofTest(desk.clock, sessions: TokenSessions(isNamedByToken: true))
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
        try await client.get(uri, as: person)
    }

    func post(_ uri: String, _ form: [(String, String)], as person: Staff.ID) async throws -> TestResponse {
        try await client.post(uri, form, as: person)
    }
}
