import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The pages as a browser meets them: from the ringing telephone to the case, and what others do not see.
@Suite struct ContactRouteTests {
    /// SOFT-13: the call is a contact first, and whoever answered it is the first receiver of the case that comes of it.
    @Test(arguments: TestDatabase.engines)
    func aCallGoesFromTheButtonToACase(engine: Engine) async throws {
        try await CallHouse.open("chain-retail", engine) { house, desk in
            let begun = try await house.post("/contacts", "", as: desk.agent)
            let url = try #require(begun.headers[.location])
            let again = try await house.post("/contacts", "", as: desk.agent)
            #expect(again.headers[.location] == url, "pressed twice, it is one call")
            let resumed = try await house.get("/contacts/new", as: desk.agent)
            #expect(resumed.headers[.location] == url)

            let page = try await house.get(url, as: desk.agent)
            #expect(page.text.contains("data-behaviour=\"script\"") && page.text.contains("服务中心"))
            let kept = try await house.post(
                "\(url)/draft", "q=欧阳娜娜&subject=围巾掉色&answer=跟我没关系&phone=1", as: desk.agent)
            #expect(kept.text.contains("草稿已存") && kept.text.contains("这几项还读不懂"))
            let back = try await house.get(url, as: desk.agent)
            #expect(back.text.contains("value=\"围巾掉色\"") && back.text.contains("跟我没关系"))

            let refused = try await house.post(
                "\(url)/outcome",
                "end=case&q=欧阳娜娜&type=complaint&unit=unit-main&channel=phone&source=direct"
                    + "&severity=ordinary&subject=围巾掉色", as: desk.agent)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("联系电话") && refused.text.contains("value=\"围巾掉色\""))
            let opened = try await house.post(
                "\(url)/outcome",
                "end=case&complainant=欧阳娜娜&phone=13800138000&type=complaint&unit=unit-main"
                    + "&channel=phone&source=direct&severity=ordinary&subject=围巾掉色&content=一洗就掉色&demand=退货"
                    + "&product=围巾", as: desk.agent)
            #expect(opened.status == .seeOther)
            #expect(opened.headers[.location]?.hasPrefix("/cases/") == true)
            let made = try await desk.database.read { tx in
                try tx.execute("SELECT first_receiver_id FROM service_case ORDER BY id LIMIT 2").map {
                    try $0.id("first_receiver_id") as Staff.ID
                }
            }
            #expect(made == [desk.agent])
            let record = try await house.get(url, as: desk.agent)
            #expect(record.text.contains("登记工单") && record.text.contains("138****8000"))
            #expect(!record.text.contains("13800138000") && !record.text.contains("欧阳娜娜"))
            for path in ["/contacts", "/contacts?view=team", "/contacts/diary", "/messages", "/messages/new"] {
                #expect(try await house.get(path, as: desk.agent).status == .ok, "\(path)")
            }
        }
    }

    /// Whom one chose stays chosen over a refusal and over a reload: the list of those found comes a moment later.
    @Test(arguments: TestDatabase.engines)
    func theCustomerOneChoseIsNotForgotten(engine: Engine) async throws {
        try await CallHouse.open("chain-retail", engine) { house, desk in
            let first = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            let opened = try await house.post(
                "\(first)/outcome",
                "end=case&complainant=欧阳娜娜&phone=13800138000&type=complaint&unit=unit-main&channel=phone"
                    + "&source=direct&severity=ordinary&subject=围巾掉色&content=一洗就掉色&demand=退货&product=围巾",
                as: desk.agent)
            #expect(opened.status == .seeOther)
            let customer = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.callers("8000", for: actor).first?.customer.id
            }
            let chosen = "<input type=\"hidden\" name=\"customer\" value=\"\(try #require(customer))\">"
            let url = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            let refused = try await house.post(
                "\(url)/outcome",
                "end=case&customer=\(try #require(customer))&type=complaint&unit=unit-main&channel=phone&source=direct"
                    + "&severity=ordinary&subject=扣子掉了", as: desk.agent)
            #expect(refused.status == .conflict && refused.text.contains(chosen))
            #expect(refused.text.contains("<details class=\"more\" open>"), "what is missing is in sight")
            _ = try await house.post(
                "\(url)/draft", "q=8000&customer=\(try #require(customer))&subject=扣子掉了", as: desk.agent)
            #expect(try await house.get(url, as: desk.agent).text.contains(chosen))
        }
    }

    /// The page one has before one's eyes with somebody on the line, its record afterwards, and what is left for others.
    @Test func thePagesOfACallWhole() async throws {
        try await CallHouse.open("chain-retail", .sqlite) { house, desk in
            func page(_ path: String) async throws -> String {
                let text = try await house.get(path, as: desk.agent).text
                guard let start = text.firstRange(of: "<main"), let end = text.firstRange(of: "</main>") else {
                    return text
                }
                return String(text[start.lowerBound..<end.upperBound]).replacing("><", with: ">\n<")
            }
            golden(try await page("/contacts/new"), named: "answering")
            let url = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            golden(try await page(url).replacing(url, with: "/contacts/…"), named: "call")
            golden(try await page("/messages"), named: "messages")
            golden(try await page("/messages/new"), named: "message-new")
        }
    }

    /// Earlier cases and a category are asked for while the caller speaks, and at a button where there is no JavaScript;
    /// asking ends nothing.
    @Test(arguments: TestDatabase.engines)
    func earlierCasesAndACategoryAreAskedForWhileTheCallerSpeaks(engine: Engine) async throws {
        try await CallHouse.open("chain-retail", engine) { house, desk in
            let url = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            let page = try await house.get(url, as: desk.agent)
            #expect(page.text.contains("hx-post=\"/search/similar\"") && page.text.contains("以前的类似工单"))
            #expect(page.text.contains("hx-post=\"/category-hints\"") && page.text.contains("看看类别提示"))
            let asked = try await house.post("\(url)/outcome", "check=1&subject=围巾掉色&content=一洗就掉色", as: desk.agent)
            #expect(asked.status == .ok && asked.text.contains("还没有学习过已结工单"))
            #expect(asked.text.contains("value=\"围巾掉色\""), "what was typed is kept")
            let taken = try await house.post(
                "\(url)/outcome", "take_hint=商品质量&subject=围巾掉色&content=一洗就掉色", as: desk.agent)
            #expect(taken.text.contains("value=\"商品质量\" selected"))
            let running = try await desk.act(as: desk.agent) { tx, actor in try tx.contacts.open(of: actor.staff.id) }
            #expect(running != nil, "the call goes on")
        }
    }

    /// GEN2-12: words in what was answered are warned of once, with the clause; registered all the same, they go.
    @Test(arguments: TestDatabase.engines)
    func wordsInAnAnswerAreWarnedOfBeforeTheCallIsRegistered(engine: Engine) async throws {
        try await CallHouse.open("chain-retail", engine) { house, desk in
            let url = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            let answer =
                "end=case&complainant=欧阳娜娜&phone=13800138000&type=complaint&unit=unit-main&channel=phone"
                + "&source=direct&severity=ordinary&subject=围巾掉色&content=一洗就掉色&demand=退货&product=围巾"
                + "&answer=跟我没关系"
            let warned = try await house.post("\(url)/outcome", answer, as: desk.agent)
            #expect(warned.status == .conflict)
            #expect(warned.text.contains("§3.7") && warned.text.contains("“跟我没关系”"))
            #expect(warned.text.contains("value=\"围巾掉色\""), "what was typed is kept")
            #expect(warned.text.contains("name=\"_warned\" value=\"跟我没关系\""))
            let again = try await house.post("\(url)/outcome", "\(answer)&_warned=跟我没关系", as: desk.agent)
            #expect(again.status == .seeOther)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsMissingIsToldAtOnceAndKept(engine: Engine) async throws {
        try await CallHouse.open("chain-retail", engine) { house, desk in
            let url = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            let callback = try await house.post("\(url)/outcome", "end=callback&subject=S", as: desk.agent)
            #expect(callback.status == .unprocessableContent && callback.text.contains("value=\"S\""))
            let message = try await house.post(
                "\(url)/outcome", "end=message&message_to=\(desk.people["manager"]!)&subject=S", as: desk.agent)
            #expect(message.status == .unprocessableContent && message.text.contains("写明是谁来电"))
            let added = try await house.post("\(url)/outcome", "end=added&subject=S", as: desk.agent)
            #expect(added.status == .unprocessableContent)
            let nonsense = try await house.post("\(url)/outcome", "end=nonsense", as: desk.agent)
            #expect(nonsense.status == .unprocessableContent)
        }
    }

    /// Ids of others' contacts and messages answer 404, for every route.
    @Test(arguments: TestDatabase.engines)
    func aStrangerFindsNeitherContactNorMessage(engine: Engine) async throws {
        try await CallHouse.open("chain-retail", engine) { house, desk in
            let stranger = desk.people["administrator"] ?? ""
            let url = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            #expect(try await house.get(url, as: stranger).status == .notFound)
            #expect(try await house.get("\(url)/matches?q=1", as: stranger).status == .notFound)
            for path in ["draft", "hold", "resumption", "callback/acknowledgement", "callback/call"] {
                #expect(try await house.post("\(url)/\(path)", "", as: stranger).status == .notFound, "\(path)")
            }
            #expect(try await house.post("\(url)/triage", "verdict=now", as: stranger).status == .notFound)
            #expect(try await house.post("\(url)/outcome", "end=solved", as: stranger).status == .notFound)
            #expect(try await house.post("\(url)/callback/handover", "to=x", as: stranger).status == .notFound)
            let message = try await desk.act(as: desk.agent) {
                [unit = desk.unit, to = desk.people["manager"]!] tx, actor in
                try tx.messages.take(
                    Message.Note(caller: "某", matter: "事"), for: to, in: unit, contact: nil, by: actor)
            }
            #expect(try await house.get("/messages/\(message.id)", as: stranger).status == .notFound)
            #expect(
                try await house.post("/messages/\(message.id)/handling", "text=x", as: stranger).status == .notFound)
            #expect(try await house.post("/messages/\(message.id)/telling", "", as: stranger).status == .notFound)
            #expect(try await house.get("/contacts/new", as: stranger).status == .forbidden)
            #expect(try await house.post("/contacts", "", as: stranger).status == .forbidden)

            // A tab and the history of a shared desk name the record, not the person (peers §4.2).
            let mine = try await house.get("/messages/\(message.id)", as: desk.agent)
            let tab = mine.text.components(between: "<title>", and: "</title>")
            #expect(tab.contains("留言") && !tab.contains("某") && mine.text.contains("<h1>某 的留言"))

            // A page that was only fetched is not read; whom it is for says so, and nobody else can.
            let opened = try await house.get("/messages/\(message.id)", as: desk.people["manager"]!)
            #expect(opened.text.contains("hx-trigger=\"load, submit\"") && !opened.text.contains("已读"))
            #expect(try await house.post("/messages/\(message.id)/reading", "", as: stranger).status == .notFound)
            #expect(try await house.post("/messages/\(message.id)/reading", "", as: desk.agent).status == .forbidden)
            #expect(
                try await house.post("/messages/\(message.id)/reading", "", as: desk.people["manager"]!).status
                    == .seeOther)
            let read = try await house.get("/messages/\(message.id)", as: desk.people["manager"]!)
            #expect(read.text.contains("已读") && !read.text.contains("/reading"))
        }
    }

    /// Whoever reads everything (会员数据分析专员: case.read alone) changes nothing: not what is typed, judged or held,
    /// not who owes the call, not whether it was made. A missed call is returned by whoever it fell on, though they
    /// take matters in and work none.
    @Test(arguments: TestDatabase.engines)
    func whoeverOnlyReadsWritesOnNoContact(engine: Engine) async throws {
        try await CallHouse.open("chain-retail", engine) { house, desk in
            let reader = desk.people["analysis-specialist"] ?? ""
            let url = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            let id = Contact.ID(String(url.split(separator: "/").last ?? ""))
            _ = try await house.post("\(url)/draft", "q=欧阳娜娜&subject=围巾掉色", as: desk.agent)
            #expect(try await house.get(url, as: reader).status == .ok, "reading is theirs")
            let before = try await desk.database.read { tx in try tx.events.about(Subject(.contact, id.rawValue)).count
            }
            let acts = [
                ("draft", "q=别人&subject=改掉"), ("triage", "verdict=now"), ("hold", ""), ("resumption", ""),
                ("outcome", "end=solved&complainant=别人&subject=改掉"), ("callback/acknowledgement", ""),
                ("callback/handover", "to=\(desk.agent)"), ("callback/call", "reached=1"), ("callback/call", ""),
                ("phone", ""),
            ]
            for (path, form) in acts {
                #expect(try await house.post("\(url)/\(path)", form, as: reader).status == .forbidden, "\(path)")
            }
            let (contact, draft, after) = try await desk.database.read { tx in
                (
                    try tx.contacts.find(id), try tx.contacts.draft(of: id) ?? "",
                    try tx.events.about(Subject(.contact, id.rawValue)).count
                )
            }
            #expect(contact?.record.subject == "围巾掉色" && !draft.contains("%E6%94%B9") && after == before)

            // Promised to a colleague: the reader neither takes it on, nor hands it on, nor keeps it.
            let manager = desk.people["manager"] ?? ""
            let promised = try await house.post(
                "\(url)/outcome",
                "end=callback&complainant=欧阳娜娜&phone=13800138000&type=enquiry&subject=围巾掉色&callback_to=\(manager)"
                    + "&callback_text=今晚回电", as: desk.agent)
            #expect(promised.status == .seeOther)
            let page = try await house.get(url, as: reader)
            #expect(!page.text.contains("/callback/"), "no button that may not be pressed")
            for (path, form) in acts.suffix(5) {
                #expect(try await house.post("\(url)/\(path)", form, as: reader).status == .forbidden, "\(path)")
            }
            #expect(try await house.post("\(url)/callback/acknowledgement", "", as: manager).status == .seeOther)

            let gifts = desk.people["gift-specialist"] ?? ""
            let missed = try await desk.act(as: gifts) { [unit = desk.unit] tx, actor in
                try tx.contacts.begin(
                    .phone, in: unit, isMissed: true, phone: PhoneNumber(typed: "13800138000"), by: actor)
            }
            #expect(try await house.post("/contacts/\(missed.id)/callback/call", "", as: reader).status == .forbidden)
            #expect(try await house.post("/contacts/\(missed.id)/callback/call", "", as: gifts).status == .seeOther)
        }
    }

    /// A message is taken where one takes matters in, and nowhere else: a post for one's own records reaches no other
    /// shop's.
    @Test(arguments: TestDatabase.engines)
    func aMessageIsTakenOnlyWhereOneTakesMattersIn(engine: Engine) async throws {
        try await CallHouse.open("chain-retail", engine) { house, desk in
            let manager = desk.people["manager"] ?? ""
            try await desk.database.write { tx in
                try tx.units.add(
                    try Desk.Unit.found(
                        id: "unit-other", code: "other", name: "外滩店", kind: .department, under: nil,
                        handbook: "chain-retail"))
            }
            let clerk = try #require(
                desk.handbook.posts.first { $0.permissions.contains(.createCase) && $0.scope != .all })
            let person = desk.people[clerk.code] ?? ""
            let form = "caller=王师傅&phone=13800138000&addressee=\(manager)&matter=请回电"
            let reader = desk.people["analysis-specialist"] ?? ""
            #expect(try await house.post("/messages", "unit=unit-other&\(form)", as: person).status == .forbidden)
            #expect(try await house.post("/messages", "unit=unit-main&\(form)", as: reader).status == .forbidden)
            #expect(try await house.post("/messages", "unit=unit-main&\(form)", as: person).status == .seeOther)
        }
    }
}

/// The pages of calls and messages behind a real server, each person known by their id as token.
struct CallHouse: Sendable {
    let client: TestClient

    static func open(
        _ pack: String, advising rule: String = "", _ engine: Engine,
        _ body: @Sendable @escaping (CallHouse, ContactDesk) async throws -> Void
    ) async throws {
        try await ContactDesk.open(pack, advising: rule, on: engine) { desk in
            let web = try WebServer.ofTest(desk.clock)
            let workplace = Workplace(database: desk.database, idleMinutes: 0)
            ContactRoutes(desk: workplace).add(to: web.signedIn)
            MessageRoutes(desk: workplace).add(to: web.signedIn)
            try await withServer(web) { client in try await body(CallHouse(client: client), desk) }
        }
    }

    func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.get(uri, as: person)
    }

    func post(_ uri: String, _ form: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.post(uri, form, as: person)
    }
}

extension String {
    /// What stands between two marks; nothing where they do not.
    fileprivate func components(between start: String, and end: String) -> String {
        guard let from = firstRange(of: start), let to = self[from.upperBound...].firstRange(of: end) else { return "" }
        return String(self[from.upperBound..<to.lowerBound])
    }
}
