import Database
import Handbook
import Hummingbird
import Kernel
import Logging
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The pages as a browser meets them: who sees what, what a form keeps, where an act leads.
struct RouteTests {
    @Test(arguments: TestDatabase.engines)
    func anExceptionIsAskedForDecidedAndUsedFromPageToPage(engine: Engine) async throws {
        try await House.open(engine) { house, department in
            let id = try await department.register()
            let form = try await house.get("/exceptions/new?case=\(id)&clause=3.2&clause=3.3", as: Department.zhang)
            #expect(form.status == .ok)
            #expect(form.text.contains("先查明原因再提方案。"))
            #expect(form.text.contains("须由您的上级批准"), "3.3 forbids")

            let bare = try await house.post(
                "/exceptions", "case=\(id)&clause=3.2&clause=3.3&reason=", as: Department.zhang)
            #expect(bare.status == .unprocessableContent)
            #expect(bare.text.contains("请填写此项。"))

            let asked = try await house.post(
                "/exceptions", "case=\(id)&clause=3.2&clause=3.3&reason=customer+abroad", as: Department.zhang)
            #expect(asked.status == .seeOther)
            #expect(asked.headers[.location] == "/cases/\(id)")
            let again = try await house.post("/exceptions", "case=\(id)&clause=3.2&reason=x", as: Department.zhang)
            #expect(again.status == .conflict)

            let day = try await house.get("/", as: Department.wang)
            #expect(day.text.contains("待我决定的例外"))
            let requests = try await department.read { tx in
                try tx.exceptions.waiting(in: .all, for: Department.wang, limit: 10).map(\.id)
            }
            let silent = try await house.post(
                "/exceptions/\(requests[0])/decision", "decision=declined&text=", as: Department.wang)
            #expect(silent.status == .unprocessableContent)
            #expect(silent.text.contains("不批准时请写明原因。"))
            let approved = try await house.post(
                "/exceptions/\(requests[0])/decision", "decision=approved&text=ok", as: Department.wang)
            #expect(approved.headers[.location] == "/exceptions")
            let list = try await house.get("/exceptions", as: Department.wang)
            #expect(list.text.contains("customer abroad"))
            #expect(list.text.contains("已批准"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodyAsksAboutACaseTheyMayNotKnowOf(engine: Engine) async throws {
        try await House.open(engine) { house, department in
            let id = try await department.register()

            let form = try await house.get("/exceptions/new?case=\(id)&clause=3.2", as: Department.zhao)
            #expect(form.status == .notFound)
            let post = try await house.post("/exceptions", "case=\(id)&clause=3.2&reason=x", as: Department.zhao)
            #expect(post.status == .notFound)
            let list = try await house.get("/exceptions", as: Department.zhao)
            #expect(list.status == .ok)
            #expect(!list.text.contains(id.rawValue))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theReportIsForThoseWhoMayReadIt(engine: Engine) async throws {
        try await House.open(engine) { house, department in
            _ = try await department.register()
            #expect(try await house.get("/adherence", as: Department.zhang).status == .forbidden)
            #expect(try await house.get("/adherence/records?clause=2.1", as: Department.zhang).status == .forbidden)

            let report = try await house.get("/adherence", as: Department.wang)
            #expect(report.status == .ok)
            #expect(report.text.contains("台账手册"))
            #expect(report.text.contains("clause=2.1&amp;from=2025-12-07"))
            let records = try await house.get("/adherence/records?clause=2.1&outcome=running", as: Department.wang)
            #expect(records.text.contains("羽绒服洗后变形"))
            let wrong = try await house.get("/adherence?from=2026-02-01&to=2026-01-01", as: Department.wang)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("结束日期不能早于开始日期。"))
            let elsewhere = try await house.get("/adherence?unit=west", as: Department.wang)
            #expect(elsewhere.text.contains("没有任何条款适用"))
            for grouping in Adherence.Grouping.allCases {
                let page = try await house.get("/adherence?by=\(grouping.rawValue)", as: Department.li)
                #expect(page.status == .ok)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCheckIsRecordedFromMyDayAndLeadsBack(engine: Engine) async throws {
        try await House.open(engine) { house, department in
            _ = try await department.write { tx in try tx.obligations.openRounds() }
            let check = try #require(
                try await department.read { tx in try tx.obligations.open(of: Subject(.unit, "east")) }.first)
            let address = "/obligations/\(check.id)/attestation"

            let forged = try await house.post(address, "holds=yes", as: Department.wang, secret: "guessed")
            #expect(forged.status == .forbidden)
            #expect(try await house.post(address, "holds=perhaps", as: Department.wang).status == .unprocessableContent)
            #expect(try await house.post(address, "holds=yes", as: Department.zhang).status == .forbidden)
            let done = try await house.post(
                address, "holds=yes&note=5&next=https%3A%2F%2Felsewhere.example", as: Department.wang)
            #expect(done.status == .seeOther)
            #expect(done.headers[.location] == "/", "never out of the house")
            #expect(try await department.counts(of: "1.2")?.kept == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aNoticeIsReadByTheOneItWasFor(engine: Engine) async throws {
        try await House.open(engine) { house, department in
            _ = try await department.ask("3.2")
            let chores = RunningChores([.delivery([.notice])], on: department.database)
            try await chores.register()
            try await chores.runDue()
            let notice = try #require(
                try await department.read { tx in try tx.notices.unread(of: Department.wang) }.first)
            func unread() async throws -> Int {
                try await department.read { tx in try tx.notices.unreadCount(of: Department.wang) }
            }

            _ = try await house.post("/notices/\(notice.id)/reading", "", as: Department.zhang)
            #expect(try await unread() == 1)
            #expect(try await house.get("/", as: Department.wang).text.contains("申请例外"))
            let read = try await house.post("/notices/\(notice.id)/reading", "", as: Department.wang)
            #expect(read.headers[.location] == "/")
            #expect(try await unread() == 0)
            #expect(try await house.post("/notices/reading", "until=1", as: Department.wang).status == .seeOther)
        }
    }
}

/// The pages of this feature behind a real server, each person known by their id as token.
private struct House: Sendable {
    let client: TestClient

    static func open(_ engine: Engine, _ body: @Sendable @escaping (House, Department) async throws -> Void)
        async throws
    {
        try await Department.open(engine) { department in
            var settings = WebSettings()
            settings.port = 0
            let web = try WebServer(
                settings, sessions: TokenSessions(), assets: Assets([:]), hub: EventHub(), metrics: Metrics(),
                clock: department.time.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                mayListen: { _, _ in true })
            let workplace = Workplace(database: department.database, idleMinutes: 0)
            MyDayRoutes(desk: workplace).add(to: web.signedIn)
            ExceptionRoutes(desk: workplace).add(to: web.signedIn)
            AdherenceRoutes(desk: workplace).add(to: web.signedIn)
            try await withServer(web) { client in try await body(House(client: client), department) }
        }
    }

    func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: [.cookie: "qingting=\(person)"])
    }

    func post(_ uri: String, _ form: String, as person: Staff.ID, secret: String = "secret") async throws
        -> TestResponse
    {
        try await client.execute(
            uri: uri, method: .post,
            headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: "\(form)&_csrf=\(secret)"))
    }
}

extension Department {
    /// A complaint taken in the east by 张三.
    func register() async throws -> Case.ID {
        try await act(as: Self.zhang) { tx, actor in
            try tx.cases.register(
                Intake(
                    unit: Self.east, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                    complainant: "李秀英", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
                    report: Case.Report(subject: "羽绒服洗后变形", content: "按标签手洗后充绒结块。")), by: actor
            ).id
        }
    }
}
