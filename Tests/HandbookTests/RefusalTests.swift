import Handbook
import Testing

/// A pack that says something senseless is refused, with the line and a sentence, and nothing of it is used.
struct RefusalTests {
    @Test func theTrialHandbookItselfIsInOrder() throws {
        #expect(try Trial.problems(Trial.pack("  - {no: \"1.1\", text: 正文}")) == [])
    }

    @Test func aRuleThatNobodyKnowsIsRefused() throws {
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 正文, rule: complaint.swiftly}"),
            at: "trial.yaml:10", because: "“complaint.swiftly” 不存在")
    }

    @Test func aDeadlineWithoutItsTimeIsRefused() throws {
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 正文, rule: complaint.accept, owed-by: handler}"),
            at: "trial.yaml:10", because: "缺少 第 1.1 条的时限 within")
    }

    @Test(arguments: ["0h", "-2h", "1.5h", "2 h", "48", "h", "48x", "400000h", "今天", "00h"])
    func aTimeThatMakesNoSenseIsRefused(time: String) throws {
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 正文, rule: complaint.accept, owed-by: handler, within: \"\(time)\"}"),
            at: "trial.yaml:10", because: "不是有意义的时限")
    }

    /// GAME-98: the mood is asked for only where there are moods to choose from.
    @Test func aMoodCannotBeAskedForWhereNoneIsNamed() throws {
        let clause = "  - {no: \"1.1\", text: 正文, rule: contact.outcome, fields: [result, mood]}"
        try expectRefusal(Trial.pack(clause), at: "trial.yaml:10", because: "没有列出 moods")
        let moods = "moods: [防备, 厌烦]\n"
        #expect(try Trial.problems(moods + Trial.pack(clause)) == [])
        #expect(try Trial.problems(Trial.pack(clause.replacing(", mood", with: ""))) == [])
    }

    @Test func aTimeStandsOnItsOwnLineAndTheProblemPointsThere() throws {
        try expectRefusal(
            Trial.pack(
                """
                  - no: "1.1"
                    text: 正文
                    rule: complaint.accept
                    owed-by: handler
                    within: 0h
                """),
            at: "trial.yaml:14", because: "“0h”")
    }

    @Test func aClauseNumberMayStandOnlyOnce() throws {
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 甲}", "  - {no: \"1.2\", text: 乙}", "  - {no: \"1.1\", text: 丙}"),
            at: "trial.yaml:12", because: "条款号 1.1 重复，先见于 trial.yaml:10")
    }

    /// An author sees all mistakes at once, also those of the clause whose number is taken.
    @Test func aClauseWhoseNumberIsTakenStillTellsItsOwnMistake() throws {
        let problems = try Trial.problems(
            Trial.pack("  - {no: \"1.1\", text: 甲}", "  - {no: \"1.1\", text: 乙, rule: complaint.swiftly}"))
        #expect(problems.contains { $0.sentence.contains("条款号 1.1 重复") }, "\(problems)")
        #expect(problems.contains { $0.sentence.contains("“complaint.swiftly” 不存在") }, "\(problems)")
    }

    @Test func theReviewOfTheHandbookNeedsItsMonths() throws {
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 正文, rule: handbook.review, within: 15wd, owed-by: everyone}"),
            at: "trial.yaml:10", because: "评审周期 months")
    }

    @Test func aPostThatIsNotInTheCatalogueCannotOweAnything() throws {
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 正文, rule: complaint.accept, within: 1h, owed-by: 太上皇}"),
            at: "trial.yaml:10", because: "“太上皇” 不是本手册的岗位，无人可任")
    }

    @Test func aPostCannotOweWhatItMayNotDo() throws {
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 正文, rule: complaint.decide, within: 1h, owed-by: 专员}"),
            at: "trial.yaml:10", because: "没有权限 case.decide，无人能办")
    }

    @Test func anAttestationByAPostThatMayNotAttestIsRefused() throws {
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 正文, attest: {by: clerk, every: week}}"),
            at: "trial.yaml:10", because: "没有权限 attestation.give")
    }

    @Test func theSupervisorOnDutyMustBeAPost() throws {
        let clause = "  - {no: \"1.1\", text: 正文, rule: complaint.accept, within: 1h, owed-by: 当值主管}"
        #expect(try Trial.problems(Trial.pack(clause)) == [])
        try expectRefusal(
            Trial.pack(clause).replacing(", duty-supervisor: true", with: ""),
            at: "trial.yaml:10", because: "没有岗位写明 duty-supervisor")
    }

    @Test func postsThatReportToEachOtherInACircleAreRefused() throws {
        let problems = try Trial.problems(
            Trial.pack("{title: 经理, permissions", instead: "{title: 经理, superior: clerk, permissions"))
        #expect(problems.map(\.line) == [6, 7])
        #expect(problems.allSatisfy { $0.sentence.contains("绕一圈成了自己的上级") })
    }

    @Test func aSuperiorWhoDoesNotExistIsRefused() throws {
        try expectRefusal(
            Trial.pack("superior: manager", instead: "superior: emperor"),
            at: "trial.yaml:7", because: "上级 emperor 不存在")
    }

    @Test func twoDeadlinesForTheSameEventContradictEachOther() throws {
        try expectRefusal(
            Trial.pack(
                "  - {no: \"1.1\", text: 甲, rule: complaint.complete, within: 48h, owed-by: handler}",
                "  - {no: \"1.2\", text: 乙, rule: complaint.complete, within: 3d, owed-by: handler}"),
            at: "trial.yaml:11", because: "给出两个时限（3d 与 48h）")
    }

    @Test func twoDeadlinesForDifferentCasesAreBothKept() throws {
        let handbook = try Trial.read(
            Trial.pack(
                "  - {no: \"1.1\", text: 甲, rule: complaint.complete, within: 5wd, owed-by: handler}",
                "  - {no: \"1.2\", text: 乙, rule: complaint.complete, within: 48h, owed-by: handler, when: {type: complaint}}",
                "  - {no: \"1.3\", text: 丙, rule: complaint.complete, within: 1d, owed-by: handler, when: {type: repair}}"
            ))
        #expect(handbook.deadlines(.complete, for: Circumstances(type: .complaint)).map(\.clause.number) == ["1.2"])
        #expect(handbook.deadlines(.complete, for: Circumstances(type: .repair)).map(\.clause.number) == ["1.3"])
        #expect(handbook.deadlines(.complete, for: Circumstances(type: .enquiry)).map(\.clause.number) == ["1.1"])
    }

    @Test(arguments: ["complaint.accept", "complaint.first-reply", "complaint.judge", "complaint.investigate"])
    func whatComesFirstCannotBeDueAfterTheEnd(rule: String) throws {
        try expectRefusal(
            Trial.pack(
                "  - {no: \"1.1\", text: 甲, rule: complaint.complete, within: 24h, owed-by: handler}",
                "  - {no: \"1.2\", text: 乙, rule: \(rule), within: 2d, owed-by: handler}"),
            at: "trial.yaml:11", because: "\(rule)（2d）比办结（24h）还晚")
    }

    @Test func timesThatCannotBeComparedAreNotAccused() throws {
        let problems = try Trial.problems(
            Trial.pack(
                "  - {no: \"1.1\", text: 甲, rule: complaint.complete, within: 24h, owed-by: handler}",
                "  - {no: \"1.2\", text: 乙, rule: complaint.first-reply, within: 2wd, owed-by: handler}"))
        #expect(problems == [])
    }

    @Test func twoClausesMayNotSetTheSameGate() throws {
        try expectRefusal(
            Trial.pack(
                "  - {no: \"1.1\", text: 甲, rule: complaint.proposals, minimum: 1}",
                "  - {no: \"1.2\", text: 乙, rule: complaint.proposals, minimum: 2}"),
            at: "trial.yaml:11", because: "用同一规则 complaint.proposals")
    }

    /// GAME-19, GAME-20: each post has its own number, and no post has two.
    @Test func thePostsOfAHouseHaveANumberEach() throws {
        let leaders = "  - {no: \"1.1\", text: 甲, rule: post.holders, post: clerk, count: 2}"
        let other = "  - {no: \"1.2\", text: 乙, rule: post.holders, post: manager, count: 1}"
        #expect(try Trial.problems(Trial.pack(leaders, other)) == [])
        try expectRefusal(
            Trial.pack(leaders, other, "  - {no: \"1.3\", text: 丙, rule: post.holders, post: clerk, count: 3}"),
            at: "trial.yaml:12", because: "第 1.3 条与第 1.1 条用同一规则 post.holders")
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 甲, rule: post.holders, post: handler, count: 2}"),
            at: "trial.yaml:10", because: "post 应为岗位")
        try expectRefusal(
            Trial.pack("  - {no: \"1.1\", text: 甲, rule: post.holders, post: clerk, count: 0}"),
            at: "trial.yaml:10", because: "count")
    }

    @Test(arguments: [
        ("judge", "rule: complaint.judgement"),
        ("judge", "rule: complaint.judge, within: 1h, owed-by: handler"),
        ("investigate", "rule: complaint.cause"),
        ("propose", "rule: complaint.proposals, minimum: 1"),
        ("decide", "rule: complaint.decide, within: 1h, owed-by: decider"),
        ("implement", "rule: complaint.penalty-lines"),
        ("visit", "rule: complaint.visit-before-archive"),
        ("visit", "rule: complaint.return-visit, within: 3d, owed-by: handler"),
        ("summarise", "rule: complaint.summary"),
    ])
    func aClauseThatNeedsAStepThatIsSwitchedOffIsRefused(step: String, rule: String) throws {
        let clause = "  - {no: \"1.1\", text: 正文, \(rule)}"
        #expect(try Trial.problems(Trial.pack(clause)) == [])
        let fewer = Trial.steps.replacing(" \(step),", with: "").replacing(", \(step)]", with: "]")
        try expectRefusal(
            Trial.pack(clause).replacing(Trial.steps, with: fewer),
            at: "trial.yaml:10", because: "要求 \(step)，但 steps 里没有这一步")
    }

    @Test(arguments: [
        ("{no: \"1.1\", text: 正文, streng: require}", "条款 里没有 “streng” 这一项"),
        ("{no: \"1.1\", text: 正文, strength: harsh}", "“harsh” 不认识"),
        ("{no: \"1.1\", text: 正文, within: 3h}", "用不到 “within”"),
        ("{no: \"1.1\", text: 正文, rule: complaint.cause, minimum: 2}", "用不到 “minimum”"),
        ("{no: \"1.1\", text: 正文, rule: complaint.cause, attest: {by: manager, every: day}}", "同时写了 rule 和 attest"),
        ("{no: \"1.1\", text: 正文, rule: complaint.proposals}", "缺少 方案数 minimum"),
        ("{no: \"1.1\", text: 正文, rule: complaint.proposals, minimum: 0}", "应为 1–10 的整数"),
        ("{no: \"1.1\", text: 正文, rule: complaint.registration}", "缺少必填项 fields"),
        ("{no: \"1.1\", text: 正文, rule: complaint.registration, fields: [zodiac]}", "“zodiac” 不认识"),
        ("{no: \"1.1\", text: 正文, rule: reply.banned-phrases}", "缺少禁语 phrases"),
        ("{no: \"1.1\", text: 正文, rule: complaint.visitor}", "缺少 by"),
        ("{no: \"1.1\", text: 正文, rule: case.suspension}", "缺少 longest"),
        ("{no: \"1.1\", text: 正文, rule: promise.interim-notice, owed-by: handler}", "缺少 share"),
        ("{no: \"1.1\", text: 正文, rule: promise.keep, owed-by: handler, within: 2h}", "承诺自带时间"),
        ("{no: \"1.1\", text: 正文, attest: {by: manager}}", "attest 缺少 every"),
        ("{no: \"1.1\"}", "缺少 条款正文 text"),
        ("{text: 正文}", "缺少 条款号 no"),
        ("{no: \"1.1\", text: \"  \"}", "应有 1–2000 个字"),
        ("{no: \"1.1\", text: [正文]}", "应为文字"),
        ("{no: \"1.2\", text: 正文, override: true}", "无从改写"),
    ])
    func aClauseThatSaysTooLittleOrTooMuchIsRefused(clause: String, reason: String) throws {
        let problems = try Trial.problems(Trial.pack("  - \(clause)"))
        #expect(problems.contains { $0.line == 10 && $0.sentence.contains(reason) }, "\(problems)")
    }

    @Test(arguments: [
        ("warn-at: [90%, 70%]", "warn-at 应由小到大"),
        ("warn-at: [100%]", "应为 1%–99%"),
        ("warn-at: [10%, 20%, 30%, 40%, 50%]", "至多四个百分比"),
        ("from: yesterday", "from 应为 report 或 acceptance"),
        ("then: {escalate-to: 太上皇}", "不是本手册的岗位"),
        ("then: {escalate-to: manager, at: 50%, after: 1h}", "at 与 after 只写一个"),
        ("when: {type: song}", "“song” 不认识"),
        ("when: {weather: rain}", "when 里没有 “weather” 这一项"),
        ("share: 50%", "只有 promise.interim-notice 用 share"),
    ])
    func aDeadlineWithSenselessPartsIsRefused(part: String, reason: String) throws {
        let problems = try Trial.problems(
            Trial.pack("  - {no: \"1.1\", text: 正文, rule: complaint.complete, within: 2d, owed-by: handler, \(part)}"))
        #expect(problems.contains { $0.line == 10 && $0.sentence.contains(reason) }, "\(problems)")
    }

    @Test(arguments: [
        ("week: {mon-fri: \"09:00-18:00\"}", "week: {mon-fri: closed}", "日历从不营业"),
        ("week: {mon-fri: \"09:00-18:00\"}", "week: {mon-fri: \"9 to 5\"}", "不是时间段"),
        ("week: {mon-fri: \"09:00-18:00\"}", "week: {moon: \"09:00-18:00\"}", "不是星期"),
        ("week: {mon-fri: \"09:00-18:00\"}", "week: {mon-fri: \"09:00-18:00\", fri: closed}", "写了两次"),
        ("week: {mon-fri: \"09:00-18:00\"}", "week: {mon-fri: \"22:00-06:00, 05:00-08:00\"}", "重叠或倒置"),
        ("calendar: {", "calendar: {zone: Mars/Olympus, ", "时区 “Mars/Olympus” 不存在"),
        ("calendar: {", "calendar: {holidays: lunar, ", "holidays 应为"),
        ("calendar: {", "calendar: {exceptions: {2026-02-30: closed}, ", "不是日期"),
    ])
    func aCalendarThatCannotBeLivedByIsRefused(line: String, instead: String, reason: String) throws {
        let problems = try Trial.problems(Trial.pack(line, instead: instead))
        #expect(problems.contains { $0.line == 3 && $0.sentence.contains(reason) }, "\(problems)")
    }

    @Test func aNightShiftThatRunsIntoTheNextMorningIsRefused() throws {
        try expectRefusal(
            Trial.pack(
                "{mon-fri: \"09:00-18:00\"}", instead: "{mon: \"22:00-06:00\", tue: \"05:00-12:00\"}"),
            at: "trial.yaml:3", because: "05:00-12:00")
    }

    @Test(arguments: [
        ("handbook: trial", "handbok: trial", "手册包 里没有 “handbok” 这一项"),
        ("version: \"1\", ", "", "缺少 version"),
        ("effective: 2026-01-01", "effective: 2026-13-01", "不是日期"),
        ("superior: manager", "superio: manager", "岗位 clerk 里没有 “superio” 这一项"),
        ("permissions: [case.work]", "permissions: [case.burn]", "“case.burn” 不认识"),
        ("[accept, judge", "[judge, accept", "steps 次序不对"),
        ("confirm, ", "", "steps 应从 accept 开始并含 confirm"),
        ("[accept,", "[accept, accept,", "steps 有重复"),
        ("superior: manager,", "superior: manager, compensation-limit: 一百,", "不是金额"),
    ])
    func aHeadThatIsMisspeltIsRefused(line: String, instead: String, reason: String) throws {
        let problems = try Trial.problems(Trial.pack(line, instead: instead))
        #expect(problems.contains { $0.sentence.contains(reason) }, "\(problems)")
    }

    @Test func aPackThatExtendsNothingThatExistsIsRefused() throws {
        try expectRefusal(
            "handbook: trial\nextends: nowhere\n", at: "trial.yaml:1", because: "找不到所继承的手册包 “nowhere”")
    }

    @Test func packsThatExtendEachOtherInACircleAreRefused() throws {
        try expectRefusal(
            "handbook: trial\nextends: other\n", among: ["other": "handbook: other\nextends: trial\n"],
            at: "other.yaml:1", because: "extends 绕成一圈")
        try expectRefusal(
            "handbook: trial\nextends: trial\n", at: "trial.yaml:1", because: "extends 绕成一圈")
    }

    @Test func allProblemsOfAPackAreToldAtOnceInTheOrderOfItsLines() throws {
        let problems = try Trial.problems(
            Trial.pack(
                "  - {no: \"1.1\", text: 甲, rule: nothing}", "  - {no: \"1.2\", text: 乙, strength: harsh}",
                "  - {no: \"1.2\", text: 丙}"))
        #expect(problems.map(\.line) == [10, 11, 12])
    }
}
