import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// A masked number is not found by trying (GB/T 35273-2020, 7.2).
@Suite struct NumberLookupTests {
    @Test(arguments: [
        ("13800138000", ["13800138000"]), ("138 0013-8000", ["13800138000"]), ("+86 138 0013 8000", ["13800138000"]),
        ("１３８００１３８０００", ["13800138000"]), ("13\u{1}800138000", ["13800138000"]), ("021-12345678", ["02112345678"]),
        ("(0755) 8888 6666", ["075588886666"]), ("q=13800138000&view=open", ["13800138000"]),
        ("甲13800138000、乙13900139000", ["13800138000", "13900139000"]), ("20260105-10001", []), ("2026-01-05", []),
        ("8000", []), ("1380013800", []), ("138001380001", []), ("李秀英", []), ("", []),
    ])
    func wholeNumbersAreSeenInWhateverWasTyped(typed: String, numbers: [String]) {
        #expect(NumberLookup.numbers(in: typed) == Set(numbers))
    }

    /// Nothing is found by a part of a number, single digits least of all; by the last four, which the mask shows, and
    /// whole it is.
    @Test(arguments: TestDatabase.engines)
    func nothingIsFoundByAPartOfANumber(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            let record = try await desk.act(as: desk.agent) { [desk] tx, actor in
                try tx.cases.register(desk.intake("单雄信", "13857912468"), by: actor)
            }
            let number = "13857912468"
            for length in 1...11 {
                for start in 0...(11 - length) {
                    let part = String(number.dropFirst(start).prefix(length))
                    let isFound = length == 11 || (length == 4 && start == 7)
                    let found = try await desk.database.read { tx in
                        try (
                            tx.customerSearch.find(part, within: .all).count,
                            tx.search.count(
                                .matter, SearchQuery(part), SearchScope(reach: .all, staff: desk.agent)
                            ).number
                        )
                    }
                    #expect(found == (isFound ? (1, 1) : (0, 0)), "\(part)")
                    // The number of the case itself may hold a digit or two of it.
                    _ = record
                }
            }
            #expect(try await house.get("/customers?q=579", as: desk.agent).text.contains("138****2468") == false)
        }
    }

    /// An hour's worth of whole numbers, then no more: on no page, by whatever name the field goes; the person above is
    /// told once. Names, cards and the last four are found as before; the same number again costs nothing.
    @Test(arguments: TestDatabase.engines)
    func whoTriesNumbersIsStoppedAndTold(engine: Engine) async throws {
        try await CustomerHouse.open(engine) { house, desk in
            _ = try await desk.file("单雄信", "13857912468")
            for tried in 0..<NumberLookup.mostInAnHour {
                let number = "1385791\(1000 + tried)"
                #expect(try await house.get("/customers?q=\(number)", as: desk.agent).status == .ok)
                if tried == 0 { #expect(try await house.get("/customers?q=\(number)", as: desk.agent).status == .ok) }
            }
            for path in [
                "/customers?q=13857912468", "/customers/search?q=138%205791%202468", "/cases?q=13857912468",
                "/cases/new?q=1385791-2468&customer=",
            ] {
                let page = try await house.get(path, as: desk.agent)
                #expect(page.status == .tooManyRequests, "\(path): \(page.status)")
                #expect(!page.text.contains("单雄信"))
            }
            let named = try await house.get("/customers?q=%E5%8D%95%E9%9B%84%E4%BF%A1", as: desk.agent)
            #expect(named.text.contains("138****2468"))
            #expect(try await house.get("/customers?q=2468", as: desk.agent).text.contains("138****2468"))
            let again = try await house.get("/customers?q=13857911000", as: desk.agent)
            #expect(again.status == .ok, "what was looked for before")
            #expect(try await house.get("/customers?q=13857912468", as: desk.manager).status == .ok, "others")
            let told = try await desk.database.read { tx in
                try tx.events.about(Subject(.staff, desk.agent.rawValue)).filter { $0.kind == .numbersSoughtTooOften }
            }
            #expect(told.count == 1 && told.first?.details.values.contains { $0.contains("1385791") } == false)
            let kept = try await desk.database.read { tx in
                try tx.execute("SELECT mark FROM number_lookup LIMIT 500").map { try $0.text("mark") }
            }
            #expect(kept.allSatisfy { $0.count <= 6 }, "no number is kept")

            desk.clock.advance(by: .hours(1))
            #expect(try await house.get("/customers?q=13857912468", as: desk.agent).text.contains("138****2468"))
            desk.clock.advance(by: .days(3))
            let forgotten = try await desk.database.write { tx in try tx.numberLookups.forgetOld(limit: 1000) }
            #expect(forgotten > NumberLookup.mostInAnHour)
        }
    }
}
