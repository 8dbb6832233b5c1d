import Hummingbird
import Kernel
import Logging
import NIOCore
import Testkit

@testable import Desk
@testable import Web

/// Everybody is known by their id as token.
struct TokenSessions: Sessions {
    var isNamedByToken = false

    func viewer(token: String, address: String, agent: String, at now: Instant) async throws -> Viewer? {
        Viewer(
            id: token, name: isNamedByToken ? token : "某人", post: "", unit: "", session: "session-1", csrf: "secret",
            now: now, zone: .shanghai, address: address)
    }
}

extension WebServer {
    /// A server on a port of its own, with no files and a quiet log.
    static func ofTest(
        _ clock: TimeMachine, sessions: any Sessions = TokenSessions(), hub: EventHub = EventHub()
    ) throws -> WebServer {
        var settings = WebSettings()
        settings.port = 0
        return try WebServer(
            settings, sessions: sessions, assets: Assets([:]), hub: hub, metrics: Metrics(), clock: clock.clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, mayListen: { _, _ in true })
    }
}

extension TestClient {
    func get(_ uri: String, as person: Staff.ID, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        headers[.cookie] = "qingting=\(person)"
        return try await execute(uri: uri, method: .get, headers: headers)
    }

    /// `form` is as a browser encodes it.
    func post(_ uri: String, _ form: String, as person: Staff.ID) async throws -> TestResponse {
        try await execute(
            uri: uri, method: .post,
            headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: "\(form)&_csrf=secret"))
    }

    func post(_ uri: String, _ form: [(String, String)], as person: Staff.ID) async throws -> TestResponse {
        let fields = form.map { "\(URLEncoding.encode($0))=\(URLEncoding.encode($1))" }
        return try await post(uri, fields.joined(separator: "&"), as: person)
    }
}
