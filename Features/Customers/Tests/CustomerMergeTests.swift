import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Two records of one customer: found by rule, merged by a person, parted again (GAME-22).
@Suite struct CustomerMergeTests {
    @Test(arguments: TestDatabase.engines)
    func likePairsAreListedWithTheReasonAndNothingIsMergedByItself(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let first = try await desk.file("张伟", "13800138000")
            let second = try await desk.file("张 伟", "13800138000")
            try await desk.file("张伟", "13900139000") { $0.address = "中山路18号3栋" }
            try await desk.file("张伟", nil) { $0.address = "中山路 18 号 3 幢 2" }
            try await desk.file("张伟", nil)
            try await desk.file("1栋101", "13800138000", .household)
            try await desk.file("远达物流有限公司", nil, .organisation)
            try await desk.file("远达物流", nil, .organisation)
            let (pairs, total) = try await desk.database.read { tx in
                try tx.customers.duplicates(within: .some([CustomerDesk.east]), limit: 50, offset: 0)
            }
            #expect(total == 3)
            #expect(pairs.map(\.score) == [80, 50, 50])
            #expect(pairs.first.map { [$0.first, $0.second] } == [first, second])
            #expect(pairs.first?.reasons == [.number, .name])
            #expect(Set(pairs.dropFirst().map(\.reasons)) == [[.name], [.name, .address]])
            let inUse = try await desk.database.read { tx in
                try tx.customers.page(CustomerFilter(), within: .all, for: desk.agent, limit: 50, offset: 0).total
            }
            #expect(inUse == 8)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPairThatWasDismissedIsNotAskedAboutAgain(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let first = try await desk.file("张伟", "13800138000")
            let second = try await desk.file("张伟", "13800138000")
            try await desk.act(as: desk.records) { tx, actor in try tx.customers.dismiss(second, first, by: actor) }
            try await desk.act(as: desk.agent) { tx, actor in
                let customer = try tx.customers.require(first)
                var facts = customer.facts
                facts.note = "两位同名"
                _ = try tx.customers.edit(first, facts, from: customer.version, because: "", by: actor)
            }
            let open = try await desk.database.read { tx in try tx.customers.duplicates(of: first).count }
            #expect(open == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func afterAMergeBothNumbersFindTheOneRecordWithTheCases(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let kept = try await desk.file("张伟", "13800138000")
            let gone = try await desk.file("张 伟", "13900139000") { $0.memberNumber = "M-7" }
            let record = try await desk.act(as: desk.agent) { [intake = desk.intake("张伟", "13900139000")] tx, actor in
                try tx.cases.register(intake, by: actor)
            }
            #expect(record.customer == gone)
            try await desk.act(as: desk.records) { tx, actor in
                let (one, other) = (try tx.customers.require(kept), try tx.customers.require(gone))
                try tx.customers.merge(
                    gone, into: kept, choosing: .proposed(one.facts, other.facts), because: "同一人", by: actor)
            }
            for typed in ["13800138000", "13900139000", "9000", "M-7", "K100002", "zhangwei"] {
                let found = try await desk.database.read { tx in
                    try tx.customerSearch.find(typed, within: .all).map(\.customer.id)
                }
                #expect(found == [kept], "«\(typed)»")
            }
            try await desk.database.read { tx in
                let stored = try tx.customers.stored(gone)
                #expect(stored?.mergedInto == kept)
                #expect(try tx.cases.require(record.id).customer == kept)
                #expect(try tx.customers.find(gone)?.id == kept, "an old id answers with the record that stands for it")
            }
            let again = try await desk.act(as: desk.agent) { [intake = desk.intake("张伟", "13900139000")] tx, actor in
                try tx.cases.register(intake, by: actor)
            }
            #expect(again.customer == kept)
        }
    }

    /// The law: merge, then undo, is as if nothing had happened, whichever fields were chosen; but for the history.
    @Test(arguments: TestDatabase.engines)
    func mergingAndUndoingIsTheIdentity(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            var dice = SeededDice(seed: 7)
            for round in 0..<12 {
                let ids = try await desk.anyPair(round, &dice)
                let choice = MergeChoice(
                    fromAbsorbed: Set(CustomerFacts.Field.allCases.filter { _ in Bool.random(using: &dice) }))
                let before = try await desk.picture(of: ids)
                let merge = try await desk.act(as: desk.records) { tx, actor in
                    try tx.customers.merge(ids[1], into: ids[0], choosing: choice, because: "同一人", by: actor)
                }
                let merged = try await desk.picture(of: ids)
                #expect(merged != before)
                try await desk.act(as: desk.records) { tx, actor in
                    try tx.customers.part(merge.id, because: "不是同一人", by: actor)
                }
                let after = try await desk.picture(of: ids)
                #expect(after == before, "round \(round)")
                await #expect(throws: CustomerMerge.Refusal.alreadyUndone) {
                    try await desk.act(as: desk.records) { tx, actor in
                        try tx.customers.part(merge.id, because: "再来", by: actor)
                    }
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatWasChangedAfterAMergeStaysWhenItIsUndone(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let kept = try await desk.file("张伟", "13800138000")
            let gone = try await desk.file("张伟", "13900139000") { $0.address = "中山路 18 号" }
            let merge = try await desk.act(as: desk.records) { tx, actor in
                try tx.customers.merge(
                    gone, into: kept, choosing: MergeChoice(fromAbsorbed: [.address]), because: "同一人", by: actor)
            }
            try await desk.act(as: desk.agent) { tx, actor in
                let customer = try tx.customers.require(kept)
                var facts = customer.facts
                #expect(facts.address == "中山路 18 号")
                facts.preferences = "下午联系"
                _ = try tx.customers.edit(kept, facts, from: customer.version, because: "", by: actor)
            }
            try await desk.act(as: desk.records) { tx, actor in
                try tx.customers.part(merge.id, because: "两个人", by: actor)
                #expect(try tx.customers.require(kept).facts.preferences == "下午联系")
                #expect(try tx.customers.require(kept).facts.address == "")
                #expect(try tx.customers.require(gone).facts.address == "中山路 18 号")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func ofTwoMergesAtOnceOneIsRefused(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let one = try await desk.file("张伟", "13800138000")
            let other = try await desk.file("张伟", "13800138000")
            let third = try await desk.file("张伟", "13800138000")
            let done = await withTaskGroup(of: Bool.self) { group in
                for (gone, kept) in [(one, other), (one, third)] {
                    group.addTask {
                        do {
                            _ = try await desk.act(as: desk.records) { tx, actor in
                                try tx.customers.merge(
                                    gone, into: kept, choosing: MergeChoice(fromAbsorbed: []), because: "同一人", by: actor
                                )
                            }
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(done.filter { $0 }.count == 1)
            let merges = try await desk.database.read { tx in try tx.customers.merges(of: one).count }
            #expect(merges == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func mergesAreUndoneInTheirOrderAndOnlyByWhoKeepsTheFiles(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            let one = try await desk.file("张伟", "13800138000")
            let other = try await desk.file("张伟", "13800138000")
            let third = try await desk.file("张伟", "13800138000")
            let none = MergeChoice(fromAbsorbed: [])
            let first = try await desk.act(as: desk.records) { tx, actor in
                let first = try tx.customers.merge(one, into: other, choosing: none, because: "同一人", by: actor)
                try tx.customers.merge(other, into: third, choosing: none, because: "同一人", by: actor)
                return first
            }
            let found = try await desk.database.read { tx in try tx.customers.find(one)?.id }
            #expect(found == third)
            await #expect(throws: CustomerMerge.Refusal.survivorGone) {
                try await desk.act(as: desk.records) { tx, actor in
                    try tx.customers.part(first.id, because: "撤销", by: actor)
                }
            }
            await #expect(throws: NotAllowed.self) {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.customers.part(first.id, because: "撤销", by: actor)
                }
            }
            await #expect(throws: NotFound.self) {
                try await desk.act(as: CustomerDesk.who("records", in: CustomerDesk.west)) { tx, actor in
                    try tx.customers.part(first.id, because: "撤销", by: actor)
                }
            }
            await #expect(throws: CustomerMerge.Refusal.sameRecord) {
                try await desk.act(as: desk.records) { tx, actor in
                    _ = try tx.customers.merge(third, into: third, choosing: none, because: "同一人", by: actor)
                }
            }
        }
    }
}

extension CustomerDesk {
    /// Two records with whatever the dice give them.
    fileprivate func anyPair(_ round: Int, _ dice: inout SeededDice) async throws -> [Customer.ID] {
        var ids: [Customer.ID] = []
        for side in 0..<2 {
            var facts = CustomerFacts(kind: Bool.random(using: &dice) ? .person : .organisation, name: "客户\(round)")
            for field in [CustomerFacts.Field.address, .memberNumber, .note, .specialNeeds, .language]
            where Bool.random(using: &dice) { facts[field] = "值\(Int.random(in: 0..<3, using: &dice))" }
            let phone = Bool.random(using: &dice) ? PhoneNumber(typed: "138\(10_000_000 + round * 10 + side)") : nil
            let (isBlocked, hasContact, hasConsent) = (
                side == 0 && Bool.random(using: &dice), Bool.random(using: &dice), Bool.random(using: &dice)
            )
            let id = try await act(as: manager) { [facts] tx, actor in
                let id = try tx.customers.open(facts, phone: phone, in: Self.east, by: actor).id
                if hasContact {
                    try tx.customers.add(
                        NewContact(name: "联系人", phone: PhoneNumber(typed: "13300133000")), to: id, by: actor)
                    try tx.customers.add(
                        NewContactPoint(kind: .email, value: "a\(round)@b.example"), to: id, by: actor)
                }
                if hasConsent { try tx.customers.consent(id, to: .sms, isGiven: false, saidIn: "来电", by: actor) }
                if isBlocked { try tx.customers.block(id, .outreach, because: "本人要求", by: actor) }
                return id
            }
            ids.append(id)
        }
        return ids
    }

    /// Everything that is stored about records, but how often they were saved, and their history.
    fileprivate func picture(of ids: [Customer.ID]) async throws -> [String] {
        try await database.read { tx in
            try ids.flatMap { id -> [String] in
                let customer = try tx.customers.stored(id)
                return [
                    "\(String(describing: customer?.facts)) \(String(describing: customer?.phone))",
                    "\(String(describing: customer?.standing))", "\(try tx.customers.contactPoints(of: id))",
                    "\(try tx.customers.contacts(of: id))", "\(try tx.customers.consents(of: id))",
                    "\(try tx.customers.duplicates(of: id).map(\.reasons))",
                    "\(try tx.execute("SELECT word FROM customer_key WHERE customer_id = \(id) ORDER BY word"))",
                    "\(try tx.caseLists.all(of: id, limit: 50).map(\.id))",
                ]
            }
        }
    }
}
