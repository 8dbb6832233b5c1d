import Handbook
import Kernel
import Testing

/// Kinds of leave and the rules on leave and swaps, as packs say them (X-15, X-16; GAME-55–67).
struct LeaveTermsTests {
    @Test func thePacksSayWhatTheirManualsSay() throws {
        func number(_ pack: String, _ rule: Gate.Rule) throws -> String {
            guard let gate = try Shelf.handbook(pack).gates().first(where: { $0.1.rule == rule })?.1 else { return "–" }
            return switch gate {
            case .leaveOrdinary(let notice), .leaveSudden(let notice), .leaveHoliday(let notice):
                notice.span.description
            case .leaveRetroactive(let within): within.span.description
            case .swapLimit(let count, _, _): "\(count)"
            case .swapApproval(let by): by.code
            default: "on"
            }
        }
        let rules: [Gate.Rule] = [
            .leaveOrdinary, .leaveSudden, .leaveHoliday, .leaveRetroactive, .swapLimit, .swapLegs, .swapApproval,
        ]
        let lines = try Shelf.names.map { pack in
            "\(pack): \(try rules.map { try number(pack, $0) }.joined(separator: " "))"
        }
        #expect(
            lines.joined(separator: "\n") == """
                base: 24h 60m – 24h – – post:supervisor
                chain-retail: 24h 60m – 24h 3 on post:supervisor
                game-support: 24h 60m 2d 24h 5 on post:team-leader
                property: 24h 60m – 24h 3 on post:supervisor
                software-support: 24h 60m – 24h – on post:supervisor
                supermarket: 24h 2h 2d 24h 5 on post:desk-leader
                """)
    }

    @Test func whoStandsAboveAnApproverAgreesToo() throws {
        let game = try Shelf.handbook("game-support")
        #expect(game.isAmongOrAbove("team-leader", ["team-leader"]) && game.isAmongOrAbove("manager", ["team-leader"]))
        #expect(!game.isAmongOrAbove("team-leader", ["manager"]) && !game.isAmongOrAbove("agent", ["team-leader"]))
    }

    private static let approving = Trial.head.replacing(
        "[case.work, case.decide,", with: "[absence.approve, case.work,")

    private func pack(_ type: String, _ clause: String) -> String {
        Self.approving + clause + "\nleave-types:\n  personal: \(type)\n"
    }

    private static let clause = "  - {no: \"1.1\", text: 正文, rule: leave.ordinary, notice: 24h}"
    private static let type = "{name: 事假, english: Personal, rule: ordinary, approver: manager}"

    @Test func aKindAndItsClauseBelongTogether() throws {
        #expect(try Trial.problems(pack(Self.type, Self.clause)) == [])
        try expectRefusal(
            pack(Self.type, "  - {no: \"1.1\", text: 正文}"), at: "trial.yaml:1", because: "没有条款写 leave.ordinary")
        try expectRefusal(
            Self.approving + Self.clause + "\n", at: "trial.yaml:10", because: "没有请假种类按 ordinary 办理")
    }

    @Test func aNoticeInWorkingTimeIsRefused() throws {
        for span in ["8bh", "1wd"] {
            let problems = try Trial.problems(pack(Self.type, Self.clause.replacing("24h", with: span)))
            #expect(problems.contains { $0.sentence.contains("应按钟点或日历日计") }, "\(span)")
        }
    }

    @Test func anApproverWhoMayNotAgreeIsRefused() throws {
        try expectRefusal(
            pack(Self.type.replacing("manager", with: "clerk"), Self.clause), at: "trial.yaml:12",
            because: "没有权限 absence.approve")
        try expectRefusal(
            pack(Self.type.replacing("manager", with: "nobody"), Self.clause), at: "trial.yaml:12", because: "不存在")
    }
}
