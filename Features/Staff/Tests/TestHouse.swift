import Database
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import Synchronization
import Testkit

@testable import Desk
@testable import Handbook
@testable import Web

/// The office behind its real door: the routes of this feature, asked over HTTP as a browser would ask them.
struct TestHouse: Sendable {
    let office: TestOffice
    let client: TestClient

    var time: TimeMachine { office.time }

    static func open(
        _ engine: Engine = .sqlite, _ body: @Sendable @escaping (TestHouse) async throws -> Void
    ) async throws {
        try await TestOffice.open(engine, migrations: Schema.migrations) { office in
            try await office.write { tx in
                for code in ["chain", "shop"] { try issueHandbook(code, in: tx) }
            }
            let desk = Workplace(database: office.database, idleMinutes: 15)
            var settings = WebSettings()
            settings.port = 0
            let web = try WebServer(
                settings, sessions: StaffSessions(database: office.database, rules: .house, zone: .shanghai),
                assets: Assets([:]), hub: EventHub(), metrics: Metrics(), clock: office.time.clock,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, mayListen: { _, _ in false })
            SignInRoutes(door: office.signIn).add(to: web.visitors)
            AccountRoutes(desk: desk, door: office.signIn).add(to: web.signedIn)
            PeopleRoutes(desk: desk, door: office.signIn).add(to: web.signedIn)
            PersonActRoutes(desk: desk, door: office.signIn).add(to: web.signedIn)
            try await withServer(web) { client in try await body(TestHouse(office: office, client: client)) }
        }
    }

    /// Somebody at a browser of their own, signed in by password.
    func browser(of account: String, password: String = TestOffice.password) async throws -> Browser {
        let browser = Browser(client: client)
        _ = try await browser.post("/sign-in", ["account": account, "password": password])
        return browser
    }

    /// The posts of `TestOffice`, as a pack would say them.
    private static func issueHandbook(_ code: String, in tx: Transaction) throws {
        let posts = try TestOffice.TestPosts().posts(in: code == "shop" ? TestOffice.sh2 : TestOffice.hq)
        let lines = posts.map { post in
            """
              \(post.code):
                title: \(post.title)
                english: \(post.english)
                \(post.superior.map { "superior: \($0)" } ?? "# topmost")
                permissions: [\(post.permissions.map(\.rawValue).sorted().joined(separator: ", "))]
                scope: \(post.scope.rawValue)
                compensation-limit: \(post.compensationLimit / 100)
            \(post.isDutySupervisor ? "    duty-supervisor: true\n" : "")
            """
        }
        let text = """
            handbook: \(code)
            document: {title: 手册, number: QT-1, version: "1.0", effective: 2026-01-01}
            calendar:
              zone: Asia/Shanghai
              week:
                mon-sun: "09:00-18:00"
            posts:
            \(lines.joined(separator: "\n"))
            case-types:
              complaint: 投诉
            steps: [accept, judge, confirm]
            chapters: {"1": 总则}
            clauses:
              - no: "1.1"
                text: 微笑服务。
            """
        let texts = [try PackText(file: "\(code).yaml", text: text)]
        let version = HandbookVersion(
            id: HandbookVersion.ID("version-\(code)"), handbook: try Handbook(texts: texts),
            digest: "digest-\(text.count)-\(code)",
            effectiveAt: tx.now - .days(1), state: .issued(by: nil, at: tx.now - .days(1)))
        try tx.handbooks.insert(version, texts: texts, by: nil)
        try tx.handbooks.save(version)
    }
}

/// Keeps the cookie of its session and sends its secret with every form, as a browser does with our pages.
final class Browser: Sendable {
    let client: TestClient
    let agent: String
    private let held = Mutex<String?>(nil)

    init(client: TestClient, token: String? = nil, agent: String = "Mozilla/5.0 (test)") {
        self.client = client
        self.agent = agent
        held.withLock { $0 = token }
    }

    var token: String? { held.withLock { $0 } }

    /// `unattended`: as our scripts ask by themselves.
    func get(_ uri: String, unattended: Bool = false) async throws -> TestResponse {
        try await ask(uri, .get, unattended ? [HTTPField.Name("X-Unattended")!: "1"] : [:], nil)
    }

    func post(
        _ uri: String, _ fields: [String: String] = [:], headers: HTTPFields = [:], secret: String? = nil
    ) async throws -> TestResponse {
        var values = fields.mapValues { [$0] }
        if let secret = secret ?? token.map({ SessionToken(text: $0).formSecret }) { values["_csrf"] = [secret] }
        let body = FormData(values).replacing("", with: "")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(uri, .post, headers, ByteBuffer(string: body))
    }

    private func ask(
        _ uri: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: ByteBuffer?
    ) async throws -> TestResponse {
        var headers = headers
        headers[.userAgent] = agent
        if let token { headers[.cookie] = "qingting=\(token)" }
        let response = try await client.execute(uri: uri, method: method, headers: headers, body: body)
        for cookie in response.headers[values: .setCookie] where cookie.hasPrefix("qingting=") {
            let value = String(cookie.dropFirst(9).prefix { $0 != ";" })
            held.withLock { $0 = value.isEmpty ? nil : value }
        }
        return response
    }
}

extension TestResponse {
    /// Where it sends the browser.
    var location: String? { headers[.location] }
}
