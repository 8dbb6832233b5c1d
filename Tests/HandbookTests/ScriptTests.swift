import Handbook
import Testing

/// The scripts of a pack: what is said, where each answer leads, and what a pack is refused for (SOFT-31, SOFT-44,
/// GAME-84, MART-09).
struct ScriptTests {
    private static func pack(_ scripts: String, clauses: String = "  - {no: \"1.1\", text: 正文}") -> String {
        Trial.head + clauses + "\nscripts:\n" + scripts + "\n"
    }

    /// The first line of the scripts: the head has nine lines before the clauses, then one clause and `scripts:`.
    private static let whole = """
          opening:
            title: 接听
            when: inbound-opening
            steps:
              greet:
                say: 您好，{centre}，我是{agent}。
                branches:
                  - {answer: 投诉, to: listen}
              listen: {say: 请讲。}
        """

    @Test func aScriptIsCutAtItsVariablesAndLeadsOn() throws {
        let script = try #require(try Trial.read(Self.pack(Self.whole)).script(for: .inboundOpening))
        #expect(script.steps.map(\.id) == ["greet", "listen"])
        #expect(
            script.steps[0].say
                == [.text("您好，"), .variable(.centre), .text("，我是"), .variable(.agent), .text("。")])
        #expect(script.steps[0].branches.map(\.answer) == ["投诉"])
        #expect(script.steps[0].branches.map(\.to) == [.step("listen")])
        #expect(script.variables == [.centre, .agent])
    }

    @Test(arguments: [
        ("to: listen", "to: nowhere", "步骤 “nowhere” 不存在", 19), ("to: listen", "script: gone", "话术 “gone” 不存在", 19),
        ("{agent}", "{nobody}", "变量 “{nobody}” 不认识", 17), ("{agent}", "{agent", "花括号不成对", 17),
        ("inbound-opening", "midnight", "“midnight” 不认识", 14),
        ("to: listen", "to: listen, script: opening", "只写一个", 19),
    ])
    func aMistakeIsToldWithItsLine(old: String, new: String, reason: String, line: Int) throws {
        let problems = try Trial.problems(Self.pack(Self.whole.replacing(old, with: new)))
        #expect(problems.contains { $0.line == line && $0.sentence.contains(reason) }, "\(problems)")
    }

    @Test func aStepThatNothingLeadsToIsRefused() throws {
        let lonely = Self.whole + "\n      never: {say: 谁也听不到。}"
        let problems = try Trial.problems(Self.pack(lonely))
        #expect(problems.map(\.line) == [21])
        #expect(problems[0].sentence.contains("没有分支可以走到"))
    }

    /// GAME-95, SOFT-59, SOFT-62: a script must not say what the handbook forbids to write.
    @Test func aScriptDoesNotSayWhatAClauseForbids() throws {
        let clauses = "  - {no: \"1.1\", text: 禁语, rule: reply.banned-phrases, phrases: [请讲]}"
        let problems = try Trial.problems(Self.pack(Self.whole, clauses: clauses))
        #expect(problems.count == 1 && problems[0].sentence.contains("禁用的 “请讲”"), "\(problems)")
    }

    @Test func aChildReplacesAScriptOrLeavesItOut() throws {
        let child = """
            handbook: child
            extends: trial
            document: {title: 子手册, number: T-2, version: "1", effective: 2026-01-01}
            scripts:
              opening: {drop: true}
            """
        #expect(try Trial.read(child, among: ["trial": Self.pack(Self.whole)]).scripts.isEmpty)
        let wrong = child.replacing("opening", with: "closing")
        #expect(
            try Trial.problems(wrong, among: ["trial": Self.pack(Self.whole)]).map(\.line) == [5])
    }

    @Test(arguments: Shelf.names)
    func everyPackHasTheScriptsOfACall(name: String) throws {
        let handbook = try Shelf.handbook(name)
        for moment: Script.Moment in [
            .inboundOpening, .identification, .triage, .hold, .language, .takeMessage, .transfer, .callBack,
            .interimNotice, .notOurs, .elderlyCaller, .upsetCaller, .closing, .outboundOpening,
        ] {
            #expect(handbook.script(for: moment) != nil, "\(name): \(moment)")
        }
    }

    /// A contact has no type and no severity that a clause could ask for.
    @Test func aClauseOfContactsAsksOnlyForTheChannel() throws {
        let clause =
            "  - {no: \"1.1\", text: 判断, rule: contact.triage, within: 1m, owed-by: first-receiver, when: {CONDITION}}"
        let refused = clause.replacing("{CONDITION}", with: "{type: complaint}")
        #expect(try Trial.problems(Trial.pack(refused)).map(\.sentence).contains { $0.contains("只能写 channel") })
        #expect(try Trial.problems(Trial.pack(clause.replacing("{CONDITION}", with: "{channel: phone}"))) == [])
    }

    /// Three rings are over when one counts them: such a clause can be kept or broken, and not be refused.
    @Test func whatIsMeasuredCannotBeRequired() throws {
        let clause = "  - {no: \"1.1\", text: 三声, strength: require, rule: contact.rings, maximum: 3}"
        #expect(try Trial.problems(Trial.pack(clause)).map(\.sentence).contains { $0.contains("只能是 advise") })
    }
}
