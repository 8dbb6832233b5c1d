import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// How a customer is found again (intake at the speed of a call).
@Suite struct CustomerSearchTests {
    @Test(arguments: TestDatabase.engines)
    func aCustomerIsFoundByAnythingPeopleType(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            try await desk.file("单雄信", "138 0013 8000") { $0.memberNumber = "M-1001" }
            try await desk.file("曾小贤", "139 0013 9000")
            try await desk.file("吕布", "021-6888 1234")
            try await desk.file("欧阳娜娜", "137 0013 7000")
            try await desk.file("Anna Lee", "136 0013 6000")
            try await desk.file("𠮷野䶮", "135 0013 5000")
            try await desk.file("上海倾听科技有限公司", "021 6111 0000", .organisation)
            try await desk.file("3栋2单元501室", nil, .household)
            let questions: [(typed: String, found: [String])] = [
                ("13800138000", ["单雄信"]), ("+86 138-0013-8000", ["单雄信"]), ("１３８００１３８０００", ["单雄信"]),
                ("8000", ["单雄信"]), ("M-1001", ["单雄信"]), ("K100001", ["单雄信"]), ("k100001", ["单雄信"]),
                ("单雄信", ["单雄信"]), ("雄信", ["单雄信"]), ("单", ["单雄信", "3栋2单元501室"]), ("shanxiongxin", ["单雄信"]),
                ("shan xiong", ["单雄信"]), ("sxx", ["单雄信"]), ("shanxx", ["单雄信"]), ("danxiong", ["单雄信"]),
                ("zengxx", ["曾小贤"]), ("zxx", ["曾小贤"]), ("cengxiao", ["曾小贤"]),
                ("lvbu", ["吕布"]), ("lübu", ["吕布"]), ("lyu bu", ["吕布"]), ("lubu", ["吕布"]), ("1234", ["吕布"]),
                ("ouyang", ["欧阳娜娜"]), ("oynn", ["欧阳娜娜"]), ("阳娜", ["欧阳娜娜"]),
                ("anna", ["Anna Lee"]), ("ANNA LEE", ["Anna Lee"]), ("lee", ["Anna Lee"]),
                ("𠮷野䶮", ["𠮷野䶮"]), ("𠮷", ["𠮷野䶮"]), ("䶮", ["𠮷野䶮"]),
                ("倾听科技", ["上海倾听科技有限公司"]), ("shqt", ["上海倾听科技有限公司"]), ("qtkj", ["上海倾听科技有限公司"]),
                ("上海倾听科技", ["上海倾听科技有限公司"]), ("3-2-501", ["3栋2单元501室"]),
                ("张三", []), ("8001", []), ("", []), ("  ", []), ("%", []), ("'; DROP TABLE customer", []),
                ("\u{0}", []),
                (String(repeating: "龘", count: 200_000), []),
            ]
            for (typed, found) in questions {
                let names = try await desk.database.read { tx in
                    try tx.customerSearch.find(typed, within: .some([CustomerDesk.east])).map(\.customer.facts.name)
                }
                #expect(names == found, "«\(typed.prefix(40))»")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anOrganisationIsFoundByWhoWorksThereAndEveryNumberCounts(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let firm = try await desk.file("远达物流", "021 6222 0000", .organisation)
            try await desk.database.write { tx in
                let contact = CustomerContact(
                    id: "contact-1", customer: firm, name: PersonName("解晓东"), post: "采购经理", role: .decider,
                    power: .decides, isHelper: false, note: "")
                try tx.customers.insert(contact)
                try tx.customers.insert(
                    ContactPoint(
                        id: "point-1", customer: firm, contact: contact.id, kind: .mobile, value: "13300133000",
                        label: "", isPrimary: false))
                try tx.customers.insert(
                    ContactPoint(
                        id: "point-2", customer: firm, contact: nil, kind: .email, value: "service@yuanda.example",
                        label: "", isPrimary: false))
                try tx.customers.index(tx.customers.require(firm), contacts: tx.customers.contacts(of: firm))
            }
            for typed in ["13300133000", "3000", "Service@Yuanda.example", "xiexd", "xxd", "晓东", "远达", "yuanda", "wl"] {
                let found = try await desk.database.read { tx in
                    try tx.customerSearch.find(typed, within: .all).map(\.customer.id)
                }
                #expect(found == [firm], "«\(typed)»")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodyFindsCustomersBeyondTheirReach(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            try await desk.file("单雄信", "138 0013 8000")
            for typed in ["13800138000", "8000", "K100001", "单雄信", "雄信", "sxx"] {
                let found = try await desk.act(as: CustomerDesk.who("agent", in: CustomerDesk.west)) { tx, actor in
                    try [actor.customers(permitting: .readCustomer), .own, .nothing].map {
                        try tx.customerSearch.find(typed, within: $0).count
                    }
                }
                #expect(found == [0, 0, 0], "«\(typed)»")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSurestComesFirstAndNoListIsLonger(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            try await desk.file("张伟", "138 0013 8000")
            for number in 0..<60 {
                desk.clock.advance(by: .minutes(1))
                try await desk.file("张伟民", "1390013\(1000 + number)")
            }
            let (few, many) = try await desk.database.read { tx in
                (
                    try tx.customerSearch.find("张伟", within: .all).map(\.customer.facts.name),
                    try tx.customerSearch.find("zhangwei", within: .all, limit: 5000)
                )
            }
            #expect(few.count == 8 && few.first == "张伟")
            #expect(many.count == CustomerSearch.mostAnswers)
            #expect(Set(many.map(\.customer.id)).count == many.count)
        }
    }

    /// Each way of looking is read from an index: a scan in this file is an answer that comes too late.
    /// The first answers of a beginning that thousands of names have come straight from an index, in its order, on both
    /// engines: nothing is sorted, nothing counted to the end.
    @Test(arguments: TestDatabase.engines)
    func aCommonSpellingIsReadAsFarAsItIsShown(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            try await desk.crowd()
            let query = try #require(CustomerQuery("zhang"))
            let reaches: [(String, UnitReach)] = [("everybody", .all), ("one unit", .some([CustomerDesk.east]))]
            var lines: [String] = []
            for (name, reach) in reaches {
                guard let statement = CustomerSearch.statements(query, reach, limit: 20).last?.statement else {
                    continue
                }
                let plan = try await desk.database.write { tx in
                    switch tx.engine {
                    case .sqlite: try tx.execute("EXPLAIN QUERY PLAN \(statement)").map { try $0.text("detail") }
                    case .postgres: try tx.execute("EXPLAIN (COSTS OFF) \(statement)").map { try $0.text("QUERY PLAN") }
                    }
                }.map { $0.replacing(/'[^']*'/, with: "?") }
                #expect(!plan.contains { $0.contains("Seq Scan") || $0.contains("SCAN customer_key") }, "\(plan)")
                #expect(
                    name != "everybody" || !plan.contains { $0.contains("B-TREE") || $0.contains("Sort") }, "\(plan)")
                lines.append("\(name)\n" + plan.map { "    \($0)" }.joined(separator: "\n"))
                let found = try await desk.database.read { tx in
                    try tx.customerSearch.find("zhang", within: reach, limit: 20)
                }
                #expect(found.count == 20 && Set(found.map(\.customer.id)).count == 20)
            }
            golden(lines.joined(separator: "\n"), named: "spelling-plan-\(engine)")
        }
    }

    @Test func theSearchIsReadFromIndexes() async throws {
        try await CustomerDesk.open(on: .sqlite) { desk in
            let reach = UnitReach.some([CustomerDesk.east, CustomerDesk.west])
            var lines: [String] = []
            for typed in ["13800138000", "8000", "欧阳娜", "zhangw"] {
                let query = try #require(CustomerQuery(typed))
                for (way, statement) in CustomerSearch.statements(query, reach, limit: 8) {
                    let plan = try await desk.database.read { tx in
                        try tx.execute("EXPLAIN QUERY PLAN \(statement)").map { try $0.text("detail") }
                    }
                    lines.append("«\(typed)» \(way.rawValue)\n" + plan.map { "    \($0)" }.joined(separator: "\n"))
                }
            }
            golden(lines.joined(separator: "\n"), named: "search-plan")
            #expect(!lines.contains { $0.contains("SCAN customer") || $0.contains("SCAN contact") })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func recordsFromBeforeTheFileCardAreCutByTheChore(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            try await desk.file("曾小贤", "139 0013 9000")
            _ = try await desk.database.write { tx in
                try tx.execute("DELETE FROM customer_key")
                return try tx.execute("UPDATE customer SET is_indexed = 0, name_key = ''")
            }
            let before = try await desk.database.read { tx in try tx.customerSearch.find("zengxx", within: .all).count }
            let states = try await desk.database.write { tx in
                try [Chore.customerIndexing.work(tx), Chore.customerIndexing.work(tx)]
            }
            let after = try await desk.database.read { tx in try tx.customerSearch.find("zengxx", within: .all).count }
            #expect(before == 0 && after == 1 && states.count == 2)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSearchBoxAnswersAShortListWithoutNamesOfOthers(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let id = try await desk.file("单雄信", "138 0013 8000") { $0.specialNeeds = "听力不便 <b>" }
            let page = try await house.get("/customers/search?q=sxx&to=/contacts/new", as: desk.agent)
            golden(page.text, named: "search-list")
            #expect(page.text.contains("data-customer=\"\(id)\"") && !page.text.contains("13800138000"))
            #expect(page.text.contains("/contacts/new?customer="))
            let elsewhere = try await house.get("/customers/search?q=sxx&to=https://evil.example", as: desk.agent)
            #expect(!elsewhere.text.contains("evil"))
            let none = try await house.get("/customers/search?q=%3Cscript%3E", as: desk.agent)
            #expect(none.status == .ok && none.text.contains("&lt;script&gt;"))
            #expect(try await house.get("/customers/search?q=%00", as: desk.agent).status == .badRequest)
            let stranger = try await house.get(
                "/customers/search?q=sxx", as: CustomerDesk.who("administrator", in: CustomerDesk.east))
            #expect(stranger.status == .notFound)
        }
    }
}

extension CustomerDesk {
    /// 20,000 customers, a tenth of them 张…, with the keys of their spelling, written past the actions.
    fileprivate func crowd() async throws {
        try await database.write { tx in
            let numbers: SQL = """
                WITH RECURSIVE number (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM number WHERE n < \(20_000))
                """
            try tx.execute(
                """
                INSERT INTO customer (id, number, unit_id, known_since, kind, name, name_key, member_number, is_indexed)
                \(numbers)
                SELECT 'crowd-' || n, 'C' || n, CASE WHEN n % 2 = 0 THEN 'unit-east' ELSE 'unit-west' END,
                       \(tx.now) - n * 1000, 'person', '张三', '张三', '', 1
                FROM number
                """
            )
            try tx.execute(
                """
                INSERT INTO customer_key (word, known_since, unit_id, customer_id)
                SELECT CASE WHEN (\(tx.now) - known_since) % 10000 = 0 THEN 'zhang' ELSE 'li' END || id, known_since,
                       unit_id, id
                FROM customer WHERE id LIKE 'crowd-%'
                """
            )
            if tx.engine == .postgres { try tx.execute("ANALYZE customer_key") }
        }
    }
}
