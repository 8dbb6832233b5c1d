import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Search on real SQL: the same answers on both engines, and nothing beyond one's reach.
@Suite struct SearchTests {
    private static let everything = SearchScope(reach: .all, staff: "nobody")

    @Test(arguments: TestDatabase.engines)
    func aCaseIsFoundByWhatItSaysWhatWasSaidAndWhatWasLearned(engine: Engine) async throws {
        try await SearchDesk.open(on: engine) { desk in
            let id = try await desk.register("羽绒服洗后变形", "按标签手洗后充绒结块", in: "east")
            try await desk.database.write { tx in
                try tx.cases.parts(of: id).insert(
                    CaseEntry(id: "entry-1", kind: .call, author: nil, at: tx.now, text: "已电话告知需送检测中心"))
                var record = try tx.cases.require(id)
                try record.refer(to: "厂家售后", because: "属于制造缺陷")
                try tx.cases.save(record)
            }
            for (kind, typed, isFound) in [
                (SearchKind.matter, "结块", true), (.entry, "检测中心", true), (.lesson, "制造缺陷", true),
                (.matter, "检测中心", false),
                (.matter, "充", true), (.matter, "李秀英", true), (.matter, "13800138000", true), (.matter, "8000", true),
                (.matter, "1380013", false),
            ] {
                let page = try await desk.page(kind, typed)
                #expect(page.hits.map(\.record) == (isFound ? [id] : []), "\(kind) «\(typed)»")
            }
        }
    }

    /// A link to what is older, asked with a shorter period, has nothing to show, and stops nobody.
    @Test(arguments: TestDatabase.engines)
    func aCursorBeforeThePeriodFindsNothing(engine: Engine) async throws {
        try await SearchDesk.open(on: engine) { desk in
            _ = try await desk.register("羽绒服洗后变形", "按标签手洗后充绒结块", in: "east")
            let page = try await desk.database.read { tx in
                var filter = SearchFilter()
                filter.period = .week
                return try tx.search.page(
                    .matter, SearchQuery("结块"), SearchScope(reach: .all, staff: "nobody", filter: filter),
                    before: SearchNumber(value: 1), limit: 9)
            }
            #expect(page == SearchPage(hits: [], next: nil, isCut: false))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatHasChangedIsFoundAnewAndWhatIsForgottenIsGone(engine: Engine) async throws {
        try await TestDatabase.open(engine) { tx in
            let index = tx.searchIndex
            let at = tx.now
            func found(_ kind: SearchKind = .matter) throws -> [String] {
                try ["羽", "绒", "服", "被", "羽绒", "绒服", "绒被"].filter {
                    try tx.frequency(of: $0, kind, upTo: 9) == 1
                }
            }
            try index.put(.matter, of: "a", at: at, "羽绒服")
            #expect(try found() == ["羽", "绒", "服", "羽绒", "绒服"])
            try index.put(.matter, of: "a", at: at, "羽绒被")
            #expect(try found() == ["羽", "绒", "被", "羽绒", "绒被"])
            try index.put(.matter, of: "a", at: at + .hours(1), "羽绒被")
            #expect(try found() == ["羽", "绒", "被", "羽绒", "绒被"])
            #expect(try found(.entry) == [])
            try index.put(.entry, of: "a", part: "1", at: at, "羽绒被")
            #expect(try found(.entry) == ["羽", "绒", "被", "羽绒", "绒被"])
            try index.forget("a")
            #expect(try found() == [] && found(.entry) == [])
            #expect(try tx.execute("SELECT number FROM search_document").isEmpty)
        }
    }

    /// A law, with seeded dice: what a plain reading of all texts would find, newest first, is what is found, page by
    /// page and on both engines; nothing outside one's reach, and no total that tells of it.
    @Test(arguments: TestDatabase.engines)
    func theIndexAnswersAsAPlainReadingWould(engine: Engine) async throws {
        try await SearchDesk.open(on: engine) { desk in
            var dice = SeededDice(seed: 3)
            let parts = ["羽绒服", "退货", "变形", "充绒", "服退", "iPhone", "A3区", "，", " ", "😀", "退貨", "14"]
            var texts: [(id: Case.ID, text: String, unit: Desk.Unit.ID)] = []
            for number in 0..<60 {
                let text = (0..<Int.random(in: 1...6, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? ""
                }
                .joined()
                let unit: Desk.Unit.ID = number.isMultiple(of: 3) ? "west" : "east"
                desk.clock.advance(by: .minutes(7))
                texts.append((try await desk.register("标题\(number)", text, in: unit), text, unit))
            }
            let questions = ["羽", "绒服", "羽绒服退货", "服退", "iph", "iPhone", "A3", "退货 变形", "😀", "14", "充绒结", "标题"]
            for (reach, units) in [
                (UnitReach.all, Set(["east", "west"])), (.some(["east"]), ["east"]), (.own, []), (.nothing, []),
            ] as [(UnitReach, Set<String>)] {
                let scope = SearchScope(reach: reach, staff: "staff-stranger")
                for typed in questions {
                    let query = SearchQuery(typed)
                    let expected = texts.reversed().filter { entry in
                        units.contains(entry.unit.rawValue)
                            && query.places(in: SearchText(desk.registered(entry.text, entry.id, texts.map(\.id))))
                                != nil
                    }.map(\.id)
                    var found: [Case.ID] = []
                    var cursor: SearchNumber?
                    repeat {
                        let from = cursor
                        let page = try await desk.database.read { tx in
                            try tx.search.page(.matter, query, scope, before: from, limit: 7)
                        }
                        #expect(!page.isCut)
                        found += page.hits.map(\.record)
                        cursor = page.next
                    } while cursor != nil
                    #expect(found == expected, "«\(typed)» in \(reach)")
                    let count = try await desk.database.read { tx in try tx.search.count(.matter, query, scope) }
                    #expect(count == SearchCount(number: expected.count, isMore: false), "«\(typed)» in \(reach)")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func filtersNarrowByTimeUnitAndState(engine: Engine) async throws {
        try await SearchDesk.open(on: engine) { desk in
            let old = try await desk.register("羽绒服", "旧", in: "east")
            desk.clock.advance(by: .days(20))
            let new = try await desk.register("羽绒服", "新", in: "west")
            try await desk.database.write { tx in
                var record = try tx.cases.require(old)
                try record.withdraw()
                try tx.cases.save(record)
            }
            func ids(_ filter: SearchFilter) async throws -> [Case.ID] {
                let scope = SearchScope(reach: .all, staff: "nobody", filter: filter)
                return try await desk.database.read { tx in
                    try tx.search.page(.matter, SearchQuery("羽绒服"), scope, before: nil, limit: 9).hits.map(\.record)
                }
            }
            #expect(try await ids(SearchFilter()) == [new, old])
            #expect(try await ids(SearchFilter(period: .week)) == [new])
            #expect(try await ids(SearchFilter(period: .month)) == [new, old])
            #expect(try await ids(SearchFilter(unit: "east")) == [old])
            #expect(try await ids(SearchFilter(progress: .open)) == [new])
            #expect(try await ids(SearchFilter(progress: .over)) == [old])
        }
    }

    /// A word that everything has: the walk goes on stretch by stretch, says where it stops, and goes on from there.
    @Test(arguments: TestDatabase.engines)
    func aCommonWordIsWalkedBackInTimeAndGivesUpInTime(engine: Engine) async throws {
        try await SearchDesk.open(on: engine) { desk in
            let id = try await desk.register("羽绒服", "最早的一件", in: "east")
            try await desk.database.write { tx in
                // Texts that have the cuts and not what was typed: too many for one question, not for two.
                let most = Search.stretches(engine).reduce(0, +)
                for start in stride(from: 0, to: most + 5000, by: 1000) {
                    try tx.searchPostings.add(
                        (1...1000).map { place in
                            SearchPostings.Posting(
                                number: SearchNumber(tx.now + .milliseconds(Int64(start + place))), kind: .matter,
                                cuts: ["羽", "绒", "羽绒"])
                        })
                }
            }
            let first = try await desk.page(.matter, "羽绒")
            #expect(first.hits.isEmpty && first.isCut)
            let cursor = try #require(first.next)
            let second = try await desk.database.read { tx in
                try tx.search.page(.matter, SearchQuery("羽绒"), Self.everything, before: cursor, limit: 9)
            }
            #expect(second.hits.map(\.record) == [id] && !second.isCut)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func similarEarlierCasesComeWithSolutionAndLesson(engine: Engine) async throws {
        try await SearchDesk.open(on: engine) { desk in
            let shrunk = try await desk.register("羊毛衫缩水严重", "按洗标手洗后羊毛衫缩水两个码，无法再穿", in: "east")
            _ = try await desk.register("电视机没有声音", "遥控器调到最大也没有声音", in: "east")
            let hidden = try await desk.register("羊毛衫缩水", "手洗后缩水", in: "west")
            try await desk.database.write { tx in
                var record = try tx.cases.require(shrunk)
                try record.refer(to: "检测中心", because: "换货并提醒平铺晾干")
                try tx.cases.save(record)
            }
            let typed = "顾客说羊毛衫洗了一次就缩水"
            func similar(_ scope: SearchScope) async throws -> [SimilarCase] {
                try await desk.database.read { tx in try tx.search.similar(to: typed, scope, but: nil, limit: 5) }
            }
            let all = try await similar(Self.everything)
            #expect(Set(all.map(\.record)) == [shrunk, hidden])
            #expect(all.first { $0.record == shrunk }?.solution == "检测中心: 换货并提醒平铺晾干")
            let east = try await similar(SearchScope(reach: .some(["east"]), staff: "nobody"))
            #expect(east.map(\.record) == [shrunk])
            let none = try await desk.database.read { tx in
                try tx.search.similar(to: "", Self.everything, but: nil, limit: 5)
            }
            #expect(none.isEmpty)
        }
    }

    /// Cases of before the index are read into it, once.
    @Test(arguments: TestDatabase.engines)
    func whatWasThereBeforeTheIndexIsReadIntoIt(engine: Engine) async throws {
        try await SearchDesk.open(on: engine) { desk in
            var ids: [Case.ID] = []
            for number in 0..<5 {
                ids.append(try await desk.register("羽绒服\(number)", "旧工单", in: "east"))
                desk.clock.advance(by: .minutes(1))
            }
            try await desk.database.write { [ids] tx in for id in ids { try tx.searchIndex.forget(id.rawValue) } }
            #expect(try await desk.page(.matter, "羽绒服").hits.isEmpty)
            var rounds = 0
            while try await desk.database.write({ tx in try tx.searchIndex.readOn(limit: 2) }) { rounds += 1 }
            #expect(rounds == 3)
            #expect(try await desk.page(.matter, "羽绒服").hits.map(\.record) == ids.reversed())
            #expect(try await desk.database.read { tx in try !tx.searchIndex.isReading })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func thePlansOfTheSearchUseTheIndex(engine: Engine) async throws {
        try await SearchDesk.open(on: engine) { desk in
            let scope = SearchScope(reach: .some(["east"]), staff: "staff-a", filter: SearchFilter())
            let range = SearchNumber(value: 0)..<SearchNumber(value: .max)
            var statements: [(String, SQL)] = [
                ("frequency", Search.frequencyStatement(of: "羽绒", .matter, upTo: 2000, engine)),
                ("newest", Search.newestStatement(of: "羽绒", .matter, engine)),
                ("end of a stretch", Search.endStatement(of: "羽绒", .matter, range, stretch: 1000, engine)),
                (
                    "texts",
                    Search.textsStatement(
                        .matter, ["羽绒", "绒服"], scope, range, stretch: 1000, reading: 100, engine)
                ),
            ]
            // PostgreSQL decides this one by its statistics, which an empty house does not have.
            if engine == .sqlite {
                statements.append(
                    ("customer", Search.customerStatement(SearchQuery("13800138000"), scope, range, limit: 20)))
            }
            let plans = try await desk.plans([statements].flatMap(\.self))
            golden(plans, named: "search-plans-\(engine == .sqlite ? "sqlite" : "postgres")")
        }
    }
}

/// Two shops, and cases brought to them.
struct SearchDesk: Sendable {
    let database: any Database
    let clock: TimeMachine

    static func open<T: Sendable>(
        on engine: Engine, _ body: @Sendable (SearchDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine()
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await database.write { tx in
                for unit in ["east", "west"] {
                    try tx.units.add(
                        try Desk.Unit.found(
                            id: Desk.Unit.ID(unit), code: unit, name: unit, kind: .department, under: nil,
                            handbook: "base"))
                }
                let edition = HandbookVersion(
                    id: "version-1", code: "base", title: "手册", number: "H-1", version: "1",
                    effectiveAt: tx.now - .days(30), digest: "digest-search",
                    state: .issued(by: nil, at: tx.now - .days(30)))
                try tx.handbooks.insert(edition, texts: [], by: nil)
            }
            return try await body(SearchDesk(database: database, clock: clock))
        }
    }

    func register(_ subject: String, _ content: String, in unit: Desk.Unit.ID) async throws -> Case.ID {
        try await database.write { tx in
            let customer = try tx.customers.know(
                name: "李秀英", phone: PhoneNumber(typed: "13800138000"), memberNumber: "M-1001", in: unit)
            let record = Case(
                id: tx.ids.make(), number: try tx.cases.nextNumber(in: .shanghai), unit: unit, type: .complaint,
                source: .direct, channel: .phone, severity: .ordinary, customer: customer.id,
                report: Case.Report(subject: subject, content: content), receivedBy: "staff-a", under: "version-1",
                at: tx.now)
            try tx.cases.insert(record)
            return record.id
        }
    }

    /// What the index holds of a case registered here, as far as the questions of the tests ask.
    func registered(_ content: String, _ id: Case.ID, _ all: [Case.ID]) -> String {
        "标题\(all.firstIndex(of: id) ?? 0)\n\(content)"
    }

    func page(_ kind: SearchKind, _ typed: String) async throws -> SearchPage {
        try await database.read { tx in
            try tx.search.page(
                kind, SearchQuery(typed), SearchScope(reach: .all, staff: "nobody"), before: nil, limit: 9)
        }
    }

    /// What each engine says it would do, without its estimates. PostgreSQL prefers its indexes here: with a handful of
    /// rows it would read the whole table, which says nothing about a million.
    func plans(_ statements: [(String, SQL)]) async throws -> String {
        try await database.write { tx in
            if tx.engine == .postgres {
                try tx.execute("SET LOCAL enable_seqscan = off")
                try tx.execute("SET LOCAL enable_hashjoin = off")
                try tx.execute("SET LOCAL enable_mergejoin = off")
            }
            return try statements.map { name, statement in
                let lines =
                    switch tx.engine {
                    case .sqlite: try tx.execute("EXPLAIN QUERY PLAN \(statement)").map { "  \(try $0.text("detail"))" }
                    case .postgres:
                        try tx.execute("EXPLAIN (COSTS OFF) \(statement)").map { "  \(try $0.text("QUERY PLAN"))" }
                    }
                return "\(name)\n\(lines.joined(separator: "\n"))"
            }.joined(separator: "\n\n")
        }
    }
}

extension TestDatabase {
    fileprivate static func open(_ engine: Engine, _ body: @Sendable @escaping (Transaction) throws -> Void)
        async throws
    {
        try await withDatabase(engine, migrations: Schema.migrations) { database in
            try await database.write { tx in try body(tx) }
        }
    }
}
