import Database
import Handbook
import Hummingbird
import Kernel
import Logging
import Testing
import Testkit

@testable import Desk
@testable import Web

/// The pages of mailboxes and letters as a browser meets them: who sees which part, what nobody of another unit sees, and
/// what becomes of what was typed wrongly.
@Suite(.enabled(if: TestMail.running != nil, Comment(rawValue: TestMail.absent))) struct MailRouteTests {
    private static let good = [
        "unit": "unit-main", "address": "new@example.com", "host": "127.0.0.1", "port": "1", "line": "plain",
        "user": "new", "password": "geheim", "since": "2026-01-01T00:00",
    ]

    private static func form(_ fields: [String: String]) -> String {
        FormData(fields.mapValues { [$0] }).replacing("", with: "")
    }

    /// Whoever administers sets mailboxes up and reads no letters; whoever reads cases reads them and sets nothing up;
    /// nobody else learns that there is one.
    @Test(arguments: TestDatabase.engines)
    func everybodySeesTheirPartOfAMailbox(engine: Engine) async throws {
        try await MailHouse.open(engine) { house, desk in
            try desk.arrives("羽绒服掉毛", from: "route-\(desk.user)@example.cn")
            try desk.arrives("新品上市", from: "shop@example.cn", head: "List-Id: <n.example.cn>")
            try await desk.fetch()
            let url = "/mailboxes/\(desk.box)"

            let upkeep = try await house.get(url, as: desk.administrator)
            #expect(upkeep.status == .ok && upkeep.text.contains("修改设置") && upkeep.text.contains("测试连接"))
            #expect(!upkeep.text.contains("&lt;div"), "our own tags are tags")
            #expect(!upkeep.text.contains("羽绒服掉毛") && !upkeep.text.contains(desk.mail.password))
            let reading = try await house.get(url, as: desk.agent)
            #expect(reading.status == .ok && reading.text.contains("羽绒服掉毛") && reading.text.contains("这是人写的"))
            #expect(!reading.text.contains("修改设置") && !reading.text.contains("测试连接"))
            #expect(!reading.text.contains("route-\(desk.user)"), "who wrote it is masked")

            for path in ["\(url)/test", "\(url)/fetching", "\(url)/switch", url] {
                let refused = try await house.post(path, Self.form(Self.good), as: desk.agent)
                #expect(refused.status == .notFound, "\(path)")
            }
            #expect(try await house.post("/mailboxes", Self.form(Self.good), as: desk.agent).status == .forbidden)
            let list = try await desk.letter { $0.kind == .list }
            #expect(
                try await house.post("\(url)/letters/\(list.id)/promotion", "", as: desk.administrator).status
                    == .notFound)
            #expect(try await house.post("\(url)/letters/\(list.id)/promotion", "", as: desk.agent).status == .seeOther)
            #expect(try await desk.letter { $0.id == list.id }.kind == .personal)

            let stranger = try await desk.stranger()
            let letter = try await desk.letter { $0.kind == .personal }
            let contact = try #require(letter.contact)
            for path in [url, "/contacts/\(contact)", "/contacts/\(contact)/letter/files/1"] {
                #expect(try await house.get(path, as: stranger).status == .notFound, "\(path)")
            }
            for (path, form) in [
                ("\(url)/letters/\(list.id)/promotion", ""), ("/contacts/\(contact)/letter/answer", "text=x"),
                ("/contacts/\(contact)/letter/taking", ""), ("/contacts/\(contact)/letter/closing", "reason=x"),
                ("/contacts/\(contact)/letter/draft", "text=x"),
                ("/contacts/\(contact)/letter/answers/none/taking-back", ""),
            ] { #expect(try await house.post(path, form, as: stranger).status == .notFound, "\(path)") }
            #expect(try await house.get("/mailboxes", as: stranger).text.contains(desk.user) == false)
        }
    }

    /// All that is wrong with a form is said at once, and what was typed stands there again; a password never.
    @Test(arguments: TestDatabase.engines)
    func aFormIsRefusedWithAllItsProblemsAndItsText(engine: Engine) async throws {
        try await MailHouse.open(engine) { house, desk in
            var wrong = Self.good
            wrong["address"] = "no address"
            wrong["host"] = "https://imap.example.com/"
            wrong["port"] = "99999"
            wrong["folder"] = "a\"b"
            wrong["smtp_host"] = "smtp.example.com"
            wrong["since"] = "gestern"
            wrong["sender"] = "客服部 <b>𠮷</b>"
            let refused = try await house.post("/mailboxes", Self.form(wrong), as: desk.administrator)
            #expect(refused.status == .unprocessableContent)
            for sentence in ["请填写完整的邮箱地址", "请只填服务器的名称或地址", "文件夹名称不能有引号"] {
                #expect(refused.text.contains(sentence), "\(sentence)")
            }
            #expect(refused.text.contains("value=\"no address\"") && refused.text.contains("客服部 &lt;b&gt;𠮷"))
            #expect(!refused.text.contains("geheim"))

            for (changes, status) in [
                (["host": "imap.example.com"], HTTPResponse.Status.conflict),
                (["address": "\(desk.user)@example.com"], .conflict),
                (["password": ""], .conflict), (["unit": "nowhere"], .notFound),
                (["smtp_host": "127.0.0.1"], .unprocessableContent),
                (["sender": String(repeating: "长", count: 20_000)], .unprocessableContent),
                (["sender": String(repeating: "长", count: 2_000_000)], .contentTooLarge),
                (["user": "a\u{0}b"], .unprocessableContent),
                (["address": "a\u{202E}b@example.com"], .unprocessableContent),
            ] {
                let answer = try await house.post(
                    "/mailboxes", Self.form(Self.good.merging(changes) { $1 }), as: desk.administrator)
                #expect(answer.status == status, "\(changes.keys): \(answer.status)")
            }
            let made = try await house.post("/mailboxes", Self.form(Self.good), as: desk.administrator)
            #expect(made.status == .seeOther)
            let url = try #require(made.headers[.location])
            let tested = try await house.post("\(url)/test", "", as: desk.administrator)
            #expect(tested.status == .ok && tested.text.contains("服务器没有应答"))
            #expect(try await house.post("\(url)/switch", "on=", as: desk.administrator).status == .seeOther)
            let off = try await house.post("\(url)/fetching", "", as: desk.administrator)
            #expect(off.status == .conflict && off.text.contains("邮箱已停收"))
        }
    }

    /// A letter is answered on its page; what speaks against it is said there, beside the text.
    @Test(arguments: TestDatabase.engines)
    func aLetterIsAnsweredOnItsPage(engine: Engine) async throws {
        try await MailHouse.open(engine) { house, desk in
            try desk.arrives("羽绒服掉毛", "<script>alert(1)</script> 请处理", from: "page-\(desk.user)@example.cn")
            try await desk.fetch()
            let letter = try await desk.letter()
            let url = "/contacts/\(try #require(letter.contact))"
            let page = try await house.get(url, as: desk.agent)
            #expect(page.text.contains("p***@example.cn") && page.text.contains("从 \(desk.user)@example.com 发出"))
            #expect(page.text.contains("&lt;script&gt;") && !page.text.contains("<script>alert"))
            #expect(page.text.contains("data-draft=\"\(url)/letter/draft\""))

            let empty = try await house.post("\(url)/letter/answer", "text=", as: desk.agent)
            #expect(empty.status == .unprocessableContent)
            let long = try await house.post(
                "\(url)/letter/answer", "text=\(String(repeating: "x", count: 4001))", as: desk.agent)
            #expect(long.status == .unprocessableContent && long.text.contains("xxxx"))
            let bare = try await house.post("\(url)/letter/closing", "reason=", as: desk.agent)
            #expect(bare.status == .unprocessableContent)

            let kept = try await house.post("\(url)/letter/draft", "text=您好，", as: desk.agent)
            #expect(kept.status == .ok && kept.text.contains("草稿已保存"))
            #expect(try await house.get(url, as: desk.agent).text.contains("您好，</textarea>"))
            #expect(
                try await house.post(
                    "\(url)/letter/draft", "text=\(String(repeating: "x", count: 4001))", as: desk.agent
                ).status == .unprocessableContent)

            let colleague = try await house.post("\(url)/letter/answer", "text=好", as: desk.manager)
            #expect(colleague.status == .forbidden && colleague.text.contains("由我答复"))
            let banned = try await house.post("\(url)/letter/answer", "text=跟我没关系", as: desk.agent)
            #expect(banned.status == .conflict && banned.text.contains("跟我没关系"))

            let sent = try await house.post("\(url)/letter/answer", "text=请寄回检测。", as: desk.agent)
            #expect(sent.status == .seeOther)
            let held = try await house.get(url, as: desk.agent)
            #expect(held.text.contains("撤回") && held.text.contains("请寄回检测。"))
            let answer = try await desk.read { tx in try tx.mailAnswers.of(letter.id)[0] }
            let back = try await house.post("\(url)/letter/answers/\(answer.id)/taking-back", "", as: desk.agent)
            #expect(back.status == .ok && back.text.contains("请寄回检测。</textarea>"))
            #expect(
                try await house.post("\(url)/letter/answers/\(answer.id)/taking-back", "", as: desk.agent).status
                    == .conflict)
        }
    }
}

/// The routes of mailboxes and letters over a department with a mail server.
struct MailHouse: Sendable {
    let client: TestClient

    static func open(
        _ engine: Engine, _ body: @Sendable @escaping (MailHouse, MailDesk) async throws -> Void
    ) async throws {
        try await MailDesk.open(on: engine) { desk in
            var settings = WebSettings()
            settings.port = 0
            let web = try WebServer(
                settings, sessions: TokenSessions(), assets: Assets([:]), hub: EventHub(), metrics: Metrics(),
                clock: desk.clock.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                mayListen: { _, _ in true })
            let workplace = Workplace(database: desk.database, idleMinutes: 0)
            ContactRoutes(desk: workplace).add(to: web.signedIn)
            MailLetterRoutes(desk: workplace).add(to: web.signedIn)
            MailboxRoutes(desk: workplace, way: .real(desk.mail)).add(to: web.signedIn)
            try await withServer(web) { client in try await body(MailHouse(client: client), desk) }
        }
    }

    func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: [.cookie: "qingting=\(person)"])
    }

    func post(_ uri: String, _ form: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(
            uri: uri, method: .post,
            headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: form.isEmpty ? "_csrf=secret" : "\(form)&_csrf=secret"))
    }
}

private struct TokenSessions: Sessions {
    func viewer(token: String, address: String, agent: String, at now: Instant) async throws -> Viewer? {
        Viewer(
            id: token, name: "某人", post: "", unit: "", session: "session-1", csrf: "secret", now: now, zone: .shanghai,
            address: address)
    }
}

extension MailDesk {
    /// A manager of another shop, who reads the cases of that shop.
    func stranger() async throws -> Staff.ID {
        let person: Staff.ID = "staff-elsewhere"
        try await database.write { tx in
            try tx.units.add(
                try Desk.Unit.found(
                    id: "unit-other", code: "other", name: "另一部门", kind: .department, under: nil,
                    handbook: "chain-retail"))
            let staff = Staff.join(
                id: person, account: Account(stored: "elsewhere"), name: "外人", phone: nil, language: .chinese,
                password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
            try tx.staff.add(staff)
            try tx.appointments.add(
                try Appointment.appoint(
                    id: "appointment-elsewhere", staff, to: "store-manager", in: "unit-other", from: tx.now - .days(20),
                    by: nil))
            try tx.acknowledgements.insert(Acknowledgement(version: "version-1", staff: person, at: tx.now))
        }
        return person
    }
}
