import Foundation
import Hummingbird
import Kernel
import Logging
import Synchronization
import Testkit

@testable import Web

/// Two people with sessions: 王芳 at her desk, 李静 with a locked screen. Anybody else is a stranger.
struct TestSessions: Sessions {
    func viewer(token: String, address: String, agent: String, at now: Instant) async throws -> Viewer? {
        switch token {
        case "wangfang": TestSessions.viewer(address: address, now: now)
        case "wangfang-in-english": TestSessions.viewer(language: .english, address: address, now: now)
        case "lijing": TestSessions.viewer(isLocked: true, address: address, now: now)
        case "broken": throw DatabaseIsGone()
        default: nil
        }
    }

    struct DatabaseIsGone: Error {}

    static func viewer(
        language: Language = .chinese, isLocked: Bool = false, address: String = "", now: Instant = start
    ) -> Viewer {
        Viewer(
            id: "staff-1", name: "王芳", post: "值班主管", unit: "华东客服中心", language: language, session: "session-1",
            csrf: "the-secret-of-this-session", isLocked: isLocked, now: now, zone: .shanghai, address: address)
    }

    /// 2026-01-05 09:00 in Shanghai
    static let start = Instant(milliseconds: 1_767_574_800_000)
}

/// «第八条：每人每月换班不得超过 5 次», as a feature would say it.
struct MonthlyLimitReached: Explainable {
    var status: HTTPResponse.Status { .conflict }
    func sentence(in language: Language) -> String { "每人每月换班不得超过 5 次（本月已换 5 次）。" }
    var clause: ClauseMark? { ClauseMark("8.3", url: "/clauses/8.3") }
    var remedy: Remedy? { Remedy(Word("申请例外", "Ask for an exception"), url: "/exceptions/new") }
}

struct NoRoom: Hindrance {
    var hindrance: Hindering? {
        Hindering(
            HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"),
            Word("磁盘已满，刚才的操作没有保存。编号：{0}", "The disk is full. Number: {0}"), seconds: 60)
    }
}

struct SecretFault: Error, CustomStringConvertible {
    var description: String { "password=hunter2 at 10.0.0.7" }
}

/// What a database says that is failing over.
struct ServerIsAway: Hindrance {
    var hindrance: Hindering? { Hindering(.serviceUnavailable, .unavailableSentence, seconds: 2) }
}

let json: HTTPFields = [.accept: "application/json"]
let htmx: HTTPFields = [.htmxRequest: "true"]

func signedIn(as token: String = "wangfang", _ more: HTTPFields = [:]) -> HTTPFields {
    var headers = more
    headers[.cookie] = "qingting=\(token)"
    return headers
}

func typed(_ headers: HTTPFields = [:]) -> HTTPFields {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    return headers
}

/// A house with a few rooms, asked as a browser would ask it.
func withHouse(
    _ settings: WebSettings = .anyPort, hub: EventHub = EventHub(), metrics: Metrics = Metrics(),
    assets: Assets = Assets([:]), log: MemoryLog = MemoryLog(), ready: [Readiness] = [],
    _ test: @Sendable @escaping (TestClient) async throws -> Void
) async throws {
    let web = try WebServer(
        settings, sessions: TestSessions(), assets: assets, hub: hub, metrics: metrics, clock: { TestSessions.start },
        logger: Logger(label: "test") { _ in log }, mayListen: { _, topic in !topic.hasPrefix("secret") },
        ready: { ready })
    web.visitors.get("/sign-in") { _, context in Frame.bare(context.visit, title: "登录", content: "") }
    web.visitors.post("/sign-in") { _, context in "\(context.form.text("account"))" }
    web.signedIn.get("/desk") { _, context -> HTML in "<p>\(context.viewer.name)</p>" }
    web.signedIn.get("/page") { _, context in
        Frame(viewer: context.viewer, title: "工单", section: "cases", navigation: []).page(content: "")
    }
    web.signedIn.post("/notes") { _, context in context.seeOther("/page", notice: "已记录：\(context.form.text("text"))") }
    web.signedIn.post("/uploads") { _, context -> String in
        let files = try context.files("file").map { file in
            "\(file.name) \(file.size) \(String(decoding: try file.bytes(atMost: 1 << 20), as: UTF8.self))"
        }
        return "note=\(context.form.text("note")); \(files.joined(separator: ", "))"
    }
    web.signedIn.get("/refused") { _, _ -> HTML in throw MonthlyLimitReached() }
    web.signedIn.get("/invalid") { _, _ -> HTML in throw Invalid(["name": "请填写此项。"]) }
    web.signedIn.get("/away") { _, _ -> HTML in throw ServerIsAway() }
    web.signedIn.get("/hindered") { _, _ -> HTML in throw NoRoom() }
    web.signedIn.get("/fault") { _, _ -> HTML in throw SecretFault() }
    try await withServer(web, test)
}

/// Keeps what was logged, one line an entry.
struct MemoryLog: LogHandler {
    private final class Lines: Sendable { let all = Mutex<[String]>([]) }

    private let lines = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    var text: String { lines.all.withLock { $0.joined(separator: "\n") } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let line = (["\(event.level)", "\(event.message)"] + all.map { "\($0.key)=\($0.value)" }).joined(separator: " ")
        lines.all.withLock { $0.append(line) }
    }
}

extension WebSettings {
    static var anyPort: WebSettings {
        var settings = WebSettings()
        settings.port = 0
        return settings
    }
}
