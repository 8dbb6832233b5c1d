import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import Testkit
import Testing

@testable import Desk
@testable import Web

/// A token reads what its scopes name and nothing by another door: to write is not to read, and a file is no way around.
@Suite struct ApiScopeTests {
    @Test(arguments: TestDatabase.engines)
    func whoeverMayOnlyWriteHearsHowTheRecordStandsAndNoMore(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase, .summariseCase)
            let unit = try await house.unit(of: person)
            let writing = try await house.token(of: person, [.writeCases, .writeCustomers, .writeContacts])
            let made = try await house.call(.post, "/cases", token: writing, ApiTests.complaint(in: unit))
            let id = try #require(made["id"], "\(made.text)")
            #expect(made.status == 201 && made["state"] == "registered" && made["number"] != nil)
            #expect(!made.text.contains("羽绒服") && made["subject"] == nil, "\(made.text)")
            let accepted = try await house.call(
                .post, "/cases/\(id)/acceptance", token: writing, #"{"severity":"serious"}"#)
            #expect(accepted.status == 200 && accepted["state"] != "registered" && accepted["content"] == nil)
            // The state it heard is that of the record: it may go on by it.
            let tag = try #require(accepted.headers[.eTag])
            #expect(tag == "\"\(accepted["version"] ?? "")\"")
            let noted = try await house.call(
                .post, "/cases/\(id)/entries", token: writing, #"{"kind":"note","text":"查批次"}"#,
                headers: [.ifMatch: tag])
            #expect(noted.status == 201 && !noted.text.contains("查批次"), "\(noted.text)")
            let late = try await house.call(
                .post, "/cases/\(id)/entries", token: writing, #"{"kind":"note","text":"又"}"#, headers: [.ifMatch: tag])
            #expect(late.status == 412)
            #expect(try await house.call(.get, "/cases/\(id)", token: writing).status == 403)

            let filed = try await house.call(
                .post, "/customers", token: writing,
                #"{"unit":"\#(unit)","kind":"person","name":"赵一曼","phone":"13900001111"}"#)
            #expect(filed.status == 201 && filed["id"] != nil && filed["phone"] == nil, "\(filed.text)")
            let contact = try await house.call(.post, "/contacts", token: writing, "{}")
            #expect(contact.status == 201 && contact["id"] != nil && contact["channel"] == nil, "\(contact.text)")
        }
    }

    /// Every change that answers a record is held to it, those that come later too.
    @Test func everyChangeOfARecordNamesTheScopeItIsReadUnder() async throws {
        let operations = try await ApiHouse.operations()
        let records = operations.filter { $0.isChange && ApiOperation.readScopes[$0.answer] != nil }
        #expect(records.count > 90 && records.allSatisfy { $0.readScope != nil && $0.scope != $0.readScope })
        for read in operations where !read.isChange {
            if let scope = ApiOperation.readScopes[read.answer] { #expect(read.scope == scope, "\(read.name)") }
        }
        let small: Set = [
            "Done", "Webhook", "Import", "Export", "CaseOutcomeList", "QuickText", "CategoryHint",
        ]
        #expect(operations.filter { $0.isChange && $0.readScope == nil && !small.contains($0.answer) }.isEmpty)
    }

    @Test(arguments: TestDatabase.engines)
    func customersReportsAndWorkTellNoSubjectsOfCases(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let id = try await house.registerCase()
            let boss = try await house.who(.readAdherence, .readCustomer, .readCase)
            let customer = try #require(
                try await house.database.read { tx in try tx.cases.find(id)?.customer?.rawValue })
            let narrow = try await house.token(of: boss, [.readCustomers, .readReports, .readWork])
            let file = try await house.call(.get, "/customers/\(customer)", token: narrow)
            #expect(file.status == 200 && file["cases"] == nil && !file.text.contains("变形"), "\(file.text)")
            let rows = try await house.call(.get, "/reports/volume/rows", token: narrow)
            #expect(rows["entries.0.case"] == id.rawValue && rows["entries.0.subject"] == nil, "\(rows.text)")
            let wall = try await house.call(.get, "/wall", token: narrow)
            #expect(wall.status == 200 && !wall.text.contains("变形"), "\(wall.text)")
            let wide = try await house.token(of: boss, [.readCustomers, .readReports, .readCases])
            #expect(try await house.call(.get, "/customers/\(customer)", token: wide)["cases.0.subject"] == "变形")
            #expect(try await house.call(.get, "/reports/volume/rows", token: wide)["entries.0.subject"] == "变形")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anOfferTakenUnderTheScopeOfWorkAnswersNoCase(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.workCase, .createCase)
            let unit = try await house.unit(of: person)
            try await house.database.write { tx in
                try tx.lines.insert(
                    Line(
                        id: "line-1", unit: unit, name: "投诉线", isOpen: true, condition: Condition(), categories: [],
                        needs: [], method: .roundRobin, keepsFirstReceiver: false, prefersLastHandler: false,
                        prefersNearest: false, minutesToTake: 15, refusalsAllowed: 2))
            }
            let id = try await house.registerCase()
            let offer: Offer.ID = try await house.database.write { tx in
                let offer = Offer(
                    id: tx.ids.make(), record: id, line: "line-1", staff: person, at: tx.now,
                    lapsesAt: tx.now + .hours(1),
                    because: Because(line: "line-1", name: "投诉线", ground: .turn, load: 0))
                try tx.assignments.insert(offer)
                return offer.id
            }
            let token = try await house.token(of: person, [.readWork, .writeWork])
            let open = try await house.call(.get, "/offers", token: token)
            #expect(open["entries.0.case"] == id.rawValue && open["entries.0.subject"] == nil, "\(open.text)")
            let taken = try await house.call(.post, "/offers/\(offer)/taking", token: token)
            #expect(taken.status == 200 && taken["id"] == id.rawValue, "\(taken.text)")
            #expect(taken["content"] == nil && !taken.text.contains("结块"), "\(taken.text)")
        }
    }

    /// GAME-24: a list goes out by a token that may read what stands in it; full names and numbers go by none.
    @Test(arguments: TestDatabase.engines)
    func aListIsTakenOutByWhoeverMayReadIt(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            _ = try await house.registerCase()
            let person = try await house.who(.exportData, .readCase, .revealPersonalData)
            func ask(_ list: String, _ more: String = "", _ scopes: [ApiScope]) async throws -> ApiAnswer {
                try await house.call(
                    .post, "/exports", token: house.token(of: person, scopes),
                    #"{"list":"\#(list)","column":["number"],"reason":"月度复盘会"\#(more)}"#)
            }
            for list in ["cases", "customers", "contacts"] {
                let bare = try await ask(list, "", [.exchange])
                #expect(bare.status == 403, "\(list): \(bare.text)")
            }
            #expect(try await ask("customers", "", [.exchange, .readCases]).text.contains("customers:read"))
            let asked = try await ask("cases", "", [.exchange, .readCases])
            #expect(asked.status == 201, "\(asked.text)")
            let full = try await ask("cases", #","reveals":true"#, ApiScope.allCases)
            #expect(full.status == 403 && full.text.contains("本人在页面上"), "\(full.text)")
            while try await house.database.write({ tx in try tx.exports.produceNext() }) {}
            let path = "/exports/\(asked["id"] ?? "")/file.csv"
            let bare = try await house.token(of: person, [.exchange])
            #expect(try await house.call(.get, path, token: bare).status == 403)
            let reading = try await house.token(of: person, [.exchange, .readCases])
            #expect(try await house.call(.get, path, token: reading).status == 200)

            // Asked for by the person on the page, allowed there: fetched there, too, and allowed by no program.
            let revealed = try await house.database.write { tx in
                try tx.exports.request(
                    ExportWish(
                        list: "cases", query: "", columns: ["number", "customer"], reason: "核对名单", reveals: true,
                        language: .chinese), by: tx.actor(person), in: .shanghai
                ).id
            }
            let all = try await house.token(of: person)
            #expect(try await house.call(.get, "/exports/\(revealed)/file.csv", token: all).status == 403)
            let allowed = try await house.call(
                .post, "/exports/\(revealed)/decision", token: all, #"{"decision":"approved"}"#)
            #expect(allowed.status == 403 && allowed.text.contains("本人在页面上"), "\(allowed.text)")
        }
    }

    @Test func everyListSaysUnderWhichScopesAProgramReadsIt() {
        let known = Set(ExchangeApiRoutes.listScopes.keys)
        #expect(known.isSubset(of: ExportList.all.map(\.code)))
        // People and their accounts are read under no scope.
        #expect(Set(ExportList.all.map(\.code)).subtracting(known) == ["people"])
    }

    @Test(arguments: TestDatabase.engines)
    func rowsAreBroughtInByWhoeverMayWriteSuchRecords(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.importData, .createCase)
            let fields = ["kind": "customers", "unit": try await house.unit(of: person).rawValue, "source": "CRM"]
            let files = [("客户.csv", Array("姓名,电话\n李秀英,13800138000\n".utf8))]
            let narrow = try await house.token(of: person, [.exchange, .writeFiles, .writeCases, .readReports])
            let refused = try await house.upload("/imports", token: narrow, files: files, fields: fields)
            #expect(refused.status == 403 && refused.text.contains("customers:write"), "\(refused.text)")
            let wide = try await house.token(of: person, [.exchange, .writeFiles, .writeCustomers])
            let sent = try await house.upload("/imports", token: wide, files: files, fields: fields)
            #expect(sent.status == 201, "\(sent.text)")
            let path = "/imports/\(sent["id"] ?? "")"
            let start = #"{"mode":"good-rows-only","existing":"skip"}"#
            #expect(try await house.call(.post, "\(path)/start", token: narrow, start).status == 403)
            #expect(try await house.call(.get, "\(path)/failures.csv", token: narrow).status == 403)
            #expect(try await house.call(.get, path, token: narrow)["problems"] == nil)
            #expect(try await house.call(.post, "\(path)/cancellation", token: narrow).status == 200)
        }
    }
}
