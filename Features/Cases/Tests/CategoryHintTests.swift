import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// A department learns its categories from its own closed cases, says how good it is, and keeps quiet when it is not.
@Suite struct CategoryHintTests {
    @Test(arguments: TestDatabase.engines)
    func aDepartmentLearnsFromItsOwnClosedCasesAndSaysHowGoodItIs(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            let code = desk.handbook.code
            let care = CategoryTrainingCare(database: desk.database)
            try await desk.close(59, seed: 1)
            try await desk.askForTraining()
            #expect(try await care.round() == false, "one case too few: nothing is asked for")
            let first = try await desk.database.read { tx in
                try tx.categoryHints.standing(of: code, desk.handbook.hintTerms)
            }
            #expect(first == .off(.untrained))

            try await desk.close(31, seed: 2)
            try await desk.askForTraining()
            try await desk.askForTraining()
            #expect(try await desk.trainings().map(\.state) == [.asked], "asked for once")
            #expect(try await care.round() == true)
            #expect(try await care.round() == false)
            let training = try #require(try await desk.trainings().first)
            #expect(training.state == .done && training.cases == 90 && training.number == 1)
            let measures = try #require(training.measures)
            #expect(measures.count == 90 && measures.accuracy > 0.9 && measures.macroF1 > 0.9)
            #expect(measures.categories.map(\.name).sorted() == ["商品质量", "服务态度", "退换货"].sorted())
            #expect(measures.accuracy > measures.baseline)

            let answer = try await desk.hint("毛衣洗后缩水起球", "昨天洗了一次就缩水，还起球，明显是质量问题。")
            guard case .hint(let hint) = answer else { throw Missing() }
            #expect(hint.category == "商品质量" && hint.confidence > 0.6 && hint.training == training.id)
            #expect(!hint.because.isEmpty)
            #expect(try await desk.hint("", "") == .nothingYet)
            #expect(
                try await desk.hint("zzzz qqqq wwww", "vvvv kkkk jjjj") == .unsure,
                "what it does not know it does not name")

            // Again only after as many new ones as the handbook says.
            try await desk.close(49, seed: 3)
            try await desk.askForTraining()
            #expect(try await desk.trainings().count == 1)
            try await desk.close(1, seed: 4)
            try await desk.askForTraining()
            #expect(try await care.round() == true)
            #expect(try await desk.trainings().map(\.cases) == [140, 90])
            let events = try await desk.database.read { tx in
                try tx.events.about(Subject(.handbook, desk.version.rawValue)).map(\.kind)
            }
            #expect(events.count { $0 == .categoryTrained } == 2)
        }
    }

    /// Below what the handbook asks for it says nothing, and a sentence says why.
    @Test(arguments: TestDatabase.engines)
    func whatIsNotGoodEnoughIsOffAndSaysWhy(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            try await desk.close(90, seed: 5, isMuddled: true)
            try await desk.train()
            let training = try #require(try await desk.trainings().first)
            let accuracy = try #require(training.measures).accuracy
            #expect(accuracy < 0.6)
            guard case .off(.inaccurate(let said, 0.6)) = try await desk.hint("毛衣缩水", "洗后缩水起球") else {
                throw Missing()
            }
            #expect(said == accuracy)
            let page = try await house.get("/category-hints", as: desk.manager)
            #expect(page.text.contains("类别提示未开启") && page.text.contains("低于手册要求的 60%"))
            let fragment = try await house.post(
                "/category-hints", [("unit", desk.unit.rawValue), ("subject", "毛衣缩水")], as: desk.agent)
            #expect(fragment.text.contains("低于手册要求的 60%") && !fragment.text.contains("data-take-hint"))
        }
    }

    /// Several nodes: one has it; if that one dies, another begins again when the lease is over.
    @Test(arguments: TestDatabase.engines)
    func aTrainingIsClaimedOnceAndComesBackWhenItsNodeDies(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            try await desk.close(60, seed: 6)
            try await desk.askForTraining()
            let claimed = try await desk.database.write { tx in try tx.categoryTrainings.claim() }
            #expect(claimed?.state == .running)
            #expect(try await desk.database.write { tx in try tx.categoryTrainings.claim() } == nil)
            desk.clock.advance(by: .minutes(11))
            #expect(try await CategoryTrainingCare(database: desk.database).round() == true)
            #expect(try await desk.trainings().map(\.state) == [.done])
            // The first node wakes up after all: what is done stays as it is.
            let late = try #require(claimed)
            let written = try await desk.database.write { tx in try tx.categoryTrainings.finish(late, nil) }
            #expect(!written)
            #expect(try await desk.trainings().map(\.state) == [.done])
        }
    }

    /// Offered while one writes and at the check without JavaScript; never filled in by itself; what is chosen is counted.
    @Test(arguments: TestDatabase.engines)
    func aHintIsOfferedTakenChangedOrLeftAndEachIsCounted(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            try await desk.close(90, seed: 7)
            try await desk.train()
            let text = [("subject", "毛衣洗后缩水起球"), ("content", "洗了一次就缩水起球，质量太差。")]
            let fragment = try await house.post(
                "/category-hints", text + [("unit", desk.unit.rawValue)], as: desk.agent)
            #expect(fragment.status == .ok && fragment.text.contains("data-take-hint=\"商品质量\""))
            #expect(fragment.text.contains("因为写到"))
            let taken = try await house.post(
                "/category-hints", text + [("unit", desk.unit.rawValue), ("category", "商品质量")], as: desk.agent)
            #expect(taken.text.contains("已采用提示的类别") && !taken.text.contains("data-take-hint"))

            let typed =
                text + [
                    ("unit", desk.unit.rawValue), ("type", "enquiry"), ("source", "direct"), ("channel", "phone"),
                    ("severity", "ordinary"), ("complainant", "李秀英"), ("phone", "13800138000"),
                    ("product", "服装"), ("demand", "处理"),
                ]
            func cases() async throws -> Int {
                try await desk.database.read { tx in
                    try tx.execute("SELECT COUNT(*) AS n FROM service_case").first?.int("n") ?? 0
                }
            }
            let before = try await cases()
            let check = try await house.post("/cases", typed + [("check", "1")], as: desk.agent)
            #expect(check.status == .ok && check.text.contains("name=\"take_hint\" value=\"商品质量\""))
            #expect(!check.text.contains("value=\"商品质量\" selected"), "not filled in by itself")
            #expect(check.text.contains("毛衣洗后缩水起球"), "what was typed is kept")
            let filled = try await house.post("/cases", typed + [("take_hint", "商品质量")], as: desk.agent)
            #expect(filled.text.contains("value=\"商品质量\" selected"))
            #expect(try await cases() == before, "neither registers anything")

            let training = try #require(try await desk.trainings().first)
            let shown = [("hint", "商品质量"), ("hint_training", training.id.rawValue), ("hint_percent", "83")]
            for category in ["商品质量", "退换货", ""] {
                let answer = try await house.post(
                    "/cases", typed + shown + [("category", category)], as: desk.agent)
                #expect(answer.status == .seeOther, "\(answer.text.suffix(400))")
            }
            // One that nobody gave is not counted.
            _ = try await house.post(
                "/cases", typed + [("hint", "商品质量"), ("hint_training", "elsewhere"), ("hint_percent", "99")],
                as: desk.agent)
            let code = desk.handbook.code
            let week = try await desk.database.read { tx in
                try tx.categoryHints.weeks(of: code, count: 12, in: .shanghai).last
            }
            #expect(week?.counts == [.accepted: 1, .changed: 1, .declined: 1] && week?.acceptance == 0.5)
        }
    }

    /// A case without a category shows the hint; one press sets it, through the case's own rights and its event.
    @Test(arguments: TestDatabase.engines)
    func aCaseWithoutCategoryIsGivenOneWithOnePress(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            try await desk.close(90, seed: 8)
            try await desk.train()
            let id = try await desk.registered(.enquiry) {
                $0.report.category = ""
                $0.report.subject = "导购态度冷淡"
                $0.report.content = "导购爱理不理，说话推诿，态度很差。"
            }
            let page = try await house.get("/cases/\(id)", as: desk.agent)
            #expect(page.text.contains("data-take-hint=\"服务态度\""))
            let unknown = try await house.post("/cases/\(id)/category", [("category", "天气")], as: desk.agent)
            #expect(unknown.status == .conflict && unknown.text.contains("手册的类别表里没有这个类别"))
            let training = try #require(try await desk.trainings().first)
            let set = try await house.post(
                "/cases/\(id)/category",
                [
                    ("category", "服务态度"), ("hint", "服务态度"), ("hint_training", training.id.rawValue),
                    ("hint_percent", "77"),
                ], as: desk.agent)
            #expect(set.status == .seeOther)
            let (category, kinds) = try await desk.database.read { tx in
                (
                    try tx.cases.require(id).report.category,
                    try tx.events.about(Subject(.serviceCase, id.rawValue)).map(\.kind)
                )
            }
            #expect(category == "服务态度" && kinds.contains(.caseCategorised))
            #expect(!(try await house.get("/cases/\(id)", as: desk.agent).text.contains("data-take-hint")))
        }
    }

    /// Whoever reads the figures sees how good it is; whoever drafts the handbook trains it again or switches it off.
    @Test(arguments: TestDatabase.engines)
    func managersSeeHowGoodItIsTrainItAgainAndSwitchItOff(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            try await desk.close(90, seed: 9)
            try await desk.train()
            #expect(try await house.get("/category-hints", as: desk.agent).status == .forbidden)
            #expect(try await house.get("/category-hints?handbook=elsewhere", as: desk.manager).status == .notFound)
            let page = try await house.get("/category-hints", as: desk.manager)
            golden(page.text.asGoldenPage, named: "category-hints")
            let code = desk.handbook.code
            let forbidden = try await house.post(
                "/category-hints/trainings", [("handbook", code)], as: desk.agent)
            #expect(forbidden.status == .forbidden)
            let asked = try await house.post("/category-hints/trainings", [("handbook", code)], as: desk.manager)
            #expect(asked.status == .seeOther)
            let twice = try await house.post("/category-hints/trainings", [("handbook", code)], as: desk.manager)
            #expect(twice.status == .conflict && twice.text.contains("已经在学习"))
            #expect(try await house.get("/category-hints", as: desk.manager).text.contains("第 2 次学习正在排队"))
            _ = try await house.post(
                "/category-hints/switch", [("handbook", code), ("on", "0")], as: desk.manager)
            let off = try await house.post(
                "/category-hints", [("unit", desk.unit.rawValue), ("subject", "毛衣缩水起球")], as: desk.agent)
            #expect(off.text.contains("停用"))
            _ = try await house.post(
                "/category-hints/switch", [("handbook", code), ("on", "1")], as: desk.manager)
            let on = try await house.post(
                "/category-hints",
                [("unit", desk.unit.rawValue), ("subject", "毛衣洗后缩水起球"), ("content", "质量太差，缩水起球")],
                as: desk.agent)
            #expect(on.text.contains("data-take-hint"))
        }
    }

    private struct Missing: Error {}
}

extension TestDesk {
    /// Somebody who reads the figures and drafts the handbook.
    var manager: Staff.ID { who(.readAdherence, .draftHandbook) }

    func trainings() async throws -> [CategoryTraining] {
        try await database.read { [code = handbook.code] tx in try tx.categoryTrainings.history(of: code, limit: 20) }
    }

    func askForTraining() async throws {
        clock.advance(by: .minutes(30))
        try await database.write { tx in try tx.categoryHints.askWhereDue() }
    }

    func train() async throws {
        try await askForTraining()
        try await CategoryTrainingCare(database: database).round()
    }

    func hint(_ subject: String, _ content: String) async throws -> CategoryHintAnswer {
        try await database.read { [unit] tx in
            try tx.categoryHints.answer(CategoryText(subject: subject, content: content), in: unit)
        }
    }

    /// Cases that came in and were archived, of three categories that speak of different things. `isMuddled`: what they
    /// speak of says nothing about their category. Registered as always; archived past the steps, which are not the
    /// matter of these tests.
    func close(_ count: Int, seed: UInt64, isMuddled: Bool = false) async throws {
        var dice = SeededDice(seed: seed)
        let topics: [(category: String, words: [String])] = [
            ("商品质量", ["缩水", "起球", "开胶", "褪色", "破洞", "变形"]),
            ("服务态度", ["冷淡", "推诿", "爱理不理", "吵架", "傲慢", "不耐烦"]),
            ("退换货", ["退货", "换货", "小票", "退款", "七天无理由", "拒绝退"]),
        ]
        for number in 0..<count {
            let topic = topics[number % topics.count]
            let words = (0..<4).map { _ in topic.words.randomElement(using: &dice) ?? "" }
            let category = isMuddled ? topics.randomElement(using: &dice)?.category ?? "" : topic.category
            let id = try await registered(.enquiry) {
                $0.report.category = category
                $0.report.subject = words.prefix(2).joined(separator: "、")
                $0.report.content = "顾客昨天来店反映\(words.joined(separator: "，"))，请处理。"
                $0.report.product = "服装"
                $0.report.demand = "处理"
            }
            clock.advance(by: .seconds(1))
            try await database.write { tx in
                try tx.execute(
                    """
                    UPDATE service_case SET state = 'archived', archive_number = \("A-\(seed)-\(number)"),
                        archived_at = \(tx.now)
                    WHERE id = \(id)
                    """)
            }
        }
    }
}

extension String {
    /// The main part of a page, a line an element, without what differs from run to run.
    var asGoldenPage: String {
        let text = replacing("><", with: ">\n<")
        guard let start = text.firstRange(of: "<main"), let end = text.firstRange(of: "</main>") else { return text }
        return String(text[start.lowerBound..<end.upperBound]).replacing(/id-[0-9]+/, with: "id-…")
    }
}
