import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk
@testable import Sheets

/// Customers take the same road as cases: pieces, progress, good rows only or all at one instant, a failure file.
@Suite struct ManyCustomersTests {
    static func file(_ rows: Int, bad: Set<Int> = []) -> [UInt8] {
        var lines = ["编号,姓名,电话,会员号,客户类型,特殊需要,备注"]
        for row in 1...rows {
            // Every tenth row says the one before it again.
            let person = row % 10 == 0 ? row - 1 : row
            let phone = bad.contains(row) ? "十二" : String(13_100_000_000 + person)
            lines.append("C-\(row),客户\(person),\(phone),M-\(person),个人,只在晚间接听,第 \(row) 行")
        }
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private static func bring(
        _ file: [UInt8], _ mode: String, in house: ImportHouse, source: String = "会员系统"
    ) async throws -> Import {
        let record = try await house.upload(file, named: "会员.csv", kind: .customers, source: source)
        try await house.work()
        let answer = try await house.post(
            "/imports/\(record.id)/start", "mode=\(mode)&existing=update", as: ImportHouse.manager)
        #expect(answer.status == .seeOther)
        try await house.work()
        return try await house.load(record.id)
    }

    @Test(arguments: TestDatabase.engines)
    func threeThousandCustomersAppearAtOneInstant(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let record = try await house.upload(Self.file(3000), named: "会员.csv", kind: .customers)
            try await house.work()
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=all-or-nothing&existing=update", as: ImportHouse.manager)
            // Until the last piece is ready there is nobody; then there are all.
            var counts: Set<Int> = []
            while try await house.database.write({ tx in try tx.imports.runNext() }) != .nothing {
                counts.insert(try await house.count("customer"))
            }
            #expect(counts == [0, 2700])
            let done = try await house.load(record.id)
            #expect(done.state == .finished)
            #expect(done.progress.brought == 2700 && done.progress.skipped == 300)
            #expect(try await house.count("staged_customer") == 0)
            #expect(try await house.count("contact_point WHERE is_primary = 1") == 2700)
            #expect(try await house.count("customer WHERE is_indexed = 0") == 0)
            #expect(try await house.count("event WHERE kind = 'customer.filed'") == 2700)
            let found = try await house.database.read { tx in
                try tx.customerSearch.find("13100000007", within: .all).map(\.customer.facts.note)
            }
            #expect(found == ["第 7 行"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func publishedAndBroughtRowByRowTheyAreTheSame(engine: Engine) async throws {
        let seen = Mutex<[[String]]>([])
        for mode in ["good-rows-only", "all-or-nothing"] {
            try await ImportHouse.open(engine) { house in
                let first = try await Self.bring(Self.file(25), mode, in: house)
                #expect(first.progress.brought == 23 && first.progress.skipped == 2)
                // The second time their numbers are known: what is said anew is corrected, what is the same is not.
                let changed =
                    "编号,姓名,电话,备注\r\nC-1,客户1,13100000001,新的备注\r\nC-2,客户2,13100000002,第 2 行\r\nC-99,新客户,13199999999,"
                let second = try await Self.bring(Array(changed.utf8), mode, in: house)
                #expect(second.progress.brought == 1 && second.progress.updated == 1 && second.progress.skipped == 1)
                let rows = try await house.database.read { tx in
                    try tx.execute(
                        """
                        SELECT name, phone, member_number, special_needs, note, name_key, is_indexed,
                               (SELECT COUNT(*) FROM customer_key WHERE customer_id = customer.id) AS keys,
                               (SELECT COUNT(*) FROM contact_point WHERE customer_id = customer.id) AS points,
                               (SELECT COUNT(*) FROM event WHERE subject_id = customer.id) AS events,
                               (SELECT COUNT(*) FROM external_number WHERE record_id = customer.id) AS numbers
                        FROM customer ORDER BY name, note
                        """
                    ).map { row in
                        try ["name", "member_number", "special_needs", "note", "name_key"].map(row.text)
                            .joined(separator: "|")
                            + "|\(try row.text(ifPresent: "phone") ?? "-")|\(try row.int("is_indexed"))"
                            + "|\(try row.int("keys"))|\(try row.int("points"))|\(try row.int("events"))"
                    }
                }
                seen.withLock { $0.append(rows) }
            }
        }
        let both = seen.withLock { $0 }
        #expect(both[0] == both[1])
        #expect(both[0].count == 24)
    }

    @Test(arguments: TestDatabase.engines)
    func aBadRowStopsTheWholeOrIsLeftOutAndReturned(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let file = Self.file(500, bad: [7, 250])
            let record = try await house.upload(file, named: "会员.csv", kind: .customers)
            try await house.work()
            let refused = try await house.post(
                "/imports/\(record.id)/start", "mode=all-or-nothing&existing=update", as: ImportHouse.manager)
            #expect(refused.status == .conflict && refused.text.contains("有 2 行有问题"))
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            _ = try await house.database.write { tx in try tx.imports.runNext() }
            let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
            #expect(page.text.contains("<progress") && page.text.contains("/ 500 行：新建 179"))
            _ = try await house.post("/imports/\(record.id)/cancellation", as: ImportHouse.manager)
            #expect(try await house.count("customer") == 179)
            let csv = try await house.get("/imports/\(record.id)/failures.csv", as: ImportHouse.manager)
            let rows = try SheetRows.of(Array(csv.body.readableBytesView))
            // The bad one of the first piece, and the 300 that never came.
            #expect(rows.count == 1 + 301)
            #expect(rows[1].contains { $0.contains("不是电话号码") })
        }
    }
}
