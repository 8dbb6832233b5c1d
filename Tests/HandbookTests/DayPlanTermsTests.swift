import Handbook
import Kernel
import Testing

/// Plans of the day as packs say them, and how their steps fall on a shift (SOFT-78, MART-26, GAME-43).
struct DayPlanTermsTests {
    @Test func thePacksSayWhatTheirManualsSay() throws {
        func line(_ pack: String) throws -> String {
            let handbook = try Shelf.handbook(pack)
            let plans = handbook.dayPlans.map { plan in
                let counted = plan.steps.count { !$0.measure.isEmpty }
                let confirmed = plan.steps.count(where: \.isConfirmed)
                return "\(plan.code)/\(plan.takers.rawValue) \(plan.steps.count) \(counted)# \(confirmed)!"
            }
            let within = handbook.deadlines(.doDayStep, for: Circumstances()).first?.deadline.within
            let close = handbook.gates().contains { $0.1 == .dayClose }
            return
                "\(pack): \(plans.joined(separator: ", ")) \(within.map(\.description) ?? "–")\(close ? " close" : "")"
        }
        #expect(
            try Shelf.names.map(line).joined(separator: "\n") == """
                base:  –
                chain-retail:  –
                game-support: lead/each 1 0# 0!, cleaning/turn 2 0# 2! 30m
                property:  –
                software-support: day/each 7 0# 0!, desk/shared 3 0# 1! 30m
                supermarket: opening/shared 14 5# 0!, closing/shared 13 7# 1! 15m close
                """)
    }

    private static let day = Day(2026, 1, 5)

    private func laid(_ pack: String, _ code: String, _ from: TimeOfDay, _ until: TimeOfDay) throws -> [String] {
        let plan = try #require(try Shelf.handbook(pack).dayPlan(code))
        let zone = Zone.shanghai
        let span = zone.instant(Self.day, from)..<zone.instant(Self.day, until)
        return plan.laid(over: span, on: Self.day, in: zone).map { laid in
            let end = laid.until.map { "–\($0.local(zone).time)" } ?? ""
            return "\(laid.at.local(zone).time)\(end) \(laid.step.code)"
        }
    }

    /// MART-26: everything that the annex names, from before the opening to the closing.
    @Test func theDayOfTheServiceCentreIsLaidOutInTime() throws {
        #expect(
            try laid("supermarket", "opening", .at(7, 30), .at(15, 30)).joined(separator: "\n") == """
                07:30 clean
                07:35 trolleys
                07:35 tickets
                07:40 gifts
                07:40 float
                07:45 notices
                07:45 promotions
                07:50 sound
                08:00–08:05 welcome
                08:30 patrol
                09:00 broadcast
                09:30 patrol
                10:30 patrol
                11:00 broadcast
                11:00 complaints
                11:30 patrol
                12:30 patrol
                13:00 broadcast
                13:30 patrol
                13:30 returns
                14:30 patrol
                14:40–15:30 handover
                15:00 broadcast
                """)
        let closing = try laid("supermarket", "closing", .at(14, 30), .at(22, 30))
        #expect(closing.count { $0.hasSuffix("patrol") } == 7 && closing.count { $0.hasSuffix("broadcast") } == 3)
        #expect(closing.last == "22:10–22:30 report" && closing.contains("21:45–22:00 farewell"))
    }

    /// A step by the clock that does not fall on the shift is left out; of a night it may be the morning after.
    @Test func whatDoesNotFallOnTheShiftIsLeftOut() throws {
        let late = try laid("supermarket", "opening", .at(12), .at(20))
        #expect(!late.contains { $0.hasSuffix("welcome") } && late.contains("12:00 clean"), "\(late)")
        let plan = try #require(
            try Trial.read(pack("walk: {name: 巡夜, english: Walk, at: \"06:00\"}")).dayPlan("night"))
        let zone = Zone.shanghai
        let night = zone.instant(Self.day, .at(22))..<zone.instant(Self.day, .at(31))
        #expect(
            plan.laid(over: night, on: Self.day, in: zone).map(\.at)
                == [zone.instant(Self.day.advanced(by: 1), .at(6))])
    }

    private static let clause = """
          - {no: "1.1", text: 正文, rule: day.step, within: 15m, owed-by: handler}
        """

    private func pack(_ steps: String, plan: String = "posts: [clerk]", _ clause: String = Self.clause) -> String {
        Trial.head + clause + "\nday-plans:\n  night: {name: 夜班, english: Night, \(plan), steps: {\(steps)}}\n"
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        let step = "walk: {name: 巡夜, english: Walk, at: start}"
        #expect(try Trial.problems(pack(step)) == [])
        func refused(_ pack: String, _ sentence: String) throws {
            let problems = try Trial.problems(pack)
            #expect(problems.contains { $0.sentence.contains(sentence) }, "\(sentence): \(problems)")
        }
        for moment in ["25:00", "start+0m", "begin", "end-13h", "start+900m", "noon"] {
            try refused(pack(step.replacing("at: start", with: "at: \"\(moment)\"")), "应为钟点或相对班次的时间")
        }
        try refused(pack(step.replacing(", at: start", with: "")), "缺少时间 at")
        try refused(pack(step.replacing("start}", with: "start, every: 1h}")), "要写到几时为止")
        try refused(pack(step.replacing("start}", with: "start, until: end, every: 5m}")), "应为 15m–12h")
        try refused(pack(step.replacing("at: start}", with: "at: start+20m, until: start+10m}")), "不晚于 at")
        try refused(pack(step.replacing("start}", with: "start, expected: 3}")), "还要写单位 count")
        for link in ["https://example.com", "//example.com", "cases"] {
            try refused(pack(step.replacing("start}", with: "start, link: \"\(link)\"}")), "以 / 开头")
        }
        try refused(pack(step.replacing("walk:", with: "巡夜:")), "字母或数字")
        try refused(pack(step, plan: "posts: [cook]"), "不在本手册里")
        try refused(pack(step, plan: "shifts: [X]"), "没有定义")
        try refused(pack(step, plan: "takers: each"), "要写明给谁")
        try refused(pack(step, plan: "posts: [clerk], takers: all"), "不认识")
        try refused(pack(step, "  - {no: \"1.1\", text: 正文}"), "没有 day.step 的条款")
        try refused(pack(step.replacing("start}", with: "start, confirm: true}")), "没有 day.confirm 的条款")
        try refused(Trial.head + Self.clause + "\n", "没有这样的步骤")
        try refused(
            pack(step, Self.clause.replacing("owed-by: handler", with: "owed-by: handler, when: {type: complaint}")),
            "不写 when")
        // Whoever is to confirm has to be allowed to.
        try refused(
            pack(
                step.replacing("start}", with: "start, confirm: true}"),
                Self.clause + "\n  - {no: \"1.2\", text: 正文, rule: day.confirm, within: 2h, owed-by: clerk}"),
            "没有权限 absence.approve")
    }
}
