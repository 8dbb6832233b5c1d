import Database
import Foundation
import HTTPTypes
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Web

/// S13 (peers §4.2): whatever an address says of a filter, it is a value. Hostile texts are thrown at every condition of
/// every list by dice, always the same; nothing breaks, nothing is widened and nothing is changed.
@Suite struct HostileFilterTests {
    private static let texts = [
        "' OR '1'='1", "1; DROP TABLE service_case; --", "') UNION SELECT password FROM staff --", "%", "_", "\\", "\"",
        "$1", "?1", ":id", "@x", "{}", "{1,2}", "NULL", "0x27", "'||(SELECT 1)||'", "/**/", "a' COLLATE NOCASE --",
        "MATCH 'x*'", "x* OR y*", "\"a\" NEAR \"b\"", "-x", "^x", "(", ")", "*", "a:b", "\u{2019}", "＇", "\u{202E}",
        "2026-01-05' --", "-7d", "9999999999999999999", "-1", "0", "1e309", "NaN", "true", "open' --", "complaint,x",
        "newest; SELECT 1", "deadline DESC", String(repeating: "'", count: 400), String(repeating: "单", count: 400),
    ]

    @Test(arguments: TestDatabase.engines)
    func whateverAnAddressSaysOfAFilterItIsAValue(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            _ = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let person = house.person("baixue")
            let before = try await Self.rows(house)
            var dice = SeededDice(seed: 13)
            let lists = house.routes.filter { $0.hasPrefix("GET /") && !$0.contains("{") }
                .map { String($0.dropFirst(4)) }
                .filter { !$0.hasPrefix("/api/") && !["/events", "/switch", "/metrics", "/sign-in"].contains($0) }
            #expect(lists.count > 30)
            let names =
                CaseFilter.names + ["page", "before", "after", "kind", "who", "state", "from", "to", "q", "unit"]
            for list in lists {
                for _ in 1...6 {
                    let conditions = (0..<Int.random(in: 1...4, using: &dice)).map { _ in
                        let name = names.randomElement(using: &dice) ?? "q"
                        return "\(name)=\(URLEncoding.encode(Self.texts.randomElement(using: &dice) ?? "'"))"
                    }
                    let address = "\(list)?\(conditions.joined(separator: "&"))"
                    let status = Int(try await house.page(.get, address, as: person).status.code)
                    #expect(status < 500, "\(address): \(status)")
                }
            }
            #expect(try await Self.rows(house) == before)
        }
    }

    /// A condition narrows: with one more of them, whatever it says, no case is found that was not found without.
    @Test(arguments: TestDatabase.engines)
    func noConditionWidensAList(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let unit = house.department.units["cuihu"] ?? "none"
            let stranger = house.person("jiangnan")
            let own = try await house.database.write { tx in
                try tx.cases.register(ForeignRecords.intake(in: unit), by: tx.actor(stranger)).id
            }
            try await house.database.read { tx in
                let reader = CaseReader(try tx.actor(stranger), in: .shanghai)
                func found(_ query: String) throws -> Set<Case.ID> {
                    Set(try tx.caseLists.page(CaseFilter(address: query), for: reader, limit: 100).map(\.id))
                }
                let all = try found("view=all")
                #expect(all.contains(own) && !all.contains(records.record))
                for name in CaseFilter.names where !["view", "sort"].contains(name) {
                    for text in Self.texts {
                        let query = "view=all&\(name)=\(URLEncoding.encode(text))"
                        #expect(try found(query).isSubset(of: all), "\(query)")
                    }
                }
            }
        }
    }

    private static func rows(_ house: ApiHouse) async throws -> [Int] {
        try await house.database.read { tx in
            // Events are not among them: a form that is printed is on record.
            try [
                "SELECT COUNT(*) AS n FROM service_case", "SELECT COUNT(*) AS n FROM customer",
                "SELECT COUNT(*) AS n FROM staff", "SELECT COUNT(*) AS n FROM unit",
            ].map { (sql: SQL) in try tx.execute(sql).first?.int("n") ?? 0 }
        }
    }
}
