import Database
import Foundation
import Handbook
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// A department of the demo, empty, behind a real server; programs come in by their tokens.
struct ApiHouse: Sendable {
    let department: DemoDepartment
    let database: any Database
    let clock: TimeMachine
    let client: TestClient
    let routes: [String]

    static let shelf = PackShelf.ofTheHouse

    /// Everybody may have programs here, so that the rights of the acts themselves are what is asked (`isOpen`).
    static func open(
        _ pack: DemoPack = .chainRetail, on engine: Engine = .sqlite,
        isOpen: @Sendable @escaping (Actor) -> Bool = { !$0.holdings.isEmpty },
        _ body: @Sendable @escaping (ApiHouse) async throws -> Void
    ) async throws {
        let clock = TimeMachine()
        try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            let department = try await DemoDepartment.found(
                pack, from: shelf, in: database,
                passwords: PasswordThread(cost: PasswordCost(memory: 64, passes: 1, lanes: 1)))
            try await database.write { tx in
                for person in department.staff.values {
                    try tx.acknowledgements.insert(
                        Acknowledgement(version: department.version, staff: person, at: tx.now))
                }
            }
            let furnishing = try Furnishing(database: database, configuration: .forTests())
            let web = try WebServer(
                .onAnyPort, sessions: IdentifiedSessions(),
                tokens: ProgramTokens(database: database, zone: .shanghai, isOpen: isOpen),
                assets: Assets([:]), hub: EventHub(), metrics: Metrics(), clock: clock.clock,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, mayListen: { _, _ in true },
                errorFrame: furnishing.errorFrame)
            furnishing.addRoutes(to: web)
            let routes = web.routeNames
            try await withServer(web) { client in
                try await body(
                    ApiHouse(
                        department: department, database: database, clock: clock, client: client,
                        routes: routes))
            }
        }
    }

    func person(_ account: String) -> Staff.ID { department.staff[account] ?? "nobody" }

    /// The first person who may do all this in a unit of their own.
    func who(_ permissions: Permission...) async throws -> Staff.ID {
        try await database.read { tx in
            try department.staff.values.sorted { $0.rawValue < $1.rawValue }.first { person in
                let actor = try tx.actor(person)
                return permissions.allSatisfy(actor.holds)
            } ?? "nobody"
        }
    }

    /// Where a person takes cases in.
    func unit(of person: Staff.ID) async throws -> Desk.Unit.ID {
        try await database.read { tx in
            try tx.units(for: tx.actor(person), permitting: .createCase).first?.id ?? "none"
        }
    }

    /// A token with these scopes; the person's post must let them have one, so it is laid in by hand.
    func token(of person: Staff.ID, _ scopes: [ApiScope] = ApiScope.allCases, days: Int = 30) async throws -> String {
        let secret = "qt_\(UUID().uuidString)"
        try await database.write { tx in
            let token = try ApiToken.issue(
                id: tx.ids.make(), to: person, name: "test", scopes: Set(scopes.map(\.rawValue)),
                until: tx.now + .days(days), at: tx.now)
            try tx.apiTokens.insert(token, hash: Secrets.sha256(ofText: secret))
        }
        return secret
    }

    /// A complaint, taken in by the first person who may.
    func registerCase() async throws -> Case.ID {
        let unit = department.units[department.pack.units[0].code] ?? "none"
        let agent = try await who(.createCase)
        return try await database.write { tx in
            let units = try tx.units(for: tx.actor(agent), permitting: .createCase).map(\.id)
            return try tx.cases.register(
                Intake(
                    unit: units.contains(unit) ? unit : units[0], type: .complaint, source: .direct, channel: .phone,
                    severity: .ordinary, complainant: "李秀英", phone: PhoneNumber(typed: "13800138000"),
                    memberNumber: "M-1",
                    report: Case.Report(
                        subject: "变形", content: "结块", demand: "退货", category: "商品质量", product: "羽绒服", place: "店"),
                    promise: nil), by: tx.actor(agent)
            ).id
        }
    }

    /// What programs can do, without a server.
    static func operations() async throws -> [ApiOperation] {
        try await withDatabase(.sqlite, clock: TimeMachine(), migrations: Schema.migrations) { database in
            try Furnishing(database: database, configuration: .forTests()).operations
        }
    }

    /// One of every kind of part, laid in by hand.
    func layParts(of id: Case.ID, by person: Staff.ID) async throws {
        try await database.write { tx in
            let parts = tx.cases.parts(of: id)
            try parts.insert(
                Proposal(
                    id: tx.ids.make(), number: 1, text: "退货", cost: .zero, benefit: "全额", author: person,
                    madeAt: tx.now, round: 1, attempt: 0, isOffered: false))
            try parts.insert(
                Promise(id: tx.ids.make(), text: "回电", madeBy: person, madeAt: tx.now, dueAt: tx.now + .hours(1)))
            try parts.insert(
                PenaltyLine(
                    id: tx.ids.make(), target: .direct, person: "店员", result: "口头提醒", reason: "态度", by: person,
                    at: tx.now))
            try parts.save(
                Compensation(
                    id: tx.ids.make(), kind: .refund, value: Money(fen: 9_900), reason: "质量", applicant: person,
                    askedAt: tx.now, deliverBy: nil, budget: "营销费用"))
            try parts.insert(
                ReturnVisit(
                    id: tx.ids.make(), by: person, at: tx.now, round: 1, result: .reached, isSolved: true,
                    wasTold: true,
                    satisfaction: 5, note: ""))
            try parts.save(
                TransferSlip(
                    id: tx.ids.make(), from: person, to: person, reason: "超出权限", known: "已看实物", mood: .upset,
                    wanted: "退货", matter: "变形", promises: [], at: tx.now, settledAt: tx.now))
            try parts.save(
                CorrectiveAction(
                    id: tx.ids.make(), cause: "漏检", measure: "复检", owner: person, due: tx.now + .days(1),
                    takenBy: person, takenAt: tx.now))
            try parts.insert(ExtraEffort(id: tx.ids.make(), text: "送到家", by: person, at: tx.now))
            try parts.insert(
                Referral(
                    id: tx.ids.make(), party: "消保委", phone: "12315", reason: "非我方", by: person, at: tx.now,
                    isFromDirectory: true))
            try parts.insert(
                DisputeParty(
                    id: tx.ids.make(), name: PersonName("王强"), phone: PhoneNumber(typed: "13900000000"),
                    role: .respondent, claim: "不同意"))
            try parts.insert(
                MediationSession(
                    id: tx.ids.make(), number: 1, at: tx.now, place: "店内", attendees: "王强、店长", record: "王强说明经过",
                    mediator: person))
            _ = try tx.slips.send(
                SlipOrder(
                    kind: .cooperation, department: "商品部", receiver: person, matter: "查批次", level: .ordinary,
                    needBy: tx.now + .hours(8)), on: id, by: tx.actor(person))
        }
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, token: String?, _ body: String? = nil, headers: HTTPFields = [:]
    ) async throws -> ApiAnswer {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        if body != nil { headers[.contentType] = "application/json" }
        let response = try await client.execute(
            uri: "/api/v1\(path)", method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        return ApiAnswer(response)
    }

    /// A form with files, as `curl -F` sends one.
    func upload(
        _ path: String, token: String, files: [(name: String, bytes: [UInt8])], fields: [String: String] = [:],
        headers: HTTPFields = [:]
    ) async throws -> ApiAnswer {
        var headers = headers
        headers[.authorization] = "Bearer \(token)"
        headers[.contentType] = "multipart/form-data; boundary=part"
        var body = ByteBuffer()
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            body.writeString("--part\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        for file in files {
            body.writeString(
                "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        body.writeString("--part--\r\n")
        return ApiAnswer(try await client.execute(uri: "/api/v1\(path)", method: .post, headers: headers, body: body))
    }

    /// A page of the house, as this person at a browser.
    func page(
        _ method: HTTPRequest.Method, _ path: String, as person: Staff.ID, _ form: String = "_csrf=secret"
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.cookie: "qingting=\(person)"]
        if method != .get { headers[.contentType] = "application/x-www-form-urlencoded" }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: method == .get ? nil : ByteBuffer(string: form)
        )
    }
}

/// What came back, and its members.
struct ApiAnswer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = Int(response.status.code)
        headers = response.headers
        text = response.text
    }

    /// A member by its path: `clause`, `entries.0.id`; nothing where it is absent.
    subscript(_ path: String) -> String? {
        var value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        for part in path.split(separator: ".") {
            if let list = value as? [Any], let index = Int(part) {
                value = index < list.count ? list[index] : nil
            } else {
                value = (value as? [String: Any])?[String(part)]
            }
        }
        return value.map { "\($0)" }
    }

    func list(_ name: String) -> [[String: Any]] {
        let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return object?[name] as? [[String: Any]] ?? []
    }
}

extension WebSettings {
    fileprivate static var onAnyPort: WebSettings {
        var settings = WebSettings()
        settings.port = 0
        return settings
    }
}

extension Configuration {
    static func forTests() throws -> Configuration {
        try Configuration(Settings(), isNetwork: { _ in true })
    }
}

/// Every person is known by their id.
private struct IdentifiedSessions: Sessions {
    func viewer(token: String, address: String, agent: String, at now: Instant) async throws -> Viewer? {
        Viewer(
            id: token, name: token, post: "", unit: "", session: "s", csrf: "secret", now: now, zone: .shanghai,
            address: address)
    }
}
