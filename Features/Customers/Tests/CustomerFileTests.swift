import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Keeping the file: GAME-23, GEN1-01, GEN1-07, SOFT-42; and the three acts that are not editing.
@Suite struct CustomerFileTests {
    @Test(arguments: TestDatabase.engines)
    func everyFieldThatChangesIsToldWithWhoAndWhy(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let id = try await desk.file("单雄信", "13800138000")
            try await desk.act(as: desk.agent) { tx, actor in
                let customer = try tx.customers.require(id)
                var facts = customer.facts
                facts.address = "济南路 1 号"
                facts.computerSkill = "none"
                _ = try tx.customers.edit(id, facts, from: customer.version, because: "来电更正", by: actor)
                #expect(try tx.customers.require(id).version == customer.version + 1)
                _ = try tx.customers.edit(id, facts, from: 1, because: "没有变化", by: actor)
            }
            let (changes, total) = try await desk.database.read { tx in try tx.customers.changes(of: id, limit: 10) }
            #expect(total == 2)
            #expect(Set(changes.map(\.field)) == ["address", "computer_skill"])
            #expect(changes.allSatisfy { $0.reason == "来电更正" && $0.by == desk.agent && $0.old == "" })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSecondOfTwoEditorsIsToldAndLosesNothing(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let id = try await desk.file("单雄信", "13800138000")
            let base = try await desk.database.read { tx in try tx.customers.require(id) }
            func save(_ address: String) async throws {
                try await desk.act(as: desk.agent) { tx, actor in
                    var facts = base.facts
                    facts.address = address
                    _ = try tx.customers.edit(id, facts, from: base.version, because: "", by: actor)
                }
            }
            try await save("甲路 1 号")
            await #expect(throws: Customer.Refusal.changedMeanwhile) { try await save("乙路 2 号") }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatACustomerNeededOnceIsOnFileForTheNextCase(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let first = try await desk.act(as: desk.agent) { [desk] tx, actor in
                try tx.cases.register(desk.intake("李秀英", "13800138000", needs: "听力不便，请发短信"), by: actor)
            }
            let second = try await desk.act(as: desk.agent) { [desk] tx, actor in
                try tx.cases.register(desk.intake("李秀英", "13800138000", needs: "无"), by: actor)
            }
            #expect(first.customer == second.customer)
            try await desk.database.read { tx in
                let customer = try tx.customers.require(try #require(second.customer))
                #expect(customer.facts.specialNeeds == "听力不便，请发短信")
                #expect(try tx.customers.changes(of: customer.id, limit: 5).changes.map(\.reason) == [first.number])
            }
        }
    }

    /// The right to see full numbers is computed like every right to a customer: whoever has it in the west has it for
    /// no customer of the east, on whichever path, and their page offers no such button.
    @Test(arguments: TestDatabase.engines)
    func theRightToFullNumbersEndsWhereTheCustomersEnd(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let id = try await desk.file("单雄信", "13800138000")
            let stranger = CustomerDesk.who("agent", in: CustomerDesk.west)
            await #expect(throws: NotFound.self) {
                try await desk.act(as: stranger) { tx, actor in
                    _ = try tx.customers.reveal(id, because: "好奇", by: actor)
                }
            }
            let (mine, theirs) = try await desk.database.read { tx in
                let people = try [desk.agent, stranger].map(tx.actor)
                return (people[0].customers(permitting: .revealPersonalData), people[1].holds(.revealPersonalData))
            }
            #expect(mine.contains(CustomerDesk.east) && theirs)
            let looks = try await desk.act(as: desk.agent) { tx, actor in
                _ = try tx.customers.reveal(id, because: "回拨", by: actor)
                return try tx.customers.reveals(by: actor.staff.id, since: tx.now - .hours(1))
            }
            #expect(looks == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func oneNumberIsPrimaryAndTheNextTakesItsPlace(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let id = try await desk.file("单雄信", "13800138000")
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.customers.add(NewContactPoint(kind: .landline, value: "02188886666"), to: id, by: actor)
                try tx.customers.add(
                    NewContactPoint(kind: .mobile, value: "13900139000", isPrimary: true), to: id, by: actor)
                try tx.customers.add(NewContactPoint(kind: .wechat, value: "shan_xx"), to: id, by: actor)
                #expect(try tx.customers.require(id).phone?.revealed == "13900139000")
                let points = try tx.customers.contactPoints(of: id)
                #expect(points.filter(\.isPrimary).map(\.value) == ["13900139000"])
                try tx.customers.remove(point: points[0].id, of: id, by: actor)
                #expect(try tx.customers.require(id).phone?.revealed == "13800138000")
                for point in try tx.customers.contactPoints(of: id) {
                    try tx.customers.remove(point: point.id, of: id, by: actor)
                }
                #expect(try tx.customers.require(id).phone == nil)
                #expect(throws: Customer.Refusal.partUnknown) {
                    try tx.customers.makePrimary("elsewhere", of: id, by: actor)
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoIsServedByASupervisorOnlyIsNotTakenInByTheFrontLine(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let id = try await desk.file("李秀英", "13800138000")
            try await desk.act(as: desk.manager) { tx, actor in
                try tx.customers.block(id, .service, because: "辱骂员工", by: actor)
            }
            await #expect(throws: Customer.Refusal.blocked(.service)) {
                try await desk.act(as: desk.agent) { [desk] tx, actor in
                    _ = try tx.cases.register(desk.intake("李秀英", "13800138000"), by: actor)
                }
            }
            await #expect(throws: NotAllowed.self) {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.customers.unblock(id, because: "已道歉", by: actor)
                }
            }
            try await desk.act(as: desk.manager) { [desk] tx, actor in
                _ = try tx.cases.register(desk.intake("李秀英", "13800138000"), by: actor)
                try tx.customers.unblock(id, because: "已道歉", by: actor)
            }
            try await desk.act(as: desk.agent) { [desk] tx, actor in
                _ = try tx.cases.register(desk.intake("李秀英", "13800138000"), by: actor)
            }
        }
    }

    /// PIPL 47: nothing personal is left anywhere in the customer's tables, nor in the events; the cases stay.
    @Test(arguments: TestDatabase.engines)
    func anonymisingLeavesNothingPersonalAndKeepsTheCases(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let gone = try await desk.file("单小信", "13700137000") { $0.address = "济南路 9 号" }
            let record = try await desk.act(as: desk.agent) { [desk] tx, actor in
                try tx.cases.register(desk.intake("单雄信", "13800138000", needs: "请找单雄信本人"), by: actor)
            }
            let id = try #require(record.customer)
            try await desk.act(as: desk.records) { tx, actor in
                try tx.customers.merge(
                    gone, into: id, choosing: MergeChoice(fromAbsorbed: [.address]), because: "单雄信本人", by: actor)
                try tx.customers.add(NewContact(name: "单雄信之妻"), to: id, by: actor)
                try tx.customers.consent(id, to: .sms, isGiven: true, saidIn: "单雄信来电", by: actor)
            }
            try await desk.act(as: desk.agent) { tx, actor in
                _ = try tx.customers.reveal(id, because: "回拨单雄信", by: actor)
            }
            let asked = try await desk.act(as: desk.records) { tx, actor in
                try tx.customers.askErasure(id, .anonymise, because: "单雄信书面要求", by: actor)
            }
            await #expect(throws: CustomerErasure.Refusal.ownRequest) {
                try await desk.act(as: desk.records) { tx, actor in
                    try tx.customers.agree(to: asked.id, calling: "已匿名", by: actor)
                }
            }
            try await desk.act(as: desk.manager) { tx, actor in
                try tx.customers.agree(to: asked.id, calling: "已匿名", by: actor)
            }
            try await desk.database.read { tx in
                let tables: [SQL] = [
                    "SELECT * FROM customer", "SELECT * FROM contact_point", "SELECT * FROM customer_contact",
                    "SELECT * FROM customer_key", "SELECT * FROM customer_change", "SELECT * FROM customer_consent",
                    "SELECT * FROM customer_merge", "SELECT * FROM customer_erasure", "SELECT * FROM reveal",
                    "SELECT * FROM event",
                ]
                for table in tables {
                    let text = String(describing: try tx.execute(table))
                    for secret in ["雄信", "小信", "13800138000", "13700137000", "济南路", "shanxx"] {
                        #expect(!text.contains(secret), "\(table.text): \(secret)")
                    }
                }
                #expect(try tx.cases.require(record.id).customer == id)
                #expect(try tx.customers.require(id).facts.name == "已匿名")
                #expect(try tx.customerSearch.find("13800138000", within: .all).isEmpty)
            }
            await #expect(throws: Customer.Refusal.anonymised) {
                try await desk.act(as: desk.records) { tx, actor in
                    _ = try tx.customers.askErasure(id, .anonymise, because: "再来一次", by: actor)
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aRecordIsDeletedOnlyWhereNothingHasToBeKept(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let typo = try await desk.file("李秀鹰", "13800138001")
            let record = try await desk.act(as: desk.agent) { [desk] tx, actor in
                try tx.cases.register(desk.intake("李秀英", "13800138000"), by: actor)
            }
            let customer = try #require(record.customer)
            await #expect(throws: CustomerErasure.Refusal.mustBeKept(.cases)) {
                try await desk.act(as: desk.records) { tx, actor in
                    _ = try tx.customers.askErasure(customer, .delete, because: "建错了", by: actor)
                }
            }
            await #expect(throws: NotAllowed.self) {
                try await desk.act(as: desk.agent) { tx, actor in
                    _ = try tx.customers.askErasure(typo, .delete, because: "建错了", by: actor)
                }
            }
            let asked = try await desk.act(as: desk.manager) { tx, actor in
                try tx.customers.askErasure(typo, .delete, because: "建错了", by: actor)
            }
            // Until a second person agrees the record is in use; what comes in meanwhile keeps it.
            _ = try await desk.act(as: desk.agent) { [desk] tx, actor in
                try tx.cases.register(desk.intake("李秀鹰", "13800138001"), by: actor)
            }
            await #expect(throws: CustomerErasure.Refusal.mustBeKept(.cases)) {
                try await desk.act(as: desk.records) { tx, actor in
                    try tx.customers.agree(to: asked.id, calling: "", by: actor)
                }
            }
            let other = try await desk.file("王小二", "13800138002")
            try await desk.act(as: desk.manager) { tx, actor in
                _ = try tx.customers.askErasure(other, .delete, because: "建错了", by: actor)
            }
            try await desk.act(as: desk.records) { tx, actor in
                let waiting = try tx.customers.erasuresWaiting(within: .all, limit: 10)
                let mine = try #require(waiting.first { $0.customer == other })
                try tx.customers.agree(to: mine.id, calling: "", by: actor)
                #expect(try tx.customers.stored(other) == nil)
                let kinds = try tx.events.about(Subject(.customer, other.rawValue)).map(\.kind)
                #expect(kinds == [.customerFiled, .customerErasureAsked, .customerDeleted])
            }
        }
    }
}
