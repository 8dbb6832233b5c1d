import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// The pages of customers as a browser meets them.
@Suite struct CustomerRouteTests {
    private static let card = ["kind": "person", "name": "单雄信", "unit": CustomerDesk.east.rawValue]

    @Test(arguments: TestDatabase.engines)
    func aCustomerIsFiledShownChangedAndTold(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let filed = try await house.post(
                "/customers",
                Self.card.merging(["phone": "138 0013 8000", "special_needs": "听力不便", "grade": "A"]) { $1 },
                as: desk.agent)
            #expect(filed.status == .seeOther)
            let url = try #require(filed.headers[.location])
            let page = try await house.get(url, as: desk.agent)
            #expect(page.text.contains("听力不便") && page.text.contains("138****8000"))
            #expect(!page.text.contains("13800138000"))
            let list = try await house.get("/customers?kind=person&grade=A", as: desk.agent)
            #expect(list.text.contains("K100001") && list.text.contains("单**"))
            #expect(try await house.get("/customers?state=blocked", as: desk.agent).text.contains("没有符合条件的客户"))
            for act in ["/contact-points", "/consents", "/contacts"] {
                let empty = try await house.post("\(url)\(act)", [:], as: desk.agent)
                #expect(empty.status == .unprocessableContent, "\(act)")
            }
            let numbers = try await house.post(
                "\(url)/contact-points", ["point_kind": "landline", "value": "13900139000", "label": "办公"],
                as: desk.agent)
            #expect(numbers.status == .seeOther)
            let revealed = try await house.post("\(url)/numbers", ["reason": "回拨"], as: desk.agent)
            #expect(revealed.text.contains("13800138000") && revealed.text.contains("13900139000"))
            let consent = try await house.post(
                "\(url)/consents", ["channel": "sms", "given": "no", "source": "来电 5 日"], as: desk.agent)
            #expect(consent.status == .seeOther)
            let after = try await house.get(url, as: desk.agent)
            #expect(after.text.contains("来电 5 日") && after.text.contains("139****9000"))
            #expect(after.text.contains("回拨"), "who looked, and why")
            #expect(try await house.get("\(url)/history", as: desk.agent).text.contains("139****9000"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSecondEditorSeesBothValuesAndMaySaveAgain(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let id = try await desk.file("单雄信", "13800138000")
            let first = ["kind": "person", "name": "单雄信", "address": "甲路 1 号", "version": "1"]
            #expect(try await house.post("/customers/\(id)", first, as: desk.agent).status == .seeOther)
            let second = first.merging(["address": "乙路 2 号", "note": "请慢些说"]) { $1 }
            let refused = try await house.post("/customers/\(id)", second, as: desk.manager)
            #expect(refused.status == .conflict)
            for text in ["value=\"乙路 2 号\"", "同事已存为：甲路 1 号", "请慢些说", "name=\"version\" value=\"2\""] {
                #expect(refused.text.contains(text), "\(text)")
            }
            let again = second.merging(["version": "2"]) { $1 }
            #expect(try await house.post("/customers/\(id)", again, as: desk.manager).status == .seeOther)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func duplicatesAreComparedMergedAndUndoneFromPageToPage(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let keep = try await desk.file("张伟", "13800138000")
            let other = try await desk.file("张伟", "13800138000") { $0.address = "中山路 18 号" }
            let list = try await house.get("/customers/duplicates", as: desk.records)
            #expect(list.text.contains("同号码") && list.text.contains("keep=\(keep)&amp;other=\(other)"))
            let preview = try await house.get("/customers/merge?keep=\(keep)&other=\(other)", as: desk.records)
            #expect(preview.text.contains("中山路 18 号"))
            let form = ["keep": keep.rawValue, "other": other.rawValue, "take-address": "absorbed"]
            #expect(try await house.post("/customers/merge", form, as: desk.records).status == .unprocessableContent)
            #expect(
                try await house.get("/customers/merge?keep=\(keep)&other=\(other)", as: desk.agent).status == .forbidden
            )
            let merged = try await house.post(
                "/customers/merge", form.merging(["reason": "同一人"]) { $1 }, as: desk.records)
            #expect(merged.headers[.location] == "/customers/\(keep)")
            let page = try await house.get("/customers/\(keep)", as: desk.records)
            #expect(page.text.contains("K100002 并入 K100001"))
            #expect(try await house.get("/customers/\(other)", as: desk.records).text.contains("这份档案已并入 K100001"))
            let merges = try await desk.database.read { tx in try tx.customers.merges(of: keep) }
            let undone = try await house.post(
                "/customers/merges/\(merges[0].id)/undoing", ["reason": "两个人"], as: desk.records)
            #expect(undone.headers[.location] == "/customers/\(keep)")
            #expect(try await house.get("/customers/duplicates", as: desk.records).text.contains("同号码"))
        }
    }

    /// Whoever may not know of a record is told there is none: every address, whatever is sent.
    @Test(arguments: TestDatabase.engines)
    func aRecordOfOthersAnswers404EverywhereAndForEveryPost(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let id = try await desk.file("单雄信", "13800138000")
            let other = try await desk.file("单雄信", "13800138000")
            let (merge, erasure) = try await desk.act(as: desk.records) { tx, actor in
                (
                    try tx.customers.merge(
                        other, into: id, choosing: MergeChoice(fromAbsorbed: []), because: "同一人", by: actor
                    ).id,
                    try tx.customers.askErasure(id, .anonymise, because: "书面要求", by: actor).id
                )
            }
            let gets = ["/customers/\(id)", "/customers/\(id)/edit", "/customers/\(id)/history"]
            let posts: [(String, [String: String])] = [
                ("/customers/\(id)", Self.card.merging(["version": "1"]) { $1 }),
                ("/customers/\(id)/numbers", ["reason": "好奇"]), ("/customers/\(id)/verification", [:]),
                ("/customers/\(id)/contact-points", ["point_kind": "mobile", "value": "13900139000"]),
                ("/customers/\(id)/contact-points/x/primary", [:]),
                ("/customers/\(id)/contact-points/x/verification", [:]),
                ("/customers/\(id)/contact-points/x/removal", [:]), ("/customers/\(id)/contacts/x/removal", [:]),
                ("/customers/\(id)/contacts", ["contact_name": "甲", "role": "other", "power": "none"]),
                ("/customers/\(id)/consents", ["channel": "sms", "given": "yes", "source": "来电"]),
                ("/customers/\(id)/block", ["block": "service", "reason": "好奇"]),
                ("/customers/\(id)/unblock", ["reason": "好奇"]),
                ("/customers/\(id)/erasure", ["act": "anonymise", "reason": "好奇"]),
                ("/customers/merge", ["keep": id.rawValue, "other": other.rawValue, "reason": "好奇"]),
                ("/customers/duplicates/dismissal", ["one": id.rawValue, "other": other.rawValue]),
                ("/customers/merges/\(merge)/undoing", ["reason": "好奇"]),
                ("/customers/erasures/\(erasure)/decision", ["decision": "agree", "text": "好奇"]),
            ]
            let strangers = desk.handbook.posts.filter { $0.scope != .all }
                .map { CustomerDesk.who($0.code, in: CustomerDesk.west) }
            #expect(strangers.count >= 4)
            for person in strangers {
                for url in gets {
                    #expect(try await house.get(url, as: person).status == .notFound, "\(url) \(person)")
                }
                for (url, form) in posts {
                    #expect(try await house.post(url, form, as: person).status == .notFound, "\(url) \(person)")
                }
                let pages = try await house.get("/customers", as: person)
                #expect(!pages.text.contains("K10000"))
            }
            let untouched = try await desk.database.read { tx in try tx.customers.require(id) }
            #expect(untouched.standing == .active)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func badInputIsAnsweredWithASentenceAndNothingIsLost(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let cases: [(String, HTTPResponse.Status)] = [
                ("\u{0}", .unprocessableContent), (String(repeating: "长", count: 2_000_000), .contentTooLarge),
                (String(repeating: "长", count: 20_000), .unprocessableContent), ("", .unprocessableContent),
                ("\u{7}响铃", .unprocessableContent), ("\u{202E}אבג", .seeOther), ("𠮷䶮🙂", .seeOther),
                ("<script>alert(1)</script>", .seeOther), ("'; DROP TABLE customer; --", .seeOther),
            ]
            for (name, status) in cases {
                let form = Self.card.merging(["name": name, "note": "留下我"]) { $1 }
                // The server may hang up on five megabytes before it has heard them all.
                guard let answer = try? await house.post("/customers", form, as: desk.agent) else {
                    #expect(status == .contentTooLarge)
                    continue
                }
                #expect(answer.status == status, "«\(name.prefix(20))»")
                if answer.status == .unprocessableContent { #expect(answer.text.contains("留下我")) }
                if let url = answer.headers[.location] {
                    let page = try await house.get(url, as: desk.agent)
                    #expect(page.status == .ok && !page.text.contains("<script>alert"))
                }
            }
            let many = try await house.post(
                "/customers",
                [
                    "kind": "ghost", "name": "", "grade": "Z", "contract_until": "2026-02-30", "phone": "abc",
                    "unit": "",
                ],
                as: desk.agent)
            #expect(many.status == .unprocessableContent && many.text.contains("有 4 处需要修改"))
            for url in ["/customers?page=99999999&q=%25", "/customers?kind=x&grade=y&state=z", "/customers/nobody"] {
                let status = try await house.get(url, as: desk.agent).status
                #expect(status == (url.hasSuffix("nobody") ? .notFound : .ok))
            }
        }
    }

    /// The page whole, for a reviewer to read.
    @Test func thePageOfAnOrganisation() async throws {
        try await CustomerHouse.open(.sqlite) { house, desk in
            let id = try await desk.file("上海倾听科技有限公司", "021 6111 0000", .organisation) {
                $0.grade = "A"
                $0.contractNumber = "HT-2026-01"
                $0.contractUntil = "2026-12-31"
                $0.specialNeeds = "周三不接电话"
                $0.address = "浦东大道 1 号"
            }
            try await desk.act(as: desk.manager) { tx, actor in
                try tx.customers.add(
                    NewContact(
                        name: "解晓东", post: "采购经理", role: .decider, power: .decides,
                        phone: PhoneNumber(typed: "13300133000")), to: id, by: actor)
                try tx.customers.consent(id, to: .phone, isGiven: true, saidIn: "合同", by: actor)
                try tx.customers.block(id, .outreach, because: "客户要求", by: actor)
            }
            let page = try await house.get("/customers/\(id)", as: desk.manager)
            let main = page.text.components(separatedBy: "<main").last ?? ""
            golden(main.replacing("><", with: ">\n<"), named: "organisation")
        }
    }

    /// A contact of an organisation is corrected in place; an empty number stays, a new one takes its place (GEN1-01).
    @Test(arguments: TestDatabase.engines)
    func aContactOfAFirmIsCorrected(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let id = try await desk.file("倾听科技", nil, .organisation)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.customers.add(
                    NewContact(name: "解晓东", post: "采购", phone: PhoneNumber(typed: "13300133000")), to: id, by: actor)
            }
            let contact = try #require(
                try await desk.database.read { tx in try tx.customers.contacts(of: id).first?.id })
            let url = "/customers/\(id)/contacts/\(contact)"
            let form = [
                "contact_name": "解晓东", "post": "采购总监", "role": "decider", "power": "decides", "contact_phone": "",
            ]
            let empty = try await house.post(url, ["post": "总监"], as: desk.agent)
            #expect(empty.status == .unprocessableContent && empty.text.contains("value=\"总监\""))
            #expect(try await house.post(url, form, as: desk.agent).status == .seeOther)
            let page = try await house.get("/customers/\(id)", as: desk.agent)
            #expect(page.text.contains("采购总监") && page.text.contains("133****3000"))
            let other = form.merging(["contact_phone": "13400134000", "contact_name": "谢晓东"]) { $1 }
            #expect(try await house.post(url, other, as: desk.agent).status == .seeOther)
            let (points, found, changes) = try await desk.database.read { tx in
                try (
                    tx.customers.contactPoints(of: id).map(\.value),
                    tx.customerSearch.find("谢晓东", within: .all).map(\.customer.id),
                    tx.customers.changes(of: id, limit: 10).0.map(\.field)
                )
            }
            #expect(points == ["13400134000"] && found == [id])
            #expect(changes.contains("contact") && changes.contains("contact-point"))
            let stranger = CustomerDesk.who("agent", in: CustomerDesk.west)
            #expect(try await house.post(url, form, as: stranger).status == .notFound)
        }
    }

    /// F-02 (GAME-22, SOFT-72): the file card, numbers masked, who printed it on record.
    @Test(arguments: TestDatabase.engines)
    func theFileCardIsPrinted(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let record = try await desk.act(as: desk.agent) { [desk] tx, actor in
                try tx.cases.register(desk.intake("单雄信", "13800138000", needs: "听力不便"), by: actor)
            }
            let id = try #require(record.customer)
            let page = try await house.get("/customers/\(id)/forms/F-02", as: desk.agent)
            #expect(page.text.contains("客户信息档案") && page.text.contains("138****8000"))
            #expect(!page.text.contains("13800138000") && !page.text.contains("单雄信"))
            if engine == .sqlite {
                let main = page.text.components(separatedBy: "<main").last ?? ""
                golden(main.replacing("><", with: ">\n<"), named: "F-02")
            }
            let file = try await house.get("/customers/\(id)/forms/F-02.pdf", as: desk.agent)
            #expect(file.status == .ok && file.body.readableBytes > 1000)
            let printed = try await house.post("/customers/\(id)/forms/F-02/printing", [:], as: desk.agent)
            #expect(printed.status == .noContent)
            let events = try await desk.database.read { tx in
                try tx.events.about(Subject(.customer, id.rawValue)).filter { $0.kind == .paperPrinted }.count
            }
            #expect(events == 2)
            let stranger = CustomerDesk.who("agent", in: CustomerDesk.west)
            for path in ["F-02", "F-02.pdf"] {
                #expect(try await house.get("/customers/\(id)/forms/\(path)", as: stranger).status == .notFound)
            }
            // By another of the customer's numbers the cases are found as well.
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.customers.add(NewContactPoint(kind: .mobile, value: "13900139000"), to: id, by: actor)
            }
            let list = try await house.get("/cases?q=13900139000", as: desk.agent)
            #expect(list.text.contains("羽绒服洗后变形"))
        }
    }

    /// Whoever was chosen is not filed again, with a number or without one; beyond one's reach nobody is chosen.
    @Test(arguments: TestDatabase.engines)
    func aCaseForAChosenCustomerFilesNobodyAgain(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let id = try await desk.file("单雄信", nil) { $0.specialNeeds = "听力不便" }
            try await desk.act(as: desk.manager) { tx, actor in
                try tx.customers.block(id, .outreach, because: "客户要求", by: actor)
            }
            let page = try await house.get("/cases/new?customer=\(id)", as: desk.agent)
            #expect(page.text.contains("name=\"customer\" value=\"\(id)\""))
            #expect(page.text.contains("听力不便") && page.text.contains("不主动联系：客户要求"))
            #expect(!page.text.contains("name=\"complainant\""), "who it is need not be typed")
            let form = [
                "customer": id.rawValue, "unit": CustomerDesk.east.rawValue, "type": "complaint", "source": "direct",
                "channel": "phone", "severity": "ordinary", "subject": "再次变形", "content": "又结块了", "demand": "退货",
                "phone": "13800138000", "opinion": "像是同一批次", "expectation": "换新",
            ]
            let registered = try await house.post("/cases", form, as: desk.agent)
            let url = try #require(registered.headers[.location])
            let (record, count, customer) = try await desk.database.read { tx in
                try (
                    tx.cases.require(Case.ID(String(url.dropFirst("/cases/".count)))),
                    tx.execute("SELECT COUNT(*) AS n FROM customer").first?.int("n"), tx.customers.require(id)
                )
            }
            #expect(record.customer == id && count == 1)
            #expect(record.report.opinion == "像是同一批次" && record.report.expectation == "换新")
            #expect(customer.phone?.revealed == "13800138000", "the number they lacked is known now")
            let case_ = try await house.get(url, as: desk.agent)
            #expect(case_.text.contains("听力不便") && case_.text.contains("不主动联系"))
            let stranger = CustomerDesk.who("agent", in: CustomerDesk.west)
            #expect(try await house.get("/cases/new?customer=\(id)", as: stranger).status == .notFound)
            let elsewhere = form.merging(["unit": CustomerDesk.west.rawValue]) { $1 }
            #expect(try await house.post("/cases", elsewhere, as: stranger).status == .notFound)
        }
    }
}
